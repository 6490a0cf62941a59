package quota

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/crmstream/crmstream/internal/durable"
)

// ledger is the file of what a budget must remember. A nil ledger keeps nothing.
type ledger struct {
	path   string
	clocks clocks
	file   *os.File
	sync   func(*os.File) error // (*os.File).Sync, for which simulated months have no time
	lines  int
	torn   bool // the last write failed and may have left a part of a line
}

// slack is how many lines a ledger may hold beyond twice what counts before it is written anew.
const slack = 1024

// ledgerPath returns the ledger of the budget of a name.
func ledgerPath(dir, name string) string { return filepath.Join(dir, name+ledgerSuffix) }

// openLedger reads the ledger of a budget, writes it anew with what counts, and returns that in the order of time.
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

// now looks at the clocks as they are, not as they were when the budget was opened: a later process will compare with the
// corrected ones.
func (l *ledger) now() stamp {
	if l == nil {
		return stamp{}
	}
	return l.clocks.now()
}

// text returns the lines of entries, where now is the present in the window.
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

// write adds entries. All are those that count, with the added ones; they are what is kept when the file got too long.
func (l *ledger) write(added, all entries, now time.Duration, present stamp) error {
	if l == nil {
		return nil
	}
	if l.lines >= 2*len(all.slots)+slack {
		return l.rewrite(all, now, present)
	}
	return l.add(text(added, now, present), l.sync)
}

// takeBack adds that the slot of a request that was not sent, which was given for this moment, counts no more. It is not
// synced.
func (l *ledger) takeBack(s slot, given stamp) error {
	if l == nil {
		return nil
	}
	back := line{stamp: given, class: classOf(s), caller: s.caller, count: -1}
	return l.add(fmt.Appendln(nil, back), func(*os.File) error { return nil })
}

// add writes lines at the end of the file.
func (l *ledger) add(lines []byte, sync func(*os.File) error) error {
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

// rewrite replaces the file by one that holds these entries only. A crash leaves the one or the other.
func (l *ledger) rewrite(kept entries, now time.Duration, present stamp) error {
	lines := text(kept, now, present)
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
