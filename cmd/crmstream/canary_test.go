package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"log"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/redact/leaks"
)

// canary is one credential of one connector.
type canary struct {
	name, connector, list string
	settings              string // with one %s for the address
	secret                string
	hostile               func(secret string) *hostile
}

// The credentials have what encodings change: slashes, signs, both cases.
const (
	canaryKey      = "cAnary/Key+4f9c2b7a1d8e6f30=5&z1"
	canaryPassword = `pA/ss w"or\d&1<%41>+7Q`
	canaryToken    = "eyJhbGciOi.Tok3n-of_a/session+0123456789=="
	canarySecond   = "S3cond/kEy-of_Solos+77"
	canaryReplaced = "R3placed/reFresh+tok_En~5="
)

// The settings of a client with a secret, and of one with a refresh token, too.
const (
	graphCanary   = `{transport: graphql, base_url: "%[1]s", token_url: "%[1]s/oauth/token", client_id: me, client_secret: "${KEY}", grant: client_credentials}`
	refreshCanary = `{transport: graphql, base_url: "%[1]s", token_url: "%[1]s/oauth/token", client_id: me, client_secret: "${KEY}", grant: refresh_token, refresh_token: "${SECOND}"}`
)

var canaries = []canary{
	{"apro", "apro", "contacts", `{base_urls: ["%s"], api_key: "${KEY}"}`, canaryKey, nil},
	{"administrate", "administrate", "tasks", `{base_url: "%s", login: me@example.com, password: "${PASSWORD}"}`, canaryPassword, nil},
	{"graphql-secret", "administrate", "tasks", graphCanary, canaryKey, func(s string) *hostile { return &hostile{secret: s, atLogin: true} }},
	{"graphql-refresh", "administrate", "tasks", refreshCanary, canarySecond, func(s string) *hostile { return &hostile{secret: s, atLogin: true} }},
	{"graphql-replaced", "administrate", "tasks", refreshCanary, canaryReplaced, nil},
	{"graphql-token", "administrate", "tasks", graphCanary, canaryToken, nil},
	{"solos-token", "solos", "projects", `{base_url: "%s", token: "${KEY}", secret: "${SECOND}"}`, canaryKey, nil},
	{"solos-secret", "solos", "projects", `{base_url: "%s", token: "${KEY}", secret: "${SECOND}"}`, canarySecond, nil},
	{
		"proxima-login", "proxima", "visits", `{base_url: "%s", password: "${PASSWORD}", first_day: 2026-01-01, horizon_days: 0}`, canaryPassword,
		func(s string) *hostile { return &hostile{secret: s, atLogin: true} },
	},
	{"proxima", "proxima", "visits", `{base_url: "%s", password: "${PASSWORD}", first_day: 2026-01-01, horizon_days: 0}`, canaryToken, nil},
	{"proxima-csv", "proxima", "visits", `{base_url: "%s", password: "${PASSWORD}", first_day: 2026-01-01, horizon_days: 0, format: csv}`, canaryToken, nil},
}

// aviary is a server with a source for each credential and fault.
type aviary struct {
	sources   map[string]*hostile
	canaries  map[string]canary
	web, grpc string
	server    *running
	state     string
	tokenKey  string
	access    *canaryAccess

	mu     sync.Mutex
	output map[string]map[string]string // by place, the source of each text that came out
}

func startAviary(t *testing.T) *aviary {
	t.Helper()
	dir := t.TempDir()
	a := &aviary{
		sources: map[string]*hostile{}, canaries: map[string]canary{}, state: filepath.Join(dir, "state"),
		output: map[string]map[string]string{},
	}
	a.access = newCanaryAccess(t, dir)
	config, budgets := "listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nlog: {level: debug, format: json}\n"+canaryAccessConfig+"sources:\n", "budgets:\n"
	for n, c := range canaries {
		for i, fault := range canaryFaults() {
			if testing.Short() && (n+i)%2 == 0 {
				continue
			}
			h := &hostile{secret: c.secret}
			if c.hostile != nil {
				h = c.hostile(c.secret)
			}
			h.fault, h.forms, h.next = fault, leaks.Forms(c.secret), 7*i+n*shareOfForms
			source := c.name + "-" + regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(fault.name), "-")
			require.Nil(t, a.sources[source], source)
			a.sources[source], a.canaries[source] = h, c
			budgets += fmt.Sprintf("  - {name: %s, requests: 1000000, window: 1s, concurrency: 64}\n", source)
			config += fmt.Sprintf("  - {name: %[1]s, connector: %[2]s, time_zone: UTC, budget: %[1]s, settings: %[3]s}\n",
				source, c.connector, fmt.Sprintf(c.settings, startServer(t, h)))
		}
	}
	path := filepath.Join(dir, "crmstream.yaml")
	require.NoError(t, os.WriteFile(path, []byte(config+budgets), 0o600))
	a.server = start(t, map[string]string{"KEY": canaryKey, "PASSWORD": canaryPassword, "SECOND": canarySecond}, "serve", "--config", path)
	found := regexp.MustCompile(`gRPC on (\S+), JSON on (\S+)`).FindStringSubmatch(a.server.waitFor(t, "\n"))
	require.Len(t, found, 3, a.server.stderr)
	a.grpc, a.web = found[1], found[2]
	keys, err := os.ReadFile(filepath.Join(a.state, keyFile))
	require.NoError(t, err)
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(keys)))
	require.NoError(t, err)
	a.tokenKey = string(key)
	return a
}

// startServer returns the address of an upstream.
func startServer(t *testing.T, h http.Handler) string {
	t.Helper()
	listener, err := listenLoopback(t)
	require.NoError(t, err)
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ErrorLog: nobody()}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return "http://" + listener.Addr().String()
}

// came remembers a text that came out at a place.
func (a *aviary) came(place, source, text string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.output[place] == nil {
		a.output[place] = map[string]string{}
	}
	a.output[place][text] = source
}

// ask reads a list in one of three ways, and what GetSource says then.
func (a *aviary) ask(t *testing.T, conn *grpc.ClientConn, source string, way int) {
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Second)
	if a.sources[source].fault.hangs {
		ctx, cancel = context.WithTimeout(t.Context(), 400*time.Millisecond)
	}
	defer cancel()
	list := a.canaries[source].list
	switch way % 3 {
	case 0:
		a.overGRPC(ctx, t, conn, source, list)
	case 1:
		a.came("document", source, a.get(ctx, t, "/v1/sources/"+source+"/"+list+"?limit=5", "application/json"))
	default:
		a.came("lines", source, a.get(ctx, t, "/v1/sources/"+source+"/"+list+"?priority=PRIORITY_INTERACTIVE", "application/x-ndjson"))
	}
	a.came("GetSource", source, a.get(t.Context(), t, "/v1/sources/"+source, ""))
}

// get returns an answer with its headers.
func (a *aviary) get(ctx context.Context, t *testing.T, path, accept string) string {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.web+path, http.NoBody)
	require.NoError(t, err)
	req.Header.Set("Accept", accept)
	req.Header.Set("Authorization", "Bearer "+a.access.key)
	res, err := a.access.client.Do(req)
	if err != nil {
		return "" // words of this test's client
	}
	defer func() { _ = res.Body.Close() }()
	body, _ := io.ReadAll(res.Body) // what came counts
	res.Header.Del("Date")
	res.Header.Del("X-Request-Id")
	return fmt.Sprintln(res.StatusCode, res.Header) + string(body)
}

func (a *aviary) overGRPC(ctx context.Context, t *testing.T, conn *grpc.ClientConn, source, list string) {
	method := map[string]string{
		"contacts": "ContactsService/ListContacts", "tasks": "TasksService/ListTasks", "projects": "ProjectsService/ListProjects", "visits": "VisitsService/ListVisits",
	}[list]
	ctx = metadata.AppendToOutgoingContext(ctx, "x-crmstream-interactive", "1", "authorization", "Bearer "+a.access.key)
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, "/crmstream.v1."+method)
	if ctx.Err() != nil {
		return // on a busy machine
	}
	require.NoError(t, err)
	// All requests of lists have the source in field 1, and all answers can be read as one of them.
	require.NoError(t, stream.SendMsg(&crmstreamv1.GetSourceRequest{Source: source}))
	require.NoError(t, stream.CloseSend())
	for {
		answer := &crmstreamv1.ListTasksResponse{}
		if err = stream.RecvMsg(answer); err != nil {
			break
		}
		answer.Tasks = nil
		a.came("gRPC", source, prototext.Format(answer))
	}
	st := status.Convert(err)
	a.came("gRPC", source, st.Message())
	for _, detail := range st.Details() {
		a.came("gRPC", source, prototext.Format(detail.(proto.Message)))
	}
	a.came("trailer", source, fmt.Sprint(stream.Trailer()))
}

// watch takes what the process wrote besides.
func (a *aviary) watch(t *testing.T) {
	a.came("ListSources", "", a.get(t.Context(), t, "/v1/sources", ""))
	a.misplace(t)
	a.watchAdmin(t)
	require.Zero(t, a.server.code())
	a.came("standard output", "", a.server.stdout.String())
	lines := bufio.NewScanner(strings.NewReader(a.server.stderr.String()))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line map[string]any
		if json.Unmarshal(lines.Bytes(), &line) != nil {
			a.came("log", "", lines.Text())
			continue
		}
		source, _ := line["source"].(string)
		for _, same := range []string{"time", "took", "request_id"} {
			delete(line, same)
		}
		for _, key := range slices.Sorted(maps.Keys(line)) {
			a.came("log", source, fmt.Sprint(key, "=", line[key]))
		}
	}
	require.NoError(t, filepath.WalkDir(a.state, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if entry.Name() == keyFile { // which is where the key must be
			content = bytes.ReplaceAll(content, []byte(base64.StdEncoding.EncodeToString([]byte(a.tokenKey))), nil)
		}
		a.came("state directory", "", path+" "+string(content))
		return err
	}))
}

// shareOfForms is how many encodings each credential meets each fault in, at least: all credentials together meet it in all.
const shareOfForms = 12

// TestNoSecretGetsOut has upstreams fail in every way there is and echo a credential in every encoding, and looks for it, and for
// the key of tokens, that of the caller and that of TLS, in all that comes out of the process. Records are not among that: they are the caller's as they came.
func TestNoSecretGetsOut(t *testing.T) {
	a := startAviary(t)
	conn := a.access.dial(t, a.grpc)
	defer func() { _ = conn.Close() }()
	require.GreaterOrEqual(t, len(canaries)*shareOfForms, len(leaks.Forms(canaryKey)))
	var asking sync.WaitGroup
	// Calls wait longer than they work: for the next try of a request, or for their deadlines. Those of one source are apart, since calls
	// at the same time share an answer.
	places := make(chan struct{}, 256)
	asked := 0
	for round := range shareOfForms {
		for i, source := range slices.Sorted(maps.Keys(a.sources)) {
			if round >= callsOf(a.sources[source]) {
				continue
			}
			asked++
			places <- struct{}{}
			asking.Go(func() {
				defer func() { <-places }()
				a.ask(t, conn, source, i+round)
			})
		}
	}
	asking.Wait()
	a.watch(t)
	a.judge(t, asked)
}

func listenLoopback(t *testing.T) (net.Listener, error) {
	t.Helper()
	return (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
}

// nobody is the log of an upstream that is expected to fail.
func nobody() *log.Logger { return log.New(io.Discard, "", 0) }
