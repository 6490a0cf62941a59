package server

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/audit"
	"github.com/crmstream/crmstream/server/spool"
)

// TestUploadsThatAreNotAllowed are refused before their files come.
func TestUploadsThatAreNotAllowed(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*Options, *SourceConfig)
		code   codes.Code
		reason string
		says   string
	}{
		"no state directory":  {func(o *Options, _ *SourceConfig) { o.Uploads = nil }, codes.FailedPrecondition, "WRITES_DISABLED", "state_dir"},
		"by configuration":    {func(_ *Options, c *SourceConfig) { c.Writes = map[string][]string{"contacts": {"create"}} }, codes.FailedPrecondition, "WRITES_DISABLED", "writes: {files: [upload]}"},
		"by connector":        {func(_ *Options, c *SourceConfig) { c.Driver = newNotebook().driver() }, codes.Unimplemented, "UNSUPPORTED", "UploadFiles"},
		"a source of no name": {func(_ *Options, c *SourceConfig) { c.Name = "other" }, codes.NotFound, "UNKNOWN_SOURCE", `"main"`},
	} {
		t.Run(name, func(t *testing.T) {
			r := uploadTo(t, &shelf{}, test.change)
			stream := r.begin(t.Context())
			require.NoError(t, stream.Send(heading("deals")))
			err := stream.RecvMsg(&crmstreamv1.UploadFilesResponse{})
			fails(t, err, test.code, test.reason)
			require.Contains(t, status.Convert(err).Message(), test.says)
			r.empty()
		})
	}
}

// TestTheDiskIsBounded has more calls than may be, and a disk that takes nothing.
func TestTheDiskIsBounded(t *testing.T) {
	r := uploadTo(t, &shelf{})
	first := r.begin(t.Context())
	require.NoError(t, first.Send(heading("deals")))
	require.Eventually(t, func() bool { return r.spooled() == 1 }, 10*time.Second, time.Millisecond)
	_, err := r.upload(t.Context(), heading("deals"), fileNamed("a"))
	fails(t, err, codes.Unavailable, "OVERLOADED")
	require.Equal(t, diskAgain, detailOf[*errdetails.RetryInfo](t, err).GetRetryDelay().AsDuration())
	require.NoError(t, first.Send(fileNamed("a")))
	_, err = first.CloseAndRecv()
	require.NoError(t, err)
	r.empty()

	require.NoError(t, os.Remove(r.spool))
	_, err = r.upload(t.Context(), heading("deals"), fileNamed("a"))
	fails(t, err, codes.Unavailable, "OVERLOADED")
	require.NotContains(t, status.Convert(err).Message(), r.spool)
	require.NoError(t, os.Mkdir(r.spool, 0o700))
}

// TestUploadsEnd in each way. Nothing is left in the spool, and no goroutine.
func TestUploadsEnd(t *testing.T) {
	refused := &connectors.Error{Kind: connectors.KindRefused, Connector: "shelf", Op: "shelf/put", Err: errors.New("no room on the shelf")}
	for name, test := range map[string]struct {
		code   codes.Code
		reason string
		// receiving ends the call while files come, and sending while they are sent on.
		receiving, sending func(r *uploadRig, leave context.CancelFunc)
		fails              error
	}{
		"the client leaves":          {code: codes.Canceled, receiving: func(_ *uploadRig, leave context.CancelFunc) { leave() }},
		"the server stops":           {code: codes.Unavailable, reason: "SERVER_STOPPING", receiving: func(r *uploadRig, _ context.CancelFunc) { r.stop() }},
		"the client leaves, later":   {code: codes.Canceled, sending: func(_ *uploadRig, leave context.CancelFunc) { leave() }},
		"the server stops, later":    {code: codes.Unavailable, reason: "SERVER_STOPPING", sending: func(r *uploadRig, _ context.CancelFunc) { r.stop() }},
		"the upstream refuses":       {code: codes.FailedPrecondition, reason: "WRITE_REFUSED", fails: refused},
		"the upstream names too few": {code: codes.Internal, reason: "MALFORMED_RESPONSE"},
	} {
		t.Run(name, func(t *testing.T) {
			s := &shelf{}
			r := uploadTo(t, s)
			began := make(chan struct{})
			s.meet = func(ctx context.Context) error {
				close(began)
				if test.sending != nil {
					<-ctx.Done()
					return context.Cause(ctx)
				}
				return test.fails
			}
			if test.reason == "MALFORMED_RESPONSE" {
				by := servedBy(r.server)
				send := by.upload.Send
				by.upload.Send = func(ctx context.Context, resource string, files []connectors.UploadFile) ([]string, error) {
					names, err := send(ctx, resource, files)
					return names[1:], err
				}
			}
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			stream := r.begin(ctx)
			for _, m := range []*crmstreamv1.UploadFilesRequest{heading("deals"), fileNamed("a"), chunkOf("x")} {
				require.NoError(t, stream.Send(m))
			}
			ended := make(chan error, 1)
			if test.receiving != nil {
				require.Eventually(t, func() bool { return r.spooled() == 1 }, 10*time.Second, time.Millisecond)
				go test.receiving(r, leave)
				go func() { ended <- stream.RecvMsg(&crmstreamv1.UploadFilesResponse{}) }()
			} else {
				go func() {
					_, err := stream.CloseAndRecv()
					ended <- err
				}()
				<-began
				if test.sending != nil {
					go test.sending(r, leave)
				}
			}
			err := <-ended
			if test.reason == "" {
				require.Equal(t, test.code, status.Code(err), err)
			} else {
				fails(t, err, test.code, test.reason)
			}
			r.empty()
		})
	}
}

// silent is a stream whose client sends one file byte by byte, and then nothing.
type silent struct {
	grpc.ServerStream
	ctx   context.Context
	pause time.Duration
	left  int
	begun bool
}

func (s *silent) RecvMsg(m any) error {
	pause := s.pause
	if s.left == 0 {
		pause = time.Hour
	}
	select {
	case <-time.After(pause):
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
	s.left--
	next := chunkOf("x")
	if !s.begun {
		s.begun, next = true, fileNamed("a")
	}
	proto.Merge(m.(proto.Message), next)
	return nil
}

// TestUploadsThatDoNotCome end in time: those that stop, and those that would last for ever.
func TestUploadsThatDoNotCome(t *testing.T) {
	r := uploadTo(t, &shelf{})
	for name, test := range map[string]struct {
		stream silent
		took   time.Duration
	}{
		"stops":      {silent{pause: 29 * time.Second, left: 3}, 3*29*time.Second + messageTime},
		"is endless": {silent{pause: 29 * time.Second, left: 1 << 20}, uploadTime},
	} {
		t.Run(name, func(t *testing.T) {
			files, err := spool.Open(t.TempDir(), spool.DefaultSettings())
			require.NoError(t, err)
			synctest.Test(t, func(t *testing.T) {
				ctx, end := context.WithCancel(t.Context())
				defer end()
				test.stream.ctx = ctx
				call, err := files.Begin()
				require.NoError(t, err)
				u := &uploading{server: r.server, stream: &test.stream, upload: &connectors.Upload{MaxFiles: 1}, source: "main", spooled: call}
				start := time.Now()
				err = u.receive(ctx)
				require.ErrorIs(t, err, errSlowUpload)
				require.Equal(t, test.took, time.Since(start))
				require.NoError(t, call.Close())
			})
		})
	}
	o, text := classify((&source{}).fail(errSlowUpload))
	require.Equal(t, codes.DeadlineExceeded, o.code)
	require.Contains(t, text, "every 30s")
}

// TestGrantsOfUploads needs the verb write for files.
func TestGrantsOfUploads(t *testing.T) {
	var callers []access.Caller
	keys := map[string]string{}
	for name, grant := range map[string]access.Grant{
		"reader":   {Sources: []string{"main"}, Resources: []string{"files"}, Can: []access.Verb{access.Read}},
		"writer":   {Sources: []string{"main"}, Resources: []string{"contacts"}, Can: []access.Verb{access.Write}},
		"uploader": {Sources: []string{"main"}, Resources: []string{"files"}, Can: []access.Verb{access.Write}},
	} {
		key, _, err := access.NewKey()
		require.NoError(t, err)
		id, digest, err := access.ParseKey(key)
		require.NoError(t, err)
		keys[name] = key
		callers = append(callers, access.Caller{
			Name: name, Limits: access.Limits{Rate: 1000, Calls: 100, Streams: 10}, Keys: []access.Key{{ID: id, Digest: digest, Created: time.Now().Add(-time.Hour)}},
			Grants: []access.Grant{grant},
		})
	}
	table, err := access.NewTable(callers, time.Now())
	require.NoError(t, err)
	r := uploadTo(t, &shelf{}, func(o *Options, _ *SourceConfig) { o.Access = access.NewRegistry(table) })
	for name, key := range keys {
		ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+key)
		_, err := r.upload(ctx, heading("deals"), fileNamed("a"), chunkOf("x"))
		if name == "uploader" {
			require.NoError(t, err)
			continue
		}
		fails(t, err, codes.PermissionDenied, "ACCESS_DENIED")
	}
	_, err = r.upload(t.Context(), heading("deals"), fileNamed("a"), chunkOf("x"))
	fails(t, err, codes.Unauthenticated, "CREDENTIALS_REQUIRED")
}

// TestUploadsAreAudited reads the lines of uploads, which have no content and no name that a client gave.
func TestUploadsAreAudited(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.log")
	log, err := audit.Open(audit.Options{Path: path, Log: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry()})
	require.NoError(t, err)
	s := &shelf{}
	r := uploadTo(t, s, func(o *Options, _ *SourceConfig) { o.Audit = log })
	_, err = r.upload(t.Context(), heading("deals"), fileNamed("canary.png"), chunkOf("canary"))
	require.NoError(t, err)
	s.meet = func(context.Context) error { return refusal() }
	_, err = r.upload(t.Context(), heading("deals"), fileNamed("canary.png"), chunkOf("canary"))
	require.Error(t, err)
	r.stop()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer func() { _ = file.Close() }()
	var lines []audit.Line
	for in := bufio.NewScanner(file); in.Scan(); {
		require.NotContains(t, in.Text(), "canary")
		var line audit.Line
		require.NoError(t, json.Unmarshal(in.Bytes(), &line))
		require.Equal(t, audit.Wrote, line.Event)
		require.Equal(t, "files", line.Resource)
		require.Equal(t, "r-1", line.Write)
		lines = append(lines, line)
	}
	require.Len(t, lines, 2)
	require.Equal(t, []string{"stored-1"}, lines[0].IDs)
	require.Equal(t, "WRITE_REFUSED", lines[1].Reason)
}
