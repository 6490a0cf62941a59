package main

import "strings"

// aproRows are contacts of shapes that readers get wrong.
func aproRows() []nastyShape {
	custom := func(entries string) string { return `"fields":` + entries }
	return append(commonRows("surname", "create_date"),
		nastyShape{"spellings differ", `"patronymic":"leaf one","secondname":"leaf two"`},
		nastyShape{"spellings agree", `"patronymic":"leaf one","secondname":"leaf one"`},
		nastyShape{"spelling empty", `"patronymic":"","secondname":"leaf two"`},
		nastyShape{"owner spellings differ", `"manager_id":"41","employee_id":"42"`},
		nastyShape{"mail spellings differ", `"email":[{"mail":"leaf one","email":"leaf two"}]`},
		nastyShape{"field twice", custom(`[{"id":"5","type":"text","value":"leaf one"},{"id":"5","type":"text","value":"leaf two"}]`)},
		nastyShape{"field twice, ids in two forms", custom(`[{"id":5,"type":"text","value":"leaf one"},{"id":"5.0","type":"text","value":"leaf two"},{"id":5.0,"type":"text","value":"leaf three"}]`)},
		nastyShape{"field twice, of two types", custom(`[{"id":"5","type":"multiselect","value":"leaf one"},{"id":"5","type":"text","value":"leaf two"}]`)},
		nastyShape{"field twice, then empty", custom(`[{"id":"5","type":"text","value":"leaf one"},{"id":"5","type":"text","value":""}]`)},
		nastyShape{"options gathered", custom(`[{"id":"5","type":"multiselect","value":"leaf one"},{"id":"5","type":"multiselect","value":"leaf two,leaf three"}]`)},
		nastyShape{"options gathered, the last unreadable", custom(`[{"id":"5","type":"multiselect","value":"leaf one"},{"id":"5","type":"multiselect","value":[["leaf two"]]}]`)},
		nastyShape{"references gathered, the first unreadable", custom(`[{"id":"5","type":"attach","value":[["leaf one"]]},{"id":"5","type":"attach","value":{"object":"leaf two","id":"7"}}]`)},
		nastyShape{"a link to none", custom(`[{"id":"5","type":"attach","value":{"object":"customer","id":0}}]`)},
		nastyShape{"a link's count and comment", custom(`[{"id":"5","type":"attach","value":{"object":"sale","id":"7","count":"1","comment":""}},{"id":"6","type":"attach","value":{"object":"sale","id":"7","comment":"leaf one"}}]`)},
		nastyShape{"files gathered", custom(`[{"id":"5","type":"file","value":"leaf one"},{"id":"5","type":"file","value":["leaf two"]}]`)},
		nastyShape{"fields as a map", custom(`{"5":{"type":"text","value":"leaf one"},"6":"leaf two","7":{"zz":"leaf three"}}`)},
		nastyShape{"map with another id", custom(`{"5":{"id":"6","type":"text","value":"leaf one"}}`)},
		nastyShape{"map with a key twice", custom(`{"5":"leaf one","5":"leaf two"}`)},
		nastyShape{"field without id", custom(`[{"type":"text","value":"leaf one"},{"id":"6","type":"text","value":"leaf two"}]`)},
		nastyShape{"field with empty id", custom(`[{"id":"","type":"text","value":"leaf one"}]`)},
		nastyShape{"field with odd ids", custom(`[{"id":["leaf one"],"type":"text","value":"leaf two"},{"id":true,"type":"text","value":"leaf three"},{"id":"A-17","value":"leaf four"}]`)},
		nastyShape{"field with invalid ids", custom("[{\"id\":\"5\xff\",\"type\":\"text\",\"value\":\"leaf one\"},{\"id\":\"5\xfe\",\"type\":\"text\",\"value\":\"leaf two\"}]")},
		nastyShape{"field with an invalid key", custom("{\"5\xff\":\"leaf one\",\"5\xfe\":\"leaf two\"}")},
		nastyShape{"field with half a pair as id", custom(`[{"id":"5\ud83d","type":"text","value":"leaf one"},{"id":"5\ud83e","type":"text","value":"leaf two"}]`)},
		nastyShape{"field with value twice", custom(`[{"id":"5","type":"text","value":"leaf one","value":"leaf two"}]`)},
		nastyShape{"field with id twice", custom(`[{"id":"5","id":"leaf two","type":"text","value":"leaf one"}]`)},
		nastyShape{"field with type twice", custom(`[{"id":"5","type":"date","datatype":"text","value":"leaf one"}]`)},
		nastyShape{"field with unknown members", custom(`[{"id":"5","type":"text","value":"leaf one","zz_member":"leaf two"}]`)},
		nastyShape{"field with no value but more", custom(`[{"id":"5","type":"text","value":null,"zz_values":["leaf two"]}]`)},
		nastyShape{"field without value", custom(`[{"id":"5","type":"text","zz_values":"leaf two"}]`)},
		nastyShape{"fields as text", custom(`"leaf one"`)},
		nastyShape{"fields of scalars", custom(`["leaf one",7,null]`)},
		nastyShape{"fields nested twice", custom(`[[{"id":"5","type":"text","value":"leaf one"}]]`)},
		nastyShape{"field of an odd type", custom(`[{"id":"5","type":["odd"],"value":"leaf two"}]`)},
	)
}

// commonRows are shapes of rows of any list, with a key of a text and a key of a time.
func commonRows(text, time string) []nastyShape {
	return []nastyShape{
		{"key twice", `"` + text + `":"leaf one","` + text + `":"leaf two"`},
		{"key twice, alike", `"` + text + `":"leaf one","` + text + `":"leaf one"`},
		{"key twice, then empty", `"` + text + `":"leaf one","` + text + `":""`},
		{"key twice, then null", `"` + text + `":"leaf one","` + text + `":null`},
		{"key twice, spelt with an escape", `"` + text + `":"leaf one","\u00` + hexOf(text[0]) + text[1:] + `":"leaf two"`},
		{"key spelt with an escape", `"\u00` + hexOf(text[0]) + text[1:] + `":"leaf one"`},
		{"time twice", `"` + time + `":"2025-01-02 03:04:05","` + time + `":"leaf one"`},
		{"id twice, alike", `"id":%d`},
		{"id twice, in two forms", `"id":"%d.0"`},
		{"id twice", `"id":"leaf one"`},
		{"id twice, then empty", `"id":""`},
		{"id twice, then null", `"id":null`},
		{"unknown key", `"zz_unknown":"leaf one"`},
		{"unknown key twice", `"zz_twice":"leaf one","zz_twice":"leaf two"`},
		{"unknown object", `"zz_object":{"a":["leaf one"]}`},
		{"unknown key with bad bytes", "\"zz_bad\xff\":\"leaf\""},
		{"key in another case", `"ZZ_` + strings.ToUpper(text) + `":"leaf"`},
		{"no members", ``},
		{"a text for a row", `ROW "row %d"`},
		{"a number for a row", `ROW %d`},
		{"null for a row", `ROW null`},
		{"an empty list for a row", `ROW []`},
		{"a list for a row", `ROW [{"id":%d}]`},
		{"an empty object for a row", `ROW {}`},
		{"a row with bad bytes only in an unknown key", "\"zz_bytes\":\"a\xffb\""},
	}
}

func hexOf(b byte) string { return string("0123456789abcdef"[b>>4]) + string("0123456789abcdef"[b&15]) }

func solosRows() []nastyShape {
	return append(commonRows("name", "created"),
		nastyShape{"in data and beside it", `"data":{"any":"leaf one"},"any":"leaf two"`},
		nastyShape{"in data and beside it, empty", `"data":{"any":""},"any":"leaf two"`},
		nastyShape{"data twice", `"data":{"any":"leaf one"},"data":{"other":"leaf two"}`},
		nastyShape{"member of data twice", `"data":{"any":"leaf one","any":"leaf two"}`},
		nastyShape{"data a text", `"data":"leaf one"`},
		nastyShape{"data a list", `"data":["leaf one"]`},
		nastyShape{"members with invalid names", "\"any\xff\":\"leaf one\",\"any\xfe\":\"leaf two\""},
		nastyShape{"members with half pairs as names", `"any\ud83d":"leaf one","any\ud83e":"leaf two"`},
		nastyShape{"an empty name", `"":"leaf one"`},
		nastyShape{"a known key in data", `"data":{"name":"leaf one"}`},
	)
}

func administrateRows() []nastyShape {
	return append(commonRows("description", "created_on"),
		nastyShape{"type twice", `"type":{"name":"leaf one"},"type":{"name":"leaf two"}`},
		nastyShape{"user with keys twice", `"user":{"id":7,"id":"leaf one","first_name":"leaf two"}`},
		nastyShape{"user with unknown keys", `"user":{"id":7,"zz_user":"leaf one"}`},
		nastyShape{"account a text", `"account":"leaf one"`},
		nastyShape{"account a list", `"account":["leaf one"]`},
	)
}
