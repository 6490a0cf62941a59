package apro_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// pushForm is a way in which servers may write webhooks.
type pushForm struct {
	dialect, objectKey, merge string
	current, numbers, plain   bool
}

// pushForms are all ways.
func pushForms() []pushForm {
	var all []pushForm
	flags := []bool{false, true}
	for _, dialect := range []string{sandbox.English, sandbox.Intrum, sandbox.Both} {
		for _, key := range []string{sandbox.ObjectType, sandbox.ObjectTyp, sandbox.ObjectBoth} {
			for _, merge := range []string{sandbox.Beside, sandbox.Inside} {
				for _, current := range flags {
					for _, numbers := range flags {
						all = append(all, pushForm{dialect, key, merge, current, numbers, len(all)%2 == 0})
					}
				}
			}
		}
	}
	return all
}

// pushRig is an emulator that pushes, with a client that reads its lists.
type pushRig struct {
	form   pushForm
	server *sandbox.Server
	http   http.RoundTripper
	client connectors.Client
	known  *connectors.Catalogue
	// read is the number of pushes that were read, and wrong are the differences.
	read  int
	wrong []string
}

func newPushRig(t *testing.T, form pushForm) *pushRig {
	t.Helper()
	address := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok")) }))
	u := conformance.Upstream{Rows: 40}
	server := newServer(t, u, "", big(func(s *sandbox.Settings) {
		s.Dialect, s.Unescaped, s.EmptyObjects, s.WebhookURL = form.dialect, form.plain, form.plain, address
		s.WebhookObjectKey, s.WebhookMerge, s.WebhookCurrent, s.WebhookNumberIDs = form.objectKey, form.merge, form.current, form.numbers
	}))
	t.Cleanup(func() { require.NoError(t, server.Close()) })
	r := &pushRig{form: form, server: server, http: u.Carry(server), known: &connectors.Catalogue{}}
	r.client = newClient(t, r.http, nil)
	for _, need := range webhookOf(t, r.client).Needs {
		page, err := conformance.Fetch(t.Context(), r.client, keptRequests(need), connectors.PageRequest{})
		require.NoError(t, err)
		require.NotEmpty(t, page.Records, need)
		require.NoError(t, r.known.Add(need, page.Records))
	}
	return r
}

// keptRequests returns the request for a kept list.
func keptRequests(need connectors.Need) proto.Message {
	switch need.Resource {
	case connectors.ListOfStockTypes:
		return &crmstreamv1.ListStockTypesRequest{}
	case connectors.ListOfStockCategories:
		return &crmstreamv1.ListStockCategoriesRequest{}
	case connectors.ListOfDealTypes:
		return &crmstreamv1.ListDealTypesRequest{}
	case connectors.ListOfCallStatuses:
		return &crmstreamv1.ListCallStatusesRequest{}
	default:
		return &crmstreamv1.ListFieldsRequest{Resource: need.Of}
	}
}

// pushes reads the events that came since the last call.
func (r *pushRig) pushes(t *testing.T) (bodies [][]byte, events []*crmstreamv1.PushedEvent) {
	t.Helper()
	require.NoError(t, r.server.AwaitPushes(t.Context()))
	for _, push := range r.server.Pushed()[r.read:] {
		event, err := webhookOf(t, r.client).Read(push.Body, r.known)
		require.NoError(t, err, "%s", push.Body)
		bodies, events = append(bodies, push.Body), append(events, event)
	}
	r.read += len(events)
	return bodies, events
}

// record returns a record as its list shows it, nil if there is none.
func (r *pushRig) record(t *testing.T, l list, id string, deleted bool) protoreflect.Message {
	t.Helper()
	req := l.request()
	if f := req.ProtoReflect().Descriptor().Fields().ByName("only_deleted"); f != nil {
		req.ProtoReflect().Set(f, protoreflect.ValueOfBool(deleted))
	}
	fetch, err := conformance.Open(r.client, req, r.known)
	require.NoError(t, err)
	var at connectors.PageRequest
	for {
		page, err := fetch(t.Context(), at)
		require.NoError(t, err)
		for _, record := range page.Records {
			if string(record.ID) == id {
				return l.decode(t, record.Wire)
			}
		}
		if at.Cursor = page.Next; at.Cursor == "" {
			return nil
		}
	}
}

// differ notes a difference.
func (r *pushRig) differ(format string, args ...any) {
	r.wrong = append(r.wrong, fmt.Sprintf("%+v: ", r.form)+fmt.Sprintf(format, args...))
}

// send posts parameters of a write.
func (r *pushRig) send(t *testing.T, op string, params ...string) {
	t.Helper()
	form := url.Values{}
	for i := 0; i < len(params); i += 2 {
		form.Set("params"+params[i], params[i+1])
	}
	dataOf(t, r.http, op, form)
}
