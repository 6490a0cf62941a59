package administrate_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
)

// TestNumbersAreFoundOnce lists the tasks of several users by their numbers, also where the server cuts its answers: all of the users are
// found, once for all pages, and one that does not exist is left out.
func TestNumbersAreFoundOnce(t *testing.T) {
	for name, test := range map[string]struct{ cut, finds int }{
		"whole answers": {0, 1},
		"cut answers":   {2, 3},
	} {
		t.Run(name, func(t *testing.T) {
			g := startGraph(t, conformance.Upstream{Rows: 120, PageCap: test.cut}, func(s *sandbox.Settings) { s.GraphQL.ReferenceLists = "all" })
			finds := 0
			client := g.through(t, func(w http.ResponseWriter, r *http.Request, body string) {
				if strings.Contains(body, `"query Find(`) {
					finds++
				}
				g.server.ServeHTTP(w, r)
			})
			list := func(where ...string) map[string]int {
				owners, at := map[string]int{}, connectors.PageRequest{}
				for {
					page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListTasksRequest{Where: where}, at)
					require.NoError(t, err)
					for _, r := range page.Records {
						task := &crmstreamv1.Task{}
						require.NoError(t, r.Decode(task))
						owners[task.GetOwnerId()]++
					}
					if at.Cursor = page.Next; at.Cursor == "" {
						return owners
					}
				}
			}
			some := list("owner_id in 1,2,3,4,5")
			require.Equal(t, test.finds, finds)
			require.Len(t, some, 5)
			all := list()
			for owner, tasks := range some {
				require.Equal(t, all[owner], tasks, "of user %s", owner)
			}
			require.Len(t, list("owner_id in 5,999"), 1)
			require.Empty(t, list("owner_id = 999"))
		})
	}
}
