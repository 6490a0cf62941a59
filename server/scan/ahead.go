package scan

import (
	"context"
	"errors"
	"slices"

	"github.com/crmstream/crmstream/connectors"
)

// pagesPerWrongGuess is how many pages must have been read for each guess that was wrong, for guessing to go on.
const pagesPerWrongGuess = 32

// follow makes sure that the page which follows on this one is being fetched, and returns it: one that was fetched ahead and
// joins, or else the one at Next. want is how many records the call may need from it, and early tells that it does not need
// them yet. Then it fetches further ahead.
func (s *Scan) follow(ctx context.Context, page *connectors.Page, want int, early bool) *fetching {
	next := s.joining(page)
	if next == nil {
		next = s.start(ctx, page.Next, want, early)
		s.alone = len(s.ahead) == 0
	}
	s.fetchAhead(ctx, page, next)
	return next
}

// joining takes the furthest page that was fetched ahead and joins this one, nil if none does. Those before it are not needed
// any more; those behind it may join later, but the gap before them is likely to cost a request.
func (s *Scan) joining(page *connectors.Page) *fetching {
	furthest := -1
	for i, f := range s.ahead {
		if f.cursor == page.Next || page.Joins != nil && page.Joins(f.cursor) {
			furthest = i
		}
	}
	if furthest < 0 {
		s.wrongGuesses += min(len(s.ahead), 1)
		return nil
	}
	next := s.ahead[furthest]
	for _, overtaken := range s.ahead[:furthest] {
		s.forget(overtaken)
	}
	s.wrongGuesses += furthest
	s.ahead = slices.Delete(s.ahead, 0, furthest+1)
	return next
}

// fetchAhead fetches pages that this one expects behind the next. How far depends on nothing but the pages read so far, so
// that calls over the same list ask for the same ones.
func (s *Scan) fetchAhead(ctx context.Context, page *connectors.Page, next *fetching) {
	if page.Ahead == nil || pagesPerWrongGuess*s.wrongGuesses > s.pages {
		return
	}
	from := next.cursor
	if n := len(s.ahead); n > 0 {
		from = s.ahead[n-1].cursor
	}
	for len(s.ahead)+1 < s.opts.Prefetch {
		if from = page.Ahead(from); from == "" {
			return
		}
		s.ahead, s.alone = append(s.ahead, s.start(ctx, from, 0, true)), false
	}
}

// follows reports whether a page that was fetched ahead goes on where the list stands. One that has nothing but records
// which were passed ends before the page that it joins, as cut pages do, so that its Next would lead back; a page without
// records may be a place where there are none. One that lacks the record it should share may be anything.
func (s *Scan) follows(page *connectors.Page) bool {
	last := connectors.Record{Key: s.state.Key, ID: s.state.ID}
	if page.Overlaps {
		if _, shared := slices.BinarySearchFunc(page.Records, last, connectors.Record.Compare); !shared {
			return false
		}
	}
	n := len(page.Records)
	return n == 0 || !s.state.passed(&page.Records[n-1])
}

// skip counts a page that does not follow, and fetches the one at Next.
func (s *Scan) skip(ctx context.Context, page *connectors.Page) *fetching {
	s.enter(page)
	s.state.Counts.Read += len(page.Records)
	s.state.Counts.Repeats += len(page.Records)
	s.wrongGuesses++
	return s.start(ctx, s.state.Cursor, 0, false)
}

// fetchAlone gives up what is fetched ahead and fetches the page at Next alone, in place of the fetch that failed.
func (s *Scan) fetchAlone(ctx context.Context, failed *fetching) *fetching {
	for _, f := range append(s.ahead, failed) {
		s.forget(f)
	}
	s.wrongGuesses += s.opts.Prefetch
	s.ahead, s.alone = nil, true
	return s.start(ctx, s.state.Cursor, s.left(), false)
}

// mayPassAlone reports whether a fetch that failed may pass alone: its error may be due to the other pages that were fetched
// at the same time, as upstreams have it which keep few jobs or allow few requests, or to the memory that was not there for a
// page before it was needed.
func (s *Scan) mayPassAlone(err error) bool {
	if errors.Is(err, connectors.ErrNoMemory) {
		return true
	}
	unavailable, limited := &connectors.Error{Kind: connectors.KindUnavailable}, &connectors.Error{Kind: connectors.KindRateLimited}
	return !s.alone && (errors.Is(err, unavailable) || errors.Is(err, limited))
}
