package hostile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/proxima"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/proxima"
)

// padDays is the connector's setting; the sandbox has visits of nearly three days.
const padDays = 4

// proximaList is one of the lists by start of a Proxima tenant.
type proximaList struct {
	// name is the list's name, and moves the name of the records that change in the sandbox.
	name, moves string
	// function, id and start are the upstream's words.
	function, id, start string
	list                func(client connectors.Client, fields string) (connectors.Fetch, error)
	response            proto.Message
	// fields are those of its request. All lists but visits need a period.
	fields string
	// parts are the fields that make the id of a card; nil for records with an id.
	parts []protoreflect.Name
}

// period covers all records of the sandbox.
const period = `{"startFrom":"2023-12-31","startBefore":"2027-02-01"}`

var proximaLists = []proximaList{
	{
		"visits", "visits", "api_get_tasks_json", "task_id", "task_datefrom",
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListVisitsRequest{}, fields)
		}, &crmstreamv1.ListVisitsResponse{}, "", nil,
	},
	{
		"calendarEvents", "calendarEvents", "api_get_actions_json", "action_id", "action_datefrom",
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListCalendarEventsRequest{}, fields)
		}, &crmstreamv1.ListCalendarEventsResponse{}, period, nil,
	},
	{
		"visitControls", "visits", "api_get_tasks_json", "task_id", "task_datefrom",
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListVisitControlsRequest{}, fields)
		}, &crmstreamv1.ListVisitControlsResponse{}, period,
		[]protoreflect.Name{"visit_id", "preparation_id"},
	},
	{
		"visitArrangements", "visits", "api_get_tasks_json", "task_id", "task_datefrom",
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListVisitArrangementsRequest{}, fields)
		}, &crmstreamv1.ListVisitArrangementsResponse{}, period,
		[]protoreflect.Name{"visit_id", "preparation_id", "brand_id"},
	},
	{
		// A visited person is a contact, so contacts change with visits in their own ways.
		"contacts", "visits", "api_get_contact_json", "contact_id", "",
		func(c connectors.Client, fields string) (connectors.Fetch, error) {
			return listOf(c, &crmstreamv1.ListContactsRequest{}, fields)
		}, &crmstreamv1.ListContactsResponse{}, "", nil,
	},
}

// proximaSubjects returns the lists of Proxima with rows that move, and the list of contacts, which does not change.
func proximaSubjects() []subject {
	subjects := make([]subject, 0, len(proximaLists))
	for _, l := range proximaLists {
		subjects = append(subjects, subject{
			name: "proxima " + l.name, manners: proximaManners(), variants: []variant{whole(l.name)}, open: l.open, rereads: true, weight: 3, still: l.start == "",
		})
	}
	return subjects
}

// proximaManners are the ways in which tenants may differ.
func proximaManners() []manner {
	set := func(name string, change func(*sandbox.Settings)) manner {
		return manner{name: name, apply: func(s *setup) { change(&s.proxima) }}
	}
	manners := []manner{
		set("synchronous", func(s *sandbox.Settings) { s.Mode = "sync" }),
		set("first batch 0", func(s *sandbox.Settings) { s.FirstBatch, s.BatchOutside, s.EmptyBatchCount = 0, "nearest", "null" }),
		set("empty batches", func(s *sandbox.Settings) { s.BatchOutside, s.EmptyBatchCount, s.EmptyResult = "empty", "1", "null" }),
		set("batches of 3", func(s *sandbox.Settings) { s.BatchSize = 3 }),
		set("batches of 20", func(s *sandbox.Settings) { s.BatchSize = 20 }),
		set("only starts count", func(s *sandbox.Settings) { s.WindowTest, s.TimeStyleJSON = "start", "space" }),
		set("overlap counts", func(s *sandbox.Settings) { s.WindowTest, s.TimeStyleJSON = "overlap", "tz" }),
		set("the tenant's days", func(s *sandbox.Settings) { s.WindowZone = "tenant" }),
		set("far west", func(s *sandbox.Settings) { s.WindowZone, s.TenantOffsetMinutes = "tenant", -11*60 }),
		{name: "short sessions", apply: func(s *setup) {
			s.proxima.TokenTTL, s.proxima.SingleSession = sandbox.Duration(3*s.plan.pace+3*time.Second), true
		}},
		set("few jobs", func(s *sandbox.Settings) { s.MaxJobs = 1 }),
		set("a job that fails", func(s *sandbox.Settings) { s.Mode, s.Fail = "async", "job_failed" }),
		set("slow jobs", func(s *sandbox.Settings) { s.PollsUntilRunning, s.PollsUntilDone = 3, 9 }),
		set("immediate jobs", func(s *sandbox.Settings) { s.PollsUntilRunning, s.PollsUntilDone = 0, 0 }),
		{name: "ignores the period", unfaithful: true, apply: func(s *setup) { s.front.bend, s.proxima.BatchSize = anyPeriod, 500 }},
	}
	for _, m := range endManners(false, true) {
		switch m.name {
		case hides: // batches are documented to have one length, by which a lost batch is found
			m.unfaithful = true
		case doubles, emptyAgain:
		default:
			continue // a job has its number of batches; "first batch 0" repeats the last one
		}
		manners = append(manners, m)
	}
	return append(manners, tied(false, func(*setup) {}))
}

// batchPaging describes requests for the rows of jobs. Rows of one batch have no order.
func batchPaging(id string) paging {
	return paging{
		read: func(r *http.Request, _ []byte) (question, bool) {
			return question{}, strings.Contains(r.URL.Path, "/db-function/result/") || strings.HasSuffix(r.URL.Path, "/db-function/run")
		},
		ask:     func(r *http.Request, body []byte, _ question) *http.Request { return withBody(r, body) },
		batched: true, id: id,
	}
}

// anyPeriod requests all years instead of the days of a request.
func anyPeriod(r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	var run map[string]any
	if json.Unmarshal(body, &run) == nil {
		if arguments, ok := run["arguments"].(map[string]any); ok {
			arguments["date_from"], arguments["date_till"] = "2020-01-01", "2030-01-01"
			if changed, err := json.Marshal(run); err == nil {
				body = changed
			}
		}
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
}

// open builds a tenant.
func (l proximaList) open(s *setup, transport http.RoundTripper) (*rig, error) {
	s.pager.paging = batchPaging(l.id)
	t := &tenant{list: l.moves, start: func(plain bool, now func() time.Time) (emulator, error) {
		settings := s.proxima
		if plain {
			settings = sandbox.Defaults()
			settings.Seed, settings.Rows, settings.Mode, settings.WindowTest = s.proxima.Seed, s.proxima.Rows, "sync", "start"
			settings.TokenTTL = sandbox.Duration(10_000 * time.Hour)
		}
		settings.Now = now
		return sandbox.New(settings)
	}}
	asker := &asker{list: l, tenant: t}
	p := &places{day: asker.day}
	r := &rig{model: &model{tenant: t, places: p}, response: l.response}
	if l.parts != nil {
		r.model.owner = func(id string) string { return strings.Split(id, "/")[0] }
		r.identify = func(m protoreflect.Message) string {
			texts := make([]string, len(l.parts))
			for i, part := range l.parts {
				texts[i] = textOf(m, part)
			}
			return strings.Join(texts, "/")
		}
	}
	s.front.watch = func(body []byte) {
		if w, ok := asked(body); ok {
			p.reading = w
		}
	}
	r.fetch = func() (connectors.Fetch, error) {
		client, err := newProxima(s, transport)
		if err != nil {
			return nil, err
		}
		return l.list(client, l.fields)
	}
	if l.parts == nil && l.start != "" { // cards are lost with their visits
		r.naive = func(ctx context.Context) ([]delivered, error) { return l.naive(ctx, s, transport) }
	}
	return r, nil
}

func newProxima(s *setup, transport http.RoundTripper) (connectors.Client, error) {
	settings, ok := proxima.Driver().Settings().(*proxima.Settings)
	if !ok {
		return nil, errors.New("the settings are no proxima.Settings")
	}
	settings.BaseURL, settings.Password = "https://localhost", connectors.NewSecret(s.proxima.Password)
	settings.FirstDay, settings.PadDays, settings.WindowDays = "2024-01-01", padDays, 4*s.plan.size
	return proxima.New(connectors.Account{Source: "test", TimeZone: s.zone, Transport: transport}, settings)
}

// asked reads the requested window of a run, without the days by which it is padded.
func asked(body []byte) (window, bool) {
	var run struct {
		Arguments struct {
			From string `json:"date_from"`
			Till string `json:"date_till"`
		} `json:"arguments"`
	}
	if json.Unmarshal(body, &run) != nil {
		return window{}, false
	}
	first, err1 := time.Parse(time.DateOnly, run.Arguments.From)
	last, err2 := time.Parse(time.DateOnly, run.Arguments.Till)
	return window{
		first.AddDate(0, 0, padDays).Format(time.DateOnly), last.AddDate(0, 0, -padDays).Format(time.DateOnly),
	}, err1 == nil && err2 == nil
}

// asker reads the days of records from the mirror.
type asker struct {
	list   proximaList
	tenant *tenant
	token  string
}

// day returns the day of one record, "" for one that does not exist.
func (a *asker) day(id string) string {
	rows, err := a.run(a.tenant.mirror, id)
	if err != nil || len(rows) != 1 {
		return ""
	}
	return textIn(rows[0][a.list.start])[:len(time.DateOnly)]
}

// run requests one record from an emulator that answers at once.
func (a *asker) run(e emulator, id string) ([]map[string]json.RawMessage, error) {
	if a.token == "" {
		w := httptest.NewRecorder()
		e.ServeHTTP(w, posted("/crm-api/login", "", map[string]any{"username": "crm_api_user", "password": sandbox.Defaults().Password}))
		var login struct{ Token string }
		if err := json.Unmarshal(w.Body.Bytes(), &login); err != nil {
			return nil, err
		}
		a.token = login.Token
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, posted("/crm-api/db-function/run", a.token, map[string]any{
		"function": a.list.function, "format": "json",
		"arguments": map[string]any{"date_from": "2020-01-01", "date_till": "2030-01-01", "ids": id},
	}))
	var rows []map[string]json.RawMessage
	err := json.Unmarshal(w.Body.Bytes(), &rows)
	return rows, err
}

// posted returns a request with a JSON body.
func posted(path, token string, body any) *http.Request {
	text, err := json.Marshal(body)
	if err != nil {
		panic(err) // texts and maps of texts can always be written
	}
	return postedText(path, token, text)
}

// postedText is posted with a body that is JSON already.
func postedText(path, token string, text []byte) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "https://localhost"+path, bytes.NewReader(text))
	r.RequestURI = ""
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	return r
}
