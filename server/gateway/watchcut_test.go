package gateway_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// history is a feed of entries that can be read from any position, in batches of fixed bounds. A token is a position.
type history struct {
	entries []*crmstreamv1.PushedEvent
	ends    []int // of batches
}

// newHistory returns a feed with texts that could be taken for what stands around them.
func newHistory(random *rand.Rand, size int) *history {
	words := []string{"\n", "\r\n", "\r", "data: {}", "\n\nid: 7\n\n", "event: bookmark", "\u2028", "Ж", `"}}`, "\x00", "{", "retry: 1", ":", ""}
	h := &history{}
	for i := range size {
		e := pushed(strconv.Itoa(i))
		for range random.IntN(8) {
			e.Raw += words[random.IntN(len(words))]
		}
		if random.IntN(20) == 0 {
			e.Raw += strings.Repeat("x", random.IntN(40<<10)) // over what is written at once
		}
		h.entries = append(h.entries, e)
	}
	for end := 0; end < size; {
		end = min(end+1+random.IntN(20), size)
		h.ends = append(h.ends, end)
	}
	return h
}

// batchEnd returns the end of the batch that begins at a position.
func (h *history) batchEnd(from int) int {
	return h.ends[slices.IndexFunc(h.ends, func(end int) bool { return end > from })]
}

// position reads a token.
func position(token string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(token, "at-"))
	if err != nil {
		return 0
	}
	return n
}

// send is the script: the batches after the token, with heartbeats between them.
func (h *history) send(req *eventsRequest, stream eventsStream) error {
	from := position(req.GetResumeToken())
	for {
		if err := stream.Send(beat(fmt.Sprintf("at-%d", from), int64(from))); err != nil {
			return err
		}
		if from == len(h.entries) {
			return stream.Send(ended(fmt.Sprintf("at-%d", from), int64(from), crmstreamv1.EndReason_END_REASON_WAIT))
		}
		end := h.batchEnd(from)
		m := &eventsResponse{Events: h.entries[from:end], ResumeToken: fmt.Sprintf("at-%d", end), CompleteUntil: at(int64(end))}
		if err := stream.Send(m); err != nil {
			return err
		}
		from = end
	}
}

// late is a body that comes late, and so in larger pieces than it was sent.
type late struct{ io.ReadCloser }

func (l late) Read(p []byte) (int, error) {
	time.Sleep(time.Millisecond)
	return l.ReadCloser.Read(p)
}

// throughProxy returns the address of a proxy that sends what it has received later.
func throughProxy(t *testing.T, srv *httptest.Server) string {
	t.Helper()
	target, err := url.Parse(srv.URL)
	require.NoError(t, err)
	transport := &http.Transport{}
	web := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite:   func(r *httputil.ProxyRequest) { r.SetURL(target) },
		Transport: transport,
		ModifyResponse: func(resp *http.Response) error {
			resp.Body = late{resp.Body}
			return nil
		},
		FlushInterval: 3 * time.Millisecond,
		ErrorHandler:  func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
	})
	t.Cleanup(func() {
		web.Close()
		transport.CloseIdleConnections()
	})
	return web.URL
}

// watcher is a client that is cut off and resumes.
type watcher struct {
	history *history
	got     []*crmstreamv1.PushedEvent // by position, nil for those that have not come
	token   string                     // the last one that was seen whole
	at      int                        // how many entries came after the token
	repeats int
	ended   bool
	wrong   []error // what the history does not have, or more repeats than those of the cut batch
}

// entry takes an entry.
func (w *watcher) entry(data []byte) {
	e := &crmstreamv1.PushedEvent{}
	if err := protojson.Unmarshal(data, e); err != nil {
		w.wrong = append(w.wrong, err)
		return
	}
	place := position(w.token) + w.at
	w.at++
	switch {
	case place >= len(w.got) || place >= w.history.batchEnd(position(w.token)):
		w.wrong = append(w.wrong, fmt.Errorf("after %s came %d entries, more than a batch", w.token, w.at))
	case !proto.Equal(e, w.history.entries[place]):
		w.wrong = append(w.wrong, fmt.Errorf("entry %d is %v", place, e))
	default:
		if w.got[place] != nil {
			w.repeats++
		}
		w.got[place] = e
	}
}

// line takes the JSON of a line or an event, which is one object with one member.
func (w *watcher) line(data []byte) {
	var line struct {
		PushedEvent json.RawMessage
		Bookmark    *struct{ ResumeToken, End string }
	}
	switch err := json.Unmarshal(data, &line); {
	case err != nil:
		w.wrong = append(w.wrong, err)
	case line.PushedEvent != nil:
		w.entry(line.PushedEvent)
	case line.Bookmark != nil:
		w.mark(line.Bookmark.ResumeToken)
		w.ended = line.Bookmark.End != ""
	default:
		w.wrong = append(w.wrong, fmt.Errorf("a line with nothing: %s", data))
	}
}

func (w *watcher) mark(token string) {
	if token != w.token {
		w.token, w.at = token, 0
	}
}

// read reads a part of an answer: what is not whole does not count.
func (w *watcher) read(mediaType string, body []byte, whole bool) {
	switch mediaType {
	case "text/event-stream":
		_ = readEvents(strings.NewReader(string(body)), func(e sse) { // ends with io.EOF
			if w.line([]byte(e.data)); e.id != "" {
				w.mark(e.id)
			}
		})
	case "application/x-ndjson":
		for line := range strings.Lines(string(body)) {
			if strings.HasSuffix(line, "\n") {
				w.line([]byte(line))
			}
		}
	default:
		var document struct {
			Events           []json.RawMessage
			ResumeToken, End string
		}
		if !whole {
			return
		}
		if err := json.Unmarshal(body, &document); err != nil {
			w.wrong = append(w.wrong, err)
			return
		}
		for _, e := range document.Events {
			w.entry(e)
		}
		w.mark(document.ResumeToken)
		w.ended = document.End != ""
	}
}

// ask asks for what comes after the last token, and reads so many bytes of the answer. It reports
// whether there was more.
func (w *watcher) ask(t *testing.T, client *http.Client, address, mediaType string, bytes int64) (cut bool) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+events+"?start=WATCH_START_OLDEST", http.NoBody)
	require.NoError(t, err)
	req.Header.Set("Accept", mediaType)
	req.Header.Set("Last-Event-ID", w.token)
	resp, err := client.Do(req)
	require.NoError(t, err)
	defer func() { _ = resp.Body.Close() }() // cut
	require.Equal(t, http.StatusOK, resp.StatusCode)
	body, err := io.ReadAll(io.LimitReader(resp.Body, bytes))
	require.NoError(t, err)
	_, more := io.ReadFull(resp.Body, make([]byte, 1))
	w.at = 0
	w.read(mediaType, body, errors.Is(more, io.EOF))
	return more == nil
}

// TestWatchesResume drops the connections of clients anywhere, 200 times for each format, through a proxy. In the end each has all
// entries, and what came twice is a part of the batch that was cut.
func TestWatchesResume(t *testing.T) {
	lost, cuts, repeats := 0, map[string]int{}, map[string]int{}
	for _, mediaType := range []string{"text/event-stream", "application/x-ndjson", "application/json"} {
		for seed := uint64(1); cuts[mediaType] < 200; seed++ {
			random := rand.New(rand.NewPCG(seed, 7))
			h := newHistory(random, 400)
			address := throughProxy(t, serveWatch(t, h.send))
			client := &http.Client{Transport: &http.Transport{}}
			w := &watcher{history: h, got: make([]*crmstreamv1.PushedEvent, len(h.entries))}
			for asked := 0; !w.ended && len(w.wrong) == 0; asked++ {
				require.Less(t, asked, 2000, "%s, seed %d: the watch does not come to its end", mediaType, seed)
				if w.ask(t, client, address, mediaType, int64(random.IntN(1<<(8+random.IntN(13))))) {
					cuts[mediaType]++
				}
			}
			repeats[mediaType] += w.repeats
			client.CloseIdleConnections()
			require.Empty(t, w.wrong, "%s, seed %d", mediaType, seed)
			for _, e := range w.got {
				if e == nil {
					lost++
				}
			}
		}
	}
	require.NotZero(t, repeats["text/event-stream"], "no batch was cut")
	require.NotZero(t, repeats["application/x-ndjson"], "no batch was cut")
	require.Zero(t, repeats["application/json"], "a document that is not whole is none")
	t.Logf("cuts %v, repeats %v", cuts, repeats)
	check.AtMost(t, "watch_formats_lost", float64(lost), 0)
}
