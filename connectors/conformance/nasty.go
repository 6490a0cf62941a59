package conformance

import (
	"fmt"
	"slices"
	"strings"
)

// Nasty is a JSON value that servers have sent where another was documented.
type Nasty struct {
	JSON string
	// None says that the value stands for no value, so that a field may be unset without an alteration.
	None bool
}

// NastyValues returns values that readers get wrong, in a fixed order: values that stand for no value, numbers and ids in all
// their forms, dates and times, flags, texts in broken charsets or with characters that JSON does not allow, and containers
// where none is expected.
func NastyValues() []Nasty {
	var all []Nasty
	add := func(none bool, values ...string) {
		for _, v := range values {
			all = append(all, Nasty{JSON: v, None: none})
		}
	}
	add(true, `null`, `""`, `[]`, `{}`, `[ ]`, `false`, `0`, `"0"`, `0.0`, `-0`, `"00"`, `"0.00"`, `" "`, `"\t"`, `"0000-00-00"`, `"0000-00-00 00:00:00"`,
		`"00.00.0000"`, `[null]`, `[""]`, `[[]]`, `[{}]`, `[0]`, `{"a":null}`, `","`, `"null"`)
	add(false, nastyNumbers...)
	add(false, nastyTimes...)
	add(false, nastyTexts()...)
	add(false, nastyContainers()...)
	return all
}

var nastyNumbers = []string{
	`1`, `-1`, `1.0`, `"1.0"`, `"007"`, `"+7"`, `" 7 "`, `7e0`, `"7e0"`, `1E400`, `1e-400`, `"1e5"`, `9007199254740993`, `9223372036854775807`, `9223372036854775808`,
	`-9223372036854775809`, `2147483648`, `123456789012345678901234567890`, `0.1`, `"1,5"`, `"1 000"`, `"1 000,50"`, `"1'000"`, `"$5"`, `"5 UAH"`, `".5"`, `"5."`, `"-"`, `"."`,
	`"NaN"`, `"Infinity"`, `"-inf"`, `"0x10"`, `"48,49"`, `"48, 49"`, `"48,"`, `",48"`, `["48,49"]`, `[48,49.0,"050"]`, `{"1":48,"2":"49"}`, `"48;49"`, `"[48,49]"`, `"A-17"`,
	`"550e8400-e29b-41d4-a716-446655440000"`, `"００７"`, `"٧"`, `1.50`, `"30.00"`,
}

var nastyTimes = []string{
	`"2025-02-31"`, `"2025-02-31 10:00:00"`, `"2025-13-01"`, `"2025-00-10"`, `"2024-02-29"`, `"0001-01-01"`, `"0001-01-01T00:00:00"`, `"0001-01-01T00:00:00Z"`, `"01.01.0001"`,
	`"1899-12-30"`, `"1900-01-01 00:00:00"`, `"1970-01-01"`, `"9999-12-31"`, `"9999-12-31T23:59:59.9999999"`, `"9999-12-31T23:59:59-14:00"`, `"10000-01-01"`, `"-0001-11-30"`,
	`"-0001-11-30 00:00:00"`, `"31.12.2025"`, `"31.12.2025 14:05:00"`, `"12/31/2025"`, `"31-12-2025"`, `"20251231"`, `"2025-12-31T14:05:00+02"`, `"2025-12-31T14:05:00+0200"`,
	`"2025-12-31T14:05:00.123456789Z"`, `"2025-12-31 24:00:00"`, `"2025-12-31 23:59:60"`, `"2025-12-31 14:05"`, `"2025-12-31T"`, `"2025-12-31 - 2026-01-02"`, `"2025-12-31 00:00:00"`,
	`"2025-12-31T00:00:00Z"`, `"2025-10-26 03:30:00"`, `"2025-03-30 03:30:00"`, `1735689600`, `"1735689600"`, `1735689600000`, `"/Date(1735689600000)/"`, `"Wed, 31 Dec 2025 14:05:00 GMT"`,
	`"today"`, `"14:05"`, `"14:05:00"`, `"25:00"`, `"2025-12-31T14:05:00[Europe/Kyiv]"`,
	`true`, `"true"`, `"TRUE"`, `"yes"`, `"да"`, `"on"`, `2`, `"2"`, `"-1"`, `"maybe"`,
}

// nastyTexts returns strings in broken charsets, with each control character raw, and with odd escapes.
func nastyTexts() []string {
	texts := []string{
		`"привет"`, `"\u043f\u0440"`, `"\ud83d\ude00"`, `"😀"`, `"\ud83d"`, `"\ude00"`, `"\ude00\ud83d"`, `"a\ud83d b"`, `"\ud83d\ud83d\ude00"`, `"\uD83Dx"`, `"\ufffd"`, `"�"`, `"\ufeffx"`,
		`"\uffff"`, `"\u0000"`, `"a\u0000b"`, `"\u2028"`, `"\"\\\/\b\f\n\r\t"`, `"\\ud83d"`, `"\\\ud83d"`, `"<b>x</b>"`, `"&amp;#039;"`, `"e\u0301"`, `"\u202ex"`,
		"\"\xff\"", "\"a\xff\xfeb\"", "\"\xcf\xf0\xe8\xe2\xe5\xf2\"", "\"\xc0\x80\"", "\"\xed\xa0\xbd\xed\xb8\x80\"", "\"\xf4\x90\x80\x80\"", "\"\xd0\"", "\"\xd0\xbf\xd1\"", "\"\xe2\x82\"", "\"\xf0\x9f\x98\"",
		"\"\xff\\ud83d\"", "\"\\u043f\xff\"", "\"\xd0\\u0041\"",
		`"` + strings.Repeat("я", 3000) + `"`, "\"" + strings.Repeat("\xff", 3000) + "\"", `"` + strings.Repeat(`\ud83d`, 500) + `"`,
	}
	for c := range byte(' ') {
		texts = append(texts, fmt.Sprintf(`"a%cb"`, c))
	}
	return texts
}

// nastyContainers returns objects and arrays in the place of other values, with duplicate members, and nested too deep.
func nastyContainers() []string {
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	containers := []string{
		`[1]`, `["a","b"]`, `[[1],[2]]`, `{"id":1}`, `{"id":"1","name":"x"}`, `{"id":1,"id":2}`, `{"name":"a","name":"b"}`, `{"value":"x"}`, `[{"id":5,"value":"a"},{"id":"5","value":"b"}]`,
		`[{"id":5,"type":"date","value":"31.12.2025"},{"id":6,"datatype":"datetime","value":"31.12.2025 14:05:00"}]`, `{"5":"a","5":"b"}`, `{"5":{"id":5.0,"value":"a"},"6":{"id":"5","value":"b"}}`,
		`[{"value":"x"}]`, `[{"id":5,"value":"a","value":"b"}]`, `{"x":"1","y":"2"}`, `{"from":"1","to":"2"}`, `"a:2:{i:0;s:1:\"x\";i:1;s:1:\"y\";}"`, `"{\"a\":1}"`, `[null,1,null]`,
		`{"0":"a","2":"b"}`, `{"":"x"}`, "{\"\xff\":1,\"\xfe\":2}", `{"\ud83d":"x"}`, "[\"\xff\"]", "{\"a\":\"\xff\"}", "[\"a\nb\"]",
	}
	for _, n := range []int{60, 64, 65, 100, 1000, 5000} {
		containers = append(containers, deep(n), `{"a":`+deep(n)+`}`)
	}
	return slices.Clip(containers)
}
