package oauth

import (
	"context"
	"errors"
	"net/http"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// Do sends a request with an access token by the client of the upstream (RFC 6750, section 2.1), and sets its Authorize. If the
// upstream rejects the token, Do gets another one and sends the request once more, unless the upstream may have executed a
// write. Status 401 means that it has not (RFC 9110, section 15.5.2). Sending is called once.
func (s *Source) Do(ctx context.Context, client *rest.Client, r rest.Request) (rest.Response, error) {
	a := &authorized{source: s, write: r.Sending != nil, safe: r.Safe, inner: r.Classify, record: r.Sending}
	if a.inner == nil {
		a.inner = rest.ClassifyStatus
	}
	r.Authorize, r.Classify = a.authorize, a.classify
	if a.write {
		r.Sending = a.sending
	}
	res, first := client.Do(ctx, r)
	if !a.rejected(first) || !s.replace(a.used) {
		return res, first
	}
	res, err := client.Do(ctx, r)
	if a.write && err != nil && !errors.As(err, new(*connectors.Error)) && a.sendings == 1 {
		return res, first // the call ended before the write was sent again, so that it was certainly not executed
	}
	return res, err
}

// authorized is one call of Do.
type authorized struct {
	source      *Source
	write, safe bool
	inner       func(rest.Response) error
	record      func(context.Context) error

	used         *token // nil if there was no token
	unauthorized bool   // the last answer has status 401
	sendings     int    // how often a write was about to be sent
}

// authorize adds the access token to a request.
func (a *authorized) authorize(ctx context.Context, out *http.Request) (err error) {
	a.unauthorized = false
	if a.used, err = a.source.get(ctx); err == nil {
		out.Header.Set("Authorization", "Bearer "+a.used.text)
	}
	return err
}

// classify reads an answer, as the request does.
func (a *authorized) classify(res rest.Response) error {
	a.unauthorized = res.Status == http.StatusUnauthorized
	err := a.inner(res)
	var e *connectors.Error
	if a.write && a.unauthorized && errors.As(err, &e) {
		return rest.NotExecuted(e)
	}
	return err
}

// sending records a write once. The second time there is nothing to record that is not recorded already.
func (a *authorized) sending(ctx context.Context) error {
	if a.sendings++; a.sendings > 1 {
		return nil
	}
	return a.record(ctx)
}

// rejected reports whether the upstream rejected the token, and the request may be sent again.
func (a *authorized) rejected(err error) bool {
	var e *connectors.Error
	return a.used != nil && errors.As(err, &e) && e.Kind == connectors.KindCredentialsRejected && !e.Maybe &&
		(a.unauthorized || a.safe || a.write)
}
