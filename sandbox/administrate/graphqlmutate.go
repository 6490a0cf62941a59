package administrate

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/crmstream/crmstream/sandbox/internal/graphql"
)

// exchange is one request with mutations. Its effect has the number of the request, and the row of the next task.
type exchange struct{ effect Effect }

// fieldError is why a mutation was refused: the key of its input, and the value there.
type fieldError struct {
	label, message string
	value          any // a string, or nil
}

// payload is the answer of a mutation.
type payload struct {
	task   *task // nil if the mutation was refused
	errors []fieldError
}

func (p payload) node() any {
	if p.task == nil {
		return nil
	}
	return p.task
}

func (p payload) list() any {
	list := make([]any, len(p.errors))
	for i, e := range p.errors {
		list[i] = e
	}
	return list
}

// assigner sets one attribute of a task from the value of an input, which is nil for null.
type assigner struct {
	key string
	set func(s *Server, t *task, v any) error
}

// assigners are in the order in which a refused mutation has its errors.
var assigners = []assigner{
	{"userId", func(_ *Server, t *task, v any) error { return assignOwn(&t.userID, v, userEntity) }},
	{"typeId", func(_ *Server, t *task, v any) error { return assignOwn(&t.typeID, v, typeEntity) }},
	{"accountId", func(_ *Server, t *task, v any) error {
		return assignOpt(&t.accountID, v, accountEntity.existing)
	}},
	{"status", func(_ *Server, t *task, v any) error { return assignValue(&t.status, v) }},
	{"subject", func(_ *Server, t *task, v any) error { return assignOpt(&t.subject, v, asIs) }},
	{"description", func(_ *Server, t *task, v any) error { return assignOpt(&t.description, v, asIs) }},
	{"contactId", func(_ *Server, t *task, v any) error { return assignOpt(&t.contactID, v, contactEntity.any) }},
	{"eventId", func(_ *Server, t *task, v any) error { return assignOpt(&t.eventID, v, eventEntity.any) }},
	{"opportunityId", func(_ *Server, t *task, v any) error { return assignOpt(&t.opportunityID, v, opportunityEntity.any) }},
	{"createdAt", func(s *Server, t *task, v any) error {
		var at opt[int64]
		if err := assignOpt(&at, v, s.moment); err != nil {
			return err
		}
		if !at.set {
			return errNull
		}
		t.createdOn = at.v
		return nil
	}},
	{"start", func(s *Server, t *task, v any) error { return assignOpt(&t.startDatetime, v, s.moment) }},
	{"end", func(s *Server, t *task, v any) error { return assignOpt(&t.endDatetime, v, s.moment) }},
	{"showOnCalendar", func(_ *Server, t *task, v any) error { return assignValue(&t.showOnCalendar, v) }},
}

var errNull = errors.New("may not be null")

// assignValue sets a value that is never null.
func assignValue[T any](into *T, v any) error {
	x, ok := v.(T)
	if !ok {
		return errNull
	}
	*into = x
	return nil
}

// assignOpt sets a value that may be null, converted from its text.
func assignOpt[T any](into *opt[T], v any, convert func(string) (T, error)) error {
	text, ok := v.(string)
	if !ok {
		*into = opt[T]{}
		return nil
	}
	x, err := convert(text)
	if err == nil {
		*into = some(x)
	}
	return err
}

// assignOwn sets a reference that is never null.
func assignOwn(into *int64, v any, e entity) error {
	var number opt[int64]
	if err := assignOpt(&number, v, e.existing); err != nil {
		return err
	}
	if !number.set {
		return errNull
	}
	*into = number.v
	return nil
}

func asIs(text string) (string, error) { return text, nil }

// existing reads a global id of a record of the tenant's reference data.
func (e entity) existing(global string) (int64, error) {
	n, err := e.number(global)
	if err != nil {
		return 0, err
	}
	return n, within(n, e.count)
}

// any reads a global id of any record that could be, as REST does for entities of which it knows only ids.
func (e entity) any(global string) (int64, error) {
	n, err := e.number(global)
	if err != nil {
		return 0, err
	}
	return anyID(n)
}

// assignInputs sets what an input has. On errors it may have set a part.
func (s *Server) assignInputs(t *task, input map[string]any) []fieldError {
	var errs []fieldError
	for _, a := range assigners {
		v, ok := input[a.key]
		if !ok {
			continue
		}
		if err := a.set(s, t, v); err != nil {
			errs = append(errs, fieldError{a.key, err.Error(), asText(v)})
		}
	}
	return errs
}

// asText returns the value of an input as a FieldError has it.
func asText(v any) any {
	if v == nil {
		return nil
	}
	return fmt.Sprint(v)
}

// createTask resolves the mutation create. What the input does not have is as in a task that a user creates.
func (s *Server) createTask(c graphql.Call) (any, error) {
	input, _ := c.Args["input"].(map[string]any)
	t := task{status: "Not Started", typeID: 1, userID: 1, createdOn: s.now()}
	if errs := s.assignInputs(&t, input); len(errs) > 0 {
		return payload{errors: errs}, nil
	}
	return s.written(c, s.store.insert(t)), nil
}

// errRefused ends an update without a change.
var errRefused = errors.New("refused")

// updateTask resolves the mutation update: what the input does not have stays unchanged.
func (s *Server) updateTask(c graphql.Call) (any, error) {
	input, _ := c.Args["input"].(map[string]any)
	id, refused := taskOf(input)
	if refused != nil {
		return payload{errors: refused}, nil
	}
	var errs []fieldError
	t, err := s.store.update(id, func(t *task) error {
		if errs = s.assignInputs(t, input); len(errs) > 0 {
			return errRefused
		}
		return nil
	})
	if err != nil && !errors.Is(err, errRefused) {
		errs = []fieldError{{"taskId", err.Error(), input["taskId"]}}
	}
	if len(errs) > 0 {
		return payload{errors: errs}, nil
	}
	return s.written(c, t), nil
}

// deleteTask resolves the mutation delete, and answers with the task that was deleted.
func (s *Server) deleteTask(c graphql.Call) (any, error) {
	input, _ := c.Args["input"].(map[string]any)
	id, refused := taskOf(input)
	if refused != nil {
		return payload{errors: refused}, nil
	}
	t, err := s.store.remove(id)
	if err != nil {
		return payload{errors: []fieldError{{"taskId", err.Error(), input["taskId"]}}}, nil
	}
	return s.written(c, t), nil
}

// taskOf returns the id of the task that an input names.
func taskOf(input map[string]any) (int64, []fieldError) {
	global, _ := input["taskId"].(string)
	id, err := taskEntity.number(global)
	if err != nil {
		return 0, []fieldError{{"taskId", err.Error(), global}}
	}
	return id, nil
}

// written records the effect of a mutation, and returns its answer.
func (s *Server) written(c graphql.Call, t task) payload {
	x := c.Parent.(*exchange)
	x.effect.ID = strconv.FormatInt(t.id, 10)
	s.Record(x.effect)
	x.effect.Row++
	return payload{task: &t}
}
