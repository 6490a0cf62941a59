package scan

import (
	"context"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// Limits of one message. A larger record travels alone; connectors refuse records that no message can hold.
const (
	maxBatchRecords = 200
	maxBatchBytes   = 64 << 10
	// A stream without records sends a progress message after firstHeartbeat, then after each nextHeartbeat.
	firstHeartbeat = 5 * time.Second
	nextHeartbeat  = 15 * time.Second
)

// Options state how far a call goes.
type Options struct {
	// Limit ends the whole scan after that many records, 0 means never.
	Limit int
	// PageSize ends this call after at most that many records, 0 means never.
	PageSize int
	// PageMax is the largest upstream page in records, 0 if unknown.
	PageMax int
	// Descending reads one page in descending order; the list ends there, whatever comes after the page.
	Descending bool
	// Prefetch is the number of pages that are fetched ahead of the page being sent: 0 is none and 1 the next one. Further
	// pages are fetched at the places where pages expect them, and only by calls that end with the list.
	Prefetch int
}

// End states why a scan ended well.
type End int

// The ways a scan ends well.
const (
	EndOfList End = iota + 1
	EndLimit
	EndPageSize
)

// Batch is one message: records, and the state of the scan after them.
type Batch struct {
	// Records are encoded records, to be sent in this order. They are valid until the send function returns.
	Records [][]byte
	// Bytes is about the size of the message: of its records and of its record errors.
	Bytes int
	// Errors are the records among them that could not be read.
	Errors []*connectors.RecordError
	// Notices are notices that were not sent in this call before.
	Notices []connectors.Notice
	// State is the state of the scan after these records.
	State State
	// End is set on the last message.
	End End
	// ReadTime is when the oldest page of this call was read, if that was before the call; otherwise the zero time.
	ReadTime time.Time
	// ChangedUntil is set with EndOfList where the upstream can show changes.
	ChangedUntil string
}

// Scan is one call over a list. It is not safe for concurrent use.
type Scan struct {
	fetch connectors.Fetch
	opts  Options
	send  func(*Batch) error

	state       State
	sent        State // after the last message, where a client can resume
	delivered   int   // records of this call
	pages       int   // pages of this call
	batch       Batch
	read        time.Time // see Batch.ReadTime
	noticesSent map[connectors.Notice]bool
	loop        loopGuard

	fetches      sync.WaitGroup
	outstanding  []*fetching // under way, or not released yet
	ahead        []*fetching // in order, after the page that follows the present one
	alone        bool        // no other page was fetched since the fetch of the next one began
	wrongGuesses int         // in this call: guesses that cost a request, or may have

	// after is the present page's After. at is the index of the last record that was added, -1 before the first.
	after     func(i int) connectors.Cursor
	at        int
	heartbeat *time.Timer
}

// New returns a scan that continues from a state. It calls send for each message; send blocks while the client is slow.
func New(fetch connectors.Fetch, from State, opts Options, send func(*Batch) error) *Scan {
	if opts.Limit > 0 || opts.PageSize > 0 || opts.Descending {
		opts.Prefetch = min(opts.Prefetch, 1) // a guess cannot know how many pages such a call needs
	}
	return &Scan{fetch: fetch, opts: opts, send: send, state: from, sent: from, noticesSent: map[connectors.Notice]bool{}, alone: true}
}

// Resumable returns the state at which a client can resume that has received all messages so far.
func (s *Scan) Resumable() State { return s.sent }

// Run reads pages and sends messages until the list, the limit or the page size ends; the last message has End set. It returns
// the connector's error, send's error, or the context's cause; before that it sends the records that it has read.
func (s *Scan) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.heartbeat = time.NewTimer(firstHeartbeat)
	defer s.heartbeat.Stop()
	if end := s.full(); end != 0 {
		return s.finish(end, "")
	}
	defer func() { // no goroutine and no page outlives the call
		cancel()
		s.fetches.Wait()
		for _, f := range s.outstanding {
			f.drop()
		}
	}()
	next := s.start(ctx, s.state.Cursor, s.left(), false)
	for {
		page, err := s.await(ctx, next)
		if s.mayPassAlone(err) {
			next = s.fetchAlone(ctx, next)
			continue
		}
		if err == nil {
			s.pages++
			err = s.checkOrder(&page)
		}
		if err != nil {
			return s.fail(err)
		}
		if next.cursor != s.state.Cursor && !s.follows(&page) {
			following := s.skip(ctx, &page)
			s.forget(next)
			next = following
			continue
		}
		following, end, err := s.consume(ctx, &page)
		switch {
		case err != nil:
			return err
		case end != 0:
			return s.finish(end, page.ChangedUntil)
		}
		s.forget(next)
		next = following
	}
}

// consume delivers one page. It returns the fetch of the next page, which it may have started in the middle of this one, or how
// the scan ends with this page.
func (s *Scan) consume(ctx context.Context, page *connectors.Page) (next *fetching, end End, err error) {
	s.enter(page)
	s.after, s.at = page.After, -1
	for i := range page.Records {
		if next == nil && s.opts.Prefetch > 0 && 2*i >= len(page.Records) && s.wanted(page, i) {
			next = s.follow(ctx, page, s.left()-(len(page.Records)-i), true)
		}
		if end, err = s.deliver(page, i); end != 0 || err != nil {
			return next, end, err
		}
	}
	if end, err = s.turn(page); end != 0 || err != nil {
		return next, end, err
	}
	if next == nil {
		next = s.follow(ctx, page, s.left(), false)
	}
	return next, 0, nil
}

// deliver delivers the i-th record of the page, unless it is a repeat. It returns how the scan ends with this record, 0 if the
// scan goes on.
func (s *Scan) deliver(page *connectors.Page, i int) (End, error) {
	record, last := &page.Records[i], i+1 == len(page.Records)
	s.state.Counts.Read++
	if !s.opts.Descending && s.state.passed(record) {
		s.state.Counts.Repeats++
		return 0, nil
	}
	if err := s.add(i, record, last); err != nil {
		return 0, err
	}
	end := s.full()
	if end == EndPageSize && last && page.Next == "" {
		return 0, nil // the list ends here as well
	}
	if end != 0 && last {
		s.leave(page)
	}
	return end, nil
}

// turn leaves a page after all its records were delivered. It returns how the scan ends with this page, 0 if the scan goes on.
func (s *Scan) turn(page *connectors.Page) (End, error) {
	if page.Next == "" || s.opts.Descending {
		return EndOfList, nil
	}
	if page.Next == s.state.Cursor || s.loop.closes(page.Next) {
		return 0, s.fail(errCircle)
	}
	s.leave(page)
	if s.pagesSpent() {
		return EndPageSize, nil
	}
	return 0, s.flush()
}

// leave sets the cursor to the next page.
func (s *Scan) leave(page *connectors.Page) { s.state.Cursor, s.after = page.Next, nil }

// enter takes over the parts of a page that are not records.
func (s *Scan) enter(page *connectors.Page) {
	if !page.ReadTime.IsZero() && (s.read.IsZero() || page.ReadTime.Before(s.read)) {
		s.read = page.ReadTime
	}
	if page.Total != nil && s.state.Total == nil {
		s.state.Total = page.Total
	}
	s.state.Counts.Read += page.Outside + page.Repeats // records are counted one by one, since a call may end among them
	s.state.Counts.Outside += page.Outside
	s.state.Counts.Repeats += page.Repeats
	for _, n := range page.Notices {
		if !s.noticesSent[n] {
			s.noticesSent[n] = true
			s.batch.Notices = append(s.batch.Notices, n)
		}
	}
}
