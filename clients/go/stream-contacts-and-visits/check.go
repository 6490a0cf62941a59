package main

import (
	"context"
	"fmt"
	"slices"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// reportEvery is how many records pass between two lines of output.
const reportEvery = 250

// checkResume reads a list in two calls, and cuts the first one in the middle. It checks that both together give what an uncut
// stream gives: the first limit records of whole, or all of it if limit is 0.
func checkResume[M message, R record](ctx context.Context, l, whole list[M, R], limit int) error {
	var uncut position
	if err := readOn(ctx, whole, &uncut, 0, func(R) {}); err != nil {
		return fmt.Errorf("%s: uncut: %w", l.name, err)
	}
	if err := checkSummary(uncut, crmstreamv1.EndReason_END_REASON_END_OF_LIST); err != nil {
		return fmt.Errorf("%s: uncut: %w", l.name, err)
	}
	want, end := uncut.ids, crmstreamv1.EndReason_END_REASON_END_OF_LIST
	if limit > 0 && limit < len(want) {
		want, end = want[:limit], crmstreamv1.EndReason_END_REASON_LIMIT
	}

	var at position
	show := func(r R) {
		if n := len(at.ids) + 1; n%reportEvery == 0 {
			fmt.Printf("%s: %d, %s: %s\n", l.name, n, r.GetId(), l.describe(r))
		}
	}
	if err := readOn(ctx, l, &at, len(want)/2, show); err != nil {
		return fmt.Errorf("%s: %w", l.name, err)
	}
	if at.resumeToken == "" {
		return fmt.Errorf("%s: the stream ended before it could be cut", l.name)
	}
	fmt.Printf("%s: cut after %d, resuming\n", l.name, len(at.ids))
	if err := readOn(ctx, l, &at, 0, show); err != nil {
		return fmt.Errorf("%s: resumed: %w", l.name, err)
	}
	if err := checkSummary(at, end); err != nil {
		return fmt.Errorf("%s: resumed: %w", l.name, err)
	}
	if !slices.Equal(at.ids, want) {
		return fmt.Errorf("%s: %d records in two calls are not the %d of an uncut stream", l.name, len(at.ids), len(want))
	}
	fmt.Printf("%s: %d in two calls, the same as uncut\n", l.name, len(at.ids))
	return nil
}

// checkSummary checks that a list that was read from its start has ended as it should, with each record once and with counts
// that agree.
func checkSummary(p position, end crmstreamv1.EndReason) error {
	s := p.summary
	counts := fmt.Sprintf("read %d, delivered %d, errors %d, repeats %d, outside the range %d",
		s.GetRead(), s.GetDelivered(), s.GetErrors(), s.GetRepeats(), s.GetOutOfRange())
	distinct := len(slices.Compact(slices.Sorted(slices.Values(p.ids))))
	switch {
	case s.GetEnd() != end:
		return fmt.Errorf("ended with %s, not %s", s.GetEnd(), end)
	case distinct != len(p.ids):
		return fmt.Errorf("%d of %d records came twice", len(p.ids)-distinct, len(p.ids))
	case int(s.GetDelivered()) != len(p.ids), int(s.GetErrors()) != p.unreadable:
		return fmt.Errorf("got %d records and %d errors, but the summary says: %s", len(p.ids), p.unreadable, counts)
	case s.GetRead() != s.GetDelivered()+s.GetErrors()+s.GetRepeats()+s.GetOutOfRange():
		return fmt.Errorf("the summary's counts do not fit: %s", counts)
	}
	return nil
}
