package timeline

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// window is a span of creation time from start on, inclusive.
type window struct {
	start  string
	length int64 // in seconds
	// full is the end of a window that was too long, "" if there was none. About left rows remain before it.
	full string
	left int64
}

func (w window) stop() string { return wire.Shifted(w.start, time.Duration(w.length)*time.Second) }

func (w window) cursor() connectors.Cursor {
	text := w.start + "+" + strconv.FormatInt(w.length, 10)
	if w.full != "" {
		text += "+" + w.full + "+" + strconv.FormatInt(w.left, 10)
	}
	return connectors.Cursor(text)
}

// before returns the seconds from the window's start to a time, at least one.
func (w window) before(clock string) int64 { return max(wire.Seconds(w.start, clock), 1) }

// parseWindow parses a cursor.
func parseWindow(cursor connectors.Cursor) (window, bool) {
	parts := strings.Split(string(cursor), "+")
	if len(parts) != 2 && len(parts) != 4 {
		return window{}, false
	}
	length, err := strconv.ParseInt(parts[1], 10, 64)
	w := window{start: parts[0], length: length}
	if err != nil || length < 1 || length > endless || !wire.ValidClock(w.start) {
		return window{}, false
	}
	if len(parts) == 2 {
		return w, true
	}
	w.full = parts[2]
	w.left, err = strconv.ParseInt(parts[3], 10, 32)
	return w, err == nil && w.left >= 0 && wire.ValidClock(w.full)
}

// endless is the length in seconds of a window over all times that can be written.
const endless = 315_537_897_599

// readWindow returns the window of a cursor. Without a cursor, the window is the whole creation time asked for.
func (l *List) readWindow(cursor connectors.Cursor, end string) (window, error) {
	if cursor == "" {
		w := window{start: l.Range.CreatedFrom}
		if w.start == "" {
			w.start = l.FirstDay + " 00:00:00"
		}
		w.length = max(wire.Seconds(w.start, end), 1)
		return w, nil
	}
	w, ok := parseWindow(cursor)
	if !ok {
		return window{}, wire.Gone(l.Op)
	}
	return w, nil
}

// windows fetches the records created in one window, short enough for one page, so that no page can shift. Windows grow and
// shrink with their number of records. Creation never changes, so records stay in their windows.
func (l *List) windows(ctx context.Context, at connectors.PageRequest) (connectors.Page, resumer, error) {
	end := l.Range.CreatedBefore
	if end == "" {
		end = wire.UpperClock(time.Now().Add(24*time.Hour), l.Zone)
	}
	w, err := l.readWindow(at.Cursor, end)
	if err != nil {
		return connectors.Page{}, nil, err
	}
	var page connectors.Page
	hoped := w.length
	for {
		w.length = min(w.length, w.before(end))
		last := w.stop() >= end
		ans, err := l.created(ctx, w, last)
		if err != nil {
			return page, nil, err
		}
		ans, v, err := paging.Decide(&paging.Window{Server: l.server()}, ans, l.asking(ctx, ans))
		if err != nil {
			return page, nil, err
		}
		switch {
		case v.Step == paging.End:
			page.Notices = slices.Concat(page.Notices, ans.notices, v.Notices)
			if err := l.keep(ans.rows, w, last, &page); err != nil {
				return page, nil, err
			}
			if !last {
				page.Next = l.next(w, w.stop(), int64(len(page.Records))).cursor()
			}
			return page, resumeWithin(w, last, page.Records), nil
		case l.identified(ans) != nil:
			return page, nil, l.identified(ans)
		case w.length == 1:
			err = l.fullSecond(ctx, w, end, hoped, &page)
			return page, nil, err
		}
		w = l.shrunk(w, ans)
	}
}

// resumeWithin returns the rest of a window from each of its rows on. A row without an id may have no creation time of its own,
// and another place in a shorter window, so its page must be read again.
func resumeWithin(w window, last bool, rows []connectors.Record) resumer {
	if slices.ContainsFunc(rows, func(r connectors.Record) bool { return !r.Identified() }) {
		return nil
	}
	stop := w.stop()
	return func(r connectors.Record) connectors.Cursor {
		rest := window{start: clockOf(r), full: w.full, left: w.left}
		rest.length = rest.before(stop)
		if last {
			rest.length = endless // the end may move meanwhile
		}
		return rest.cursor()
	}
}

// next returns the window from start on, after a window with so many rows. Before the end of a window that was too long, it
// takes at most half of the rest, unless the remaining rows fit into one page.
func (l *List) next(w window, start string, rows int64) window {
	n := window{start: start, length: l.resized(w.length, int(rows), int(rows))}
	if w.full <= start {
		return n
	}
	n.full, n.left = w.full, max(w.left-rows, 0)
	rest := n.before(n.full)
	if n.left <= int64(l.fits()*2/3) {
		n.length = max(n.length, rest)
	} else {
		n.length = max(min(n.length, rest/2), 1)
	}
	return n
}

// shrunk returns a shorter window with the same start, given a page of a window with too many rows. If most rows share a
// second, they are an import, and the window ends before it.
func (l *List) shrunk(w window, ans answer) window {
	total := 2 * len(ans.rows)
	if ans.total != nil {
		total = *ans.total
	}
	s := window{start: w.start, full: w.stop(), left: int64(total)}
	s.length = max(min(w.length/2, l.resized(w.length, len(ans.rows), total)), 1)
	if clock, ok := crowded(ans.rows); ok && clock >= w.start && clock <= s.full {
		s.length = max(w.before(clock)-1, 1) // since rows at the upper end may come too
	}
	return s
}

// crowded returns the second that more than half of the rows share.
func crowded(rows []connectors.Record) (clock string, ok bool) {
	times := map[string]int{}
	for _, r := range rows {
		clock := clockOf(r)
		if times[clock]++; 2*times[clock] > len(rows) {
			return clock, true
		}
	}
	return "", false
}

// created asks for a window. It is not documented whether a period includes its ends, so one second more is asked for at both
// ends, at the lower one until a row proves that it is included. The last window has no upper end, unless the request has one.
func (l *List) created(ctx context.Context, w window, last bool) (answer, error) {
	lower := &l.Learned.lower
	a := l.size(Ask{From: w.start, To: w.stop(), floor: w.start, Created: true}, 0)
	if lower.Load() != inclusive {
		a.From = wire.Shifted(w.start, -time.Second)
	}
	if last && l.Range.CreatedBefore == "" {
		a.To = ""
	}
	ans, err := l.fetch(ctx, a)
	if err != nil || a.From == w.start || !slices.ContainsFunc(ans.rows, func(r connectors.Record) bool { return string(r.Key) == a.From }) {
		return ans, err
	}
	lower.Store(inclusive)
	if len(ans.rows) < ans.Limit {
		return ans, nil
	}
	a.From = w.start // without the rows of the second before, which may be many
	return l.fetch(ctx, a)
}

// keep adds the rows that were created in a window.
func (l *List) keep(rows []connectors.Record, w window, last bool, page *connectors.Page) error {
	stop := w.stop()
	if last {
		stop = l.Range.CreatedBefore // "" is no upper end
	}
	for _, r := range rows {
		switch key := clockOf(r); {
		case wire.Day(key) < wire.Day(wire.Shifted(w.start, -time.Second)):
			return wire.Ignored(l.Op, l.createdField("created_from"))
		case stop != "" && wire.Day(key) > wire.Day(stop):
			return wire.Ignored(l.Op, l.createdField("created_before"))
		case key < w.start, stop != "" && key >= stop:
			page.Outside++
		default:
			page.Records = append(page.Records, r)
		}
	}
	return nil
}

// createdField names the request field at fault: the preferred one if it was given, else the other.
func (l *List) createdField(preferred string) string {
	switch {
	case l.Range.CreatedFrom == "":
		return "created_before"
	case l.Range.CreatedBefore == "":
		return "created_from"
	default:
		return preferred
	}
}

// fits returns how many rows a page may have, as far as known.
func (l *List) fits() int { return l.Learned.fitting.Bound(l.sure()) }

// resized returns the length of a window that should have two thirds of a page, given that a window of the old length has total
// rows, of which sent came. It grows at most eightfold.
func (l *List) resized(length int64, sent, total int) int64 {
	page := int64(l.fits())
	if sent < total {
		page = int64(max(sent, 1)) // the server cuts pages to this length
	}
	longest := min(length, endless/8) * 8
	if total == 0 {
		return longest
	}
	return min(max(length*page*2/3/int64(total), 1), longest)
}

// fullSecond reads a whole second in which more records were created than a page holds. The next window is as long as this one
// was to be, since such a second says nothing about the time around it.
func (l *List) fullSecond(ctx context.Context, w window, end string, hoped int64, page *connectors.Page) error {
	rows, _, through, err := l.tiesOf(ctx, w.start, true, page)
	if errors.Is(err, errBeyond) {
		return wire.Ignored(l.Op, l.createdField("created_from"))
	}
	if err != nil {
		return err
	}
	next := wire.Shifted(through, time.Second)
	for _, r := range rows {
		if key := clockOf(r); key < w.start || l.Range.CreatedBefore != "" && key >= l.Range.CreatedBefore {
			page.Outside++
			continue
		}
		page.Records = append(page.Records, r)
	}
	if next < end {
		page.Next = window{start: next, length: hoped}.cursor()
	}
	return nil
}
