package server

import (
	"context"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/memory"
	"github.com/crmstream/crmstream/server/scan"
)

// stalled supervises a list whose client takes nothing of its second message until it is let go, and returns after how long it
// was cut and where it stands, in virtual time. press makes others wait for memory; stop stops the server meanwhile.
func stalled(t *testing.T, press, stop bool) (cutAfter time.Duration, stands scan.State) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &Server{memory: memory.New(1)}
		if press {
			require.NoError(t, s.memory.Lease(false).Grow(t.Context(), 2))
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			go func() { _ = s.memory.Lease(false).Grow(ctx, 1) }()
		}
		release := make(chan struct{})
		began := time.Now()
		d := &delivery[scan.State]{}
		ctx, end := context.WithCancelCause(t.Context())
		defer end(nil)
		want := errSlowReader
		if stop {
			want = errStopping
			time.AfterFunc(time.Minute, func() { end(errStopping) })
		}
		var cut bool
		var err error
		stands, cut, err = supervise(ctx, d, s.memory.Pressed, func() error {
			d.sends()
			d.taken(scan.State{Cursor: "taken"})
			d.sends()
			<-release
			if !d.sends() {
				return errSlowReader
			}
			return nil
		})
		require.ErrorIs(t, err, want)
		require.True(t, cut)
		cutAfter = time.Since(began)
		require.False(t, d.sends(), "nothing is sent any more")
		close(release)
	})
	return cutAfter, stands
}

func TestAClientThatTakesNothingIsCut(t *testing.T) {
	cut, stands := stalled(t, false, false)
	require.Equal(t, 5*time.Minute, cut)
	require.EqualValues(t, "taken", stands.Cursor)
	cut, stands = stalled(t, true, false)
	require.Equal(t, 10*time.Second, cut)
	require.EqualValues(t, "taken", stands.Cursor)
}

// TestAClientThatStallsDoesNotHoldUpAStop ends with a token, and not when the server ends it by force.
func TestAClientThatStallsDoesNotHoldUpAStop(t *testing.T) {
	cut, stands := stalled(t, false, true)
	require.InDelta(t, time.Minute, cut, float64(2*time.Second))
	require.EqualValues(t, "taken", stands.Cursor)
}

// TestAListThatWaitsIsNotCut waits for an upstream for an hour, and has sent all that there was.
func TestAListThatWaitsIsNotCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, d := &Server{memory: memory.New(1)}, &delivery[scan.State]{}
		_, cut, err := supervise(t.Context(), d, s.memory.Pressed, func() error {
			d.sends()
			d.taken(scan.State{})
			time.Sleep(time.Hour)
			return io.ErrUnexpectedEOF
		})
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
		require.False(t, cut)
	})
}

func TestAPanicOfAListHasItsStack(t *testing.T) {
	s := &Server{memory: memory.New(1)}
	_, _, err := supervise(t.Context(), &delivery[scan.State]{}, s.memory.Pressed, func() error { panic("oh") })
	var p *panicked
	require.ErrorAs(t, err, &p)
	require.EqualError(t, err, "panic: oh")
	require.Contains(t, string(p.stack), "TestAPanicOfAListHasItsStack")
}

// TestAStalledReaderMakesRoom reads a list by two clients with memory for less than a page. The one that stalls is cut and goes on
// with its token, the other one gets its list, and nobody misses or repeats a record.
func TestAStalledReaderMakesRoom(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as a reader may stall")
	}
	f := &fake{rows: 40_000, before: func(ctx context.Context, _ connectors.PageRequest) error {
		return connectors.MemoryFrom(ctx).Grow(ctx, 1<<20)
	}}
	s, conn := serve(t, f)
	s.memory = memory.New(1000)
	servedBy(s).enrich.Memory = s.memory
	s.memory.Yields(s.pages.Yield)
	client := crmstreamv1.NewContactsServiceClient(conn)
	stream, err := client.ListContacts(t.Context(), &crmstreamv1.ListContactsRequest{Source: "main", Search: "stalls"})
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		n := f.fetched.Load()
		time.Sleep(200 * time.Millisecond)
		return n > 0 && n == f.fetched.Load()
	}, 20*time.Second, time.Millisecond)
	require.Less(t, f.fetched.Load(), int64(400), "the client stalls")

	ids, _, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main"})
	require.NoError(t, err)
	require.Len(t, ids, 40_000)

	var had []string
	token := ""
	for token == "" {
		m, err := stream.Recv()
		if err != nil {
			require.Equal(t, codes.Aborted, status.Code(err), err)
			require.Equal(t, "SLOW_READER", infoOf(t, err).GetReason())
			token = infoOf(t, err).GetMetadata()["resume_token"]
			continue
		}
		for _, c := range m.GetContacts() {
			had = append(had, c.GetId())
		}
	}
	rest, _, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main", Search: "stalls", ResumeToken: token})
	require.NoError(t, err)
	require.Equal(t, ids, append(had, rest...))
}
