package solos

import (
	"crypto/subtle"
	"fmt"
	"net/http"
	"strconv"
	"sync"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// The operations, as they are counted and named in Settings.Faults.
const (
	OpProjects   = "projects"
	OpFilter     = "filter"
	OpInfo       = "info"
	OpSteps      = "steps"
	OpActions    = "actions"
	OpAction     = "action"
	OpChecklists = "checklists"
	OpGoods      = "goods"
	OpPayments   = "payments"
)

var operations = []string{OpProjects, OpFilter, OpInfo, OpSteps, OpActions, OpAction, OpChecklists, OpGoods, OpPayments}

// The names of the lists for IDs, in addition to those of ListOf. Insert, Touch and Delete accept ListProjects and the names of
// ListOf.
const (
	ListProjects        = "projects"
	ListDeletedProjects = "projects/deleted"
)

// The paths of the operations.
const (
	pathProjects = "/backend/public/projects"
	pathFilter   = pathProjects + "/filter"
	pathInfo     = pathProjects + "/info"
)

// route is an operation at a path.
type route struct {
	method, op string
	answer     func(*Server, http.ResponseWriter, *http.Request)
}

var routes = map[string]route{
	pathProjects:                   {http.MethodGet, OpProjects, (*Server).projects},
	pathFilter:                     {http.MethodPost, OpFilter, (*Server).filter},
	pathInfo:                       {http.MethodGet, OpInfo, (*Server).info},
	pathProjects + "/steps":        {http.MethodGet, OpSteps, attached(OpSteps)},
	pathProjects + "/actions":      {http.MethodGet, OpActions, attached(OpActions)},
	pathProjects + "/actions/info": {http.MethodGet, OpAction, (*Server).action},
	pathProjects + "/checklists":   {http.MethodGet, OpChecklists, attached(OpChecklists)},
	pathProjects + "/goods":        {http.MethodGet, OpGoods, attached(OpGoods)},
	pathProjects + "/payments":     {http.MethodGet, OpPayments, attached(OpPayments)},
}

// Server is an emulated tenant. It is an http.Handler, safe for concurrent use, and starts no goroutine.
type Server struct {
	*stage.Stage

	settings Settings
	store    *store
	children *children
	style    style

	mu sync.Mutex
	// lists counts the answered list requests by operation, for churn.
	lists map[string]int64
}

// New returns a server of the tenant that the settings describe, or the error of the settings.
func New(s Settings) (*Server, error) {
	if err := s.Validate(); err != nil {
		return nil, fmt.Errorf("solos sandbox: %w", err)
	}
	s.Now = s.Clock()
	projects := newStore(base{seed: s.Seed, rows: s.Rows})
	srv := &Server{
		settings: s,
		store:    projects,
		children: newChildren(projects),
		style:    newStyle(s),
		lists:    map[string]int64{},
	}
	srv.Stage = stage.New(s.Settings, srv.route, func(w http.ResponseWriter, status int) {
		srv.refuse(w, status, http.StatusText(status))
	})
	return srv, nil
}

// now returns the naive present time.
func (s *Server) now() int64 { return s.settings.Now().Unix() }

// churn makes the changes that are due before a list request; there are none before the first of its operation.
func (s *Server) churn(op string) {
	s.mu.Lock()
	s.lists[op]++
	due := s.lists[op] > 1
	s.mu.Unlock()
	if due && s.settings.Churn > 0 {
		s.store.churn(s.settings.Churn, s.now())
	}
}

// route returns the operation of a request and the function that answers it.
func (s *Server) route(w http.ResponseWriter, r *http.Request) (string, stage.Answer) {
	at, ok := routes[r.URL.Path]
	if !ok {
		s.refuse(w, http.StatusNotFound, "there is no such path")
		return "", nil
	}
	if r.Method != at.method {
		s.refuse(w, http.StatusMethodNotAllowed, "the method is "+at.method)
		return "", nil
	}
	return at.op, func(w http.ResponseWriter, r *http.Request, _ int64) {
		if s.admit(w, r) {
			at.answer(s, w, r)
		}
	}
}

// admit checks the headers that every request must have. If it returns false, it has answered.
func (s *Server) admit(w http.ResponseWriter, r *http.Request) bool {
	if s.settings.RequireUserAgent && r.UserAgent() == "" {
		s.refuse(w, http.StatusForbidden, "a User-Agent is required")
		return false
	}
	sameToken := subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Crypto-Token")), []byte(s.settings.Token))
	sameSecret := subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Crypto-Secret")), []byte(s.settings.Secret))
	if sameToken&sameSecret != 1 {
		s.refuse(w, s.settings.BadKeys, "wrong keys")
		return false
	}
	return true
}

// refuse answers with an error status and an error object.
func (s *Server) refuse(w http.ResponseWriter, status int, message string) {
	send(w, status, s.errorBody(status, message))
}

func (s *Server) errorBody(status int, message string) []byte {
	b := strconv.AppendInt([]byte(`{"success":false,"error":{"code":`), int64(status), 10)
	return append(s.style.appendText(append(b, `,"message":`...), message), "}}"...)
}

func send(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
