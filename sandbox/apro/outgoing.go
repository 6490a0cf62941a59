package apro

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// maxAnswer is the largest number of bytes that are read of a receiver's answer.
const maxAnswer = 64 << 10

// errClosed is the error of requests after Close.
var errClosed = errors.New("apro sandbox: closed")

// outgoing makes the requests of the CRM to receivers. It is safe for concurrent use.
type outgoing struct {
	client *http.Client
	// life ends with close, and with it all requests.
	life context.Context
	end  context.CancelFunc

	mu     sync.Mutex // guards the members below
	closed bool
	to     Receivers
	work   sync.WaitGroup
}

func newOutgoing(s ReceiverSettings) *outgoing {
	transport := s.Transport
	if transport == nil {
		transport = &http.Transport{MaxIdleConnsPerHost: 64, IdleConnTimeout: time.Minute}
	}
	o := &outgoing{
		to: s.receivers(),
		client: &http.Client{
			Transport: transport, Timeout: time.Duration(s.ReceiverTimeout),
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	o.life, o.end = context.WithCancel(context.Background())
	return o
}

// SetReceivers replaces the addresses that the settings have, or returns the error of the first wrong one. Requests that have begun
// go to the old ones.
func (s *Server) SetReceivers(to Receivers) error {
	if err := to.validate(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outgoing.mu.Lock()
	defer s.outgoing.mu.Unlock()
	s.outgoing.to = to
	return nil
}

// Close ends the requests to receivers, and waits for their end. The emulator serves on, but calls no receiver. Close may be
// called more than once.
func (s *Server) Close() error {
	s.outgoing.close()
	return nil
}

func (o *outgoing) close() {
	o.mu.Lock()
	o.closed = true
	o.mu.Unlock()
	o.end()
	o.work.Wait()
	o.client.CloseIdleConnections()
}

// begin counts a piece of work, which must call o.work.Done at its end. After close there is no work.
func (o *outgoing) begin() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed {
		o.work.Add(1)
	}
	return !o.closed
}

func (o *outgoing) receivers() Receivers {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.to
}

// send makes one request and returns the start of the answer. Its errors have no address, since that has a secret.
func (o *outgoing) send(r *http.Request) (status int, answer []byte, err error) {
	if !o.begin() {
		return 0, nil, errClosed
	}
	defer o.work.Done()
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(o.life, cancel)()
	response, err := o.client.Do(r.WithContext(ctx))
	if err != nil {
		return 0, nil, withoutURL(err)
	}
	defer func() { _ = response.Body.Close() }()
	answer, err = io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	return response.StatusCode, answer, withoutURL(err)
}

func withoutURL(err error) error {
	if e := (*url.Error)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}

// sendForm makes a request with parameters in the order that they have: in the body of a POST, or in the query of a GET.
func (o *outgoing) sendForm(ctx context.Context, method, address string, params []pair) (answer []byte, err error) {
	parts := make([]string, len(params))
	for i, p := range params {
		parts[i] = url.QueryEscape(p.name) + "=" + url.QueryEscape(p.text)
	}
	form, body := strings.Join(parts, "&"), io.Reader(nil)
	if method == http.MethodPost {
		body = strings.NewReader(form)
	}
	r, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return nil, withoutURL(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	} else {
		r.URL.RawQuery = form
	}
	status, answer, err := o.send(r)
	if err == nil && (status < 200 || status > 299) {
		err = &AnswerError{Status: status}
	}
	return answer, err
}

// AnswerError is the error of a receiver's answer that the CRM cannot use.
type AnswerError struct {
	// Status is the HTTP status.
	Status int
	// Reason is the receiver's own reason, or what is wrong with its answer.
	Reason string
}

func (e *AnswerError) Error() string {
	return strings.TrimSuffix("apro sandbox: the receiver answered "+http.StatusText(e.Status)+": "+e.Reason, ": ")
}
