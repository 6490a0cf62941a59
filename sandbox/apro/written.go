package apro

import (
	"maps"
	"strconv"
	"strings"
)

// attribute is a value of a row that requests can write, apart from custom fields.
type attribute int

const (
	attrName attribute = iota
	attrSurname
	attrPatronymic
	attrManager
	attrHelpers // additional supervisors
	attrType    // of contacts, activities and deals
	attrStatus  // of activities; of deals the stage
	attrContact // of activities, deals and stock items
	attrCategory
	attrComment
	attrSource
	attrEmails
	attrPhones
	// Attributes of invoices; attrContact and attrType too.
	attrClientCompany
	attrOwnCompany
	attrDeal
	attrStockGroup
	attrVAT
	attrOuterID
	attrPaid   // in hundredths
	attrPaidOn // naive seconds
	// Attributes of calls; attrManager and attrStatus too.
	attrFrom
	attrTo
	attrTrunk
	attrIncoming
	attrAnswered
	attrDuration
	attrURL
	attrUniqueID
	attrCallerID
	attrAppears // Unix nanoseconds; the call is not in the history before
)

// written is what requests wrote into a row. A stored value is never modified, so copies of the row share it.
type written struct {
	made    bool                  // a request created the row: values that no request wrote are empty, not drawn
	edits   int64                 // requests that changed the row and its activity time
	values  map[attribute]said    // texts, and numbers as text
	entries map[attribute][]entry // lists
	fields  map[int64]writtenField
	lines   []invoiceLine // of an invoice; none for the drawn lines
}

// said is a text, and the version of the row in which it was written.
type said struct {
	text    string
	version int64
}

// entry is an element of a list: an e-mail address or telephone number with its comment, or an id.
type entry struct{ text, comment string }

// writtenField is the value of a custom field, and the version of the row in which it was written.
type writtenField struct {
	cell
	options []int // places of the chosen options among all options of the field, since the texts of options can change
	version int64
}

// copied returns a copy that can be modified before it is stored.
func (o *written) copied() *written {
	if o == nil {
		o = &written{}
	}
	c := &written{
		made: o.made, edits: o.edits, lines: o.lines,
		values: map[attribute]said{}, entries: map[attribute][]entry{}, fields: map[int64]writtenField{},
	}
	maps.Copy(c.values, o.values)
	maps.Copy(c.entries, o.entries)
	maps.Copy(c.fields, o.fields)
	return c
}

// made reports whether a request created the row.
func (r *row) made() bool { return r.written != nil && r.written.made }

// edits returns the number of requests that changed the row and its activity time.
func (r *row) edits() int64 {
	if r.written == nil {
		return 0
	}
	return r.written.edits
}

// text returns an attribute; drawn is its value in base rows.
func (r *row) text(a attribute, drawn string) string {
	if r.written == nil {
		return drawn
	}
	if s, ok := r.written.values[a]; ok {
		return s.text
	}
	if r.written.made {
		return ""
	}
	return drawn
}

// number returns an attribute that is a number; drawn is its value in base rows.
func (r *row) number(a attribute, drawn int64) int64 {
	if r.written == nil {
		return drawn
	}
	return wholeNumber(r.text(a, strconv.FormatInt(drawn, 10)))
}

// entries returns a list that a request wrote, or that is empty because a request created the row.
func (r *row) entries(a attribute) ([]entry, bool) {
	if r.written == nil {
		return nil, false
	}
	all, ok := r.written.entries[a]
	return all, ok || r.written.made
}

// writtenAt returns the version of the row in which an attribute was written, 1 if no request wrote it.
func (r *row) writtenAt(a attribute) int64 {
	if r.written != nil {
		if s, ok := r.written.values[a]; ok {
			return s.version
		}
	}
	return 1
}

// wholeNumber returns a number of an attribute, 0 if the text is no number.
func wholeNumber(text string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// writtenCell returns the present value of a custom field that a request wrote: options have their present texts, and texts show
// later versions of the row.
func (w *world) writtenCell(f *field, r *row, c *writtenField) cell {
	value := c.cell
	switch {
	case len(c.options) > 0:
		texts := make([]string, 0, len(c.options))
		all := w.options(f)
		for _, place := range c.options {
			texts = append(texts, all[place].text)
		}
		value.text = strings.Join(texts, ",")
	case f.datatype == "text" && !c.null:
		value.text = r.since(c.text, c.version)
	}
	return value
}
