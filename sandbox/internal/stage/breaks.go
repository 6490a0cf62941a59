package stage

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// dripEvery is the time between two bytes of kind "drip".
	dripEvery = time.Second
	// block is the size of one piece of a flood in bytes. bombBlocks is the number of pieces in a bomb.
	block, bombBlocks = 1 << 20, 1 << 10
	// headerFill is the length of each header of kind "headers". headerCount is the number of these headers.
	headerFill, headerCount = 8 << 10, 128
)

// broken is a request that a fault breaks.
type broken struct {
	fault Fault
	fail  func(w http.ResponseWriter, status int)
	w     http.ResponseWriter
	r     *http.Request
	next  http.HandlerFunc
}

// breaks are the kinds of faults. They ignore errors of writing, since most faults make the client leave.
var breaks = map[string]func(broken){
	"status":   func(b broken) { b.fail(b.w, b.fault.Status) },
	"redirect": func(b broken) { http.Redirect(b.w, b.r, b.fault.Location, http.StatusTemporaryRedirect) },
	"html": func(b broken) {
		b.text("text/html; charset=utf-8", "<!DOCTYPE html><html><body>Maintenance</body></html>")
	},
	"empty":         func(b broken) { b.w.WriteHeader(http.StatusOK) },
	"garbage":       func(b broken) { b.text("application/json", "Warning: mysqli_connect(): too many connections") },
	"drop":          func(broken) { panic(http.ErrAbortHandler) },
	"hang":          broken.hang,
	"reset":         func(b broken) { b.reset("") },
	"reset_headers": func(b broken) { b.reset(head(b.answer(), "Content-Length: 1000000")) },
	"reset_body":    broken.resetBody,
	"cut":           broken.cut,
	"cut_chunk":     broken.cutChunk,
	"drip":          broken.drip,
	"gzip":          broken.corrupt,
	"headers":       broken.headers,
	"endless":       broken.endless,
	"bomb":          broken.bomb,
}

func (b broken) text(media, text string) {
	b.w.Header().Set("Content-Type", media)
	_, _ = io.WriteString(b.w, text)
}

// hang waits until the client leaves, which the server notices only after the body is read.
func (b broken) hang() {
	_, _ = io.Copy(io.Discard, b.r.Body)
	<-b.r.Context().Done()
}

// answer returns the true answer.
func (b broken) answer() *keptAnswer {
	kept := &keptAnswer{header: http.Header{}}
	b.next(kept, b.r)
	return kept
}

// reset sends a text unchanged, then resets the connection in place of closing it.
func (b broken) reset(text string) {
	b.raw(text, func(conn net.Conn) {
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
	})
}

// raw sends a text without the HTTP server and closes the connection. It calls last between the two, unless last is nil.
func (b broken) raw(text string, last func(net.Conn)) {
	conn, _, err := http.NewResponseController(b.w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // HTTP/2, where aborting resets the stream
	}
	defer func() { _ = conn.Close() }()
	_, _ = io.WriteString(conn, text)
	if last != nil {
		last(conn)
	}
}

// head returns the status line and headers of an answer; the caller gives the length of the body as text.
func head(a *keptAnswer, length string) string {
	var text strings.Builder
	headers := a.header.Clone()
	headers.Del("Content-Length")
	_, _ = fmt.Fprintf(&text, "HTTP/1.1 200 OK\r\n%s\r\n", length)
	_ = headers.Write(&text) // cannot fail, since it writes to memory
	return text.String() + "\r\n"
}

func (b broken) resetBody() {
	a := b.answer()
	b.reset(head(a, "Content-Length: "+strconv.Itoa(len(a.body))) + string(a.body[:len(a.body)/2]))
}

// cut sends half of the answer with a Content-Length above that of the whole answer. The server then closes the connection,
// like an upstream that crashes.
func (b broken) cut() {
	a := b.answer()
	maps.Copy(b.w.Header(), a.header)
	b.w.Header().Set("Content-Length", strconv.Itoa(len(a.body)+1))
	_, _ = b.w.Write(a.body[:len(a.body)/2])
	panic(http.ErrAbortHandler)
}

func (b broken) cutChunk() {
	a := b.answer()
	b.raw(head(a, "Transfer-Encoding: chunked")+fmt.Sprintf("%x\r\n%s", len(a.body), a.body[:len(a.body)/2]), nil)
}

func (b broken) drip() {
	a := b.answer()
	maps.Copy(b.w.Header(), a.header)
	tick := time.NewTicker(dripEvery)
	defer tick.Stop()
	for i := range a.body {
		if _, err := b.w.Write(a.body[i : i+1]); err != nil {
			return
		}
		if http.NewResponseController(b.w).Flush() != nil {
			return
		}
		select {
		case <-tick.C:
		case <-b.r.Context().Done():
			return
		}
	}
}

// corrupt compresses the answer and spoils the checksum at its end, so that only a client that checks the checksum notices.
func (b broken) corrupt() {
	a := b.answer()
	packed := compress(a.body)
	packed[len(packed)-8] ^= 0xff // the checksum is before four bytes of length
	b.packed(a.header)
	_, _ = b.w.Write(packed)
}

// packed sends the headers of a compressed answer, with the other headers of the true one.
func (b broken) packed(header http.Header) {
	maps.Copy(b.w.Header(), header)
	b.w.Header().Del("Content-Length")
	b.w.Header().Set("Content-Encoding", "gzip")
}

func (b broken) headers() {
	for i := range headerCount {
		b.w.Header().Set("X-Filler-"+strconv.Itoa(i), strings.Repeat("x", headerFill))
	}
	b.next(b.w, b.r)
}

func (b broken) endless() {
	b.w.Header().Set("Content-Type", "application/json")
	spaces := bytes.Repeat([]byte(" "), block)
	for {
		if _, err := b.w.Write(spaces); err != nil {
			return
		}
	}
}

// bomb sends the same compressed block again and again. A gzip file of many blocks unpacks to one text.
func (b broken) bomb() {
	b.packed(http.Header{"Content-Type": {"application/json"}})
	spaces := compress(bytes.Repeat([]byte(" "), block))
	for range bombBlocks {
		if _, err := b.w.Write(spaces); err != nil {
			return
		}
	}
}

func compress(text []byte) []byte {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write(text) // cannot fail, since it writes to memory
	_ = z.Close()
	return packed.Bytes()
}

// executed executes a request, and returns a handler that sends the answer.
func executed(next http.HandlerFunc, r *http.Request) http.HandlerFunc {
	kept := &keptAnswer{header: http.Header{}}
	next(kept, r)
	return func(w http.ResponseWriter, _ *http.Request) {
		maps.Copy(w.Header(), kept.header)
		w.WriteHeader(cmp.Or(kept.status, http.StatusOK))
		_, _ = w.Write(kept.body)
	}
}

// keptAnswer keeps an answer, so that a fault can spoil it.
type keptAnswer struct {
	header http.Header
	status int // 0 for http.StatusOK
	body   []byte
}

func (a *keptAnswer) Header() http.Header  { return a.header }
func (a *keptAnswer) WriteHeader(code int) { a.status = code }
func (a *keptAnswer) Write(p []byte) (int, error) {
	a.body = append(a.body, p...)
	return len(p), nil
}
