package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	sandboxall "github.com/crmstream/crmstream/sandbox/all"
)

// gated is a sandbox whose answers can be held back.
type gated struct {
	sandboxall.Instance
	url string
	// free is how many requests are still answered. The answers of those behind them are held back until their clients
	// leave; each is told of in held, by a channel that gets the time when the sandbox learns of that.
	free atomic.Int64
	held chan (<-chan time.Time)
}

// startGated starts a sandbox without rate limits, with settings of its own.
func startGated(t *testing.T, name, settings string) *gated {
	t.Helper()
	for _, sandbox := range sandboxall.Sandboxes() {
		if sandbox.Name != name {
			continue
		}
		instance, err := sandbox.Start(sandboxall.Options{Settings: settings, Roomy: true})
		require.NoError(t, err)
		g := &gated{Instance: instance, held: make(chan (<-chan time.Time), 1000)}
		g.free.Store(math.MaxInt64)
		server := httptest.NewServer(g)
		t.Cleanup(func() {
			server.CloseClientConnections() // before Close waits for what is held back
			server.Close()
		})
		g.url = server.URL
		return g
	}
	require.Fail(t, "no sandbox "+name)
	return nil
}

func (g *gated) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if g.free.Add(-1) >= 0 {
		g.Instance.ServeHTTP(w, r)
		return
	}
	_, _ = io.Copy(io.Discard, r.Body) // only then does the server notice that the client leaves
	left := make(chan time.Time, 1)
	g.held <- left
	<-r.Context().Done()
	left <- time.Now()
}

// requests returns how many requests the sandbox has received.
func (g *gated) requests() int {
	n := 0
	for _, received := range g.Requests() {
		n += int(received)
	}
	return n
}

// serveHere serves a configuration in this process until the test ends, and returns its addresses.
func serveHere(t *testing.T, config string) (grpcAddress, web string, r *running) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "crmstream.yaml")
	require.NoError(t, os.WriteFile(path, []byte(config), 0o600))
	secrets := map[string]string{
		"ADMINISTRATE": "sandbox-password", "GRAPH": "sandbox-client-secret", "APRO": "sandbox-apro-key-000000000000000",
		"PROXIMA": "sandbox-proxima-password", "SOLOS": "sandbox-token", "SOLOS_SECRET": "sandbox-secret",
	}
	r = start(t, secrets, "serve", "--config", path)
	address := regexp.MustCompile(`gRPC on (\S+), JSON on (\S+)\n`).FindStringSubmatch(r.waitFor(t, "JSON on http://"))
	require.Len(t, address, 3)
	return address[1], address[2], r
}

// dial returns a connection with a fixed window for each stream: a client that adapts it to the connection would take
// megabytes of a stream that it does not read.
func dial(t *testing.T, address string) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithStaticStreamWindowSize(64<<10), grpc.WithStaticConnWindowSize(1<<20))
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// reader reads a list by gRPC, message by message.
type reader struct {
	resource *api.Method
	stream   grpc.ClientStream
	ids      []string
	token    string // to resume with
	summary  *crmstreamv1.Summary
	progress *crmstreamv1.Progress
}

// openReader begins a list, with settings as FIELD=TEXT.
func openReader(ctx context.Context, conn grpc.ClientConnInterface, resource string, settings ...string) (*reader, error) {
	r, err := findResource(resource)
	if err != nil {
		return nil, err
	}
	var given []setting
	for _, s := range settings {
		field, text, _ := strings.Cut(s, "=")
		given = append(given, setting{field: protoreflect.Name(field), text: text})
	}
	request, err := buildRequest(r, given)
	if err != nil {
		return nil, err
	}
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, r.Name)
	if err != nil {
		return nil, err
	}
	if err := stream.SendMsg(request); err != nil {
		return nil, err
	}
	return &reader{resource: r, stream: stream}, stream.CloseSend()
}

// read reads one message. The token of an error that has one is kept.
func (r *reader) read() error {
	m := message{r.resource.Response.New()}
	if err := r.stream.RecvMsg(m.Interface()); err != nil {
		if info := infoOf(err); info.GetMetadata()["resume_token"] != "" {
			r.token = info.GetMetadata()["resume_token"]
		}
		return err
	}
	for _, record := range m.records() {
		r.ids = append(r.ids, text(record, "id"))
	}
	r.token = m.resumeToken()
	r.summary = part[*crmstreamv1.Summary](m, "summary")
	r.progress = part[*crmstreamv1.Progress](m, "progress")
	return nil
}

// drain reads all messages that are left, and returns the error that the list ends with, nil for its end.
func (r *reader) drain() error {
	for {
		if err := r.read(); errors.Is(err, io.EOF) {
			if r.summary == nil {
				return errors.New("no summary")
			}
			return nil
		} else if err != nil {
			return err
		}
	}
}

// infoOf returns what an error says of itself, nil for one that says nothing.
func infoOf(err error) *errdetails.ErrorInfo {
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok {
			return info
		}
	}
	return nil
}

// lineReader reads a list as lines with checkpoints.
type lineReader struct {
	answer *http.Response
	lines  *bufio.Reader
	ids    []string
	kept   int    // those of them that the token is behind
	token  string // to resume with
	// failure is what the error says of itself that was the last line.
	failure *errdetails.ErrorInfo
}

// openLines begins a list over a connection of its own that takes little of what is not read. The URL ends with ? or &.
func openLines(ctx context.Context, url string) (*lineReader, error) {
	return openBuffered(ctx, url, 16<<10)
}

// openBuffered is openLines with a receive buffer of so many bytes. A small one holds little of a list for a reader that stalls, and
// makes one that reads slow: the window is smaller than what the loopback sends at once.
func openBuffered(ctx context.Context, url string, buffer int) (*lineReader, error) {
	dialer := &net.Dialer{}
	client := &http.Client{Transport: &http.Transport{
		DisableKeepAlives:  true,
		DisableCompression: true, // a list would fit into the buffers of the connection
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dialer.DialContext(ctx, network, address)
			if tcp, ok := conn.(*net.TCPConn); ok {
				err = tcp.SetReadBuffer(buffer)
			}
			return conn, err
		},
	}}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"format=ndjson&checkpoints=true", http.NoBody)
	if err != nil {
		return nil, err
	}
	answer, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, errors.Join(fmt.Errorf("status %s", answer.Status), answer.Body.Close())
	}
	return &lineReader{answer: answer, lines: bufio.NewReader(answer.Body)}, nil
}

// read reads one line.
func (r *lineReader) read() error {
	text, err := r.lines.ReadBytes('\n')
	if err != nil {
		return err
	}
	var line struct {
		ID         string
		Checkpoint struct{ ResumeToken string }
		Error      struct {
			Details []struct {
				Reason   string
				Metadata map[string]string
			}
		}
	}
	if len(text) == 1 {
		return nil // a heartbeat
	}
	if err := json.Unmarshal(text, &line); err != nil {
		return err
	}
	switch {
	case line.ID != "":
		r.ids = append(r.ids, line.ID)
	case line.Checkpoint.ResumeToken != "":
		r.token, r.kept = line.Checkpoint.ResumeToken, len(r.ids)
	case len(line.Error.Details) > 0:
		r.failure = &errdetails.ErrorInfo{Reason: line.Error.Details[0].Reason, Metadata: line.Error.Details[0].Metadata}
		if token := r.failure.GetMetadata()["resume_token"]; token != "" {
			r.token, r.kept = token, len(r.ids)
		}
	}
	return nil
}

// drain reads the lines that are left, up to the error of the connection.
func (r *lineReader) drain() error {
	defer func() { _ = r.answer.Body.Close() }()
	for {
		if err := r.read(); err != nil {
			return err
		}
	}
}
