package wire

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// Write sends the params of rows that are to be written, once, and returns the answer's data. It calls sending as rest.Request says.
// The Maybe of an error says whether the upstream may have executed the write.
func (c *Client) Write(ctx context.Context, call connectors.PlannedCall, sending func(context.Context) error) (transcode.JSON, error) {
	body, err := c.write(ctx, call, sending, classifyWrite)
	if err != nil {
		return transcode.JSON{}, err
	}
	data, _ := Member(body, "data")
	return data, nil
}

// WriteBare is Write for an operation whose answers may come without the envelope: an object with a member of this name.
func (c *Client) WriteBare(ctx context.Context, call connectors.PlannedCall, member string, sending func(context.Context) error) (transcode.JSON, error) {
	body, err := c.write(ctx, call, sending, func(resp rest.Response, rows int) error {
		if bare(resp, member) {
			return nil
		}
		return classifyWrite(resp, rows)
	})
	if err != nil {
		return transcode.JSON{}, err
	}
	if data, ok := Member(body, "data"); ok {
		return data, nil
	}
	return body, nil
}

// bare reports whether an answer is an object with a member of this name, and without the envelope.
func bare(resp rest.Response, member string) bool {
	body, invalid := resp.JSON()
	_, enveloped := Member(body, "status")
	_, has := Member(body, member)
	plain := resp.Status >= 200 && resp.Status < 300 || resp.Status == http.StatusNotImplemented
	return invalid == nil && plain && has && !enveloped
}

// write sends a write and returns the answer. classify returns the error of an answer to a write of rows that is a failure.
func (c *Client) write(ctx context.Context, call connectors.PlannedCall, sending func(context.Context) error, classify func(rest.Response, int) error) (transcode.JSON, error) {
	resp, err := c.rest.Do(ctx, rest.Request{
		Op:          call.Op,
		Method:      call.Method,
		Path:        call.Path,
		Header:      http.Header{"Accept": {"application/json"}},
		Body:        keyed(url.QueryEscape(c.key.Reveal()), call.Body),
		ContentType: call.ContentType,
		Sending:     sending,
		Classify:    func(resp rest.Response) error { return classify(resp, call.Rows) },
	})
	if err != nil {
		return transcode.JSON{}, err
	}
	c.NoteDate(resp.Header)
	body, _ := resp.JSON() // classify has accepted it
	return body, nil
}

// Said returns what the upstream says about a write that it refuses, without credentials.
func (c *Client) Said(text string) string { return c.rest.Said(text) }

// classifyWrite is Classify for a write of rows. Only with one of the upstream's codes, nothing was written. Several rows of which one
// has wrong parameters may have been written in part.
func classifyWrite(resp rest.Response, rows int) error {
	err := Classify(resp)
	var e *connectors.Error
	body, _ := resp.JSON()
	if !errors.As(err, &e) || ScalarMember(body, "status") != "fail" {
		return err
	}
	switch i := codeIn(ScalarMember(body, "message")); {
	case i < 0:
		return err
	case codes[i].code != badParams:
		return rest.NotExecuted(e)
	case rows == 1:
		return rest.NotExecuted(&connectors.Error{Kind: connectors.KindRefused, Detail: e.Detail, Err: errors.New(
			"BAD_PARAMS: the server refuses the record: check its values, that what it names exists, and the setting dialect")})
	default:
		return &connectors.Error{Kind: connectors.KindRefused, Detail: e.Detail, Err: errors.New(
			"BAD_PARAMS: the server refuses one of the records, and may have written others")}
	}
}

// MalformedWrite returns the error of an answer that does not say what became of a write.
func MalformedWrite(op, text string) *connectors.Error {
	return &connectors.Error{Kind: connectors.KindMalformedResponse, Connector: Name, Op: op, Maybe: true, Err: errors.New(text)}
}
