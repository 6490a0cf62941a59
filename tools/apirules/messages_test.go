package apirules_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// TestFieldsStandInOrder requires that fields stand in the order of their numbers, so that the next free one is found at
// the end.
func TestFieldsStandInOrder(t *testing.T) {
	eachMessage(t, func(m protoreflect.MessageDescriptor) {
		last := protoreflect.FieldNumber(0)
		for i := range m.Fields().Len() {
			field := m.Fields().Get(i)
			require.Greater(t, field.Number(), last, "%s stands behind a field with a higher number", field.FullName())
			last = field.Number()
		}
	})
}

// TestCountsAreNumbers requires that no count, size or duration is 64 bits wide, since JSON would make a text of it. What
// the upstream counts is another matter: it is a value of a record.
func TestCountsAreNumbers(t *testing.T) {
	allowed := map[protoreflect.FullName]bool{
		"crmstream.v1.FieldValue.integer": true, // a value of the upstream, of any size
		"crmstream.v1.CommentFile.size":   true, // bytes, and files may be larger than 2 GiB
	}
	eachMessage(t, func(m protoreflect.MessageDescriptor) {
		for i := range m.Fields().Len() {
			switch field := m.Fields().Get(i); field.Kind() {
			case protoreflect.Int64Kind, protoreflect.Uint64Kind, protoreflect.Sint64Kind, protoreflect.Fixed64Kind, protoreflect.Sfixed64Kind:
				require.True(t, allowed[field.FullName()], "%s is 64 bits wide", field.FullName())
			}
		}
	})
}

// listFields are the fields that list requests have under the same numbers.
var listFields = map[protoreflect.FieldNumber]protoreflect.Name{
	1: "source", 2: "page_size", 3: "limit", 4: "resume_token", 5: "include_raw", 6: "order", 7: "where", 8: "ids", 9: "changed_from",
	10: "created_from", 11: "created_before", 12: "max_staleness", 13: "priority",
}

// TestListRequestsAgree requires that all lists have the fields of every list, that watches have those of them that mean something
// there, and that a filter of one name and type has one number in all requests. Below 20 stand those that the command line has flags
// for.
func TestListRequestsAgree(t *testing.T) {
	type filter struct {
		name  protoreflect.Name
		kind  protoreflect.Kind
		lists bool
	}
	numbers := map[filter]protoreflect.FieldNumber{}
	eachMethod(t, func(t *testing.T, m protoreflect.MethodDescriptor) {
		fields := m.Input().Fields()
		switch {
		case isWatch(m):
			for number, name := range watchFields {
				require.NotNil(t, fields.ByNumber(number), name)
				require.Equal(t, name, fields.ByNumber(number).Name())
			}
		case m.IsStreamingServer():
			for _, number := range []protoreflect.FieldNumber{1, 2, 3, 4, 5, 12, 13} {
				require.NotNil(t, fields.ByNumber(number), listFields[number])
			}
		}
		for i := range fields.Len() {
			field := fields.Get(i)
			if field.Number() < 20 {
				if m.IsStreamingServer() {
					require.Equal(t, listFields[field.Number()], field.Name())
				}
				continue
			}
			if field.Kind() == protoreflect.EnumKind {
				continue // of types of their own
			}
			key := filter{field.Name(), field.Kind(), field.IsList()}
			if known, ok := numbers[key]; ok {
				require.Equal(t, known, field.Number(), "%s has another number in another request", field.Name())
			}
			numbers[key] = field.Number()
		}
	})
}

// watchFields are the fields that watch requests have under the same numbers, watchParts those of the responses.
var (
	watchFields = map[protoreflect.FieldNumber]protoreflect.Name{1: "source", 3: "limit", 4: "resume_token", 20: "start", 21: "wait"}
	watchParts  = map[protoreflect.FieldNumber]protoreflect.Name{
		2: "resume_token", 3: "complete_until", 4: "gaps", 5: "notices", 8: "end",
	}
)

// isWatch reports whether a method streams what comes, without an end.
func isWatch(m protoreflect.MethodDescriptor) bool {
	return m.IsStreamingServer() && m.Output().Fields().ByName("complete_until") != nil
}

// TestWatchesAgree requires that all watches have the same answers but for their entries, and one HTTP form.
func TestWatchesAgree(t *testing.T) {
	watches := 0
	eachMethod(t, func(t *testing.T, m protoreflect.MethodDescriptor) {
		require.Equal(t, strings.HasPrefix(string(m.Name()), "Watch"), isWatch(m))
		if !isWatch(m) {
			return
		}
		watches++
		entries := m.Output().Fields().ByNumber(1)
		require.True(t, entries != nil && entries.IsList() && entries.Message() != nil, "field 1 has the entries")
		for number, name := range watchParts {
			require.NotNil(t, m.Output().Fields().ByNumber(number), name)
			require.Equal(t, name, m.Output().Fields().ByNumber(number).Name())
		}
		rules := routes(t, m)
		require.Len(t, rules, 1)
		require.True(t, strings.HasSuffix(rules[0].GetGet(), ":watch"), "GET …:watch")
	})
	require.NotZero(t, watches)
}

// recordFields are the fields that records have under the same numbers.
var recordFields = map[protoreflect.Name]protoreflect.FieldNumber{
	"deleted": 29, "fields": 30, "raw": 31, "raw_replaced": 32, "alterations": 38,
}

// TestRecordsAgree requires that what all records have stands under the same numbers in each.
func TestRecordsAgree(t *testing.T) {
	eachMethod(t, func(t *testing.T, m protoreflect.MethodDescriptor) {
		first := m.Output().Fields().ByNumber(1)
		if service := m.Parent().Name(); service == "WritesService" || service == "SourcesService" && !m.IsStreamingServer() || m.IsStreamingClient() {
			return // sources, writes and uploaded files are no records
		}
		if m.Output().Fields().ByName("receipt") != nil {
			return // what is read too is checked there, and the others are never read
		}
		if isWatch(m) || first.Message().FullName() == "crmstream.v1.OutgoingSms" {
			return // entries are no records: the upstream sends them itself
		}
		fields := first.Message().Fields()
		for name, number := range recordFields {
			optional := name == "deleted" || name == "fields"
			if field := fields.ByName(name); field != nil || !optional {
				require.NotNil(t, field, name)
				require.Equal(t, number, field.Number(), name)
			}
			if field := fields.ByNumber(number); field != nil {
				require.Equal(t, name, field.Name())
			}
		}
	})
}

// TestListsTakePOST requires that a request that may be too long for a URL can be sent in a body.
func TestListsTakePOST(t *testing.T) {
	eachMethod(t, func(t *testing.T, m protoreflect.MethodDescriptor) {
		batch := strings.HasPrefix(string(m.Name()), "BatchGet")
		if isWatch(m) || !m.IsStreamingServer() && !batch {
			return
		}
		verbs := map[string]string{}
		for _, route := range routes(t, m) {
			if route.GetGet() != "" {
				verbs[http.MethodGet] = route.GetGet()
				continue
			}
			require.Equal(t, "*", route.GetBody())
			verbs[http.MethodPost] = route.GetPost()
		}
		want := verbs[http.MethodGet]
		if !batch {
			want += ":list"
		}
		require.Equal(t, want, verbs[http.MethodPost])
	})
}
