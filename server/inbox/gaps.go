package inbox

import (
	"context"
	"errors"
	"math"
	"sync"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/changelog"
)

// refusals counts requests that were refused since the last gap that says so.
type refusals struct {
	mu     sync.Mutex
	counts map[bool]*refusal // by whether they are for the log of text messages
}

// refusal is a number of requests that were refused within a time.
type refusal struct {
	from, to time.Time
	count    int64
}

// Refused notes that a request was refused which belongs into the log of text messages, or of events.
func (b *Box) Refused(sms bool) {
	b.refused.mu.Lock()
	defer b.refused.mu.Unlock()
	now := time.Now()
	r := b.refused.counts[sms]
	if r == nil {
		if b.refused.counts == nil {
			b.refused.counts = map[bool]*refusal{}
		}
		r = &refusal{from: now}
		b.refused.counts[sms] = r
	}
	r.to, r.count = now, r.count+1
}

// flush stores gaps for the requests that were refused. Where that fails they are counted on.
func (b *Box) flush(ctx context.Context) error {
	b.refused.mu.Lock()
	counts := b.refused.counts
	b.refused.counts = nil
	b.refused.mu.Unlock()
	var failed error
	for sms, r := range counts {
		gap := &crmstreamv1.Gap{
			From: timestamppb.New(r.from), To: timestamppb.New(r.to), Cause: crmstreamv1.GapCause_GAP_CAUSE_REFUSED, Count: int32(min(r.count, math.MaxInt32)),
		}
		if err := appendGap(ctx, b.log(sms), gap); err != nil {
			failed = errors.Join(failed, err)
			b.refused.restore(sms, r)
		}
	}
	return failed
}

// restore counts requests again that no gap has stated.
func (r *refusals) restore(sms bool, old *refusal) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.counts == nil {
		r.counts = map[bool]*refusal{}
	}
	if since := r.counts[sms]; since != nil {
		old.to, old.count = since.to, old.count+since.count
	}
	r.counts[sms] = old
}

// log returns the log of text messages, or of events.
func (b *Box) log(sms bool) changelog.Log {
	if sms {
		return b.texts
	}
	return b.events
}

// appendGap stores a gap.
func appendGap(ctx context.Context, log changelog.Log, gap *crmstreamv1.Gap) error {
	body, err := proto.Marshal(gap)
	if err != nil {
		return err
	}
	_, err = log.Append(ctx, changelog.Entry{Kind: kindGap, Body: body})
	return err
}

// begin stores the gap with which a log begins to be served: its first beginning, another account, or the time in which the server did
// not run.
func begin(ctx context.Context, log changelog.Log, before seen, known bool, identity string) error {
	bounds, err := log.Bounds(ctx)
	if err != nil {
		return err
	}
	now := time.Now()
	gap := &crmstreamv1.Gap{To: timestamppb.New(now)}
	switch fresh := bounds.Last < bounds.First && bounds.Newest.IsZero(); {
	case fresh && known:
		gap.Cause = crmstreamv1.GapCause_GAP_CAUSE_STORE_RESET
	case fresh || !known:
		gap.Cause = crmstreamv1.GapCause_GAP_CAUSE_FEED_STARTED
	case before.Identity != identity:
		gap.Cause = crmstreamv1.GapCause_GAP_CAUSE_ACCOUNT_CHANGED
	default:
		gap.Cause = crmstreamv1.GapCause_GAP_CAUSE_RECEIVER_DOWN
		last := before.Alive
		if bounds.Newest.After(last) { // what was stored was received
			last = bounds.Newest
		}
		if last.Before(now) { // else the clock was set back, and it is not known since when
			gap.From = timestamppb.New(last)
		}
	}
	return appendGap(ctx, log, gap)
}
