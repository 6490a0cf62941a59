package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/sandbox/apro"
)

// writesConfig is a server that may write everything, with short times.
const writesConfig = `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
state_dir: %q
write_timeout: 1s
settle_after: 1s
settle_after_late: 6s
proof_lag: [20ms, 50ms]
budgets: [{name: roomy, requests: 1000000, window: 1s, concurrency: 64}]
sources:
`

// writtenUpstream is an upstream that is written to, whose requests meet faults.
type writtenUpstream struct {
	source, connector string
	settings          string // with one %s for the address
	ops               map[connectors.Act]string
	// marks says that creates carry a marker, by which they are settled.
	marks bool
	// write sends an intent, and list reads the names of the records by their ids.
	write func(ctx context.Context, conn *grpc.ClientConn, source string, i *intent) error
	list  func(t *testing.T, conn *grpc.ClientConn, source string) map[string]string

	sandbox *gated
}

// writtenUpstreams are the upstreams of the run.
func writtenUpstreams() []*writtenUpstream {
	return []*writtenUpstream{
		{
			source: "tasks", connector: "administrate", settings: `{base_url: "%s", login: sandbox@example.com, password: "${ADMINISTRATE}"}`,
			ops:   map[connectors.Act]string{connectors.Create: "create", connectors.Update: "update", connectors.Delete: "delete"},
			write: writeTask, list: listTasks,
		},
		{
			source: "contacts", connector: "apro", settings: `{base_urls: ["%s"], api_key: "${APRO}", marker_fields: {contacts: "39"}}`, marks: true,
			ops:   map[connectors.Act]string{connectors.Create: "purchaser/insert", connectors.Update: "purchaser/update", connectors.Delete: "purchaser/delete"},
			write: writeContact, list: listContacts,
		},
	}
}

// intent is one write that a client wants, and what came of it.
type intent struct {
	upstream *writtenUpstream
	act      connectors.Act
	request  string // id of the request
	id       string // of the record, "" for a create
	name     string // that the record gets
	was      string // that an update expects; "" expects nothing
	told     told
	calls    int
	last     error
}

// told is what a client was told of a write in the end.
type told string

const (
	toldExecuted told = "executed"
	toldRefused  told = "not executed"
	toldUnknown  told = "unknown"
)

// settles reports whether the server can settle the write, if its outcome is unknown and it was not executed.
func (i *intent) settles() bool {
	switch i.act {
	case connectors.Create:
		return i.upstream.marks
	case connectors.Update:
		return i.was != "" // the record was read before
	default:
		return true
	}
}

// writesRig is the binary, which is killed and started again over the same state, and its upstreams.
type writesRig struct {
	t         *testing.T
	binary    string
	dir       string
	upstreams []*writtenUpstream
	conn      *grpc.ClientConn // to whichever process serves

	process process
	address atomic.Pointer[string]
	starts  int
}

// startWritesRig starts sandboxes with so many records each, of whose writes a part meets faults, and the binary.
func startWritesRig(t *testing.T, rows, requests int, random *rand.Rand, upstreams []*writtenUpstream) *writesRig {
	t.Helper()
	r := &writesRig{t: t, binary: buildBinary(t), dir: t.TempDir(), upstreams: upstreams}
	config := fmt.Sprintf(writesConfig, filepath.Join(r.dir, "state"))
	for _, u := range upstreams {
		settings, err := json.Marshal(map[string]any{"rows": rows, "latency": "5ms", "faults": writeFaults(u, requests, random)})
		require.NoError(t, err)
		u.sandbox = startGated(t, u.connector, string(settings))
		config += fmt.Sprintf("  - {name: %s, connector: %s, time_zone: UTC, budget: roomy, writes: all, settings: %s}\n", u.source, u.connector, fmt.Sprintf(u.settings, u.sandbox.url))
	}
	require.NoError(t, os.WriteFile(filepath.Join(r.dir, "crmstream.yaml"), []byte(config), 0o600))
	var err error
	r.conn, err = grpc.NewClient("passthrough:///the-process", grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "tcp", *r.address.Load())
		}), grpc.WithConnectParams(quickly()))
	require.NoError(t, err)
	t.Cleanup(func() { _ = r.conn.Close() })
	r.start()
	return r
}

// writeFaults returns faults of about a third of the writing requests: before and after execution, half of each where there is a choice.
func writeFaults(u *writtenUpstream, requests int, random *rand.Rand) []map[string]any {
	kinds := []map[string]any{
		{"kind": "reset"},
		{"kind": "reset_headers"},
		{"kind": "reset_body"},
		{"kind": "status", "status": 502},
		{"kind": "status", "status": 500},
		{"kind": "empty"},
		{"kind": "cut"},
		{"kind": "drop"},
		{"kind": "html"},
		{"kind": "garbage"},
	}
	var faults []map[string]any
	for _, op := range u.ops {
		for n := 1; n <= requests; n++ {
			fault := map[string]any{"op": op, "at": n}
			switch draw := random.IntN(1000); {
			case draw < 5:
				fault["kind"] = "hang"
			case draw < 30: // what says that nothing was written says the truth; 429 would close the budget for long
				fault["kind"], fault["status"] = "status", 400
				faults = append(faults, fault)
				continue
			case draw < 330:
				for key, value := range kinds[random.IntN(len(kinds))] {
					fault[key] = value
				}
			default:
				continue
			}
			fault["executes"] = random.IntN(2) == 0
			faults = append(faults, fault)
		}
	}
	return faults
}

// start starts the binary.
func (r *writesRig) start() {
	r.t.Helper()
	r.starts++
	p := serveConfig(r.t, r.binary, filepath.Join(r.dir, "crmstream.yaml"), filepath.Join(r.dir, fmt.Sprintf("log%d", r.starts)))
	r.process = p
	r.address.Store(&p.grpc)
}

// killAtRandom kills the process and starts it again, each time after a random number of writing requests has arrived, until the context
// ends. It returns how often.
func (r *writesRig) killAtRandom(ctx context.Context, random *rand.Rand, most int) int {
	for kills := 0; ; kills++ {
		for next := r.arrived() + int64(5+random.IntN(most)); r.arrived() < next; {
			select {
			case <-time.After(time.Millisecond):
			case <-ctx.Done():
				return kills
			}
		}
		r.process.kill(r.t)
		r.start()
	}
}

// arrived returns how many writing requests have arrived at the upstreams.
func (r *writesRig) arrived() int64 {
	n := int64(0)
	for _, u := range r.upstreams {
		counts := u.sandbox.Requests()
		for _, op := range u.ops {
			n += counts[op]
		}
	}
	return n
}

// logs returns all that the processes have logged.
func (r *writesRig) logs() string {
	var all strings.Builder
	for n := 1; n <= r.starts; n++ {
		text, err := os.ReadFile(filepath.Join(r.dir, fmt.Sprintf("log%d", n)))
		require.NoError(r.t, err)
		all.Write(text)
	}
	return all.String()
}

// effects counts what an upstream has executed, by operation and record.
func (u *writtenUpstream) effects(t *testing.T) map[string]int {
	t.Helper()
	truth, ok := u.sandbox.Handler.(interface{ Executed() []apro.Effect }) // all sandboxes have the same effects
	require.True(t, ok)
	counts := map[string]int{}
	for _, e := range truth.Executed() {
		counts[e.Op+" "+e.ID]++
	}
	return counts
}

func writeTask(ctx context.Context, conn *grpc.ClientConn, source string, i *intent) error {
	client := crmstreamv1.NewTasksServiceClient(conn)
	var err error
	switch i.act {
	case connectors.Create:
		_, err = client.CreateTask(ctx, &crmstreamv1.CreateTaskRequest{Source: source, RequestId: i.request, Task: &crmstreamv1.Task{
			Status: proto.String("Not Started"), OwnerId: proto.String("1"), AccountId: proto.String("1"), TypeId: proto.String("1"), Subject: proto.String(i.name),
		}})
	case connectors.Update:
		req := &crmstreamv1.UpdateTaskRequest{Source: source, RequestId: i.request, Id: i.id, Task: &crmstreamv1.Task{Subject: proto.String(i.name)}}
		if i.was != "" {
			req.Expected = &crmstreamv1.Task{Subject: proto.String(i.was)}
		}
		_, err = client.UpdateTask(ctx, req)
	default:
		_, err = client.DeleteTask(ctx, &crmstreamv1.DeleteTaskRequest{Source: source, RequestId: i.request, Id: i.id})
	}
	return err
}

func writeContact(ctx context.Context, conn *grpc.ClientConn, source string, i *intent) error {
	client := crmstreamv1.NewContactsServiceClient(conn)
	var err error
	switch i.act {
	case connectors.Create:
		_, err = client.CreateContact(ctx, &crmstreamv1.CreateContactRequest{Source: source, RequestId: i.request, Contact: &crmstreamv1.Contact{LastName: proto.String(i.name)}})
	case connectors.Update:
		req := &crmstreamv1.UpdateContactRequest{Source: source, RequestId: i.request, Id: i.id, Contact: &crmstreamv1.Contact{LastName: proto.String(i.name)}}
		if i.was != "" {
			req.Expected = &crmstreamv1.Contact{LastName: proto.String(i.was)}
		}
		_, err = client.UpdateContact(ctx, req)
	default:
		_, err = client.DeleteContact(ctx, &crmstreamv1.DeleteContactRequest{Source: source, RequestId: i.request, Id: i.id})
	}
	return err
}

func listTasks(t *testing.T, conn *grpc.ClientConn, source string) map[string]string {
	t.Helper()
	stream, err := crmstreamv1.NewTasksServiceClient(conn).ListTasks(t.Context(), &crmstreamv1.ListTasksRequest{Source: source})
	require.NoError(t, err)
	names := map[string]string{}
	for m, err := range messages(stream) {
		require.NoError(t, err)
		for _, task := range m.GetTasks() {
			names[task.GetId()] = task.GetSubject()
		}
	}
	return names
}

func listContacts(t *testing.T, conn *grpc.ClientConn, source string) map[string]string {
	t.Helper()
	stream, err := crmstreamv1.NewContactsServiceClient(conn).ListContacts(t.Context(), &crmstreamv1.ListContactsRequest{Source: source})
	require.NoError(t, err)
	names := map[string]string{}
	for m, err := range messages(stream) {
		require.NoError(t, err)
		for _, contact := range m.GetContacts() {
			names[contact.GetId()] = contact.GetLastName()
		}
	}
	return names
}
