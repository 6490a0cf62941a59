package apro

import (
	"slices"
	"strconv"
)

// ownCompanyID is the own company of drawn invoices, with the name ownCompanyName.
const (
	ownCompanyID   = 2
	ownCompanyName = "Basic payment details"
)

func (w *world) direction(r *row) string {
	drawn := "out"
	if w.draw(r.id, saltKind, 3) == 0 {
		drawn = "in"
	}
	return r.text(attrType, drawn)
}

func (w *world) client(r *row) int64 {
	return r.number(attrContact, w.reference(ListContacts, r.id, saltContact, 10))
}

func (w *world) clientCompany(r *row) int64 {
	return r.number(attrClientCompany, w.draw(r.id, saltContact+saltLane+1, 200))
}

func (w *world) ownCompany(r *row) int64 { return r.number(attrOwnCompany, ownCompanyID) }

func (w *world) sale(r *row) int64 {
	return r.number(attrDeal, w.reference(ListDeals, r.id, saltDeal, 4))
}

func (w *world) stockGroup(r *row) int64 {
	return r.number(attrStockGroup, 150+w.draw(r.id, saltGroup, 100))
}

// payer returns the name of the client's company. If a request wrote the client, an invoice without a company has the client's
// last name.
func (w *world) payer(r *row) string {
	id := r.id
	if r.wrote(attrContact) || r.wrote(attrClientCompany) {
		if id = w.clientCompany(r); id == 0 {
			return w.surname(w.client(r))
		}
	}
	return w.pick(id, saltSurname, w.words.payers)
}

func (w *world) recipient(r *row) string {
	if id := w.ownCompany(r); id != ownCompanyID {
		return ownCompanyName + " " + strconv.FormatInt(id, 10)
	}
	return ownCompanyName
}

// outerID returns the external key: what a request wrote, or a text that shows the changes by users.
func (w *world) outerID(r *row) string {
	if r.version > 1 && !r.wrote(attrOuterID) {
		return r.since("rev", 1)
	}
	return r.text(attrOuterID, "")
}

// wrote reports whether a request wrote an attribute.
func (r *row) wrote(a attribute) bool {
	if r.written == nil {
		return false
	}
	_, ok := r.written.values[a]
	return ok
}

// payment is the amount paid of an invoice, in hundredths.
type payment struct {
	sum, paid int64
	status    string
}

// Payment statuses of invoices.
const (
	unpaid     = "not"
	partlyPaid = "part"
	fullyPaid  = "full"
)

// paid returns what a request paid, or an amount that changes with each change of the row by a user: nothing, a part, everything,
// and again nothing. A new invoice begins with nothing.
func (w *world) paid(r *row) payment {
	p := payment{sum: w.drawnSum(r), status: unpaid}
	turn := w.draw(r.id, saltPaid, 3) + r.version
	if r.made() {
		p.sum, turn = sumOf(r.written.lines), r.version-1
	}
	p.paid = [3]int64{0, p.sum / 4, p.sum}[turn%3]
	if r.written != nil && len(r.written.lines) > 0 {
		p.sum = sumOf(r.written.lines)
	}
	if r.wrote(attrPaid) {
		p.paid = r.number(attrPaid, 0)
	}
	switch {
	case p.paid >= p.sum && p.paid > 0:
		p.status = fullyPaid
	case p.paid > 0:
		p.status = partlyPaid
	}
	return p
}

// paymentDate returns the day of the payment: the day of the request that paid, or a day soon after the creation.
func (w *world) paymentDate(r *row, p payment) string {
	switch {
	case p.paid == 0:
		return zeroDate
	case r.wrote(attrPaidOn):
		return dateText(r.number(attrPaidOn, 0))
	default:
		return dateText(min(r.created+86400*w.draw(r.id, saltModified, 30), max(r.created, present-1)))
	}
}

// invoiceLine is a line of an invoice, with amounts in hundredths.
type invoiceLine struct {
	id          int64
	name, count string
	price, sum  int64
}

func sumOf(lines []invoiceLine) int64 {
	sum := int64(0)
	for _, l := range lines {
		sum += l.sum
	}
	return sum
}

func (w *world) drawnSum(r *row) int64 { return 100 * (100 + w.draw(r.id, saltMoney, 1_000_000)) }

// lines returns the lines that a request wrote, or one to five lines with the drawn amount as their sum. The last line has what
// the others leave, sometimes half a piece at twice the price.
func (w *world) lines(r *row) []invoiceLine {
	if r.written != nil && (r.made() || len(r.written.lines) > 0) {
		return slices.Clone(r.written.lines)
	}
	rest, n := w.drawnSum(r), 1+w.draw(r.id, saltLines, 5)
	lines := make([]invoiceLine, n)
	for i := range n {
		l := invoiceLine{
			id: r.id*10 + i, name: w.pick(r.id+i, saltTitle, w.words.titles), count: strconv.FormatInt(i+2, 10), sum: rest,
		}
		switch {
		case i+1 < n:
			l.price = rest / (n * (i + 2))
			l.sum = l.price * (i + 2)
		case r.id%5 == 0:
			l.count, l.price = "0.5", 2*rest
		default:
			l.count, l.price = "1", rest
		}
		rest -= l.sum
		lines[i] = l
	}
	return lines
}
