package transcode_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The field values that the tests expect.
type fieldValue = crmstreamv1.FieldValue

func textValue(s string) *fieldValue {
	return &fieldValue{Value: &crmstreamv1.FieldValue_Text{Text: s}}
}

func flagValue(b bool) *fieldValue { return &fieldValue{Value: &crmstreamv1.FieldValue_Flag{Flag: b}} }

func integerValue(n int64) *fieldValue {
	return &fieldValue{Value: &crmstreamv1.FieldValue_Integer{Integer: n}}
}

func decimalValue(s string) *fieldValue {
	return &fieldValue{Value: &crmstreamv1.FieldValue_Decimal{Decimal: s}}
}

func optionsValue(texts ...string) *fieldValue {
	list := &crmstreamv1.FieldValue_OptionList{}
	for _, s := range texts {
		list.Options = append(list.Options, &crmstreamv1.FieldValue_Option{Text: s})
	}
	return &fieldValue{Value: &crmstreamv1.FieldValue_Options{Options: list}}
}

func filesValue(names ...string) *fieldValue {
	list := &crmstreamv1.FieldValue_FileList{}
	for _, s := range names {
		list.Files = append(list.Files, &crmstreamv1.FieldValue_File{Name: s})
	}
	return &fieldValue{Value: &crmstreamv1.FieldValue_Files{Files: list}}
}

func referencesValue(references ...*crmstreamv1.FieldValue_Reference) *fieldValue {
	return &fieldValue{Value: &crmstreamv1.FieldValue_References{References: &crmstreamv1.FieldValue_ReferenceList{References: references}}}
}

func pointValue(latitude, longitude *float64) *fieldValue {
	return &fieldValue{Value: &crmstreamv1.FieldValue_Point_{Point: &crmstreamv1.FieldValue_Point{Latitude: latitude, Longitude: longitude}}}
}

func rangeValue(from, to *string) *fieldValue {
	return &fieldValue{Value: &crmstreamv1.FieldValue_Range_{Range: &crmstreamv1.FieldValue_Range{Lower: from, Upper: to}}}
}

func wrongValue(complaint, raw string) *fieldValue {
	return &fieldValue{ParseError: complaint, RawText: raw}
}

// customField reads custom fields and returns them.
func customFields(t *testing.T, json string) map[string]*fieldValue {
	t.Helper()
	c := &transcode.Context{Zone: mustZone(t, "Europe/Berlin")}
	return message(t, &crmstreamv1.Contact{}, `{"fields":`+json+`}`, c,
		transcode.Column{Keys: []string{"fields"}, Field: "fields", Kind: transcode.CustomFields, Types: datatypes()}).GetFields()
}

func optionIDsValue(ids ...string) *fieldValue {
	list := &crmstreamv1.FieldValue_OptionList{}
	for _, id := range ids {
		list.Options = append(list.Options, &crmstreamv1.FieldValue_Option{Id: id})
	}
	return &fieldValue{Value: &crmstreamv1.FieldValue_Options{Options: list}}
}

func optionValue(id, text string) *fieldValue {
	return &fieldValue{Value: &crmstreamv1.FieldValue_Option_{Option: &crmstreamv1.FieldValue_Option{Id: id, Text: text}}}
}

// datatypeCase is a value of a datatype and what is read of it, nil for a field that is absent.
type datatypeCase struct {
	datatype, json string
	want           *fieldValue
}

func datatypeCases() []datatypeCase {
	some, real := proto.String, proto.Float64
	sale := &crmstreamv1.FieldValue_Reference{Kind: "sale", Id: "7"}
	return []datatypeCase{
		{"text", `"a\u0430"`, textValue("aа")},
		{"text", `1.50`, textValue("1.50")},
		{"text", `{"a": [1]}`, textValue(`{"a": [1]}`)},
		{"text", `""`, nil},
		{"text", `null`, nil},
		{"text", `[]`, nil},
		{"unheard of", `"a"`, textValue("a")},
		{"radio", `"0"`, flagValue(false)},
		{"radio", `"1"`, flagValue(true)},
		{"radio", `true`, flagValue(true)},
		{"radio", `""`, nil},
		{"radio", `"maybe"`, wrongValue("not a flag", `"maybe"`)},
		{"integer", `"34"`, integerValue(34)},
		{"integer", `-9223372036854775808`, integerValue(-9223372036854775808)},
		{"integer", `"9223372036854775808"`, decimalValue("9223372036854775808")},
		{"integer", `"1.00"`, decimalValue("1.00")},
		{"integer", `"0"`, integerValue(0)},
		{"integer", `"many"`, wrongValue("not a number", `"many"`)},
		{"integer", `true`, wrongValue("not a number", `true`)},
		{"decimal", `"30.00"`, decimalValue("30.00")},
		{"price", `2850000.00`, decimalValue("2850000.00")},
		{"price", `"1 000"`, wrongValue("not a number", `"1 000"`)},
		{"date", `"2016-02-29"`, &fieldValue{Value: &crmstreamv1.FieldValue_Date{Date: "2016-02-29"}}},
		{"date", `"0000-00-00"`, nil},
		{"date", `"31.12.2025"`, &fieldValue{Value: &crmstreamv1.FieldValue_Date{Date: "2025-12-31"}}},
		{"date", `"00.00.0000"`, nil},
		{"date", `"12.31.2025"`, wrongValue("not a date", `"12.31.2025"`)},
		{"date", `"0001-01-01"`, wrongValue("not a date", `"0001-01-01"`)},
		{"date", `"2016-02-29 - 2016-03-01"`, wrongValue("not a date", `"2016-02-29 - 2016-03-01"`)},
		{"datetime", `"31.12.2025 14:05:00"`, &fieldValue{Value: &crmstreamv1.FieldValue_DateTime{DateTime: instant("2025-12-31T13:05:00Z")}}},
		{"datetime", `"31.12.2025"`, &fieldValue{Value: &crmstreamv1.FieldValue_DateTime{DateTime: instant("2025-12-30T23:00:00Z")}}},
		{"datetime", `"01.01.0001 00:00:00"`, wrongValue("not a date and time", `"01.01.0001 00:00:00"`)},
		{"date_range", `["01.02.2016","2016-03-01"]`, rangeValue(some("2016-02-01"), some("2016-03-01"))},
		{"attach", `"7,8"`, referencesValue(&crmstreamv1.FieldValue_Reference{Id: "7"}, &crmstreamv1.FieldValue_Reference{Id: "8"})},
		{"attach", `[7.0,"008"]`, referencesValue(&crmstreamv1.FieldValue_Reference{Id: "7"}, &crmstreamv1.FieldValue_Reference{Id: "8"})},
		{"datetime", `"2016-02-29 13:00:00"`, &fieldValue{Value: &crmstreamv1.FieldValue_DateTime{DateTime: instant("2016-02-29T12:00:00Z")}}},
		{"datetime", `"0000-00-00 00:00:00"`, nil},
		{"datetime", `"soon"`, wrongValue("not a date and time", `"soon"`)},
		{"time", `"00:00:00"`, &fieldValue{Value: &crmstreamv1.FieldValue_Time{Time: "00:00:00"}}},
		{"time", `"09:30"`, &fieldValue{Value: &crmstreamv1.FieldValue_Time{Time: "09:30:00"}}},
		{"time", `"25:00:00"`, wrongValue("not a time of day", `"25:00:00"`)},
		{"select", `" blue "`, &fieldValue{Value: &crmstreamv1.FieldValue_Option_{Option: &crmstreamv1.FieldValue_Option{Text: " blue "}}}},
		{"select", `["blue","a,b",3,null]`, optionsValue("blue", "a,b", "3")},
		{"select", `[""]`, nil},
		{"select", `[["blue"]]`, wrongValue("not an option", `[["blue"]]`)},
		{"select", `{"id":"1","text":"blue"}`, wrongValue("not an option", `{"id":"1","text":"blue"}`)},
		{"plain", `"a\u0430"`, textValue("aа")},
		{"plain", `1.50`, textValue("1.50")},
		{"plain", `["a","b"]`, wrongValue("not a text", `["a","b"]`)},
		{"plain", `{"0":"a","2":"b"}`, wrongValue("not a text", `{"0":"a","2":"b"}`)},
		{"plain", `[]`, nil},
		{"unheard of", `["a",2]`, textValue(`["a",2]`)},
		{"radio", `["1"]`, wrongValue("not a flag", `["1"]`)},
		{"integer", `[1,"2"]`, wrongValue("not a number", `[1,"2"]`)},
		{"decimal", `["1.50"]`, wrongValue("not a number", `["1.50"]`)},
		{"price", `{"0":1.5,"2":2}`, wrongValue("not a number", `{"0":1.5,"2":2}`)},
		{"date", `["2016-02-29"]`, wrongValue("not a date", `["2016-02-29"]`)},
		{"datetime", `["2016-02-29 13:00:00"]`, wrongValue("not a date and time", `["2016-02-29 13:00:00"]`)},
		{"time", `["09:30"]`, wrongValue("not a time of day", `["09:30"]`)},
		{"integer_range", `[1,2,3]`, wrongValue("not a range", `[1,2,3]`)},
		{"multiselect", `"a, b,,c\u002cd"`, optionsValue("a", " b", "c", "d")},
		{"multiselect", `["a,b",3,null,""]`, optionsValue("a,b", "3")},
		{"multiselect", `5`, optionsValue("5")},
		{"multiselect", `","`, nil},
		{"multiselect", `false`, nil},
		{"multiselect", `[{"id":1}]`, wrongValue("not a list of options", `[{"id":1}]`)},
		{"file", `"a/b.png"`, filesValue("a/b.png")},
		{"file", `["a.png","b.png"]`, filesValue("a.png", "b.png")},
		{"file", `{"5":"a.png"}`, filesValue("a.png")},
		{"file", `[["a.png"]]`, wrongValue("not a list of files", `[["a.png"]]`)},
		{"point", `{"x":"64.55","y":"39.81"}`, pointValue(real(64.55), real(39.81))},
		{"point", `{"lon":39.81,"lat":64.55}`, pointValue(real(64.55), real(39.81))},
		{"point", `[64.55,"39.81"]`, pointValue(real(64.55), real(39.81))},
		{"point", `"64.55 39.81"`, pointValue(real(64.55), real(39.81))},
		{"point", `"64.55 39.81 12"`, pointValue(real(64.55), real(39.81))},
		{"point", `{"x":"64.55","y":"null"}`, pointValue(real(64.55), nil)},
		{"point", `{"x":"","y":null}`, nil},
		{"point", `"null"`, nil},
		{"point", `{"x":"north","y":"1"}`, wrongValue("not a point", `{"x":"north","y":"1"}`)},
		{"point", `"64.55"`, wrongValue("not a point", `"64.55"`)},
		{"point", `[1]`, wrongValue("not a point", `[1]`)},
		{"integer_range", `{"from":"1","to":2}`, rangeValue(some("1"), some("2"))},
		{"integer_range", `{"to":2}`, rangeValue(nil, some("2"))},
		{"integer_range", `{"from":"","to":null}`, nil},
		{"integer_range", `{"from":"a","to":"1"}`, wrongValue("not a range", `{"from":"a","to":"1"}`)},
		{"integer_range", `{"low":1}`, wrongValue("not a range", `{"low":1}`)},
		{"decimal_range", `["1.50",null]`, rangeValue(some("1.50"), nil)},
		{"date_range", `["2016-02-29","0000-00-00"]`, rangeValue(some("2016-02-29"), nil)},
		{"time_range", `{"from":"09:00","to":"18:00:30"}`, rangeValue(some("09:00:00"), some("18:00:30"))},
		{"datetime_range", `{"from":"2016-02-29 13:00:00","to":"2016-07-01 13:00:00.5"}`, rangeValue(some("2016-02-29T12:00:00Z"), some("2016-07-01T11:00:00.5Z"))},
		{"datetime_range", `"2016-02-29"`, wrongValue("not a range", `"2016-02-29"`)},
		{"attach", `[{"object":"sale","id":7,"count":"1"},{"id":"0"},"9",null]`, referencesValue(sale, &crmstreamv1.FieldValue_Reference{Id: "9"})},
		{"attach", `{"object":"sale","id":"7"}`, referencesValue(sale)},
		{"attach", `{"1":{"object":"sale","id":"7"}}`, referencesValue(sale)},
		{"attach", `[{"object":"sale"}]`, wrongValue("not a list of references", `[{"object":"sale"}]`)},
		{"attach", `[{"object":"sale","id":0},{"object":"sale","id":null}]`, nil},
		{"attach", `[["7"]]`, wrongValue("not a list of references", `[["7"]]`)},
		{"attach", `[{"id":[7]}]`, wrongValue("not a list of references", `[{"id":[7]}]`)},
		{"enum", `"44"`, optionValue("44", "")},
		{"enum", `44.0`, optionValue("44", "")},
		{"enum", `"red"`, optionValue("red", "")},
		{"enum", `["44",45.0,null]`, optionIDsValue("44", "45")},
		{"enum", `false`, nil},
		{"enum", `"0"`, nil},
		{"enum", `[0]`, nil},
		{"enum", `"44,45"`, wrongValue("not an option", `"44,45"`)},
		{"enum", `true`, wrongValue("not an option", `true`)},
		{"enum", `{"id":44}`, wrongValue("not an option", `{"id":44}`)},
		{"enum", `[[44]]`, wrongValue("not an option", `[[44]]`)},
		{"set", `[44,"045",null,""]`, optionIDsValue("44", "45")},
		{"set", `"44, 45,,0"`, optionIDsValue("44", "45")},
		{"set", `44`, optionIDsValue("44")},
		{"set", `false`, nil},
		{"set", `[{"id":44}]`, wrongValue("not a list of options", `[{"id":44}]`)},
	}
}

// TestDatatypes reads custom fields that state their datatypes.
func TestDatatypes(t *testing.T) {
	for _, test := range datatypeCases() {
		t.Run(test.datatype+" "+test.json, func(t *testing.T) {
			want := map[string]*fieldValue{}
			if test.want != nil {
				want["5"] = test.want
			}
			for form, json := range map[string]string{
				"list":        `[{"id":"5","type":"` + test.datatype + `","value":` + test.json + `}]`,
				"map":         `{"5":{"id":"5","datatype":"` + test.datatype + `","value":` + test.json + `}}`,
				"value first": `[ { "value" : ` + test.json + ` , "datatype" : "` + test.datatype + `" , "id" : 5 } ]`,
				"bare":        `{"5":{"datatype":"` + test.datatype + `","value":` + test.json + `}}`,
			} {
				require.Empty(t, cmp.Diff(want, customFields(t, json), protocmp.Transform(), cmpopts.EquateEmpty()), form)
			}
		})
	}
}

// TestFieldForms reads the containers in which custom fields come.
func TestFieldForms(t *testing.T) {
	file := `{"id":"5","type":"file","value":`
	for name, test := range map[string]struct {
		json string
		want map[string]*fieldValue
	}{
		"files of one id":         {`[` + file + `"a"},{"id":"6","type":"text","value":"x"},` + file + `"b"},` + file + `["c"]}]`, map[string]*fieldValue{"5": filesValue("a", "b", "c"), "6": textValue("x")}},
		"ids as number and text":  {`[` + file + `"a"},{"id":5,"type":"file","value":"b"}]`, map[string]*fieldValue{"5": filesValue("a", "b")}},
		"ids escaped":             {`[` + file + `"a"},{"id":"\u0035","type":"file","value":"b"}]`, map[string]*fieldValue{"5": filesValue("a", "b")}},
		"an empty file among":     {`[` + file + `null},` + file + `"a"}]`, map[string]*fieldValue{"5": filesValue("a")}},
		"an unreadable one among": {`[` + file + `"a"},` + file + `[{}]},` + file + `[["b"]]}]`, map[string]*fieldValue{"5": wrongValue("not a list of files", `[["b"]]`)}},
		"last of other kinds":     {`[{"id":9,"type":"text","value":"z"},{"id":5,"type":"text","value":"a"},{"id":5,"type":"text","value":"b"}]`, map[string]*fieldValue{"5": textValue("b"), "9": textValue("z")}},
		"files after a text":      {`[{"id":5,"type":"text","value":"x"},` + file + `"a"},` + file + `"b"}]`, map[string]*fieldValue{"5": filesValue("a", "b")}},
		"ids as floats":           {`[` + file + `"a"},{"id":5.0,"type":"file","value":"b"}]`, map[string]*fieldValue{"5": filesValue("a", "b")}},
		"null does not undo":      {`[{"id":5,"type":"text","value":"a"},{"id":5,"type":"text","value":null}]`, map[string]*fieldValue{"5": textValue("a")}},
		"values in a map":         {`{"5":"a","6":7,"7":{"x":1},"8":null}`, map[string]*fieldValue{"5": textValue("a"), "6": textValue("7"), "7": textValue(`{"x":1}`)}},
		"other members":           {`[{"name":"n","id":5,"type":"text","value":"a","more":{"id":1}}]`, map[string]*fieldValue{"5": textValue("a")}},
		"no datatype":             {`[{"id":5,"value":"a"},{"id":6,"type":null,"value":"b"}]`, map[string]*fieldValue{"5": textValue("a"), "6": textValue("b")}},
		"empty map":               {`[]`, nil},
		"null":                    {`null`, nil},
		"false":                   {`false`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			require.Empty(t, cmp.Diff(test.want, customFields(t, test.json), protocmp.Transform()))
		})
	}
}

// TestManyFields links more repeated ids than fit a small table, out of order.
func TestManyFields(t *testing.T) {
	json, want := `[`, map[string]*fieldValue{}
	for i := range 300 {
		id := string(rune('A'+i%100%26)) + string(rune('a'+i%100/26))
		if i > 0 {
			json += ","
		}
		json += `{"id":"` + id + `","type":"file","value":"f"}`
		want[id] = filesValue("f", "f", "f")
	}
	require.Empty(t, cmp.Diff(want, customFields(t, json+`]`), protocmp.Transform()))
}

// TestFieldWithoutID counts what cannot be put into a map.
func TestFieldWithoutID(t *testing.T) {
	c := &transcode.Context{}
	column := transcode.Column{Keys: []string{"fields"}, Field: "fields", Kind: transcode.CustomFields, Types: datatypes()}
	require.Empty(t, message(t, &crmstreamv1.Contact{}, `{"fields":[{"type":"text","value":"a"},"b",{"type":"text"}]}`, c, column).GetFields())
	require.Equal(t, "fields (2)", c.Notices()[0].Message)
	require.Empty(t, message(t, &crmstreamv1.Contact{}, `{"fields":"none"}`, c, column).GetFields())
	require.Equal(t, "fields (3)", c.Notices()[0].Message)
}
