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
	}{
		"none on the day":     {0, 12, 1},
		"some on the day":     {2, 12, 2},
		"most are on the day": {7, 12, 4},
		"a page of the day":   {10, 12, 5},
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
			require.NoError(t, err)
			require.GreaterOrEqual(t, len(page.Records), 3)
			require.Equal(t, fmt.Sprint(100-test.onTheDay), string(page.Records[0].ID))
		})
	}
}

// TestNewestOfACutPage reads on below a page with fewer projects than are wanted, of a server that sends four at most.
func TestNewestOfACutPage(t *testing.T) {
	tests := map[string]struct {
		rows    int
		ignores bool // the offset
		inserts bool // a project before the second request
		came    int  // -1 for an error
	}{
		"all there are":                {4, false, false, 4},
		"cut":                          {9, false, false, 8},
		"cut, with a new project":      {9, false, true, 8},
		"whole, with a new project":    {4, false, true, 4},
		"none":                         {0, false, false, 0},
		"the offset counts for naught": {9, true, false, -1},
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
				rows := []string{}
				for place := offset; place < min(offset+min(count, 4), newest); place++ {
					id := newest - place
					if r.URL.Query().Get("reverse") == "0" {
						id = place + 1
					}
					rows = append(rows, fmt.Sprintf(`{"id":%d}`, id))
				}
				_, _ = w.Write([]byte("[" + strings.Join(rows, ",") + "]"))
			})
			page, err := conformance.Fetch(t.Context(), client, &request{Order: "-id"}, connectors.PageRequest{Want: 8})
			if test.came < 0 {
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
				return
			}
			require.NoError(t, err)
			require.Empty(t, page.Next)
			require.GreaterOrEqual(t, len(page.Records), test.came)
			for i, r := range page.Records {
				require.Equal(t, strconv.Itoa(test.rows-i), string(r.ID))
			}
		})
	}
}
