package apro

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

// name is the name of this connector.
const name = "apro"

// wireClient sends requests to one account. It is safe for concurrent use.
type wireClient struct {
	rest *rest.Client
	key  connectors.Secret
	// sizes name the setting that bounds an answer's rows, by operation.
	sizes map[string]string
	// ahead is how far the upstream's clock is ahead of ours, in nanoseconds, by the latest answer that had a date.
	ahead atomic.Int64
}

// newWireClient returns a client that sends the key with each request. sizes name the setting that bounds an answer's rows, by
// operation.
func newWireClient(client *rest.Client, key connectors.Secret, sizes map[string]string) *wireClient {
	return &wireClient{rest: client, key: key, sizes: sizes}
}

// post sends a request and returns its data. blame names the request field whose values are refused by BAD_PARAMS, "" where
// none of them can be.
func (c *wireClient) post(ctx context.Context, op string, f form, blame string) (transcode.JSON, error) {
	data, err := c.exchange(ctx, op, f)
	return data, blamed(err, blame)
}

// exchange is post without a blame. Lists are safe to repeat although they are POSTs ("General information").
func (c *wireClient) exchange(ctx context.Context, op string, f form) (transcode.JSON, error) {
	resp, err := c.do(ctx, op, "/sharedapi/"+op, f, classify)
	if err != nil {
		return transcode.JSON{}, c.advised(err, op)
	}
	c.hear(resp.Header)
	body, _ := resp.JSON() // which classify has taken
	data, ok := member(body, "data")
	if !ok {
		return transcode.JSON{}, &connectors.Error{Kind: connectors.KindMalformedResponse, Connector: name, Op: op, Err: errors.New("the answer has no data")}
	}
	return data, nil
}

// do sends a request to a path. classify says which answers are failures.
func (c *wireClient) do(ctx context.Context, op, path string, f form, classify func(rest.Response) error) (rest.Response, error) {
	return c.rest.Do(ctx, rest.Request{
		Op:          op,
		Method:      http.MethodPost,
		Path:        path,
		Header:      http.Header{"Accept": {"application/json"}},
		Body:        f.encode(c.key),
		ContentType: "application/x-www-form-urlencoded",
		Safe:        true,
		Classify:    classify,
	})
}

// hear learns how far the upstream's clock is ahead of ours.
func (c *wireClient) hear(h http.Header) {
	if sent, err := http.ParseTime(h.Get("Date")); err == nil {
		c.ahead.Store(int64(time.Until(sent)))
	}
}

// present returns the time by the upstream's clock.
func (c *wireClient) present() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

// askLess says what to do about a page of so many rows that is too large for an answer.
func (c *wireClient) askLess(err error, op string, rows int) error {
	return rest.AskLess(err, "page_sizes."+c.sizes[op], rows)
}

// advised says that nothing can be done about an answer that is too large, unless askLess does.
func (c *wireClient) advised(err error, op string) error {
	if c.sizes[op] != "" {
		return err
	}
	return rest.Advised(err, "no setting makes it smaller, since one answer holds all that was asked for")
}
