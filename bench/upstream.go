package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
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

// account is an APRO account with any number of stock items of type 1 that costs almost nothing: it copies the rows of one page
// of the emulator again and again, with other ids and times. The emulator itself answers all other operations.
type account struct {
	rows     int
	stock    *template
	emulator http.Handler
	requests atomic.Int64
	buffers  sync.Pool // of *[]byte
}

// upstream serves an account with so many rows.
func upstream(rows string) (func(net.Listener) error, error) {
	n, err := strconv.Atoi(rows)
	if err != nil {
		return nil, err
	}
	a := &account{rows: n, buffers: sync.Pool{New: func() any { return new([]byte) }}}
	if a.emulator, err = newEmulator(); err != nil {
		return nil, err
	}
	if a.stock, err = newTemplate(a.emulator); err != nil {
		return nil, err
	}
	return (&http.Server{Handler: a, ReadHeaderTimeout: time.Minute}).Serve, nil
}

func newEmulator() (http.Handler, error) {
	s := sandbox.Defaults()
	s.Rows, s.Quota, s.APIKey = 2*pageRows, 0, apiKey
	return sandbox.New(s)
}

// ServeHTTP answers like the account.
func (a *account) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case requestsPath:
		_, _ = fmt.Fprint(w, a.requests.Load())
	case filterPath:
		a.requests.Add(1)
		a.filter(w, r)
	default:
		a.requests.Add(1)
		a.emulator.ServeHTTP(w, r)
	}
}

// filter answers with a page of the rows of a period.
func (a *account) filter(w http.ResponseWriter, r *http.Request) {
	limit, err := strconv.Atoi(r.PostFormValue("params[limit]"))
	page, errPage := strconv.Atoi(r.PostFormValue("params[page]"))
	if err != nil || errPage != nil || limit > pageRows || r.PostFormValue("apikey") != apiKey {
		http.Error(w, "bad parameters", http.StatusBadRequest)
		return
	}
	from := max(second(r.PostFormValue("params[date][from]"), 0), 0)
	end := min(second(r.PostFormValue("params[date][to]"), a.rows)+1, a.rows)
	start := min(from+(page-1)*limit, end)

	buffer, _ := a.buffers.Get().(*[]byte)
	defer a.buffers.Put(buffer)
	b := append((*buffer)[:0], `{"status":"success","data":{"list":[`...)
	b = a.stock.appendRows(b, start, min(limit, end-start))
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

// template is a page of rows, stored twice, so that the rows of any page are one piece.
type template struct {
	bytes  []byte
	starts []int // start of each row, and the end
	times  []int // index of each row's activity time in the row
}

// idStart is the index of the id in each row.
const idStart = len(`{"id":"`)

// newTemplate makes a template from the rows of an emulator's page.
func newTemplate(emulator http.Handler) (*template, error) {
	list, err := samples(emulator)
	if err != nil {
		return nil, err
	}
	const timeKey = `"stock_activity_date":"`
	t := &template{}
	for range 2 {
		for _, r := range list {
			id, rest, ok := bytes.Cut(r[min(idStart, len(r)):], []byte(`"`))
			at := bytes.Index(rest, []byte(timeKey))
			if !ok || at < 0 || len(id) == 0 {
				return nil, fmt.Errorf("the emulator's row %q is not as expected", r)
			}
			t.starts = append(t.starts, len(t.bytes))
			t.times = append(t.times, idStart+len(strconv.Itoa(firstID))+len(`"`)+at+len(timeKey))
			t.bytes = fmt.Appendf(t.bytes, `{"id":"%d"%s,`, firstID, rest)
		}
	}
	t.starts = append(t.starts, len(t.bytes))
	return t, nil
}

// samples returns the rows of an emulator's page.
func samples(emulator http.Handler) ([]json.RawMessage, error) {
	form := url.Values{
		"apikey": {apiKey}, "params[type]": {stockType}, "params[limit]": {strconv.Itoa(pageRows)},
		"params[order]": {"asc"}, "params[order_field]": {"stock_activity_date"},
	}
	r := httptest.NewRequest(http.MethodPost, filterPath, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	emulator.ServeHTTP(w, r)
	var answer struct {
		Data struct {
			List []json.RawMessage `json:"list"`
		} `json:"data"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		return nil, err
	}
	if n := len(answer.Data.List); n != pageRows {
		return nil, fmt.Errorf("the emulator's page has %d rows: %.200s", n, w.Body)
	}
	return answer.Data.List, nil
}

// appendRows appends n rows of a list from a place on, with commas between them.
func (t *template) appendRows(dst []byte, from, n int) []byte {
	if n <= 0 {
		return dst
	}
	first := from % pageRows
	start := len(dst) - t.starts[first]
	dst = append(dst, t.bytes[t.starts[first]:t.starts[first+n]-len(",")]...)
	activity := firstActivity().Add(time.Duration(from) * time.Second)
	for i := range n {
		r := dst[start+t.starts[first+i]:]
		strconv.AppendInt(r[idStart:idStart], int64(firstID+from+i), 10)
		activity.AppendFormat(r[t.times[first+i]:t.times[first+i]], time.DateTime)
		activity = activity.Add(time.Second)
	}
	return dst
}
