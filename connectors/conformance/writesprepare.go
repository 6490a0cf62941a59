package conformance

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// preparing answers the requests of Prepare, and has a function answer all others.
func (s Writes) preparing(answer answering) answering {
	if s.Prepared == nil {
		return answer
	}
	return func(req *http.Request) (*http.Response, error) {
		var sent []byte
		if req.Body != nil {
			var err error
			if sent, err = io.ReadAll(req.Body); err != nil {
				return nil, err
			}
		}
		readable := func() *http.Request {
			again := req.Clone(req.Context())
			again.Body = io.NopCloser(bytes.NewReader(sent))
			return again
		}
		if body, ok := s.Prepared(readable()); ok {
			resp := answered(req, http.StatusOK, strings.NewReader(body))
			resp.Header.Set("Content-Type", "application/json")
			return resp, nil
		}
		return answer(readable())
	}
}

// prepared returns a row with the answer of Prepare, for which the upstream is asked anew.
func (s Writes) prepared(t *testing.T, w connectors.Write, row connectors.WriteRow) (connectors.WriteRow, error) {
	t.Helper()
	if w.Prepare == nil {
		return row, nil
	}
	require.NotNil(t, s.Prepared, "the write has a Prepare: answer its requests")
	row.Prepared = nil
	unread := row
	unread.Before = nil // as in the server, where the record before the write is read later
	var err error
	row.Prepared, err = s.client(t, func(req *http.Request) (*http.Response, error) {
		require.Fail(t, "a request of Prepare has no answer", "%s %s", req.Method, req.URL)
		return nil, io.EOF
	}, w).Prepare(t.Context(), unread)
	if err != nil {
		s.requireRefusal(t, err)
	}
	return row, err
}

// requireRefusal requires an error of a row that was certainly not written.
func (s Writes) requireRefusal(t *testing.T, err error) {
	t.Helper()
	var e *connectors.Error
	require.ErrorAs(t, err, &e)
	require.False(t, e.Maybe, "a row that is not prepared is not written: %v", err)
	s.requireNoSecret(t, err.Error()+e.Detail)
}

// encoded encodes a row, after the upstream was asked what the row needs.
func (s Writes) encoded(t *testing.T, w connectors.Write, row connectors.WriteRow) (connectors.EncodedRow, error) {
	t.Helper()
	row, err := s.prepared(t, w, row)
	if err != nil {
		return connectors.EncodedRow{}, err
	}
	return w.Encode(row, nil)
}

// needsBefore reports whether a row needs the record before the write.
func (s Writes) needsBefore(t *testing.T, w connectors.Write, row connectors.WriteRow) bool {
	t.Helper()
	if w.NeedsBefore == nil {
		return false
	}
	row, err := s.prepared(t, w, row)
	return err == nil && w.NeedsBefore(row)
}

// unprepared breaks all exchanges of Prepare, if it has any.
func (s Writes) unprepared(t *testing.T, w connectors.Write) {
	if w.Prepare == nil {
		return
	}
	row := s.whole(t, w)
	row.Before = nil
	for name, fault := range map[string]answering{
		"reset": func(*http.Request) (*http.Response, error) { return nil, io.EOF },
		"401": func(req *http.Request) (*http.Response, error) {
			return answered(req, http.StatusUnauthorized, strings.NewReader("")), nil
		},
		"502": func(req *http.Request) (*http.Response, error) {
			return answered(req, http.StatusBadGateway, strings.NewReader("")), nil
		},
		"html": func(req *http.Request) (*http.Response, error) {
			return answered(req, http.StatusOK, strings.NewReader("<!doctype html><p>Log in</p>")), nil
		},
	} {
		requests := 0
		broken := s
		broken.Prepared = nil
		_, err := broken.client(t, func(req *http.Request) (*http.Response, error) {
			requests++
			return fault(req)
		}, w).Prepare(t.Context(), row)
		require.Equal(t, requests > 0, err != nil, "%s: %v", name, err)
		if err != nil {
			s.requireRefusal(t, err)
		}
	}
}
