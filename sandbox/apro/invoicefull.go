package apro

import (
	"strconv"
	"strings"
)

// listInvoicesFull answers accounts/get_full, which finds invoices in force and others.
func (s *Server) listInvoicesFull(a *args) ([]byte, error) {
	var rows []row
	asked := map[int64]bool{}
	for _, text := range a.get("ids").list() {
		for part := range strings.SplitSeq(text, ",") {
			id, err := strconv.ParseInt(strings.TrimSpace(part), 10, 64)
			if err != nil || asked[id] {
				continue
			}
			asked[id] = true
			if r, ok := s.find(ListInvoices, id); ok {
				rows = append(rows, r)
			}
		}
	}
	if len(asked) == 0 {
		return nil, badParams
	}
	return s.document(a, func(e *encoder) {
		switch {
		case len(rows) == 0:
			e.emptyMap()
		case s.settings.FullInvoices == FullMap:
			e.open('{')
			for i := range rows {
				e.key(strconv.FormatInt(rows[i].id, 10))
				s.writeFullInvoice(e, &rows[i])
			}
			e.close('}')
		case len(asked) == 1:
			s.writeFullInvoice(e, &rows[0])
		default:
			e.open('[')
			for i := range rows {
				s.writeFullInvoice(e, &rows[i])
			}
			e.close(']')
		}
	})
}

// writeFullInvoice writes an invoice with its parties and lines. The sides payer and recipient name the members that contain
// them.
func (s *Server) writeFullInvoice(e *encoder, r *row) {
	w := s.world
	company := "client_company"
	if e.dialect == Intrum {
		company = "client_comapny"
	}
	e.open('{')
	w.invoice(e, r, func() {
		e.key("payer")
		e.open('{')
		e.text("client", "client")
		e.text("company", company)
		e.text("name", w.payer(r))
		e.close('}')
	}, func() {
		e.key("recipient")
		e.open('{')
		e.text("client", "firm")
		e.text("company", "my_company")
		e.text("name", w.recipient(r))
		e.text("type", "legal")
		e.close('}')
	})
	e.key("client")
	s.writeClient(e, w.client(r))
	e.key("client_company")
	e.company(w.clientCompany(r), w.payer(r))
	e.key("my_company")
	e.company(w.ownCompany(r), w.recipient(r))
	w.writeLines(e, r)
	p := w.paid(r)
	e.text("to_pay", hundredths(max(p.sum-p.paid, 0)))
	e.text("total", hundredths(p.sum))
	e.close('}')
}

// writeClient writes a contact in the form of invoices; without a contact the map is empty.
func (s *Server) writeClient(e *encoder, id int64) {
	r, ok := s.find(ListContacts, id)
	if !ok {
		e.emptyMap()
		return
	}
	e.open('{')
	e.id("id", id)
	e.text("logo", "10")
	e.text("name", s.world.contactName(&r))
	e.dual("patronymic", "secondname", s.world.patronymic(&r))
	e.text("surname", s.world.lastName(&r))
	e.close('}')
}

// company writes payment details; without any the map is empty.
func (e *encoder) company(id int64, name string) {
	if id == 0 {
		e.emptyMap()
		return
	}
	number := strconv.FormatInt(2_300_000_000+id, 10)
	e.open('{')
	e.text("bank_name", `Royal "Phoenix" Bank`)
	e.dual("bank_city", "bank_sity", "Phoenix")
	e.text("bik", "042204757")
	e.text("email", "")
	e.id("id", id)
	e.text("inn", number)
	e.text("kpp", "")
	e.text("ks", "30101810300000000757")
	e.dual("legal_address", "legal_addres", "ул. Ленина, 1/2")
	e.dual("mail_address", "mail_addres", "")
	e.text("name", name)
	e.text("ogrn", "10"+number)
	e.text("phone", "")
	e.text("rs", "40702810711030001415")
	e.dual("city", "sity", "Москва")
	e.text("type", [...]string{"0", "Inc."}[id%2])
	e.close('}')
}

// writeLines writes the lines of an invoice.
func (w *world) writeLines(e *encoder, r *row) {
	e.key("products")
	e.open('[')
	for _, l := range w.lines(r) {
		e.open('{')
		e.text("count", l.count)
		e.id("id", l.id)
		e.text("name", l.name)
		e.text("price", hundredths(l.price))
		e.id("stockgroup_id", w.stockGroup(r))
		e.text("summary", hundredths(l.sum))
		e.close('}')
	}
	e.close(']')
}
