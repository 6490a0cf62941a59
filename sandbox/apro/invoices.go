package apro

import (
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// listInvoices answers accounts/get.
func (s *Server) listInvoices(a *args) ([]byte, error) {
	q := query{windows: [orders]window{openWindow(), openWindow()}, by: byID}
	if err := s.paging(a, opInvoices, 1000, 1, &q); err != nil {
		return nil, err
	}
	if a.text("order") == "b.date_create" {
		q.by = byCreation
	}
	q.desc = !strings.EqualFold(a.text("orderType"), "asc")
	w, err := s.window(a.text("date_start"), a.text("date_end"))
	if err != nil {
		return nil, err
	}
	q.windows[byID] = w
	ids := a.get("ids")
	for _, text := range ids.list() {
		for part := range strings.SplitSeq(text, ",") {
			q.setIDs(&value{text: strings.TrimSpace(part)})
		}
	}
	active := a.text("active")
	if renamed := a.text("bill_active"); active == "" {
		active = renamed
	}
	if active == "" && s.settings.DefaultActive && !q.byIDs {
		active = "1"
	}
	q.live, q.dead = active != "0", active != "1"
	s.world.filterInvoices(a, &q)
	if err := s.strict(a); err != nil {
		return nil, err
	}
	return s.writeInvoices(a, q), nil
}

// writeInvoices writes a page, and the totals that the request wants.
func (s *Server) writeInvoices(a *args, q query) []byte {
	rows, total := s.page(s.tables[ListInvoices], q)
	e := s.encoder(len(rows))
	e.open('{')
	e.key("filter")
	e.echo(a.params)
	e.key("limit")
	e.int(q.limit)
	e.key("page")
	e.int(max(a.number("page", 1), 1))
	e.key("total")
	e.int(total)
	e.key("list")
	e.open('[')
	for i := range rows {
		e.open('{')
		s.world.writeInvoice(e, &rows[i])
		e.close('}')
	}
	e.close(']')
	e.close('}')
	return e.b
}

func (w *world) filterInvoices(a *args, q *query) {
	if kind := a.text("type"); kind == "in" || kind == "out" {
		q.filter(func(r *row) bool { return w.direction(r) == kind })
	}
	if paid := a.text("pay_status"); paid != "" {
		q.filter(func(r *row) bool { return w.paid(r).status == paid })
	}
	q.oneOf(a.get("client_id"), w.client)
	q.oneOf(a.get("company_id"), w.clientCompany)
	sale, notSale := a.get("sale_id").ids(), a.get("not_sale_id").ids()
	switch {
	case len(sale) > 0:
		q.oneOf(a.get("sale_id"), w.sale)
	case len(notSale) > 0:
		q.filter(func(r *row) bool { return w.sale(r) != notSale[0] })
	}
	q.searched(a, func(r *row) []string {
		return []string{strconv.FormatInt(r.id, 10), w.surname(w.client(r)), w.payer(r)}
	})
}

// echo writes the parameters of the request, as PHP has them.
func (e *encoder) echo(v *value) {
	switch {
	case !v.isArray() || len(v.keys) == 0:
		e.emptyMap()
	default:
		e.open('{')
		for _, key := range v.keys {
			e.string(key)
			e.b = append(e.b, ':')
			if item := v.items[key]; item.isArray() {
				e.echo(item)
			} else {
				e.string(item.text)
			}
		}
		e.close('}')
	}
}

// writeInvoice writes an invoice in the form of accounts/get, with the two sides as text.
func (w *world) writeInvoice(e *encoder, r *row) {
	w.invoice(e, r, func() { e.text("payer", w.payer(r)) }, func() { e.text("recipient", w.recipient(r)) })
}

// invoice writes the members that both operations have. payer and recipient write the members of those names.
func (w *world) invoice(e *encoder, r *row, payer, recipient func()) {
	p := w.paid(r)
	author := w.manager(r.id)
	name := w.pick(author, saltSurname, w.words.surnames) + " Т. "
	if r.made() {
		author, name = 0, ""
	}
	e.text("act_id", "0")
	e.id("author", author)
	e.text("author_name", name)
	e.id("bill_active", published(r))
	e.id("client_company_id", w.clientCompany(r))
	e.id("client_id", w.client(r))
	e.text("date_create", dateText(r.created))
	e.text("hash", w.hash(r.id))
	e.id("id", r.id)
	e.id("my_company_id", w.ownCompany(r))
	e.id("nds", r.number(attrVAT, w.draw(r.id, saltKind+saltLane, 2)))
	e.text("outer_id", w.outerID(r))
	e.text("pay", hundredths(p.paid))
	e.text("pay_status", p.status)
	payer()
	e.text("payment_date", w.paymentDate(r, p))
	recipient()
	e.id("sale_id", w.sale(r))
	e.id("stockgroup_id", w.stockGroup(r))
	e.text("summ", hundredths(p.sum))
	e.text("type", w.direction(r))
}

// hash returns 32 hexadecimal digits.
func (w *world) hash(id int64) string {
	var b [16]byte
	for i := range b {
		b[i] = byte(stage.Draw(w.seed, id, saltHash+uint64(i)+saltLane))
	}
	return hex.EncodeToString(b[:])
}
