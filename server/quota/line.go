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
// WALL is the time by the wall clock. BOOT is the id of the start of the system, and MS is the milliseconds since that start,
// negative for a moment before it. Both are - if there is no such clock. CLASS is bulk, interactive or closed. The requests
// of a bulk or interactive line count from its time. A closed line has the upstream's word, which holds until its time.
// CALLER is the caller of the requests, - if the caller is not known. COUNT is the number of requests, which is more than 1 for a
// block. A negative COUNT takes back as many requests of the class and the caller, from the latest that is not later than the
// line. Lines of older versions are "WALL CLASS", for one request.
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

// bootNames matches the ids of starts of the system in lines.
var bootNames = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,63}$`)

// String returns the line without its end. Times since boot are rounded up, so that a request counts too long rather than too
// short.
func (l line) String() string {
	boot, ms := none, none
	if l.boot != "" {
		boot, ms = l.boot, strconv.FormatInt(milliseconds(l.uptime), 10)
	}
	return fmt.Sprintf("%s %s %s %s %s %s %d", lineMark, l.wall.UTC().Format(time.RFC3339Nano), boot, ms, l.class, cmp.Or(l.caller, none), l.count)
}

// milliseconds returns d in milliseconds, rounded up.
func milliseconds(d time.Duration) int64 {
	ms := d.Milliseconds()
	if d > time.Duration(ms)*time.Millisecond {
		ms++
	}
	return ms
}

// parseLine reads a line without its end, and reports whether the text is a line. ended says whether the line had its end.
func parseLine(text string, ended bool) (line, bool) {
	words := strings.Split(text, " ")
	switch {
	case len(words) == 2:
		wall, err := time.Parse(time.RFC3339Nano, words[0])
		return line{stamp: stamp{wall: wall}, class: words[1], count: 1}, err == nil && isClass(words[1])
	case len(words) != 7 || words[0] != lineMark || !ended: // without its end, the last number may lack digits
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

// parseUptime reads the id of a start of the system and the time since that start. It reports whether both are valid.
func (l *line) parseUptime(boot, ms string) bool {
	if boot == none && ms == none {
		return true
	}
	const most = 1 << 62 / int64(time.Millisecond) // in milliseconds; about 146 years
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

// unreadable returns how many lines of requests an unreadable text may have been. A printable text that begins like a line of this
// version counts as many lines as it has such beginnings. Any other text may have been lines of the shortest length.
func unreadable(text string) int {
	strange := func(r rune) bool { return r < ' ' || r > '~' }
	if strings.HasPrefix(text, lineMark+" ") && strings.IndexFunc(text, strange) < 0 {
		return strings.Count(text, lineMark+" ")
	}
	return (len(text) + shortestLine - 1) / shortestLine
}
