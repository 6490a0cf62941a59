package server

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

func TestListStreamsEverything(t *testing.T) {
	_, conn := serve(t, &fake{rows: 950})
	ids, messages, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main"})
	require.NoError(t, err)
	require.Len(t, ids, 950)
	require.True(t, slices.IsSorted(ids))
	first, last := messages[0], messages[len(messages)-1]
	require.Equal(t, "UTC", first.GetSchema().GetTimeZone())
	require.Len(t, first.GetNotices(), 1)
	require.Equal(t, "Анна", first.GetContacts()[0].GetFirstName())
	for _, m := range messages[1:] {
		require.Nil(t, m.GetSchema())
		require.Empty(t, m.GetNotices(), "a notice is told once")
	}
	for _, m := range messages[:len(messages)-1] {
		require.NotEmpty(t, m.GetResumeToken())
		require.Nil(t, m.GetSummary())
	}
	require.Empty(t, last.GetResumeToken())
	require.Equal(t, crmstreamv1.EndReason_END_REASON_END_OF_LIST, last.GetSummary().GetEnd())
	require.Equal(t, "2026-01-01T00:00:00Z", last.GetSummary().GetChangedUntil())
	require.EqualValues(t, 10, last.GetSummary().GetUpstreamRequests())
}

func TestResumeFromEveryMessage(t *testing.T) {
	_, conn := serve(t, &fake{rows: 950})
	_, messages, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main"})
	require.NoError(t, err)
	have := 0
	for _, m := range messages[:len(messages)-1] {
		have += len(m.GetContacts())
		ids, rest, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main", ResumeToken: m.GetResumeToken(), IncludeRaw: true})
		require.NoError(t, err)
		require.Len(t, ids, 950-have)
		summary := rest[len(rest)-1].GetSummary()
		require.EqualValues(t, 950, summary.GetDelivered())
		require.Equal(t, summary.GetRead(), summary.GetDelivered()+summary.GetRepeats()+summary.GetErrors()+summary.GetOutOfRange())
	}
}

func TestBadRequests(t *testing.T) {
	f := &fake{rows: 950}
	_, conn := serve(t, f)
	_, messages, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main", PageSize: 10})
	require.NoError(t, err)
	token := messages[len(messages)-1].GetResumeToken()
	require.NotEmpty(t, token)
	fetched := f.fetched.Load()
	cases := map[string]struct {
		req   *crmstreamv1.ListContactsRequest
		code  codes.Code
		field string
	}{
		"unknown source":    {&crmstreamv1.ListContactsRequest{Source: "other"}, codes.NotFound, ""},
		"no source":         {&crmstreamv1.ListContactsRequest{}, codes.InvalidArgument, "source"},
		"negative limit":    {&crmstreamv1.ListContactsRequest{Source: "main", Limit: -1}, codes.InvalidArgument, "limit"},
		"refused field":     {&crmstreamv1.ListContactsRequest{Source: "main", ChangedFrom: "2026-01-01"}, codes.InvalidArgument, "changed_from"},
		"unknown order":     {&crmstreamv1.ListContactsRequest{Source: "main", Order: "name"}, codes.InvalidArgument, "order"},
		"order, no limit":   {&crmstreamv1.ListContactsRequest{Source: "main", Order: "-activity_time"}, codes.InvalidArgument, "order"},
		"order, long limit": {&crmstreamv1.ListContactsRequest{Source: "main", Order: "-activity_time", Limit: 101}, codes.InvalidArgument, "order"},
		"order and token":   {&crmstreamv1.ListContactsRequest{Source: "main", Order: "-activity_time", Limit: 9, ResumeToken: token}, codes.InvalidArgument, "resume_token"},
		"unknown key":       {&crmstreamv1.ListContactsRequest{Source: "main", Where: []string{"name = x"}}, codes.InvalidArgument, "where"},
		"unknown operator":  {&crmstreamv1.ListContactsRequest{Source: "main", Where: []string{"fields.3 < 4"}}, codes.InvalidArgument, "where"},
		"no condition":      {&crmstreamv1.ListContactsRequest{Source: "main", Where: []string{"fields"}}, codes.InvalidArgument, "where"},
		"unknown enum":      {&crmstreamv1.ListContactsRequest{Source: "main", Kind: 99}, codes.InvalidArgument, "kind"},
		"damaged token":     {&crmstreamv1.ListContactsRequest{Source: "main", ResumeToken: token[1:]}, codes.InvalidArgument, ""},
		"token, other list": {&crmstreamv1.ListContactsRequest{Source: "main", Search: "x", ResumeToken: token}, codes.InvalidArgument, "search"},
		"token, less asked": {&crmstreamv1.ListContactsRequest{Source: "main", Limit: 7, ResumeToken: token}, codes.InvalidArgument, "limit"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, got, err := read(t, conn, c.req)
			require.Equal(t, c.code, status.Code(err), err)
			require.Empty(t, got)
			for _, d := range status.Convert(err).Details() {
				if info, ok := d.(*errdetails.ErrorInfo); ok {
					require.Equal(t, c.field, info.GetMetadata()["field"])
					require.Equal(t, errorDomain, info.GetDomain())
				}
			}
		})
	}
	require.Equal(t, fetched, f.fetched.Load(), "a bad request reached the upstream")
}

func TestMissingListIsUnimplemented(t *testing.T) {
	_, conn := serve(t, &fake{})
	stream, err := crmstreamv1.NewDealsServiceClient(conn).ListDeals(t.Context(), &crmstreamv1.ListDealsRequest{Source: "main"})
	require.NoError(t, err)
	_, err = stream.Recv()
	require.Equal(t, codes.Unimplemented, status.Code(err))
	require.ErrorContains(t, err, "deals")
	require.ErrorContains(t, err, "fake")
}

// TestListMessagesAgree guards what frames and generic handlers rest on: all list responses have the fields of the tail under
// its numbers, all answers of look-ups those of lookUpTail, and a number below 20 means the same in all list requests.
func TestListMessagesAgree(t *testing.T) {
	methods, err := api.Methods()
	require.NoError(t, err)
	common := map[protoreflect.FieldNumber]protoreflect.FieldDescriptor{}
	lists, lookUps := 0, 0
	for _, m := range methods {
		switch m.Kind {
		case api.List:
			lists++
			require.True(t, m.Response.Descriptor().Fields().ByNumber(1).IsList(), m.Name)
			requireFields(t, m, (&tail{}).ProtoReflect().Descriptor(), 7)
			for i := range m.Request.Descriptor().Fields().Len() {
				field := m.Request.Descriptor().Fields().Get(i)
				if field.Number() >= 20 {
					continue
				}
				if common[field.Number()] == nil {
					common[field.Number()] = field
				}
				requireSameField(t, m, common[field.Number()], field)
			}
		case api.Get:
			lookUps++
			requireFields(t, m, (&lookUpTail{}).ProtoReflect().Descriptor(), 3)
		case api.BatchGet:
			lookUps++
			requireFields(t, m, (&lookUpTail{}).ProtoReflect().Descriptor(), 5)
		}
	}
	require.Equal(t, 38, lists)
	require.Equal(t, 19, lookUps)
	for _, name := range []protoreflect.Name{"source", "page_size", "limit", "resume_token", "include_raw"} {
		require.True(t, slices.ContainsFunc(slices.Collect(maps.Values(common)), func(f protoreflect.FieldDescriptor) bool { return f.Name() == name }))
	}
}

// requireFields requires a method's response to have the fields 2 to last of a reference.
func requireFields(t *testing.T, m *api.Method, reference protoreflect.MessageDescriptor, last protoreflect.FieldNumber) {
	t.Helper()
	for number := protoreflect.FieldNumber(2); number <= last; number++ {
		requireSameField(t, m, reference.Fields().ByNumber(number), m.Response.Descriptor().Fields().ByNumber(number))
	}
}

// requireSameField requires two fields to have the same number, name and type.
func requireSameField(t *testing.T, m *api.Method, want, got protoreflect.FieldDescriptor) {
	t.Helper()
	require.NotNil(t, got, "%s lacks field %d, %s", m.Name, want.Number(), want.Name())
	require.Equal(t, want.Name(), got.Name(), m.Name)
	require.Equal(t, want.Kind(), got.Kind(), "%s: %s", m.Name, got.Name())
	require.Equal(t, want.Cardinality(), got.Cardinality(), "%s: %s", m.Name, got.Name())
	if want.Message() != nil {
		require.Equal(t, want.Message().FullName(), got.Message().FullName(), "%s: %s", m.Name, got.Name())
	}
}

func TestSourcesAreDescribed(t *testing.T) {
	_, conn := serve(t, &fake{rows: 5})
	client := crmstreamv1.NewSourcesServiceClient(conn)
	got, err := client.GetSource(t.Context(), &crmstreamv1.GetSourceRequest{Source: "main"})
	require.NoError(t, err)
	require.Equal(t, "fake", got.GetSource().GetConnector())
	require.Equal(t, crmstreamv1.Health_STATE_UNKNOWN, got.GetSource().GetHealth().GetState())
	require.Equal(t, "contacts", got.GetSource().GetLists()[0].GetResource())
	_, err = client.GetSource(t.Context(), &crmstreamv1.GetSourceRequest{Source: "other"})
	require.Equal(t, codes.NotFound, status.Code(err))
	require.ErrorContains(t, err, "main")
	all, err := client.ListSources(t.Context(), &crmstreamv1.ListSourcesRequest{})
	require.NoError(t, err)
	require.Len(t, all.GetSources(), 1)
}
