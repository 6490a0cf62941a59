package apro

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWorkers(t *testing.T) {
	srv := newServer(t, nil)
	deaf := newServer(t, func(s *Settings) { s.WorkerStatus = false })
	anybody := []string{
		"status[0]", "new", "status[1]", "onstate", "status[2]", "outstate", "status[3]", "notworking", "status[4]", "fired",
	}
	workersOf := func(srv *Server, params ...string) map[string]map[string]any {
		if params == nil {
			params = []string{}
		}
		return read[map[string]map[string]any](t, srv, opWorkers, params...)
	}
	every := workersOf(srv, anybody...)
	require.Len(t, every, workerCount)
	for _, op := range []string{opContacts, opDeals} {
		for _, r := range all(t, srv, op) {
			for _, key := range []string{"manager_id", "employee_id"} {
				if id, ok := r[key].(string); ok && id != "0" {
					require.Contains(t, every, id)
				}
			}
		}
	}
	here := workersOf(srv)
	require.Len(t, here, 22)
	require.NotContains(t, here, "44")
	require.Equal(t, "44", workersOf(srv, "id", "44")["44"]["id"], "an id finds who has left")
	require.Equal(t, here["41"]["surname"], workersOf(srv, "id[0]", "41")["41"]["surname"])

	require.Equal(t, len(here), len(workersOf(deaf, anybody...)), "a server that does not know status ignores it")
	require.NotContains(t, workersOf(deaf)["41"], "status")
	require.JSONEq(t, `[]`, string(open(t, post(t, srv, opWorkers, "surname", "Nobody")).Data))
	require.Len(t, workersOf(srv, "email", "worker41@"), 1)
	require.Len(t, workersOf(srv, "phone", "5551041"), 1)
	for _, filter := range []string{"group", "division_id", "suboffice_id"} {
		value := map[string]string{"group": "150", "division_id": "2", "suboffice_id": "3"}[filter]
		found := workersOf(srv, filter, value)
		require.NotEmpty(t, found)
		require.Less(t, len(found), len(here), filter)
	}
	licensed := workersOf(srv, "fields[0][id]", "6024", "fields[0][value]", "1")
	require.NotEmpty(t, licensed)
	require.Less(t, len(licensed), len(here))

	intrum := workersOf(newServer(t, func(s *Settings) { s.Dialect = Intrum }))
	require.Equal(t, "generalmanager", intrum["46"]["type"])
	require.Equal(t, "general manager", here["46"]["type"])
	require.Contains(t, intrum["46"], "secondname")
	require.Contains(t, intrum["46"], "created_at")
}
