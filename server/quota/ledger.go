package quota

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/internal/durable"
)

// ledger is the file of what a budget must remember: a line for each slot, its time and who it was for, and one for the
// word of the upstream, until when it holds. A nil ledger keeps nothing.
type ledger struct {
	path   string
	opened time.Time // the origin of the entries' times
	file   *os.File
	sync   func(*os.File) error // (*os.File).Sync, for which simulated months have no time
	lines  int
	torn   bool // the last write failed and may have left a part of a line
}

const (
	bulkMark, interactiveMark, closedMark = "bulk", "interactive", "closed"
	// shortestLine is the length of the shortest line with its end.
	shortestLine = len("2006-01-02T15:04:05Z " + bulkMark + "\n")
	// slack is how many lines a ledger may hold beyond twice what counts before it is written anew.
	slack = 1024
)

// openLedger reads the ledger of a budget, writes it anew with what counts, and returns that in the order of time.
func openLedger(dir string, config Config, now time.Time) (l *ledger, kept entries, err error) {
	if err := durable.MakeFolder(dir); err != nil {
		return nil, kept, err
	}
	l = &ledger{path: filepath.Join(dir, config.Name+".ledger"), opened: now, sync: (*os.File).Sync}
	text, err := os.ReadFile(l.path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, kept, err
	}
	for line := range bytes.Lines(text) {
		l.parse(strings.TrimRight(string(line), "\n"), &kept)
	}
	kept.closed = min(kept.closed, config.longestClosed())
	kept.slots = slices.DeleteFunc(kept.slots, func(s slot) bool { return s.at <= -config.Window })
	slices.SortStableFunc(kept.slots, func(a, b slot) int { return cmp.Compare(a.at, b.at) })
	if err := l.renew(kept, 0); err != nil {
		return nil, kept, errors.Join(err, l.close())
	}
	return l, kept, nil
}

// parse reads one line. One that cannot be read counts from now, once for each slot it may have been. The slot of a time
// to come is from now as well: its request was under way, and ended with its process; or a clock was set back.
func (l *ledger) parse(line string, kept *entries) {
	stamp, mark, _ := strings.Cut(line, " ")
	wall, err := time.Parse(time.RFC3339Nano, stamp)
	at := wall.Sub(l.opened)
	switch {
	case line == "":
	case err == nil && mark == closedMark:
		kept.closed = max(kept.closed, at)
	case err == nil && (mark == bulkMark || mark == interactiveMark):
		kept.slots = append(kept.slots, slot{at: min(at, 0), bulk: mark == bulkMark})
	default:
		kept.slots = append(kept.slots, slices.Repeat([]slot{{bulk: true}}, (len(line)+shortestLine-1)/shortestLine)...)
	}
}

// text returns the lines of entries, at the time now. It reckons from the wall clock as it is, not as it was when the
// budget was opened: a later process will compare with the corrected one.
func text(e entries, now time.Duration) []byte {
	var b bytes.Buffer
	wall := time.Now().UTC()
	line := func(at time.Duration, mark string) {
		fmt.Fprintf(&b, "%s %s\n", wall.Add(at-now).Format(time.RFC3339Nano), mark)
	}
	for _, s := range e.slots {
		if s.bulk {
			line(s.at, bulkMark)
		} else {
			line(s.at, interactiveMark)
		}
	}
	if e.closed > now {
		line(e.closed, closedMark)
	}
	return b.Bytes()
}

// write adds entries. All are those that count, with the added ones; they are what is kept when the file got too long.
func (l *ledger) write(added, all entries, now time.Duration) error {
	if l == nil {
		return nil
	}
	if l.lines >= 2*len(all.slots)+slack {
		return l.renew(all, now)
	}
	lines := text(added, now)
	if l.torn {
		lines = append([]byte("\n"), lines...)
	}
	_, err := l.file.Write(lines)
	if err = errors.Join(err, l.sync(l.file)); err != nil {
		l.torn = true
		return err
	}
	l.torn = false
	l.lines += bytes.Count(lines, []byte("\n"))
	return nil
}

// renew replaces the file by one that holds these entries only. A crash leaves the one or the other.
func (l *ledger) renew(kept entries, now time.Duration) error {
	lines := text(kept, now)
	err := errors.Join(l.close(), durable.Write(l.path, lines))
	// Whatever went wrong, the file that is there now takes the lines to come.
	file, openErr := durable.OpenAppend(l.path)
	if err = errors.Join(err, openErr); err != nil {
		l.torn = true
	}
	l.file = file
	if err == nil {
		l.lines, l.torn = bytes.Count(lines, []byte("\n")), false
	}
	return err
}

// close ends the use of the file.
func (l *ledger) close() error {
	if l == nil || l.file == nil {
		return nil
	}
	return l.file.Close()
}
