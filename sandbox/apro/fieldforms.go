package apro

import (
	"slices"
	"strconv"
	"time"
)

// fieldMap writes the custom fields of a row as a map by field id, the form of contacts, activities and deals. One contact in
// eleven has no fields, which PHP writes as a list. Activities and deals have all fields, empty ones with null, since public
// clients read the map without checking.
func (w *world) fieldMap(e *encoder, sc scope, r *row) {
	e.key("fields")
	fields := w.scopes[sc]
	whole := sc.list == ListActivities || sc.list == ListDeals
	if !whole && r.blank() || len(fields) == 0 {
		e.emptyMap()
		return
	}
	e.open('{')
	for i := range fields {
		f := &fields[i]
		c := w.cell(f, r)
		if c.absent && !whole {
			continue
		}
		e.key(f.key)
		e.open('{')
		e.text("id", f.key)
		e.text("datatype", f.datatype)
		e.key("value")
		if c.absent {
			e.literal("null")
		} else {
			w.value(e, f, &c, r)
		}
		e.close('}')
	}
	e.close('}')
}

// fieldList writes the custom fields of a stock row as a list. Empty fields have null, and a field with several files or links
// comes once for each.
func (w *world) fieldList(e *encoder, sc scope, r *row) {
	e.key("fields")
	e.open('[')
	if !r.blank() {
		fields := w.scopes[sc]
		for i := range fields {
			w.fieldEntries(e, &fields[i], r)
		}
	}
	e.close(']')
}

func (w *world) fieldEntries(e *encoder, f *field, r *row) {
	c := w.cell(f, r)
	entry := func(value func()) {
		e.open('{')
		e.text("id", f.key)
		e.text("type", f.datatype)
		e.key("value")
		value()
		e.close('}')
	}
	switch {
	case c.null:
		entry(func() { e.literal("null") })
	case c.files != nil:
		for _, name := range c.files {
			entry(func() { e.string(name) })
		}
	case c.links != nil:
		for _, l := range c.links {
			entry(func() { e.link(l) })
		}
	default:
		entry(func() { w.value(e, f, &c, r) })
	}
}

// value writes the value of a field. With Settings.ListValues the value is a list in every fifth row: of numbers for integers,
// otherwise of texts. In the INTRUM edition dates of every seventh row have another form.
func (w *world) value(e *encoder, f *field, c *cell, r *row) {
	listed := w.lists && r.id%5 == 0 && c.text != ""
	number, err := strconv.ParseInt(c.text, 10, 64)
	switch {
	case listed && f.datatype == "integer" && err == nil:
		e.open('[')
		e.int(number)
		e.int(7)
		e.close(']')
	case listed && slices.Contains([]string{"text", "decimal", "price", "select"}, f.datatype):
		e.open('[')
		e.string(c.text)
		e.close(']')
	case w.dialect == Intrum && r.id%7 == 0 && (f.datatype == "date" || f.datatype == "datetime"):
		e.string(dotted(c.text))
	default:
		e.cell(f, c)
	}
}

// dotted returns a date in the other form that clients of the INTRUM edition expect, with the time after it.
func dotted(text string) string {
	const layout = "02.01.2006"
	day, err := time.Parse(dateLayout, text[:min(len(text), len(dateLayout))])
	if err != nil {
		return text
	}
	return day.Format(layout) + text[len(dateLayout):]
}

// cell writes a value in the form of maps of fields. A field of a contact has one file, as text; fields of deals and activities
// have lists.
func (e *encoder) cell(f *field, c *cell) {
	switch {
	case c.null:
		e.literal("null")
	case c.files != nil && f.scope.list == ListContacts:
		e.string(c.files[0])
	case c.files != nil:
		e.open('[')
		for _, name := range c.files {
			e.string(name)
		}
		e.close(']')
	case c.links != nil:
		e.open('[')
		for _, l := range c.links {
			e.link(l)
		}
		e.close(']')
	case c.pair != [2]string{} || f.datatype == "point" && c.text == "":
		first, second := "from", "to"
		if f.datatype == "point" {
			first, second = "x", "y"
		}
		e.open('{')
		e.optional(first, c.pair[0])
		e.optional(second, c.pair[1])
		e.close('}')
	default:
		e.string(c.text)
	}
}

func (e *encoder) optional(key, text string) {
	e.key(key)
	if text == nothing {
		e.literal("null")
		return
	}
	e.string(text)
}

func (e *encoder) link(l link) {
	e.open('{')
	e.text("object", l.object)
	e.id("id", l.id)
	e.text("count", "1")
	e.text("comment", "")
	e.close('}')
}
