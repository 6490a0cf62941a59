package apro

import (
	"slices"
	"strconv"
	"strings"
)

// fields writes custom fields: a list of {id, value}, or of {id, value, mode} for files. A field that the list does not have is
// ignored. Of several values of a field the last counts, but each file is another value.
func (d *draft) fields(v *value) {
	if !v.isArray() {
		return
	}
	w := d.server.world
	for _, key := range v.keys {
		item := v.items[key]
		if !item.isArray() {
			continue
		}
		f, known := w.fields[wholeNumber(item.items["id"].scalar())]
		sent := item.items["value"]
		if !known || f.scope.list != d.list || sent == nil || f.datatype == "attach" {
			continue
		}
		c := writtenField{version: max(d.row.version, 1)}
		if f.datatype == "file" {
			present, mode := w.cell(&f, &d.row).files, item.items["mode"].scalar()
			if mode != "delete" && !d.knows(sent.text, present) {
				continue
			}
			c.files = files(present, sent.text, mode)
			c.null = len(c.files) == 0
		} else {
			w.assignField(&c, &f, sent)
		}
		d.row.written.fields[f.id] = c
	}
}

// files returns the files of a field after one was added or deleted.
func files(present []string, name, mode string) []string {
	kept := slices.DeleteFunc(slices.Clone(present), func(file string) bool { return file == name })
	if name == "" || mode == "delete" {
		return kept
	}
	return append(kept, name)
}

// assignField reads a value in the form that its datatype has in writes. An empty text clears the field.
func (w *world) assignField(c *writtenField, f *field, sent *value) {
	base, isRange := rangeOf(f.datatype)
	switch {
	case isRange && sent.isArray():
		c.pair = [2]string{end(base, sent.items["0"]), end(base, sent.items["1"])}
		c.null = c.pair == [2]string{nothing, nothing}
	case f.datatype == "point" && sent.isArray():
		c.pair = [2]string{sent.items["lat"].scalar(), sent.items["lon"].scalar()}
		c.null = c.pair == [2]string{}
	case f.datatype == "select" || f.datatype == "multiselect":
		c.options = w.chosen(f, strings.Join(sent.list(), ","))
		c.null = len(c.options) == 0
	case f.datatype == "radio":
		c.text, c.null = strconv.FormatInt(oneIf(sent.flag()), 10), sent.text == ""
	default:
		c.text, c.null = stored(f.datatype, sent.text), sent.text == ""
	}
}

// end returns an end of a range; an empty one is open.
func end(datatype string, v *value) string {
	if v.scalar() == "" {
		return nothing
	}
	return stored(datatype, v.text)
}

// stored returns a text as the database has it: numbers with a fraction have at least two decimals.
func stored(datatype, text string) string {
	if _, err := strconv.ParseFloat(text, 64); err != nil || datatype != "decimal" && datatype != "price" {
		return text
	}
	if strings.ContainsAny(text, "eExXnN_") {
		return text
	}
	whole, fraction, _ := strings.Cut(text, ".")
	for len(fraction) < 2 {
		fraction += "0"
	}
	return whole + "." + fraction
}

// chosen returns the places of the options that a text names, joined by commas. An option may contain a comma, so the longest
// option counts. Blanks around an option do not matter, and a part that is no option is left out.
func (w *world) chosen(f *field, text string) []int {
	var places []int
	all := w.options(f)
	for rest := text; rest != ""; {
		best, length := -1, 0
		for place, o := range all {
			option := strings.TrimSpace(o.text)
			after, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), option)
			if ok && len(option) > length && (strings.TrimLeft(after, " ") == "" || strings.HasPrefix(strings.TrimLeft(after, " "), ",")) {
				best, length = place, len(option)
			}
		}
		if best >= 0 && !slices.Contains(places, best) {
			places = append(places, best)
		}
		rest = strings.TrimLeft(strings.TrimLeft(rest, " ")[length:], " ")
		_, rest, _ = strings.Cut(rest, ",")
	}
	if f.datatype == "select" && len(places) > 1 {
		places = places[:1]
	}
	return places
}
