package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
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

	"github.com/crmstream/crmstream/connectors"
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
	sandboxSettings   map[string]any
	// service, one, many and field are the words of the API for the records, and name is a field with another value in each of them.
	service, one, many, field, name string
	ops                             map[connectors.Act]string
	// fresh are other members of a new record; needs are those that it takes from a record that exists.
	fresh map[string]any
	needs []string
	// marks says that creates carry a marker, by which they are settled.
	marks bool
	// batches says that all writes are batches, of two records each where they create.
	batches bool
	writtenShape

	sandbox *gated
}

// ofAPRO returns an upstream of APRO's records.
func ofAPRO(source, object, service, one, many, field, name string) *writtenUpstream {
	return &writtenUpstream{
		source: source, connector: "apro", settings: `{base_urls: ["%s"], api_key: "${APRO}"}`,
		service: service, one: one, many: many, field: field, name: name,
		ops: map[connectors.Act]string{connectors.Create: object + "/insert", connectors.Update: object + "/update", connectors.Delete: object + "/delete"},
	}
}

// writtenUpstreams are the upstreams of the run.
func writtenUpstreams() []*writtenUpstream {
	tasks := &writtenUpstream{
		source: "tasks", connector: "administrate", settings: `{base_url: "%s", login: sandbox@example.com, password: "${ADMINISTRATE}"}`,
		service: "TasksService", one: "Task", many: "Tasks", field: "task", name: "subject",
		ops:   map[connectors.Act]string{connectors.Create: "create", connectors.Update: "update", connectors.Delete: "delete"},
		fresh: map[string]any{"status": "Not Started", "ownerId": "1", "accountId": "1", "typeId": "1"},
	}
	graph := &writtenUpstream{
		source: "graph", connector: "administrate", sandboxSettings: map[string]any{"graphql": map[string]any{"reference_lists": "all"}},
		settings: graphSettings + `}`,
		service:  tasks.service, one: tasks.one, many: tasks.many, field: tasks.field, name: tasks.name, fresh: tasks.fresh,
		ops: map[connectors.Act]string{connectors.Create: "graphql_create", connectors.Update: "graphql_update", connectors.Delete: "graphql_delete"},
	}
	contacts := ofAPRO("contacts", "purchaser", "ContactsService", "Contact", "Contacts", "contact", "lastName")
	contacts.settings, contacts.marks = `{base_urls: ["%s"], api_key: "${APRO}", marker_fields: {contacts: "39"}}`, true
	intrum := ofAPRO("intrum", "purchaser", "ContactsService", "Contact", "Contacts", "contact", "lastName")
	intrum.settings = `{base_urls: ["%s"], api_key: "${APRO}", dialect: intrum, marker_fields: {contacts: "39"}}`
	intrum.sandboxSettings, intrum.marks = map[string]any{"dialect": "intrum"}, true
	batches := ofAPRO("batches", "purchaser", "ContactsService", "Contact", "Contacts", "contact", "lastName")
	batches.batches = true
	activities := ofAPRO("activities", "applications", "ActivitiesService", "Activity", "Activities", "activity", "name")
	activities.needs = []string{"type_id", "contact_id"}
	deals := ofAPRO("deals", "sales", "DealsService", "Deal", "Deals", "deal", "name")
	deals.needs = []string{"type_id"}
	stock := ofAPRO("stock", "stock", "StockService", "StockItem", "StockItems", "stockItem", "name")
	stock.needs = []string{"category_id"}
	return append([]*writtenUpstream{tasks, graph, contacts, intrum, batches, activities, deals, stock}, otherUpstreams()...)
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
		sandbox := map[string]any{"rows": rows, "latency": "5ms", "faults": writeFaults(u, requests, random)}
		maps.Copy(sandbox, u.sandboxSettings)
		settings, err := json.Marshal(sandbox)
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
	for _, op := range u.operations() {
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
		for _, op := range u.operations() {
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
