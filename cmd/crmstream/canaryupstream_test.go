package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/crmstream/crmstream/internal/redact/leaks"
)

// hostile is an upstream that echoes a credential. Each answer has it in the next encoding.
type hostile struct {
	secret  string
	atLogin bool
	fault   canaryFault
	forms   []leaks.Form

	mu    sync.Mutex
	next  int // the form of the next answer
	times int // answers so far
}

// canaryFault is how an upstream fails: by an answer of Go's server, or by bytes of its own.
type canaryFault struct {
	name   string
	answer func(w http.ResponseWriter, echo string)
	raw    string // with %s for the echo
	hangs  bool   // behind what it sent
}

func echoes(code int, kind, body string) func(http.ResponseWriter, string) {
	return func(w http.ResponseWriter, echo string) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(code)
		_, _ = fmt.Fprintf(w, body, echo)
	}
}

func header(code int, body string, lines ...string) func(http.ResponseWriter, string) {
	return func(w http.ResponseWriter, echo string) {
		for _, line := range lines {
			name, value, _ := strings.Cut(line, ": ")
			w.Header().Set(name, fmt.Sprintf(value, oneLine(echo)))
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
	}
}

// theirWords stand before each echo. Callers must not see them.
const theirWords = "uncalled-for"

// oneLine makes a text one that a header can have.
func oneLine(s string) string { return strings.NewReplacer("\r", "", "\n", "").Replace(s) }

// canaryFaults are all ways to fail that connectors know, with a place for the credential in each.
func canaryFaults() []canaryFault {
	const page = "<!DOCTYPE html><html><body><h1>Debug</h1><pre>Authorization: Basic %s</pre></body></html>"
	faults := []canaryFault{
		{name: "fail envelope", answer: echoes(200, "application/json", `{"status":"fail","message":"no such key: %s"}`)},
		{name: "fail envelope 501", answer: echoes(501, "application/json", `{"status":"fail","message":"%s"}`)},
		{name: "access denied", answer: echoes(200, "application/json", `{"status":"fail","message":"ACCESS_DENY %s"}`)},
		{name: "error text", answer: echoes(200, "application/json", `{"error":"%s"}`)},
		{name: "error object", answer: echoes(200, "application/json", `{"error":{"code":401,"message":"%s"}}`)},
		{name: "error named so", answer: echoes(200, "application/json", `{"error":{"%s":["x"]}}`)},
		{name: "not JSON", answer: echoes(200, "application/json", `{"%s":{"a":tru`)},
		{name: "no JSON at all", answer: echoes(200, "application/json", "%s")},
		{name: "other JSON", answer: echoes(200, "application/json", `{"%s":"x"}`)},
		{name: "page", answer: echoes(200, "text/html", page)},
		{name: "page 500", answer: echoes(500, "text/html", page)},
		{name: "at the cut", answer: echoes(500, "text/plain", strings.Repeat("x", 190)+"%s"+strings.Repeat("y", 300))},
		{name: "CSV", answer: echoes(200, "text/csv", "task_id,%s\n\"1")},
		{name: "location", answer: header(302, "", "Location: https://me:%[1]s@other.example.com/%[1]s?key=%[1]s")},
		{name: "retry-after", answer: header(429, "", "Retry-After: %s")},
		{name: "cookies", answer: header(503, "", "Set-Cookie: session=%s", "WWW-Authenticate: Basic realm=\"%s\"", "Date: %s")},
		{name: "charset", answer: header(200, "[\"\xc8\"]", "Content-Type: application/json; charset=%s")},
		{name: "charset 400", answer: header(400, "[\"\xc8\"]", "Content-Type: application/json; charset=%s")},
		{name: "media type", answer: header(200, "x", "Content-Type: %s")},
		{name: "encoding", answer: header(200, "x\x00", "Content-Encoding: %s")},
		{name: "encoding 500", answer: header(500, "x\x00", "Content-Encoding: %s")},
		{name: "no gzip", answer: func(w http.ResponseWriter, echo string) {
			w.Header().Set("Content-Encoding", "gzip")
			echoes(200, "application/json", "no gzip: %s")(w, echo)
		}},
		{name: "UTF-16", answer: func(w http.ResponseWriter, echo string) {
			w.WriteHeader(http.StatusForbidden)
			_, _ = w.Write([]byte("\xff\xfe" + strings.Join(strings.Split("key "+echo, ""), "\x00") + "\x00"))
		}},
		{name: "in lines", answer: func(w http.ResponseWriter, echo string) {
			echoes(403, "text/plain", "key\r\n%s")(w, strings.ReplaceAll(echo, " ", "\r\n\t"))
		}},
		{name: "status line", raw: "HTTP/1.1 5xx %s\r\n\r\n"},
		{name: "no HTTP", raw: "%s\r\n\r\n"},
		{name: "reason", raw: "HTTP/1.1 500 %s\r\nContent-Length: 0\r\n\r\n"},
		{name: "header name", raw: "HTTP/1.1 200 OK\r\n%s x\r\n\r\n"},
		{name: "length", raw: "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n"},
		{name: "too long", raw: "HTTP/1.1 200 OK\r\nX-Key: %s\r\nContent-Length: 99999999999\r\n\r\n{"},
		{name: "transfer encoding", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: %s\r\n\r\n"},
		{name: "chunk", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n"},
		{name: "cut", raw: "HTTP/1.1 500 No\r\nContent-Length: 5000\r\n\r\nkey %s"},
		{name: "cut records", raw: "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"key\":\"%s"},
		{name: "drop"},
		{name: "hang", raw: "HTTP/1.1 200 OK\r\nX-Key: %[1]s\r\nContent-Length: 5000\r\n\r\n{\"%[1]s\"", hangs: true},
	}
	for _, code := range []int{204, 301, 304, 400, 401, 403, 404, 405, 408, 410, 413, 422, 429, 500, 502, 503} {
		faults = append(faults, canaryFault{name: fmt.Sprint(code), answer: echoes(code, "application/json", `{"message":"no access with %s"}`)})
	}
	return faults
}

func (h *hostile) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	if (strings.HasSuffix(r.URL.Path, "/login") || strings.HasSuffix(r.URL.Path, "/oauth/token")) && !h.atLogin {
		answer, _ := json.Marshal(map[string]string{
			"token": canaryToken, "access_token": canaryToken, "token_type": "Bearer", "refresh_token": canaryReplaced,
		})
		_, _ = w.Write(answer)
		return
	}
	h.mu.Lock()
	echo := theirWords + " " + h.forms[h.next%len(h.forms)].Text
	h.next++
	h.times++
	h.mu.Unlock()
	if h.fault.answer != nil {
		h.fault.answer(w, echo)
		return
	}
	conn, out, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	if h.fault.raw != "" {
		_, _ = fmt.Fprintf(out, h.fault.raw, oneLine(echo))
		_ = out.Flush()
	}
	if h.fault.hangs {
		_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
		_, _ = io.Copy(io.Discard, conn) // until the client leaves
	}
}

// callsOf returns how many calls meet the fault of an upstream.
func callsOf(h *hostile) int {
	switch {
	case testing.Short():
		return 1
	case h.fault.hangs:
		return shareOfForms / 2
	}
	return shareOfForms
}
