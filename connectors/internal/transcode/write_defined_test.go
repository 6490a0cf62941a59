package transcode_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// catalogue returns a catalogue with definitions of custom fields: the upstream's datatype words by key.
func catalogue(t testing.TB, words map[string]string) *connectors.Catalogue {
	t.Helper()
	c := &connectors.Catalogue{}
	for key, word := range words {
		require.NoError(t, c.Add(connectors.Need{Resource: connectors.ListOfFields, Of: "projects"}, kept(t, &crmstreamv1.Field{
			Key: key, UpstreamType: proto.String(word),
		})))
	}
	return c
}

// defined are the columns of a record whose custom fields stand among its members, and in an object.
func defined() []transcode.Column {
	return []transcode.Column{
		transcode.ID("id", "id"),
		{Field: "fields", Kind: transcode.Rest, Types: datatypes()},
		{Keys: []string{"data"}, Field: "fields", Kind: transcode.RestObject, Types: datatypes()},
	}
}

// TestDefinedDatatypes reads values as the datatypes that the catalogue has for their keys, as those that state theirs.
func TestDefinedDatatypes(t *testing.T) {
	for _, test := range datatypeCases() {
		t.Run(test.datatype+" "+test.json, func(t *testing.T) {
			want := map[string]*fieldValue{}
			if test.want != nil {
				want["5"] = test.want
			}
			for form, json := range map[string]string{
				"member":    `{"id":"1","5":` + test.json + `}`,
				"escaped":   `{"id":"1","\u0035":` + test.json + `}`,
				"in object": `{"data":{"5":` + test.json + `},"id":"1"}`,
			} {
				c := &transcode.Context{Zone: mustZone(t, "Europe/Berlin"), Catalogue: catalogue(t, map[string]string{"5": test.datatype})}
				got := message(t, &crmstreamv1.Project{}, json, c, defined()...)
				require.Empty(t, cmp.Diff(want, got.GetFields(), protocmp.Transform(), cmpopts.EquateEmpty()), form)
				require.Empty(t, got.GetAlterations(), form)
				require.Empty(t, c.Notices(), form)
			}
		})
	}
}

// TestDefined reads members with definitions beside others.
func TestDefined(t *testing.T) {
	words := map[string]string{
		"UF_N": "integer", "UF_D": "date", "UF_FLAG": "radio", "UF_FILES": "file", "UF_RANGE": "integer_range", "UF_ODD": "unheard of",
	}
	repeat := func(field, raw string) []*crmstreamv1.Alteration {
		return []*crmstreamv1.Alteration{{
			Field: "fields." + field, Kind: crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_FIELD, RawText: raw,
		}}
	}
	for name, test := range map[string]struct {
		json    string
		want    map[string]*fieldValue
		told    []*crmstreamv1.Alteration
		without map[string]*fieldValue // the catalogue
	}{
		"several": {
			json:    `"UF_N":"5","UF_D":"31.12.2025","UF_FLAG":"1"`,
			want:    map[string]*fieldValue{"UF_N": integerValue(5), "UF_D": {Value: &crmstreamv1.FieldValue_Date{Date: "2025-12-31"}}, "UF_FLAG": flagValue(true)},
			without: map[string]*fieldValue{"UF_N": textValue("5"), "UF_D": textValue("31.12.2025"), "UF_FLAG": textValue("1")},
		},
		"unknown key": {
			json:    `"UF_N":"5","UF_NEW":"5","UF_NEWER":5,"UF_NEWEST":[5]`,
			want:    map[string]*fieldValue{"UF_N": integerValue(5), "UF_NEW": textValue("5"), "UF_NEWER": integerValue(5), "UF_NEWEST": textValue("[5]")},
			without: map[string]*fieldValue{"UF_N": textValue("5"), "UF_NEW": textValue("5"), "UF_NEWER": integerValue(5), "UF_NEWEST": textValue("[5]")},
		},
		"unknown word": {
			json:    `"UF_ODD":5`,
			want:    map[string]*fieldValue{"UF_ODD": textValue("5")},
			without: map[string]*fieldValue{"UF_ODD": integerValue(5)},
		},
		"does not fit": {
			json:    `"UF_D":"soon","UF_FLAG":["1"]`,
			want:    map[string]*fieldValue{"UF_D": wrongValue("not a date", `"soon"`), "UF_FLAG": wrongValue("not a flag", `["1"]`)},
			without: map[string]*fieldValue{"UF_D": textValue("soon"), "UF_FLAG": textValue(`["1"]`)},
		},
		"null and empty": {json: `"UF_N":null,"UF_D":"","UF_FILES":[],"UF_FLAG":{}`},
		"false of a date": {
			json:    `"UF_D":false,"UF_FLAG":false`,
			want:    map[string]*fieldValue{"UF_FLAG": flagValue(false)},
			without: map[string]*fieldValue{"UF_D": flagValue(false), "UF_FLAG": flagValue(false)},
		},
		"twice": {
			json:    `"UF_N":"5","UF_N":"6"`,
			want:    map[string]*fieldValue{"UF_N": integerValue(6)},
			told:    repeat("UF_N", `"5"`),
			without: map[string]*fieldValue{"UF_N": textValue("6")},
		},
		"twice, once null": {
			json:    `"UF_N":"5","UF_N":null`,
			want:    map[string]*fieldValue{"UF_N": integerValue(5)},
			without: map[string]*fieldValue{"UF_N": textValue("5")},
		},
		"among the members and in the object": {
			json:    `"data":{"UF_N":"7"},"UF_N":"5"`,
			want:    map[string]*fieldValue{"UF_N": integerValue(7)},
			told:    repeat("UF_N", `"5"`),
			without: map[string]*fieldValue{"UF_N": textValue("7")},
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, known := range []*connectors.Catalogue{catalogue(t, words), {}, nil} {
				want := &crmstreamv1.Project{Id: "1", Fields: test.without, Alterations: test.told}
				if known != nil && known.Field("UF_N") != nil {
					want.Fields = test.want
				}
				c := &transcode.Context{Catalogue: known}
				got := message(t, &crmstreamv1.Project{}, `{"id":1,`+test.json+`}`, c, defined()...)
				require.Empty(t, cmp.Diff(want, got, protocmp.Transform()))
				require.Empty(t, c.Notices())
			}
		})
	}
}

// TestDefinedLists gathers the values of a field of many that comes twice, and tells of what stands beside two that are read.
func TestDefinedLists(t *testing.T) {
	c := &transcode.Context{Catalogue: catalogue(t, map[string]string{"files": "file", "range": "integer_range"})}
	got := message(t, &crmstreamv1.Project{}, `{"id":1,"files":["a.png"],"range":{"from":1,"to":2,"to":3,"unit":"m"},"data":{"files":"b.png"}}`, c, defined()...)
	want := &crmstreamv1.Project{Id: "1", Fields: map[string]*fieldValue{
		"files": filesValue("a.png", "b.png"), "range": rangeValue(proto.String("1"), proto.String("3")),
	}, Alterations: []*crmstreamv1.Alteration{
		{Field: "fields.range", Kind: crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_KEY, RawText: "2"},
	}}
	require.Empty(t, cmp.Diff(want, got, protocmp.Transform()))
	require.Equal(t, []connectors.Notice{{Code: transcode.NoticeUnknownKeys, Message: "fields.unit"}}, c.Notices())
}

// TestDefinedOptions finds options by their ids, whatever the texts of others are, and by their texts.
func TestDefinedOptions(t *testing.T) {
	known := &connectors.Catalogue{}
	options := []*crmstreamv1.FieldOption{{Id: "44", Text: "45"}, {Id: "45", Text: "Blue "}, {Id: "46", Text: "a,b"}}
	for key, word := range map[string]string{"one": "enum", "many": "set", "text": "select", "texts": "multiselect"} {
		require.NoError(t, known.Add(connectors.Need{Resource: connectors.ListOfFields}, kept(t, &crmstreamv1.Field{
			Key: key, UpstreamType: proto.String(word), Options: options,
		})))
	}
	got := message(t, &crmstreamv1.Project{}, `{"id":1,"one":"45","many":[44,"46","99"],"text":"45","texts":"a,b,Blue"}`,
		&transcode.Context{Catalogue: known}, defined()...)
	pairs := func(options ...*crmstreamv1.FieldValue_Option) *fieldValue {
		return &fieldValue{Value: &crmstreamv1.FieldValue_Options{Options: &crmstreamv1.FieldValue_OptionList{Options: options}}}
	}
	want := map[string]*fieldValue{
		"one":   optionValue("45", "Blue "),
		"many":  pairs(&crmstreamv1.FieldValue_Option{Id: "44", Text: "45"}, &crmstreamv1.FieldValue_Option{Id: "46", Text: "a,b"}, &crmstreamv1.FieldValue_Option{Id: "99"}),
		"text":  optionValue("44", "45"),
		"texts": pairs(&crmstreamv1.FieldValue_Option{Id: "46", Text: "a,b"}, &crmstreamv1.FieldValue_Option{Id: "45", Text: "Blue"}),
	}
	require.Empty(t, cmp.Diff(want, got.GetFields(), protocmp.Transform()))
}

// TestDefinedTwice takes the first of several definitions of a key.
func TestDefinedTwice(t *testing.T) {
	known := catalogue(t, map[string]string{"5": "integer"})
	require.NoError(t, known.Add(connectors.Need{Resource: connectors.ListOfFields}, kept(t, &crmstreamv1.Field{Key: "5", UpstreamType: proto.String("text")})))
	got := message(t, &crmstreamv1.Project{}, `{"id":1,"5":"7"}`, &transcode.Context{Catalogue: known}, defined()...)
	require.Empty(t, cmp.Diff(integerValue(7), got.GetFields()["5"], protocmp.Transform()))
	require.Len(t, known.Fields(), 2)
}

// TestDefinedNeedsTypes reads members by JSON type where the table has no words for definitions.
func TestDefinedNeedsTypes(t *testing.T) {
	c := &transcode.Context{Catalogue: catalogue(t, map[string]string{"5": "integer", "6": "text"})}
	got := message(t, &crmstreamv1.Project{}, `{"5":"7","6":8}`, c, transcode.Col("fields", transcode.Rest))
	want := map[string]*fieldValue{"5": textValue("7"), "6": integerValue(8)}
	require.Empty(t, cmp.Diff(want, got.GetFields(), protocmp.Transform()))
}

// TestDefinedThenOthers counts the unknown keys of the next row by where they stand.
func TestDefinedThenOthers(t *testing.T) {
	email := transcode.Must(transcode.Part(&crmstreamv1.Email{}, transcode.Col("address", transcode.Text, "mail")))
	table := transcode.Must(transcode.Part(&crmstreamv1.Contact{},
		transcode.Objects("emails", email, "emails"),
		transcode.Column{Field: "fields", Kind: transcode.Rest, Types: datatypes()},
	))
	c := &transcode.Context{Catalogue: catalogue(t, map[string]string{"5": "integer"})}
	rows := `[{"5":"7"},{"emails":[{"mail":"a@b.c","odd":1}]}]`
	require.NoError(t, table.Rows(parsed(t, rows), c, func(*transcode.Row) error { return nil }))
	require.Equal(t, []connectors.Notice{{Code: transcode.NoticeUnknownKeys, Message: "emails.odd"}}, c.Notices())
}

// TestDefinedAllocations bounds what looking up keys, as long as hashes, costs the collector.
func TestDefinedAllocations(t *testing.T) {
	const rows, most = 50, 0.5
	words, row := map[string]string{}, `{"id":1`
	for word := range datatypes() {
		if word == "point" {
			continue // whose text is split
		}
		key := fmt.Sprintf("%-40s", word)
		words[key] = word
		row += `,"` + key + `":"44"`
	}
	body := []byte("[" + strings.Repeat(row+"},", rows-1) + row + "}]")
	table, known := transcode.Must(transcode.Part(&crmstreamv1.Project{}, defined()...)), catalogue(t, words)
	allocations := testing.AllocsPerRun(20, func() {
		list, err := transcode.Parse(body)
		require.NoError(t, err)
		require.NoError(t, table.Rows(list, &transcode.Context{Catalogue: known}, func(r *transcode.Row) error {
			require.Nil(t, r.Record.Err)
			return nil
		}))
	})
	require.LessOrEqual(t, allocations/rows, most)
}

// TestFieldTypes holds the types of definitions against the members that values are written to.
func TestFieldTypes(t *testing.T) {
	types := transcode.FieldTypes(datatypes())
	require.Len(t, types, len(datatypes()))
	seen := map[string]bool{}
	for _, test := range datatypeCases() {
		if seen[test.datatype] || test.want.GetValue() == nil || test.datatype == "unheard of" {
			continue // the first that can be read
		}
		seen[test.datatype] = true
		m := test.want.ProtoReflect()
		member := m.WhichOneof(m.Descriptor().Oneofs().ByName("value")).Name()
		name := crmstreamv1.FieldType(types[test.datatype]).String()
		require.Equal(t, "FIELD_TYPE_"+strings.ToUpper(string(member)), name, test.datatype)
	}
	require.Len(t, seen, len(datatypes()))
}

// TestRestsOfOneFieldHaveTheSameTypes refuses a table whose members and objects would be read as other datatypes.
func TestRestsOfOneFieldHaveTheSameTypes(t *testing.T) {
	columns := defined()
	columns[2].Types = nil
	_, err := transcode.Part(&crmstreamv1.Project{}, columns...)
	require.ErrorContains(t, err, "transcode: Project: Rest and RestObject of field fields have other Types")
}
