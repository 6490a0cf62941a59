package transcode

import (
	"bytes"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/require"
)

// jsonVectors are texts that are JSON, or nearly, for each rule of RFC 8259.
var jsonVectors = []string{
	"", " ", "\t\r\n 1 \t\r\n", "\v1", "\f1", "1\x00", "\xc2\xa01", "1 2", "1,2", ",", ":", "]", "}", "[}", "{]", "[]]", "{}}",
	"null", "nul", "nulL", "nulll", "true", "truE", "true1", "false", "fals", "NaN", "Infinity", "-Infinity", "undefined",
	"0", "-0", "-", "+1", "01", "-01", "00", "1.", ".5", "1.5", "1.5.5", "1e", "1e+", "1e-", "1e5", "1E+05", "1.0e-0", "1ee5", "0x10", "1_000", "--1", "0e", "0.e1", "0e+1.5",
	"1" + strings.Repeat("0", 400), "- 1", "1 .5",
	`""`, `"`, `"a`, `'a'`, `"a""b"`, `"\"`, `"\\"`, `"\\\"`, `"\`, `"\u`, `"\u1`, `"\u12`, `"\u123`, `"\u1234`, `"\u123"`, `"\u1234"`, `"\uABCd"`, `"\uabcg"`, `"\u00 0"`,
	`"\u 000"`, `"\ud800"`, `"\udc00\ud800"`, `"\ud83d\ude00"`, `"\U0041"`, `"\x41"`, `"\'"`, `"\a"`, `"\"\\\/\b\f\n\r\t"`, "\"\\\n\"", "\"\\u\xff\xff\xff\xff\"", "\"\\u00\xb0\xb1\"",
	"\"\x00\"", "\"\x1f\"", "\"\x20\"", "\"\x7f\"", "\"\n\"", "\"1234567\t\"", "\"12345678\t9\"", "\"\xff\"", "\"\xc3\x28\"", "\"\xed\xa0\x80\"", "\"\xe2\x80\xa8\"", "\xff", "\"пример\"",
	"[]", "[ ]", "[1]", "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1", "[1,", "[", "[\"a\",null]", "[[[[]]]]", "[[]", "[1:2]", `["a":1]`, "[1]\n", "[1]x",
	"{}", "{ }", `{"a":1}`, `{"a":1,}`, `{,"a":1}`, `{"a"}`, `{"a":}`, `{"a" 1}`, `{"a"::1}`, `{a:1}`, `{1:1}`, `{"a":1 "b":2}`, `{"a":1,"a":2}`, `{"a":1,"b"}`, `{"a":1`, `{"a":`, `{"a"`, `{"a`, "{",
	`{"a":{"b":[{"c":[]},{}]}}`, ` { "a" : [ 1 , { } ] } `, `{"a":1}/**/`, "[1]//", "{\"\\u0061\" : \"\\u0062\"}", "\xef\xbb\xbf{}", "{}\xef\xbb\xbf",
}

// requireSameVerdict holds Parse against jsontext: its verdict, and each value it finds.
func requireSameVerdict(t *testing.T, b []byte) {
	json, err := Parse(b)
	trimmed := blanked(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")))
	want := jsontext.Value(trimmed).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	require.Equal(t, want, err == nil, "%q", b)
	if err == nil {
		requireSameValues(t, json.in)
	}
}

// blanked returns JSON with blanks for the control characters within strings, which Parse lets pass.
func blanked(b []byte) []byte {
	return quotedText.ReplaceAllFunc(b, func(text []byte) []byte {
		return controls.ReplaceAll(text, []byte(" "))
	})
}

var (
	quotedText = regexp.MustCompile(`(?s)"(?:[^"\\]|\\.)*"?`)
	controls   = regexp.MustCompile(`[\x00-\x1f]`)
)

// requireSameValues holds the values of a document against the tokens of jsontext.
func requireSameValues(t *testing.T, in *document) {
	d := jsontext.NewDecoder(bytes.NewReader(blanked(in.json)), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	var open []*value
	for i := range in.values {
		v := &in.values[i]
		if d.StackDepth() == MaxDepth && (d.PeekKind() == '{' || d.PeekKind() == '[') {
			value, err := d.ReadValue()
			require.NoError(t, err)
			require.Equal(t, byte(deep), v.kind, "%q", in.json)
			require.Equal(t, string(value), string(blanked(in.raw(v))))
			continue
		}
		value, err := nextToken(d)
		require.NoError(t, err)
		end := int(d.InputOffset())
		switch kind := value.Kind(); kind {
		case '{', '[':
			require.Equal(t, byte(kind), v.kind, "%q", in.json)
			require.EqualValues(t, i+1, v.from, "%q", in.json)
			open = append(open, v)
			require.EqualValues(t, end-1, in.values[v.to].from, "%q", in.json)
		case '}', ']':
			require.Zero(t, v.kind, "%q", in.json)
			require.EqualValues(t, i, open[len(open)-1].to, "%q", in.json)
			require.EqualValues(t, end, v.to, "%q", in.json)
			open = open[:len(open)-1]
		case '"':
			require.Equal(t, byte('"'), v.kind, "%q", in.json)
			require.EqualValues(t, end-1, v.to, "%q", in.json)
			require.Equal(t, string(value), string(blanked(in.raw(v))))
			require.Equal(t, bytes.IndexByte(value, '\\') >= 0, v.escaped, "%q", in.json)
		default:
			require.Equal(t, byte(kind), v.kind, "%q", in.json)
			require.Equal(t, string(value), string(in.raw(v)))
		}
	}
	_, err := d.ReadToken()
	require.ErrorIs(t, err, io.EOF)
}

// nextToken returns the next scalar as it stands, or the next bracket.
func nextToken(d *jsontext.Decoder) (jsontext.Value, error) {
	switch kind := d.PeekKind(); kind {
	case '{', '[', '}', ']':
		_, err := d.ReadToken()
		return jsontext.Value{byte(kind)}, err
	default:
		return d.ReadValue()
	}
}

// TestTooManyValues bounds the memory of what is made of a body.
func TestTooManyValues(t *testing.T) {
	fits := "[" + strings.Repeat("1,", MaxValues-3) + "1]"
	json, err := Parse([]byte(fits))
	require.NoError(t, err)
	require.Len(t, json.in.values, MaxValues)
	_, err = Parse([]byte("[" + strings.Repeat("1,", MaxValues) + "1]"))
	require.ErrorContains(t, err, "more than 8388608 values")
}

// TestVeryDeep reads what is nested deeper than any library goes as one value, and finds what is wrong within it.
func TestVeryDeep(t *testing.T) {
	const depth = 1 << 20
	closed := `[{"a":` + strings.Repeat("[", depth) + strings.Repeat("]", depth) + `,"b":1},2]`
	json, err := Parse([]byte(closed))
	require.NoError(t, err)
	require.Equal(t, 2, json.Len())
	for _, broken := range []string{strings.Replace(closed, "]]]", "]}]", 1), strings.Replace(closed, "[]", "[,]", 1), closed[:len(closed)/2]} {
		_, err = Parse([]byte(broken))
		require.Error(t, err)
	}
	_, err = Parse([]byte(strings.Repeat("[", 2*MaxValues)))
	require.ErrorContains(t, err, "more than 8388608 values")
}

// TestParse compares Parse with jsontext: on the vectors, cut short and at every place of a word of eight bytes; on
// nestings around the limit; and on random mutations of a row.
func TestParse(t *testing.T) {
	for _, v := range jsonVectors {
		for shift := range 9 {
			b := []byte(strings.Repeat(" ", shift) + v)
			for end := range b {
				requireSameVerdict(t, b[:end])
			}
			requireSameVerdict(t, append([]byte(`["`+strings.Repeat("x", shift)+`",`+v), ']'))
			requireSameVerdict(t, append(b, " \n "...))
		}
	}
	for _, depth := range []int{MaxDepth - 1, MaxDepth, MaxDepth + 1, 3 * MaxDepth} {
		requireSameVerdict(t, []byte(strings.Repeat("[", depth)+strings.Repeat("]", depth)))
		requireSameVerdict(t, []byte(strings.Repeat(`{"a":`, depth)+"1"+strings.Repeat("}", depth)))
		requireSameVerdict(t, []byte(strings.Repeat(`[{"a":`, depth/2)+"[]"+strings.Repeat("}]", depth/2)))
	}
	random := rand.New(rand.NewPCG(7, 8))
	row := `[{"id":"10\u00e9","a" : [48,-4.5e+3,"x\"y",null,true],"b":{"25":{"id":"25","value":"Дом \\"},"c":false}},{}]`
	const alphabet = "\"\"\\\\{}[]:,  u0n1a.-eE+/\x00\x1f\n\xff\xd0"
	for range 100_000 {
		b := []byte(row)
		for range 1 + random.IntN(3) {
			at := random.IntN(len(b))
			switch random.IntN(3) {
			case 0:
				b[at] = alphabet[random.IntN(len(alphabet))]
			case 1:
				b = append(b[:at], b[at+1:]...)
			default:
				b = append(b[:at], append([]byte{alphabet[random.IntN(len(alphabet))]}, b[at:]...)...)
			}
		}
		requireSameVerdict(t, b)
	}
}

// FuzzParse compares Parse with jsontext.
func FuzzParse(f *testing.F) {
	for _, v := range jsonVectors {
		f.Add([]byte(v))
	}
	f.Fuzz(func(t *testing.T, body []byte) { requireSameVerdict(t, body) })
}

// TestALargeBodyGetsRoomForItsValues holds that room is made for the values that a large body has, and not for as many as one of
// its size may have.
func TestALargeBodyGetsRoomForItsValues(t *testing.T) {
	text := strings.Repeat("x", 8*MaxValues/2)
	json, err := Parse([]byte(`["` + text + `",{"a":[1,{}],"b":[]},[],null]`))
	require.NoError(t, err)
	require.LessOrEqual(t, len(json.in.values), cap(json.in.values))
	require.Less(t, cap(json.in.values), 30)
}
