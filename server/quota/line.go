package quota

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A line of a ledger is
//
//	v2 WALL BOOT MS CLASS CALLER COUNT
//
// WALL is the time by the wall clock, BOOT the name of the start of the system and MS the milliseconds since then, which is
// negative for what was before it; both are - where there is no such clock. CLASS is bulk or interactive, for requests that
// count from that time, or closed, for the upstream's word, which holds until that time. CALLER is for whom, - if that is
// not known. COUNT is how many requests it was; a negative one takes back as many lines of the class and the caller, from the
// latest that is not later. Lines of versions before are "WALL CLASS", for one request.
type line struct {
	stamp
	class  string
	caller string // "" if not known
	count  int
}

const (
	lineMark                              = "v2"
	bulkMark, interactiveMark, closedMark = "bulk", "interactive", "closed"
	none                                  = "-"
	// shortestLine is the length of the shortest line of any version, with its end.
	shortestLine = len("2006-01-02T15:04:05Z " + bulkMark + "\n")
)

// bootNames is what starts of the system may be called, in lines.
var bootNames = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,63}$`)

// String returns the line without its end. Times since boot are rounded up: a request counts too long rather than too short.
func (l line) String() string {
	boot, ms := none, none
	if l.boot != "" {
		boot, ms = l.boot, strconv.FormatInt(milliseconds(l.uptime), 10)
	}
	return fmt.Sprintf("%s %s %s %s %s %s %d", lineMark, l.wall.UTC().Format(time.RFC3339Nano), boot, ms, l.class, cmp.Or(l.caller, none), l.count)
}

// milliseconds rounds up.
func milliseconds(d time.Duration) int64 {
	ms := d.Milliseconds()
	if d > time.Duration(ms)*time.Millisecond {
		ms++
	}
	return ms
}

// parseLine reads a line without its end, and reports whether it is one. ended tells whether its end was there.
func parseLine(text string, ended bool) (line, bool) {
	words := strings.Split(text, " ")
	switch {
	case len(words) == 2:
		wall, err := time.Parse(time.RFC3339Nano, words[0])
		return line{stamp: stamp{wall: wall}, class: words[1], count: 1}, err == nil && isClass(words[1])
	case len(words) != 7 || words[0] != lineMark || !ended: // its last number may have been a longer one
		return line{}, false
	}
	l := line{class: words[4]}
	if words[5] != none {
		l.caller = words[5]
	}
	wall, wallErr := time.Parse(time.RFC3339Nano, words[1])
	count, countErr := strconv.ParseInt(words[6], 10, 32)
	l.wall, l.count = wall, int(count)
	return l, wallErr == nil && countErr == nil && isClass(l.class) && words[5] != "" && l.parseUptime(words[2], words[3])
}

// parseUptime reads the name of a start of the system and the time since then.
func (l *line) parseUptime(boot, ms string) bool {
	if boot == none && ms == none {
		return true
	}
	const most = 1 << 62 / int64(time.Millisecond) // in milliseconds: some 146 years
	n, err := strconv.ParseInt(ms, 10, 64)
	l.boot, l.uptime = boot, time.Duration(n)*time.Millisecond
	return err == nil && -most < n && n < most && bootNames.MatchString(boot)
}

func isClass(word string) bool {
	return word == bulkMark || word == interactiveMark || word == closedMark
}

// classOf returns the class of a slot.
func classOf(s slot) string {
	if s.bulk {
		return bulkMark
	}
	return interactiveMark
}

// unreadable returns how many slots a text may have been that is no line: one that begins as ours do is as many as begin in
// it, where all of it is text. Anything else may have been the shortest lines there are.
func unreadable(text string) int {
	strange := func(r rune) bool { return r < ' ' || r > '~' }
	if strings.HasPrefix(text, lineMark+" ") && strings.IndexFunc(text, strange) < 0 {
		return strings.Count(text, lineMark+" ")
	}
	return (len(text) + shortestLine - 1) / shortestLine
}
