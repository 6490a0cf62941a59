package apro_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// responses are the messages that records are field 1 of.
var responses = map[string]proto.Message{
	sandbox.ListContacts: &crmstreamv1.ListContactsResponse{}, sandbox.ListActivities: &crmstreamv1.ListActivitiesResponse{},
	sandbox.ListDeals: &crmstreamv1.ListDealsResponse{}, sandbox.ListStock: &crmstreamv1.ListStockItemsResponse{},
	sandbox.ListInvoices: &crmstreamv1.ListInvoicesResponse{}, sandbox.ListCalls: &crmstreamv1.ListCallsResponse{},
}

// reading is a list as read to its end.
type reading struct {
	ids     []string
	records []protoreflect.Message
	last    connectors.Page
	notices []string
}

// read reads a list as server/scan does, dropping what is not above the last position.
func (l list) read(t *testing.T, client connectors.Client, req proto.Message, want int) reading {
	t.Helper()
	r, err := l.tryRead(t, client, req, want)
	require.NoError(t, err)
	return r
}

func (l list) tryRead(t *testing.T, client connectors.Client, req proto.Message, want int) (reading, error) {
	t.Helper()
	var r reading
	var last *connectors.Record
	fetch, err := conformance.Open(client, req, nil)
	if err != nil {
		return r, err
	}
	at := connectors.PageRequest{Want: want}
	for range 20_000 {
		page, err := fetch(t.Context(), at)
		if err != nil {
			return r, err
		}
		for _, n := range page.Notices {
			r.notices = append(r.notices, n.Code)
		}
		for _, record := range page.Records {
			if last != nil && record.Compare(*last) <= 0 {
				continue
			}
			last = &record
			require.Nil(t, record.Err)
			r.ids = append(r.ids, string(record.ID))
			r.records = append(r.records, l.decode(t, record.Wire))
		}
		if page.Next == "" {
			r.last = page
			return r, nil
		}
		require.NotEqual(t, at.Cursor, page.Next)
		at.Cursor = page.Next
	}
	require.Fail(t, "the list does not end")
	return r, nil
}

func (l list) decode(t *testing.T, wire []byte) protoreflect.Message {
	t.Helper()
	response := responses[l.name].ProtoReflect().New()
	require.NoError(t, proto.Unmarshal(wire, response.Interface()))
	records := response.Get(response.Descriptor().Fields().ByNumber(1)).List()
	require.Equal(t, 1, records.Len())
	return records.Get(0).Message()
}

// ask returns a request with fields set as in JSON.
func (l list) ask(t *testing.T, fields string) proto.Message {
	t.Helper()
	req, more := l.request(), l.request()
	proto.Reset(more)
	require.NoError(t, protojson.Unmarshal([]byte(fields), more))
	proto.Merge(req, more)
	return req
}

// moment returns a time of a record, the zero time if it is unset.
func moment(record protoreflect.Message, field protoreflect.Name) time.Time {
	fd := record.Descriptor().Fields().ByName(field)
	if fd == nil || !record.Has(fd) {
		return time.Time{}
	}
	return record.Get(fd).Message().Interface().(*timestamppb.Timestamp).AsTime()
}

// those returns the ids of the records that a condition holds for, sorted.
func (r reading) those(holds func(protoreflect.Message) bool) []string {
	var ids []string
	for i, record := range r.records {
		if holds(record) {
			ids = append(ids, r.ids[i])
		}
	}
	slices.Sort(ids)
	return ids
}

func sorted(ids []string) []string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return ids
}

func named(t *testing.T, name string) list {
	t.Helper()
	i := slices.IndexFunc(lists, func(l list) bool { return l.name == name })
	require.GreaterOrEqual(t, i, 0)
	return lists[i]
}
