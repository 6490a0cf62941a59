package solos

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
)

// TestNewestBeforeADay asks for the newest projects created before a day, which the upstream is asked for as well.
func TestNewestBeforeADay(t *testing.T) {
	tests := map[string]struct {
		onTheDay, before int
		requests         int
		refused          bool
	}{
		"none on the day":     {0, 12, 1, false},
		"some on the day":     {2, 12, 2, false},
		"most are on the day": {7, 12, 2, false},
		"a page of the day":   {10, 12, 2, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var rows []string
			for i := range test.onTheDay + test.before {
				day := "2024-01-02"
				if i >= test.onTheDay {
					day = "2024-01-01"
				}
				rows = append(rows, fmt.Sprintf(`{"id":%d,"created":"%s 10:00:00"}`, 100-i, day))
			}
			requests := 0
			client := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
				requests++
				var asked filterBody
				_ = json.NewDecoder(r.Body).Decode(&asked) // else nothing comes
				end := min(asked.Offset+asked.Count, len(rows))
				_, _ = w.Write([]byte("[" + strings.Join(rows[min(asked.Offset, end):end], ",") + "]"))
			})
			client.settings.PageSize = 10
			req := &request{Order: "-id", CreatedBefore: "2024-01-02"}
			page, err := conformance.Fetch(t.Context(), client, req, connectors.PageRequest{Want: 3})
			require.Equal(t, test.requests, requests)
			if test.refused {
				var classified *connectors.Error
				require.ErrorAs(t, err, &classified)
				require.Equal(t, connectors.KindInvalidRequest, classified.Kind)
				require.Equal(t, "created_before", classified.Field)
				return
			}
			require.NoError(t, err)
			require.GreaterOrEqual(t, len(page.Records), 3)
			require.Equal(t, fmt.Sprint(100-test.onTheDay), string(page.Records[0].ID))
		})
	}
}

// TestNewestOfACutPage tells a page that the upstream cut from the whole list, by what stands behind it.
func TestNewestOfACutPage(t *testing.T) {
	tests := map[string]struct {
		rows    int
		ignores bool // the offset
		inserts bool // a project before the second request
		kind    connectors.Kind
	}{
		"whole":                        {4, false, false, 0},
		"cut":                          {9, false, false, connectors.KindMisconfigured},
		"cut, with a new project":      {9, false, true, connectors.KindMisconfigured},
		"whole, with a new project":    {4, false, true, 0},
		"the offset counts for naught": {9, true, false, connectors.KindInconsistent},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			newest, requests := test.rows, 0
			client := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
				if requests++; requests == 2 && test.inserts {
					newest++
				}
				offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
				count, _ := strconv.Atoi(r.URL.Query().Get("count"))
				if test.ignores {
					offset = 0
				}
				var rows []string
				for id := newest - offset; id > max(newest-offset-min(count, 4), 0); id-- {
					rows = append(rows, fmt.Sprintf(`{"id":%d}`, id))
				}
				_, _ = w.Write([]byte("[" + strings.Join(rows, ",") + "]"))
			})
			page, err := conformance.Fetch(t.Context(), client, &request{Order: "-id"}, connectors.PageRequest{Want: 8})
			if test.kind != 0 {
				require.ErrorIs(t, err, &connectors.Error{Kind: test.kind})
				return
			}
			require.NoError(t, err)
			require.Len(t, page.Records, test.rows)
			require.Equal(t, 2, requests)
		})
	}
}
