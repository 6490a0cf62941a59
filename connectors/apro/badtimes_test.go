package apro_test

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestARecordWhoseTimeNoClockShowsStopsNoList reads the lists in the order of time of a server that has one record with such
// a time: it is a record error, and all others come.
func TestARecordWhoseTimeNoClockShowsStopsNoList(t *testing.T) {
	keys := map[string]string{
		sandbox.ListContacts: "customer_activity_date", sandbox.ListActivities: "request_activity_date", sandbox.ListDeals: "sale_activity_date",
		sandbox.ListStock: "stock_activity_date", sandbox.ListCalls: "date_time",
	}
	for list, key := range keys {
		for _, bad := range []string{"2025-02-31 10:00:00", "2025-13-45 00:00:00", "2025-01-01 24:00:01", "2025-1-1", "soon"} {
			t.Run(list+"/"+bad, func(t *testing.T) {
				type row struct{ id, time string }
				var rows []row
				for i := range 60 {
					rows = append(rows, row{strconv.Itoa(i + 1), fmt.Sprintf("2025-01-%02d %02d:00:00", 1+i/4, i%4)})
				}
				rows[30].time = bad
				slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.time, b.time) })
				client := answering(t, func(w http.ResponseWriter, r *http.Request) {
					require.NoError(t, r.ParseForm())
					get := func(name string) string { return r.PostForm.Get("params[" + name) }
					if strings.HasSuffix(r.URL.Path, "stock/types") {
						_, _ = w.Write([]byte(`{"status":"success","data":[{"id":"1","name":"x"}]}`))
						return
					}
					from := get("date][from]") + get("dateFrom]")
					var found []string
					for _, row := range rows {
						if row.time >= from {
							found = append(found, fmt.Sprintf(`{"id":%q,%q:%q,"type":"1"}`, row.id, key, row.time))
						}
					}
					total := len(found)
					limit, _ := strconv.Atoi(get("limit]"))
					page, _ := strconv.Atoi(cmp.Or(get("page]"), "1"))
					start := min((max(page, 1)-1)*limit, total)
					answer := "[" + strings.Join(found[start:min(start+limit, total)], ",") + "]"
					if list != sandbox.ListCalls {
						answer = fmt.Sprintf(`{"list":%s,"count":"%d"}`, answer, total)
					}
					_, _ = w.Write([]byte(`{"status":"success","data":` + answer + `}`))
				})
				fetch, err := conformance.Open(client, named(t, list).request(), nil)
				require.NoError(t, err)
				read, broken := map[string]bool{}, map[string]bool{}
				at := connectors.PageRequest{}
				for range 50 {
					page, err := fetch(t.Context(), at)
					require.NoError(t, err)
					for _, r := range page.Records {
						if r.Err == nil {
							read[string(r.ID)] = true
							continue
						}
						broken[r.Err.ID] = true
						require.Contains(t, r.Err.Message, "is not a valid time")
						require.Contains(t, string(r.Err.Raw), bad)
					}
					if at.Cursor = page.Next; at.Cursor == "" {
						break
					}
				}
				require.Len(t, read, 59)
				require.Equal(t, map[string]bool{"31": true}, broken)
			})
		}
	}
}
