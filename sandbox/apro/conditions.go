package apro

import (
	"slices"
	"strconv"
	"strings"
)

// condition is one condition on a custom field.
type condition struct {
	field  *field
	values []string // any one must match
	object string   // attach: the kind of entity; values are its ids
}

// conditions reads the parameter fields: a list of {id, value}. A condition on a field that the list does not have matches no
// row; a condition on a datatype without documented conditions is ignored.
func (w *world) conditions(v *value, list string) (keep func(*row, scope) bool, ok bool) {
	if !v.isArray() {
		return nil, false
	}
	var all []condition
	for _, key := range v.keys {
		item := v.items[key]
		if !item.isArray() {
			continue
		}
		id, err := strconv.ParseInt(item.items["id"].scalar(), 10, 64)
		f, known := w.fields[id]
		if err != nil || !known || f.scope.list != list {
			return func(*row, scope) bool { return false }, true
		}
		c := condition{field: &f, values: item.items["value"].list()}
		if target := item.items["value"]; f.datatype == "attach" && target.isArray() {
			c.object, c.values = target.items["object"].scalar(), target.items["id"].list()
		}
		if len(c.values) > 0 && conditional(f.datatype) {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		return nil, false
	}
	return func(r *row, sc scope) bool {
		for i := range all {
			if all[i].field.scope != sc || !w.meets(&all[i], r) {
				return false
			}
		}
		return true
	}, true
}

func conditional(datatype string) bool {
	_, isRange := rangeOf(datatype)
	return !isRange && datatype != "file" && datatype != "point" && datatype != "barcode"
}

func (w *world) meets(c *condition, r *row) bool {
	have := w.cell(c.field, r)
	if have.null {
		return false
	}
	for _, want := range c.values {
		switch c.field.datatype {
		case "text":
			if contains(have.text, want) {
				return true
			}
		case "radio":
			if have.text == want {
				return true
			}
		case "select":
			if strings.TrimSpace(have.text) == strings.TrimSpace(want) {
				return true
			}
		case "multiselect":
			// Splitting would break options that contain a comma, so whole options are searched between commas.
			if strings.Contains(","+have.text+",", ","+want+",") {
				return true
			}
		case "attach":
			if slices.ContainsFunc(have.links, func(l link) bool {
				return (c.object == "" || l.object == c.object) && strconv.FormatInt(l.id, 10) == want
			}) {
				return true
			}
		default:
			if inRange(c.field.datatype, have.text, want) {
				return true
			}
		}
	}
	return false
}

// contains is the text search of the upstream: a part of the text, in any letter case.
func contains(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

// inRange reads ">= v", "<= v", "v1 & v2" (blanks optional) or a plain value.
func inRange(datatype, have, want string) bool {
	want = strings.TrimSpace(want)
	if v, ok := strings.CutPrefix(want, ">="); ok {
		return compare(datatype, have, v) >= 0
	}
	if v, ok := strings.CutPrefix(want, "<="); ok {
		return compare(datatype, have, v) <= 0
	}
	if from, to, ok := strings.Cut(want, "&"); ok {
		return compare(datatype, have, from) >= 0 && compare(datatype, have, to) <= 0
	}
	return compare(datatype, have, want) == 0
}

// compare compares two values of a datatype: numbers as PHP reads them, dates and times as text.
func compare(datatype, a, b string) int {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	switch datatype {
	case "integer", "decimal", "price":
		x, y := leadingNumber(a), leadingNumber(b)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	case "datetime":
		if len(b) == len(dateLayout) {
			b += " 00:00:00"
		}
	}
	return strings.Compare(a, b)
}

// leadingNumber returns the number at the start of a text, 0 for none, as PHP casts text.
func leadingNumber(s string) float64 {
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.' || end == 0 && s[end] == '-') {
		end++
	}
	n, err := strconv.ParseFloat(s[:end], 64)
	if err != nil {
		return 0
	}
	return n
}
