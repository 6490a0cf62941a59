package transcode

import (
	"errors"
	"io"
	"math/rand/v2"
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

// requireSameVerdict holds valid against jsontext.
func requireSameVerdict(t *testing.T, b []byte) {
	want := jsontext.Value(b).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)) && deepest(b) <= MaxDepth
	require.Equal(t, want, valid(b), "%q", b)
	require.Equal(t, valid(trimBOM(b)), Validate(b) == nil, "%q", b)
}

// deepest returns how deep JSON is nested.
func deepest(b []byte) int {
	d := jsontext.NewDecoder(strings.NewReader(string(b)), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	deepest := 0
	for {
		if _, err := d.ReadToken(); errors.Is(err, io.EOF) {
			return deepest
		} else if err != nil {
			return 0
		}
		deepest = max(deepest, d.StackDepth())
	}
}

// TestValid compares valid with jsontext: on the vectors, cut short and at every place of a word of eight bytes; on
// nestings around the limit; and on random mutations of a row.
func TestValid(t *testing.T) {
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
	const bytes = "\"\"\\\\{}[]:,  u0n1a.-eE+/\x00\x1f\n\xff\xd0"
	for range 100_000 {
		b := []byte(row)
		for range 1 + random.IntN(3) {
			at := random.IntN(len(b))
			switch random.IntN(3) {
			case 0:
				b[at] = bytes[random.IntN(len(bytes))]
			case 1:
				b = append(b[:at], b[at+1:]...)
			default:
				b = append(b[:at], append([]byte{bytes[random.IntN(len(bytes))]}, b[at:]...)...)
			}
		}
		requireSameVerdict(t, b)
	}
}

// FuzzValid compares valid with jsontext.
func FuzzValid(f *testing.F) {
	for _, v := range jsonVectors {
		f.Add([]byte(v))
	}
	f.Fuzz(func(t *testing.T, body []byte) { requireSameVerdict(t, body) })
}
