package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// judged is a row with its record, and what is wrong with that.
type judged struct {
	row        nastyRow
	got        nastyAnswer
	record     map[string]any
	plain      map[string]any
	complaints []string
}

func (j *judged) complain(format string, about ...any) {
	j.complaints = append(j.complaints, fmt.Sprintf(format, about...))
}

// name names the row.
func (j *judged) name() string {
	if j.row.column == nil {
		return j.row.shape + "\t" + brief(fmt.Sprintf("%+q", j.row.value))
	}
	if j.row.value == absent {
		return j.row.column.path + "\tabsent"
	}
	return j.row.column.path + "\t" + brief(visible(j.row.value))
}

// alterations returns what the record tells of itself.
func (j *judged) alterations() (all []map[string]any) {
	told, _ := j.record["alterations"].([]any)
	for _, a := range told {
		all = append(all, a.(map[string]any))
	}
	return all
}

// told returns what the record tells of a field and of what is in it.
func (j *judged) told(field string) (all []map[string]any) {
	for _, a := range j.alterations() {
		if name := fmt.Sprint(a["field"]); name == field || strings.HasPrefix(name, field+".") || strings.HasPrefix(field, name+".") {
			all = append(all, a)
		}
	}
	return all
}

// tells reports whether the record tells of a kind of alteration of the column's value.
func (j *judged) tells(kind string) bool {
	return slices.ContainsFunc(j.told(j.row.column.alters), func(a map[string]any) bool { return a["kind"] == "ALTERATION_KIND_"+kind })
}

// at returns what stands at a path of a record.
func at(record map[string]any, path string) any {
	var v any = record
	for key := range strings.SplitSeq(path, ".") {
		members, _ := v.(map[string]any)
		v = members[key]
	}
	return v
}

// column judges a value of a column: the field says the same, or the record tells, or there was none.
func (j *judged) column() {
	c := j.row.column
	j.rest()
	in := parsed(j.row.value)
	out := at(j.record, c.path)
	value := newValue(out)
	told := j.told(c.alters)
	for _, a := range told {
		if text := fmt.Sprint(a["rawText"]); !strings.Contains(marked(j.row.value), text) && !strings.Contains(marked(j.row.value), strings.Trim(text, `"`)) {
			j.complain("the alteration's raw_text is not what came")
		}
	}
	switch {
	case j.row.value == absent || c.kind.none(in) && !value.failed():
		if !value.missing() && !value.hollow() && !c.kind.same(in, value) {
			j.complain("nothing came, and something went out")
		}
	case j.unreadable(value):
	case value.missing() && !c.kind.several():
		if !c.kind.silent(in) {
			j.complain("the value is gone")
		}
	case (c.kind == text_ || c.kind == anything) && strings.ContainsAny(j.row.value[:1], "[{"): // its JSON
		if value.text() != replacedBytes(j.row.value) {
			j.complain("the value is another one")
		}
	case c.kind == leaves || c.kind == parts_ || c.kind.list() && (value.missing() || holds(in)):
		j.leaves(in)
	case c.kind == place:
		if !c.kind.same(in, value) {
			j.complain("the place is another one")
		}
		eachLeaf(in, "", func(path string, leaf any) {
			if strings.HasPrefix(path, ".zz_") {
				j.leaf(plainText(leaf))
			}
		})
	case !c.kind.same(in, value):
		j.complain("the value is another one")
	case len(told) > 0 && !spoilt(j.row.value) && !j.tells("TIME_CUT") && !c.kind.list():
		j.complain("the record tells of what did not happen")
	}
	if c.kind == day && !value.missing() && !value.failed() && hasClock(in) != j.tells("TIME_CUT") {
		j.complain("a time was cut off, or was not")
	}
	j.replaced(fmt.Sprint(out))
}

// unreadable reports whether the value is told to be unreadable, as a whole.
func (j *judged) unreadable(value fieldValue) bool {
	want := j.row.value
	if value.failed() {
		if value.rawText() != strings.ToValidUTF8(want, "\ufffd") && value.rawText() != replacedBytes(want) {
			j.complain("the raw_text is not what came")
		}
		return true
	}
	return slices.ContainsFunc(j.told(j.row.column.alters), func(a map[string]any) bool {
		text := fmt.Sprint(a["rawText"])
		return a["kind"] == "ALTERATION_KIND_UNREADABLE" && (text == marked(want) || len(text) > 1000 && strings.HasPrefix(marked(want), text))
	})
}

// replaced requires that U+FFFD which was not sent is told of.
func (j *judged) replaced(out string) {
	sent := j.row.value
	if strings.Count(out, "\ufffd") <= strings.Count(sent, "\ufffd")+strings.Count(sent, `\ufffd`) {
		return
	}
	bytes, halves := !utf8.ValidString(sent), loneSurrogates(sent)
	if bytes && !j.tells("INVALID_UTF8") && !j.tells("UNREADABLE") {
		j.complain("invalid bytes were replaced in silence")
	}
	if halves && !j.tells("LONE_SURROGATE") && !j.tells("UNREADABLE") {
		j.complain("lone surrogates were replaced in silence")
	}
}

// rest requires everything beside the value to be as in the plain row.
func (j *judged) rest() {
	beside := func(record map[string]any) map[string]any {
		bare := unraw(record)
		top, _, _ := strings.Cut(j.row.column.path, ".")
		for _, key := range []string{top, strings.TrimSuffix(top, "Text"), strings.TrimSuffix(top, "Raw") + "Seconds", "alterations", "id", "visitId"} {
			delete(bare, key)
		}
		return bare
	}
	if !same(beside(j.record), beside(j.plain)) {
		j.complain("what stands beside the value changed: %v", beside(j.record))
	}
	for _, a := range j.alterations() {
		if a["field"] != "raw" && !slices.ContainsFunc(j.told(j.row.column.alters), func(b map[string]any) bool { return same(a, b) }) {
			j.complain("the record tells of another field: %v", a)
		}
	}
}

// shape judges a row of a shape of its own by its leaves.
func (j *judged) shape() {
	var in any
	if err := json.Unmarshal([]byte("["+escaped("{"+j.row.value+"}")+"]"), &in); err != nil {
		j.complain("the test's own JSON: %v", err)
	}
	for _, leaf := range leavesOfText(j.row.value) {
		if strings.HasPrefix(leaf, "leaf") || strings.HasPrefix(leaf, "4") {
			j.leaf(leaf)
		}
	}
}

// leaves requires every text and number within a value to be found.
func (j *judged) leaves(in any) {
	eachLeaf(in, "", func(_ string, leaf any) {
		for text := range strings.SplitSeq(fmt.Sprint(leaf), ",") {
			if leaf != nil && leaf != false && strings.TrimSpace(text) != "" && text != "0" {
				j.leaf(text)
			}
		}
	})
	for _, text := range leavesOfText(j.row.value) { // members of one name, of which decoding keeps one
		if strings.HasPrefix(text, "leaf") {
			j.leaf(text)
		}
	}
}

// leaf requires a text or a number to be in the record, in its alterations, or under a key that a notice names.
func (j *judged) leaf(text string) {
	found := false
	eachLeaf(unraw(j.record), "", func(path string, leaf any) {
		out := fmt.Sprint(leaf)
		found = found || out == text || equalNumbers(out, text) || strings.HasSuffix(path, "rawText") && strings.Contains(out, strings.ReplaceAll(text, "\ufffd", "\\x")) ||
			strings.HasSuffix(path, "rawText") && strings.Contains(out, strings.Split(text, "\ufffd")[0]) || slices.Contains(strings.Split(path, "."), text) || strings.ContainsAny(out, "[{") && strings.Contains(out, text)
	})
	if found || equalInstants(j.record, text) {
		return
	}
	if !j.unknown() {
		j.complain("nothing is left of %q", brief(text))
	}
}

// unknown reports whether a notice names a key of the row, within the column's own if it has one.
func (j *judged) unknown() bool {
	within := ""
	if j.row.column != nil {
		within = strings.Trim(name(j.row.column.member), `"`) + "."
	}
	for _, n := range j.got.names() {
		key, found := strings.CutPrefix(n, "UNKNOWN_UPSTREAM_KEYS "+within)
		if key = key[strings.LastIndexByte(key, '.')+1:]; found && key != "" && strings.Contains(replacedBytes(string(j.row.sent)), `"`+key+`"`) {
			return true
		}
	}
	return false
}

// eachLeaf visits what is no container in a decoded value, with its path.
func eachLeaf(v any, path string, visit func(path string, leaf any)) {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			eachLeaf(v[key], path+"."+key, visit)
		}
	case []any:
		for _, element := range v {
			eachLeaf(element, path, visit)
		}
	default:
		visit(path, v)
	}
}
