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

// add adds the i-th record of the page to the batch, and sends a full batch. A batch that ends with the page's last record is
// sent at the end of the page: a call that resumes there need not read the page again.
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

// fail sends the records that were read before the error, and returns the error.
func (s *Scan) fail(err error) error {
	if sendErr := s.flush(); sendErr != nil {
		return sendErr
	}
	return err
}

// flush sends the batch, unless the batch is empty.
func (s *Scan) flush() error {
	if len(s.batch.Records) == 0 && len(s.batch.Errors) == 0 && len(s.batch.Notices) == 0 {
		return nil
	}
	return s.emit()
}

// finish sends the last message. changedUntil is that of the last page; it counts only at the end of the list.
func (s *Scan) finish(end End, changedUntil string) error {
	s.batch.End = end
	if end == EndOfList {
		s.batch.ChangedUntil = s.notAfterStart(changedUntil)
	}
	return s.emit()
}

// notAfterStart returns a changed_from for the next scan that is no later than this scan's start. A record may have a time in
// the future, by hand or by a wrong clock, which must not hide changes until then.
func (s *Scan) notAfterStart(changedUntil string) string {
	until, err := time.Parse(time.RFC3339, changedUntil)
	if err != nil || s.state.Started.IsZero() || !until.After(s.state.Started) {
		return changedUntil
	}
	return s.state.Started.UTC().Truncate(time.Second).Format(time.RFC3339)
}

func (s *Scan) emit() error {
	s.state.Key, s.state.ID = bytes.Clone(s.state.Key), bytes.Clone(s.state.ID) // slices of the page would keep the whole page in memory
	s.batch.State, s.batch.ReadTime = s.state, s.read
	if s.after != nil && s.at >= 0 {
		if cursor := s.after(s.at); cursor != "" {
			s.batch.State.Cursor = cursor // so that this page need not be read again
		}
	}
	state := s.batch.State
	err := s.send(&s.batch)
	clear(s.batch.Records) // so that the page can be released while the next one is fetched
	s.batch = Batch{Records: s.batch.Records[:0]}
	s.heartbeat.Reset(firstHeartbeat)
	if err == nil {
		s.sent = state
	}
	return err
}
