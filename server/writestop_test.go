package server

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/access"
)

// TestAStopLetsWritesEnd stops the server while the upstream executes a write. The write ends, its caller may ask again, and a write that
// waits for its budget is not begun.
func TestAStopLetsWritesEnd(t *testing.T) {
	r := writeTo(t, newNotebook())
	began := make(chan struct{}, 2)
	r.meet = func(*meeting) {
		began <- struct{}{}
		time.Sleep(300 * time.Millisecond)
	}
	under := make(chan error, 1)
	go func() {
		_, err := r.create("under", "Ann")
		under <- err
	}()
	<-began
	r.slot = func(ctx context.Context) error {
		began <- struct{}{}
		<-ctx.Done()
		return context.Cause(ctx)
	}
	waiting := make(chan error, 1)
	go func() {
		_, err := r.create("waiting", "Bob")
		waiting <- err
	}()
	<-began
	r.restart()
	fails(t, <-waiting, codes.Unavailable, "SERVER_STOPPING")
	require.NoError(t, <-under, "what was sent is waited for")
	r.slot, r.meet = nil, nil
	r.noRow("waiting")
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_EXECUTED, r.write("under").GetState())
	got, err := r.create("under", "Ann")
	require.NoError(t, err)
	require.True(t, got.GetReceipt().GetReplayed())
	require.Equal(t, "Ann", r.names())
}

// TestAStopCutsWritesThatDoNotEnd within its time. Their outcome is unknown.
func TestAStopCutsWritesThatDoNotEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("a stop waits five seconds for writes")
	}
	r := writeTo(t, newNotebook())
	began := make(chan struct{}, 1)
	r.meet = func(m *meeting) {
		began <- struct{}{}
		<-m.ctx.Done()
		m.err = context.Cause(m.ctx)
	}
	under := make(chan error, 1)
	go func() {
		_, err := r.create("under", "Ann")
		under <- err
	}()
	<-began
	r.restart()
	require.Error(t, <-under)
	r.meet = nil
	_, err := r.create("under", "Ann")
	fails(t, err, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
	require.Equal(t, "Ann", r.names())
}

// TestWritesThatTakeTooLong have an unknown outcome, and the caller learns so.
func TestWritesThatTakeTooLong(t *testing.T) {
	r := writeTo(t, newNotebook(), func(o *Options, _ *SourceConfig) { o.Writes.Gate.WriteTimeout = 100 * time.Millisecond })
	r.meet = func(m *meeting) {
		<-m.ctx.Done()
		m.err = m.ctx.Err()
	}
	_, err := r.create("long", "Ann")
	fails(t, err, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
}

// TestPanicsInWrites are errors of their calls. What was not sent is not executed; what may have been sent is unknown; what was executed
// stays so.
func TestPanicsInWrites(t *testing.T) {
	boom := func() { panic("of the connector") }
	for name, c := range map[string]struct {
		set    func(*writeRig)
		code   codes.Code
		reason string
		known  bool
	}{
		"encoding": {func(r *writeRig) { r.encode = func(connectors.WriteRow) error { boom(); return nil } }, codes.Internal, "INTERNAL", false},
		"a slot":   {func(r *writeRig) { r.slot = func(context.Context) error { boom(); return nil } }, codes.Internal, "INTERNAL", false},
		"sending":  {func(r *writeRig) { r.meet = func(*meeting) { boom() } }, codes.Unknown, "WRITE_OUTCOME_UNKNOWN", true},
		"proving":  {func(r *writeRig) { r.look = func(context.Context, int) error { boom(); return nil } }, codes.DataLoss, "WRITE_NOT_APPLIED", true},
	} {
		t.Run(name, func(t *testing.T) {
			r := writeTo(t, newNotebook())
			c.set(r)
			_, err := r.create("id", "Ann")
			fails(t, err, c.code, c.reason)
			require.NotContains(t, err.Error(), "of the connector")
			if !c.known {
				r.noRow("id")
			}
			r.encode, r.slot, r.meet, r.look = nil, nil, nil, nil
			got, err := r.create("id", "Ann")
			if c.reason == "WRITE_OUTCOME_UNKNOWN" {
				fails(t, err, c.code, c.reason)
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.known, got.GetReceipt().GetReplayed())
			require.Equal(t, "Ann", r.names())
		})
	}
}

// TestErrorsBeforeSending are refusals, whatever a connector says of them.
func TestErrorsBeforeSending(t *testing.T) {
	r := writeTo(t, newNotebook())
	for _, err := range []error{lost(), errors.New("strange"), context.DeadlineExceeded} {
		r.slot = func(context.Context) error { return err }
		_, got := r.create("id", "Ann")
		require.Error(t, got)
		r.noRow("id")
	}
	r.slot = nil
	_, err := r.create("id", "Ann")
	require.NoError(t, err)
}

// TestARemovedSourceLeavesTheOutcomeOpen removes the source while the upstream executes a write: the caller is not told that nothing was
// written.
func TestARemovedSourceLeavesTheOutcomeOpen(t *testing.T) {
	r := writeTo(t, newNotebook())
	began, release := make(chan struct{}), make(chan struct{})
	r.meet = func(*meeting) {
		close(began)
		<-release
	}
	under := make(chan error, 1)
	go func() {
		_, err := r.create("under", "Ann")
		under <- err
	}()
	<-began
	_, err := r.server.SetSources(nil)
	require.NoError(t, err)
	fails(t, <-under, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
	close(release)
	require.Eventually(t, func() bool { return r.names() == "Ann" }, 5*time.Second, time.Millisecond)
}

// TestACallerWhoLosesItsKeyLeavesTheOutcomeOpen takes the key away while the upstream executes a write.
func TestACallerWhoLosesItsKeyLeavesTheOutcomeOpen(t *testing.T) {
	r := withCallers(t, newNotebook(), map[string][]access.Verb{"ann": {access.Write}})
	began, release := make(chan struct{}), make(chan struct{})
	r.meet = func(*meeting) {
		close(began)
		<-release
	}
	under := make(chan error, 1)
	go func() {
		_, err := r.contacts.CreateContact(r.as("ann"), creation("under", "Ann"))
		under <- err
	}()
	<-began
	none, err := access.NewTable(nil, time.Now())
	require.NoError(t, err)
	r.options.Access.Replace(none)
	fails(t, <-under, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
	close(release)
	require.Eventually(t, func() bool { return r.names() == "Ann" }, 5*time.Second, time.Millisecond)
}
