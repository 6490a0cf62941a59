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

// TestEitherEndMayBeMeantByDay reads a day on which a second has more rows than a page, of servers that honour only the day of
// one end of a period, of both, or of none.
func TestEitherEndMayBeMeantByDay(t *testing.T) {
	type contact struct{ id, time string }
	var contacts []contact
	for i := range 90 {
		c := contact{strconv.Itoa(i + 1), "2025-01-02 12:00:00"}
		switch {
		case i < 10:
			c.time = fmt.Sprintf("2025-01-02 08:00:%02d", i)
		case i >= 75:
			c.time = fmt.Sprintf("2025-01-02 17:00:%02d", i-75)
		}
		contacts = append(contacts, c)
	}
	lower := map[string]func(at, from string) bool{
		"from":        func(at, from string) bool { return at >= from },
		"from behind": func(at, from string) bool { return at > from },
		"from days":   func(at, from string) bool { return from == "" || at[:10] >= from[:10] },
	}
	upper := map[string]func(at, to string) bool{
		"to":        func(at, to string) bool { return at <= to },
		"to before": func(at, to string) bool { return at < to },
		"to days":   func(at, to string) bool { return at[:10] <= to[:10] },
	}
	for from, above := range lower {
		for to, below := range upper {
			t.Run(from+", "+to, func(t *testing.T) {
				client := answering(t, func(w http.ResponseWriter, r *http.Request) {
					require.NoError(t, r.ParseForm())
					get := func(name string) string { return r.PostForm.Get("params[" + name) }
					var found []string
					for _, c := range contacts {
						if above(c.time, get("date][from]")) && (get("date][to]") == "" || below(c.time, get("date][to]"))) {
							found = append(found, fmt.Sprintf(`{"id":%q,"customer_activity_date":%q}`, c.id, c.time))
						}
					}
					if get("order]") == "desc" {
						slices.Reverse(found)
					}
					limit, _ := strconv.Atoi(get("limit]"))
					page, _ := strconv.Atoi(cmp.Or(get("page]"), "1"))
					start := min((max(page, 1)-1)*limit, len(found))
					list := strings.Join(found[start:min(start+limit, len(found))], ",")
					_, _ = fmt.Fprintf(w, `{"status":"success","data":{"list":[%s],"count":"%d"}}`, list, len(found))
				})
				fetch, err := conformance.Open(client, named(t, sandbox.ListContacts).request(), nil)
				require.NoError(t, err)
				came := map[string]bool{}
				at := connectors.PageRequest{}
				for range 50 {
					page, err := fetch(t.Context(), at)
					require.NoError(t, err)
					for _, r := range page.Records {
						came[string(r.ID)] = true
					}
					if at.Cursor = page.Next; at.Cursor == "" {
						break
					}
				}
				require.Len(t, came, len(contacts))
			})
		}
	}
}
