package quota

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/crmstream/crmstream/internal/durable"
)

// ledger is the file of what a budget must remember. A nil ledger keeps nothing. Lines may be added by several goroutines, and are then
// in the file in any order. rewrite, close and recall are called only while no other goroutine adds slots.
type ledger struct {
	path   string
	clocks clocks
	sync   func(*os.File) error // (*os.File).Sync; tests that simulate months replace it to save time

	mu    sync.Mutex
	file  *os.File
	lines int
	torn  bool // the last write failed and may have left a part of a line
}

// slack is how many lines a ledger may hold beyond twice the number of slots that count, before it is rewritten.
const slack = 1024

// ledgerPath returns the path of the ledger of a budget.
func ledgerPath(dir, name string) string { return filepath.Join(dir, name+ledgerSuffix) }

// openLedger reads the ledger of a budget, rewrites it with the entries that count, and returns these entries in the order of
// time.
func openLedger(dir string, config Config, c clocks) (l *ledger, kept entries, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, kept, err
	}
	l = &ledger{path: ledgerPath(dir, config.Name), clocks: c, sync: (*os.File).Sync}
	written, err := os.ReadFile(l.path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, kept, err
	}
	opened := c.now()
	kept = replay(written, config, opened)
	if err := l.rewrite(kept, 0, opened); err != nil {
		return nil, kept, errors.Join(err, l.close())
	}
	return l, kept, nil
}

// now reads the clocks anew, because a clock may have been corrected since the budget was opened. A later process compares
// with the corrected clocks.
func (l *ledger) now() stamp {
	if l == nil {
		return stamp{}
	}
	return l.clocks.now()
}

// text returns the lines of entries; now is the present in the window.
func text(e entries, now time.Duration, present stamp) []byte {
	var b bytes.Buffer
	for _, s := range e.slots {
		fmt.Fprintln(&b, line{stamp: present.after(s.at - now), class: classOf(s), caller: s.caller, count: 1})
	}
	if e.closed > now {
		fmt.Fprintln(&b, line{stamp: present.after(e.closed - now), class: closedMark, count: 1})
	}
	return b.Bytes()
}

// long reports whether the file is so long that it is to be rewritten, given how many slots count.
func (l *ledger) long(counting int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lines >= 2*counting+slack
}

// append adds entries, and syncs.
func (l *ledger) append(added entries, now time.Duration, present stamp) error {
	if l == nil {
		return nil
	}
	return l.add(text(added, now, present), l.sync)
}

// takeBack adds a line which says that the slot of a request that was not sent no longer counts; given is the time of the
// slot in the ledger. The line is not synced.
func (l *ledger) takeBack(s slot, given stamp) error {
	if l == nil {
		return nil
	}
	back := line{stamp: given, class: classOf(s), caller: s.caller, count: -1}
	return l.add(fmt.Appendln(nil, back), func(*os.File) error { return nil })
}

// add writes lines at the end of the file, and calls sync.
func (l *ledger) add(lines []byte, sync func(*os.File) error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.torn {
		lines = append([]byte("\n"), lines...)
	}
	_, err := l.file.Write(lines)
	if err = errors.Join(err, sync(l.file)); err != nil {
		l.torn = true
		return err
	}
	l.torn = false
	l.lines += bytes.Count(lines, []byte("\n"))
	return nil
}

// rewrite replaces the file by one that holds only these entries. A crash leaves the old file or the new file.
func (l *ledger) rewrite(kept entries, now time.Duration, present stamp) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := text(kept, now, present)
	err := errors.Join(l.closeFile(), durable.Write(l.path, lines))
	// After an error, too, later lines go to the file that is there now.
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

// close closes the file.
func (l *ledger) close() error {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.closeFile()
}

func (l *ledger) closeFile() error {
	if l.file == nil {
		return nil
	}
	return l.file.Close()
}
