package proxima

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// The names of the operations in Requests and Settings.Faults.
const (
	opLogin  = "login"
	opRun    = "run"
	opStatus = "status"
	opResult = "result"
)

// userName is the name of the API's user in every tenant.
const userName = "crm_api_user"

// Server is the emulated upstream. It is an http.Handler and safe for concurrent use.
type Server struct {
	*stage.Stage

	settings Settings
	now      func() time.Time
	list     *list // of visits
	events   *list // of calendar events
	data     *data
	known    map[string]function
	sessions *sessions
	jobs     *jobs
	printer  *printer
	buffers  sync.Pool // of *[]byte

	runs, results atomic.Int64 // requests with a valid token, for churn
	revoked       atomic.Bool  // whether the failure "unauthorized_once" has happened

	findVisited sync.Once
	baseVisited map[int64]struct{} // clients of base visits, set by findVisited
}

// New returns a server for valid settings. It costs the same for any number of rows.
func New(s Settings) (*Server, error) {
	if err := s.Validate(); err != nil {
		return nil, fmt.Errorf("proxima sandbox: %w", err)
	}
	now := s.Clock()
	t := words(s.Language)
	server := &Server{
		settings: s, now: now, list: newList(newSchedule(s, t)), events: newList(newSchedule(eventSettings(s), t)),
		data: &data{seed: s.Seed, lexicon: lexiconOf(s.Language), texts: t}, printer: newPrinter(s, t), jobs: newJobs(s, now),
		sessions: &sessions{seed: s.Seed, life: time.Duration(s.TokenTTL), single: s.SingleSession, now: now, expiry: map[string]time.Time{}},
	}
	server.known = server.functions()
	s.Faults = slices.Clone(s.Faults)
	switch times := s.FailTimes; s.Fail {
	case failRun:
		s.Faults = append(s.Faults, stage.Fault{Op: opRun, Times: times, Kind: "status", Status: http.StatusInternalServerError})
	case failRateLimited:
		s.Faults = append(s.Faults, stage.Fault{Op: opRun, Times: times, Kind: "status", Status: http.StatusTooManyRequests, RetryAfter: 1})
	}
	server.Stage = stage.New(s.Settings, server.route, fail)
	return server, nil
}

// eventSettings returns the settings of the calendar events: a quarter of the number of visits, spread like the visits.
func eventSettings(s Settings) Settings {
	s.Seed, s.Rows = stage.Draw(s.Seed, 0, saltEvents), (s.Rows+3)/4
	return s
}

// IDs returns the ids of the present rows of a list, in ascending order as far as they are numbers. Lists are "visits",
// "calendarEvents", "contacts", "users", "preparations", "fields", "visitControls" and "visitArrangements". The id of a card is
// the ids of visit, preparation and brand, joined by slashes. It is nil for any other list.
func (s *Server) IDs(list string) []string { return s.idsOf(list) }

// Insert adds a visit or an event that is planned for tomorrow, with the highest id, and returns the id; "" for any list but
// "visits" and "calendarEvents".
func (s *Server) Insert(list string) string {
	l := s.moving(list)
	if l == nil {
		return ""
	}
	return strconv.FormatInt(l.insert(s.now()), 10)
}

// Touch reschedules a visit or an event by one to forty days, and changes its state and a visit's specialisation text.
func (s *Server) Touch(name, id string) error { return s.change(name, id, (*list).touch) }

// Delete removes a visit or an event; the upstream does not show deleted records.
func (s *Server) Delete(name, id string) error { return s.change(name, id, (*list).remove) }

// moving returns a list with rows that can be changed, or nil.
func (s *Server) moving(name string) *list {
	switch name {
	case "visits":
		return s.list
	case "calendarEvents":
		return s.events
	default:
		return nil
	}
}

func (s *Server) change(name, id string, do func(*list, int64) error) error {
	l := s.moving(name)
	if l == nil {
		return fmt.Errorf("proxima sandbox: there is no list %q to change, only \"visits\" and \"calendarEvents\"", name)
	}
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return fmt.Errorf("proxima sandbox: id %q is not a number", id)
	}
	return do(l, n)
}

// route returns the operation of a request and the function that answers it.
func (s *Server) route(w http.ResponseWriter, r *http.Request) (string, stage.Answer) {
	op, method, serve := s.operation(r.URL.Path)
	switch {
	case op == "":
		fail(w, http.StatusNotFound)
		return "", nil
	case r.Method != method:
		w.Header().Set("Allow", method)
		fail(w, http.StatusMethodNotAllowed)
		return "", nil
	}
	return op, func(w http.ResponseWriter, r *http.Request, _ int64) { serve(w, r) }
}

// operation returns the operation at a path, "" for none.
func (s *Server) operation(path string) (op, method string, serve http.HandlerFunc) {
	switch path {
	case "/crm-api/login":
		return opLogin, http.MethodPost, s.login
	case "/crm-api/db-function/run":
		return opRun, http.MethodPost, s.authorised(s.run)
	}
	if id, ok := strings.CutPrefix(path, "/crm-api/db-function/status/"); ok {
		return opStatus, http.MethodGet, s.authorised(withJob(id, s.status))
	}
	if id, ok := strings.CutPrefix(path, "/crm-api/db-function/result/"); ok {
		return opResult, http.MethodGet, s.authorised(withJob(id, s.result))
	}
	return "", "", nil
}

// withJob serves requests about the job in the path.
func withJob(id string, serve func(http.ResponseWriter, *http.Request, int64)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			refuse(w, http.StatusBadRequest, errors.New("job_id must be an integer"))
			return
		}
		serve(w, r, n)
	}
}

// authorised serves requests that have a valid token.
func (s *Server) authorised(serve http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if token, ok := bearer(r); !ok || !s.sessions.valid(token) {
			fail(w, http.StatusUnauthorized)
			return
		}
		serve(w, r)
	}
}

func bearer(r *http.Request) (token string, ok bool) {
	return strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
}

// fail answers with the upstream's error body for an HTTP status.
func fail(w http.ResponseWriter, status int) {
	refuse(w, status, errors.New(http.StatusText(status)))
}

// refuse answers with an error body that has the reason.
func refuse(w http.ResponseWriter, status int, reason error) {
	answer(w, status, append(appendText([]byte(`{"message":`), reason.Error()), '}'))
}

// answer writes a whole JSON body. The error of Write is dropped: a client that is gone cannot be informed.
func answer(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
