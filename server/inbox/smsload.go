package inbox

import (
	"context"
	"errors"

	"github.com/crmstream/crmstream/server/changelog"
)

// load reads the text messages and statuses of the log.
func (b *Box) load(ctx context.Context) error {
	b.sms.statuses, b.sms.hashes, b.sms.recent = map[uint64]smsStatus{}, map[[8]byte]smsRequest{}, map[[8]byte]recentSMS{}
	bounds, err := b.texts.Bounds(ctx)
	if err != nil {
		return err
	}
	from := bounds.Start
	for {
		from, err = b.sms.read(ctx, b.texts, from)
		var expired *changelog.ExpiredError
		switch {
		case !errors.As(err, &expired):
			return err
		case expired.Oldest.IsZero():
			return nil
		}
		// The disk has lost entries, or the retention took them just now. What is after them is read.
		next, err := b.texts.PositionAt(ctx, expired.Oldest)
		if err != nil {
			return err
		}
		if next.Sequence <= from.Sequence {
			return expired // it would never end
		}
		from = next
	}
}

// read applies the entries after a position, and returns the position that it has reached.
func (s *smsState) read(ctx context.Context, log changelog.Log, from changelog.Position) (changelog.Position, error) {
	for record, err := range log.Read(ctx, from) {
		if err != nil {
			return from, err
		}
		s.apply(record)
		from = record.After()
	}
	return from, nil
}

// prune forgets the text messages that the log does not keep any more.
func (b *Box) prune(ctx context.Context) error {
	bounds, err := b.texts.Bounds(ctx)
	if err != nil {
		return err
	}
	b.sms.mu.Lock()
	defer b.sms.mu.Unlock()
	for id := range b.sms.statuses {
		if id < bounds.First {
			delete(b.sms.statuses, id)
		}
	}
	for hash, r := range b.sms.hashes {
		if r.id < bounds.First {
			delete(b.sms.hashes, hash)
		}
	}
	return nil
}
