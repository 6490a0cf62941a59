package apro

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// importError is the error text of an answer about one call.
type importError string

func (e importError) Error() string { return string(e) }

// Errors of imports and updates of calls. The page prints no texts.
const (
	wrongUniqueID importError = "uniqueId must have 32 characters"
	knownCall     importError = "The call was imported before"
	unknownCall   importError = "The call does not exist"
	unknownTrunk  importError = "The connection does not exist"
	unknownStatus importError = "The call status does not exist"
	wrongTime     importError = "The timestamp is not a time"
)

func writesCalls(op string) bool {
	return op == opCallImport || op == opCallImportAll || op == opCallUpdate
}

// ImportedCall returns the id of the newest call that was imported with a uniqueId, or "".
func (s *Server) ImportedCall(uniqueID string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if id, ok := s.imported[uniqueID]; ok {
		return strconv.FormatInt(id, 10)
	}
	return ""
}

// callDraft is one call of a request, as it will be, with its uniqueId, its naive time and its first error. The server's lock is
// held while there is a draft.
type callDraft struct {
	*draft
	unique string
	time   int64
	err    error
}

// draftCall reads one call of an import (fresh) or an update.
func (s *Server) draftCall(a *args, fresh bool) *callDraft {
	d := &callDraft{unique: a.text("uniqueId"), draft: &draft{server: s, args: a, list: ListCalls, fresh: fresh}}
	id, known := s.imported[d.unique]
	found, there := s.tables[ListCalls].find(id)
	d.row = found
	switch {
	case utf8.RuneCountInString(d.unique) != 32:
		d.err = wrongUniqueID
	case fresh && known && s.settings.ImportRepeat == Refuse:
		d.err = knownCall
	case !fresh && !there:
		d.err = unknownCall
	}
	if fresh {
		d.row = row{version: 1, written: &written{made: true}}
	}
	d.row.written = d.row.written.copied()
	if fresh {
		d.identity()
	}
	d.text(attrURL, a.get("url"))
	d.number(attrDuration, a.get("callDuration"))
	d.flag(attrAnswered, a.get("isAnswered"))
	d.one(attrStatus, a.get("customStatus"), callStatuses, unknownStatus)
	return d
}

// identity reads what an update cannot change.
func (d *callDraft) identity() {
	a := d.args
	d.text(attrFrom, a.get("from"))
	d.text(attrTo, a.get("to"))
	// Only webhooks show these two.
	d.put(attrUniqueID, d.unique)
	d.text(attrCallerID, a.get("callerId"))
	d.one(attrTrunk, a.get("trunkId"), trunks, unknownTrunk)
	d.flag(attrIncoming, a.get("isIncoming"))
	if a.dialect != English {
		d.number(attrManager, a.get("userId"))
	}
	var ok bool
	if d.time, ok = d.server.callTime(a.text("timestamp")); !ok {
		d.fail(wrongTime)
	}
	appears := d.server.settings.Now().Add(time.Duration(d.server.settings.ImportDelay))
	d.put(attrAppears, strconv.FormatInt(appears.UnixNano(), 10))
}

func (d *callDraft) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// number writes a number that was sent; another text is 0, as for PHP's intval().
func (d *callDraft) number(a attribute, v *value) {
	if v != nil {
		d.put(a, strconv.FormatInt(wholeNumber(v.text), 10))
	}
}

func (d *callDraft) flag(a attribute, v *value) {
	if v != nil {
		d.put(a, strconv.FormatInt(oneIf(v.flag()), 10))
	}
}

// one writes an id from 1 to last, or 0 for none.
func (d *callDraft) one(a attribute, v *value, last int64, err error) {
	if id := wholeNumber(v.scalar()); id < 0 || id > last {
		d.fail(err)
	}
	d.number(a, v)
}

// callTime reads the time of a call: a Unix time in the unit of the settings, or a text, perhaps with its offset. Without a time
// the call is now. A time that the database cannot store is the zero date.
func (s *Server) callTime(text string) (naive int64, ok bool) {
	const lastYear, far = 9999, 1 << 40
	text = strings.TrimSpace(text)
	if text == "" {
		return s.now(), true
	}
	location := s.settings.Now().Location()
	at := func(t time.Time) (int64, bool) {
		t = t.In(location)
		if t.Year() < 1 || t.Year() > lastYear {
			return 0, true
		}
		_, offset := t.Zone()
		return t.Unix() + int64(offset), true
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		if s.settings.CallTimestamp == Milliseconds {
			return at(time.UnixMilli(n))
		}
		return at(time.Unix(max(min(n, far), -far), 0))
	}
	for _, layout := range []string{timeLayout + " -0700", timeLayout + " -07:00", timeLayout + "-07:00", time.RFC3339} {
		if t, err := time.Parse(layout, text); err == nil {
			return at(t)
		}
	}
	t, err := time.Parse(timeLayout, text)
	return t.Unix(), err == nil
}

// storeCall stores a call and returns its id, or the error for it; id 0 means that the call was imported before.
func (s *Server) storeCall(d *callDraft) (int64, error) {
	t := s.tables[ListCalls]
	id, known := s.imported[d.unique]
	switch {
	case d.err != nil:
		return 0, d.err
	case !d.fresh:
		was := s.watched(ListCalls, id)
		// The row was found under the same lock, so it cannot be missing.
		err := t.replace(id, func(r *row) { r.written = d.row.written })
		s.announce(ListCalls, was, id, s.world.bySystem)
		return id, err
	case known && s.settings.ImportRepeat == Ignore:
		return 0, nil
	}
	// A call's time of activity is its date. No read shows when it was created.
	id = t.add(d.row, d.time)
	s.imported[d.unique] = id
	s.announce(ListCalls, nil, id, s.world.bySystem)
	return id, nil
}
