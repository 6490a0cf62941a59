package apro

import (
	"strconv"
	"strings"
)

// listCalls answers calls/history: a bare list, without a total.
func (s *Server) listCalls(a *args) ([]byte, error) {
	w := s.world
	q := query{windows: [orders]window{openWindow(), openWindow()}, by: byActivity, live: true}
	if err := s.paging(a, opCalls, 20, s.settings.CallsPageBase, &q); err != nil {
		return nil, err
	}
	// Only the date is known as a sort field, so any other value sorts by the date too.
	_ = a.text("orderField")
	q.desc = !strings.EqualFold(a.text("orderType"), "asc")
	period, err := s.window(a.text("dateFrom"), a.text("dateTo"))
	if err != nil {
		return nil, err
	}
	q.windows[byActivity] = period
	if number := digits(a.text("fromPhone")); number != "" {
		q.filter(func(r *row) bool { return digits(w.callFrom(r)) == number })
	}
	if number := digits(a.text("toPhone")); number != "" {
		q.filter(func(r *row) bool { return digits(w.callTo(r)) == number })
	}
	if kind := a.text("type"); kind == "in" || kind == "out" {
		q.filter(func(r *row) bool { return w.incoming(r) == (kind == "in") })
	}
	if s.settings.ImportDelay > 0 {
		now := s.settings.Now().UnixNano()
		q.filter(func(r *row) bool { return r.number(attrAppears, now) <= now })
	}
	if err := s.strict(a); err != nil {
		return nil, err
	}
	rows, _ := s.page(s.tables[ListCalls], q)
	e := s.encoder(len(rows))
	e.open('[')
	for i := range rows {
		e.open('{')
		w.writeCall(e, &rows[i])
		e.close('}')
	}
	e.close(']')
	return e.b, nil
}

func (w *world) incoming(r *row) bool {
	return r.number(attrIncoming, oneIf(w.draw(r.id, saltKind, 2) == 0)) == 1
}

func (w *world) answered(r *row) bool {
	return r.number(attrAnswered, oneIf(w.draw(r.id, saltStatus, 3) > 0)) == 1
}

// outside returns the customer's number. Numbers repeat, so a filter by number finds several calls.
func (w *world) outside(id int64) string {
	return "+7 921 " + strconv.FormatInt(1_000_000+w.draw(id, saltPhone, 500), 10)
}

func (w *world) inside(r *row) string { return insideNumber(w.trunk(r)) }

func (w *world) trunk(r *row) int64 { return r.number(attrTrunk, 1+w.draw(r.id, saltTrunk, trunks)) }

func (w *world) callFrom(r *row) string {
	if w.incoming(r) {
		return r.text(attrFrom, w.outside(r.id))
	}
	return r.text(attrFrom, w.inside(r))
}

func (w *world) callTo(r *row) string {
	if w.incoming(r) {
		return r.text(attrTo, w.inside(r))
	}
	return r.text(attrTo, w.outside(r.id))
}

// callStatus returns the status of a call. A change by a user sets another status.
func (w *world) callStatus(r *row) int64 {
	status := r.number(attrStatus, w.draw(r.id, saltMark, callStatuses+1)+1)
	return (status + r.version - r.writtenAt(attrStatus)) % (callStatuses + 1)
}

// callDuration returns the length of the recording. A change by a user makes that of a drawn call longer.
func (w *world) callDuration(r *row) int64 {
	duration := int64(0)
	if w.answered(r) {
		duration = w.draw(r.id, saltDuration, 1800) + r.version
	}
	return r.number(attrDuration, duration)
}

func (w *world) callRecord(r *row) string {
	record := ""
	if w.answered(r) {
		record = "https://account.example/files/records/" + decimalText(r.id) + ".mp3"
	}
	return r.text(attrURL, record)
}

// writeCall writes a call. A change by a user does not change the date.
func (w *world) writeCall(e *encoder, r *row) {
	e.id("id", r.id)
	e.time("date_time", r.activity)
	e.id("user_id", w.supervisor(r))
	e.id("is_incoming", oneIf(w.incoming(r)))
	e.id("is_answered", oneIf(w.answered(r)))
	e.id("custom_status", w.callStatus(r))
	e.text("from_phone", w.callFrom(r))
	e.text("to_phone", w.callTo(r))
	e.id("trunk_id", w.trunk(r))
	e.id("call_duration", w.callDuration(r))
	e.text("url_record", w.callRecord(r))
	if e.dialect != English {
		e.text("url_record_stereo", "")
	}
}

func decimalText(n int64) string { return strconv.FormatInt(n, 10) }

func oneIf(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}
