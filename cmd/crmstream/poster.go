package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// postWithin is how long a receiver of --post may take for an answer.
const postWithin = 30 * time.Second

// poster is the outlet to a URL. What it prints has the host alone: all that follows may be a secret.
type poster struct {
	con    *console
	client *http.Client
	to     *url.URL
	json   jsonEncoder
}

// newPoster returns a poster to a URL.
func newPoster(con *console, to string) (*poster, error) {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, errors.New("--post: must be a URL such as https://hooks.example.com/events")
	}
	client := &http.Client{
		Timeout:       postWithin,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &poster{con: con, client: client, to: u}, nil
}

// shownURL returns a URL without what may be a secret in it.
func shownURL(text string) string {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return "***"
	case u.User == nil && u.RawQuery == "" && u.Fragment == "" && (u.Path == "" || u.Path == "/"):
		return text
	default:
		return u.Scheme + "://" + u.Host + "/***"
	}
}

// deliver posts entries one after the other, each until the receiver has taken it.
func (p *poster) deliver(ctx context.Context, entries []protoreflect.Message) error {
	for _, entry := range entries {
		body, err := p.json.encode(entry)
		if err != nil {
			return err
		}
		body = bytes.Clone(body) // a request that has failed may still be reading it while the next is encoded
		for failures := 1; ; failures++ {
			err := p.post(ctx, body)
			if err == nil {
				break
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			wait := postDelay(failures)
			p.con.say("%s has not taken an entry: %s; trying again in %s", printable(p.to.Host), printable(err.Error()), wait.Round(100*time.Millisecond))
			if err := pause(ctx, wait); err != nil {
				return err
			}
		}
	}
	return nil
}

// post makes one request. The error has nothing of the URL.
func (p *poster) post(ctx context.Context, body []byte) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.to.String(), bytes.NewReader(body))
	if err != nil {
		return errors.New("the request cannot be made")
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "crmstream/"+version())
	answer, err := p.client.Do(request)
	if whole := (*url.Error)(nil); errors.As(err, &whole) {
		if whole.Timeout() {
			return fmt.Errorf("no answer within %s", p.client.Timeout)
		}
		return whole.Err
	}
	if err != nil {
		return err
	}
	_, _ = io.CopyN(io.Discard, answer.Body, 64<<10) // so that the connection can be used again
	_ = answer.Body.Close()
	switch code := answer.StatusCode; {
	case code >= 200 && code < 300:
		return nil
	case code >= 300 && code < 400:
		return fmt.Errorf("answer %d, and redirects are not followed", code)
	default:
		return fmt.Errorf("answer %d %s", code, http.StatusText(code))
	}
}

// postDelay returns the wait after that many failures in a row, up to 30 seconds.
func postDelay(failures int) time.Duration {
	most := min(time.Second<<min(failures-1, 5), 30*time.Second)
	return most/2 + rand.N(most/2)
}
