package spending

import (
	"cmp"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// Days is for how many days lines are kept.
const Days = 30

// writeWithin is how long lines may be only in memory.
const writeWithin = time.Minute

// Account is what a line is kept for.
type Account struct {
	// Source is the name of the source.
	Source string
	// Caller is the name of the caller, "" if there are no callers.
	Caller string
	// Interactive is the class of the calls.
	Interactive bool
}

// Line is what an account spent within an hour. The hour is in UTC.
type Line struct {
	Hour time.Time
	Account
	connectors.Cost
}

// Books keep lines. They are safe for concurrent use.
type Books struct {
	dir string
	log *slog.Logger

	mu     sync.Mutex
	days   map[string]*day // days that are not over or not written; all days if there is no folder
	timer  *time.Timer     // starts the next write; nil if there is nothing to write
	closed bool

	files  sync.Mutex // held while files are read or written; locked before mu
	pruned string     // the day of the last removal of old files
}

// day has the lines of a day.
type day struct {
	lines map[place]connectors.Cost
	// whole says whether the lines include those of the file. changed says whether the file lacks some of the lines.
	whole, changed bool
}

// place is what a line is about.
type place struct {
	hour time.Time
	Account
}

// Open returns books that use a folder. The folder must exist. With "" lines are only in memory.
func Open(dir string, log *slog.Logger) *Books {
	return &Books{dir: dir, log: log, days: map[string]*day{}}
}

// Add adds a cost to the line of an account for the current hour. Add never waits for a file.
func (b *Books) Add(a Account, c connectors.Cost) {
	b.mu.Lock()
	defer b.mu.Unlock()
	hour := time.Now().UTC().Truncate(time.Hour)
	d := b.day(hour.Format(time.DateOnly))
	at := place{hour, a}
	d.lines[at] = d.lines[at].Plus(c)
	d.changed = true
	if b.timer == nil && !b.closed {
		b.timer = time.AfterFunc(writeWithin, b.write)
	}
}

// day returns the day of a date, and creates it if needed. The caller holds mu.
func (b *Books) day(date string) *day {
	d := b.days[date]
	if d == nil {
		d = &day{lines: map[place]connectors.Cost{}, whole: b.dir == ""}
		b.days[date] = d
	}
	return d
}

// Close writes what is not yet written.
func (b *Books) Close() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.write()
}

// Lines returns the lines of a source for the hours that lie at least partly between two times, in the order of hour, caller
// and class.
func (b *Books) Lines(source string, from, before time.Time) []Line {
	b.files.Lock()
	defer b.files.Unlock()
	from, before = from.UTC(), before.UTC()
	if oldest := oldest(time.Now()); from.Before(oldest) {
		from = oldest
	}
	if tomorrow := time.Now().UTC().AddDate(0, 0, 1); before.After(tomorrow) {
		before = tomorrow
	}
	var lines []Line
	for date := from.Truncate(24 * time.Hour); date.Before(before); date = date.AddDate(0, 0, 1) {
		for at, cost := range b.of(date.Format(time.DateOnly)) {
			if at.Source == source && at.hour.Add(time.Hour).After(from) && at.hour.Before(before) {
				lines = append(lines, Line{Hour: at.hour, Account: at.Account, Cost: cost})
			}
		}
	}
	slices.SortFunc(lines, func(x, y Line) int {
		return cmp.Or(x.Hour.Compare(y.Hour), cmp.Compare(x.Caller, y.Caller), compareClass(x.Interactive, y.Interactive))
	})
	return lines
}

// compareClass orders bulk before interactive.
func compareClass(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	default:
		return 1
	}
}

// of returns a copy of the lines of a day. The caller holds files.
func (b *Books) of(date string) map[place]connectors.Cost {
	lines := map[place]connectors.Cost{}
	b.mu.Lock()
	whole := false
	if d := b.days[date]; d != nil {
		whole = d.whole
		merge(lines, d.lines)
	}
	b.mu.Unlock()
	if whole || b.dir == "" {
		return lines
	}
	kept, err := b.read(date)
	if err != nil {
		b.log.Warn("spending cannot be read", "day", date, "error", err.Error())
	}
	merge(lines, kept)
	return lines
}

// merge adds the costs of lines to other lines.
func merge(to, from map[place]connectors.Cost) {
	for at, cost := range from {
		to[at] = to[at].Plus(cost)
	}
}

// oldest returns the first day that is kept.
func oldest(now time.Time) time.Time { return now.UTC().Truncate(24*time.Hour).AddDate(0, 0, -Days) }
