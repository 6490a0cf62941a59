package apro

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// window is a span of creation time, of which start belongs to it.
type window struct {
	start  string
	length int64 // in seconds
}

func (w window) stop() string { return shifted(w.start, time.Duration(w.length)*time.Second) }

func (w window) cursor() connectors.Cursor {
	return connectors.Cursor(w.start + "+" + strconv.FormatInt(w.length, 10))
}

// window reads a cursor. Without one, all of the creation time that was asked for is tried at once.
func (l *listing) window(cursor connectors.Cursor, end string) (window, error) {
	if cursor == "" {
		w := window{start: l.scope.createdFrom}
		if w.start == "" {
			w.start = l.settings.FirstDay + " 00:00:00"
		}
		w.length = max(seconds(w.start, end), 1)
		return w, nil
	}
	start, length, _ := strings.Cut(string(cursor), "+")
	n, err := strconv.ParseInt(length, 10, 64)
	if err != nil || n < 1 || n > seconds("0001-01-01 00:00:00", "9999-12-31 23:59:59") || !validClock(start) {
		return window{}, gone(l.op)
	}
	return window{start, n}, nil
}

// windows fetches the records created in one span of time, short enough for one page, so that no page can shift. Spans
// grow and shrink with what they hold. Creation never changes, so records stay in their spans.
func (l *listing) windows(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	end := l.scope.createdBefore
	if end == "" {
		end = l.clockText(time.Now().Add(24 * time.Hour))
	}
	w, err := l.window(at.Cursor, end)
	if err != nil {
		return connectors.Page{}, err
	}
	var page connectors.Page
	for {
		w.length = min(w.length, max(seconds(w.start, end), 1))
		last := w.stop() >= end
		ans, err := l.within(ctx, w, last)
		if err != nil {
			return page, err
		}
		switch {
		case l.whole(ans):
			page.Notices = append(page.Notices, ans.notices...)
			if err := l.keep(ans.rows, w, last, &page); err != nil {
				return page, err
			}
			if !last {
				page.Next = window{w.stop(), l.resized(w.length, len(page.Records), len(page.Records))}.cursor()
			}
			return page, nil
		case w.length == 1:
			err = l.fullSecond(ctx, w, end, &page)
			return page, err
		}
		total := 2 * len(ans.rows)
		if ans.total != nil {
			total = *ans.total
		}
		w.length = max(min(w.length/2, l.resized(w.length, len(ans.rows), total)), 1)
	}
}

// within asks for a window. Whether its ends belong to it is not documented, so one second more is asked for on both
// sides, until a row proves the lower end to belong. The last window has no upper end, unless the request has.
func (l *listing) within(ctx context.Context, w window, last bool) (answer, error) {
	lower := &l.learned[l.op].lower
	a := ask{from: w.start, to: w.stop(), floor: w.start, created: true, page: 1, limit: l.maximum}
	if lower.Load() != inclusive {
		a.from = shifted(w.start, -time.Second)
	}
	if last && l.scope.createdBefore == "" {
		a.to = ""
	}
	ans, err := l.fetch(ctx, a)
	if err != nil || l.whole(ans) || a.from == w.start {
		return ans, err
	}
	for _, r := range ans.rows {
		if string(r.Key) == a.from {
			lower.Store(inclusive)
			a.from = w.start
			return l.fetch(ctx, a)
		}
	}
	return ans, nil
}

// keep adds the rows that were created in a window.
func (l *listing) keep(rows []connectors.Record, w window, last bool, page *connectors.Page) error {
	stop := w.stop()
	if last {
		stop = l.scope.createdBefore // "" is no upper end
	}
	for _, r := range rows {
		switch key := clockOf(r); {
		case day(key) < day(shifted(w.start, -time.Second)):
			return ignored(l.op, l.createdField("created_from"))
		case stop != "" && day(key) > day(stop):
			return ignored(l.op, l.createdField("created_before"))
		case key < w.start, stop != "" && key >= stop:
			page.Outside++
		default:
			page.Records = append(page.Records, r)
		}
	}
	return nil
}

// createdField names the request field at fault: the preferred one if it was given, else the other.
func (l *listing) createdField(preferred string) string {
	switch {
	case l.scope.createdFrom == "":
		return "created_before"
	case l.scope.createdBefore == "":
		return "created_from"
	default:
		return preferred
	}
}

// resized returns the length of window that should hold two thirds of a page, given that one of that length has so many
// rows, of which some were sent. It grows at most eightfold.
func (l *listing) resized(length int64, sent, total int) int64 {
	page := int64(l.maximum)
	if sent < total {
		page = int64(max(sent, 1)) // the server cuts pages to this
	}
	if total == 0 {
		return length * 8
	}
	return min(max(length*page*2/3/int64(total), 1), length*8)
}

// fullSecond gathers a second in which more records were created than a page holds.
func (l *listing) fullSecond(ctx context.Context, w window, end string, page *connectors.Page) error {
	rows, through, err := l.span(ctx, w.start, true, page)
	if errors.Is(err, errBeyond) {
		return ignored(l.op, l.createdField("created_from"))
	}
	if err != nil {
		return err
	}
	next := shifted(through, time.Second)
	for _, r := range rows {
		if key := clockOf(r); key < w.start || l.scope.createdBefore != "" && key >= l.scope.createdBefore {
			page.Outside++
			continue
		}
		page.Records = append(page.Records, r)
	}
	if next < end {
		page.Next = window{next, 1}.cursor()
	}
	return nil
}
