package wire

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// Name is the name of this connector.
const Name = "apro"

// ContentType is the type of the bodies of requests.
const ContentType = "application/x-www-form-urlencoded"

// Path returns the path of an operation.
func Path(op string) string { return "/sharedapi/" + op }

// Client sends requests to one account. It is safe for concurrent use.
type Client struct {
	rest *rest.Client
	key  connectors.Secret
	// sizes name the setting that bounds an answer's rows, by operation.
	sizes map[string]string
	// ahead is how far the upstream's clock is ahead of ours, in nanoseconds, by the latest answer with a date.
	ahead atomic.Int64
}

// New returns a client that sends the key with each request. sizes name the setting that bounds an answer's rows, by
// operation.
func New(client *rest.Client, key connectors.Secret, sizes map[string]string) *Client {
	return &Client{rest: client, key: key, sizes: sizes}
}

// Post sends a request and returns its data. blame is the request field at fault for BAD_PARAMS, "" for the settings.
func (c *Client) Post(ctx context.Context, op string, f Form, blame string) (transcode.JSON, error) {
	data, err := c.Exchange(ctx, op, f)
	return data, Blamed(err, blame)
}

// Exchange is Post without blame. Lists are safe to repeat although they are POSTs ("General information").
func (c *Client) Exchange(ctx context.Context, op string, f Form) (transcode.JSON, error) {
	resp, err := c.Do(ctx, op, Path(op), f, Classify)
	if err != nil {
		return transcode.JSON{}, c.advised(err, op)
	}
	c.NoteDate(resp.Header)
	body, _ := resp.JSON() // Classify has accepted it
	data, ok := Member(body, "data")
	if !ok {
		return transcode.JSON{}, &connectors.Error{Kind: connectors.KindMalformedResponse, Connector: Name, Op: op, Err: errors.New("the answer has no data")}
	}
	return data, nil
}

// Do sends a request to a path. classify returns the error of an answer that is a failure.
func (c *Client) Do(ctx context.Context, op, path string, f Form, classify func(rest.Response) error) (rest.Response, error) {
	return c.rest.Do(ctx, rest.Request{
		Op:          op,
		Method:      http.MethodPost,
		Path:        path,
		Header:      http.Header{"Accept": {"application/json"}},
		Body:        f.encode(c.key),
		ContentType: ContentType,
		Safe:        true,
		Classify:    classify,
	})
}

// NoteDate notes how far the upstream's clock is ahead of ours.
func (c *Client) NoteDate(h http.Header) {
	if sent, err := http.ParseTime(h.Get("Date")); err == nil {
		c.ahead.Store(int64(time.Until(sent)))
	}
}

// Present returns the time by the upstream's clock.
func (c *Client) Present() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

// AskLess adds to the error of an answer that is too large the setting to change. rows is how many rows were asked for.
func (c *Client) AskLess(err error, op string, rows int) error {
	return rest.AskLess(err, "page_sizes."+c.sizes[op], rows)
}

// advised adds to the error of an answer that is too large that no setting helps, unless AskLess names one.
func (c *Client) advised(err error, op string) error {
	if c.sizes[op] != "" {
		return err
	}
	return rest.Advised(err, "no setting makes the answer smaller, since one answer has all requested records")
}
