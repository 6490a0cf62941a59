package hostile

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
)

const (
	// graphPart is the emulator's own bound of a page.
	graphPart = 100
	pathToken = "/oauth/token"
)

// graphSubjects returns the same list of Administrate by GraphQL.
func graphSubjects() []subject {
	return []subject{{
		name: "administrate tasks by graphql", manners: graphManners(), newest: true, open: openGraph,
		variants: []variant{whole(sandbox.ListTasks), {`{"changedFrom":"1970-01-01"}`, whole(sandbox.ListTasks).must}},
	}}
}

// graphManners are the ways in which tenants may differ.
func graphManners() []manner {
	set := func(name string, change func(*sandbox.Settings)) manner {
		return manner{name: name, apply: func(s *setup) { change(&s.administrate) }}
	}
	capped := func(n int64) manner {
		return set("pages of "+strconv.FormatInt(n, 10), func(s *sandbox.Settings) { s.MaxLimit = n })
	}
	ignoring := func(variables ...string) manner {
		return manner{name: "ignores " + variables[0], unfaithful: true, apply: func(s *setup) {
			s.front.bend = func(r *http.Request) { bendGraph(r, variables) }
		}}
	}
	manners := []manner{
		set("orderBy", func(s *sandbox.Settings) { s.GraphQL.OrderArgument = "orderBy" }),
		set("times with offset", func(s *sandbox.Settings) { s.GraphQL.Zoned = true }),
		set("no numbers", func(s *sandbox.Settings) { s.GraphQL.LegacyID, s.GraphQL.LegacyFilter = false, false }),
		set("lastUpdatedAt", func(s *sandbox.Settings) { s.GraphQL.Updated = "lastUpdatedAt" }),
		set("counts costs", func(s *sandbox.Settings) { s.GraphQL.Complexity = 500 }),
		set("short tokens", func(s *sandbox.Settings) { s.GraphQL.TokenLife = sandbox.Duration(150 * time.Second) }),
		set("a rate limit", func(s *sandbox.Settings) {
			s.Rate, s.RateWindow, s.RetryAfter = 3, sandbox.Duration(time.Minute), true
		}),
		{name: "deletes between pages", apply: func(s *setup) { s.deletes = 2 }},
		capped(1), capped(7), capped(20), ignoring("order", "orderBy"), ignoring("filters"), ignoring("offset"), ignoring("first"),
		repeating(3), repeating(4),
	}
	manners = append(manners, endManners(true, true)...)
	// Each call reads a second whole, many times: page by page that costs thousands of requests.
	return append(manners, tied(false, func(s *setup) { s.plan.pageSize = 0 }))
}

// graphBody is the body of a request.
type graphBody struct {
	Query     string                     `json:"query"`
	Variables map[string]json.RawMessage `json:"variables,omitempty"`
}

// tasksAsked reads the body of a request, and reports false if it is not for a list of tasks.
func tasksAsked(body []byte) (b graphBody, ok bool) {
	if json.Unmarshal(body, &b) != nil {
		return b, false
	}
	return b, strings.HasPrefix(b.Query, "query Tasks(")
}

// number returns a variable that is a number.
func (b graphBody) number(name string, absent int) int {
	if n, err := strconv.Atoi(string(b.Variables[name])); err == nil {
		return n
	}
	return absent
}

// with returns the request's body with other numbers.
func (b graphBody) with(numbers map[string]int) []byte {
	for name, n := range numbers {
		b.Variables[name] = json.RawMessage(strconv.Itoa(n))
	}
	text, err := json.Marshal(b)
	if err != nil {
		panic(err) // it was read before
	}
	return text
}

// bendGraph takes variables from a request for tasks.
func bendGraph(r *http.Request, variables []string) {
	body := bodyOf(r)
	if b, ok := tasksAsked(body); ok {
		for _, v := range variables {
			delete(b.Variables, v)
		}
		body = b.with(nil)
	}
	*r = *withBody(r, body)
}

// graphPaging describes requests for tasks by offset.
func graphPaging(s *setup) paging {
	g := paging{
		read: func(_ *http.Request, body []byte) (question, bool) {
			b, ok := tasksAsked(body)
			return question{b.number("offset", 0), b.number("first", 50)}, ok
		},
		ask: func(r *http.Request, body []byte, q question) *http.Request {
			b, _ := tasksAsked(body)
			return withBody(r, b.with(map[string]int{"offset": q.at, "first": q.limit}))
		},
		id: "node.globalId", number: numberOf, tie: "node.createdAt", part: graphPart,
	}
	if s.plan.variant > 0 {
		g.tie = "node.updatedAt"
	}
	return g
}

// numberOf returns the number in a global id, and other ids as they are.
func numberOf(id string) string {
	if text, err := base64.StdEncoding.DecodeString(id); err == nil {
		if _, number, ok := strings.Cut(string(text), ":"); ok {
			return number
		}
	}
	return id
}

// openGraph builds a tenant.
func openGraph(s *setup, transport http.RoundTripper) (*rig, error) {
	s.pager.paging = graphPaging(s)
	s.pager.takeBound(&s.administrate.MaxLimit)
	if !s.pager.plain() {
		s.administrate.GraphQL.Complexity = 0 // the pager asks for other pages than the client
	}
	s.front.prompt = pathToken
	s.front.address = func(r *http.Request, body []byte) string {
		b, _ := tasksAsked(body)
		return r.URL.Path + " " + b.Query
	}
	t := &tenant{list: sandbox.ListTasks, start: s.startGraph}
	r := &rig{model: &model{tenant: t}, response: &crmstreamv1.ListTasksResponse{}}
	r.identify = func(m protoreflect.Message) string { return numberOf(textOf(m, "id")) }
	r.fetchOf = func(fields string) (connectors.Fetch, error) {
		client, err := s.graphClient(transport)
		if err != nil {
			return nil, err
		}
		return listOf(client, &crmstreamv1.ListTasksRequest{}, fields)
	}
	r.fetch = func() (connectors.Fetch, error) {
		fields := graphSubjects()[0].variants[s.plan.variant].fields
		if s.plan.limit > 0 {
			fields = `{"order":"-create_time"}`
		}
		return r.fetchOf(fields)
	}
	r.naive = func(ctx context.Context) ([]delivered, error) { return naiveGraph(ctx, s, transport) }
	r.newest = func(got []delivered, limit int) string { return newestCreated(t.mirror, s.pager, got, limit) }
	if s.deletes > 0 && s.plan.limit == 0 {
		s.front.watch = deletesBetween(r.model, s)
	}
	return r, nil
}

// startGraph starts an emulator. Times without an offset are the wall clock of the tenant.
func (s *setup) startGraph(plain bool, now func() time.Time) (emulator, error) {
	settings := s.administrate
	if plain {
		settings = sandbox.Defaults()
		settings.Seed, settings.Rows, settings.GraphQL, settings.Rate = s.administrate.Seed, s.administrate.Rows, s.administrate.GraphQL, 0
		settings.GraphQL.Complexity = 0
	}
	settings.Now = now
	if !settings.GraphQL.Zoned {
		settings.Now = func() time.Time {
			at := now().In(s.zone)
			_, offset := at.Zone()
			return at.UTC().Add(time.Duration(offset) * time.Second)
		}
	}
	return sandbox.New(settings)
}

// graphClient returns a new client.
func (s *setup) graphClient(transport http.RoundTripper) (connectors.Client, error) {
	return administrate.New(connectors.Account{Source: "test", TimeZone: s.zone, Transport: transport}, &administrate.Settings{
		Transport: "graphql", BaseURL: "http://localhost", TokenURL: "http://localhost" + pathToken, Grant: "client_credentials", PageSize: s.plan.size,
		ClientID: s.administrate.GraphQL.ClientID, ClientSecret: connectors.NewSecret(s.administrate.GraphQL.ClientSecret),
	})
}

// tokenRequest returns the request for an access token.
func (s *setup) tokenRequest() *http.Request {
	r := httptest.NewRequest(http.MethodPost, "https://localhost"+pathToken, strings.NewReader(url.Values{
		"grant_type": {"client_credentials"}, "client_id": {s.administrate.GraphQL.ClientID}, "client_secret": {s.administrate.GraphQL.ClientSecret},
	}.Encode()))
	r.RequestURI = ""
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

// deletesBetween deletes the first task of what is asked for, before each so many lists of tasks.
func deletesBetween(m *model, s *setup) func([]byte) {
	lists := 0
	return func(body []byte) {
		asked, ok := tasksAsked(body)
		if !ok {
			return
		}
		if lists++; lists%s.deletes > 0 || len(m.tenant.live()) < 8 {
			return
		}
		answer, token := httptest.NewRecorder(), httptest.NewRecorder()
		m.tenant.mirror.ServeHTTP(token, s.tokenRequest())
		m.tenant.mirror.ServeHTTP(answer, postedText("/graphql", member(token.Body.Bytes(), "access_token"), asked.with(map[string]int{"first": 1})))
		if p, ok := pageOf(answer.Body.Bytes()); ok && len(p.rows) > 0 {
			id, err := m.tenant.make(deleteLow, s.pager.idOf(p.rows[0]))
			if err != nil {
				panic(err) // both have the task
			}
			m.noted(deleteLow, id)
		}
	}
}

// newestCreated compares the newest so many with the existing tasks, by the time of creation, which the mirror's REST API shows.
func newestCreated(mirror emulator, g *pager, got []delivered, limit int) string {
	rows, err := tasksOf(mirror)
	if err != nil {
		return err.Error()
	}
	rank := map[string]string{}
	var ranks []string
	for _, row := range rows {
		if id := member(row, "id"); !g.hidden(id) {
			rank[id] = member(row, "created_on")
			ranks = append(ranks, rank[id])
		}
	}
	slices.SortFunc(ranks, func(a, b string) int { return cmp.Compare(b, a) })
	return descends(got, ranks[:min(limit, len(ranks))], rank)
}

// tasksOf returns all tasks of an emulator, by REST.
func tasksOf(e emulator) (rows []json.RawMessage, err error) {
	w, r, plain := httptest.NewRecorder(), get("/api/v2/crm/tasks"), sandbox.Defaults()
	r.SetBasicAuth(plain.Username, plain.Password)
	e.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		return nil, fmt.Errorf("the mirror answers %d", w.Code)
	}
	return rows, json.Unmarshal(w.Body.Bytes(), &rows)
}
