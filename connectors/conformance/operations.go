package conformance

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// Operations are requests that together need every upstream operation of a connector's lists and look-ups.
type Operations struct {
	// Open starts an emulated upstream, with at least u.Rows records in each list, and a client for it.
	Open func(t *testing.T, u Upstream) connectors.Client
	// Requests are requests of every list and look-up, one at least for each of their operations.
	Requests []proto.Message
	// Others are operations that have no records by themselves, such as logins.
	Others []string
}

// RunOperations requires that each list and each look-up asks the upstream for every operation that it declares, and that no
// request of them asks for an operation that the connector does not declare.
func RunOperations(t *testing.T, s Operations) {
	t.Helper()
	client := s.Open(t, Upstream{Rows: 1, recorder: &recorder{}})
	known := slices.Clone(s.Others)
	for _, l := range client.Lists() {
		known = append(known, l.Ops...)
	}
	for _, l := range client.LookUps() {
		known = append(known, l.Ops...)
	}
	var steps []step
	for _, l := range client.Lists() {
		steps = append(steps, step{"list " + l.Resource, func(t *testing.T) { s.asked(t, l.Request(), l.Ops, known) }})
	}
	for _, l := range client.LookUps() {
		steps = append(steps, step{"look-up " + l.Resource, func(t *testing.T) { s.asked(t, l.Request(), l.Ops, known) }})
	}
	run(t, "operations", steps)
}

// asked sends the requests of one type, and compares what they ask the upstream for with the declared operations.
func (s Operations) asked(t *testing.T, request protoreflect.MessageType, declared, known []string) {
	require.NotEmpty(t, declared, "no operation is declared")
	var asked []string
	for _, req := range s.Requests {
		if req.ProtoReflect().Type() != request {
			continue
		}
		recorder := &recorder{}
		client := s.Open(t, Upstream{Rows: 60, recorder: recorder})
		require.NoError(t, s.read(t, client, req), "%v", req)
		asked = append(asked, recorder.asked()...)
	}
	for _, op := range declared {
		require.True(t, slices.ContainsFunc(asked, func(wire string) bool { return asks(wire, op) }), "no request asks for %s: %q", op, asked)
	}
	for _, wire := range asked {
		require.True(t, slices.ContainsFunc(known, func(op string) bool { return asks(wire, op) }), "asks for what is not declared: %s", wire)
	}
}

// read fetches the first page of a list, or looks records up.
func (s Operations) read(t *testing.T, client connectors.Client, req proto.Message) error {
	t.Helper()
	for _, l := range client.LookUps() {
		if l.Request() == req.ProtoReflect().Type() {
			_, err := Find(t.Context(), client, req)
			return err
		}
	}
	_, err := Fetch(t.Context(), client, req, connectors.PageRequest{})
	return err
}

// operations plans a row alone and a row of a batch, and compares the requests with the declared operations.
func (s Writes) operations(t *testing.T, w connectors.Write) {
	for batch, op := range map[bool]string{false: w.Op, true: cmp.Or(w.BatchOp, w.Op)} {
		row := s.whole(t, w)
		row.Batch = batch
		call := s.encode(t, w, row)
		require.Equal(t, op, call.Op)
		require.True(t, asks(call.Method+" "+call.Path+"? "+string(call.Body), op), "%s %s is not %s", call.Method, call.Path, op)
	}
}

// asks reports whether a request, as the recorder keeps it, asks for an operation. The name of an operation is the end of a path, where
// {id} stands for any element, behind an HTTP method or without one: "GET /crm/tasks/{id}", "stock/filter". Without a method, the
// last element may also be a word of the query or the body: "onlineforms/getform", "api_get_tasks_json". An operation of GraphQL is the
// kind of the document in the body, and the names in it: "mutation tasks.update".
func asks(request, op string) bool {
	method, rest, _ := strings.Cut(request, " ")
	path, rest, _ := strings.Cut(rest, "?")
	verb, route, named := strings.Cut(op, " ")
	if verb == "query" || verb == "mutation" {
		names := strings.Split(route, ".")
		return strings.Contains(rest, `"query":"`+verb+" ") &&
			!slices.ContainsFunc(names, func(name string) bool {
				return !regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`).MatchString(rest)
			})
	}
	if !named {
		verb, route = method, op
	}
	elements, want := strings.Split(strings.Trim(path, "/"), "/"), strings.Split(strings.Trim(route, "/"), "/")
	if verb != method {
		return false
	}
	word := len(want) - 1
	return endsWith(elements, want) ||
		!named && endsWith(elements, want[:word]) && regexp.MustCompile(`\b`+regexp.QuoteMeta(want[word])+`\b`).MatchString(rest)
}

// endsWith reports whether the last elements of a path are those.
func endsWith(path, last []string) bool {
	if len(path) < len(last) {
		return false
	}
	return slices.EqualFunc(path[len(path)-len(last):], last, func(element, want string) bool {
		return element == want || element != "" && strings.HasPrefix(want, "{")
	})
}
