package rest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// firstBody is the first room for a body without a declared length.
const firstBody = 32 << 10

var (
	errStalled = errors.New("the answer stopped coming")
	errTooSlow = errors.New("the answer comes too slowly")
)

// packing is how many times an answer in a content encoding is expected to grow when it is unpacked.
const packing = 4

// readBody reads the body of an answer and unpacks it, up to one byte more than the limit. On an error it returns what came.
// end ends the attempt for a reason, and grow takes room for the body.
func (c *Client) readBody(res *http.Response, end func(error), grow func(room int64) error) ([]byte, error) {
	limit := c.opts.MaxBody
	if res.ContentLength > limit {
		return nil, fmt.Errorf("%w: %d bytes, and the limit is %d", connectors.ErrTooLarge, res.ContentLength, limit)
	}
	unpacked, unknown := unpack(res.Header, res.Body)
	from := c.steadily(unpacked, end)
	defer from.timer.Stop()
	room := int64(firstBody)
	if res.ContentLength >= 0 {
		room = res.ContentLength + 1 // so that the end is read without more room
	}
	if res.Header.Get("Content-Encoding") != "" {
		room *= packing
	}
	body, err := readUpTo(from, room, limit, grow)
	if err == nil && unknown != "" && len(body) > 0 {
		if _, invalid := transcode.Parse(body); invalid != nil { // otherwise the label is wrong
			return nil, foreign(unknown)
		}
	}
	return body, err
}

// readUpTo reads to the end, or up to one byte more than the limit. It begins with room bytes, at least one, and takes more as
// needed, with grow. On an error it returns what came.
func readUpTo(from io.Reader, room, limit int64, grow func(room int64) error) ([]byte, error) {
	room = min(room, limit+1)
	if err := grow(room); err != nil {
		return nil, err
	}
	body := make([]byte, 0, room)
	for {
		n, err := from.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		switch {
		case int64(len(body)) > limit:
			return body, fmt.Errorf("%w: more than %d bytes", connectors.ErrTooLarge, limit)
		case errors.Is(err, io.EOF):
			return body, nil
		case err != nil:
			return body, err
		}
		if len(body) == cap(body) {
			// Not by append, which would double the room beyond the limit, and the limit bounds our memory.
			room = min(2*room, limit+1)
			if err := grow(room); err != nil {
				return body, err
			}
			grown := make([]byte, len(body), room)
			copy(grown, body)
			body = grown
		}
	}
}

// steady is a body that must keep coming. It is measured in stretches of Options.Stall. In each stretch a byte must come, and
// Options.MinSpeed bytes a second on average. The first stretch has no minimal speed, since the upstream may still be at work.
type steady struct {
	body  io.Reader
	opts  Options
	timer *time.Timer // runs during each Read, and ends the attempt
	since time.Time   // when the stretch began
	got   int64       // bytes in the stretch
	late  bool        // the first stretch has ended
}

// steadily returns a reader of the body. Its timer must be stopped.
func (c *Client) steadily(body io.Reader, end func(error)) *steady {
	timer := time.AfterFunc(c.opts.Stall, func() { end(errStalled) })
	return &steady{body: body, opts: c.opts, timer: timer, since: time.Now()}
}

// Read reads from the body and measures how it comes.
func (s *steady) Read(p []byte) (int, error) {
	s.timer.Reset(s.opts.Stall)
	n, err := s.body.Read(p)
	s.timer.Stop()
	s.got += int64(n)
	if took := time.Since(s.since); err == nil && took >= s.opts.Stall {
		if s.late && float64(s.got) < took.Seconds()*float64(s.opts.MinSpeed) {
			return n, errTooSlow
		}
		s.since, s.got, s.late = time.Now(), 0, true
	}
	return n, err
}
