package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// hook is a receiver of --post. It answers its first requests as answers says, and the others with 204.
type hook struct {
	answers []http.HandlerFunc
	asked   func(n int) // is called with the number of each request

	mu    sync.Mutex
	taken []int // the events that were answered 2xx, in order
	seen  []int // the events of all requests
	t     *testing.T

	server *httptest.Server
}

func newHook(t *testing.T, answers ...http.HandlerFunc) *hook {
	t.Helper()
	h := &hook{t: t, answers: answers, asked: func(int) {}}
	h.server = httptest.NewServer(h)
	t.Cleanup(h.server.Close)
	return h
}

func (h *hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json" || r.URL.Path != "/hook" {
		w.WriteHeader(http.StatusTeapot)
		return
	}
	h.mu.Lock()
	event := eventID(h.t, body)
	h.seen = append(h.seen, event)
	n := len(h.seen)
	if n > len(h.answers) {
		h.taken = append(h.taken, event)
	}
	h.mu.Unlock()
	h.asked(n)
	if n <= len(h.answers) {
		h.answers[n-1](w, r)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func answering(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// TestWatchPosts has a receiver fail in every way: each entry is posted until it is taken, in order, and no redirect is followed.
func TestWatchPosts(t *testing.T) {
	elsewhere := newHook(t)
	redirect := func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere.server.URL+"/hook", http.StatusTemporaryRedirect)
	}
	hangUp := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	h := newHook(t, answering(http.StatusInternalServerError), redirect, hangUp)
	address := h.server.URL
	_, grpcAddress := serveEvents(t, &fakeEvents{size: 5, batch: 2})
	path := filepath.Join(t.TempDir(), "events.token")
	url := strings.Replace(address, "http://", "http://user:hunter2@", 1) + "/hook?key=hunter3"
	got := command(t, "watch", "events", "--addr", grpcAddress, "--source=crm", "--start=oldest", "--wait=0s", "--checkpoint", path, "--post", url)
	require.Zero(t, got.code, got.stderr)
	require.Empty(t, got.stdout)
	require.Equal(t, upTo(5), h.taken)
	require.Equal(t, []int{1, 1, 1, 1, 2, 3, 4, 5}, h.seen)
	require.Empty(t, elsewhere.seen)
	host := strings.TrimPrefix(address, "http://")
	for _, want := range []string{"answer 500 Internal Server Error; trying again in ", "answer 307, and redirects are not followed; ", "EOF; "} {
		require.Contains(t, got.stderr, host+" has not taken an entry: "+want)
	}
	require.NotContains(t, got.stderr, "hunter")
	kept, err := openCheckpoint(path)
	require.NoError(t, err)
	require.Equal(t, "t5", kept.saved)
}

// TestWatchHidesWhereItPosts has the command that goes on without the secrets of its URL.
func TestWatchHidesWhereItPosts(t *testing.T) {
	address := newHook(t).server.URL
	_, grpcAddress := serveEvents(t, &fakeEvents{size: 1, batch: 1})
	for _, typed := range [][]string{{"--post", address + "/hook?hunter2"}, {"--post=" + address + "/hook?hunter2"}} {
		got := command(t, append([]string{"watch", "events", "--addr", grpcAddress, "--source=crm", "--start=oldest", "--wait=0s"}, typed...)...)
		require.Zero(t, got.code, got.stderr)
		require.Contains(t, got.stderr, address+"/***")
		require.NotContains(t, got.stderr, "hunter2")
	}
	got := commandWith(t.Context(), map[string]string{}, "watch", "events", "--addr", grpcAddress, "--source=crm", "--post", "http://[hunter2")
	require.Equal(t, exitUsage, got.code)
	require.NotContains(t, got.stderr, "hunter2")
	for text, want := range map[string]string{
		"http://h": "http://h", "http://h/": "http://h/", "http://h/a": "http://h/***", "https://u:p@h": "https://h/***", "http://h?q": "http://h/***", "": "",
	} {
		require.Equal(t, want, shownURL(text))
	}
}

// TestPostTimesOut has a receiver that does not answer at first.
func TestPostTimesOut(t *testing.T) {
	hang := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	h := newHook(t, hang)
	var stdout, stderr strings.Builder
	con := newConsole(&stdout, &stderr, nil, nil)
	p, err := newPoster(con, h.server.URL+"/hook")
	require.NoError(t, err)
	require.Equal(t, 30*time.Second, p.client.Timeout)
	p.client.Timeout = 50 * time.Millisecond
	require.NoError(t, newWatching(t, &fakeEvents{size: 2, batch: 2}, con, p, nil).run(t.Context()))
	require.Equal(t, []int{1, 1, 2}, h.seen)
	require.Contains(t, stderr.String(), "no answer within 50ms; trying again in ")
}

// TestWatchIsStoppedWhilePosting stops the command at each request, before its answer and a little later, and runs it again.
func TestWatchIsStoppedWhilePosting(t *testing.T) {
	const size, batch = 7, 3
	dir := t.TempDir()
	run := func(ctx context.Context, path, address string, end bool) error {
		var none strings.Builder
		con := newConsole(&none, &none, nil, nil)
		kept, err := openCheckpoint(path)
		require.NoError(t, err)
		p, err := newPoster(con, address+"/hook")
		require.NoError(t, err)
		w := newWatching(t, &fakeEvents{size: size, batch: batch}, con, p, kept)
		if !end {
			w.request.Clear(w.request.Descriptor().Fields().ByName("wait"))
		}
		return w.run(ctx)
	}
	for stop := 1; stop <= size; stop++ {
		for _, later := range []time.Duration{0, 2 * time.Millisecond} {
			first, second := newHook(t), newHook(t)
			path := filepath.Join(dir, fmt.Sprint(stop, later))
			ctx, cancel := context.WithCancel(t.Context())
			first.asked = func(n int) {
				if n == stop {
					time.AfterFunc(later, cancel)
				}
			}
			require.Error(t, run(ctx, path, first.server.URL, false))
			first.server.Close() // waits for the request that was cut
			require.NoError(t, run(t.Context(), path, second.server.URL, true))
			requireRepeatsOfOneBatch(t, first.seen, second.seen, size, batch)
		}
	}
}

func TestPostDelay(t *testing.T) {
	last := time.Duration(0)
	for failures := 1; failures < 100; failures++ {
		wait := postDelay(failures)
		require.Positive(t, wait)
		require.LessOrEqual(t, wait, 30*time.Second)
		last = max(last, wait)
	}
	require.Greater(t, last, 15*time.Second)
	require.LessOrEqual(t, postDelay(1), time.Second)
}
