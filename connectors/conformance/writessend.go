package conformance

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// answering carries requests to a function.
type answering func(*http.Request) (*http.Response, error)

func (a answering) RoundTrip(req *http.Request) (*http.Response, error) { return a(req) }

// client returns the write of another client, whose requests a function answers, besides those of Prepare.
func (s Writes) client(t *testing.T, answer answering, w connectors.Write) connectors.Write {
	t.Helper()
	for _, other := range s.Open(t, s.preparing(answer)).Writes() {
		if other.Resource == w.Resource && other.Act == w.Act {
			return other
		}
	}
	require.Fail(t, "the write is gone")
	return w
}

// answered returns an answer with a body, which may end in an error.
func answered(req *http.Request, status int, body io.Reader) *http.Response {
	return &http.Response{
		StatusCode: status, Header: http.Header{}, Body: io.NopCloser(body), ContentLength: -1, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
	}
}

// sending sends a write, and requires the body that was planned.
func (s Writes) sending(t *testing.T, w connectors.Write) {
	call := s.encode(t, w, s.whole(t, w))
	var events []string
	var sent []byte
	answer, err := s.client(t, func(req *http.Request) (*http.Response, error) {
		events = append(events, "request")
		if req.Body != nil {
			sent, _ = io.ReadAll(req.Body)
		}
		return answered(req, http.StatusOK, strings.NewReader(s.Executed(w, 1))), nil
	}, w).Send(t.Context(), call, func(context.Context) error {
		events = append(events, "sending")
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, []string{"sending", "request"}, events)
	require.True(t, bytes.HasSuffix(sent, call.Body), "the body was sent as %s, and planned as %s", sent, call.Body)
	require.Equal(t, w.Act == connectors.Create && !takesID(w), len(answer.IDs) == 1)
	require.Empty(t, answer.Refused)
	require.True(t, w.Unread || w.Answers == (len(answer.Records) == 1))
	require.False(t, w.Unread && w.Answers, "an answer that shows the record is a reading")
}

// stopped fails in sending.
func (s Writes) stopped(t *testing.T, w connectors.Write) {
	full := &connectors.Error{Kind: connectors.KindConflict, Err: errors.New("the disk is full")}
	_, err := s.client(t, func(*http.Request) (*http.Response, error) {
		require.Fail(t, "a request was sent")
		return nil, io.EOF
	}, w).Send(t.Context(), s.encode(t, w, s.whole(t, w)), func(context.Context) error { return full })
	var e *connectors.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, full.Kind, e.Kind)
	require.False(t, e.Maybe)
}

// faults breaks the exchange after the request.
func (s Writes) faults(t *testing.T, w connectors.Write) {
	executed := s.Executed(w, 1)
	status := func(status int, body string) answering {
		return func(req *http.Request) (*http.Response, error) {
			return answered(req, status, strings.NewReader(body)), nil
		}
	}
	for name, fault := range map[string]answering{
		"reset": func(*http.Request) (*http.Response, error) { return nil, io.EOF },
		"timeout": func(req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, req.Context().Err()
		},
		"cut": func(req *http.Request) (*http.Response, error) {
			return answered(req, http.StatusOK, io.MultiReader(strings.NewReader(executed[:len(executed)/2]), broken{})), nil
		},
		"502": status(http.StatusBadGateway, ""), "503 page": status(http.StatusServiceUnavailable, "<html>busy</html>"), "empty": status(http.StatusOK, ""),
		"half": status(http.StatusOK, executed[:len(executed)/2]), "html": status(http.StatusOK, "<!doctype html><p>Log in</p>"), "list": status(http.StatusOK, "[]"),
		"object": status(http.StatusOK, "{}"),
	} {
		e := s.failed(t, w, fault)
		require.True(t, e.Maybe, "%s: %v", name, e)
	}
}

// refusals refuses the write.
func (s Writes) refusals(t *testing.T, w connectors.Write) {
	require.NotEmpty(t, s.Refusals)
	for name, r := range s.Refusals {
		e := s.failed(t, w, func(req *http.Request) (*http.Response, error) {
			return answered(req, r.Status, strings.NewReader(r.Body)), nil
		})
		require.False(t, e.Maybe, "%s: %v", name, e)
		require.Equal(t, r.Kind, e.Kind, "%s: %v", name, e)
	}
}

// partlyRefused refuses the second of three rows.
func (s Writes) partlyRefused(t *testing.T, w connectors.Write) {
	body := ""
	if s.PartlyRefused != nil {
		body = s.PartlyRefused(w)
	}
	if body == "" {
		return
	}
	rows := s.batch(t, w, 3)
	answer, err := s.client(t, func(req *http.Request) (*http.Response, error) {
		return answered(req, http.StatusOK, strings.NewReader(body)), nil
	}, w).Send(t.Context(), s.encode(t, w, rows...), func(context.Context) error { return nil })
	require.NoError(t, err)
	require.Len(t, answer.Refused, 1)
	var e *connectors.Error
	require.ErrorAs(t, answer.Refused[1], &e)
	require.False(t, e.Maybe)
	require.Contains(t, []connectors.Kind{connectors.KindInvalidRequest, connectors.KindRefused}, e.Kind)
	require.Equal(t, e.Kind == connectors.KindInvalidRequest, e.Field != "")
	s.requireNoSecret(t, e.Error()+e.Detail)
	if w.Act != connectors.Create || takesID(w) {
		require.Nil(t, answer.IDs)
		return
	}
	require.Len(t, answer.IDs, 3)
	for i, id := range answer.IDs {
		require.Equal(t, i == 1, id == "", "%q", answer.IDs)
	}
}

// failed sends a write that fails after one request.
func (s Writes) failed(t *testing.T, w connectors.Write, answer answering) *connectors.Error {
	t.Helper()
	requests := 0
	_, err := s.client(t, func(req *http.Request) (*http.Response, error) {
		requests++
		return answer(req)
	}, w).Send(t.Context(), s.encode(t, w, s.whole(t, w)), func(context.Context) error { return nil })
	var e *connectors.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, 1, requests, "a write is sent once")
	s.requireNoSecret(t, err.Error()+e.Detail)
	return e
}
