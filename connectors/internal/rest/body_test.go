package rest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// flow is a part of a body: bytes that come at once after a silence, a number of times.
type flow struct {
	silence time.Duration
	bytes   int
	times   int
}

// flowing is a body whose parts come in turn. It ends with its request.
type flowing struct {
	ctx   context.Context
	parts []flow
	left  int // bytes of a part that was begun
}

func (f *flowing) Read(p []byte) (int, error) {
	if f.left > 0 {
		n := copy(p, strings.Repeat(" ", f.left))
		f.left -= n
		return n, nil
	}
	if len(f.parts) == 0 {
		return 0, io.EOF
	}
	part := &f.parts[0]
	select {
	case <-time.After(part.silence):
	case <-f.ctx.Done():
		return 0, f.ctx.Err()
	}
	if part.times--; part.times == 0 {
		f.parts = f.parts[1:]
	}
	n := copy(p, strings.Repeat(" ", part.bytes))
	f.left = part.bytes - n
	return n, nil
}

func (f *flowing) Close() error { return nil }

func TestBodiesMustKeepComing(t *testing.T) {
	const second = time.Second
	for name, tt := range map[string]struct {
		parts []flow
		cause error         // nil: the body is whole
		after time.Duration // when that shows
	}{
		"a silence":              {[]flow{{29 * second, 10, 3}}, nil, 87 * second},
		"a stall":                {[]flow{{second, 4096, 5}, {31 * second, 1, 1}}, errStalled, 35 * second},
		"nothing":                {[]flow{{31 * second, 1, 1}}, errStalled, 30 * second},
		"a byte a second":        {[]flow{{second, 1, 10_000}}, errTooSlow, 60 * second},
		"fast, then a trickle":   {[]flow{{second, 4096, 45}, {second, 1, 10_000}}, errTooSlow, 90 * second},
		"just fast enough":       {[]flow{{second, 1024, 100}}, nil, 100 * second},
		"slow only at the start": {[]flow{{second, 1, 30}, {second, 1024, 40}}, nil, 70 * second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				upstream := roundTrip(func(r *http.Request) (*http.Response, error) {
					return &http.Response{StatusCode: http.StatusOK, Body: &flowing{ctx: r.Context(), parts: tt.parts}, ContentLength: -1}, nil
				})
				start := time.Now()
				_, err := inProcess(t, upstream, Options{Timeout: time.Hour}).Do(t.Context(), get(false))
				require.Equal(t, tt.after, time.Since(start))
				if tt.cause == nil {
					require.NoError(t, err)
					return
				}
				require.Equal(t, unavailable, failure(t, err).Kind)
				require.ErrorContains(t, err, tt.cause.Error())
			})
		})
	}
}

func TestStalledBodyIsAskedForAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		bodies := [][]flow{{{time.Hour, 1, 1}}, {{time.Second, 2, 1}}}
		upstream := roundTrip(func(r *http.Request) (*http.Response, error) {
			body := &flowing{ctx: r.Context(), parts: bodies[0]}
			bodies = bodies[1:]
			return &http.Response{StatusCode: http.StatusOK, Body: body, ContentLength: -1}, nil
		})
		res, err := inProcess(t, upstream, Options{}).Do(t.Context(), get(true))
		require.NoError(t, err)
		require.Equal(t, "  ", string(res.Body))
	})
}

func TestBodiesOfAnyLengthAreWhole(t *testing.T) {
	for _, length := range []int{0, 1, firstBody - 1, firstBody, firstBody + 1, 3*firstBody + 7} {
		text := strings.Repeat("0123456789", length/10+1)[:length]
		for name, shape := range map[string]func(io.Reader) io.Reader{
			"at once":          func(r io.Reader) io.Reader { return r },
			"in halves":        iotest.HalfReader,
			"with its own end": iotest.DataErrReader,
		} {
			for _, announced := range []int64{-1, int64(length)} {
				upstream := roundTrip(func(*http.Request) (*http.Response, error) {
					body := io.NopCloser(shape(strings.NewReader(text)))
					return &http.Response{StatusCode: http.StatusOK, Body: body, ContentLength: announced}, nil
				})
				res, err := inProcess(t, upstream, Options{MaxBody: 3*firstBody + 7}).Do(t.Context(), get(false))
				require.NoError(t, err, "%d bytes %s", length, name)
				require.Equal(t, text, string(res.Body), "%d bytes %s", length, name)
			}
		}
	}
}

// TestEndlessBodyTakesNoMoreThanItsLimit measures room: a buffer that doubled would have twice the limit.
func TestEndlessBodyTakesNoMoreThanItsLimit(t *testing.T) {
	const limit = 3*firstBody + 1
	c := inProcess(t, nil, Options{MaxBody: limit})
	endless := &flowing{ctx: t.Context(), parts: []flow{{0, 1000, 1 << 30}}}
	body, err := c.readBody(&http.Response{Body: endless, ContentLength: -1}, func(error) {}, func(int64) error { return nil })
	require.ErrorIs(t, err, connectors.ErrTooLarge)
	require.Len(t, body, limit+1)
	require.Equal(t, limit+1, cap(body))
}

func TestAnnouncedBeyondTheLimitIsNotRead(t *testing.T) {
	upstream := roundTrip(func(*http.Request) (*http.Response, error) {
		unread := iotest.ErrReader(errors.New("it was read"))
		return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(unread), ContentLength: 101}, nil
	})
	_, err := inProcess(t, upstream, Options{MaxBody: 100}).Do(t.Context(), get(true))
	require.Equal(t, malformed, failure(t, err).Kind)
	require.ErrorContains(t, err, "101 bytes, and the limit is 100")
}
