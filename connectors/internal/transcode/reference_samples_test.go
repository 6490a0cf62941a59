package transcode_test

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// sample is a table, without an id so that every row has a record, and a reference for it.
type sample struct {
	message   proto.Message
	columns   []transcode.Column
	table     *transcode.Table
	reference *reference
	catalogue *connectors.Catalogue
	lastKey   string
}

// keys returns the upstream keys of all columns, those of groups included, and of the fields that the catalogue defines.
func (s *sample) keys() []string {
	keys := slices.Sorted(maps.Keys(s.reference.defined))
	for _, c := range s.columns {
		keys = append(keys, c.Keys...)
		if c.Kind == transcode.Group {
			for _, sub := range s.reference.columns[c.Table] {
				keys = append(keys, sub.Keys...)
			}
		}
	}
	return keys
}

// nestedKeys returns the upstream keys of all nested tables.
func (s *sample) nestedKeys() []string {
	keys := []string{"a", "b"}
	for _, columns := range s.reference.columns {
		for _, c := range columns {
			keys = append(keys, c.Keys...)
		}
	}
	keys = slices.AppendSeq(keys, maps.Keys(s.reference.defined))
	slices.Sort(keys)
	return keys
}

// nest makes a nested table that the reference knows.
func (s *sample) nest(message proto.Message, columns ...transcode.Column) *transcode.Table {
	t := transcode.Must(transcode.Part(message, columns...))
	s.reference.columns[t] = columns
	return t
}

func newSample(t testing.TB, message proto.Message) *sample {
	return &sample{message: message, reference: &reference{zone: mustZone(t, "Europe/Berlin"), columns: map[*transcode.Table][]transcode.Column{}}}
}

func (s *sample) with(columns ...transcode.Column) *sample {
	s.columns = columns
	s.table = transcode.Must(transcode.Part(s.message, columns...))
	s.lastKey = columns[len(columns)-1].Keys[0]
	return s
}

// samples returns tables that have all kinds between them.
func samples(t testing.TB) []*sample {
	return []*sample{contactSample(t), taskSample(t), projectSample(t), definedSample(t), visitSample(t)}
}

func contactSample(t testing.TB) *sample {
	s := newSample(t, &crmstreamv1.Contact{})
	email := s.nest(&crmstreamv1.Email{},
		transcode.Column{Keys: []string{"mail", "name"}, Field: "address", Kind: transcode.Text},
		transcode.Column{Keys: []string{"comment"}, Field: "comment", Kind: transcode.Decimal},
	)
	return s.with(
		transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref},
		transcode.Column{Keys: []string{"name"}, Field: "first_name", Kind: transcode.Text},
		transcode.Column{Keys: []string{"manager_id", "employee_id"}, Field: "owner_id", Kind: transcode.Ref},
		transcode.Column{Keys: []string{"create_date"}, Field: "create_time", Kind: transcode.LocalTime},
		transcode.Column{Keys: []string{"additional_manager_id"}, Field: "additional_owner_ids", Kind: transcode.RefList},
		transcode.Column{Keys: []string{"nattype"}, Field: "kind", Text: "kind_text", Kind: transcode.Enum, Enum: map[string]int32{"private_individual": 1, "true": 2, "1": 2, "привет": 1}},
		transcode.Column{Keys: []string{"email"}, Field: "emails", Kind: transcode.NestedList, Table: email},
		transcode.Column{Keys: []string{"publish"}, Field: "deleted", Kind: transcode.NotFlag},
		transcode.Column{Keys: []string{"skipped"}, Kind: transcode.Ignore},
		transcode.Column{Keys: []string{"fields"}, Field: "fields", Kind: transcode.CustomFields, Types: datatypes()},
		transcode.Column{Keys: []string{"comment"}, Field: "comment", Kind: transcode.Text},
	)
}

func taskSample(t testing.TB) *sample {
	s := newSample(t, &crmstreamv1.Task{})
	address := func(prefix string) *transcode.Table {
		return s.nest(&crmstreamv1.TaskAddress{},
			transcode.Column{Keys: []string{prefix + "unit"}, Field: "unit", Kind: transcode.Text},
			transcode.Column{Keys: []string{prefix + "town"}, Field: "town", Kind: transcode.Ref},
		)
	}
	account := s.nest(&crmstreamv1.TaskAccount{},
		transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref},
		transcode.Column{Keys: []string{"created"}, Field: "create_time", Kind: transcode.LocalTime},
		transcode.Column{Keys: []string{"is_deleted"}, Field: "deleted", Kind: transcode.Flag},
		transcode.Column{Keys: []string{"tags"}, Field: "tags", Kind: transcode.TextList},
		transcode.Column{Field: "address", Kind: transcode.Group, Table: address("address_")},
		transcode.Column{Field: "billing_address", Kind: transcode.Group, Table: address("billing_")},
	)
	accountID := s.nest(&crmstreamv1.Task{}, transcode.Column{Keys: []string{"id"}, Field: "account_id", Kind: transcode.Ref})
	typeName := s.nest(&crmstreamv1.Task{}, transcode.Column{Keys: []string{"name"}, Field: "type_name", Kind: transcode.Text})
	user := s.nest(&crmstreamv1.TaskUser{},
		transcode.Column{Keys: []string{"name"}, Field: "name", Kind: transcode.Text},
		transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref},
	)
	return s.with(
		transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Text},
		transcode.Column{Keys: []string{"type"}, Kind: transcode.Inline, Table: typeName},
		transcode.Column{Keys: []string{"account_id"}, Field: "account_id", Kind: transcode.Ref},
		transcode.Column{Keys: []string{"account"}, Field: "account", Kind: transcode.Nested, Table: account},
		transcode.Column{Keys: []string{"account"}, Kind: transcode.Inline, Table: accountID},
		transcode.Column{Keys: []string{"user"}, Field: "owner", Kind: transcode.Nested, Table: user},
		transcode.Column{Keys: []string{"created_on"}, Field: "create_time", Kind: transcode.UTCTime},
		transcode.Column{Keys: []string{"show_on_calendar"}, Field: "show_on_calendar", Kind: transcode.Flag},
	)
}

func projectSample(t testing.TB) *sample {
	return newSample(t, &crmstreamv1.Project{}).with(
		transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref},
		transcode.Column{Field: "fields", Kind: transcode.Rest},
		transcode.Column{Keys: []string{"data"}, Field: "fields", Kind: transcode.RestObject},
		transcode.Column{Keys: []string{"price"}, Field: "price", Kind: transcode.Decimal},
		transcode.Column{Keys: []string{"created"}, Field: "create_time", Kind: transcode.LocalTime},
	)
}

// definedSample reads members as the datatypes of their definitions, one of each, in the catalogue.
func definedSample(t testing.TB) *sample {
	s := newSample(t, &crmstreamv1.Project{}).with(
		transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref},
		transcode.Column{Field: "fields", Kind: transcode.Rest, Types: datatypes()},
		transcode.Column{Keys: []string{"data"}, Field: "fields", Kind: transcode.RestObject, Types: datatypes()},
		transcode.Column{Keys: []string{"created"}, Field: "create_time", Kind: transcode.LocalTime},
	)
	s.reference.defined = datatypes()
	s.reference.defined["escaped"], s.reference.defined["barcode"] = transcode.AsInteger, transcode.AsText
	words := map[string]string{"escaped": "integer"}
	for key := range s.reference.defined {
		if words[key] == "" {
			words[key] = key
		}
	}
	s.catalogue = catalogue(t, words)
	return s
}

func visitSample(t testing.TB) *sample {
	return newSample(t, &crmstreamv1.Visit{}).with(
		transcode.Column{Keys: []string{"task_id"}, Field: "id", Kind: transcode.Ref},
		transcode.Column{Keys: []string{"offset"}, Field: "utc_offset_seconds", Text: "utc_offset_raw", Kind: transcode.Offset},
		transcode.Column{Keys: []string{"target"}, Field: "targets", Kind: transcode.TextList},
		transcode.Column{Keys: []string{"dist"}, Field: "distance", Kind: transcode.Decimal},
		transcode.Column{Keys: []string{"day"}, Field: "status_text", Kind: transcode.Date},
		transcode.Column{Keys: []string{"lat"}, Field: "latitude", Kind: transcode.Double},
		transcode.Column{Keys: []string{"start"}, Field: "start_time", Kind: transcode.UTCTime},
	)
}

// unwrap unmarshals a record that stands as field 1 of a response.
func unwrap(wire []byte, m proto.Message) error {
	number, kind, n := protowire.ConsumeTag(wire)
	if n < 0 || number != 1 || kind != protowire.BytesType {
		return errors.New("the record is not field 1")
	}
	body, rest := protowire.ConsumeBytes(wire[n:])
	if rest != len(wire)-n {
		return errors.New("the record's length is not the rest of its bytes")
	}
	if err := proto.Unmarshal(body, m); err != nil {
		return err
	}
	if len(m.ProtoReflect().GetUnknown()) > 0 {
		return errors.New("the record has unknown fields")
	}
	return nil
}
