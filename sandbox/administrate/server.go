package administrate

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/graphql"
	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// The operations, as they are counted and named in Settings.Faults.
const (
	OpList   = "list"
	OpGet    = "get"
	OpCreate = "create"
	OpUpdate = "update"
	OpDelete = "delete"
)

// The operations of GraphQL and of its token endpoint. OpGraphQLMutate are requests with other mutations than one of tasks, or with several,
// and OpGraphQLOther are requests that have no operation that can be read.
const (
	OpGraphQLIntrospect = "graphql_introspect"
	OpGraphQLList       = "graphql_list"
	OpGraphQLCreate     = "graphql_create"
	OpGraphQLUpdate     = "graphql_update"
	OpGraphQLDelete     = "graphql_delete"
	OpGraphQLMutate     = "graphql_mutate"
	OpGraphQLOther      = "graphql_other"
	OpGraphQLToken      = "graphql_token"
)

var operations = []string{
	OpList, OpGet, OpCreate, OpUpdate, OpDelete,
	OpGraphQLIntrospect, OpGraphQLList, OpGraphQLCreate, OpGraphQLUpdate, OpGraphQLDelete, OpGraphQLMutate, OpGraphQLOther, OpGraphQLToken,
}

// ListTasks is the name of the only list.
const ListTasks = "tasks"

// pathTasks is the path of the list; the path of a task adds a slash and the id.
const pathTasks = "/api/v2/crm/tasks"

// Effect is a task that a request created, changed or deleted.
type Effect = stage.Effect

// Server is an emulated tenant. It is an http.Handler, safe for concurrent use, and starts no goroutine.
type Server struct {
	*stage.Stage

	settings Settings
	store    *store
	shapes   *shapes
	rate     *rate
	// lists counts the answered list requests, for churn.
	lists atomic.Int64

	schema *graphql.Schema
	tokens *tokens
	orders orders
	// pages counts the lists of tasks by GraphQL, for graphql.delete_between.
	pages atomic.Int64
}

// New returns a server of the tenant that the settings describe, or the error of the settings.
func New(s Settings) (*Server, error) {
	if err := s.Validate(); err != nil {
		return nil, fmt.Errorf("administrate sandbox: %w", err)
	}
	s.Now = s.Clock()
	srv := &Server{
		settings: s,
		store:    newStore(base{seed: s.Seed, rows: s.Rows}, func() int64 { return s.Now().Unix() }),
		shapes:   newShapes(s.Seed),
		rate:     &rate{limit: s.Rate, window: time.Duration(s.RateWindow), now: s.Now, admitted: map[string][]time.Time{}},
	}
	schema, err := graphql.New(s.GraphQL.sdl(), srv.resolvers(), graphql.Options{
		Introspection: s.GraphQL.Introspection, Deny: s.GraphQL.deny,
	})
	if err != nil {
		return nil, fmt.Errorf("administrate sandbox: %w", err)
	}
	srv.schema = schema
	srv.tokens = newTokens(s.GraphQL, s.Now)
	srv.Stage = stage.New(s.Settings, srv.route, fail)
	return srv, nil
}

// IDs returns the ids of the tasks that exist now, in ascending order. Lists other than "tasks" have none.
func (s *Server) IDs(list string) []string {
	if list != ListTasks {
		return nil
	}
	var ids []string
	for id := range s.store.between(1, math.MaxInt64).ascending() {
		if _, ok := s.store.get(id); ok {
			ids = append(ids, strconv.FormatInt(id, 10))
		}
	}
	return ids
}

// Insert adds a task as a user does, and returns its id, the highest so far. For an unknown list it returns "".
func (s *Server) Insert(list string) string {
	if list != ListTasks {
		return ""
	}
	return strconv.FormatInt(s.store.insert(s.fresh()).id, 10)
}

// Touch changes the subject of a task to a new one. REST shows no time of change, GraphQL may.
func (s *Server) Touch(list, id string) error {
	n, err := taskID(list, id)
	if err != nil {
		return err
	}
	_, err = s.store.update(n, func(t *task) error {
		touch(t)
		return nil
	})
	return err
}

// Delete deletes a task permanently.
func (s *Server) Delete(list, id string) error {
	n, err := taskID(list, id)
	if err != nil {
		return err
	}
	_, err = s.store.remove(n)
	return err
}

func taskID(list, id string) (int64, error) {
	if list != ListTasks {
		return 0, fmt.Errorf("there is no list %q, only %q", list, ListTasks)
	}
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not a task id", id)
	}
	return n, nil
}

// fresh returns the content of a task that is created without an API request.
func (s *Server) fresh() task {
	return task{
		status: "Not Started", subject: some("New task / новая задача"), typeID: 1, userID: 1, accountID: some(int64(1)),
		createdOn: s.now(), showOnCalendar: true,
	}
}

// now returns the naive present time.
func (s *Server) now() int64 { return s.settings.Now().Unix() }

// churn makes the changes that are due before a list request; there are none before the first.
func (s *Server) churn() {
	if s.lists.Add(1) > 1 && s.settings.Churn > 0 {
		s.store.churn(s.settings.Churn, s.fresh())
	}
}

// route returns the operation of a request and the function that answers it.
func (s *Server) route(w http.ResponseWriter, r *http.Request) (string, stage.Answer) {
	switch r.URL.Path {
	case pathGraphQL:
		return s.routeGraphQL(w, r)
	case pathToken:
		return s.routeToken(w, r)
	}
	op, id, status := s.operation(r)
	if status != 0 {
		fail(w, status)
		return "", nil
	}
	return op, func(w http.ResponseWriter, r *http.Request, n int64) {
		if s.admit(w, r) {
			s.answer(w, r, Effect{Op: op, Number: n}, id)
		}
	}
}

// operation returns the operation of a request, or the status with which to refuse the request.
func (s *Server) operation(r *http.Request) (op string, id int64, status int) {
	if r.URL.Path == pathTasks {
		switch r.Method {
		case http.MethodGet:
			return OpList, 0, 0
		case http.MethodPost:
			return OpCreate, 0, 0
		}
		return "", 0, http.StatusMethodNotAllowed
	}
	text, ok := strings.CutPrefix(r.URL.Path, pathTasks+"/")
	if !ok {
		return "", 0, http.StatusNotFound
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return "", 0, http.StatusNotFound
	}
	switch {
	case r.Method == http.MethodGet:
		return OpGet, int64(n), 0
	case r.Method == http.MethodPut, r.Method == http.MethodPost && s.settings.PostUpdates:
		return OpUpdate, int64(n), 0
	case r.Method == http.MethodDelete:
		return OpDelete, int64(n), 0
	}
	return "", 0, http.StatusMethodNotAllowed
}

// answer serves an admitted request, which has this effect if it writes.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, effect Effect, id int64) {
	switch effect.Op {
	case OpList:
		s.list(w, r)
	case OpCreate:
		s.create(w, r, effect)
	case OpUpdate:
		s.update(w, r, effect, id)
	case OpDelete:
		t, err := s.store.remove(id)
		if err != nil {
			refuse(w, http.StatusNotFound, err.Error())
			return
		}
		s.answerWritten(w, effect, t)
	case OpGet:
		t, ok := s.store.get(id)
		if !ok {
			refuse(w, http.StatusNotFound, errNoTask(id).Error())
			return
		}
		s.answerSingle(w, t)
	}
}

// answerWritten records the effect of a request on a task, and answers with the task.
func (s *Server) answerWritten(w http.ResponseWriter, effect Effect, t task) {
	effect.ID = strconv.FormatInt(t.id, 10)
	s.Record(effect)
	s.answerSingle(w, t)
}

func (s *Server) answerSingle(w http.ResponseWriter, t task) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(s.shapes.appendSingle(nil, &t))
}

// fail answers with the error body of a status.
func fail(w http.ResponseWriter, status int) { refuse(w, status, http.StatusText(status)) }

// refuse answers with an error body; its shape is our guess.
func refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(appendText([]byte(`{"message":`), message), '}'))
}
