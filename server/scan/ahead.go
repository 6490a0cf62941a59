package scan

import (
	"context"
	"errors"
	"slices"

	"github.com/crmstream/crmstream/connectors"
)

// pagesPerWrongGuess is the number of pages that must have been read for each wrong guess, for guessing to go on.
const pagesPerWrongGuess = 32

// follow returns the fetch of the page after this one: a page that was fetched ahead and joins, or else the page at Next, which
// it begins to fetch. want is the number of records that the call may need from that page. early reports whether the call does
// not need them yet. Then follow fetches further ahead.
func (s *Scan) follow(ctx context.Context, page *connectors.Page, want int, early bool) *fetching {
	next := s.joining(page)
	if next == nil {
		next = s.start(ctx, page.Next, want, early)
		s.alone = len(s.ahead) == 0
	}
	s.fetchAhead(ctx, page, next)
	return next
}

// joining returns the furthest page that was fetched ahead and joins this one, nil if none does. The pages before it are not
// needed any more. Pages after it may join later, but the gap before them is likely to cost a request.
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

// fetchAhead fetches the pages that this page expects after the next one. How far it fetches depends only on the pages read so
// far, so that calls over the same list fetch the same pages. With the first page it fetches nothing but the next one: a reader that
// leaves after a look at the list costs little, and a reader that stays waits for one page more.
func (s *Scan) fetchAhead(ctx context.Context, page *connectors.Page, next *fetching) {
	if page.Ahead == nil || pagesPerWrongGuess*s.wrongGuesses > s.pages {
		return
	}
	from := next.cursor
	if n := len(s.ahead); n > 0 {
		from = s.ahead[n-1].cursor
	}
	for len(s.ahead)+1 < s.opts.Prefetch && s.pages > 1 {
		if from = page.Ahead(from); from == "" {
			return
		}
		s.ahead, s.alone = append(s.ahead, s.start(ctx, from, 0, true)), false
	}
}

// follows reports whether a page that was fetched ahead continues the list. A page that has only records from before the
// position ends before the page that it joins, like a cut page, so its Next would lead back. A page without records may be at a
// place where there are none. A page without the record that it should share may be the answer to another request.
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

// skip counts a page that does not follow, and fetches the page at Next.
func (s *Scan) skip(ctx context.Context, page *connectors.Page) *fetching {
	s.enter(page)
	s.state.Counts.Read += len(page.Records)
	s.state.Counts.Repeats += len(page.Records)
	s.wrongGuesses++
	return s.start(ctx, s.state.Cursor, 0, false)
}

// fetchAlone drops all pages that are fetched ahead and fetches the page at Next alone, in place of the fetch that failed.
func (s *Scan) fetchAlone(ctx context.Context, failed *fetching) *fetching {
	for _, f := range append(s.ahead, failed) {
		s.forget(f)
	}
	s.wrongGuesses += s.opts.Prefetch
	s.ahead, s.alone = nil, true
	return s.start(ctx, s.state.Cursor, s.left(), false)
}

// mayPassAlone reports whether a fetch that failed may succeed alone. The cause of its error may be other pages that were
// fetched at the same time, since some upstreams keep few jobs or allow few requests. Or the cause may be missing memory for a
// page before the page was needed.
func (s *Scan) mayPassAlone(err error) bool {
	if errors.Is(err, connectors.ErrNoMemory) {
		return true
	}
	unavailable, limited := &connectors.Error{Kind: connectors.KindUnavailable}, &connectors.Error{Kind: connectors.KindRateLimited}
	return !s.alone && (errors.Is(err, unavailable) || errors.Is(err, limited))
}
