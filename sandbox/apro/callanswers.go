package apro

import "strconv"

// importCall answers calls/import: one call, which is the params themselves.
func (s *Server) importCall(a *args) ([]byte, error) { return s.writeCallOf(opCallImport, a) }

// updateCall answers calls/update.
func (s *Server) updateCall(a *args) ([]byte, error) { return s.writeCallOf(opCallUpdate, a) }

func (s *Server) writeCallOf(op string, a *args) ([]byte, error) {
	a = s.single(a)
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.draftCall(a, op == opCallImport)
	if err := s.strict(a); err != nil {
		return nil, err
	}
	id, err := s.storeCall(d)
	if id != 0 {
		s.record(op, a, 0, id)
	}
	e := s.encoder(1)
	e.open('{')
	s.callResult(e, err)
	if err == nil {
		e.text("callId", d.unique)
	}
	e.close('}')
	return e.b, nil
}

// importCalls answers calls/importall, without a word about each call. The request fails if no call could be imported; in version
// 2.9 the answer counts the new calls and the wrong ones.
func (s *Server) importCalls(a *args) ([]byte, error) {
	calls := &args{params: a.get("calls"), dialect: a.dialect}
	if err := s.strict(a); err != nil {
		return nil, err
	}
	rows, err := s.rows(calls)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, row := range rows {
		s.draftCall(row, true)
		if err := s.strict(row); err != nil {
			return nil, err
		}
	}
	inserted, wrong := 0, 0
	var first error
	for i, row := range rows {
		id, err := s.storeCall(s.draftCall(row, true))
		switch {
		case err != nil && wrong == 0:
			first = err
			fallthrough
		case err != nil:
			wrong++
		case id != 0:
			inserted++
			s.record(opCallImportAll, a, i, id)
		}
	}
	if wrong < len(rows) {
		first = nil
	}
	e := s.encoder(1)
	e.open('{')
	if s.settings.CallAnswers == CallAnswers29 {
		e.id("result", oneIf(first == nil))
		e.text("inserted", strconv.Itoa(inserted))
		e.text("error", strconv.Itoa(wrong))
	} else {
		s.callResult(e, first)
	}
	e.close('}')
	return e.b, nil
}

// callResult writes the result, and the error if there is one.
func (s *Server) callResult(e *encoder, err error) {
	if s.settings.CallAnswers == CallAnswers29 {
		e.id("result", oneIf(err == nil))
	} else {
		e.flag("result", err == nil)
	}
	if err != nil {
		e.text("error", err.Error())
	}
}
