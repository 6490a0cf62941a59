package rest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

func TestClassifyStatus(t *testing.T) {
	tests := []struct {
		status int
		header string
		kind   connectors.Kind // 0: no error
		after  time.Duration
	}{
		{status: 200},
		{status: 201},
		{status: 204},
		{status: 301, kind: connectors.KindMisconfigured},
		{status: 304, kind: connectors.KindMisconfigured},
		{status: 400, kind: connectors.KindMisconfigured},
		{status: 401, kind: connectors.KindCredentialsRejected},
		{status: 403, kind: connectors.KindForbidden},
		{status: 404, kind: connectors.KindMisconfigured},
		{status: 405, kind: connectors.KindMisconfigured},
		{status: 408, kind: connectors.KindRateLimited},
		{status: 410, kind: connectors.KindMisconfigured},
		{status: 429, kind: connectors.KindRateLimited},
		{status: 429, header: "Retry-After: 17", kind: connectors.KindRateLimited, after: 17 * time.Second},
		{status: 500, kind: connectors.KindUnavailable},
		{status: 501, kind: connectors.KindUnavailable},
		{status: 503, header: "Retry-After: 3", kind: connectors.KindUnavailable, after: 3 * time.Second},
	}
	for _, tt := range tests {
		t.Run(http.StatusText(tt.status)+tt.header, func(t *testing.T) {
			c := inProcess(t, scripted(answer{status: tt.status, header: tt.header, body: "told so"}), Options{})
			res, err := c.Do(t.Context(), get(false))
			if tt.kind == 0 {
				require.NoError(t, err)
				require.Equal(t, tt.status, res.Status)
				return
			}
			e := failure(t, err)
			require.Equal(t, tt.kind, e.Kind)
			require.Equal(t, tt.after, e.RetryAfter)
			require.ErrorContains(t, err, fmt.Sprintf("status %d", tt.status))
			require.Equal(t, fmt.Sprintf("GET http://upstream.test/base/rows: status %d: told so", tt.status), e.Detail)
			require.NotContains(t, err.Error(), "told so")
			require.NotContains(t, err.Error(), "upstream.test")
		})
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	at := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	tests := map[string]struct {
		after, date string
		want        time.Duration
	}{
		"absent":            {},
		"seconds":           {after: "120", want: 2 * time.Minute},
		"negative":          {after: "-1"},
		"nonsense":          {after: "soon"},
		"beyond reason":     {after: "2000000000", want: 24 * time.Hour},
		"overflowing":       {after: "99999999999999999999"},
		"date":              {after: at(90 * time.Second), want: 90 * time.Second},
		"date gone by":      {after: at(-time.Hour)},
		"upstream's clock":  {after: at(time.Hour), date: at(59 * time.Minute), want: time.Minute},
		"date and nonsense": {after: at(time.Minute), date: "today", want: time.Minute},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			h := http.Header{"Retry-After": {tt.after}, "Date": {tt.date}}
			require.Equal(t, tt.want, retryAfter(h, now))
		})
	}
}

func TestHTML(t *testing.T) {
	tests := map[string]struct {
		kind, body string
		want       bool
	}{
		"declared":         {"text/html; charset=utf-8", "", true},
		"XHTML":            {"application/xhtml+xml", "", true},
		"declared as JSON": {"application/json", "\ufeff\r\n <!DOCTYPE HTML>", true},
		"bare":             {"", "<html lang=en>", true},
		"JSON":             {"application/json", `{"html":"<html>"}`, false},
		"XML":              {"text/xml", "<?xml version='1.0'?>", false},
		"nothing":          {"", "", false},
		"JSON, labelled":   {"text/html; charset=UTF-8", `{"payload":[{"id":1}]}`, false},
		"list, labelled":   {"text/html", " [1]", false},
		"marked, labelled": {"Text/HTML", "\ufeff[]", false},
		"null, labelled":   {"text/html", "null", false},
		"text, labelled":   {"text/html", `"no"`, false},
		"broken, labelled": {"text/html", `[{"name":"Hansen"`, false},
		"broken":           {"application/json", `[{"name":"Hansen"`, false},
		"words, labelled":  {"text/html; charset=", "Access denied", true},
		"words":            {"text/plain", "Access denied", false},
		"warning":          {"text/html", "<br />\n<b>Warning</b>", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			res := Response{Status: 200, Header: http.Header{"Content-Type": {tt.kind}}, Body: []byte(tt.body)}
			require.Equal(t, tt.want, HTML(res))
		})
	}
}

func TestClassifyOfAConnector(t *testing.T) {
	refusal := errors.New("LIMIT")
	tests := map[string]struct {
		err  error
		kind connectors.Kind
		text string
	}{
		"of the connector": {
			&connectors.Error{Kind: connectors.KindNotFound, Err: refusal}, connectors.KindNotFound, "fake: list: not found: LIMIT",
		},
		"with an operation of its own": {
			&connectors.Error{Kind: connectors.KindNotFound, Op: "list"}, connectors.KindNotFound, "fake: list: not found",
		},
		"of no kind": {
			refusal, malformed, "fake: list: malformed upstream response: LIMIT",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := get(false)
			r.Classify = func(Response) error { return tt.err }
			_, err := inProcess(t, scripted(answer{status: 200, body: "body"}), Options{}).Do(t.Context(), r)
			require.Equal(t, tt.kind, failure(t, err).Kind)
			require.EqualError(t, err, tt.text)
		})
	}
}

// TestErrorsShowNoRecords looks for a customer in the errors of answers that were to be records.
func TestErrorsShowNoRecords(t *testing.T) {
	const customer = `[{"name":"Hansen"},{"na`
	connectionLost := func(*http.Request) (*http.Response, error) {
		body := io.MultiReader(strings.NewReader(customer), iotest.ErrReader(errors.New("connection reset by peer")))
		return &http.Response{StatusCode: 200, Body: io.NopCloser(body), ContentLength: -1}, nil
	}
	for name, tt := range map[string]struct {
		upstream roundTrip
		want     string
	}{
		"malformed": {scripted(answer{status: 200, body: customer}), "status 200: an answer of 23 bytes"},
		"cut off":   {connectionLost, "status 200: connection reset by peer: an answer of 23 bytes"},
		"too large": {scripted(answer{status: 200, body: customer + customer}), "too large: more than 30 bytes: an answer of 31 bytes"},
		"a page":    {scripted(answer{status: 200, body: "<html>maintenance"}), "status 200: <html>maintenance"},
		"refused":   {scripted(answer{status: 400, body: `{"error":"bad"}`}), `status 400: {"error":"bad"}`},
	} {
		t.Run(name, func(t *testing.T) {
			r := get(false)
			r.Classify = func(res Response) error {
				if res.Status == http.StatusOK {
					return &connectors.Error{Kind: malformed, Err: errors.New("not JSON")}
				}
				return ClassifyStatus(res)
			}
			_, err := inProcess(t, tt.upstream, Options{MaxBody: 30}).Do(t.Context(), r)
			require.Contains(t, connectors.Detail(err), tt.want)
			require.NotContains(t, err.Error()+connectors.Detail(err), "Hansen")
		})
	}
}

func TestObserve(t *testing.T) {
	var got connectors.Exchange
	c := inProcess(t, scripted(answer{status: 418, body: "four"}), Options{})
	c.account.Observe = func(_ context.Context, x connectors.Exchange) { got = x }
	_, err := c.Do(t.Context(), get(false))
	require.Equal(t, err, got.Err)
	got.Err, got.Duration = nil, 0
	require.Equal(t, connectors.Exchange{Op: "list", Attempt: 1, Status: 418, Bytes: 4}, got)
}

func TestAuthorizeFailure(t *testing.T) {
	tests := map[string]struct {
		err  error
		kind connectors.Kind
	}{
		"classified":  {&connectors.Error{Kind: connectors.KindCredentialsRejected, Op: "list"}, connectors.KindCredentialsRejected},
		"some other":  {&url.Error{Op: "Post", URL: "https://u:hidden-1@auth.test/token?code=hidden-2", Err: errors.New("EOF")}, unavailable},
		"of its time": {context.DeadlineExceeded, unavailable},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			call := &connectors.Meter{}
			r := get(true)
			r.Authorize = func(context.Context, *http.Request) error { return tt.err }
			c := inProcess(t, scripted(answer{status: 200}), Options{})
			_, err := c.Do(connectors.WithMeter(t.Context(), call), r)
			require.Equal(t, tt.kind, failure(t, err).Kind)
			require.NotContains(t, err.Error(), "hidden")
			require.Zero(t, call.Requests())
		})
	}
}
