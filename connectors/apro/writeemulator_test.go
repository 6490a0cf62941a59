package apro_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// written are records that the emulator shows as they were sent.
var written = map[string]struct {
	list           string
	record, change string
	cleared        []string
	look           func(ids ...string) proto.Message
}{
	"contact": {
		sandbox.ListContacts,
		`{"firstName":"Mary","lastName":"Moore & Sön 😀","patronymic":"Ann","ownerId":"47","additionalOwnerIds":["48","49"],"typeId":"2","fields":{"21":{"text":" two\nlines "},"25":{"integer":"34"}}}`,
		`{"patronymic":"Beth","fields":{"25":{"integer":"35"}}}`,
		[]string{"owner_id", "additional_owner_ids", "fields.21"},
		func(ids ...string) proto.Message { return &crmstreamv1.BatchGetContactsRequest{Ids: ids} },
	},
	"activity": {
		sandbox.ListActivities,
		`{"typeId":"2","contactId":"10007","ownerId":"47","additionalOwnerIds":["48"],"name":"n","comment":"c","status":"ACTIVITY_STATUS_POSTPONED","origin":"none","fields":{"2061":{"text":"t"}}}`,
		`{"status":"ACTIVITY_STATUS_PROCESSED","comment":"d"}`,
		[]string{"additional_owner_ids", "fields.2061"},
		func(ids ...string) proto.Message { return &crmstreamv1.BatchGetActivitiesRequest{Ids: ids} },
	},
	"deal": {
		sandbox.ListDeals,
		`{"typeId":"2","stageId":"23","contactId":"10007","ownerId":"47","additionalOwnerIds":["48"],"name":"n","fields":{"1061":{"text":"t"}}}`,
		`{"stageId":"22","name":"m"}`,
		[]string{"contact_id", "owner_id", "additional_owner_ids", "fields.1061"},
		func(ids ...string) proto.Message { return &crmstreamv1.BatchGetDealsRequest{Ids: ids} },
	},
	"stockItem": {
		sandbox.ListStock,
		`{"categoryId":"22","contactId":"10007","ownerId":"47","additionalOwnerIds":["48"],"name":"n","fields":{"3071":{"files":{"files":[{"name":"a.jpg"},{"name":"b.jpg"}]}}}}`,
		`{"name":"m","fields":{"3071":{"files":{"files":[{"name":"b.jpg"},{"name":"c.jpg"}]}}}}`,
		[]string{"contact_id", "additional_owner_ids", "fields.3071"},
		func(ids ...string) proto.Message { return &crmstreamv1.BatchGetStockItemsRequest{Ids: ids} },
	},
}

// resources of the records in written.
var resourceOf = map[string]string{"contact": "contacts", "activity": "activities", "deal": "deals", "stockItem": "stockItems"}

// TestTheEmulatorShowsWhatIsWritten creates, changes, clears and deletes records of each kind, in each dialect.
func TestTheEmulatorShowsWhatIsWritten(t *testing.T) {
	for kind, c := range written {
		for _, dialects := range [][2]string{{"english", sandbox.English}, {"intrum", sandbox.Intrum}, {"both", sandbox.English}, {"both", sandbox.Intrum}} {
			t.Run(kind+" "+dialects[0]+" "+dialects[1], func(t *testing.T) {
				u := conformance.Upstream{Rows: 60}
				server := newServer(t, u, "", func(s *sandbox.Settings) { s.Dialect = dialects[1] })
				e := emulated{kind: kind, look: c.look, client: newClient(t, u.Carry(server), func(s *apro.Settings) { s.Dialect = dialects[0] })}
				given := givenRow{request: fmt.Sprintf(`{%q:%s}`, kind, c.record)}
				ids := e.write(t, connectors.Create, given, given)
				require.Len(t, ids, 2)
				e.requireShown(t, ids[1], c.record)
				change := givenRow{request: fmt.Sprintf(`{"id":%q,%q:%s}`, ids[0], kind, c.change)}
				e.write(t, connectors.Update, change)
				e.requireShown(t, ids[0], c.change)
				e.write(t, connectors.Update, givenRow{request: fmt.Sprintf(`{"id":%q,%q:{}}`, ids[0], kind), mask: c.cleared})
				e.requireCleared(t, ids[0], c.cleared)
				e.write(t, connectors.Delete, givenRow{request: fmt.Sprintf(`{"id":%q}`, ids[1])})
				require.NotContains(t, server.IDs(c.list), ids[1])
				require.Len(t, server.Executed(), 5)
			})
		}
	}
}

// emulated is a client of an emulator that writes records of one kind.
type emulated struct {
	kind   string
	client connectors.Client
	look   func(ids ...string) proto.Message
}

// write sends rows as the server does, with the record before where a row needs that.
func (e emulated) write(t *testing.T, act connectors.Act, given ...givenRow) []string {
	t.Helper()
	w := writeOf(t, e.client, resourceOf[e.kind], act)
	known := catalogueOf(t, e.client, resourceOf[e.kind])
	var rows []connectors.EncodedRow
	for _, g := range given {
		row := g.row(t, w)
		if w.NeedsBefore != nil && w.NeedsBefore(row) {
			row.Before = row.Record.ProtoReflect().New().Interface()
			e.find(t, row.ID, row.Before)
		}
		encoded, err := w.Encode(row, known)
		require.NoError(t, err)
		rows = append(rows, encoded)
	}
	answer, err := w.Send(t.Context(), w.Join(rows), unrecorded)
	require.NoError(t, err)
	return answer.IDs
}

// find reads a record.
func (e emulated) find(t *testing.T, id string, m proto.Message) {
	t.Helper()
	page, err := conformance.Find(t.Context(), e.client, e.look(id))
	require.NoError(t, err)
	require.Len(t, page.Records, 1)
	require.NoError(t, page.Records[0].Decode(m))
}

// shown returns a record as the emulator shows it.
func (e emulated) shown(t *testing.T, id string) protoreflect.Message {
	t.Helper()
	record := writeOf(t, e.client, resourceOf[e.kind], connectors.Create).Request().New()
	m := record.NewField(record.Descriptor().Fields().ByNumber(2)).Message()
	e.find(t, id, m.Interface())
	return m
}

// requireShown requires the fields of a record in JSON to be shown.
func (e emulated) requireShown(t *testing.T, id, json string) {
	t.Helper()
	m := e.shown(t, id)
	want := m.New()
	require.NoError(t, protojson.Unmarshal([]byte(json), want.Interface()))
	want.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		if !fd.IsMap() {
			require.True(t, v.Equal(m.Get(fd)), "%s is %v, not %v", fd.Name(), m.Get(fd), v)
			return true
		}
		v.Map().Range(func(k protoreflect.MapKey, value protoreflect.Value) bool {
			found := m.Get(fd).Map().Get(k)
			require.True(t, found.IsValid() && value.Equal(found), "fields.%s is %v, not %v", k, found, value)
			return true
		})
		return true
	})
}

// requireCleared requires fields to have no value.
func (e emulated) requireCleared(t *testing.T, id string, paths []string) {
	t.Helper()
	m := e.shown(t, id)
	for _, path := range paths {
		fd := m.Descriptor().Fields().ByName(protoreflect.Name(path))
		if fd != nil {
			require.False(t, m.Has(fd), "%s is %v", path, m.Get(fd))
			continue
		}
		fields := m.Get(m.Descriptor().Fields().ByName("fields")).Map()
		require.False(t, fields.Has(protoreflect.ValueOfString(path[len("fields."):]).MapKey()), "%s: %v", path, m.Interface())
	}
}

// TestIDsOfInsertions reads the ids of rows of which one is refused.
func TestIDsOfInsertions(t *testing.T) {
	for failures, want := range map[string]func(first, last string) []string{
		sandbox.FailuresMissing: func(first, last string) []string { return []string{first, last} },
		sandbox.FailuresZero:    func(first, last string) []string { return []string{first, "", last} },
		sandbox.FailuresNull:    func(first, last string) []string { return []string{first, "", last} },
	} {
		u := conformance.Upstream{Rows: 60}
		server := newServer(t, u, "", func(s *sandbox.Settings) { s.InsertedFailures = failures })
		w := writeOf(t, newClient(t, u.Carry(server), nil), "stockItems", connectors.Create)
		good, bad := givenRow{request: `{"stockItem":{"categoryId":"22"}}`}, givenRow{request: `{"stockItem":{"categoryId":"9999"}}`}
		answer, err := w.Send(t.Context(), planned(t, w, good, bad, good), unrecorded)
		require.NoError(t, err)
		require.Len(t, server.Executed(), 2)
		require.Equal(t, want(server.Executed()[0].ID, server.Executed()[1].ID), answer.IDs, failures)
	}
}

// TestAMarkerThatNoFieldHolds refuses creates before they are sent.
func TestAMarkerThatNoFieldHolds(t *testing.T) {
	u := conformance.Upstream{Rows: 60}
	server := newServer(t, u, "", func(*sandbox.Settings) {})
	for name, test := range map[string]struct {
		resource, record, key string
		unknown, right        bool
	}{
		"a text":                  {resource: "contacts", record: `{"contact":{"firstName":"x"}}`, key: "21", right: true},
		"a flag":                  {resource: "contacts", record: `{"contact":{"firstName":"x"}}`, key: "22", unknown: true},
		"no field":                {resource: "contacts", record: `{"contact":{"firstName":"x"}}`, key: "77777", unknown: true},
		"of the deal's type":      {resource: "deals", record: `{"deal":{"typeId":"2"}}`, key: "1061", right: true},
		"of another type":         {resource: "deals", record: `{"deal":{"typeId":"1"}}`, key: "1061", unknown: true},
		"beside the own mistakes": {resource: "contacts", record: `{"contact":{"ownerId":"me"}}`, key: "77777", unknown: true},
	} {
		t.Run(name, func(t *testing.T) {
			client := newClient(t, u.Carry(server), func(s *apro.Settings) { s.Markers = apro.Markers{Contacts: test.key, Deals: test.key} })
			w := writeOf(t, client, test.resource, connectors.Create)
			require.Equal(t, connectors.SettledByMarker, w.Settling)
			require.Equal(t, test.key, w.MarkerField)
			_, err := w.Encode(givenRow{request: test.record, marker: "crmstream:m"}.row(t, w), catalogueOf(t, client, test.resource))
			if test.right {
				require.NoError(t, err)
				return
			}
			var e *connectors.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, connectors.KindMisconfigured, e.Kind)
			require.Equal(t, test.unknown, e.Unknown)
			require.ErrorContains(t, err, "marker_fields."+test.resource+": custom field "+test.key+" cannot hold the marker")
		})
	}
	require.Empty(t, server.Executed())
}

// TestTheSpellingIsLearned sends both spellings until rows show which one the server has.
func TestTheSpellingIsLearned(t *testing.T) {
	for dialect, want := range map[string]string{sandbox.English: "patronymic", sandbox.Intrum: "secondname"} {
		u := conformance.Upstream{Rows: 60}
		client := newClient(t, u.Carry(newServer(t, u, "", func(s *sandbox.Settings) { s.Dialect = dialect })), nil)
		w := writeOf(t, client, "contacts", connectors.Create)
		given := givenRow{request: `{"contact":{"patronymic":"A"}}`}
		require.Equal(t, "params%5B0%5D%5Bpatronymic%5D=A&params%5B0%5D%5Bsecondname%5D=A", string(planned(t, w, given).Body))
		named(t, sandbox.ListContacts).read(t, client, &crmstreamv1.ListContactsRequest{}, 0)
		require.Equal(t, "params%5B0%5D%5B"+want+"%5D=A", string(planned(t, w, given).Body))
	}
}
