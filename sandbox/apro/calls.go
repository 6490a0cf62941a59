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
		q.filter(func(r *row) bool { return digits(w.callFrom(r.id)) == number })
	}
	if number := digits(a.text("toPhone")); number != "" {
		q.filter(func(r *row) bool { return digits(w.callTo(r.id)) == number })
	}
	if kind := a.text("type"); kind == "in" || kind == "out" {
		q.filter(func(r *row) bool { return w.incoming(r.id) == (kind == "in") })
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

func (w *world) incoming(id int64) bool { return w.draw(id, saltKind, 2) == 0 }

func (w *world) answered(id int64) bool { return w.draw(id, saltStatus, 3) > 0 }

// outside returns the customer's number. Numbers repeat, so a filter by number finds several calls.
func (w *world) outside(id int64) string {
	return "+7 921 " + strconv.FormatInt(1_000_000+w.draw(id, saltPhone, 500), 10)
}

func (w *world) inside(id int64) string { return insideNumber(w.trunk(id)) }

func (w *world) trunk(id int64) int64 { return 1 + w.draw(id, saltTrunk, trunks) }

func (w *world) callFrom(id int64) string {
	if w.incoming(id) {
		return w.outside(id)
	}
	return w.inside(id)
}

func (w *world) callTo(id int64) string {
	if w.incoming(id) {
		return w.inside(id)
	}
	return w.outside(id)
}

// writeCall writes a call. A change sets another status and a longer recording; the date does not change.
func (w *world) writeCall(e *encoder, r *row) {
	e.id("id", r.id)
	e.time("date_time", r.activity)
	e.id("user_id", w.manager(r.id))
	e.id("is_incoming", oneIf(w.incoming(r.id)))
	e.id("is_answered", oneIf(w.answered(r.id)))
	e.id("custom_status", (w.draw(r.id, saltMark, callStatuses+1)+r.version)%(callStatuses+1))
	e.text("from_phone", w.callFrom(r.id))
	e.text("to_phone", w.callTo(r.id))
	e.id("trunk_id", w.trunk(r.id))
	duration, record := int64(0), ""
	if w.answered(r.id) {
		duration = w.draw(r.id, saltDuration, 1800) + r.version
		record = "https://account.example/files/records/" + strconv.FormatInt(r.id, 10) + ".mp3"
	}
	e.id("call_duration", duration)
	e.text("url_record", record)
	if e.dialect != English {
		e.text("url_record_stereo", "")
	}
}

func oneIf(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}
