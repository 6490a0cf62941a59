package main

import (
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

const (
	// filterPath is the operation that lists stock items.
	filterPath = "/sharedapi/stock/filter"
	// contactsPath is the operation that lists contacts, and looks them up.
	contactsPath = "/sharedapi/purchaser/filter"
	// requestsPath is the path that returns the number of requests that the upstream has served.
	requestsPath = "/requests"
	// pageRows is the size of the largest page, and the number of different rows.
	pageRows = 500
	// firstID has as many digits as every id of a list, since each id is written over another one.
	firstID = 1_000_000_000
)

// apiKey is the key of the emulated account.
var apiKey = strings.Repeat("k", 32)

// firstActivity is the activity time of the first row. Each later row has a time one second after the row before.
func firstActivity() time.Time { return time.Date(2001, time.January, 1, 0, 0, 0, 0, time.UTC) }

// account is an APRO account with any number of stock items of type 1, and of contacts, that costs almost nothing: it copies the rows
// of one page of the emulator again and again, with other ids and times. The emulator itself answers all other operations.
type account struct {
	rows      int
	templates map[string]*template // by operation
	emulator  http.Handler
	requests  atomic.Int64
	buffers   sync.Pool // of *[]byte
}

// upstream serves an account with so many rows.
func upstream(rows string) (func(net.Listener) error, error) {
	n, err := strconv.Atoi(rows)
	if err != nil {
		return nil, err
	}
	a, err := newAccount(n)
	if err != nil {
		return nil, err
	}
	return (&http.Server{Handler: a, ReadHeaderTimeout: time.Minute}).Serve, nil
}

// newAccount returns an account with so many rows of each kind.
func newAccount(rows int) (*account, error) {
	a := &account{rows: rows, templates: map[string]*template{}, buffers: sync.Pool{New: func() any { return new([]byte) }}}
	var err error
	if a.emulator, err = newEmulator(); err != nil {
		return nil, err
	}
	for _, k := range []kind{stockItems(), contacts()} {
		if a.templates[k.path], err = newTemplate(a.emulator, k); err != nil {
			return nil, err
		}
	}
	return a, nil
}

func newEmulator() (http.Handler, error) {
	s := sandbox.Defaults()
	s.Rows, s.Quota, s.APIKey = 2*pageRows, 0, apiKey
	s.MaxLimit = map[string]int64{"purchaser/filter": pageRows}
	return sandbox.New(s)
}

// ServeHTTP answers like the account.
func (a *account) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch rows := a.templates[r.URL.Path]; {
	case r.URL.Path == requestsPath:
		_, _ = fmt.Fprint(w, a.requests.Load())
	case rows != nil:
		a.requests.Add(1)
		a.filter(w, r, rows)
	default:
		a.requests.Add(1)
		a.emulator.ServeHTTP(w, r)
	}
}

// filter answers with a page of the rows of a period, or with the row that has an id. No row is deleted.
func (a *account) filter(w http.ResponseWriter, r *http.Request, rows *template) {
	limit, err := strconv.Atoi(r.PostFormValue("params[limit]"))
	page, errPage := strconv.Atoi(r.PostFormValue("params[page]"))
	if err != nil || errPage != nil || limit > pageRows || r.PostFormValue("apikey") != apiKey {
		http.Error(w, "bad parameters", http.StatusBadRequest)
		return
	}
	from := max(second(r.PostFormValue("params[date][from]"), 0), 0)
	end := min(second(r.PostFormValue("params[date][to]"), a.rows)+1, a.rows)
	if id, err := strconv.Atoi(r.PostFormValue("params[byid]")); err == nil {
		from, end = max(id-firstID, 0), min(id-firstID+1, a.rows)
	}
	if r.PostFormValue("params[publish]") == "0" {
		end = from
	}
	start := min(from+(page-1)*limit, end)

	buffer, _ := a.buffers.Get().(*[]byte)
	defer a.buffers.Put(buffer)
	b := append((*buffer)[:0], `{"status":"success","data":{"list":[`...)
	b = rows.appendRows(b, start, min(limit, end-start))
	b = append(b, `],"count":"`...)
	b = strconv.AppendInt(b, int64(max(end-from, 0)), 10)
	b = append(b, `"}}`...)
	*buffer = b
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	_, _ = w.Write(b) // an error means that the client has gone
}

// second returns the index of the row with a wall clock time, or the given default if the text is no time.
func second(clock string, otherwise int) int {
	t, err := time.Parse(time.DateTime, clock)
	if err != nil {
		return otherwise
	}
	return int(t.Sub(firstActivity()) / time.Second)
}
