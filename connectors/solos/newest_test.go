package solos

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
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
			page, err := client.ListProjects(t.Context(), req, connectors.PageRequest{Want: 3})
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
