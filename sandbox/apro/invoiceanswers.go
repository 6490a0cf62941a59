package apro

import (
	"math/big"
	"slices"
	"strconv"
)

// writeInvoiceRows returns the handler of accounts/add or accounts/update: each row has an answer of its own, and the rows without
// errors are stored.
func (s *Server) writeInvoiceRows(op string) handler {
	return func(a *args) ([]byte, error) {
		rows, err := s.rows(a)
		if err != nil {
			return nil, err
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, row := range rows {
			s.draftInvoice(op, row)
			if err := s.strict(row); err != nil {
				return nil, err
			}
		}
		keyed := s.settings.InvoiceAnswers == AnswerKeys && !counted(a.params.keys)
		e, brackets := s.encoder(1), "[]"
		if keyed {
			brackets = "{}"
		}
		e.open(brackets[0])
		for i, row := range rows {
			if keyed {
				e.string(a.params.keys[i])
				e.b = append(e.b, ':')
			}
			d, id := s.draftInvoice(op, row), int64(0)
			if len(d.errors) == 0 {
				id = s.storeInvoice(d)
				s.record(op, a, i, id)
			}
			e.rowAnswer(id, d.errors)
		}
		e.close(brackets[1])
		return e.b, nil
	}
}

// counted reports whether keys are 0, 1, 2 and so on.
func counted(keys []string) bool {
	for i, key := range keys {
		if key != strconv.Itoa(i) {
			return false
		}
	}
	return true
}

// rowAnswer writes the answer to one row: the id, or a list of errors in the order of their keys.
func (e *encoder) rowAnswer(id int64, errors []rowError) {
	e.open('{')
	if len(errors) == 0 {
		e.key("id")
		e.int(id)
		e.stat(1)
	} else {
		e.stat(0)
		e.key("error")
		e.open('[')
		slices.SortStableFunc(errors, func(a, b rowError) int { return a.key - b.key })
		for _, err := range errors {
			e.rowError(err)
		}
		e.close(']')
	}
	e.close('}')
}

func (e *encoder) stat(n int64) {
	e.key("stat")
	e.int(n)
}

func (e *encoder) rowError(err rowError) {
	e.open('{')
	e.key("key")
	e.int(int64(err.key))
	e.text("mes", err.mes)
	e.close('}')
}

// single returns the args of an operation that writes the one row of its params.
func (s *Server) single(a *args) *args {
	return &args{
		params: a.params, files: a.files, dialect: a.dialect, nth: a.nth,
		ignored: slices.Concat(s.settings.Ignore, s.settings.IgnoredWrites),
	}
}

// editInvoice answers accounts/edit: one invoice, with its first error.
func (s *Server) editInvoice(a *args) ([]byte, error) {
	a = s.single(a)
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.draftInvoice(opInvoiceEdit, a)
	if err := s.strict(a); err != nil {
		return nil, err
	}
	e := s.encoder(1)
	e.open('{')
	if len(d.errors) == 0 {
		s.record(opInvoiceEdit, a, 0, s.storeInvoice(d))
		e.stat(1)
	} else {
		e.stat(0)
		e.key("error")
		e.rowError(d.errors[0])
	}
	e.close('}')
	return e.b, nil
}

// payInvoice answers accounts/set_pay: it pays an amount, or what the invoice comes to. PHP's empty() is true for "0", so "0" is
// no amount.
func (s *Server) payInvoice(a *args) ([]byte, error) {
	a = s.single(a)
	s.mu.Lock()
	defer s.mu.Unlock()
	d := &invoiceDraft{op: opInvoicePayment, draft: &draft{server: s, args: a, list: ListInvoices}}
	pay, found := a.text("pay"), d.find("id")
	if err := s.strict(a); err != nil {
		return nil, err
	}
	e := s.encoder(1)
	e.open('{')
	if !found {
		e.stat(0)
		e.text("status_pay", unpaid)
		e.key("error")
		e.rowError(d.errors[0])
		e.close('}')
		return e.b, nil
	}
	p := s.world.paid(&d.row)
	paid := p.sum
	if pay != "" && pay != "0" {
		amount, ok := decimal(pay)
		if !ok {
			return nil, badParams
		}
		if s.settings.SetPay == PayAdd {
			amount.Add(amount, big.NewRat(p.paid, 100))
		}
		if paid, ok = cents(amount); !ok || paid < 0 {
			return nil, badParams
		}
	}
	d.put(attrPaid, strconv.FormatInt(paid, 10))
	d.put(attrPaidOn, strconv.FormatInt(s.now(), 10))
	s.record(opInvoicePayment, a, 0, s.storeInvoice(d))
	e.stat(1)
	e.text("status_pay", s.world.paid(&d.row).status)
	e.close('}')
	return e.b, nil
}
