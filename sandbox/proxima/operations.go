package proxima

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
)

// flushAt is the number of bytes of rows that are gathered before they are written.
const flushAt = 64 << 10

// login returns a token for the only user.
func (s *Server) login(w http.ResponseWriter, r *http.Request) {
	body, err := readObject(w, r)
	if err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	name, err1 := body.text("username")
	password, err2 := body.text("password")
	if err := errors.Join(err1, err2); err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	if name != userName || password != s.settings.Password {
		refuse(w, http.StatusUnauthorized, errors.New("invalid user name or password"))
		return
	}
	token, expires := s.sessions.open()
	answer(w, http.StatusOK, []byte(`{"token":"`+token+`","expires_at":"`+
		expires.UTC().Format("2006-01-02T15:04:05+00:00")+`"}`))
}

// run starts a job, or answers with the rows when the tenant is synchronous.
func (s *Server) run(w http.ResponseWriter, r *http.Request) {
	if s.settings.Fail == failUnauthorizedOnce && s.revoked.CompareAndSwap(false, true) {
		token, _ := bearer(r)
		s.sessions.end(token)
		fail(w, http.StatusUnauthorized)
		return
	}
	s.churn(&s.runs)
	f, read, err := s.readRun(w, r)
	if err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	if s.settings.Mode == modeSync {
		found := read()
		s.writeRows(w, f, found, 0, found.len())
		return
	}
	answer(w, http.StatusOK, []byte(`{"job_id":`+strconv.FormatInt(s.jobs.start(f, read), 10)+`}`))
}

// churn changes the lists before every request of an operation but the first.
func (s *Server) churn(requests *atomic.Int64) {
	if requests.Add(1) > 1 && s.settings.Churn > 0 {
		s.list.churn(s.settings.Churn, s.now())
		s.events.churn(s.settings.Churn, s.now())
	}
}

// status answers with the state of a job.
func (s *Server) status(w http.ResponseWriter, _ *http.Request, id int64) {
	state, batches, ok := s.jobs.poll(id)
	if !ok {
		refuse(w, http.StatusNotFound, errors.New("the job does not exist"))
		return
	}
	answer(w, http.StatusOK, []byte(`{"id":`+strconv.FormatInt(id, 10)+`,"status":`+strconv.Itoa(state)+
		`,"batch_count":`+batches+`}`))
}

// result answers with one batch of a finished job, the first one when the request names none; CSV has no batches.
func (s *Server) result(w http.ResponseWriter, r *http.Request, id int64) {
	s.churn(&s.results)
	ordinal := 1
	if r.URL.Query().Has("batch") {
		n, err := strconv.Atoi(r.URL.Query().Get("batch"))
		if err != nil {
			refuse(w, http.StatusBadRequest, errors.New("batch must be an integer"))
			return
		}
		ordinal = n - s.settings.FirstBatch + 1
	}
	found, f, status := s.jobs.result(id, ordinal)
	if found == nil {
		refuse(w, status, errors.New("the result of the job is not available"))
		return
	}
	if f.titles != nil {
		if found.len() == 0 && s.settings.EmptyResult == emptyBlank {
			f.titles = []string{} // a CSV, but without a header
		}
		s.writeRows(w, f, found, 0, found.len())
		return
	}
	size := s.settings.BatchSize
	if last := batchesOf(found.len(), size); ordinal < 1 || ordinal > last {
		switch s.settings.BatchOutside {
		case outsideNearest:
			ordinal = min(max(ordinal, 1), last)
		case outsideEmpty:
			answer(w, http.StatusOK, []byte("[]"))
			return
		default:
			refuse(w, http.StatusBadRequest, errors.New("the job has no such batch"))
			return
		}
	}
	if found.len() == 0 {
		answer(w, http.StatusOK, map[string][]byte{emptyArray: []byte("[]"), emptyNull: []byte("null")}[s.settings.EmptyResult])
		return
	}
	first := (ordinal - 1) * size
	s.writeRows(w, f, found, first, min(first+size, found.len()))
}

// byteOrderMark is a mark that some encoders write before a text.
const byteOrderMark = "\xef\xbb\xbf"

// writeRows answers with the rows from place first to place end, in pieces, so that it never stores the whole body. It stops
// when the client is gone.
func (s *Server) writeRows(w http.ResponseWriter, f function, found rows, first, end int) {
	buffer, ok := s.buffers.Get().(*[]byte)
	if !ok {
		buffer = new(make([]byte, 0, flushAt+flushAt/8))
	}
	defer s.buffers.Put(buffer)
	csv := f.titles != nil
	w.Header().Set("Content-Type", map[bool]string{false: "application/json", true: "text/plain; charset=utf-8"}[csv])
	b := s.head((*buffer)[:0], f)
	for i := first; i < end; i++ {
		switch {
		case csv:
			b = append(found.csv(b, i), '\n')
		case i > first:
			b = found.json(append(b, ','), i)
		default:
			b = found.json(b, i)
		}
		if len(b) >= flushAt {
			if _, err := w.Write(b); err != nil {
				return
			}
			b = b[:0]
		}
	}
	if !csv {
		b = append(b, ']')
	}
	_, _ = w.Write(b) // a client that is gone cannot be informed
}

// head appends what comes before the first row.
func (s *Server) head(b []byte, f function) []byte {
	if f.titles == nil {
		return append(b, '[')
	}
	if s.settings.CSVBOM {
		b = append(b, byteOrderMark...)
	}
	if len(f.titles) == 0 {
		return b
	}
	return append(append(b, strings.Join(f.titles, ",")...), '\n')
}
