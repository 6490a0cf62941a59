package apro

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// maxBody is the largest number of bytes that are read of a form.
const maxBody = 8 << 20

// handler answers one operation. It returns the JSON of data, or a failure.
type handler func(a *args) ([]byte, error)

// Server is the emulator. It is an http.Handler and safe for concurrent use.
type Server struct {
	*stage.Stage

	settings Settings
	quota    quota
	world    *world
	routes   map[string]handler
	outgoing *outgoing
	pushes   *pushes

	mu     sync.RWMutex // guards the tables
	tables map[string]*table
	churns int64
	lines  int64 // lines of invoices that requests wrote
	// imported has the ids of imported calls by their uniqueId.
	imported map[string]int64
	// uploads are the files that requests uploaded, in order; uploaded has their names.
	uploads  []Upload
	uploaded map[string]bool

	channels channels // guarded by mu, too
}

// New returns an emulator, or the error of the settings. It costs the same for any number of rows.
func New(s Settings) (*Server, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	s.Now = s.clock()
	srv := &Server{settings: s, quota: quota{size: s.Quota, sliding: s.QuotaWindow == SlidingHour}}
	srv.Stage = stage.New(s.Settings, srv.route, writeStatus)
	srv.settle()
	srv.channels = newChannels()
	srv.routes = srv.operations()
	srv.outgoing = newOutgoing(s.ReceiverSettings)
	srv.pushes = newPushes(srv.outgoing, s.WebhookSettings, s.Seed)
	return srv, nil
}

// settle creates the base data of the six lists.
func (s *Server) settle() {
	set := s.settings
	byID, byScope := fieldSets(int64(set.StockTypes))
	s.world = &world{
		seed: set.Seed, dialect: set.Dialect, words: newLexicon(), types: int64(set.StockTypes), lists: set.ListValues,
		fields: byID, scopes: byScope, layouts: map[string]*layout{},
	}
	s.world.changes.Store(&changes{})
	s.tables, s.imported, s.uploaded = map[string]*table{}, map[string]int64{}, map[string]bool{}
	bulk, zero := min(set.BulkRows, set.Rows*2/5), min(set.ZeroDates, set.Rows/5)
	for _, l := range []struct {
		list                  string
		firstID, parts, until int64
		zero                  int64
		fixed, hard, dated    bool
	}{
		{list: ListStock, firstID: 100_000, parts: int64(set.StockTypes), until: lastCreation},
		{list: ListContacts, firstID: 10_000, parts: 1, until: lastCreation},
		{list: ListActivities, firstID: 1000, parts: 1, until: lastCreation},
		{list: ListDeals, firstID: 400, parts: 1, until: lastCreation, zero: zero},
		{list: ListInvoices, firstID: 100, parts: 1, until: present, fixed: true, dated: true},
		{list: ListCalls, firstID: 20_000, parts: 1, until: lastCreation, fixed: true, hard: true},
	} {
		lay := &layout{
			seed: set.Seed, n: set.Rows, parts: l.parts, firstID: l.firstID, until: l.until, bulk: bulk,
		}
		t := newTable(lay, l.zero)
		t.fixed, t.hard, t.dated = l.fixed, l.hard, l.dated
		s.world.layouts[l.list], s.tables[l.list] = lay, t
	}
}

// route returns the operation of a request, opUnknown for an unknown path, and the function that answers it.
func (s *Server) route(_ http.ResponseWriter, r *http.Request) (string, stage.Answer) {
	op := s.operation(r)
	return op, func(w http.ResponseWriter, r *http.Request, n int64) {
		data, err := s.answer(r, op, n)
		if err != nil {
			var code failure
			if !errors.As(err, &code) {
				code = badParams
			}
			if op == opSMS {
				writeJSON(w, s.smsFailure(code))
				return
			}
			writeFailure(w, s.settings.FailStatus, code)
			return
		}
		if outside(op) || writesCalls(op) && s.settings.CallEnvelope == Bare {
			writeJSON(w, data)
			return
		}
		writeSuccess(w, data)
	}
}

// answer serves the n-th request of an operation. In this order it checks the key, scripted failures, the quota and the number
// of elements, and runs the operation.
func (s *Server) answer(r *http.Request, op string, n int64) ([]byte, error) {
	pairs, files, err := readForm(r)
	if err != nil {
		return nil, badParams
	}
	pairs, fits := s.limitElements(op, pairs)
	form := nest(pairs)
	key := form.items["apikey"]
	// Visitors fill in forms, so forms need no key. Messages have a hash in place of it.
	public := outside(op) && key == nil || op == opSMS
	if !public && key.scalar() != s.settings.APIKey || slices.Contains(s.settings.Denied, op) {
		return nil, accessDeny
	}
	for _, f := range s.settings.FailCode {
		if f.hits(op, n) {
			if f.Executes {
				_, _ = s.run(r.Method, op, n, form, files, fits)
			}
			return nil, failure(f.Code)
		}
	}
	return s.run(r.Method, op, n, form, files, fits)
}

// run serves the n-th request of an operation after the checks that come before the quota.
func (s *Server) run(method, op string, n int64, form *value, files []sentFile, fits bool) ([]byte, error) {
	if !s.quota.take(s.settings.Now()) {
		return nil, limitExceeded
	}
	if op == opUnknown || slices.Contains(s.settings.Missing, op) ||
		(op == opForm || writes(op)) && method != http.MethodPost {
		return nil, badRequest
	}
	params := form.items["params"]
	if outside(op) {
		params = form
	}
	if limit := s.settings.ElementLimit; !fits ||
		writes(op) && limit > 0 && s.settings.ElementOverflow == Refuse && params.elements() > limit {
		return nil, badParams
	}
	if n > 1 {
		s.churn(op)
	}
	return s.routes[op](&args{params: params, files: files, dialect: s.settings.Dialect, ignored: s.settings.Ignore, nth: n})
}

// limitElements counts the elements of params, or all variables of an operation without params. Beyond the limit it drops the
// rest of the form, or reports that the request does not fit.
func (s *Server) limitElements(op string, pairs []pair) (kept []pair, fits bool) {
	elements := 0
	for i, p := range pairs {
		if outside(op) || strings.HasPrefix(p.name, "params") {
			elements++
		}
		if limit := s.settings.ElementLimit; limit > 0 && elements > limit {
			if s.settings.ElementOverflow == Drop {
				return pairs[:i], true
			}
			return pairs, false
		}
	}
	return pairs, true
}

func (f FailCode) hits(op string, n int64) bool {
	return stage.Fault{Op: f.Op, At: f.At, Times: f.Times}.Hits(op, n)
}

// readForm returns the variables of the query and, for a POST, of the body, and the files of the body. A body that is not a form
// has none.
func readForm(r *http.Request) ([]pair, []sentFile, error) {
	pairs := splitForm(r.URL.RawQuery)
	kind, options, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case r.Method != http.MethodPost || err != nil:
		return pairs, nil, nil
	case kind == "multipart/form-data" && options["boundary"] != "":
		parts, files, err := readMultipart(r.Body, options["boundary"])
		return append(pairs, parts...), files, err
	case kind != "application/x-www-form-urlencoded":
		return pairs, nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err != nil {
		return nil, nil, err
	}
	return append(pairs, splitForm(string(body))...), nil, nil
}

// encoder returns an encoder for an answer of about that many rows.
func (s *Server) encoder(rows int) *encoder {
	const perRow = 2048
	return &encoder{
		b: make([]byte, 0, 256+rows*perRow), plain: s.settings.Unescaped, dialect: s.settings.Dialect,
		numbers: s.settings.DocumentedTypes, objects: s.settings.EmptyObjects,
	}
}

// page reads a page under the lock. Rows are copies, so writing them needs no lock.
func (s *Server) page(t *table, q query) ([]row, int64) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return t.page(q)
}
