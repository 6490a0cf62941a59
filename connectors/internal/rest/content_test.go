package rest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// put returns a request with a content of so many bytes.
func put(size int) (Request, []byte) {
	content := bytes.Repeat([]byte("0123456789abcdef"), size/16)
	return Request{
		Op: "list", Method: http.MethodPost, Path: "/rows", ContentType: "multipart/form-data; boundary=x",
		Content: bytes.NewReader(content), Length: int64(len(content)), Safe: true,
	}, content
}

func TestContentIsSentWithItsLengthAndAgain(t *testing.T) {
	r, content := put(1 << 20)
	var asked atomic.Int32
	c := overHTTP(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		switch asked.Add(1) {
		case 1: // before the content has come
			w.WriteHeader(http.StatusServiceUnavailable)
		case 2:
			_, _ = io.CopyN(io.Discard, req.Body, 1000)
			panic(http.ErrAbortHandler)
		default:
			body, err := io.ReadAll(req.Body)
			if err != nil || !bytes.Equal(body, content) || req.ContentLength != r.Length || len(req.TransferEncoding) > 0 || req.Header.Get("Content-Type") != r.ContentType {
				t.Errorf("%d bytes of %d: %v", len(body), req.ContentLength, err)
			}
		}
	}), connectors.Account{}, Options{})
	call := &connectors.Meter{}
	_, err := c.Do(connectors.WithMeter(t.Context(), call), r)
	require.NoError(t, err)
	require.Equal(t, 3, call.Requests())
}

// takesContent is an upstream that takes some bytes of a content at a time, and pauses after each. It answers after a pause of its own.
func takesContent(bytes, pauses int, pause, last time.Duration) roundTrip {
	return func(r *http.Request) (*http.Response, error) {
		defer func() { _ = r.Body.Close() }()
		wait := func(d time.Duration) error {
			select {
			case <-time.After(d):
				return nil
			case <-r.Context().Done():
				return r.Context().Err()
			}
		}
		for range pauses {
			if _, err := io.CopyN(io.Discard, r.Body, int64(bytes)); err != nil {
				return nil, err
			}
			if err := wait(pause); err != nil {
				return nil, err
			}
		}
		if err := wait(last); err != nil {
			return nil, err
		}
		return answer{status: 200}.response(r), nil
	}
}

// TestContentMustBeTaken sends content to upstreams that are slow in other ways, with a time for an exchange of a minute.
func TestContentMustBeTaken(t *testing.T) {
	for name, test := range map[string]struct {
		upstream roundTrip
		err      error
		took     time.Duration
	}{
		"slow and steady":     {takesContent(4<<10, 8, 50*time.Second, 0), nil, 400 * time.Second},
		"an answer that late": {takesContent(32<<10, 1, 0, 59*time.Second), nil, 59 * time.Second},
		"takes no more":       {takesContent(4<<10, 8, 61*time.Second, 0), errNotTaken, time.Minute},
		"answers too late":    {takesContent(32<<10, 1, 0, 61*time.Second), errNotTaken, time.Minute},
		"too slow altogether": {takesContent(16, 2000, 50*time.Second, 0), errTimeout, time.Minute + 32*time.Second*1024/64},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r, _ := put(32 << 10)
				r.Safe = false
				start := time.Now()
				_, err := inProcess(t, test.upstream, Options{Timeout: time.Minute, MinSpeed: 64}).Do(t.Context(), r)
				require.Equal(t, test.took, time.Since(start))
				if test.err == nil {
					require.NoError(t, err)
					return
				}
				require.ErrorIs(t, failure(t, err), test.err)
				require.Equal(t, unavailable, failure(t, err).Kind)
			})
		})
	}
}

// TestContentOfACallThatEnded leaves while the content is sent.
func TestContentOfACallThatEnded(t *testing.T) {
	r, _ := put(8 << 20)
	ctx, leave := context.WithCancel(t.Context())
	c := overHTTP(t, http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		_, _ = io.CopyN(io.Discard, req.Body, 1000)
		leave()
		_, _ = io.Copy(io.Discard, req.Body)
	}), connectors.Account{}, Options{})
	_, err := c.Do(ctx, r)
	require.ErrorIs(t, err, context.Canceled)
}
