package apro

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// arrival is a request as a receiver sees it.
type arrival struct {
	after       time.Duration // since the start
	took        time.Duration // until the whole body was there
	contentType []string
	body        string
	length      int64
}

// wire is a transport that answers requests without sockets, so that the clock of a test can stand still.
type wire struct {
	start  time.Time
	answer func(n int, r *http.Request) (status int, err error)

	mu       sync.Mutex
	arrivals []arrival
	closed   int
}

// CloseIdleConnections counts the times that the client closed its connections.
func (w *wire) CloseIdleConnections() { w.closed++ }

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	begun := time.Now()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	w.arrivals = append(w.arrivals, arrival{
		begun.Sub(w.start), time.Since(begun), r.Header["Content-Type"], string(body), r.ContentLength,
	})
	n := len(w.arrivals)
	w.mu.Unlock()
	status := http.StatusOK
	if w.answer != nil {
		if status, err = w.answer(n, r); err != nil {
			return nil, err
		}
	}
	return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader("ok")), Header: http.Header{"Location": {"/elsewhere"}}}, nil
}

// wired returns an emulator whose webhook is a wire. Call it in a bubble of synctest.
func wired(t *testing.T, edit func(*Settings)) (*Server, *wire) {
	t.Helper()
	w := &wire{start: time.Now()}
	srv := newServer(t, func(s *Settings) {
		s.WebhookURL, s.Transport = "http://receiver.example/in/secret", w
		if edit != nil {
			edit(s)
		}
	})
	return srv, w
}

// pushBurst pushes n events, waits until all are delivered, closes the emulator and returns the arrivals.
func pushBurst(t *testing.T, srv *Server, w *wire, n int) []arrival {
	t.Helper()
	require.NoError(t, srv.PushAll("task", "view", n))
	require.NoError(t, srv.AwaitPushes(t.Context()))
	require.Zero(t, w.closed)
	require.NoError(t, srv.Close())
	require.Equal(t, 1, w.closed)
	return w.arrivals
}

func numbers(all []Push) []int64 {
	var numbers []int64
	for _, p := range all {
		numbers = append(numbers, p.Number)
	}
	return numbers
}

// TestFaults has every event with one fault.
func TestFaults(t *testing.T) {
	for fault, c := range map[string]struct {
		edit  func(*WebhookFaults)
		check func(t *testing.T, all []arrival, log []Push)
	}{
		faultLost: {func(f *WebhookFaults) { f.Lost = 1 }, func(t *testing.T, all []arrival, log []Push) {
			require.Empty(t, all)
			require.Len(t, log, 8)
			for _, p := range log {
				require.Equal(t, []any{UnsentLost, 0, 0, false}, []any{p.Unsent, p.Attempt, p.Status, p.Delivered()})
				require.True(t, json.Valid(p.Body))
			}
		}},
		faultDoubled: {func(f *WebhookFaults) { f.Doubled = 1 }, func(t *testing.T, all []arrival, log []Push) {
			require.Equal(t, []int64{1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8}, numbers(log))
			for i := 0; i < len(all); i += 2 {
				require.Equal(t, all[i], all[i+1])
				require.Equal(t, []int{0, 1}, []int{log[i].Copy, log[i+1].Copy})
			}
		}},
		faultReordered: {func(f *WebhookFaults) { f.Reordered = 1 }, func(t *testing.T, all []arrival, log []Push) {
			require.NotEqual(t, []int64{1, 2, 3, 4, 5, 6, 7, 8}, numbers(log))
			for _, a := range all {
				require.Positive(t, a.after)
				require.LessOrEqual(t, a.after, 30*time.Second)
			}
		}},
		faultLate: {func(f *WebhookFaults) { f.Late = 1 }, func(t *testing.T, all []arrival, log []Push) {
			require.Equal(t, []int64{1, 2, 3, 4, 5, 6, 7, 8}, numbers(log))
			for _, a := range all {
				require.Equal(t, 2*time.Minute, a.after)
			}
		}},
		faultSlow: {func(f *WebhookFaults) { f.Slow = 1 }, func(t *testing.T, all []arrival, _ []Push) {
			for _, a := range all {
				require.Equal(t, 3*time.Second, a.took)
				require.Equal(t, int64(len(a.body)), a.length)
				require.Zero(t, a.after, "slow events do not wait for each other")
			}
		}},
		faultWrongType: {func(f *WebhookFaults) { f.WrongType = 1 }, func(t *testing.T, all []arrival, _ []Push) {
			for _, a := range all {
				require.Equal(t, []string{"application/x-www-form-urlencoded"}, a.contentType)
			}
		}},
		faultTruncated: {func(f *WebhookFaults) { f.Truncated = 1 }, func(t *testing.T, all []arrival, _ []Push) {
			for _, a := range all {
				require.False(t, json.Valid([]byte(a.body)))
				require.True(t, strings.HasPrefix(a.body, `{"subject_type":"employee","subject_type_id":`))
				require.Equal(t, int64(len(a.body)), a.length)
			}
		}},
		faultNotUTF8: {func(f *WebhookFaults) { f.NotUTF8 = 1 }, func(t *testing.T, all []arrival, _ []Push) {
			for _, a := range all {
				require.False(t, utf8.ValidString(a.body))
				require.True(t, json.Valid(bytes.ToValidUTF8([]byte(a.body), []byte("?"))), a.body)
			}
		}},
	} {
		t.Run(fault, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv, w := wired(t, func(s *Settings) { c.edit(&s.WebhookFaults) })
				all := pushBurst(t, srv, w, 8)
				log := srv.Pushed()
				if fault != faultLost {
					require.GreaterOrEqual(t, len(all), 8)
				}
				for i, p := range log {
					require.Equal(t, []string{fault}, p.Faults)
					if i < len(all) && !strings.Contains("reordered slow", fault) {
						require.Equal(t, all[i].body, string(p.Body))
					}
				}
				c.check(t, all, log)
			})
		})
	}
}

// TestOthersOvertake has one late event and one reordered event among events that are not.
func TestOthersOvertake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv, w := wired(t, func(s *Settings) { s.WebhookFaults.Late = 0.3 })
		pushBurst(t, srv, w, 20)
		log := srv.Pushed()
		late := slices.IndexFunc(log, func(p Push) bool { return len(p.Faults) > 0 })
		require.Greater(t, late, 5)
		require.True(t, slices.IsSorted(numbers(log[:late])), "what is not late keeps its order")
		for _, p := range log[late:] {
			require.Equal(t, []string{faultLate}, p.Faults)
		}
	})
}

// TestFaultsFollowTheSeed pushes the same events with the same seed and with another one.
func TestFaultsFollowTheSeed(t *testing.T) {
	faults := func(seed uint64, share float64) []string {
		var all []string
		synctest.Test(t, func(t *testing.T) {
			srv, w := wired(t, func(s *Settings) {
				s.Seed, s.WebhookFaults.Lost, s.WebhookFaults.Truncated, s.WebhookFaults.NotUTF8 = seed, share, share, share
			})
			pushBurst(t, srv, w, 1000)
			for _, p := range srv.Pushed() {
				all = append(all, fmt.Sprint(p.Number, p.Faults))
			}
		})
		slices.Sort(all)
		return all
	}
	first := faults(1, 0.2)
	require.Equal(t, first, faults(1, 0.2))
	require.NotEqual(t, first, faults(2, 0.2))
	for _, fault := range []string{faultLost, faultTruncated, faultNotUTF8} {
		hit := slices.DeleteFunc(slices.Clone(first), func(text string) bool { return !strings.Contains(text, fault) })
		require.InDelta(t, 200, len(hit), 45, fault)
	}
	require.Contains(t, strings.Join(first, "\n"), "[truncated not_utf8]", "faults are drawn one by one")
}

// TestNotUTF8 spoils bodies in each of its ways.
func TestNotUTF8(t *testing.T) {
	for body, want := range map[string]string{
		`{"a":"x","b":"y"}`:            "{\"a\":\"\xd0x\",\"b\":\"y\"}",
		`{"a":"\u0410\u0434"}`:         "{\"a\":\"\xd0\\u0434\"}",
		`{"a":"\\u0410 \u001f\u00e9"}`: "{\"a\":\"\\\\u0410 \\u001f\xd0\"}",
		`{"a":"\ud83c\udfe1 \u00ab"}`:  "{\"a\":\"\\ud83c\\udfe1 \xd0\"}",
		`{"a":"C:\\", "b":"Аня"}`:      "{\"a\":\"C:\\\\\", \"b\":\"\xd0ня\"}",
	} {
		require.Equal(t, want, string(notUTF8([]byte(body))), body)
	}
}
