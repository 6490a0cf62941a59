package hostile

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
)

// administrateSubjects returns the one list of Administrate.
func administrateSubjects() []subject {
	return []subject{{
		name: "administrate tasks", manners: administrateManners(), variants: []variant{whole(sandbox.ListTasks)}, newest: true,
		open: openAdministrate,
	}}
}

// administrateManners are the ways in which tenants may differ.
func administrateManners() []manner {
	capped := func(n int64) manner {
		return manner{name: "pages of " + strconv.FormatInt(n, 10), apply: func(s *setup) { s.administrate.MaxLimit = n }}
	}
	ignoring := func(argument string) manner {
		return manner{name: "ignores " + argument, unfaithful: true, apply: func(s *setup) {
			s.front.bend = func(r *http.Request) {
				q := r.URL.Query()
				q.Del(argument)
				r.URL.RawQuery = q.Encode()
			}
		}}
	}
	manners := []manner{
		{name: "a default limit", apply: func(s *setup) { s.administrate.DefaultLimit = 10 }},
		{name: "refuses the unknown", apply: func(s *setup) { s.administrate.UnknownFilter = "400" }},
		{name: "a rate limit", apply: func(s *setup) {
			s.administrate.Rate, s.administrate.RateWindow, s.administrate.RetryAfter = 3, sandbox.Duration(time.Minute), true
		}},
		capped(1), capped(7), capped(20), ignoring("_order"), ignoring("id__gt"), ignoring("_limit"), repeating(3), repeating(4),
	}
	return append(manners, endManners(false, false)...)
}

// tasksPaging describes requests for tasks: each from the beginning of what matches.
func tasksPaging() paging {
	return paging{
		read: func(r *http.Request, _ []byte) (question, bool) {
			limit, err := strconv.Atoi(r.URL.Query().Get("_limit"))
			return question{limit: limit}, strings.HasSuffix(r.URL.Path, "/crm/tasks") && err == nil
		},
		ask: func(r *http.Request, _ []byte, q question) *http.Request {
			return withQuery(r, map[string]int{"_limit": q.limit})
		},
		id: "id",
	}
}

// openAdministrate builds a tenant.
func openAdministrate(s *setup, transport http.RoundTripper) (*rig, error) {
	s.pager.paging = tasksPaging()
	s.pager.takeBound(&s.administrate.MaxLimit)
	t := &tenant{list: sandbox.ListTasks, start: func(plain bool, now func() time.Time) (emulator, error) {
		settings := s.administrate
		if plain {
			settings = sandbox.Defaults()
			settings.Seed, settings.Rows = s.administrate.Seed, s.administrate.Rows
		}
		settings.Now = now
		return sandbox.New(settings)
	}}
	r := &rig{model: &model{tenant: t}, response: &crmstreamv1.ListTasksResponse{}}
	r.fetch = func() (connectors.Fetch, error) {
		client, err := administrate.New(connectors.Account{Source: "test", TimeZone: s.zone, Transport: transport}, &administrate.Settings{
			BaseURL: "http://localhost", Login: s.administrate.Username, Password: connectors.NewSecret(s.administrate.Password), PageSize: s.plan.size,
		})
		if err != nil {
			return nil, err
		}
		fields := ""
		if s.plan.limit > 0 {
			fields = `{"order":"-id"}`
		}
		return listOf(client, &crmstreamv1.ListTasksRequest{}, fields)
	}
	r.naive = func(ctx context.Context) ([]delivered, error) { return naiveTasks(ctx, s, transport) }
	r.newest = func(got []delivered, limit int) string { return newestIDs(s.pager.shown(t.live()), got, limit) }
	return r, nil
}

// naiveTasks reads by keyset, since the upstream has no page numbers, until a page is shorter than requested.
func naiveTasks(ctx context.Context, s *setup, transport http.RoundTripper) (read []delivered, err error) {
	last := "0"
	for range maxPages {
		body, err := tried(func() ([]byte, error) {
			r := get(fmt.Sprintf("/api/v2/crm/tasks?_order=id&_limit=%d&id__gt=%s", s.plan.size, last)).WithContext(ctx)
			r.SetBasicAuth(s.administrate.Username, s.administrate.Password)
			return answerOf(transport, r)
		})
		if err != nil {
			return read, err
		}
		var rows []json.RawMessage
		if err := json.Unmarshal(body, &rows); err != nil {
			return read, err
		}
		more := deliveredOf(rows, "id")
		read = append(read, more...)
		if len(more) < s.plan.size {
			return read, nil
		}
		last = more[len(more)-1].id
	}
	return read, nil
}
