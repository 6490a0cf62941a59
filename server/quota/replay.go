package quota

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"
)

// replay returns the entries of a ledger's text that count at the moment opened. The times of the entries are relative to
// that moment.
func replay(text []byte, config Config, opened stamp) entries {
	return readLedger(text, config, opened).entries()
}

// readLedger reads the lines of a ledger's text at the moment opened.
func readLedger(text []byte, config Config, opened stamp) *replayer {
	r := &replayer{config: config, opened: opened, ended: map[string]time.Duration{}, current: len(text) == 0 || bytes.HasSuffix(text, []byte("\n"))}
	for text := range bytes.Lines(text) {
		content, ended := bytes.CutSuffix(text, []byte("\n"))
		switch l, ok := parseLine(string(content), ended); {
		case len(content) == 0:
		case ok:
			r.lines = append(r.lines, l)
			r.current = r.current && l.boot != "" && l.boot == opened.boot
		default:
			r.current = false
			r.doubtful += config.blockSize() * unreadable(strings.TrimRight(string(text), "\n"))
		}
	}
	for _, l := range r.lines {
		up := l.uptime - config.grace()
		if l.count > 1 { // a block
			up -= config.validity()
		}
		if last, known := r.ended[l.boot]; l.class != closedMark && l.count > 0 && (!known || up > last) {
			r.ended[l.boot] = up
		}
	}
	return r
}

// entries returns the entries that count.
func (r *replayer) entries() entries {
	config := r.config
	var kept entries
	for _, l := range r.lines {
		r.apply(l, &kept)
	}
	for i, s := range kept.slots {
		kept.slots[i].at = min(s.at, 0)
	}
	kept.slots = append(kept.slots, slices.Repeat([]slot{{bulk: true}}, min(r.doubtful, config.Requests))...)
	kept.closed = min(kept.closed, config.longestClosed())
	kept.slots = slices.DeleteFunc(kept.slots, func(s slot) bool { return s.at <= -config.Window })
	slices.SortStableFunc(kept.slots, func(a, b slot) int { return cmp.Compare(a.at, b.at) })
	return kept
}

// replayer reads the lines of a ledger.
type replayer struct {
	config   Config
	opened   stamp
	lines    []line
	doubtful int // the slots that unreadable lines may have been; they count from now
	// current says that all lines are whole, and of this start of the system. Lines of another start are rewritten at once, while it is
	// known best how old they are.
	current bool
	// ended has, by start of the system, the time until which that system is known to have been up. The time of a slot's line
	// is a grace after the slot was given.
	ended map[string]time.Duration
}

// apply adds the entries of a line. replay moves a slot with a future time to now: its request was under way and ended with
// its process, or a clock was set back.
func (r *replayer) apply(l line, kept *entries) {
	s := slot{at: r.moment(l), bulk: l.class == bulkMark, caller: l.caller}
	switch {
	case l.class == closedMark:
		kept.closed = max(kept.closed, s.at)
	case l.count > 0:
		// More slots at one time than fill the budget change nothing.
		kept.slots = append(kept.slots, slices.Repeat([]slot{s}, min(l.count, r.config.Requests))...)
	default:
		kept.takeBack(s, -l.count)
	}
}

// moment returns the time of a line, relative to the opening of the ledger. This is the latest time that is possible by what
// is known.
func (r *replayer) moment(l line) time.Duration {
	byWall := l.wall.Sub(r.opened.wall)
	switch {
	case l.boot == "" || r.opened.boot == "":
		return byWall
	case l.boot == r.opened.boot:
		return l.uptime - r.opened.uptime
	}
	ended, known := r.ended[l.boot]
	if !known { // the start has only the upstream's word, which was for at most this long
		ended = l.uptime - r.config.longestClosed()
	}
	after := l.uptime - ended // how long after the end of its system the line's time is; negative before the end
	if l.class != closedMark {
		after = min(after, 0) // the request ended with the system
	}
	return max(byWall, after-r.opened.uptime)
}

// takeBack removes n slots of the same class and caller that are not later than s, the latest first, or as many as there are.
func (e *entries) takeBack(s slot, n int) {
	alike := func(other slot) bool { return other.bulk == s.bulk && other.caller == s.caller }
	for n > 0 {
		latest, found := time.Duration(0), false
		for _, other := range e.slots {
			if alike(other) && other.at <= s.at && (!found || other.at > latest) {
				latest, found = other.at, true
			}
		}
		if !found {
			return
		}
		e.slots = slices.DeleteFunc(e.slots, func(other slot) bool { // all slots of a block have one time
			if n == 0 || !alike(other) || other.at != latest {
				return false
			}
			n--
			return true
		})
	}
}
