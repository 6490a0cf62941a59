package spending

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/durable"
)

// suffix ends the name of the file of a day, after the date.
const suffix = ".jsonl"

const bulk, interactive = "bulk", "interactive"

// fileLine is a line in a file.
type fileLine struct {
	Hour    time.Time `json:"hour"`
	Source  string    `json:"source"`
	Caller  string    `json:"caller,omitempty"`
	Class   string    `json:"class"`
	Paid    int       `json:"paid,omitempty"`
	Shared  int       `json:"shared,omitempty"`
	Refused int       `json:"refused,omitempty"`
	// Waited is in seconds.
	Waited float64 `json:"waited,omitempty"`
}

// write writes the days that changed, and forgets the days that are over. If a day cannot be written, write tries again
// later.
func (b *Books) write() {
	b.files.Lock()
	defer b.files.Unlock()
	b.mu.Lock()
	if b.timer != nil {
		b.timer.Stop()
		b.timer = nil
	}
	dates := slices.Sorted(maps.Keys(b.days))
	b.mu.Unlock()
	today := time.Now().UTC().Format(time.DateOnly)
	for _, date := range dates {
		err := b.writeDay(date)
		if err != nil {
			b.log.Error("spending cannot be written; it is kept in memory and tried again", "day", date, "error", err.Error())
		}
		b.forget(date, today)
	}
	b.prune(today)
}

// writeDay writes a day if the day changed. The caller holds files.
func (b *Books) writeDay(date string) error {
	b.mu.Lock()
	d := b.days[date]
	whole, changed := d.whole, d.changed
	b.mu.Unlock()
	if !changed || b.dir == "" {
		return nil
	}
	var kept map[place]connectors.Cost
	if !whole {
		var err error
		if kept, err = b.read(date); err != nil {
			return err
		}
	}
	b.mu.Lock()
	merge(d.lines, kept)
	d.whole, d.changed = true, false
	text, err := encode(d.lines)
	b.mu.Unlock()
	if err == nil {
		err = durable.Write(filepath.Join(b.dir, date+suffix), text)
	}
	if err != nil {
		b.mu.Lock()
		defer b.mu.Unlock()
		d.changed = true
	}
	return err
}

// forget forgets a day that is over and written, or too old. If the day is not yet written, forget starts the timer for the
// next write.
func (b *Books) forget(date, today string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	d := b.days[date]
	switch {
	case date < oldest(time.Now()).Format(time.DateOnly), b.dir != "" && date < today && !d.changed:
		delete(b.days, date)
	case b.dir != "" && d.changed && b.timer == nil && !b.closed:
		b.timer = time.AfterFunc(writeWithin, b.write)
	}
}

// prune removes the files of days that are too old. It runs once a day.
func (b *Books) prune(today string) {
	if b.dir == "" || b.pruned == today {
		return
	}
	b.pruned = today
	files, err := os.ReadDir(b.dir)
	for _, f := range files {
		date, isDay := strings.CutSuffix(f.Name(), suffix)
		if _, wrong := time.Parse(time.DateOnly, date); isDay && wrong == nil && date < oldest(time.Now()).Format(time.DateOnly) {
			err = errors.Join(err, os.Remove(filepath.Join(b.dir, f.Name())))
		}
	}
	if err != nil {
		b.log.Warn("old spending cannot be removed", "error", err.Error())
	}
}

// read reads the lines of a day from its file. It leaves out all that is not a line of the day.
func (b *Books) read(date string) (map[place]connectors.Cost, error) {
	text, err := os.ReadFile(filepath.Join(b.dir, date+suffix))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	lines, unreadable := map[place]connectors.Cost{}, 0
	for line := range bytes.Lines(text) {
		at, cost, ok := parse(line)
		if !ok || at.hour.Format(time.DateOnly) != date {
			unreadable++
			continue
		}
		lines[at] = lines[at].Plus(cost)
	}
	if unreadable > 0 {
		b.log.Warn("lines of spending cannot be read and are left out", "day", date, "lines", unreadable)
	}
	return lines, nil
}

// encode returns the lines of a day in the format of its file.
func encode(lines map[place]connectors.Cost) ([]byte, error) {
	var text bytes.Buffer
	order := slices.SortedFunc(maps.Keys(lines), func(x, y place) int {
		return cmp.Or(x.hour.Compare(y.hour), cmp.Compare(x.Source, y.Source), cmp.Compare(x.Caller, y.Caller),
			compareClass(x.Interactive, y.Interactive))
	})
	for _, at := range order {
		c := lines[at]
		line := fileLine{
			Hour: at.hour, Source: at.Source, Caller: at.Caller, Class: bulk,
			Paid: c.Paid, Shared: c.Shared, Refused: c.Refused, Waited: c.Waited.Round(time.Millisecond).Seconds(),
		}
		if at.Interactive {
			line.Class = interactive
		}
		encoded, err := json.Marshal(line)
		if err != nil {
			return nil, err
		}
		text.Write(append(encoded, '\n'))
	}
	return text.Bytes(), nil
}

// parse reads a line of a file, and reports whether the text is a line.
func parse(text []byte) (at place, cost connectors.Cost, ok bool) {
	var line fileLine
	if err := json.Unmarshal(text, &line); err != nil {
		return at, cost, false
	}
	const longest = math.MaxInt64 / float64(time.Second) / 2
	ok = line.Source != "" && (line.Class == bulk || line.Class == interactive) && line.Hour.Equal(line.Hour.Truncate(time.Hour)) &&
		line.Paid >= 0 && line.Shared >= 0 && line.Refused >= 0 && line.Waited >= 0 && line.Waited < longest
	at = place{line.Hour.UTC(), Account{Source: line.Source, Caller: line.Caller, Interactive: line.Class == interactive}}
	cost = connectors.Cost{
		Paid: line.Paid, Shared: line.Shared, Refused: line.Refused, Waited: time.Duration(line.Waited * float64(time.Second)),
	}
	return at, cost, ok
}
