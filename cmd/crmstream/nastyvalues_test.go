package main

import (
	"fmt"
	"slices"
	"strings"
)

// absent stands in place of a value for a member that a row does not have.
const absent = ""

// nothings are the forms in which servers say that there is no value.
var nothings = []string{absent, `null`, `""`, `[]`, `{}`, `false`}

// nastyTexts are strings that readers get wrong, most with letters around what is odd, so that a cut shows.
func nastyTexts() []string {
	return []string{
		`"plain"`, `" outer blanks "`, `"привіт"`, `"\u043f\u0440"`, `"\ud83d\ude00"`, `"👩‍👩‍👧‍👦"`, `"a\ud83db"`, `"a\ude00b"`, `"a\ude00\ud83db"`, `"\ud83d\ud83d\ude00"`, `"\\ud83d"`, `"\\\ud83d"`,
		`"\ufffd"`, `"�"`, "\"a\xff\xfeb\"", "\"\xcf\xf0\xe8\"", "\"\xc0\x80\"", "\"\xed\xa0\xbd\xed\xb8\x80\"", "\"\xf4\x90\x80\x80\"", "\"cut \xd0\"", "\"\xff\\ud83d\"", "\"� and \xff\"",
		`"a\u0000b"`, "\"a\x00b\"", "\"\x01\x02\x08\x0b\x0c\x1b\x1f\"", "\"tab\traw, line\nraw, return\rraw\"", `"\"\\\/\b\f\n\r\t"`, "\"\x7f\u0085\"", `"\ufeffmark"`, "\"\ufeffraw mark\"", `"\u2028\u2029"`, "\"\u2028\"",
		"\"\u202eright to left\u202c\u200f\"", "\"caf\u00e9\"", "\"cafe\u0301\"", `"\uffff"`, `"<b>bold</b>"`, `"</script><script>alert(1)</script>"`, `"&amp;#039;&lt;"`, `"a;b,c|\"d\""`, `"=cmd|'/c calc'!A1"`,
		`"{\"a\":1}"`, `"a:1:{i:0;s:1:\"x\";}"`, `"null"`, `"0"`, `"00012"`, `"1,5"`, `"line\r\nline"`,
		`0`, `-0`, `1.0`, `1e400`, `9007199254740993`, `true`, `"` + strings.Repeat("я", 512<<10) + `"`, "\"" + strings.Repeat("\xff", 3000) + "\"", `"` + strings.Repeat(`\ud83d`, 500) + `"`,
	}
}

// containers are objects and arrays in the place of something else. Their leaves are like nothing else in a row.
var nastyContainers = []string{
	`["leaf one"]`, `["leaf one","leaf two"]`, `{"k":"leaf one"}`, `{"k":"leaf one","k":"leaf two"}`, `[["leaf one"]]`, `{"0":"leaf one","2":"leaf two"}`, `[null,"leaf one",null]`,
	"[\"leaf \xff\"]", "{\"k\xff\":\"leaf one\"}", "[\"leaf\none\"]", `[{"k":"leaf one"}]`, `[4242.0,"leaf one",true]`,
	strings.Repeat("[", 70) + `"leaf one"` + strings.Repeat("]", 70), strings.Repeat(`{"k":`, 1000) + `"leaf one"` + strings.Repeat("}", 1000),
}

// nastyNumbers are numbers, and what is like numbers.
var nastyNumbers = []string{
	`0`, `-0`, `"-0"`, `7`, `-7`, `7.0`, `"7.0"`, `"00012"`, `" 12 "`, `"\t12\n"`, `1.50`, `"1.50"`, `9007199254740993`, `"9007199254740993"`, `9223372036854775807`, `9223372036854775808`, `18446744073709551616`,
	`-9223372036854775808`, `-9223372036854775809`, `2147483647`, `2147483648`, `123456789012345678901234567890`, `0.1`, `0.1000000000000000055`, `"0.1000000000000000055"`, `1e5`, `"1e5"`, `1e-5`, `12.5e1`, `1e400`,
	`1E400`, `1e-400`, `1e401`, `1e99999999999`, `"1,5"`, `"1 000"`, `"1 000,50"`, `"12abc"`, `"0x10"`, `"NaN"`, `"Infinity"`, `"+7"`, `".5"`, `"5."`, `"-"`, `"."`, `"1.2.3"`, `"--1"`, `true`, `"true"`, `" "`, `"null"`,
	`"７"`, `"٧"`, "\"7\xff\"", `"7\ud83d"`, `"\u0037"`, `"7\u0000"`, `"$5"`, `"1_000"`, `"` + strings.Repeat("9", 400) + `"`, `1` + strings.Repeat("0", 300), `0.` + strings.Repeat("3", 300),
}

// nastyTimes are dates and times, and what is like them.
var nastyTimes = []string{
	`"0000-00-00"`, `"0000-00-00 00:00:00"`, `"00.00.0000"`, `"0001-01-01"`, `"0001-01-01T00:00:00"`, `"0001-01-01T00:00:00Z"`, `"0001-01-02"`, `"01.01.0001"`, `"1899-12-30"`, `"1970-01-01"`,
	`"2024-02-29"`, `"2025-02-29"`, `"2025-02-31"`, `"2025-02-31 10:00:00"`, `"2025-13-01"`, `"2025-00-10"`, `"2025-04-00"`, `"31.12.2025"`, `"31.12.2025 14:05:00"`, `"12/31/2025"`, `"31-12-2025"`, `"20251231"`,
	`"2025-12-31"`, `" 2025-12-31 "`, `"2025-12-31 00:00:00"`, `"2025-12-31T00:00:00Z"`, `"2025-12-31T00:00:00+02:00"`, `"2025-12-31 14:05"`, `"2025-12-31 14:05:07"`, `"2025-12-31T14:05:07Z"`, `"2025-12-31T14:05:07+02"`,
	`"2025-12-31T14:05:07-0330"`, `"2025-12-31T14:05:07.5"`, `"2025-12-31T14:05:07,25Z"`, `"2025-12-31T14:05:07.123456789Z"`, `"2025-12-31T14:05:07.1234567890000Z"`, `"2025-12-31T14:05:07.12345678912Z"`, `"2025-12-31 24:00:00"`,
	`"2025-12-31 23:59:60"`, `"2025-12-31 25:00:00"`, `"2025-12-31T"`, `"2025-12-31 - 2026-01-02"`, `"2025-12-31 14:05:07 Europe/Kyiv"`, `"2025-03-30 02:30:00"`, `"2025-03-30 03:30:00"`, `"2025-10-26 03:30:00"`,
	`"2025-10-26 02:59:59"`, `"2025-10-26 04:00:00"`, `"2025-10-26T03:30:00+02:00"`, `"9999-12-31"`, `"9999-12-31T23:59:59.9999999Z"`, `"9999-12-31T23:59:59-14:00"`, `"10000-01-01"`, `"-0001-11-30"`,
	`1735689600`, `"1735689600"`, `1735689600000`, `"/Date(1735689600000)/"`, `"Wed, 31 Dec 2025 14:05:00 GMT"`, `"today"`, `"14:05:00"`, `true`, `" "`, `"2025-12-31\u0000"`, "\"2025-12-31\xff\"", `"2025-12-31\ud83d"`,
	`"２025-12-31"`, `"2025\u002d12-31"`, `0`, `"0"`,
}

// nastyClocks are times of day, and what is like them.
var nastyClocks = []string{
	`"14:05"`, `"14:05:07"`, `"00:00:00"`, `"23:59:59"`, `"24:00"`, `"23:59:60"`, `"9:05"`, `"14:05:07.5"`, `"14:05Z"`, `" 14:05 "`, `"14.05"`, `"2025-12-31 14:05"`, `1405`, `true`, "\"14:05\xff\"", `"2:05 PM"`,
}

// nastyFlags are flags, and what is like them.
var nastyFlags = []string{
	`true`, `"true"`, `"TRUE"`, `"false"`, `1`, `0`, `"1"`, `"0"`, `1.0`, `"yes"`, `"no"`, `"on"`, `"off"`, `"Y"`, `"n"`, `" 1 "`, `"да"`, `2`, `"2"`, `-1`, `"maybe"`, `" "`, `"null"`, `0.0`, `"1\u0000"`, "\"1\xff\"", `"\u0031"`,
}

// nastyIDs are ids of other records, and what is like them.
var nastyIDs = []string{
	`7`, `"7"`, `7.0`, `"7.0"`, `7e0`, `"7e0"`, `"007"`, `" 7 "`, `0`, `"0"`, `0.0`, `"00"`, `-0`, `1.5`, `"1.5"`, `-7`, `"-7"`, `"+7"`, `9007199254740993`, `9223372036854775808`, `18446744073709551616`, `1e400`, `"1e5"`, `1e5`, `"A-17"`,
	`"550e8400-e29b-41d4-a716-446655440000"`, `"48,49"`, `"48, 49"`, `"48,"`, `"48;49"`, `true`, `"null"`, `" "`, `"７"`, "\"7\xff\"", "\"7\xfe\"", `"7\ud83d"`, `"7\u0000"`, `"\u0037"`, `"7\n"`, "\"7\u00a0\"", `"x y"`,
	`"` + strings.Repeat("7", 300) + `"`,
}

// nastyLists are lists of texts or ids, and what is like them.
var nastyLists = []string{
	`"one"`, `["one","two"]`, `["7",8,9.0]`, `{"0":"one","2":"two"}`, `[null,"one",null]`, `["","one"]`, `[0,"0",7]`, `"48,49"`, `"48, 49"`, `",48"`, `["48,49","50"]`, `7`, `7.0`, `true`, `[true,false]`, "[\"a\xffb\",\"one\"]",
	`["a\ud83db","one"]`, `[["leaf one"]]`, `[{"id":"leaf one"}]`, `{"id":"leaf one"}`, `["a,b","c"]`, `["same","same"]`, `[[]]`, `[{}]`, `" "`, `["one\r\ntwo"]`,
}

// nastyParts are what stands in the place of one object or a list of objects; %s is the key of the part's text.
func nastyParts(key string) []string {
	k := `"` + key + `":`
	return []string{
		`[{` + k + `"one"},{` + k + `"two"}]`, `{` + k + `"one"}`, `{"0":{` + k + `"one"},"5":{` + k + `"two"}}`, `"one"`, `["one","two"]`, `7`, `true`, `[null,{` + k + `"one"},[],{}]`, `[{` + k + `"one",` + k + `"two"}]`,
		`[{` + k + `"one","zz_nested":"leaf one"}]`, "[{" + k + "\"a\xffb\"},{" + k + "\"one\"}]", `[{` + k + `"a\ud83db"}]`, `[{` + k + `{"deep":"leaf one"}}]`, `[{` + k + `["leaf one"]}]`, `[["leaf one"]]`, `[{` + k + `null}]`, `[{` + k + `""}]`,
		`[{"zz_alone":"leaf one"}]`, `{"zz_alone":"leaf one"}`, `[{` + k + `7.0}]`, `[""," "]`,
	}
}

// nastyRanges are intervals, and what is like them, of ends that are two good values.
func nastyRanges(one, two string) []string {
	return []string{
		fmt.Sprintf(`{"from":%s,"to":%s}`, one, two), fmt.Sprintf(`[%s,%s]`, one, two), fmt.Sprintf(`{"from":%s}`, one), fmt.Sprintf(`{"to":%s}`, two), fmt.Sprintf(`{"from":null,"to":%s}`, two), `{"from":"","to":""}`,
		fmt.Sprintf(`[%s]`, one), fmt.Sprintf(`[%s,%s,"leaf one"]`, one, two), fmt.Sprintf(`{"from":%s,"to":%s,"zz_more":"leaf one"}`, one, two), fmt.Sprintf(`{"from":"leaf one","from":%s,"to":%s}`, one, two),
		fmt.Sprintf(`{"from":"leaf one","to":%s}`, two), one, `"leaf one"`, `{"zz_alone":"leaf one"}`, `["leaf one","leaf two"]`, fmt.Sprintf(`{"from":%s,"to":["leaf one"]}`, one), "{\"from\":\"leaf\xff\"}", fmt.Sprintf(`{"lower":%s,"upper":%s}`, one, two),
		fmt.Sprintf(`[null,%s]`, two), fmt.Sprintf(`{"0":%s,"1":%s}`, one, two),
	}
}

// nastyPoints are places, and what is like them.
var nastyPoints = []string{
	`{"x":"50.4","y":"30.5"}`, `{"x":50.4,"y":30.5}`, `{"lat":50.4,"lon":30.5}`, `[50.4,30.5]`, `"50.4 30.5"`, `"50.4,30.5"`, `"50.4 30.5 12"`, `"50.4 30.5 leaf"`, `{"x":"50.4"}`, `{"x":"50.4","y":"null"}`, `{"x":"","y":""}`, `"null"`, `"50.4"`,
	`"50,4 30,5"`, `{"x":"leaf one","y":1}`, `{"x":50.4,"y":30.5,"zz_zoom":"leaf one"}`, `{"x":50.4,"y":30.5,"zz_x":1.25,"zz_y":2.25}`, `{"x":"leaf one","x":50.4,"y":30.5}`, `[50.4,30.5,12.75]`, `"leaf one"`, `[50.4]`, `{"x":1e400,"y":1}`,
	`{"lat":50.4,"zz_lng":30.5}`, `{"x":0,"y":0}`, "\"50.4 30.5\xff\"", `7`, `true`, `{"x":0.1000000000000000055,"y":1}`,
}

// nastyReferences are links to other records, and what is like them.
var nastyReferences = []string{
	`{"object":"customer","id":"7"}`, `[{"object":"customer","id":"7"},{"object":"sale","id":8}]`, `"7"`, `7`, `["7","8"]`, `"7,8"`, `{"0":"7","3":"8"}`, `{"object":"customer"}`, `{"object":"customer","id":"7","zz_more":"leaf one"}`,
	`{"object":"customer","id":"leaf one","id":"8"}`, `{"object":"customer","id":["leaf one"]}`, `{"object":["leaf one"],"id":"7"}`, `[[["leaf one"]]]`, `{"zz_alone":"leaf one"}`, "{\"object\":\"c\xff\",\"id\":\"7\"}", "{\"object\":\"c\",\"id\":\"7\xff\"}",
	`{"object":"leaf one","object":"b","id":"7"}`, `0`, `true`, `[{"id":"7.0"}]`, `[["7"]]`,
}

// together joins sets of values, each value once.
func together(sets ...[]string) []string {
	var all []string
	seen := map[string]bool{}
	for _, v := range slices.Concat(sets...) {
		if !seen[v] {
			seen[v] = true
			all = append(all, v)
		}
	}
	return all
}
