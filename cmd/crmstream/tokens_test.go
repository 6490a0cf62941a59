package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/api"
)

// mayChange are the fields of list requests that need not be as they were when a scan goes on.
var mayChange = []string{"page_size", "resume_token", "include_raw", "max_staleness", "priority"}

// tokenOf is a list with a token that stands in its middle.
type tokenOf struct {
	servedList
	token string
}

// TestTokensBelongToOneRequest takes a token of every list of every source, and goes on with it in that list, which works, and
// then with another source, another list, one field changed, and a server that has other keys, each of which is refused.
func TestTokensBelongToOneRequest(t *testing.T) {
	binary := buildBinary(t)
	demo := startDemo(t, binary, t.TempDir(), "--rows=300")
	conn, stranger := dial(t, demo.grpc), dial(t, startDemo(t, binary, t.TempDir(), "--rows=300").grpc)
	var tokens []tokenOf
	for _, l := range demo.lists(t, binary) {
		token, err := resume(t, conn, l, "", "page_size=1")
		require.NoError(t, err, l.name())
		if token != "" { // lists of one record have nothing to go on with
			tokens = append(tokens, tokenOf{servedList: l, token: token})
		}
	}
	require.Greater(t, len(tokens), 30)
	honoured := demo.honoured(t)
	tried, sources := 0, 0
	for _, l := range tokens {
		t.Run(l.name(), func(t *testing.T) {
			_, err := resume(t, conn, l.servedList, l.token, "page_size=1", "include_raw=true", "max_staleness=1s", "priority=bulk")
			require.NoError(t, err, "what may change")
			_, err = resume(t, stranger, l.servedList, l.token, "page_size=1")
			requireNotOurs(t, err, "", "other keys")
			for _, other := range tokens {
				if !slices.Equal(other.filters, l.filters) || (other.resource == l.resource) == (other.source == l.source) {
					continue // they differ in nothing, or in more than one thing
				}
				differs := "method"
				if other.resource == l.resource {
					differs = "source"
					sources++
				}
				_, err := resume(t, conn, other.servedList, l.token)
				requireNotOurs(t, err, differs, other.name())
				tried++
			}
			for _, field := range honoured[l.name()] {
				name, _, _ := strings.Cut(field, "=")
				_, err := resume(t, conn, l.with(t, field), l.token)
				requireNotOurs(t, err, name, field)
				tried++
			}
		})
	}
	require.GreaterOrEqual(t, sources, 2)
	require.Greater(t, tried, 500)
}

// resume reads one message of a list behind a token, and returns that of the message.
func resume(t *testing.T, conn grpc.ClientConnInterface, l servedList, token string, settings ...string) (string, error) {
	t.Helper()
	settings = append(append(settings, "source="+l.source, "resume_token="+token), l.filters...)
	r, err := openReader(t.Context(), conn, l.resource, settings...)
	require.NoError(t, err)
	m := message{r.resource.Response.New()}
	err = r.stream.RecvMsg(m.Interface())
	return m.resumeToken(), err
}

// requireNotOurs requires a token to be refused because a field differs, or as one that is not the server's.
func requireNotOurs(t *testing.T, err error, field, what string) {
	t.Helper()
	require.Equal(t, codes.InvalidArgument, status.Code(err), "%s: %v", what, err)
	require.Contains(t, status.Convert(err).Message(), "resume token", what)
	if field == "" {
		require.Contains(t, status.Convert(err).Message(), "from another server", what)
		return
	}
	require.Contains(t, status.Convert(err).Message(), field+" differs from the request", what)
	require.Contains(t, []string{field, "resume_token"}, infoOf(err).GetMetadata()["field"], what)
}

// honoured returns the request fields of all lists that a token is bound to, by the lists' names. Conditions have their value.
func (d demoProcess) honoured(t *testing.T) map[string][]string {
	t.Helper()
	fields := map[string][]string{}
	for _, source := range d.sources(t) {
		for _, list := range source.Lists {
			names := append(slices.Clone(list.RequestFields), "limit")
			names = slices.DeleteFunc(names, func(name string) bool { return name == "where" || slices.Contains(mayChange, name) })
			for _, key := range list.Where {
				names = append(names, fmt.Sprintf("where=%s %s 7", strings.ReplaceAll(key.Key, "*", "7"), key.Operators[0]))
			}
			fields[source.Name+"/"+list.Resource] = names
		}
	}
	return fields
}

// with returns the list with one field set that was not, or with another value in place of the one that was. The field may have
// its value with it.
func (l servedList) with(t *testing.T, field string) servedList {
	t.Helper()
	lists := methodsOf(api.List)
	request := lists[slices.IndexFunc(lists, func(m *api.Method) bool { return m.Resource() == l.resource })].Request.Descriptor()
	name, value, given := strings.Cut(field, "=")
	if !given {
		value = anotherValue(request.Fields().ByName(protoreflect.Name(name)), func(v string) bool { return slices.Contains(l.filters, name+"="+v) })
	}
	kept := slices.DeleteFunc(slices.Clone(l.filters), func(f string) bool { return strings.HasPrefix(f, name+"=") })
	return servedList{source: l.source, resource: l.resource, filters: append(kept, name+"="+value)}
}

// anotherValue returns the text of a value that a field may have and that was not used.
func anotherValue(fd protoreflect.FieldDescriptor, used func(string) bool) string {
	switch fd.Kind() {
	case protoreflect.BoolKind:
		return "true"
	case protoreflect.EnumKind:
		last := fd.Enum().Values().Len() - 1
		if name := string(fd.Enum().Values().Get(last).Name()); !used(name) {
			return name
		}
		return string(fd.Enum().Values().Get(last - 1).Name())
	default:
		return "7"
	}
}
