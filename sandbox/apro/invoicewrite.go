package apro

import (
	"slices"
	"strconv"
	"time"
)

// rowError is an error in the answer to one row.
type rowError struct {
	key int
	mes string
}

// invoiceDraft is one invoice of a request, as it will be. The server's lock is held while there is a draft.
type invoiceDraft struct {
	*draft
	op     string
	errors []rowError
}

// draftInvoice reads one invoice of accounts/add, accounts/update or accounts/edit. An invoice with errors is not stored.
func (s *Server) draftInvoice(op string, a *args) *invoiceDraft {
	d := &invoiceDraft{op: op, draft: &draft{server: s, args: a, list: ListInvoices, fresh: op == opInvoiceAdd}}
	found := true
	if d.fresh {
		d.row = row{version: 1, written: (*written)(nil).copied()}
		d.row.written.made = true
		d.put(attrType, "out")
	} else {
		found = d.find("bill_id")
	}
	if op == opInvoiceEdit {
		d.existing(attrDeal, d.args.get("sale_id"), ListDeals, true, 3, "Deal does not exist")
		d.existing(attrContact, d.args.get("client_id"), ListContacts, false, 4, "Contact does not exist")
		d.text(attrOuterID, d.args.get("outer_id"))
		d.args.get("is_cash") // no read shows it
	} else {
		d.given(attrContact, d.args.get("client_id"), 1, "Contact not specified")
		d.whole(attrDeal, d.args.get("sale_id"))
		d.whole(attrStockGroup, d.args.get("stockgroup_id"))
	}
	d.given(attrOwnCompany, d.args.get("my_company_id"), 2, "Company payment details not specified")
	d.whole(attrClientCompany, d.args.get("client_company_id"))
	d.date()
	d.products(d.args.get("product"))
	if v := d.args.get("nds"); v != nil {
		d.put(attrVAT, strconv.FormatInt(oneIf(!slices.Contains([]string{"", "0", "false"}, v.text)), 10))
	}
	if kind := d.args.text("type"); kind == "in" || kind == "out" {
		d.put(attrType, kind)
	}
	if !found {
		d.errors = d.errors[:1]
	}
	return d
}

func (d *invoiceDraft) fail(key int, mes string) {
	d.errors = append(d.errors, rowError{key, mes})
}

// find finds the invoice that the request names. Invoices that are not in force are not found.
func (d *invoiceDraft) find(name string) bool {
	id := wholeNumber(d.args.text(name))
	found, ok := d.server.tables[ListInvoices].find(id)
	switch {
	case id <= 0 && d.op == opInvoicePayment:
		d.fail(6, `Obligatory parameter "ID" not submitted`)
	case id <= 0:
		d.fail(1, `Obligatory parameter "bill_id" not submitted`)
	case !ok || found.deleted:
		d.fail(7, "Invoice not found or has no associated objects")
	}
	d.row = found
	d.row.written = found.written.copied()
	return len(d.errors) == 0
}

// whole writes a number that was sent; another text is 0.
func (d *invoiceDraft) whole(a attribute, v *value) {
	if v != nil {
		d.put(a, strconv.FormatInt(wholeNumber(v.text), 10))
	}
}

// given writes an id that a new invoice needs and that cannot be removed. The page has no error for an id that does not exist.
func (d *invoiceDraft) given(a attribute, v *value, key int, mes string) {
	if (d.fresh || v != nil) && wholeNumber(v.scalar()) <= 0 {
		d.fail(key, mes)
		return
	}
	d.whole(a, v)
}

// existing writes the id of a row that must exist, or perhaps 0 for none.
func (d *invoiceDraft) existing(a attribute, v *value, list string, none bool, key int, mes string) {
	id := wholeNumber(v.scalar())
	if _, ok := d.server.tables[list].find(id); v != nil && !ok && (id != 0 || !none) {
		d.fail(d.editKey(key), mes)
		return
	}
	d.whole(a, v)
}

// editKey returns the key of an error of accounts/edit. The Russian list has one more error before the last three.
func (d *invoiceDraft) editKey(key int) int {
	if d.server.settings.Dialect == Intrum {
		return key + 1
	}
	return key
}

// date writes the day of creation, which new invoices need and accounts/edit changes.
func (d *invoiceDraft) date() {
	if d.op == opInvoiceUpdate {
		return
	}
	v := d.args.get("date_create")
	if v == nil && !d.fresh {
		return
	}
	for _, layout := range []string{dateLayout, "02-01-2006", "02.01.2006", timeLayout} {
		if t, err := time.Parse(layout, v.scalar()); err == nil && t.Unix() > 0 {
			d.row.created = t.Truncate(24 * time.Hour).Unix()
			return
		}
	}
	if d.fresh {
		d.fail(3, "Date not specified")
	} else {
		d.fail(d.editKey(2), "Invalid date")
	}
}

// products writes the lines, or those of them that are valid.
func (d *invoiceDraft) products(v *value) {
	if v == nil && !d.fresh {
		return
	}
	if !v.isArray() {
		d.fail(4, "List of objects not specified")
		return
	}
	var lines []invoiceLine
	for _, key := range v.keys {
		if l, ok := readLine(v.items[key]); ok {
			lines = append(lines, l)
		}
	}
	if len(lines) == 0 {
		d.fail(5, `No valid objects (please specify "name", "count", "price")`)
		return
	}
	if d.server.settings.InvoiceLines == Merge && !d.fresh {
		kept := slices.DeleteFunc(d.server.world.lines(&d.row), func(old invoiceLine) bool {
			return slices.ContainsFunc(lines, func(l invoiceLine) bool { return l.name == old.name })
		})
		lines = append(kept, lines...)
	}
	d.row.written.lines = lines
}

// storeInvoice stores an invoice without errors and returns its id.
func (s *Server) storeInvoice(d *invoiceDraft) int64 {
	const firstLine = 10_000_000_000 // above the ids of drawn lines
	for i := range d.row.written.lines {
		if l := &d.row.written.lines[i]; l.id == 0 {
			l.id = firstLine + s.lines
			s.lines++
		}
	}
	t := s.tables[ListInvoices]
	if d.fresh {
		return t.add(d.row, s.now())
	}
	// The row was found under the same lock, so it cannot be missing.
	_ = t.replace(d.row.id, func(r *row) { r.created, r.written = d.row.created, d.row.written })
	return d.row.id
}
