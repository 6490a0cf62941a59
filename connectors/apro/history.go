package apro

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// minHistoryPage is the smallest page of a dialog that may be asked for.
const minHistoryPage = 10

// history is a dialog as one request asks for it. It never changes once it is open.
type history struct {
	*Client
	filters
	raw bool
	// before is the first millisecond that is not wanted.
	before int64
}

// stretch is what the pages of one date brought.
type stretch struct {
	rows []connectors.Record
	// newest and oldest are the seconds of the first wanted row, and of the last one, wanted or not, that tell their times.
	newest, oldest int64
	// read counts the rows, outside those that lie above what was asked for, and repeats those above the place read from.
	read, outside, repeats int
	// total is -1 where the upstream does not tell.
	total int
	// first is the id of the last page's first row.
	first   string
	notices []connectors.Notice
}

// page fetches the messages of a second and before it, newest first, as many as a page holds. The last second of a page
// may have been cut by its end, so its messages are left to the next page, which starts with them. The date bounds the pages
// above, so that new messages do not move them.
func (h *history) page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	from, err := h.from(at.Cursor)
	if err != nil {
		return connectors.Page{}, err
	}
	size := albumPage
	if at.Want > 0 {
		size = min(max(at.Want+spare, minHistoryPage), albumPage)
	}
	for range maxPasses {
		s, ended, stood, err := h.stretch(ctx, from, size, at.Cursor == "")
		if err != nil {
			return connectors.Page{}, err
		}
		if stood {
			return h.leave(s, ended, size), nil
		}
	}
	return connectors.Page{}, broken(opMessages, "the dialog does not stand still: its total changed while each of %d readings went on", maxPasses)
}

// leave makes the page of what was read.
func (h *history) leave(s stretch, ended bool, size int) connectors.Page {
	page := connectors.Page{Records: s.rows, Outside: s.outside, Repeats: s.repeats, Notices: s.notices}
	if !ended {
		page.Records = slices.DeleteFunc(page.Records, func(r connectors.Record) bool { return floorSecond(milliOf(r)) <= s.oldest })
		page.Next = secondCursor(s.oldest)
	}
	if len(page.Records) > size {
		page.Notices = append(page.Notices, connectors.Notice{
			Code: noticeBulk, Message: fmt.Sprintf("%d messages around one second were read as one page", len(page.Records)),
		})
	}
	var repeats int
	page.Records, repeats = connectors.Sort(page.Records)
	page.Repeats += repeats
	page.After = func(i int) connectors.Cursor { return secondCursor(floorSecond(milliOf(page.Records[i]))) }
	return page
}

// stretch reads the pages of one date until they show two different seconds, so that all messages of the first are there,
// or end. stood tells that the total did not change meanwhile.
func (h *history) stretch(ctx context.Context, from int64, size int, first bool) (s stretch, ended, stood bool, err error) {
	s.oldest = math.MaxInt64
	for number := 0; ; number++ {
		rows, total, err := h.fetch(ctx, &s, from, number, size)
		if err != nil {
			return s, false, false, err
		}
		if number > 0 && total != s.total {
			return s, false, false, nil
		}
		s.total = total
		if len(rows) > 0 && number > 0 && string(rows[0].ID) == s.first {
			return s, false, false, broken(opMessages, "page %d is the one before it: the upstream ignored the page number", number)
		}
		if err := h.take(&s, rows, from, first); err != nil {
			return s, false, false, err
		}
		switch {
		case len(rows) == 0, total >= 0 && s.read >= total:
			return s, true, true, nil
		case s.newest > s.oldest:
			return s, false, true, nil
		case s.read > maxBulk:
			return s, false, false, &connectors.Error{
				Kind: connectors.KindDataLost, Connector: name, Op: opMessages,
				Err: fmt.Errorf("there are more than %d messages around one second, too many to gather", maxBulk),
			}
		}
	}
}

// take adds the wanted rows of a page, and checks that they descend and do not lie above the date.
func (h *history) take(s *stretch, rows []connectors.Record, from int64, first bool) error {
	for _, r := range rows {
		ms := milliOf(r)
		second := floorSecond(ms)
		dated := len(r.Key) == len(messageKey(0))
		if dated {
			if second > s.oldest {
				return broken(opMessages, "message %q came behind an older one: the upstream ignored the order", r.ID)
			}
			s.oldest = second
		}
		switch {
		case second > from+1 && first && h.before != math.MaxInt64:
			return ignored(opMessages, "created_before")
		case second > from+1:
			return broken(opMessages, "message %q is newer than what was asked for: the upstream ignored the date", r.ID)
		case ms >= h.before:
			s.outside++
		case second > from:
			s.repeats++
		default:
			s.rows = append(s.rows, r)
			if dated {
				s.newest = max(s.newest, second)
			}
		}
	}
	s.read += len(rows)
	if len(rows) > 0 {
		s.first = string(rows[0].ID)
	}
	return nil
}

// fetch asks for a page. Whether a date belongs to what it bounds, and whether the milliseconds of rows count, is not
// documented, so the second after the wanted ones is asked for.
func (h *history) fetch(ctx context.Context, s *stretch, from int64, number, size int) (rows []connectors.Record, total int, err error) {
	f := h.clone()
	f.set(strconv.FormatInt(from+1, 10), "date")
	f.set(strconv.Itoa(number), "page")
	f.set(strconv.Itoa(size), "count")
	data, err := h.post(ctx, opMessages, f, "client_key")
	if err != nil {
		return nil, 0, err
	}
	list, total, err := listOf(opMessages, data)
	if err != nil {
		return nil, 0, err
	}
	var page connectors.Page
	tc := &transcode.Context{Zone: h.zone, Raw: h.raw}
	r := reading{op: opMessages, table: messageTable, key: func(row *transcode.Row) []byte {
		ms, ok := messageMilli(row.JSON)
		if !ok {
			return nil
		}
		return messageKey(ms)
	}}
	r.change = func(row *transcode.Row) error {
		ms, _ := messageMilli(row.JSON)
		return amend(opMessages, &row.Record, &crmstreamv1.DialogMessage{}, func(m *crmstreamv1.DialogMessage) { completeMessage(ms, m) })
	}
	if err := r.read(list, tc, &page); err != nil {
		return nil, 0, err
	}
	s.notices = append(s.notices, tc.Notices()...)
	start := messageKey(from*1000 + 999)
	if n := len(s.rows); n > 0 {
		start = s.rows[n-1].Key
	}
	connectors.FillKeys(page.Records, start)
	return page.Records, total, nil
}
