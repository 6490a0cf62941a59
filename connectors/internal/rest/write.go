package rest

import (
	"context"
	"errors"

	"github.com/crmstream/crmstream/connectors"
)

// NotExecuted returns the error of a write that the upstream certainly has not executed: its answer says so. Classify returns it.
// After any other error the upstream may have executed the write.
func NotExecuted(err *connectors.Error) error { return &notExecuted{err} }

// notExecuted is an error of NotExecuted.
type notExecuted struct{ err *connectors.Error }

// Error returns the text of the error itself.
func (e *notExecuted) Error() string { return e.err.Error() }

// Unwrap returns the error itself.
func (e *notExecuted) Unwrap() error { return e.err }

// record calls Sending before the first attempt of a write. After an error nothing is sent, and the slot costs nothing.
func (x *exchange) record(ctx context.Context) error {
	if x.Sending == nil || x.recorded {
		return nil
	}
	if err := x.Sending(ctx); err != nil {
		x.seeks("") // and the transport will find no connection
		return err
	}
	x.recorded = true
	return nil
}

// judge returns the error of an attempt, which for a write says whether the upstream may have executed it.
func (x *exchange) judge(err error) error {
	var e *connectors.Error
	if x.Sending == nil || !errors.As(err, &e) {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	judged := *e
	judged.Maybe = (x.found || !x.seeking) && !x.refusal
	return &judged
}
