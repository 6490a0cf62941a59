package apro_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// asked is an emulator that notes the page sizes it is asked for, and may be asked for others than the client sent.
type asked struct {
	http.Handler
	change func(n int, form url.Values)

	mu     sync.Mutex
	limits []int
}

func (a *asked) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	form, _ := url.ParseQuery(string(body))
	a.mu.Lock()
	if limit, err := strconv.Atoi(form.Get("params[limit]")); err == nil {
		a.limits = append(a.limits, limit)
	}
	n := len(a.limits)
	a.mu.Unlock()
	if a.change != nil {
		a.change(n, form)
		body = []byte(form.Encode())
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	a.Handler.ServeHTTP(w, r)
}

// inIntrum is an account of the INTRUM edition.
func inIntrum(edit func(*sandbox.Settings)) func(*sandbox.Settings) {
	return big(func(s *sandbox.Settings) {
		s.Dialect = sandbox.Intrum
		if edit != nil {
			edit(s)
		}
	})
}

func dialect(name string) func(*apro.Settings) {
	return func(s *apro.Settings) { s.Dialect = name }
}

// cappedAt makes the emulator cut pages, in silence or by a refusal of larger ones.
func cappedAt(rows int64, overflow string, l list) func(*sandbox.Settings) {
	return func(s *sandbox.Settings) {
		s.MaxLimit, s.LimitOverflow = map[string]int64{l.op: rows}, overflow
	}
}

// TestPagesOfTheINTRUMEdition reads 3000 rows, 1200 of them in one second, of servers that give 500 rows, or fewer.
func TestPagesOfTheINTRUMEdition(t *testing.T) {
	tests := []struct {
		name, dialect string
		rows          int64
		overflow      string
		fields        string
		requests      int64
	}{
		{"gives 500", "intrum", 500, sandbox.Clamp, `{}`, 11},
		{"gives 500 and it is learnt", "both", 500, sandbox.Clamp, `{}`, 12},
		{"gives 500 by creation", "intrum", 500, sandbox.Clamp, `{"createdFrom":"2010-01-01"}`, 23},
		{"gives 500 by creation and it is learnt", "both", 500, sandbox.Clamp, `{"createdFrom":"2010-01-01"}`, 24},
		{"cuts to 50", "intrum", 50, sandbox.Clamp, `{}`, 69},
		{"cuts to 50 and it is learnt", "both", 50, sandbox.Clamp, `{}`, 69},
		{"cuts to 50 by creation", "intrum", 50, sandbox.Clamp, `{"createdFrom":"2010-01-01"}`, 120},
		{"refuses more than 50", "intrum", 50, sandbox.Refuse, `{}`, 69},
		{"refuses more than 50 and it is learnt", "both", 50, sandbox.Refuse, `{}`, 69},
		{"cuts to 120", "intrum", 120, sandbox.Clamp, `{}`, 37},
	}
	for _, test := range tests {
		for _, l := range lists[:3] {
			t.Run(test.name+"/"+l.name, func(t *testing.T) {
				u := conformance.Upstream{Rows: 3000}
				server := newServer(t, u, l.op, inIntrum(cappedAt(test.rows, test.overflow, l)))
				client := newClient(t, u.Carry(server), dialect(test.dialect))
				for range 2 {
					before := server.Requests()[l.op]
					r := l.read(t, client, l.ask(t, test.fields), 0)
					require.Equal(t, sorted(server.IDs(l.name)), sorted(r.ids))
					require.LessOrEqual(t, server.Requests()[l.op]-before, test.requests)
				}
			})
		}
	}
}

// TestPageNumbersOfAServerThatCutsPagesOnly has a server that cuts pages to 50 rows and lets page N begin where N of the size that
// it was asked for begin. Rows would be skipped if pages were counted in sizes that it does not give.
func TestPageNumbersOfAServerThatCutsPagesOnly(t *testing.T) {
	for _, count := range []string{sandbox.CountNumber, sandbox.CountOnRequest} {
		for _, name := range []string{"intrum", "both"} {
			for _, l := range lists[:3] {
				t.Run(count+"/"+name+"/"+l.name, func(t *testing.T) {
					u := conformance.Upstream{Rows: 1500}
					server := newServer(t, u, l.op, inIntrum(func(s *sandbox.Settings) {
						s.Count = count
						if count == sandbox.CountOnRequest {
							s.Ignore = []string{"count_total"}
						}
					}))
					cuts := func(_ int, form url.Values) {
						page, _ := strconv.Atoi(form.Get("params[page]"))
						if limit, _ := strconv.Atoi(form.Get("params[limit]")); limit > 50 {
							assert.LessOrEqual(t, page, 1, "page %d of %d rows", page, limit)
							form.Set("params[limit]", "50")
							form.Set("params[page]", strconv.Itoa((page-1)*limit/50+1))
						}
					}
					client := newClient(t, u.Carry(&asked{Handler: server, change: cuts}), dialect(name))
					var whole reading
					for _, fields := range []string{`{"changedFrom":"2010-01-01"}`, `{}`, `{"createdFrom":"2010-01-01"}`} {
						whole = l.read(t, client, l.ask(t, fields), 0)
						require.Equal(t, sorted(server.IDs(l.name)), sorted(whole.ids))
					}
					// A client that is new meets the second that many rows share first.
					shared := map[time.Time]int{}
					var bulk time.Time
					for _, record := range whole.records {
						at := moment(record, "activity_time")
						if shared[at]++; !at.IsZero() && shared[at] > shared[bulk] || bulk.IsZero() {
							bulk = at
						}
					}
					client = newClient(t, u.Carry(&asked{Handler: server, change: cuts}), dialect(name))
					from := l.read(t, client, l.ask(t, `{"activityFrom":"`+bulk.Format(time.RFC3339)+`"}`), 0)
					require.Equal(t, whole.those(func(m protoreflect.Message) bool { return !moment(m, "activity_time").Before(bulk) }), sorted(from.ids))
				})
			}
		}
	}
}

// TestPageSizesOfAServerThatChangesItsMind lowers what a server gives within a scan, and raises it again.
func TestPageSizesOfAServerThatChangesItsMind(t *testing.T) {
	for _, l := range lists[:3] {
		t.Run(l.name, func(t *testing.T) {
			u := conformance.Upstream{Rows: 2000}
			server := newServer(t, u, l.op, inIntrum(nil))
			moody := func(n int, form url.Values) {
				limit, _ := strconv.Atoi(form.Get("params[limit]"))
				if most := []int{500, 50, 120}[n/2%3]; limit > most {
					form.Set("params[limit]", strconv.Itoa(most))
				}
			}
			client := newClient(t, u.Carry(&asked{Handler: server, change: moody}), dialect("intrum"))
			for _, fields := range []string{`{}`, `{"createdFrom":"2010-01-01"}`, `{"changedFrom":"2010-01-01"}`} {
				r := l.read(t, client, l.ask(t, fields), 0)
				require.Equal(t, sorted(server.IDs(l.name)), sorted(r.ids))
			}
		})
	}
}

// TestPageSizesThatAreSet override what servers are known to give, and nothing grows in the English dialect.
func TestPageSizesThatAreSet(t *testing.T) {
	tests := []struct {
		name    string
		edit    func(*apro.Settings)
		account func(*sandbox.Settings)
		largest int
	}{
		{"set to the documented size", func(s *apro.Settings) {
			s.Dialect, s.PageSizes.Contacts, s.PageSizes.Activities, s.PageSizes.Deals = "intrum", 50, 50, 50
		}, inIntrum(nil), 50},
		{"set to 200", func(s *apro.Settings) {
			s.PageSizes.Contacts, s.PageSizes.Activities, s.PageSizes.Deals = 200, 200, 200
		}, inIntrum(nil), 200},
		{"set to 20 for a server of 500", func(s *apro.Settings) {
			s.PageSizes.Contacts, s.PageSizes.Activities, s.PageSizes.Deals = 20, 20, 20
		}, inIntrum(nil), 20},
		{"english", dialect("english"), inIntrum(nil), 50},
		{"nothing is learnt of an English server", nil, big(nil), 50},
		{"nothing is learnt of a server with both spellings", nil, big(modes["both"]), 50},
		{"intrum", dialect("intrum"), inIntrum(nil), 500},
		{"learnt", nil, inIntrum(nil), 500},
	}
	for _, test := range tests {
		for _, l := range lists[:3] {
			t.Run(test.name+"/"+l.name, func(t *testing.T) {
				u := conformance.Upstream{Rows: 1500}
				server := newServer(t, u, l.op, test.account)
				upstream := &asked{Handler: server}
				client := newClient(t, u.Carry(upstream), test.edit)
				for _, fields := range []string{`{}`, `{"createdFrom":"2010-01-01"}`} {
					r := l.read(t, client, l.ask(t, fields), 0)
					require.Equal(t, sorted(server.IDs(l.name)), sorted(r.ids))
				}
				require.Equal(t, test.largest, slices.Max(upstream.limits))
			})
		}
	}
}

// TestPlacesAmongPagesOfOtherSizes goes on, in pages of one size, behind records that were read in pages of another.
func TestPlacesAmongPagesOfOtherSizes(t *testing.T) {
	for _, l := range lists[:3] {
		for _, fields := range []string{`{}`, `{"createdFrom":"2010-01-01"}`} {
			t.Run(l.name+fields, func(t *testing.T) {
				u := conformance.Upstream{Rows: 600}
				server := newServer(t, u, l.op, inIntrum(noBulks))
				sizes := map[int]connectors.Client{}
				for _, size := range []int{7, 50, -1} { // -1 is as the server gives
					sizes[size] = newClient(t, u.Carry(server), func(s *apro.Settings) {
						s.Dialect = "intrum"
						s.PageSizes.Contacts, s.PageSizes.Activities, s.PageSizes.Deals = size, size, size
					})
				}
				whole := l.read(t, sizes[-1], l.ask(t, fields), 0).ids
				for from, client := range sizes {
					fetch, err := conformance.Open(client, l.ask(t, fields), nil)
					require.NoError(t, err)
					var page connectors.Page
					for first := true; len(page.Records) == 0; first = false { // the first windows may be empty
						require.True(t, first || page.Next != "")
						page, err = fetch(t.Context(), connectors.PageRequest{Cursor: page.Next})
						require.NoError(t, err)
					}
					require.NotNil(t, page.After)
					for to, other := range sizes {
						for _, i := range []int{0, len(page.Records) / 2, len(page.Records) - 1} {
							if cursor := page.After(i); cursor != "" {
								require.Equal(t, whole[i+1:], l.behind(t, other, fields, cursor, page.Records[i]), "from %d to %d", from, to)
							}
						}
					}
				}
			})
		}
	}
}

// behind returns the ids of the records behind one of them.
func (l list) behind(t *testing.T, client connectors.Client, fields string, cursor connectors.Cursor, last connectors.Record) []string {
	t.Helper()
	fetch, err := conformance.Open(client, l.ask(t, fields), nil)
	require.NoError(t, err)
	ids := []string{}
	for {
		page, err := fetch(t.Context(), connectors.PageRequest{Cursor: cursor})
		require.NoError(t, err)
		for _, record := range page.Records {
			if record.Compare(last) > 0 {
				last = record
				ids = append(ids, string(record.ID))
			}
		}
		if page.Next == "" {
			return ids
		}
		cursor = page.Next
	}
}
