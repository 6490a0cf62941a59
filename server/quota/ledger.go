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

// ledger is the file of what a budget must remember. A nil ledger keeps nothing. The file is open only while something is written, so
// that a thousand budgets need no descriptors, and is created with its first line. Lines may be added by several goroutines, and are then
// in the file in any order. rewrite and recall are called only while no other goroutine adds slots.
type ledger struct {
	path   string
	config Config // has the hosts that are written before the file is created
	clocks clocks
	sync   func(*os.File) error // (*os.File).Sync; tests that simulate months replace it to save time

	mu      sync.Mutex
	created bool
	lines   int
	torn    bool // the last write failed and may have left a part of a line
}

// unsynced is the sync of lines that need none.
func unsynced(*os.File) error { return nil }

// slack is how many lines a ledger may hold beyond twice the number of slots that count, before it is rewritten.
const slack = 1024

// ledgerPath returns the path of the ledger of a budget.
func ledgerPath(dir, name string) string { return filepath.Join(dir, name+ledgerSuffix) }

// openLedger reads the ledger of a budget, and returns the entries that count in the order of time. It rewrites the file with these
// entries, unless the file is good as it is.
func openLedger(dir string, config Config, c clocks) (l *ledger, kept entries, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, kept, err
	}
	l = &ledger{path: ledgerPath(dir, config.Name), config: config, clocks: c, sync: (*os.File).Sync}
	written, err := l.read()
	if err != nil {
		return nil, kept, err
	}
	opened := c.now()
	r := readLedger(written, config, opened)
	kept = r.entries()
	l.created, l.lines = written != nil, bytes.Count(written, []byte("\n"))
	if !l.created || l.lines < slack && r.current {
		return l, kept, nil
	}
	return l, kept, l.rewrite(kept, 0, opened)
}

// read returns the text of the file, nil if there is no file.
func (l *ledger) read() ([]byte, error) {
	written, err := os.ReadFile(l.path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	return written, err
}

// now reads the clocks anew, because a clock may have been corrected since the budget was opened. A later process compares
// with the corrected clocks.
func (l *ledger) now() stamp {
	if l == nil {
		return stamp{}
	}
	return l.clocks.now()
}

// text returns the lines of entries; now is the present in the window. Slots of one time, class and caller that follow each other share
// lines, as those of a block do, with no more of them in a line than a block has.
func (e entries) text(now time.Duration, present stamp, config Config) []byte {
	var b bytes.Buffer
	most := config.blockSize()
	for i := 0; i < len(e.slots); {
		s, count := e.slots[i], 1
		for count < most && i+count < len(e.slots) && e.slots[i+count] == s {
			count++
		}
		fmt.Fprintln(&b, line{stamp: present.after(s.at - now), class: classOf(s), caller: s.caller, count: count})
		i += count
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
	return l.add(added.text(now, present, l.config), l.sync)
}

// takeBack adds a line which says that the slot of a request that was not sent no longer counts; given is the time of the
// slot in the ledger. The line is not synced.
func (l *ledger) takeBack(s slot, given stamp) error {
	if l == nil {
		return nil
	}
	back := line{stamp: given, class: classOf(s), caller: s.caller, count: -1}
	return l.add(fmt.Appendln(nil, back), unsynced)
}

// add writes lines at the end of the file, and calls sync.
func (l *ledger) add(lines []byte, sync func(*os.File) error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.created {
		if err := writeHosts(l.config, filepath.Dir(l.path)); err != nil {
			return err
		}
		if err := durable.Write(l.path, nil); err != nil {
			return err
		}
		l.created = true
	}
	file, err := durable.OpenExisting(l.path) // a file that was removed must not be replaced by one that knows less
	if err != nil {
		return err
	}
	if l.torn {
		lines = append([]byte("\n"), lines...)
	}
	_, err = file.Write(lines)
	err = errors.Join(err, sync(file), file.Close())
	if l.torn = err != nil; l.torn {
		return err
	}
	l.lines += bytes.Count(lines, []byte("\n"))
	return nil
}

// rewrite replaces the file by one that holds only these entries. A crash leaves the old file or the new file.
func (l *ledger) rewrite(kept entries, now time.Duration, present stamp) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := kept.text(now, present, l.config)
	if err := durable.Write(l.path, lines); err != nil {
		return err // the old file is as it was, or the new one is there: both are whole
	}
	l.created, l.lines, l.torn = true, bytes.Count(lines, []byte("\n")), false
	return nil
}
