package all_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// lostPlus is what a server reads where a client writes 2025-03-01T00:00:00+02:00 into the query of a URL.
const lostPlus = "2025-03-01T00:00:00 02:00"

// clients returns a client of each connector, which asks nothing.
func clients(t *testing.T) map[string]connectors.Client {
	t.Helper()
	all := map[string]connectors.Client{}
	for _, u := range upstreams() {
		all[u.connector] = u.client(t, roundTrip(func(r *http.Request) (*http.Response, error) {
			require.Fail(t, "a wrong request was sent", "%s", r.URL)
			return nil, http.ErrAbortHandler
		}))
	}
	return all
}

// timed returns the request fields that hold a time or a day.
func timed(fields protoreflect.FieldDescriptors, declared []string) []protoreflect.FieldDescriptor {
	var all []protoreflect.FieldDescriptor
	for i := range fields.Len() {
		name := string(fields.Get(i).Name())
		if declared != nil && !strings.Contains(" "+strings.Join(declared, " ")+" ", " "+name+" ") {
			continue
		}
		if strings.HasSuffix(name, "_from") || strings.HasSuffix(name, "_before") || name == "date" {
			all = append(all, fields.Get(i))
		}
	}
	return all
}

// request returns a request with what its list or look-up cannot be without, and this text as a field.
func request(kind protoreflect.MessageType, field protoreflect.FieldDescriptor, text string) proto.Message {
	m := kind.New()
	for name, value := range map[protoreflect.Name]string{
		"start_from": "2025-01-01", "start_before": "2025-06-01", "project_id": "1", "client_key": "k", "dialog_type_id": "1", "id": "1",
	} {
		if fd := m.Descriptor().Fields().ByName(name); fd != nil && fd.Kind() == protoreflect.StringKind {
			m.Set(fd, protoreflect.ValueOfString(value))
		}
	}
	if fd := m.Descriptor().Fields().ByName("ids"); fd != nil && strings.HasPrefix(string(m.Descriptor().Name()), "BatchGet") {
		m.Mutable(fd).List().Append(protoreflect.ValueOfString("1"))
	}
	m.Set(field, protoreflect.ValueOfString(text))
	return m.Interface()
}

// requireExplained requires an error that names a request field and says how a + is written.
func requireExplained(t *testing.T, err error, field, where string) {
	t.Helper()
	var invalid *connectors.Error
	require.ErrorAs(t, err, &invalid, where)
	require.Equal(t, connectors.KindInvalidRequest, invalid.Kind, where)
	require.Equal(t, field, invalid.Field, where)
	require.ErrorContains(t, err, "%2B", where)
}

// TestALostPlusIsExplained sends a time whose + became a blank as every time of every list and look-up.
func TestALostPlusIsExplained(t *testing.T) {
	seen := map[string]int{}
	for name, client := range clients(t) {
		for _, l := range client.Lists() {
			for _, field := range timed(l.Request().Descriptor().Fields(), l.Fields) {
				seen[name]++
				where := name + " " + l.Resource + " " + string(field.Name())
				_, err := l.Open(request(l.Request(), field, lostPlus), nil)
				requireExplained(t, err, string(field.Name()), where)
				if field.Name() == "date" {
					continue // which takes days alone
				}
				if _, err = l.Open(request(l.Request(), field, "2025-03-01 00:00:00"), nil); err != nil {
					require.NotContains(t, err.Error(), "%2B", where)
				}
			}
		}
		for _, l := range client.LookUps() {
			for _, field := range timed(l.Request().Descriptor().Fields(), nil) {
				seen[name]++
				_, err := l.Open(request(l.Request(), field, lostPlus), nil)
				requireExplained(t, err, string(field.Name()), name+" "+l.Resource)
			}
		}
	}
	for name, least := range map[string]int{"apro": 20, "administrate": 2, "solos": 5, "proxima": 10} {
		require.GreaterOrEqual(t, seen[name], least, name)
	}
}

// TestALostPlusInAConditionIsExplained does so with conditions on times.
func TestALostPlusInAConditionIsExplained(t *testing.T) {
	known := &connectors.Catalogue{}
	wire, err := proto.Marshal(&crmstreamv1.ListFieldsResponse{Fields: []*crmstreamv1.Field{{Key: "26", Type: crmstreamv1.FieldType_FIELD_TYPE_DATE_TIME}}})
	require.NoError(t, err)
	require.NoError(t, known.Add(connectors.Need{Resource: connectors.ListOfFields}, []connectors.Record{{Wire: wire}}))
	conditions := map[string]string{"apro": "fields.26 >= " + lostPlus, "administrate": "create_time >= " + lostPlus}
	for name, client := range clients(t) {
		for _, l := range client.Lists() {
			fd := l.Request().Descriptor().Fields().ByName("where")
			if len(l.Where) == 0 || conditions[name] == "" {
				continue
			}
			m := l.Request().New()
			m.Mutable(fd).List().Append(protoreflect.ValueOfString(conditions[name]))
			_, err := l.Open(m.Interface(), known)
			requireExplained(t, err, "where", name+" "+l.Resource)
		}
	}
}
