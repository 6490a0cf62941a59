package proxima

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// day is a day of UTC, counted from 1970-01-01.
type day int64

const secondsPerDay = 24 * 60 * 60

// The first and the last day that four digits of a year can express.
const (
	earliestDay = day(-719162) // 0001-01-01
	latestDay   = day(2932896) // 9999-12-31
)

func dayOf(t time.Time) day {
	seconds := t.Unix()
	d := day(seconds / secondsPerDay)
	if seconds%secondsPerDay < 0 {
		d--
	}
	return d
}

func parseDay(text string) (day, error) {
	t, err := time.Parse(time.DateOnly, text)
	return dayOf(t), err
}

// time returns the day's first moment.
func (d day) time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// String returns YYYY-MM-DD. For a day outside of that range it returns the nearest day in it.
func (d day) String() string {
	return min(max(d, earliestDay), latestDay).time().Format(time.DateOnly)
}

// key returns the least key of visits that start on the day.
func (d day) key() string { return d.String() + "T00:00:00" }

// The length of windows follows their number of batches of 500 visits.
const (
	growBatches   = 1  // at most so many: the next window is twice as long
	shrinkBatches = 20 // more than that: the next window is half as long
	splitBatches  = 40 // more than that: the window itself is read in halves
	// growDays is the length at which growing ends, unless the settings start with longer windows.
	growDays = 92
)

// window is the range of start days that a page covers.
type window struct {
	first, last day
	// days is the planned length. At the end of a list the window may be shorter.
	days int
	// whole reports whether the window is the whole list, which the request names by ids. Such a window is not split.
	whole bool
}

// windowAt returns the window of a cursor. ok is false when the list has no such window, or no longer has it.
func (c *Client) windowAt(q *query, cursor connectors.Cursor) (w window, ok bool, err error) {
	if q.idText != "" {
		if cursor != "" {
			return window{}, false, errCursor(cursor)
		}
		return window{first: q.first, last: q.last, whole: true}, q.first <= q.last, nil
	}
	w = window{first: q.first, days: c.settings.WindowDays}
	if cursor != "" {
		if w, err = parseCursor(cursor); err != nil {
			return window{}, false, err
		}
	}
	w.last = min(w.first+day(w.days)-1, q.last)
	return w, w.first <= w.last, nil
}

func (w window) cursor() connectors.Cursor {
	return connectors.Cursor(w.first.String() + "/" + strconv.Itoa(w.days))
}

// parseCursor reads a window's first day and its planned length.
func parseCursor(cursor connectors.Cursor) (window, error) {
	first, length, _ := strings.Cut(string(cursor), "/")
	start, err := parseDay(first)
	days, err2 := strconv.Atoi(length)
	w := window{first: start, days: days}
	if err != nil || err2 != nil || days < 1 || days > maxWindowDays || start < earliestDay || w.cursor() != cursor {
		return window{}, errCursor(cursor)
	}
	return w, nil
}

func errCursor(cursor connectors.Cursor) error {
	return failure(connectors.KindCursorGone, "", "%q is not a window of days", string(cursor))
}

// half returns the first half of the window.
func (w window) half() window {
	w.days = (int(w.last-w.first) + 2) / 2
	w.last = w.first + day(w.days) - 1
	return w
}

// length returns how many days the window has.
func (w window) length() int { return int(w.last-w.first) + 1 }

// within returns the window, or its beginning if no more rows are known to fit into an answer.
func (w window) within(fitting *rest.Fitting) window {
	if !w.whole {
		w.days = fitting.Bound(w.days)
		w.last = min(w.last, w.first+day(w.days)-1)
	}
	return w
}

// tooLong reports whether a window failed in a way that half of the window may not.
func (w window) tooLong(fitting *rest.Fitting, err error) bool {
	if w.whole {
		return false
	}
	_, large := fitting.Halve(w.length(), err)
	return large || errors.Is(err, errTooMany)
}

// advised adds to the error of a window that is too large and cannot be halved what the caller can do.
func (w window) advised(err error) error {
	if w.whole {
		return askFewer(err)
	}
	return rest.Advised(err, "the window is a single day and the days by which windows overlap: set pad_days to less")
}

// next returns the window after this one, given this window's number of batches and the number of wanted records, 0 for all. A
// call that wanted fewer records than it read is likely followed by one that reads the same window again for the rest. Such
// calls get windows of one batch. ok is false at the end of the list.
func (c *Client) next(q *query, w window, batches, want int) (next window, ok bool) {
	if w.whole || w.last >= q.last {
		return window{}, false
	}
	days := w.days
	switch {
	case batches <= growBatches:
		days = min(2*days, max(growDays, c.settings.WindowDays))
	case want > 0 && want <= (batches-1)*fullBatch:
		days = max(days/batches, 1)
	case batches > shrinkBatches:
		days = (days + 1) / 2
	}
	return window{first: w.last + 1, days: days}, true
}

// ahead returns a function that finds the windows after the next one, which are as long as this window and the next. The
// function is nil where these two differ in length: while the length changes, windows that are read ahead could be more jobs
// than necessary.
func (w window) ahead(q *query, next window) func(connectors.Cursor) connectors.Cursor {
	if next.days != w.days {
		return nil
	}
	return func(from connectors.Cursor) connectors.Cursor {
		behind, err := parseCursor(from)
		if err != nil || behind.first+day(behind.days) > q.last {
			return ""
		}
		return window{first: behind.first + day(behind.days), days: w.days}.cursor()
	}
}

// joins reports whether a cursor's window begins where this one does or before it, whatever their lengths.
func (w window) joins(cursor connectors.Cursor) bool {
	other, err := parseCursor(cursor)
	return err == nil && other.first <= w.first
}

// period returns the days to request from the upstream.
func (c *Client) period(w window) arguments {
	pad := day(c.settings.PadDays)
	return arguments{DateFrom: (w.first - pad).String(), DateTill: (w.last + pad).String()}
}

// most returns the largest number of batches with which the window is read and not halved, 0 for a window that cannot be
// halved.
func (w window) most() int {
	if w.whole || w.first == w.last {
		return 0
	}
	return splitBatches
}
