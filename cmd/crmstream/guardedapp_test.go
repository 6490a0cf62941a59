package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/emptypb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	sandboxall "github.com/crmstream/crmstream/sandbox/all"
	"github.com/crmstream/crmstream/server/access"
)

// guardedApp is a running server of the demo's sandboxes, whose callers are those of demo --auth.
type guardedApp struct {
	*demoAuth
	grpc, web string
	conn      *grpc.ClientConn
	client    *http.Client
	emulators []emulator
	log       *watched
	app       *app
}

// startGuarded starts one.
func startGuarded(t *testing.T) *guardedApp {
	t.Helper()
	return startGuardedBy(t, func(*setup) {})
}

// startGuardedBy is startGuarded with a setup that was changed.
func startGuardedBy(t *testing.T, change func(*setup)) *guardedApp {
	t.Helper()
	g := &guardedApp{log: newWatched()}
	log := slog.New(slog.NewTextHandler(g.log, nil))
	ctx, fail := context.WithCancelCause(context.Background())
	rows := int64(3000)
	for _, sandbox := range sandboxall.Sandboxes() {
		e, err := startEmulator(sandbox, sandboxall.Options{Roomy: true, Rows: &rows}, "127.0.0.1:0", slog.New(slog.DiscardHandler), fail)
		require.NoError(t, err)
		g.emulators = append(g.emulators, e)
	}
	s, err := demoCommand{GRPC: "127.0.0.1:0", HTTP: "127.0.0.1:0", Auth: true}.setup(g.emulators)
	require.NoError(t, err)
	s.listen.Metrics = "127.0.0.1:0"
	s.stateDir = filepath.Join(t.TempDir(), "state")
	g.demoAuth, err = newDemoAuth(s.stateDir, &s)
	require.NoError(t, err)
	for i := range s.callers.table.Callers() {
		s.callers.table.Callers()[i].Limits = access.Limits{Rate: 1e6, Calls: 1000, Streams: 1000}
	}
	change(&s)
	a, err := newApp(s, log)
	require.NoError(t, err)
	g.app = a
	require.NoError(t, a.listen(s.listen))
	ended, up := make(chan error, 1), make(chan struct{})
	go func() { ended <- a.run(ctx, func(*app) error { close(up); return nil }) }()
	<-up
	authority, err := os.ReadFile(g.caFile())
	require.NoError(t, err)
	roots := x509.NewCertPool()
	require.True(t, roots.AppendCertsFromPEM(authority))
	secured := &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS13}
	g.grpc, g.web = a.grpcListener.Addr().String(), "https://"+a.httpListener.Addr().String()
	g.conn, err = grpc.NewClient(g.grpc, grpc.WithTransportCredentials(credentials.NewTLS(secured)))
	require.NoError(t, err)
	g.client = &http.Client{Transport: &http.Transport{TLSClientConfig: secured, ForceAttemptHTTP2: true}}
	t.Cleanup(func() {
		g.client.CloseIdleConnections()
		require.NoError(t, g.conn.Close())
		fail(nil)
		require.NoError(t, <-ended)
		a.close()
		stopEmulators(g.emulators)
	})
	return g
}

// key returns the key of a caller.
func (g *guardedApp) key(t *testing.T, caller string) string {
	t.Helper()
	key, err := readKeyFile(g.keyFile(caller))
	require.NoError(t, err)
	return key
}

// requests returns how many requests all sandboxes have seen.
func (g *guardedApp) requests() int {
	n := 0
	for _, e := range g.emulators {
		for _, requests := range e.instance.Requests() {
			n += int(requests)
		}
	}
	return n
}

// call calls a method by gRPC and returns its error.
func (g *guardedApp) call(ctx context.Context, name string, stream bool, request proto.Message) error {
	if !stream {
		return g.conn.Invoke(ctx, name, request, &emptypb.Empty{})
	}
	s, err := g.conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, name)
	if err != nil {
		return err
	}
	if err := s.SendMsg(request); err != nil && err != io.EOF { //nolint:errorlint // it is never wrapped
		return err
	}
	if err := s.CloseSend(); err != nil {
		return err
	}
	for {
		if err := s.RecvMsg(&emptypb.Empty{}); err == io.EOF { //nolint:errorlint // it is never wrapped
			return nil
		} else if err != nil {
			return err
		}
	}
}

// requestOf returns a request of a method for a source that has all that the protos' rules ask for.
func requestOf(m *api.Method, source string) proto.Message {
	request := m.Request.New()
	fill(request, source)
	return request.Interface()
}

// fill gives a request its fields.
func fill(request protoreflect.Message, source string) {
	fields := request.Descriptor().Fields()
	for i := range fields.Len() {
		fd := fields.Get(i)
		switch name := string(fd.Name()); {
		case name == "source":
			request.Set(fd, protoreflect.ValueOfString(source))
		case name == "header": // of an upload
			fill(request.Mutable(fd).Message(), source)
		case name == "resource":
			request.Set(fd, protoreflect.ValueOfString("contacts"))
		case strings.HasSuffix(name, "_key"):
			request.Set(fd, protoreflect.ValueOfString("a"))
		case strings.HasSuffix(name, "_from"):
			request.Set(fd, protoreflect.ValueOfString("2025-01-01"))
		case strings.HasSuffix(name, "_before"):
			request.Set(fd, protoreflect.ValueOfString("2025-02-01"))
		case name == "status" && fd.Kind() == protoreflect.EnumKind: // of a text message, which is no longer new
			request.Set(fd, protoreflect.ValueOfEnum(2))
		case name == "parent":
			request.Set(fd, protoreflect.ValueOfEnum(1))
		case name == "status" && fd.Kind() == protoreflect.EnumKind: // of a text message, which is no longer new
			request.Set(fd, protoreflect.ValueOfEnum(2))
		case fd.IsList() && fd.Kind() == protoreflect.StringKind && strings.HasSuffix(name, "ids"):
			list := request.Mutable(fd).List()
			list.Append(protoreflect.ValueOfString("1"))
		case fd.Kind() == protoreflect.StringKind && !fd.IsList() && strings.HasSuffix(name, "id"):
			request.Set(fd, protoreflect.ValueOfString("1"))
		case name == "requests": // of a batch
			fill(request.Mutable(fd).List().AppendMutable().Message(), source)
		case fd.Number() == 2 && fd.Message() != nil: // the record of a write
			record := request.Mutable(fd).Message()
			for i := range record.Descriptor().Fields().Len() {
				if text := record.Descriptor().Fields().Get(i); text.Kind() == protoreflect.StringKind && text.HasPresence() {
					record.Set(text, protoreflect.ValueOfString("a"))
					break
				}
			}
		}
	}
}

// get makes an HTTP request of a binding, with authorization headers.
func (g *guardedApp) get(t *testing.T, b api.Binding, request proto.Message, authorization ...string) (int, string) {
	t.Helper()
	path, query := b.Path, []string{}
	m := request.ProtoReflect()
	body := map[string]any{}
	m.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		var values []string
		if fd.Message() != nil {
			one := v
			if fd.IsList() {
				one = v.List().Get(0)
			}
			text, err := protojson.Marshal(one.Message().Interface())
			require.NoError(t, err)
			body[fd.JSONName()] = json.RawMessage(text)
			if fd.IsList() {
				body[fd.JSONName()] = []any{json.RawMessage(text)}
			}
			return true
		}
		if fd.IsList() {
			for i := range v.List().Len() {
				values = append(values, v.List().Get(i).String())
			}
		} else if fd.Enum() != nil {
			values = []string{string(fd.Enum().Values().ByNumber(v.Enum()).Name())}
		} else {
			values = []string{v.String()}
		}
		in := "{" + string(fd.Name()) + "}"
		switch {
		case strings.Contains(path, in):
			path = strings.ReplaceAll(path, in, values[0])
		case b.Body == "*" && fd.IsList():
			body[fd.JSONName()] = values
		case b.Body == "*":
			body[fd.JSONName()] = values[0]
		default:
			for _, value := range values {
				query = append(query, fd.JSONName()+"="+value)
			}
		}
		return true
	})
	var content io.Reader = http.NoBody
	if b.Body != "" {
		var sent any = body
		if b.Body != "*" {
			sent = body[m.Descriptor().Fields().ByName(protoreflect.Name(b.Body)).JSONName()]
		}
		text, err := json.Marshal(sent)
		require.NoError(t, err)
		content = strings.NewReader(string(text))
	}
	contentType := "application/json"
	if upload, ok := request.(*crmstreamv1.UploadFilesRequest); ok {
		text, boundary := newForm(t, upload.GetHeader().GetResource(), "a.png")
		content, contentType = text, boundary
	}
	if len(query) > 0 {
		path += "?" + strings.Join(query, "&")
	}
	r, err := http.NewRequestWithContext(t.Context(), b.Verb, g.web+path, content)
	require.NoError(t, err)
	if b.Body != "" {
		r.Header.Set("Content-Type", contentType)
	}
	r.Header["Authorization"] = authorization
	answer, err := g.client.Do(r)
	require.NoError(t, err)
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer.StatusCode, string(text)
}
