package enrich

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/catalogue"
	"github.com/crmstream/crmstream/server/memory"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// deals is a list that needs definitions of fields.
var deals = connectors.Of(connectors.List{
	Resource: "deals", Needs: []connectors.Need{{Resource: connectors.ListOfFields, Of: "deals"}},
}, func(*crmstreamv1.ListDealsRequest, *connectors.Catalogue) (connectors.Fetch, error) { return nil, nil })

// source returns a source with these definitions of fields, and how often they were read.
func source(t *testing.T, fields ...*crmstreamv1.Field) (s *Source, reads *int) {
	t.Helper()
	reads = new(int)
	fetch := func(context.Context, connectors.PageRequest) (connectors.Page, error) {
		*reads++
		var page connectors.Page
		for _, f := range fields {
			page.Records = append(page.Records, record(t, f.GetKey(), f))
		}
		return page, nil
	}
	list := connectors.Of(connectors.List{Resource: connectors.ListOfFields, Kept: true},
		func(*crmstreamv1.ListFieldsRequest, *connectors.Catalogue) (connectors.Fetch, error) {
			return fetch, nil
		})
	store := catalogue.Open("", slog.New(slog.DiscardHandler))
	t.Cleanup(store.Close)
	return &Source{
		Name: "main", TimeZone: time.UTC, Lists: map[string]connectors.List{"deals": deals, connectors.ListOfFields: list},
		Kept: store, Age: time.Hour, Memory: memory.New(1 << 20),
	}, reads
}

// record returns the record of a message.
func record(t *testing.T, id string, m proto.Message) connectors.Record {
	t.Helper()
	wire, err := proto.Marshal(m)
	require.NoError(t, err)
	return connectors.Record{ID: []byte(id), Key: []byte(id), Wire: protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), wire)}
}

// TestDefinitionsAreMadeOnceOfTheSameLists holds what sharing pages rests on.
func TestDefinitionsAreMadeOnceOfTheSameLists(t *testing.T) {
	s, reads := source(t, &crmstreamv1.Field{Key: "7", OptionsOnDemand: true})
	kept := s.KeptDefinitions(deals)
	require.Equal(t, noticeNotKept, kept.Notices[0].Code)
	require.Empty(t, kept.Catalogue.Fields())
	require.Zero(t, *reads, "a look-up reads nothing")

	first, err := s.read(t.Context(), deals, nil)
	require.NoError(t, err)
	require.Len(t, first.Catalogue.Fields(), 1)
	again, err := s.read(t.Context(), deals, nil)
	require.NoError(t, err)
	require.Same(t, first.Catalogue, again.Catalogue)
	require.Same(t, first.Catalogue, s.KeptDefinitions(deals).Catalogue)
	require.Equal(t, 1, *reads)

	_, err = s.Kept.Get(t.Context(), s.Key(connectors.ListOfFieldOptions, "field_id=7"), time.Hour, nil, func(context.Context) (*catalogue.List, error) {
		return &catalogue.List{Records: []connectors.Record{record(t, "71", &crmstreamv1.FieldOption{Id: "71", Text: "yes"})}}, nil
	})
	require.NoError(t, err)
	again, err = s.read(t.Context(), deals, nil)
	require.NoError(t, err)
	require.NotSame(t, first.Catalogue, again.Catalogue, "somebody had options read")
	id, _ := again.Catalogue.Choices([]byte("7")).ID([]byte("yes"))
	require.Equal(t, "71", id)
}

// TestTheSchemaFitsAMessage leaves out options, and then all fields.
func TestTheSchemaFitsAMessage(t *testing.T) {
	option := []*crmstreamv1.FieldOption{{Id: "1", Text: strings.Repeat("x", maxSchema/2)}}
	name := proto.String(strings.Repeat("x", maxSchema/2))
	for _, test := range []struct {
		fields   []*crmstreamv1.Field
		whole    bool
		has, cut int
	}{
		{[]*crmstreamv1.Field{{Key: "1", Options: option}}, true, 1, 0},
		{[]*crmstreamv1.Field{{Key: "1", Options: option}, {Key: "2", Options: option}}, false, 2, 1},
		{[]*crmstreamv1.Field{{Key: "1", Name: name}, {Key: "2", Name: name}}, false, 0, 1},
	} {
		s, _ := source(t, test.fields...)
		d, err := s.read(t.Context(), deals, nil)
		require.NoError(t, err)
		schema, notices := d.schema(&crmstreamv1.ListDealsRequest{}, time.UTC)
		require.Len(t, schema.GetFields(), test.has)
		require.Len(t, notices, test.cut)
		for _, f := range schema.GetFields() {
			require.Equal(t, !test.whole, f.GetOptionsOnDemand())
			require.Equal(t, test.whole, len(f.GetOptions()) > 0)
		}
		for _, f := range d.Catalogue.Fields() {
			require.False(t, f.GetOptionsOnDemand(), "the definitions themselves do not change")
		}
	}
}

// TestTheSchemaHasTheFieldsOfTheTypesAskedFor takes ids that begin with zeros for the same as those that do not.
func TestTheSchemaHasTheFieldsOfTheTypesAskedFor(t *testing.T) {
	s, _ := source(t, &crmstreamv1.Field{Key: "1", TypeId: proto.String("1")}, &crmstreamv1.Field{Key: "2", TypeId: proto.String("2")}, &crmstreamv1.Field{Key: "3"})
	d, err := s.read(t.Context(), deals, nil)
	require.NoError(t, err)
	for types, want := range map[string][]string{"": {"1", "2", "3"}, "1": {"1", "3"}, "002": {"2", "3"}, "12": {"3"}} {
		req := &crmstreamv1.ListDealsRequest{}
		if types != "" {
			req.TypeIds = []string{types}
		}
		schema, _ := d.schema(req, time.UTC)
		var keys []string
		for _, f := range schema.GetFields() {
			keys = append(keys, f.GetKey())
		}
		require.Equal(t, want, keys, types)
	}
}
