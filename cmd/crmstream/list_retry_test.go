package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestListShowsNoControls sends what would clear a terminal, in every text of the server that is printed.
func TestListShowsNoControls(t *testing.T) {
	const evil = "\x1b[2J\r\x07\u009b"
	bad := batch("t1"+evil, "1")
	bad.RecordErrors = []*crmstreamv1.RecordError{{Id: "9" + evil, Message: "no JSON" + evil}}
	bad.Notices = []*crmstreamv1.Notice{{Code: "CODE" + evil, Message: "two" + evil}}
	gone, err := status.New(codes.Unavailable, "away"+evil).WithDetails(&errdetails.RetryInfo{RetryDelay: durationpb.New(time.Millisecond)})
	require.NoError(t, err)
	_, address := serveContacts(t, script{messages: []*crmstreamv1.ListContactsResponse{bad}, err: gone.Err()}, script{err: status.Error(codes.Internal, "oops"+evil)})
	got := command(t, "list", "contacts", "--addr", address, "--source=crm")
	require.Equal(t, exitFailed, got.code)
	for _, want := range []string{"no JSON", "CODE", "two", "away", "oops", "resuming"} {
		require.Contains(t, got.stderr, want)
	}
	for _, control := range []string{"\x1b", "\r", "\x07", "\u009b"} {
		require.NotContains(t, got.stderr, control)
	}
}

func TestRetryDelay(t *testing.T) {
	asking := func(d time.Duration) error {
		s, err := status.New(codes.Unavailable, "away").WithDetails(&errdetails.RetryInfo{RetryDelay: durationpb.New(d)})
		require.NoError(t, err)
		return s.Err()
	}
	for _, test := range []struct{ asked, wait, told time.Duration }{
		{0, 0, 0},
		{time.Minute, time.Minute, time.Minute},
		{5 * time.Minute, 5 * time.Minute, 5 * time.Minute},
		{24 * time.Hour, 5 * time.Minute, 24 * time.Hour},
		{-time.Hour, 0, 0},
	} {
		wait, told := retryDelay(1, asking(test.asked))
		require.Equal(t, test.wait, wait)
		require.Equal(t, test.told, told)
	}
	for failures := 1; failures < 70; failures++ {
		wait, told := retryDelay(failures, status.Error(codes.Unavailable, "away"))
		require.Positive(t, wait)
		require.LessOrEqual(t, wait, 8*time.Second)
		require.Zero(t, told)
	}
}

// TestListTellsThatItDoesNotWaitForHours interrupts the wait that a server asks for.
func TestListTellsThatItDoesNotWaitForHours(t *testing.T) {
	long, err := status.New(codes.Unavailable, "away").WithDetails(&errdetails.RetryInfo{RetryDelay: durationpb.New(12 * time.Hour)})
	require.NoError(t, err)
	_, address := serveContacts(t, script{messages: []*crmstreamv1.ListContactsResponse{batch("t1", "1")}, err: long.Err()})
	r := start(t, nil, "list", "contacts", "--addr", address, "--source=crm")
	const want = "The server asks to wait for 12h0m0s; 5m0s is the most this command waits.\naway; resuming in 5m0s (1 of 5)\n"
	require.Contains(t, r.stderr.waitFor(want), want)
	require.Equal(t, exitInterrupted, r.code())
}
