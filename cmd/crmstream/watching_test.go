package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

func TestWatchPrintsEntriesAsLines(t *testing.T) {
	evil := "\x1b[2J"
	at := timestamppb.New(time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC))
	_, address := serveEvents(t, &fakeEvents{
		size: 3, batch: 2, notices: []*crmstreamv1.Notice{{Code: "CODE", Message: "two" + evil}},
		gaps: []*crmstreamv1.Gap{{To: at, Cause: crmstreamv1.GapCause_GAP_CAUSE_FEED_STARTED}},
	})
	got := command(t, "watch", "Events", "--source=crm", "--addr", address, "--start=oldest", "--wait=0s")
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, `{"event":"EVENT_KIND_EDIT","objectId":"1"}`+"\n"+`{"event":"EVENT_KIND_EDIT","objectId":"2"}`+"\n"+`{"event":"EVENT_KIND_EDIT","objectId":"3"}`+"\n", got.stdout)
	require.Contains(t, got.stderr, "note: CODE: two [2J\n", "nothing moves the cursor")
	require.Contains(t, got.stderr, "gap: the server has begun to keep entries at 2026-11-30T12:00:00Z; what came earlier is not known\n")
	require.Contains(t, got.stderr, "3 events, and then none came.\nTo resume: crmstream watch Events --source=crm --addr "+address+" --wait=0s --resume-token t3\n")
}

func TestWatchLinesComeAtOnce(t *testing.T) {
	_, address := serveEvents(t, &fakeEvents{size: 1, batch: 1})
	typed := []string{"watch", "pushed-event", "--source=crm", "--addr", address, "--start", "oldest"}
	r := start(t, nil, typed...)
	r.waitFor(t, `"objectId":"1"`)
	require.Equal(t, exitInterrupted, r.code())
	require.Equal(t, "Interrupted after 1 events.\nTo resume: crmstream watch pushed-event --source=crm --addr "+address+" --resume-token t1\n", r.stderr.String())
}

// TestWatchResumes breaks a watch in every way that it survives.
func TestWatchResumes(t *testing.T) {
	f, address := serveEvents(t, &fakeEvents{size: 9, batch: 2, plays: []play{
		{after: 1, err: away(t)},
		{after: 0, err: away(t)},
		{after: 1, err: reasoned(t, codes.Aborted, "SLOW_READER", "too slow", nil)},
		{after: 1, err: status.Error(codes.Internal, "stream terminated by RST_STREAM")},
		{after: 0, err: status.Error(codes.Unavailable, "connection reset")},
	}})
	got := command(t, "watch", "events", "--addr", address, "--source=crm", "--start=oldest", "--limit=8")
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, upTo(8), eventIDs(t, got.stdout))
	require.Equal(t, []string{"", "t2", "t2", "t4", "t6", "t6"}, f.tokens())
	limits := []int32{}
	for _, req := range f.requests {
		limits = append(limits, req.GetLimit())
		require.Equal(t, req.GetResumeToken() == "", req.GetStart() == crmstreamv1.WatchStart_WATCH_START_OLDEST, "a token and a start exclude each other")
	}
	require.Equal(t, []int32{8, 6, 6, 4, 2, 2}, limits, "the limit is for all calls together")
	require.Contains(t, got.stderr, "the server is stopping; resuming in 0s\n")
	require.Contains(t, got.stderr, "8 events, which is the limit.\nTo resume: ")
}

func TestWatchFailures(t *testing.T) {
	internal := reasoned(t, codes.Internal, "INTERNAL", "a bug", nil)
	expired := reasoned(t, codes.OutOfRange, "CHANGES_EXPIRED", "not kept", map[string]string{"oldest_time": "2026-11-01T00:00:00Z"})
	for name, test := range map[string]struct {
		plays []play
		args  []string
		calls int
		want  []string
		never string
	}{
		"unavailable at once": {[]play{{err: away(t)}}, nil, 1, []string{"crmstream: Unavailable: the server is stopping"}, "resum"},
		"broken at once":      {[]play{{err: status.Error(codes.Internal, "RST")}}, []string{"--resume-token=t1"}, 1, []string{"Internal: RST", "--resume-token t1\n"}, "resuming"},
		"a bug":               {[]play{{after: 1, err: internal}}, nil, 1, []string{"Internal: a bug", "To resume: crmstream watch events --addr ADDR --source crm --resume-token t4\n"}, "resuming"},
		"no end":              {[]play{{after: 1}}, nil, 1, []string{"ended without saying why", "--resume-token t4\n"}, "which is the limit"},
		"a mistake":           {[]play{{err: status.Error(codes.InvalidArgument, "source: is wrong")}}, nil, 1, []string{"source: is wrong"}, "To "},
		"a forged token":      {[]play{{err: reasoned(t, codes.InvalidArgument, "INVALID_RESUME_TOKEN", "damaged", nil)}}, []string{"--resume-token=x"}, 1, []string{"To start again: crmstream watch events --addr ADDR --source crm\n"}, "resume-token"},
		"expired": {
			[]play{{err: expired}},
			[]string{"--resume-token=t1"},
			1,
			[]string{
				"OutOfRange: not kept", "does not keep the place of the token", "and the beginning of what the server keeps, 2026-11-01T00:00:00Z, is lost",
				"To begin again with all that is kept: crmstream watch events --addr ADDR --source crm --start oldest\n",
			},
			"resume-token",
		},
	} {
		t.Run(name, func(t *testing.T) {
			f, address := serveEvents(t, &fakeEvents{size: 4, batch: 5, plays: test.plays})
			got := command(t, append([]string{"watch", "events", "--addr", address, "--source", "crm"}, test.args...)...)
			require.Equal(t, exitFailed, got.code, got.stderr)
			require.Len(t, f.requests, test.calls)
			stderr := strings.ReplaceAll(got.stderr, address, "ADDR")
			for _, want := range test.want {
				require.Contains(t, stderr, want)
			}
			require.NotContains(t, stderr, test.never)
		})
	}
}

// TestWatchWaitsForAServerItKnows starts with a token while the server is away.
func TestWatchWaitsForAServerItKnows(t *testing.T) {
	f, address := serveEvents(t, &fakeEvents{size: 4, batch: 1, plays: []play{{err: away(t)}, {err: away(t)}}})
	got := command(t, "watch", "events", "--addr", address, "--source=crm", "--resume-token=t2", "--wait=0s")
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, []int{3, 4}, eventIDs(t, got.stdout))
	require.Equal(t, []string{"t2", "t2", "t2"}, f.tokens())
}

// TestWatchSilence has a server stop sending: the watch is resumed after 45 seconds, and not while entries are being delivered.
func TestWatchSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var stdout, stderr strings.Builder
		con := newConsole(&stdout, &stderr, nil, nil)
		f := &fakeEvents{size: 4, batch: 2, plays: []play{{after: 1, quiet: true}}}
		slow := &slowOutlet{outlet: printing{newJSONWriter(con)}, takes: 10 * time.Minute}
		w := newWatching(t, f, con, slow, nil)
		began := time.Now()
		require.NoError(t, w.run(t.Context()))
		require.Equal(t, []int{1, 2, 3, 4}, eventIDs(t, stdout.String()))
		require.Equal(t, []string{"", "t2"}, f.tokens())
		require.Contains(t, stderr.String(), "the server has sent nothing for too long; resuming in ")
		silence := time.Since(began) - 2*slow.takes
		require.GreaterOrEqual(t, silence, 45*time.Second)
		require.Less(t, silence, 47*time.Second)
	})
}

// TestWatchSilenceAtOnce has a server that takes a call and never answers: there is no token to resume with.
func TestWatchSilenceAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var stdout, stderr strings.Builder
		w := newWatching(t, &fakeEvents{plays: []play{{quiet: true}}}, newConsole(&stdout, &stderr, nil, nil), nil, nil)
		began := time.Now()
		err := w.run(t.Context())
		require.ErrorIs(t, err, errSilent)
		require.Equal(t, 45*time.Second, time.Since(began))
		require.Equal(t, exitError(exitFailed), w.report(t.Context(), err))
		require.Equal(t, "crmstream: the server has sent nothing for too long\n", stderr.String())
	})
}

func TestWatchUsage(t *testing.T) {
	dir := t.TempDir()
	files := 0
	file := func(content string) string {
		files++
		path := filepath.Join(dir, fmt.Sprint(files))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	for name, test := range map[string]struct {
		args []string
		code int
		want string
	}{
		"a list":              {[]string{"contacts"}, exitUsage, `unknown watch "contacts"`},
		"a typing error":      {[]string{"outgoing-sm"}, exitUsage, "did you mean outgoingSms?"},
		"table":               {[]string{"events", "--format=table"}, exitUsage, "a watch prints JSON"},
		"start":               {[]string{"events", "--start=then"}, exitUsage, "use one of now, oldest"},
		"wait":                {[]string{"events", "--wait=1d"}, exitUsage, `wait: "1d" is no span of time`},
		"start and token":     {[]string{"events", "--start=now", "--resume-token=t"}, exitUsage, "--start: the token says where to begin"},
		"two tokens":          {[]string{"events", "--checkpoint=" + file("t1\n"), "--resume-token=t"}, exitUsage, "--resume-token: the file of --checkpoint has the token"},
		"an empty checkpoint": {[]string{"events", "--checkpoint=" + file("")}, exitFailed, "holds anything but the token of a watch"},
		"a poem":              {[]string{"events", "--checkpoint=" + file("to be\n")}, exitFailed, "holds anything but the token of a watch"},
		"two lines":           {[]string{"events", "--checkpoint=" + file("t1\nt2\n")}, exitFailed, "holds anything but the token of a watch"},
		"a long file":         {[]string{"events", "--checkpoint=" + file(strings.Repeat("t", 600))}, exitFailed, "holds anything but the token of a watch"},
		"a folder":            {[]string{"events", "--checkpoint=" + dir}, exitFailed, "--checkpoint: "},
		"no URL":              {[]string{"events", "--post=secret"}, exitUsage, "--post: must be a URL such as"},
		"another protocol":    {[]string{"events", "--post=ftp://secret"}, exitUsage, "--post: must be a URL such as"},
		"no source":           {[]string{"events"}, exitUsage, "--source"},
	} {
		t.Run(name, func(t *testing.T) {
			args := append([]string{"watch"}, test.args...)
			if name != "no source" {
				args = append(args, "--source=crm")
			}
			got := command(t, args...)
			require.Equal(t, test.code, got.code, got.stderr)
			require.Contains(t, got.stderr, test.want)
			require.NotContains(t, got.stderr, "secret")
		})
	}
	require.Contains(t, command(t, "list", "events", "--source=crm").stderr, "events are watched and not listed: use crmstream watch events")
	require.Contains(t, command(t, "call", "WatchCallRequests").stderr, "WatchCallRequests streams: use crmstream watch callRequests")
}

// TestEveryFieldOfAWatchHasAFlag finds request fields that the command line does not reach.
func TestEveryFieldOfAWatchHasAFlag(t *testing.T) {
	help := command(t, "watch", "--help").stdout
	methods := methodsOf(api.Watch)
	require.Len(t, methods, 3)
	for _, m := range methods {
		require.Contains(t, help, m.Resource())
		fields := m.Request.Descriptor().Fields()
		for i := range fields.Len() {
			require.Contains(t, help, "--"+flagName(fields.Get(i).Name()), m.Resource())
		}
		for _, name := range []string{m.Resource(), strings.ToUpper(m.Resource()), string(m.Record().Name())} {
			found, err := findWatch(name)
			require.NoError(t, err)
			require.Same(t, m.Request, found.Request)
		}
	}
}

func TestGapsInWords(t *testing.T) {
	from, to := timestamppb.New(time.Unix(0, 0)), timestamppb.New(time.Unix(60, 0))
	for cause, want := range map[crmstreamv1.GapCause]string{
		crmstreamv1.GapCause_GAP_CAUSE_UNSPECIFIED:     "entries from 1970-01-01T00:00:00Z to 1970-01-01T00:01:00Z may be missing",
		crmstreamv1.GapCause_GAP_CAUSE_FEED_STARTED:    "the server has begun to keep entries at 1970-01-01T00:01:00Z; what came earlier is not known",
		crmstreamv1.GapCause_GAP_CAUSE_STORE_RESET:     "the operator has reset what the server kept; entries from 1970-01-01T00:00:00Z to 1970-01-01T00:01:00Z are lost",
		crmstreamv1.GapCause_GAP_CAUSE_ACCOUNT_CHANGED: "the source is another account since 1970-01-01T00:01:00Z",
		crmstreamv1.GapCause_GAP_CAUSE_RECEIVER_DOWN:   "the server did not receive from 1970-01-01T00:00:00Z to 1970-01-01T00:01:00Z; what the upstream has not sent again is missing",
		crmstreamv1.GapCause_GAP_CAUSE_REFUSED:         "the server has refused 1,200 requests from 1970-01-01T00:00:00Z to 1970-01-01T00:01:00Z: they were too large or too many, or its disk was full",
	} {
		require.Equal(t, want, gapText(&crmstreamv1.Gap{From: from, To: to, Cause: cause, Count: 1200}))
	}
	require.Len(t, crmstreamv1.GapCause_name, 6, "each cause has its words")
}
