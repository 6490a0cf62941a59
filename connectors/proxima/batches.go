package proxima

import (
	"bytes"
	"context"
	"errors"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// fullBatch is the length of a batch in rows (job status).
const fullBatch = 500

// unknownBatch is the number of the first batch before the number is known.
const unknownBatch = -1

// forgetFirstBatch sets the number of the first batch to that of the settings.
func (c *Client) forgetFirstBatch() {
	first := int32(unknownBatch)
	if n, err := strconv.ParseInt(c.settings.FirstBatch, 10, 32); err == nil {
		first = int32(n)
	}
	c.firstBatch.Store(first)
}

// readBatches gathers the rows of a finished job. Batches that contradict each other are read once more.
func (c *Client) readBatches(ctx context.Context, job, count int, g sink) error {
	for again := true; ; again = false {
		err := c.readResult(ctx, job, count, g)
		lost := errors.Is(err, &connectors.Error{Kind: connectors.KindDataLost}) || errors.Is(err, errBlank)
		if lost || refused(err) {
			c.forgetFirstBatch() // if the number was wrong, nothing else would correct it
		}
		if refused(err) {
			return jobFailure(opResult, job, errJobLost)
		}
		if !lost || !again {
			return err
		}
		g.reset()
	}
}

// result is the result of a job, while it is read.
type result struct {
	job, count int
	g          sink
	lengths    []int
	last       []byte
	repeated   bool
}

func (c *Client) readResult(ctx context.Context, job, count int, g sink) error {
	r := &result{job: job, count: count, g: g}
	if count == 0 {
		return c.readUnnumbered(ctx, r)
	}
	first, learned := int(c.firstBatch.Load()), false
	if first == unknownBatch {
		var head []rest.Response
		var err error
		if first, learned, head, err = c.probe(ctx, job, count); err != nil {
			return err
		}
		for _, batch := range head {
			if err := r.add(batch); err != nil {
				return err
			}
		}
	}
	for len(r.lengths) < count {
		batch, err := c.batch(ctx, job, first+len(r.lengths))
		if err != nil {
			return err
		}
		if err := r.add(batch); err != nil {
			return err
		}
	}
	if count == 1 && r.lengths[0] == 0 {
		if err := c.askUnnumbered(ctx, r); err != nil {
			return err
		}
	}
	if err := r.check(); err != nil {
		return err
	}
	if learned {
		c.firstBatch.CompareAndSwap(unknownBatch, int32(first))
	}
	return nil
}

// readUnnumbered reads a finished job whose number of batches is 0 or missing, which usually means no rows. If rows come, they
// must be the whole result. A full batch is refused, since it could be the first of several.
func (c *Client) readUnnumbered(ctx context.Context, r *result) error {
	batch, err := c.batch(ctx, r.job, noBatch)
	if err != nil {
		return err
	}
	if err := r.add(batch); err != nil {
		return err
	}
	if r.lengths[0] == fullBatch {
		return r.lost("has a full batch but no number of batches")
	}
	return nil
}

// askUnnumbered asks for the only batch of a result without its number, after the numbered batch came without rows. Some
// upstreams count one batch where there are no rows. Any answer with rows is that batch. A refusal means that there are no
// rows.
func (c *Client) askUnnumbered(ctx context.Context, r *result) error {
	batch, err := c.batch(ctx, r.job, noBatch)
	if refused(err) || err == nil && blank(batch) {
		return nil
	}
	if err != nil {
		return err
	}
	r.lengths = nil
	return r.add(batch)
}

// probe finds out whether the first batch of a job is 0 or 1, and returns the batches that it has read. The first batch is 1 if
// batch 0 is refused or empty, or if it equals batch 1, since some servers send the nearest batch instead. A single batch with
// rows proves nothing, since it may come under any number: learned is false then.
func (c *Client) probe(ctx context.Context, job, count int) (first int, learned bool, head []rest.Response, err error) {
	zero, zeroErr := c.batch(ctx, job, 0)
	if zeroErr != nil && !refused(zeroErr) {
		return 0, false, nil, zeroErr
	}
	if zeroErr == nil && count == 1 && !blank(zero) {
		return 0, false, []rest.Response{zero}, nil
	}
	one, err := c.batch(ctx, job, 1)
	switch {
	case refused(err) && zeroErr == nil && count == 1:
		// Either the single batch has no rows, or the job was lost between the two requests. In the second case batch 0 is
		// refused now.
		zero, err = c.batch(ctx, job, 0)
		return 0, false, []rest.Response{zero}, err
	case err != nil:
		return 0, false, nil, err
	case zeroErr != nil:
		return 1, true, []rest.Response{one}, nil
	case blank(zero):
		return 1, !blank(one), []rest.Response{one}, nil
	case bytes.Equal(zero.Body, one.Body):
		return 1, true, []rest.Response{one}, nil
	default:
		return 0, true, []rest.Response{zero, one}, nil
	}
}

// blank reports whether a batch has no rows.
func blank(batch rest.Response) bool {
	list, _ := batch.JSON() // absent where the body is empty
	return noRows(list)
}

// errBlank is the failure of a batch that has no body. Some results without rows have no body, but a batch that the upstream
// has counted must have one.
var errBlank = errors.New("sent an empty body as a batch")

// add gathers the rows of the next batch.
func (r *result) add(batch rest.Response) error {
	if r.count > 0 && len(bytes.TrimSpace(batch.Body)) == 0 {
		return failure(connectors.KindMalformedResponse, opResult, "job %d %w", r.job, errBlank)
	}
	list, _ := batch.JSON() // absent where the body is empty
	r.repeated = r.repeated || r.last != nil && !noRows(list) && bytes.Equal(r.last, batch.Body)
	r.last = batch.Body
	rows, err := r.g.add(list)
	r.lengths = append(r.lengths, rows)
	return err
}

// check finds a batch that was lost or came twice: all batches but the last must have one length, and the last must be no
// longer and not empty. Only the single batch of an empty result has no rows.
func (r *result) check() error {
	if r.repeated {
		return r.lost("sent a batch twice")
	}
	for i, n := range r.lengths {
		final := i == len(r.lengths)-1
		if i > 0 && n == 0 || n > r.lengths[0] || n < r.lengths[0] && !final {
			return r.lost("sent %d rows as batch %d of %d, after %d as the first", n, i+1, r.count, r.lengths[0])
		}
	}
	return nil
}

func (r *result) lost(format string, args ...any) error {
	return failure(connectors.KindDataLost, opResult,
		"job %d "+format+" (setting first_batch helps where the first number was learned wrongly)", append([]any{r.job}, args...)...)
}
