package administrate_test

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
	"github.com/crmstream/crmstream/server/scan"
)

// account is a client that counts its upstream requests.
type account struct {
	client   connectors.Client
	requests atomic.Int64
}

// scanned scans a list as the server does and returns its ids and the upstream requests.
func (a *account) scanned(t *testing.T, req *crmstreamv1.ListTasksRequest, opts scan.Options) (ids []string, requests int) {
	t.Helper()
	before := a.requests.Load()
	ids, err := a.read(t, req, opts)
	require.NoError(t, err)
	return ids, int(a.requests.Load() - before)
}

// read scans a list as the server does and returns its ids as far as they came.
func (a *account) read(t *testing.T, req *crmstreamv1.ListTasksRequest, opts scan.Options) (ids []string, err error) {
	t.Helper()
	opened, err := conformance.Open(a.client, req, nil)
	require.NoError(t, err)
	fetch := func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		time.Sleep(time.Duration(rand.IntN(50)) * time.Millisecond) // so that pages come in any order
		return opened(ctx, at)
	}
	send := func(b *scan.Batch) error {
		for _, wire := range b.Records {
			var task crmstreamv1.Task
			require.NoError(t, connectors.Record{Wire: wire}.Decode(&task))
			ids = append(ids, task.GetId())
		}
		return nil
	}
	return ids, scan.New(fetch, scan.State{}, opts, send).Run(t.Context())
}

// tenant is an account and what is done to it before it is read.
type tenant struct {
	rows, cap int
	deleted   func(id int) bool
	// carry puts something before the sandbox.
	carry func(http.Handler) http.Handler
}

// start starts the tenant's sandbox.
func (x tenant) start(t *testing.T) *sandbox.Server {
	t.Helper()
	s := sandbox.Defaults()
	s.Rows, s.MaxLimit, s.HTTPScheme, s.Rate = int64(x.rows), int64(x.cap), "allow", 0
	server, err := sandbox.New(s)
	require.NoError(t, err)
	if x.deleted != nil {
		for _, id := range server.IDs("tasks") {
			if n, err := strconv.Atoi(id); err == nil && x.deleted(n) {
				require.NoError(t, server.Delete("tasks", id))
			}
		}
	}
	return server
}

// open returns a new client of the tenant, which knows nothing of it.
func (x tenant) open(t *testing.T, server *sandbox.Server) *account {
	t.Helper()
	a := &account{}
	var handler http.Handler = server
	if x.carry != nil {
		handler = x.carry(server)
	}
	client, err := administrate.New(
		connectors.Account{
			Source: "test", TimeZone: conformance.Zone(t), Transport: conformance.Upstream{}.Carry(handler),
			Observe: func(context.Context, connectors.Exchange) { a.requests.Add(1) },
		},
		&administrate.Settings{
			BaseURL: "http://localhost", Login: sandbox.Defaults().Username, Password: connectors.NewSecret(sandbox.Defaults().Password), PageSize: 100,
		},
	)
	require.NoError(t, err)
	a.client = client
	return a
}

// refusing refuses requests.
func refusing(refuses func(*http.Request) bool) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if refuses(r) {
				w.WriteHeader(http.StatusBadRequest)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// TestReadingAheadCostsNoMore compares the ids and requests of lists that are read page by page and four pages at a time,
// twice by each client: what it has learned by one request more, it need not learn again.
func TestReadingAheadCostsNoMore(t *testing.T) {
	some := func(share float64) func(int) bool {
		random := rand.New(rand.NewPCG(1, 2))
		return func(int) bool { return random.Float64() < share }
	}
	for name, test := range map[string]struct {
		tenant       tenant
		req          *crmstreamv1.ListTasksRequest
		first, again int // requests more than page by page
	}{
		"as the sandbox has it":    {tenant{rows: 2000}, nil, 0, 0},
		"less than two pages":      {tenant{rows: 190}, nil, 0, 0},
		"two pages":                {tenant{rows: 290}, nil, 1, 0},
		"a tenth deleted":          {tenant{rows: 3000, deleted: some(.1)}, nil, 1, 0},
		"a third deleted":          {tenant{rows: 3000, deleted: some(.3)}, nil, 1, 0},
		"two thirds deleted":       {tenant{rows: 3000, deleted: some(.67)}, nil, 0, 0},
		"a large part deleted":     {tenant{rows: 3000, deleted: func(id int) bool { return id > 1200 && id < 2400 }}, nil, 0, 0},
		"the newest deleted":       {tenant{rows: 3000, deleted: func(id int) bool { return id > 2400 }}, nil, 1, 0},
		"pages cut to what is set": {tenant{rows: 2000, cap: 100}, nil, 0, 0},
		"pages cut below that":     {tenant{rows: 2000, cap: 37}, nil, 0, 0},
		"pages cut in the slack":   {tenant{rows: 2000, cap: 105}, nil, 1, 0},
		"larger pages refused": {tenant{rows: 2000, carry: refusing(func(r *http.Request) bool {
			n, _ := strconv.Atoi(r.URL.Query().Get("_limit"))
			return n > 100
		})}, nil, 1, 0},
		"the newest first refused": {tenant{rows: 2000, carry: refusing(func(r *http.Request) bool {
			return strings.HasPrefix(r.URL.Query().Get("_order"), "-")
		})}, nil, 1, 0},
		"the lowest in place of the highest": {tenant{rows: 2000, carry: func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				r.URL.RawQuery = strings.ReplaceAll(r.URL.RawQuery, "_order=-id", "_order=id")
				next.ServeHTTP(w, r)
			})
		}}, nil, 1, 0},
		"a filter": {tenant{rows: 2000}, &crmstreamv1.ListTasksRequest{CreatedFrom: "2015-01-01"}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := test.tenant.start(t)
				alone := test.tenant.open(t, server)
				want, once := alone.scanned(t, test.req, scan.Options{Prefetch: 0})
				_, twice := alone.scanned(t, test.req, scan.Options{Prefetch: 0})
				together := test.tenant.open(t, server)
				for i, most := range []int{once + test.first, twice + test.again} {
					got, requests := together.scanned(t, test.req, scan.Options{Prefetch: 4})
					require.Equal(t, want, got)
					t.Logf("reading %d: %d requests, %d and %d page by page", i+1, requests, once, twice)
					require.LessOrEqual(t, requests, most)
				}
			})
		})
	}
}

// TestNothingIsLostAheadWhileTasksComeAndGo deletes and adds tasks while four pages are read at a time.
func TestNothingIsLostAheadWhileTasksComeAndGo(t *testing.T) {
	for seed := range uint64(6) {
		synctest.Test(t, func(t *testing.T) {
			server := tenant{rows: 1500}.start(t)
			client := tenant{}.open(t, server)
			random := rand.New(rand.NewPCG(seed, 3))
			existing := server.IDs("tasks")
			gone := map[string]bool{}
			requests := 0
			var mu sync.Mutex
			server.OnRequest(func(string, int64) {
				mu.Lock()
				defer mu.Unlock()
				requests++
				for range random.IntN(60) {
					if id := existing[random.IntN(len(existing))]; !gone[id] && random.IntN(3) > 0 {
						gone[id] = true
						require.NoError(t, server.Delete("tasks", id))
					} else if requests < 20 {
						server.Insert("tasks")
					}
				}
			})
			got, _ := client.scanned(t, nil, scan.Options{Prefetch: 4})
			seen := map[string]bool{}
			for _, id := range got {
				require.False(t, seen[id], "task %s came twice", id)
				seen[id] = true
			}
			for _, id := range existing {
				require.True(t, seen[id] || gone[id], "task %s was lost", id)
			}
		})
	}
}

// TestAnswersToOtherQuestionsAreFound has something before the upstream that now and then gives an answer again which
// belongs to another page: the list is whole, or ends with an error that says so.
func TestAnswersToOtherQuestionsAreFound(t *testing.T) {
	whole, refused := 0, 0
	for seed := range uint64(15) {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 5))
			var mu sync.Mutex
			var latest []byte
			mixed := func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					mu.Lock()
					defer mu.Unlock()
					if latest == nil || random.IntN(12) > 0 {
						answer := httptest.NewRecorder()
						next.ServeHTTP(answer, r)
						latest = answer.Body.Bytes()
					}
					_, _ = w.Write(latest)
				})
			}
			server := tenant{rows: 1500}.start(t)
			client := tenant{carry: mixed}.open(t, server)
			got, err := client.read(t, nil, scan.Options{Prefetch: 4})
			if err != nil {
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
				refused++
				return
			}
			require.Equal(t, server.IDs("tasks"), got)
			whole++
		})
	}
	require.Positive(t, whole)
	require.Positive(t, refused)
}
