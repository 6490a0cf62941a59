package quota

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"
)

// replay returns what counts of the text of a ledger, at the moment opened, which is the origin of the entries' times.
func replay(text []byte, config Config, opened stamp) entries {
	r := replayer{config: config, opened: opened, ended: map[string]time.Duration{}}
	for text := range bytes.Lines(text) {
		content, ended := bytes.CutSuffix(text, []byte("\n"))
		switch l, ok := parseLine(string(content), ended); {
		case len(content) == 0:
		case ok:
			r.lines = append(r.lines, l)
		default:
			r.doubtful += unreadable(strings.TrimRight(string(text), "\n"))
		}
	}
	for _, l := range r.lines {
		if last, known := r.ended[l.boot]; l.class != closedMark && l.count > 0 && (!known || l.uptime-config.grace() > last) {
			r.ended[l.boot] = l.uptime - config.grace()
		}
	}
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
	doubtful int // slots that lines which cannot be read may have been: they count from now
	// ended is, by start of the system, until when that is known to have been up: a request is given a grace before its time.
	ended map[string]time.Duration
}

// apply enters what a line tells. The slot of a time to come is from now: its request was under way, and ended with its
// process; or a clock was set back.
func (r *replayer) apply(l line, kept *entries) {
	s := slot{at: r.moment(l), bulk: l.class == bulkMark, caller: l.caller}
	switch {
	case l.class == closedMark:
		kept.closed = max(kept.closed, s.at)
	case l.count > 0:
		// More than fill the budget, at one time, tell nothing more.
		kept.slots = append(kept.slots, slices.Repeat([]slot{s}, min(l.count, r.config.Requests))...)
	default:
		for range min(-l.count, len(kept.slots)) {
			kept.takeBack(s)
		}
	}
}

// moment returns when a line's moment was or will be, since the ledger was opened: the latest it can have been, by what is
// known.
func (r *replayer) moment(l line) time.Duration {
	byWall := l.wall.Sub(r.opened.wall)
	switch {
	case l.boot == "" || r.opened.boot == "":
		return byWall
	case l.boot == r.opened.boot:
		return l.uptime - r.opened.uptime
	}
	ended, known := r.ended[l.boot]
	if !known { // a word of the upstream alone, which was not for longer than this
		ended = l.uptime - r.config.longestClosed()
	}
	after := l.uptime - ended // what of it was left when its system ended, or was over then
	if l.class != closedMark {
		after = min(after, 0) // its request ended with the system
	}
	return max(byWall, after-r.opened.uptime)
}

// takeBack removes the latest slot of the class and the caller that is not later than this one, and reports whether there was one.
func (e *entries) takeBack(s slot) bool {
	found := -1
	for i, other := range e.slots {
		if other.bulk == s.bulk && other.caller == s.caller && other.at <= s.at && (found < 0 || other.at >= e.slots[found].at) {
			found = i
		}
	}
	if found < 0 {
		return false
	}
	e.slots = slices.Delete(e.slots, found, found+1)
	return true
}
