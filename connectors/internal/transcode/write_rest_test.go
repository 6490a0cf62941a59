package transcode_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestCustomField reads values that stand under keys of their own as custom fields of a stated datatype.
func TestCustomField(t *testing.T) {
	var columns []transcode.Column
	for key, as := range map[string]transcode.Datatype{
		"flag": transcode.AsFlag, "int": transcode.AsInteger, "text": transcode.AsText, "date": transcode.AsDate, "float": transcode.AsDecimal,
	} {
		columns = append(columns, transcode.Column{Keys: []string{key, "old_" + key}, Field: "fields", Kind: transcode.CustomField, As: as})
	}
	c := &transcode.Context{}
	got := message(t, &crmstreamv1.VisitControl{}, `{"flag":"1","int":0,"old_text":"x","date":"2026-13-01","float":null}`, c, columns...)
	want := &crmstreamv1.VisitControl{Fields: map[string]*crmstreamv1.FieldValue{
		"flag": {Value: &crmstreamv1.FieldValue_Flag{Flag: true}},
		"int":  {Value: &crmstreamv1.FieldValue_Integer{Integer: 0}},
		"text": {Value: &crmstreamv1.FieldValue_Text{Text: "x"}},
		"date": {ParseError: "not a date", RawText: `"2026-13-01"`},
	}}
	require.Empty(t, cmp.Diff(want, got, protocmp.Transform()))
	require.Empty(t, c.Notices(), "the value says itself that it could not be read")
}

// TestRest keeps the members that no column names, by JSON type.
func TestRest(t *testing.T) {
	got := message(t, &crmstreamv1.Project{}, `{"id":1,"t":"x","n":5,"d":1.50,"big":9223372036854775808,"yes":true,"no":false,"null":null,"empty":"","none":[],
		"list":[1, 2],"obj":{"a":1},"same":1,"same":2,"esc\u0061ped":"y","data":{"inner":"z","t":"w","n":null},"price":"3"}`, &transcode.Context{},
		transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref},
		transcode.Column{Keys: []string{"price"}, Kind: transcode.Ignore},
		transcode.Column{Field: "fields", Kind: transcode.Rest},
		transcode.Column{Keys: []string{"data"}, Field: "fields", Kind: transcode.RestObject})
	textOf := func(s string) *crmstreamv1.FieldValue {
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Text{Text: s}}
	}
	decimalOf := func(s string) *crmstreamv1.FieldValue {
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Decimal{Decimal: s}}
	}
	flagOf := func(b bool) *crmstreamv1.FieldValue {
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Flag{Flag: b}}
	}
	want := &crmstreamv1.Project{Id: "1", Fields: map[string]*crmstreamv1.FieldValue{
		"t": textOf("w"), "n": {Value: &crmstreamv1.FieldValue_Integer{Integer: 5}}, "d": decimalOf("1.50"), "big": decimalOf("9223372036854775808"),
		"yes": flagOf(true), "no": flagOf(false), "list": textOf("[1, 2]"), "obj": textOf(`{"a":1}`),
		"same": {Value: &crmstreamv1.FieldValue_Integer{Integer: 2}}, "escaped": textOf("y"), "inner": textOf("z"),
	}, Alterations: []*crmstreamv1.Alteration{
		{Field: "fields.t", Kind: crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_FIELD, RawText: `"x"`},
		{Field: "fields.same", Kind: crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_FIELD, RawText: "1"},
	}}
	require.Empty(t, cmp.Diff(want, got, protocmp.Transform()))
}
