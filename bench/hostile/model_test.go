package hostile

import (
	"fmt"
	"maps"
	"slices"
)

// model knows which records existed when, from the changes alone and not from a connector or an answer.
type model struct {
	tenant *tenant
	// owner returns the record that a record changes with; nil means the record itself.
	owner func(id string) string
	// hidden reports whether the upstream hides a record, which then need not come.
	hidden func(id string) bool
	// places follows the times of records; nil if no list moves by time.
	places *places

	must    map[string]bool // ids that existed from the beginning on and still do
	known   map[string]bool // ids that may come
	touched map[string]bool
	gone    []string // records that can be restored
}

// delivered is a record as a client got it.
type delivered struct{ id, content string }

func (m *model) ownerOf(id string) string {
	if m.owner == nil {
		return id
	}
	return m.owner(id)
}

// begin notes what exists at the beginning of a scan.
func (m *model) begin(ids []string) {
	m.must, m.known, m.touched = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, id := range ids {
		m.must[id], m.known[id] = true, true
	}
}

// change makes one change. A change of a record that does not exist does not happen.
func (m *model) change(s step) error {
	live := m.tenant.live()
	do, id := s.do, ""
	switch do {
	case insert:
	case restore:
		if len(m.gone) == 0 {
			return nil
		}
		at := int(s.pick % uint64(len(m.gone)))
		id = m.gone[at]
		m.gone = slices.Delete(m.gone, at, at+1)
	default:
		reach := len(live)
		if do == deleteLow || do == touchLow {
			reach = min(reach, 12)
		}
		if reach == 0 || len(live) < 8 {
			return nil
		}
		id = live[s.pick%uint64(reach)]
	}
	before := m.places.of(id)
	id, err := m.tenant.make(do, id)
	if err != nil {
		return err
	}
	m.noted(do, id)
	m.places.moved(id, before)
	return nil
}

// noted updates the model after a change.
func (m *model) noted(do action, id string) {
	switch do {
	case insert:
		m.known[id] = true
	case deleteAny, deleteLow:
		if m.tenant.restores {
			m.gone = append(m.gone, id)
		}
		maps.DeleteFunc(m.must, func(other string, _ bool) bool { return m.ownerOf(other) == id })
	case restore:
		m.known[id] = true // the record was gone for a while, so it need not come
	default:
		m.touched[id] = true
	}
}

// check returns what is wrong with a whole list as it was delivered, "" for nothing.
func (m *model) check(got []delivered) string {
	times := map[delivered]int{}
	came := map[string]bool{}
	for _, d := range got {
		if came[d.id] && m.owner == nil && m.must[d.id] && !m.touched[d.id] {
			return fmt.Sprintf("%s came twice and never changed", d.id)
		}
		came[d.id] = true
		owner := m.ownerOf(d.id)
		if m.hidden(owner) {
			return fmt.Sprintf("%s came and is hidden", d.id)
		}
		if !m.known[d.id] && !m.known[owner] && m.owner == nil {
			return fmt.Sprintf("%s came and never existed", d.id)
		}
		if times[d]++; times[d] > 1 && (m.owner == nil || !m.touched[owner]) {
			return fmt.Sprintf("a version of %s came twice", d.id)
		}
	}
	if lost := m.lost(came); len(lost) > 0 {
		return fmt.Sprintf("%d of %d were lost: %s (touched: %v) was the first", len(lost), len(m.must), lost[0], m.touched[m.ownerOf(lost[0])])
	}
	return ""
}

// lost returns the ids that had to come and did not.
func (m *model) lost(came map[string]bool) (ids []string) {
	for _, id := range slices.Sorted(maps.Keys(m.must)) {
		if owner := m.ownerOf(id); !came[id] && !m.hidden(owner) && !m.places.excused(owner) {
			ids = append(ids, id)
		}
	}
	return ids
}

// naively counts what a plain reader lost and doubled.
func (m *model) naively(got []delivered) (lost, doubled int) {
	seen := map[delivered]bool{}
	came := map[string]bool{}
	for _, d := range got {
		if seen[d] {
			doubled++
		}
		seen[d], came[d.id] = true, true
	}
	return len(m.lost(came)), doubled
}

// window is a span of days, as texts that sort.
type window struct{ first, last string }

// places follows the days of records, and the position of the reader. Lists by start name one exception: a record that is
// rescheduled from a day that was not read yet to a day that may have been read. A nil *places follows nothing.
type places struct {
	// days returns the current day of a record.
	day func(id string) string
	// reading is the window that was requested last.
	reading window
	moves   []move
}

// move is a rescheduling, and the window that was read at that moment.
type move struct {
	id, from, to string
	at           window
}

func (p *places) of(id string) string {
	if p == nil || id == "" {
		return ""
	}
	return p.day(id)
}

func (p *places) moved(id, from string) {
	if p == nil || from == "" {
		return
	}
	if to := p.day(id); to != "" {
		p.moves = append(p.moves, move{id, from, to, p.reading})
	}
}

// excused reports whether a record may be missing.
func (p *places) excused(id string) bool {
	if p == nil {
		return false
	}
	return slices.ContainsFunc(p.moves, func(m move) bool {
		return m.id == id && m.to < m.from && m.to <= m.at.last && m.from >= m.at.first
	})
}

// mark returns the position of a client that gets a message now.
func (p *places) mark() (moves int, reading window) {
	if p == nil {
		return 0, window{}
	}
	return len(p.moves), p.reading
}

// rewind takes a client back to an earlier position: for this client, what was moved since then was not read yet.
func (p *places) rewind(moves int, reading window) {
	if p == nil {
		return
	}
	for i := range p.moves[moves:] {
		at := &p.moves[moves+i].at
		at.first = min(at.first, reading.first)
	}
	p.reading = reading
}
