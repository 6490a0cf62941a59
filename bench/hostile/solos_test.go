package hostile

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/solos"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/solos"
)

// solosList is one of the lists of a Solos tenant that have pages.
type solosList struct {
	// name is the list's name, and path its address after that of projects.
	name, path string
	// op is the name of the list's operation in the sandbox, "" for the projects themselves.
	op       string
	list     func(client connectors.Client, fields string) (connectors.Fetch, error)
	response proto.Message
}

// moreChildren is the number of records that are added to a project.
const moreChildren = 80

var solosLists = []solosList{
	{
		"projects", "", "",
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListProjectsRequest{}, fields)
		}, &crmstreamv1.ListProjectsResponse{},
	},
	{
		"projectEvents", "/actions", sandbox.OpActions,
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListProjectEventsRequest{}, fields)
		}, &crmstreamv1.ListProjectEventsResponse{},
	},
	{
		"projectPayments", "/payments", sandbox.OpPayments,
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListProjectPaymentsRequest{}, fields)
		}, &crmstreamv1.ListProjectPaymentsResponse{},
	},
}

// solosSubjects returns the lists of Solos that have pages.
func solosSubjects() []subject {
	subjects := make([]subject, 0, len(solosLists))
	for _, l := range solosLists {
		s := subject{name: "solos " + l.name, manners: l.manners(), variants: []variant{whole("")}, open: l.open, newest: l.op == ""}
		if l.op == "" {
			s.variants = append(s.variants, variant{`{"onlyDeleted":true}`, whole(sandbox.ListDeletedProjects).must})
		}
		subjects = append(subjects, s)
	}
	return subjects
}

// manners are the ways in which tenants may differ.
func (l solosList) manners() []manner {
	set := func(name string, change func(*sandbox.Settings)) manner {
		return manner{name: name, apply: func(s *setup) { change(&s.solos) }}
	}
	capped := func(n int64) manner {
		m := set("pages of "+strconv.FormatInt(n, 10), func(s *sandbox.Settings) { s.MaxCount = n })
		// Pages of two overlap by one, so a row that goes and comes back can lead to a place that was read before.
		m.unfaithful = n == 2
		return m
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
		set("arrays", func(s *sandbox.Settings) { s.Envelope, s.Numbers = "array", "strings" }),
		set("data", func(s *sandbox.Settings) { s.Envelope, s.DynamicFields, s.EmptyObject = "data", "nested", "[]" }),
		set("both when not told", func(s *sandbox.Settings) { s.OmittedDeleted = "both" }),
		set("slow answers", func(s *sandbox.Settings) { s.Latency = sandbox.Duration(300 * time.Millisecond) }),
		capped(2), capped(7), capped(20),
		{name: "refuses long pages", unfaithful: true, apply: func(s *setup) { s.solos.OverMaxCount, s.solos.MaxCount = "400", 6 }},
		ignoring("offset"), ignoring("count"), ignoring("reverse"), ignoring("deleted"), repeating(3), repeating(4),
	}
	// If the opposite order cannot be requested, a last page that comes again cannot be distinguished from one that comes in
	// place of the next.
	manners = append(manners, endManners(false, l.op == "")...)
	if l.op != "" {
		// Each call reads such a list whole, many times: page by page that costs thousands of requests.
		manners = append(manners, tied(true, func(s *setup) { s.plan.pageSize = 0 }))
		// While such a list moves, no two readings of it agree.
		manners = append(manners, manner{name: "no order", unfaithful: true, apply: func(s *setup) { s.solos.ChildOrder = "shuffled" }})
	}
	return manners
}

// paging describes requests for the list by count and offset.
func (l solosList) paging() paging {
	return paging{
		read: func(r *http.Request, _ []byte) (question, bool) {
			q := r.URL.Query()
			limit, err1 := strconv.Atoi(cmp.Or(q.Get("count"), "100"))
			at, err2 := strconv.Atoi(cmp.Or(q.Get("offset"), "0"))
			return question{at, limit}, strings.HasSuffix(r.URL.Path, "/projects"+l.path) && err1 == nil && err2 == nil
		},
		ask: func(r *http.Request, _ []byte, q question) *http.Request {
			return withQuery(r, map[string]int{"count": q.limit, "offset": q.at})
		},
		id: "id",
	}
}

// withQuery returns a request with other arguments.
func withQuery(r *http.Request, arguments map[string]int) *http.Request {
	r = r.Clone(r.Context())
	q := r.URL.Query()
	for key, n := range arguments {
		q.Set(key, strconv.Itoa(n))
	}
	r.URL.RawQuery = q.Encode()
	return r
}

// open builds a tenant.
func (l solosList) open(s *setup, transport http.RoundTripper) (*rig, error) {
	s.pager.paging = l.paging()
	s.pager.takeBound(&s.solos.MaxCount)
	project, err := l.project(s)
	if err != nil {
		return nil, err
	}
	t := &tenant{list: sandbox.ListProjects, restores: l.op == "", start: func(plain bool, now func() time.Time) (emulator, error) {
		settings := s.solos
		if plain {
			settings = sandbox.Defaults()
			settings.Seed, settings.Rows = s.solos.Seed, s.solos.Rows
		}
		settings.Now = now
		return sandbox.New(settings)
	}}
	if l.op != "" {
		t.list = sandbox.ListOf(project, l.op)
	}
	r := &rig{model: &model{tenant: t}, response: l.response}
	r.prepare = func() error {
		if l.op == "" {
			return nil
		}
		for range moreChildren {
			if _, err := t.make(insert, ""); err != nil {
				return err
			}
		}
		return nil
	}
	r.fetch = func() (connectors.Fetch, error) {
		client, err := solos.New(connectors.Account{Source: "test", TimeZone: s.zone, Transport: transport}, &solos.Settings{
			BaseURL: "http://localhost", Token: connectors.NewSecret(s.solos.Token), Secret: connectors.NewSecret(s.solos.Secret),
			PageSize: s.plan.size, Overlap: 5,
		})
		if err != nil {
			return nil, err
		}
		fields := ""
		switch {
		case l.op != "":
			fields = fmt.Sprintf(`{"projectId":%q}`, project)
		case s.plan.variant == 1:
			fields = `{"onlyDeleted":true}`
		case s.plan.limit > 0:
			fields = `{"order":"-id"}`
		}
		return l.list(client, fields)
	}
	r.naive = func(ctx context.Context) ([]delivered, error) { return l.naive(ctx, s, project, transport) }
	r.newest = func(got []delivered, limit int) string { return newestIDs(s.pager.shown(t.live()), got, limit) }
	return r, nil
}

// project returns the id of the tenant's first project.
func (l solosList) project(s *setup) (string, error) {
	server, err := sandbox.New(s.solos)
	if err != nil {
		return "", err
	}
	return server.IDs(sandbox.ListProjects)[0], nil
}

// newestIDs compares the newest so many with the existing ids, which ascend.
func newestIDs(live []string, got []delivered, limit int) string {
	want := slices.Clone(live)
	slices.Reverse(want)
	rank := map[string]string{}
	for _, id := range live {
		rank[id] = id
	}
	return descends(got, want[:min(limit, len(want))], rank)
}

// naive reads the list by count and offset until a page is empty or repeats the one before.
func (l solosList) naive(ctx context.Context, s *setup, project string, transport http.RoundTripper) (read []delivered, err error) {
	for page := range maxPages {
		body, err := tried(func() ([]byte, error) {
			r := get(fmt.Sprintf("/backend/public/projects%s?count=%d&offset=%d&order_by=id&reverse=0&deleted=0&id=%s",
				l.path, s.plan.size, page*s.plan.size, project)).WithContext(ctx)
			r.Header = http.Header{"X-Crypto-Token": {s.solos.Token}, "X-Crypto-Secret": {s.solos.Secret}, "User-Agent": {"naive"}}
			return answerOf(transport, r)
		})
		if err != nil {
			return read, err
		}
		rows, err := solosRows(body)
		if err != nil {
			return read, err
		}
		more := deliveredOf(rows, "id")
		if repeats(read, more) {
			return read, nil
		}
		read = append(read, more...)
	}
	return read, errors.New("the list does not end")
}

// solosRows returns the rows of an answer in any envelope.
func solosRows(body []byte) (rows []json.RawMessage, err error) {
	if json.Unmarshal(body, &rows) == nil {
		return rows, nil
	}
	var answer struct{ Payload, Data []json.RawMessage }
	err = json.Unmarshal(body, &answer)
	return slices.Concat(answer.Payload, answer.Data), err
}
