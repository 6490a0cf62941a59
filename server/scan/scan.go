package scan

import (
	"bytes"
	"context"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// Limits of one message. A larger record travels alone; connectors refuse records that no message can hold.
const (
	maxBatchRecords = 200
	maxBatchBytes   = 64 << 10
	// A stream without records tells where it stands after firstHeartbeat, then every nextHeartbeat.
	firstHeartbeat = 5 * time.Second
	nextHeartbeat  = 15 * time.Second
)

// Options say how far a call goes.
type Options struct {
	// Limit ends the whole scan after so many records, 0 means never.
	Limit int
	// PageSize ends this call after at most so many records, 0 means never.
	PageSize int
	// PageMax is the largest upstream page in records, 0 if unknown.
	PageMax int
	// Descending reads one page in descending order, which ends the list whatever is behind it.
	Descending bool
	// Prefetch is how many pages are fetched ahead of the one being sent: 0 is none and 1 the next one. More are fetched at the
	// places that pages expect the next ones at, and only by calls that end with the list.
	Prefetch int
}

// End says why a scan ended well.
type End int

// The ways a scan ends well.
const (
	EndOfList End = iota + 1
	EndLimit
	EndPageSize
)

// Batch is one message: records and where the scan stands after them.
type Batch struct {
	// Records are encoded records, to be sent one after the other. They are valid until the send function returns.
	Records [][]byte
	// Bytes is about the size of the message: of its records and of what is told of unreadable ones.
	Bytes int
	// Errors are the records among them that could not be read.
	Errors []*connectors.RecordError
	// Notices were not told in this call before.
	Notices []connectors.Notice
	// State is where the scan stands after these records.
	State State
	// End is set on the last message.
	End End
	// ReadTime is when the oldest page of this call was read, for one that was read before the call; else the zero time.
	ReadTime time.Time
	// ChangedUntil is set with EndOfList where the upstream can tell changes.
	ChangedUntil string
}

// Scan is one call over a list. It is not safe for concurrent use.
type Scan struct {
	fetch connectors.Fetch
	opts  Options
	send  func(*Batch) error

	state       State
	sent        State // as of the last message, which is where a client can resume
	delivered   int   // records of this call
	pages       int   // pages of this call
	batch       Batch
	read        time.Time // Batch.ReadTime
	noticesSent map[connectors.Notice]bool
	loop        loopGuard

	fetches      sync.WaitGroup
	outstanding  []*fetching // under way, or come and not passed on
	ahead        []*fetching // in order, behind the page that follows on the present one
	alone        bool        // no other page was fetched since the next one is
	wrongGuesses int         // of this call, those that cost a request, or may have

	// after is the present page's, and at the index of its last record that was added, -1 before the first.
	after     func(i int) connectors.Cursor
	at        int
	heartbeat *time.Timer
}

// New returns a scan from a state on; send is called for each message and blocks while the client is slow.
func New(fetch connectors.Fetch, from State, opts Options, send func(*Batch) error) *Scan {
	if opts.Limit > 0 || opts.PageSize > 0 || opts.Descending {
		opts.Prefetch = min(opts.Prefetch, 1) // how many pages a call needs that ends before the list, no guess can tell
	}
	return &Scan{fetch: fetch, opts: opts, send: send, state: from, sent: from, noticesSent: map[connectors.Notice]bool{}, alone: true}
}

// Resumable returns where a client stands that has all messages sent so far.
func (s *Scan) Resumable() State { return s.sent }

// Run reads pages and sends messages until the list, the limit or the page size ends; the last message has End set.
// It returns the connector's error, send's, or the context's cause; records read before are sent first.
func (s *Scan) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.heartbeat = time.NewTimer(firstHeartbeat)
	defer s.heartbeat.Stop()
	if end := s.full(); end != 0 {
		return s.finish(end, "")
	}
	defer func() { // no call leaves a goroutine behind, or a page
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

// consume passes on one page. It returns the fetch of the next page, which it may have started half way through, or how the
// scan ends with this page.
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

// deliver passes on the i-th record of the page, unless it is a repeat, and returns how the scan ends with this record, 0 where it
// goes on.
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
		return 0, nil // since the list ends here as well
	}
	if end != 0 && last {
		s.leave(page)
	}
	return end, nil
}

// turn leaves a page all of whose records were passed on, and returns how the scan ends with this page, 0 where it goes on.
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

// leave moves on to the next page.
func (s *Scan) leave(page *connectors.Page) { s.state.Cursor, s.after = page.Next, nil }

// enter takes over what a page says besides its records.
func (s *Scan) enter(page *connectors.Page) {
	if !page.ReadTime.IsZero() && (s.read.IsZero() || page.ReadTime.Before(s.read)) {
		s.read = page.ReadTime
	}
	if page.Total != nil && s.state.Total == nil {
		s.state.Total = page.Total
	}
	s.state.Counts.Read += page.Outside + page.Repeats // records are counted as they are passed, since a call may end among them
	s.state.Counts.Outside += page.Outside
	s.state.Counts.Repeats += page.Repeats
	for _, n := range page.Notices {
		if !s.noticesSent[n] {
			s.noticesSent[n] = true
			s.batch.Notices = append(s.batch.Notices, n)
		}
	}
}

// add puts the i-th record of the page into the batch, and sends the batch when it is full. One that ends with the page's
// last record is left to the end of the page, whose token need not read the page again.
func (s *Scan) add(i int, r *connectors.Record, last bool) error {
	size := len(r.Wire)
	if r.Err != nil {
		size = len(r.Err.Raw) + len(r.Err.Message) + len(r.Err.ID)
	}
	if s.batch.Bytes > 0 && s.batch.Bytes+size > maxBatchBytes {
		if err := s.flush(); err != nil {
			return err
		}
	}
	s.batch.Bytes += size
	s.state.Key, s.state.ID, s.at = r.Key, r.ID, i
	if r.Err != nil {
		s.batch.Errors = append(s.batch.Errors, r.Err)
		s.state.Counts.Errors++
	} else {
		s.batch.Records = append(s.batch.Records, r.Wire)
		s.state.Counts.Delivered++
		s.delivered++
		s.loop.progress()
	}
	if !last && len(s.batch.Records)+len(s.batch.Errors) >= maxBatchRecords {
		return s.flush()
	}
	return nil
}

// fail sends what was read before the error, and returns the error.
func (s *Scan) fail(err error) error {
	if sendErr := s.flush(); sendErr != nil {
		return sendErr
	}
	return err
}

// flush sends what is in the batch, if anything is.
func (s *Scan) flush() error {
	if len(s.batch.Records) == 0 && len(s.batch.Errors) == 0 && len(s.batch.Notices) == 0 {
		return nil
	}
	return s.emit()
}

// finish sends the last message. changedUntil is the last page's, and counts only at the end of the list.
func (s *Scan) finish(end End, changedUntil string) error {
	s.batch.End = end
	if end == EndOfList {
		s.batch.ChangedUntil = s.notAfterStart(changedUntil)
	}
	return s.emit()
}

// notAfterStart returns a changed_from for the next run that is no later than the scan's start: a record that is dated in the
// future, by hand or by a clock that runs ahead, must not hide what changes until then.
func (s *Scan) notAfterStart(changedUntil string) string {
	until, err := time.Parse(time.RFC3339, changedUntil)
	if err != nil || s.state.Started.IsZero() || !until.After(s.state.Started) {
		return changedUntil
	}
	return s.state.Started.UTC().Truncate(time.Second).Format(time.RFC3339)
}

func (s *Scan) emit() error {
	s.state.Key, s.state.ID = bytes.Clone(s.state.Key), bytes.Clone(s.state.ID) // parts of the page would hold the whole
	s.batch.State, s.batch.ReadTime = s.state, s.read
	if s.after != nil && s.at >= 0 {
		if cursor := s.after(s.at); cursor != "" {
			s.batch.State.Cursor = cursor // so that this page need not be read again
		}
	}
	state := s.batch.State
	err := s.send(&s.batch)
	clear(s.batch.Records) // the page may be given up while the next one is being fetched
	s.batch = Batch{Records: s.batch.Records[:0]}
	s.heartbeat.Reset(firstHeartbeat)
	if err == nil {
		s.sent = state
	}
	return err
}
