package apro

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/timeline"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// maxTies is how many messages may share one second.
const maxTies = 20_000

// messageQuery is a request for the messages of a dialog. It never changes after it is open.
type messageQuery struct {
	*Client
	wire.Filters
	raw bool
	// before is the first millisecond after the wanted messages.
	before int64
}

// messageAnswer is one page of a dialog as the upstream sent it.
type messageAnswer struct {
	paging.Answer
	notices []connectors.Notice
}

// page fetches the messages of a second and before it, newest first, as many as a page holds. The end of the page may have cut
// the messages of its last second, so these are left to the next page, which starts with them. The date is the upper bound, so
// that new messages do not move the pages.
func (h *messageQuery) page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	from, err := h.from(at.Cursor)
	if err != nil {
		return connectors.Page{}, err
	}
	size := maxSmallPage
	if at.Want > 0 {
		size = min(max(at.Want+timeline.Spare, minSmallPage), maxSmallPage)
	}
	part := messagesBefore{messageQuery: h, from: from, top: at.Cursor == ""}
	s, err := rest.Fit(&h.learned[opMessages].fitting, size, minSmallPage, func(rows int) (messageAnswer, error) {
		return part.fetch(ctx, paging.Request{Kind: paging.Page, Limit: rows})
	})
	if err != nil {
		return connectors.Page{}, err
	}
	rule := &paging.Seek{Server: h.server(), Time: part.time, Enough: at.Want > 0 && part.kept(s.Rows) >= at.Want}
	s, v, err := paging.Decide(rule, s, func(r paging.Request) (messageAnswer, error) { return part.fetch(ctx, r) })
	if err != nil {
		return connectors.Page{}, err
	}
	rows, notices, next := s.Rows, append(s.notices, v.Notices...), int64(-1)
	switch v.Step {
	case paging.ReadOn:
		next = part.second(s.Rows[len(s.Rows)-1])
		rows = slices.DeleteFunc(rows, func(r connectors.Record) bool { return part.second(r) <= next })
	case paging.ReadBeyond:
		next = part.second(rows[0]) - 1
	case paging.Ties:
		part.from, next = part.second(rows[0]), part.second(rows[0])-1
		if rows, notices, err = part.ties(ctx); err != nil {
			return connectors.Page{}, err
		}
	}
	page := part.wanted(rows)
	page.Notices = notices
	if next >= 0 {
		page.Next = secondCursor(next)
	}
	if len(page.Records) > size {
		page.Notices = append(page.Notices, connectors.Notice{
			Code: timeline.NoticeBulk, Message: fmt.Sprintf("%d messages around one second were read as one page", len(page.Records)),
		})
	}
	return page, nil
}

func (h *messageQuery) server() *paging.Server { return &h.learned[opMessages].server }

// messagesBefore are the messages of a second and before it.
type messagesBefore struct {
	*messageQuery
	from int64
	// top says that this is the first page of the request.
	top bool
}

// second returns the second of a message; a newer message counts for from.
func (p *messagesBefore) second(r connectors.Record) int64 {
	return min(floorSecond(milliOf(r)), p.from)
}

// time returns the second of a message as text.
func (p *messagesBefore) time(r connectors.Record) string { return strconv.FormatInt(p.second(r), 10) }

// admits reports whether a message is wanted.
func (p *messagesBefore) admits(r connectors.Record) bool {
	ms := milliOf(r)
	return ms < p.before && floorSecond(ms) <= p.from
}

// kept returns how many wanted messages of a page are newer than its last second.
func (p *messagesBefore) kept(rows []connectors.Record) int {
	n := 0
	for _, r := range rows {
		if p.admits(r) && p.second(r) > p.second(rows[len(rows)-1]) {
			n++
		}
	}
	return n
}

// wanted returns a page of the wanted messages.
func (p *messagesBefore) wanted(rows []connectors.Record) connectors.Page {
	var page connectors.Page
	for _, r := range rows {
		switch ms := milliOf(r); {
		case p.admits(r):
			page.Records = append(page.Records, r)
		case ms >= p.before:
			page.Outside++
		default:
			page.Repeats++
		}
	}
	var repeats int
	page.Records, repeats = connectors.Sort(page.Records)
	page.Repeats += repeats
	page.After = func(i int) connectors.Cursor { return secondCursor(floorSecond(milliOf(page.Records[i]))) }
	return page
}

// ties reads all messages of the second from, by page numbers, until older messages come.
func (p *messagesBefore) ties(ctx context.Context) (rows []connectors.Record, notices []connectors.Notice, err error) {
	rows, err = rest.Fit(&p.learned[opMessages].fitting, maxSmallPage, minSmallPage, func(size int) (rows []connectors.Record, err error) {
		rows, notices, err = p.tiesBy(ctx, size)
		return rows, err
	})
	return rows, notices, err
}

// tiesBy is ties with pages of one size.
func (p *messagesBefore) tiesBy(ctx context.Context, size int) ([]connectors.Record, []connectors.Notice, error) {
	rule := &paging.Settled{Server: p.server(), Size: size, ByNumber: true, Max: maxTies}
	var notices []connectors.Notice
	ask := func(r paging.Request) (messageAnswer, error) {
		s, err := p.fetch(ctx, r)
		if err != nil {
			return s, err
		}
		s.Total = paging.NoTotal // counts older messages too
		if older := slices.IndexFunc(s.Rows, func(r connectors.Record) bool { return p.second(r) < p.from }); older >= 0 {
			s.Rows, s.Beyond = s.Rows[:older], true
		}
		notices = s.notices
		return s, nil
	}
	first, err := ask(rule.First())
	if err != nil {
		return nil, nil, err
	}
	_, v, err := paging.Decide(rule, first, ask)
	return rule.Records(), append(notices, v.Notices...), err
}

// fetch sends a request of a rule. A page must start at a multiple of an allowed size; if none fits, the page starts after the
// place asked for.
func (p *messagesBefore) fetch(ctx context.Context, r paging.Request) (messageAnswer, error) {
	number, size := 0, max(r.Limit, minSmallPage)
	switch r.Kind {
	case paging.Newest:
		return messageAnswer{}, wire.Broken(opMessages, "page 1 is page 0 again: the upstream ignored the page number")
	case paging.Page, paging.At:
		for size = min(size, maxSmallPage); size > minSmallPage && r.Start%size != 0; {
			size--
		}
		number = (r.Start + size - 1) / size
	}
	s, err := p.ask(ctx, number, size)
	if err != nil {
		return s, err
	}
	if r.Kind == paging.Page && (!p.top || p.before != math.MaxInt64) && s.Total > len(s.Rows) {
		s.Total = paging.NoTotal // some servers may count messages that the date excludes
	}
	return s, p.check(s.Rows)
}

// check returns an error if messages do not descend, or if a message is newer than the date that was sent.
func (p *messagesBefore) check(rows []connectors.Record) error {
	oldest := int64(math.MaxInt64)
	for _, r := range rows {
		second := floorSecond(milliOf(r))
		switch {
		case second > oldest:
			return wire.Broken(opMessages, "message %q came after an older one: the upstream ignored the order", r.ID)
		case second > p.from+1 && p.top && p.before != math.MaxInt64:
			return wire.Ignored(opMessages, "created_before")
		case second > p.from+1:
			return wire.Broken(opMessages, "message %q is newer than the requested time: the upstream ignored the date", r.ID)
		}
		oldest = second
	}
	return nil
}

// ask asks for a page by its number. It is not documented whether the date itself is included, nor whether the milliseconds of
// rows count, so the date sent is one second later.
func (p *messagesBefore) ask(ctx context.Context, number, size int) (s messageAnswer, err error) {
	f := p.Clone()
	f.Set(strconv.FormatInt(p.from+1, 10), "date")
	f.Set(strconv.Itoa(number), "page")
	f.Set(strconv.Itoa(size), "count")
	data, err := p.wire.Post(ctx, opMessages, f, "client_key")
	if err != nil {
		return s, err
	}
	list, total, err := listOf(opMessages, data)
	if err != nil {
		return s, err
	}
	var page connectors.Page
	tc := &transcode.Context{Zone: p.zone, Raw: p.raw}
	r := rowReader{op: opMessages, table: messageTable, key: func(row *transcode.Row) []byte {
		ms, ok := messageMilli(row.JSON)
		if !ok {
			return nil
		}
		return messageKey(ms)
	}}
	r.change = func(row *transcode.Row) error {
		ms, _ := messageMilli(row.JSON)
		return amend(opMessages, &row.Record, &crmstreamv1.DialogMessage{}, func(m *crmstreamv1.DialogMessage) { completeMessage(row.JSON, ms, m) })
	}
	if err := r.read(list, tc, &page); err != nil {
		return s, err
	}
	p.learned[opMessages].fitting.Fits(len(page.Records), len(data.Raw()))
	connectors.FillKeys(page.Records, p.start(page.Records))
	s.Answer = paging.Answer{Rows: page.Records, Asked: size, Before: number * size, Total: total}
	s.notices = tc.Notices()
	return s, nil
}

// start returns the key for messages without a time at the top of a page: right before the first message with a time.
func (p *messagesBefore) start(rows []connectors.Record) []byte {
	if i := slices.IndexFunc(rows, func(r connectors.Record) bool { return r.Key != nil }); i >= 0 {
		return messageKey(milliOf(rows[i]) + 1)
	}
	return messageKey(p.from*1000 + 999)
}
