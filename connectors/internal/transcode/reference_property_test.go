package transcode_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"
	"pgregory.net/rapid"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// words are the scalars and containers that readers of some kind treat in their own way.
var words = []string{
	`null`, `true`, `false`, `""`, `[]`, `{}`, `[ ]`, `0`, `"0"`, `1`, `"1"`, `-1`, `1.00`, `"1.00"`, `"30.50"`, `-0`, `"007"`, `"+5"`, `"5."`, `".5"`,
	`1e3`, `1.5E-7`, `"1.50e1"`, `"12e-3"`, `1e999`, `"1e-401"`, `9223372036854775807`, `9223372036854775808`, `-9223372036854775808`, `2147483648`,
	`"2014-08-29 12:11:35"`, `"2014-08-29T12:11:35"`, `"2014-08-29T12:11:35.123456789123Z"`, `"2014-08-29 12:11"`, `"2014-08-29"`, `"2014-08-29 12:11:35+05:30"`,
	`"2014-08-29 12:11:35-0330"`, `"2014-08-29T12:11:35,5+03"`, `"2024-03-31 02:30:00"`, `"2024-10-27 02:30:00"`, `"2024-10-27 03:00:00"`, `"0000-00-00"`,
	`"0000-00-00 00:00:00"`, `"2023-02-29"`, `"2024-02-29"`, `"1900-02-29"`, `"2000-02-29 23:59:59"`, `"0001-01-01 00:00:00"`, `"9999-12-31 23:59:59"`,
	`"9999-12-31T23:59:59-14:00"`, `"2014-08-29 12:11:35.Z"`, `"2014-08-29T"`, `"2014-13-01"`, `"1812-06-24 04:00:00"`, `"2600-07-01 00:00:00"`,
	`"12:30"`, `"12:30:45"`, `"24:00:00"`, `"yes"`, `"No"`, `"ON"`, `" 1 "`, `"  "`, `"null"`, `"64.55 39.81"`, `"64.55,39.81 7"`, `"64.55 x"`,
	`{"x":"64.55","y":"39.81"}`, `{"lat":64.55,"lon":null}`, `{"x":"","y":"null"}`, `[64.5,"39"]`, `{"from":"1","to":"2.50"}`, `["2014-08-29","0000-00-00"]`,
	`{"from":"2014-08-29 12:00:00","to":""}`, `{"from":"12:30"}`, `["2024-03-31 02:30:00",null]`, `{"from":{},"to":[]}`, `"a,b,,c"`, `["a","b",3,null,""]`,
	`"a.png"`, `["a.png",["b"]]`, `{"object":"sale","id":"7"}`, `[{"object":"sale","id":7},{"id":"0"},"9"]`, `{"3":{"id":1},"4":{"id":2}}`, `[{"object":"x"}]`,
	`"привет"`, `"\u043f\u0440\u0438\u0432\u0435\u0442 \u043c\u0438\u0440"`, `"\ud83d\ude00 \ud83d x"`, `"\udc00\"\\\/\b\f\n\r\t"`, "\"\xff\xd0\"", `"private_individual"`,
	`180`, `10800`, `"-180"`, `850`, `[48,"49",0,"0",null,false]`, `{"a":1,"b":"2"}`, `[{"mail":"a@b.c"},"d@e.f",{},[],0]`, `{"mail":"a@b.c","comment":null}`,
	`{"5":{"mail":"a@b.c"},"7":"x"}`, `{"name":"n","id":5}`, `{"name":"n","extra":{"deep":[1,{"a":"}"}]}}`,
	`1.0`, `"1.0"`, `7e0`, `"7e0"`, `-0.0`, `"00"`, `" 7 "`, `"48,49"`, `" 48 , 049,,0,x"`, `"4\u002c5"`, `["48,49",50.0]`, `"31.12.2025"`, `"31.12.2025 14:05:00"`, `"00.00.0000"`,
	`"12.31.2025"`, `"0001-01-01"`, `"0001-01-01T00:00:00Z"`, `"01.01.0001"`, `"2014-08-29 00:00:00"`, `"2014-08-29T00:00:00.000Z"`, `"2014-08-29T00:00:00+03"`, `"2014-08-29 x"`,
	`["31.12.2025 10:00","2026-01-01T01:00"]`, `{"mail":"a","mail":"b"}`, `{"mail":"","name":"x"}`, `{"mail":"y","name":"x"}`, `{"id":1,"id":2,"name":"a"}`, `"\\ud83d"`, `"\\\ud83d"`,
	"\"\\ud83d\xff\"", "[\"\xff\",\"\xfe\"]", "{\"\xff\":1,\"\xfe\":2}", `{"\udc00":"\udc01","\udc02":"x"}`, "\"48,\xff\"",
}

// genJSON draws any JSON value.
func genJSON() *rapid.Generator[string] {
	word := rapid.SampledFrom(words)
	return rapid.OneOf(word, word, word, rapid.Custom(func(t *rapid.T) string {
		s := rapid.String().Draw(t, "text")
		b, err := json.Marshal(s)
		must(err)
		return string(b)
	}), rapid.Map(rapid.Float64(), func(f float64) string { return strings.Replace(fmt.Sprintf("%g", f), "e+", "e", 1) }),
		rapid.Custom(func(t *rapid.T) string {
			return "[" + strings.Join(rapid.SliceOfN(word, 0, 4).Draw(t, "list"), ",") + "]"
		}),
		rapid.Map(rapid.IntRange(-100000, 100000), func(n int) string { return fmt.Sprint(n) }))
}

// genFields draws custom fields as a list or a map.
func genFields() *rapid.Generator[string] {
	types := []string{`"none"`, `null`, `5`}
	for word := range datatypes() {
		types = append(types, `"`+word+`"`)
	}
	entry := rapid.Custom(func(t *rapid.T) string {
		members := []string{`"value":` + genJSON().Draw(t, "value")}
		if rapid.IntRange(0, 9).Draw(t, "typed") > 0 {
			key := rapid.SampledFrom([]string{"type", "datatype", `data\u0074ype`}).Draw(t, "key")
			members = append(members, `"`+key+`":`+rapid.SampledFrom(types).Draw(t, "type"))
		}
		if rapid.IntRange(0, 9).Draw(t, "identified") > 0 {
			members = append(members, `"id":`+rapid.SampledFrom([]string{`"5"`, `5`, `"12"`, `"\u0035"`, `"9"`, `"x"`, `""`, `null`, `5.0`, `0`, "\"\xff\"", `"\ud800"`}).Draw(t, "id"))
		}
		if rapid.IntRange(0, 9).Draw(t, "repeated") == 0 {
			members = append(members, rapid.SampledFrom(members).Draw(t, "member"), `"value":`+genJSON().Draw(t, "value"))
		}
		return "{" + strings.Join(rapid.Permutation(members).Draw(t, "order"), " , ") + "}"
	})
	element := rapid.OneOf(entry, entry, entry, rapid.SampledFrom(words))
	return rapid.Custom(func(t *rapid.T) string {
		elements := rapid.SliceOfN(element, 0, 8).Draw(t, "elements")
		if rapid.Bool().Draw(t, "list") {
			return "[" + strings.Join(elements, ",") + "]"
		}
		for i := range elements {
			elements[i] = fmt.Sprintf(`"%d":%s`, rapid.IntRange(1, 20).Draw(t, "id"), elements[i])
		}
		return "{" + strings.Join(elements, ",") + "}"
	})
}

// genRow draws a row for a sample: its keys and others, in any order, some of them twice.
func genRow(s *sample) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		keys := rapid.SliceOfN(rapid.SampledFrom(append(s.keys(), "unknown", `esc\u0061ped`, "other")), 0, 40).Draw(t, "keys")
		members := make([]string, len(keys))
		for i, key := range keys {
			var value string
			switch key {
			case "fields":
				value = rapid.OneOf(genFields(), genFields(), genJSON()).Draw(t, "fields")
			case "account", "user", "data":
				value = rapid.OneOf(genObject(s), genJSON()).Draw(t, "object")
			default:
				value = genJSON().Draw(t, "value")
			}
			members[i] = `"` + key + `":` + value
		}
		return "{" + strings.Join(members, rapid.SampledFrom([]string{",", " ,\n\t"}).Draw(t, "separator")) + "}"
	})
}

// genObject draws an object nested in a row.
func genObject(s *sample) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		keys := rapid.SliceOfN(rapid.SampledFrom(append(s.nestedKeys(), "unknown")), 0, 6).Draw(t, "keys")
		for i, key := range keys {
			keys[i] = fmt.Sprintf(`%q : %s`, key, genJSON().Draw(t, "value"))
		}
		return "{" + strings.Join(keys, ",") + "}"
	})
}

// TestRowsEqualReference compares random rows with the reference.
func TestRowsEqualReference(t *testing.T) {
	for _, s := range samples(t) {
		t.Run(string(s.message.ProtoReflect().Descriptor().Name()), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				row := genRow(s).Draw(t, "row")
				if diff := s.diff([]byte(row)); diff != "" {
					t.Fatalf("row %s: %s", row, diff)
				}
			})
		})
	}
}

// diff transcodes a row, compares it with the reference and returns the difference.
func (s *sample) diff(row []byte) string {
	json, err := transcode.Parse(row)
	if err != nil {
		return err.Error()
	}
	c := &transcode.Context{Zone: s.reference.zone, Catalogue: s.catalogue}
	got, err := s.table.One(json, c)
	if err != nil {
		return err.Error()
	}
	if got.Record.Err != nil {
		return got.Record.Err.Message
	}
	want := s.message.ProtoReflect().New()
	s.reference.told, s.reference.path = nil, ""
	s.reference.read(want, refObject(row), row, s.columns)
	message := proto.Clone(s.message)
	if err := unwrap(got.Record.Wire, message); err != nil {
		return err.Error()
	}
	told := takeAlterations(message)
	if diff := diffTold(s.reference.told, told); diff != "" {
		return diff
	}
	if told, counted := unreadable(told), counts(c.Notices()); len(s.reference.told) <= maxTold && told != counted {
		return "the record tells of " + told + ", the notice of " + counted
	}
	return cmp.Diff(want.Interface(), message, protocmp.Transform())
}

// maxTold is how many alterations a record tells of.
const maxTold = 64

// diffTold compares what a record tells with what it should, in any order.
func diffTold(want, got []*crmstreamv1.Alteration) string {
	if len(want) > maxTold && len(got) == maxTold {
		return ""
	}
	lines := func(told []*crmstreamv1.Alteration) []string {
		var lines []string
		for _, a := range told {
			lines = append(lines, fmt.Sprintf("%s %s %s", a.GetField(), a.GetKind(), a.GetRawText()))
		}
		slices.Sort(lines)
		return lines
	}
	return cmp.Diff(lines(want), lines(got))
}

// unreadable returns what a record tells of its unreadable values as the notice of a page does.
func unreadable(altered []*crmstreamv1.Alteration) string {
	fields := map[string]int{}
	for _, a := range altered {
		if a.GetKind() == crmstreamv1.AlterationKind_ALTERATION_KIND_UNREADABLE {
			fields[a.GetField()]++
		}
	}
	names := slices.Sorted(maps.Keys(fields))
	for i, name := range names {
		names[i] = fmt.Sprintf("%s (%d)", name, fields[name])
	}
	return strings.Join(names, ", ")
}

// counts returns the notice of unreadable values, if there is one.
func counts(notices []connectors.Notice) string {
	for _, n := range notices {
		if n.Code == transcode.NoticeUnreadable {
			return n.Message
		}
	}
	return ""
}

// TestReferenceSeesDifferences guards the comparison itself.
func TestReferenceSeesDifferences(t *testing.T) {
	s := samples(t)[0]
	s.columns = s.columns[:len(s.columns)-1]
	row := `{"` + s.lastKey + `":"x"}`
	require.NotEmpty(t, s.diff([]byte(row)))
}
