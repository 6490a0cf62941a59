package apro

import (
	"strconv"
	"strings"
)

// scope is a set of rows with the same custom fields: a list and, except for contacts, one of its types.
type scope struct {
	list string
	kind int64
}

// field is one custom field.
type field struct {
	id       int64
	key      string // the id as text
	place    int64  // position among the fields of its scope
	datatype string
	scope    scope
}

// Places of the select that decides which options the dependent select offers. The dependent select is the last field of a
// scope.
const (
	parentPlace    = 2
	dependentPlace = 20
)

// datatypes lists the datatypes of every scope except that of workers, in the order of field ids. One of them, barcode, is not
// on the page.
func datatypes() []string {
	return []string{
		"text", "radio", "select", "multiselect", "integer", "decimal", "price", "date", "datetime", "time",
		"file", "point", "integer_range", "decimal_range", "date_range", "time_range", "datetime_range", "attach",
		"text", "barcode", "select",
	}
}

func workerDatatypes() []string {
	return []string{"text", "select", "date", "radio", "multiselect", "file"}
}

// fieldSets returns the custom fields of all scopes. Ids are unique in the account: 40 for each type, from the first of the
// list on.
func fieldSets(stockTypes int64) (map[int64]field, map[scope][]field) {
	byID, byScope := map[int64]field{}, map[scope][]field{}
	for _, l := range []struct {
		list           string
		first          int64
		untyped, kinds int64 // kinds are numbered from 1; the kind of an untyped list is 0
		datatypes      []string
	}{
		{list: ListContacts, first: 21, untyped: 1, datatypes: datatypes()},
		{list: ListDeals, first: 1021, kinds: dealTypes, datatypes: datatypes()},
		{list: ListActivities, first: 2021, kinds: activityTypes, datatypes: datatypes()},
		{list: ListStock, first: 3021, kinds: stockTypes, datatypes: datatypes()},
		{list: workers, first: 6021, untyped: 1, datatypes: workerDatatypes()},
	} {
		for n := range l.untyped + l.kinds {
			sc := scope{l.list, n + 1 - l.untyped}
			for k, datatype := range l.datatypes {
				id := l.first + n*40 + int64(k)
				f := field{id: id, key: strconv.FormatInt(id, 10), place: int64(k), datatype: datatype, scope: sc}
				byID[id] = f
				byScope[sc] = append(byScope[sc], f)
			}
		}
	}
	return byID, byScope
}

// cell is the value of one custom field in one row, before it is written in a list's form.
type cell struct {
	absent, null bool
	text         string
	pair         [2]string // ranges: from and to; points: x and y; "\x00" is null
	files        []string
	links        []link
}

// link is a reference to another entity, in a field of datatype attach.
type link struct {
	object string
	id     int64
}

const nothing = "\x00"

// bare reports whether no custom fields are drawn for a row: one row in eleven, and each row that a request created.
func (r *row) bare() bool { return r.made() || r.id%11 == 0 }

// blank reports whether a row has no custom fields with values. Contacts, workers and stock items then show none.
func (r *row) blank() bool { return r.bare() && (r.written == nil || len(r.written.fields) == 0) }

// cell returns the value of a field in a row: what a request wrote, or what is drawn. The values of a row that a user changed
// stay, except text fields, which show the version.
func (w *world) cell(f *field, r *row) cell {
	if r.written != nil {
		if c, ok := r.written.fields[f.id]; ok {
			return w.writtenCell(f, r, &c)
		}
	}
	if r.bare() {
		return cell{absent: true, null: true}
	}
	salt := saltFields + uint64(f.id)
	switch w.draw(r.id, salt, 10) {
	case 0, 1:
		return cell{absent: true, null: true}
	case 2:
		return cell{null: true}
	}
	n := w.draw(r.id, salt+saltLane, 1_000_000)
	switch f.datatype {
	case "text":
		return cell{text: r.since(w.words.comments[n%int64(len(w.words.comments))], 1)}
	case "radio":
		return cell{text: strconv.FormatInt(n%2, 10)}
	case "select":
		return w.choice(f, r, n)
	case "multiselect":
		return cell{text: w.tags(f, n)}
	case "file":
		return cell{files: w.cycle(w.words.files, n, 1+n%3)}
	case "attach":
		return cell{links: w.links(r.id, n)}
	case "point":
		return point(n)
	case "barcode":
		return cell{text: "46" + strconv.FormatInt(10_000_000_000+n, 10)}
	}
	if base, ok := rangeOf(f.datatype); ok {
		// Starts are small enough that scalar does not wrap round before the end.
		switch base {
		case "integer", "decimal":
			n %= 900
		case "time":
			n %= 80_000
		}
		return cell{pair: [2]string{scalar(base, n), scalar(base, n+1000)}}
	}
	return cell{text: scalar(f.datatype, n)}
}

// rangeOf returns the datatype of the ends of a range.
func rangeOf(datatype string) (base string, ok bool) {
	return strings.CutSuffix(datatype, "_range")
}

// scalar writes a number, date or time; sometimes one that does not fit its datatype, as people enter such values.
func scalar(datatype string, n int64) string {
	switch datatype {
	case "integer":
		if n%97 == 0 {
			return "12,5 м²"
		}
		return strconv.FormatInt(n%2000-100, 10)
	case "decimal":
		if n%101 == 0 {
			return "n/a"
		}
		return hundredths(n % 100_000)
	case "price":
		return hundredths(n * 100)
	case "date":
		if n%53 == 0 {
			return zeroDate
		}
		return dateText(beginning + n*480)
	case "datetime":
		if n%59 == 0 {
			return zeroTime
		}
		return timeText(beginning + n*481)
	default: // time
		return timeText(beginning + n%86400)[len(dateLayout)+1:]
	}
}

// hundredths writes n/100 with two decimals.
func hundredths(n int64) string {
	cents := strconv.FormatInt(100+n%100, 10)
	return strconv.FormatInt(n/100, 10) + "." + cents[1:]
}

// choice returns the value of a select. The value of the dependent select is an option that the parent's option binds, or none
// if the parent has no value.
func (w *world) choice(f *field, r *row, n int64) cell {
	if f.parent() == 0 {
		n %= int64(len(w.words.options))
		return cell{text: w.optionText(f, n, w.words.options[n])}
	}
	salt := saltFields + uint64(f.parent())
	if w.draw(r.id, salt, 10) <= 2 {
		return cell{null: true}
	}
	bound := w.draw(r.id, salt+saltLane, 1_000_000) % int64(len(w.words.options))
	models := w.words.models[bound]
	n %= int64(len(models))
	return cell{text: w.optionText(f, bound*boundStep+n, models[n])}
}

// tags joins options with commas; an option may contain a comma itself.
func (w *world) tags(f *field, n int64) string {
	text := ""
	for i := range 1 + n%3 {
		k := (n + i) % int64(len(w.words.tags))
		if i > 0 {
			text += ","
		}
		text += w.optionText(f, k, w.words.tags[k])
	}
	return text
}

// cycle returns count words from the n-th on, and starts again after the last.
func (w *world) cycle(words []string, n, count int64) []string {
	picked := make([]string, count)
	for i := range picked {
		picked[i] = words[(n+int64(i))%int64(len(words))]
	}
	return picked
}

func (w *world) links(id, n int64) []link {
	links := make([]link, 1+n%2)
	for i := range links {
		links[i] = link{"customer", w.reference(ListContacts, id+int64(i), saltContact+7, 1_000_000)}
		if (n+int64(i))%3 == 0 {
			links[i] = link{"stock", w.reference(ListStock, id+int64(i), saltDeal+7, 1_000_000)}
		}
	}
	return links
}

// point returns a coordinate in one of the forms that servers send: a map, a map with missing parts, or "lat lon" text.
func point(n int64) cell {
	x, y := "55."+strconv.FormatInt(100_000+n%800_000, 10), "37."+strconv.FormatInt(100_000+n%700_000, 10)
	switch n % 23 {
	case 0:
		return cell{pair: [2]string{nothing, nothing}}
	case 1:
		return cell{pair: [2]string{"null", "null"}}
	case 2:
		return cell{pair: [2]string{"", ""}}
	case 3:
		return cell{text: x + " " + y}
	default:
		return cell{pair: [2]string{x, y}}
	}
}
