package server

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func TestErrorsCarryATokenThatResumes(t *testing.T) {
	f := &fake{rows: 950}
	var broken atomic.Bool
	broken.Store(true)
	f.before = func(_ context.Context, at connectors.PageRequest) error {
		if at.Cursor == "500" && broken.Load() {
			return &connectors.Error{Kind: connectors.KindUnavailable, Connector: "fake", Err: errors.New("down")}
		}
		return nil
	}
	_, conn := serve(t, f)
	ids, _, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main"})
	require.Equal(t, codes.Unavailable, status.Code(err))
	require.Len(t, ids, 500)
	var token string
	for _, d := range status.Convert(err).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			token = info.GetMetadata()["resume_token"]
		}
	}
	broken.Store(false)
	rest, _, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main", ResumeToken: token})
	require.NoError(t, err)
	require.Len(t, rest, 450)
}

func TestFaultsTellNothingAndTheServerLivesOn(t *testing.T) {
	f := &fake{rows: 10}
	_, conn := serve(t, f)
	for _, fault := range []func(context.Context, connectors.PageRequest) error{
		func(context.Context, connectors.PageRequest) error { return errors.New("key=0123456789abcdef") },
		func(context.Context, connectors.PageRequest) error { panic("key=0123456789abcdef") },
	} {
		f.before = fault
		_, _, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main"})
		require.Equal(t, codes.Internal, status.Code(err))
		require.NotContains(t, err.Error(), "0123")
	}
	f.before = nil
	ids, _, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main"})
	require.NoError(t, err)
	require.Len(t, ids, 10)
}

func TestCancelReachesTheConnector(t *testing.T) {
	f := &fake{rows: 950, released: make(chan struct{})}
	f.before = func(ctx context.Context, at connectors.PageRequest) error {
		if at.Cursor != "" {
			<-ctx.Done()
			close(f.released)
			return ctx.Err()
		}
		return nil
	}
	_, conn := serve(t, f)
	ctx, cancel := context.WithCancel(t.Context())
	stream, err := crmstreamv1.NewContactsServiceClient(conn).ListContacts(ctx, &crmstreamv1.ListContactsRequest{Source: "main"})
	require.NoError(t, err)
	_, err = stream.Recv()
	require.NoError(t, err)
	cancel()
	<-f.released
}

func TestDeadlinesLeaveTimeForTheToken(t *testing.T) {
	f := &fake{rows: 950}
	f.before = func(ctx context.Context, at connectors.PageRequest) error {
		if at.Cursor == "500" {
			<-ctx.Done()
			return ctx.Err()
		}
		return nil
	}
	_, conn := serve(t, f)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	stream, err := crmstreamv1.NewContactsServiceClient(conn).ListContacts(ctx, &crmstreamv1.ListContactsRequest{Source: "main"})
	for err == nil {
		_, err = stream.Recv()
	}
	require.Equal(t, codes.DeadlineExceeded, status.Code(err))
	require.Contains(t, fmt.Sprint(status.Convert(err).Details()), "resume_token")
}

func TestStopEndsStreamsWithAToken(t *testing.T) {
	f := &fake{rows: 950}
	f.before = func(ctx context.Context, at connectors.PageRequest) error {
		if at.Cursor == "200" {
			<-ctx.Done()
			return ctx.Err()
		}
		return nil
	}
	s, conn := serve(t, f)
	stream, err := crmstreamv1.NewContactsServiceClient(conn).ListContacts(t.Context(), &crmstreamv1.ListContactsRequest{Source: "main"})
	require.NoError(t, err)
	_, err = stream.Recv()
	require.NoError(t, err)
	require.NoError(t, s.Ready())
	s.Stop(t.Context())
	require.Error(t, s.Ready())
	for err == nil {
		_, err = stream.Recv()
	}
	require.Equal(t, codes.Unavailable, status.Code(err))
	require.Contains(t, fmt.Sprint(status.Convert(err).Details()), "resume_token")
}

// TestCallersDoNotMakeASourceFail cancels and times out calls, and asks for what is wrong.
func TestCallersDoNotMakeASourceFail(t *testing.T) {
	h := &sourceHealth{}
	h.observe(connectors.Exchange{})
	for _, err := range []error{
		fmt.Errorf("list: %w", context.Canceled), fmt.Errorf("list: %w", context.DeadlineExceeded),
		&connectors.Error{Kind: connectors.KindInvalidRequest}, &connectors.Error{Kind: connectors.KindNotFound},
	} {
		h.observe(connectors.Exchange{Err: err})
		require.Equal(t, crmstreamv1.Health_STATE_OK, h.describe().GetState(), err)
	}
	h.observe(connectors.Exchange{Err: &connectors.Error{Kind: connectors.KindUnavailable}})
	require.Equal(t, crmstreamv1.Health_STATE_FAILING, h.describe().GetState())
}

// TestOnePageOrdersHaveNothingToResume looks for tokens that could never be used.
func TestOnePageOrdersHaveNothingToResume(t *testing.T) {
	_, conn := serve(t, &fake{rows: 950, descending: true})
	_, messages, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main", Order: "-activity_time", PageSize: 50})
	require.NoError(t, err)
	for _, m := range messages {
		require.Empty(t, m.GetResumeToken())
	}
}

// TestTheDefaultOrderIsTheSameAsNone resumes with the order spelt out.
func TestTheDefaultOrderIsTheSameAsNone(t *testing.T) {
	_, conn := serve(t, &fake{rows: 300})
	_, messages, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main", PageSize: 100})
	require.NoError(t, err)
	token := messages[len(messages)-1].GetResumeToken()
	ids, _, err := read(t, conn, &crmstreamv1.ListContactsRequest{Source: "main", Order: "activity_time", ResumeToken: token})
	require.NoError(t, err)
	require.Len(t, ids, 200)
}

func TestNamesOfSources(t *testing.T) {
	f := &fake{}
	s, _ := serve(t, f)
	require.ErrorContains(t, s.AddSource(SourceConfig{Name: "main", Driver: f.driver(), Settings: fakeSettings{}, TimeZone: time.UTC}), "taken")
	require.ErrorContains(t, s.AddSource(SourceConfig{Name: "No Name", Driver: f.driver(), Settings: fakeSettings{}, TimeZone: time.UTC}), "lower-case")
}
