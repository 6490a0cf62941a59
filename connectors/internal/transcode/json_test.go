package transcode_test

import (
	"iter"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

func TestParseErrors(t *testing.T) {
	nested := func(n int) string { return strings.Repeat(`[{"a":`, n/2) + "1" + strings.Repeat("}]", n/2) }
	for _, body := range []string{
		`{}`, ` [1, "a", null] `, `5`, "\xef\xbb\xbf{}", "{\"a\":\"\xff\"}", `{"a":"\ud800"}`, `{"a":1,"a":2}`, nested(transcode.MaxDepth), nested(transcode.MaxDepth + 2), "{\"a\":\"\x00\n\"}",
		`["` + strings.Repeat("[", 1000) + `"]`, `["\"` + strings.Repeat("[", 1000) + `\\"]`,
	} {
		_, err := transcode.Parse([]byte(body))
		require.NoError(t, err, body)
	}
	for body, want := range map[string]string{
		``:                             "unexpected EOF",
		`{`:                            "unexpected EOF",
		`{"a":1}}`:                     "more than one JSON value: the first ends at byte 7",
		`{} {}`:                        "more than one JSON value",
		`<html>`:                       "invalid character '<'",
		`{"a":nul}`:                    "nul",
		`{'a':1}`:                      "invalid character",
		`[01]`:                         "invalid character",
		"[\"\n\",]":                    "invalid character ','",
		strings.Repeat("[", 9_000):     "unexpected EOF",
		strings.Repeat(`{"a":`, 9_000): "unexpected EOF",
	} {
		_, err := transcode.Parse([]byte(body))
		require.ErrorContains(t, err, want, "%.40s", body)
	}
}

func TestMember(t *testing.T) {
	body := "\xef\xbb\xbf" + ` { "data" : {"list":[{"id":"}"}], "count" : "369", "none":null, "d\u0065ep":{"a":{"b": "c\"" }}, "count":"370"},"status":"success"}`
	for _, test := range []struct {
		path string
		want string
		ok   bool
	}{
		{"data/list", `[{"id":"}"}]`, true},
		{"data/count", `"369"`, true},
		{"status", `"success"`, true},
		{"data/deep/a/b", `"c\""`, true},
		{"data/none", `null`, false},
		{"data/none/more", ``, false},
		{"data/list/id", ``, false},
		{"data/absent", ``, false},
		{"absent", ``, false},
	} {
		value, ok := parsed(t, body).Member(strings.Split(test.path, "/")...)
		require.Equal(t, test.ok, ok, test.path)
		require.Equal(t, test.want, string(value.Raw()), test.path)
	}
	value, ok := parsed(t, " [1] ").Member()
	require.True(t, ok)
	require.Equal(t, "[1]", string(value.Raw()))
	_, ok = transcode.JSON{}.Member()
	require.False(t, ok)
	_, ok = transcode.JSON{}.Member("a")
	require.False(t, ok)
}

func TestMembersAndElements(t *testing.T) {
	var names, values []string
	for name, value := range parsed(t, ` {"a" : 1 , "\u0062":"x" ,"c":[1,{"d":2}],"e":null} `).Members() {
		names, values = append(names, name), append(values, string(value.Raw()))
	}
	require.Equal(t, []string{"a", "b", "c", "e"}, names)
	require.Equal(t, []string{"1", `"x"`, `[1,{"d":2}]`, "null"}, values)
	for list, want := range map[string][]string{
		`[1, "a" ,{"b":[]}]`: {"1", `"a"`, `{"b":[]}`},
		`{"3":1,"7":[2]}`:    {"1", "[2]"},
		`[]`:                 nil,
		`"text"`:             nil,
		``:                   nil,
	} {
		var got []string
		for e := range parsed(t, list).Elements() {
			got = append(got, string(e.Raw()))
		}
		require.Equal(t, want, got, list)
		require.Equal(t, len(want), parsed(t, list).Len(), list)
	}
	for range parsed(t, `[1]`).Members() {
		require.Fail(t, "an array has no members")
	}
	for range parsed(t, `{"a":1,"b":2}`).Members() {
		break
	}
	for range parsed(t, `[1,2]`).Elements() {
		break
	}
}

func TestScalars(t *testing.T) {
	for _, test := range []struct {
		json   string
		kind   byte
		text   string
		isText bool
		number int
		isInt  bool
	}{
		{`"a\u0062"`, '"', "ab", true, 0, false},
		{"\"\xff\"", '"', "\ufffd", true, 0, false},
		{`""`, '"', "", true, 0, false},
		{` "369" `, '"', "369", true, 369, true},
		{`-5`, '0', "-5", true, -5, true},
		{`5.00`, '0', "5.00", true, 5, true},
		{`5.5`, '0', "5.5", true, 0, false},
		{`true`, 't', "true", true, 0, false},
		{`false`, 'f', "false", true, 0, false},
		{`null`, 'n', "", false, 0, false},
		{`{}`, '{', "", false, 0, false},
		{`[1]`, '[', "", false, 0, false},
		{``, 0, "", false, 0, false},
	} {
		json := parsed(t, test.json)
		require.Equal(t, test.kind, json.Kind(), test.json)
		text, ok := json.Text()
		require.Equal(t, test.isText, ok, test.json)
		require.Equal(t, test.text, text, test.json)
		n, ok := json.Int()
		require.Equal(t, test.isInt, ok, test.json)
		if ok {
			require.Equal(t, test.number, n, test.json)
		}
	}
}

// TestAlone makes lists of one, of every kind of value and at every depth.
func TestAlone(t *testing.T) {
	body := parsed(t, ` {"a" : {"id":"1","b":[{"c":[]},5]} ,"d":[ 1, 2 ],"e":"x","f":{}} `)
	for name, want := range map[string]string{"a": `{"id":"1","b":[{"c":[]},5]}`, "d": `[ 1, 2 ]`, "e": `"x"`, "f": `{}`} {
		member, ok := body.Member(name)
		require.True(t, ok)
		list := member.Alone()
		require.EqualValues(t, '[', list.Kind())
		n := 0
		for element := range list.Elements() {
			require.Equal(t, want, string(element.Raw()))
			again, err := transcode.Parse(element.Raw())
			require.NoError(t, err)
			requireSame(t, again, element)
			n++
		}
		require.Equal(t, 1, n, name)
	}
	require.Zero(t, transcode.JSON{}.Alone())
}

// requireSame compares two values all the way down.
func requireSame(t *testing.T, want, got transcode.JSON) {
	t.Helper()
	require.Equal(t, want.Kind(), got.Kind())
	require.Equal(t, string(want.Raw()), string(got.Raw()))
	next, stop := iter.Pull(got.Elements())
	defer stop()
	for element := range want.Elements() {
		other, ok := next()
		require.True(t, ok)
		requireSame(t, element, other)
	}
	_, more := next()
	require.False(t, more)
}

func TestMustParse(t *testing.T) {
	require.EqualValues(t, '{', transcode.MustParse("{}").Kind())
	require.Panics(t, func() { transcode.MustParse("{") })
}

// TestTextTellsItsLosses asks values for what their text loses, and for ids.
func TestTextTellsItsLosses(t *testing.T) {
	for value, want := range map[string]struct {
		kinds    []int32
		told, id string
	}{
		`"a"`:               {nil, `"a"`, "a"},
		`7.0`:               {nil, `7.0`, "7"},
		`"007"`:             {nil, `"007"`, "7"},
		`0`:                 {nil, `0`, ""},
		`true`:              {nil, `true`, ""},
		`["a"]`:             {nil, `["a"]`, ""},
		"\"a\xff\"":         {[]int32{2}, `"a\xff"`, ""},
		`"a\ud83d"`:         {[]int32{3}, `"a\ud83d"`, ""},
		"\"\xfe\\ude00\"":   {[]int32{2, 3}, `"\xfe\ude00"`, ""},
		`"\ud83d\ude00\n"`:  {nil, `"\ud83d\ude00\n"`, "😀\n"},
		"\"\\u0061\ufffd\"": {nil, "\"\\u0061\ufffd\"", "a\ufffd"},
	} {
		body, err := transcode.Parse([]byte(`{"k":` + value + "}"))
		require.NoError(t, err)
		for name, j := range body.Named() {
			kinds, told := j.Losses()
			require.Equal(t, want.kinds, kinds, "%q", value)
			require.Equal(t, want.told, told)
			id, ok := j.ID()
			require.Equal(t, want.id != "", ok, "%q", value)
			if ok {
				require.Equal(t, want.id, id)
			}
			text, _ := name.Text()
			require.Equal(t, "k", text)
		}
	}
	_, ok := transcode.JSON{}.ID()
	require.False(t, ok)
	kinds, told := transcode.JSON{}.Losses()
	require.Empty(t, kinds)
	require.Empty(t, told)
	text, replaced := transcode.Replaced([]byte("a\xff\xfeb\xd0"))
	require.Equal(t, "a\ufffd\ufffdb\ufffd", text)
	require.Equal(t, `1:\xff\xfe 8:\xd0`, replaced)
	_, replaced = transcode.Replaced([]byte("a\ufffd"))
	require.Empty(t, replaced)
}
