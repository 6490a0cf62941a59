package apro

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPublications(t *testing.T) {
	srv := newServer(t, nil)
	seen := map[string]bool{}
	var walk func(parent string)
	walk = func(parent string) {
		for id, r := range read[map[string]map[string]any](t, srv, opPublications, "parent_id", parent) {
			require.Equal(t, id, r["id"])
			require.False(t, seen[id])
			seen[id] = true
			one := read[map[string]map[string]any](t, srv, opPublication, "id", id)[id]
			require.Equal(t, []any{parent, r["title"]}, []any{one["parent_id"], one["title"]})
			if childs, _ := r["childs"].(bool); childs {
				require.NotEmpty(t, one["childs"])
				walk(id)
			} else {
				require.JSONEq(t, `[]`, string(open(t, post(t, srv, opPublications, "parent_id", id)).Data))
			}
		}
	}
	walk("0")
	require.Len(t, seen, publications)
	require.JSONEq(t, `[]`, string(open(t, post(t, srv, opPublication, "id", "41")).Data))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opPublications)))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opPublication)))
	body := post(t, srv, opPublication, "id", "8").Body.String()
	for _, part := range []string{`"files":{"1080":{`, `"images":[]`, `"created_on":"2012`} {
		require.Contains(t, body, part)
	}
}

// form asks for a form with variables at the top level.
func form(t *testing.T, srv *Server, method string, vars url.Values) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "/onlineforms", strings.NewReader(vars.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	srv.ServeHTTP(w, r)
	return w
}

func TestOnlineForms(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.UnknownParams = Refuse })
	var one struct {
		Formtype string
		Customer map[string]map[string]any `json:"def_customer"`
		Fields   map[string]struct {
			Parent   string
			Variants []variant
		} `json:"ext_customer"`
		Stock map[string]struct{ Variants []map[string]string } `json:"def_stock"`
	}
	w := form(t, srv, http.MethodPost, url.Values{"action": {"getform"}, "form": {"1"}, "host": {"site.example"}})
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &one))
	require.Equal(t, "1", one.Formtype)
	require.Contains(t, one.Customer, "patronymic")
	require.Equal(t, "23", one.Fields["41"].Parent)
	require.Len(t, one.Fields["41"].Variants, 18)
	require.Len(t, one.Stock["parent"].Variants, len(categoryParents()))
	for name, c := range map[string]struct {
		method string
		vars   url.Values
		want   string
	}{
		"no custom fields": {http.MethodPost, url.Values{"action": {"getform"}, "form": {"3"}}, `"ext_stock":[]`},
		"unknown form":     {http.MethodPost, url.Values{"action": {"getform"}, "form": {"4"}}, `{"status":"fail"}`},
		"other action":     {http.MethodPost, url.Values{"action": {"explode"}, "form": {"1"}}, "BAD_REQUEST"},
		"wrong key":        {http.MethodPost, url.Values{"action": {"getform"}, "form": {"1"}, "apikey": {"x"}}, "ACCESS_DENY"},
		"GET":              {http.MethodGet, nil, "BAD_REQUEST"},
	} {
		t.Run(name, func(t *testing.T) { require.Contains(t, form(t, srv, c.method, c.vars).Body.String(), c.want) })
	}
	require.Equal(t, int64(6), srv.Requests()[opForm])
}

func TestDialogTypes(t *testing.T) {
	srv := newServer(t, nil)
	rows := func(srv *Server, params ...string) []map[string]any {
		return read[map[string][]map[string]any](t, srv, opDialogTypes, params...)["list"]
	}
	require.Len(t, rows(srv), dialogTypes)
	require.Len(t, rows(srv, "count", "3"), 10)
	require.Len(t, rows(srv, "count", "10", "page", "2"), 3)
	require.Equal(t, "11", rows(srv, "count", "10", "page", "1")[0]["id"])
	require.Empty(t, rows(srv, "page", "1"))
	refusing := newServer(t, func(s *Settings) { s.CountUnderflow, s.LimitOverflow = Refuse, Refuse })
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, refusing, opDialogTypes, "count", "9")))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, refusing, opDialogTypes, "count", "51")))
	require.Equal(t, "BAD_REQUEST", refused(t, post(t, srv, opDialogGroups)))
	swapped := newServer(t, func(s *Settings) { s.Missing = []string{opDialogTypes} })
	require.Equal(t, "BAD_REQUEST", refused(t, post(t, swapped, opDialogTypes)))
	require.Equal(t, "success", open(t, post(t, swapped, opDialogGroups)).Status)
}

type messages struct {
	List []struct {
		SenderType         string `json:"sender_type"`
		Text, Author, Date string
		Hash               string
		Status             bool
	}
	Total int
}

// late is a time after all messages.
const late = "1900000000"

// history asks for messages of the longest dialog.
func history(t *testing.T, srv *Server, until string, params ...string) messages {
	t.Helper()
	params = append(params, "group", "1", "client", srv.ClientKeys("1")[0], "date", until)
	return read[messages](t, srv, opMessages, params...)
}

func TestMessages(t *testing.T) {
	srv := newServer(t, nil)
	require.Len(t, srv.ClientKeys("1"), 2)
	require.Nil(t, srv.ClientKeys("24"))
	require.Nil(t, srv.ClientKeys("x"))
	hashes, seconds, last := map[string]bool{}, map[string]int{}, "9"
	for n := 0; ; n++ {
		p := history(t, srv, late, "page", strconv.Itoa(n), "count", "50")
		require.Equal(t, longDialog, p.Total)
		if len(p.List) == 0 {
			break
		}
		for _, m := range p.List {
			require.Len(t, m.Hash, 32)
			require.Len(t, m.Date, 13)
			require.LessOrEqual(t, m.Date, last)
			require.Equal(t, m.SenderType == "client", m.Author == "")
			hashes[m.Hash] = true
			seconds[m.Date[:10]]++
			last = m.Date
			text, err := url.QueryUnescape(m.Text)
			require.NoError(t, err)
			require.Contains(t, text, " 100% + ")
		}
	}
	require.Len(t, hashes, longDialog)
	crowded := ""
	for second, n := range seconds {
		if n >= burst {
			crowded = second
		}
	}
	require.NotEmpty(t, crowded)
	require.Equal(t, burstStart+burst, history(t, srv, crowded).Total, "the bound is inclusive")
	before, err := strconv.Atoi(crowded)
	require.NoError(t, err)
	require.Equal(t, burstStart, history(t, srv, strconv.Itoa(before-1)).Total)
}

func TestUnreadMessages(t *testing.T) {
	srv := newServer(t, nil)
	unreadOnes := map[string]bool{}
	for _, m := range history(t, srv, late, "count", "50").List {
		if !m.Status {
			unreadOnes[m.Hash] = true
		}
	}
	list := read[map[string]map[string][]string](t, srv, opUnread, "groups[]", "1", "client", srv.ClientKeys("1")[0])["list"]
	require.Len(t, list["1"], unread)
	for _, hash := range list["1"] {
		require.True(t, unreadOnes[hash])
	}
	require.JSONEq(t, `{"list":[]}`, string(open(t, post(t, srv, opUnread, "groups[]", "2", "client", srv.ClientKeys("1")[0])).Data))
	require.JSONEq(t, `{"list":[],"total":0}`, string(open(t, post(t, srv, opMessages, "group", "1", "client", "x", "date", late)).Data))
	for _, params := range [][]string{{"client", "x", "date", "1"}, {"group", "1", "date", "1"}, {"group", "1", "client", "x"}} {
		require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opMessages, params...)))
	}
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opUnread, "groups[]", "1")))
}

func TestEvents(t *testing.T) {
	type page struct {
		List  []map[string]any
		Total int
	}
	for _, c := range []struct {
		generation, publ string
		more             int
		keys             string
	}{
		{Organizer28, "filters[publ]", 0, "id title publ description allDay duration remind_active remind_before year month day weekday hour minute " +
			"textColor backgroundColor borderColor"},
		{Organizer29, "publ", occurrences - 1, "id queue publ uid created last-modified author_id summary description dtstart dtend dtoffset dtendoffset " +
			"allday is_reg bg-color b-color t-color alarms"},
	} {
		t.Run(c.generation, func(t *testing.T) {
			srv := newServer(t, func(s *Settings) { s.Organizer = c.generation })
			all := []string{"from", "0", "to", "2000000000"}
			live, dead := read[page](t, srv, opEvents, all...), read[page](t, srv, opEvents, append(all, c.publ, "0")...)
			require.Equal(t, eventCount+c.more, live.Total+dead.Total)
			require.NotZero(t, dead.Total)
			require.Len(t, live.List, 50)
			seen := map[string]bool{}
			for n := 0; ; n++ {
				p := read[page](t, srv, opEvents, append(all, c.publ, "all", "page", strconv.Itoa(n))...)
				if len(p.List) == 0 {
					break
				}
				for _, r := range p.List {
					require.Len(t, r, len(strings.Fields(c.keys)))
					for _, key := range strings.Fields(c.keys) {
						require.Contains(t, r, key)
					}
					seen[r["id"].(string)] = true
				}
			}
			require.Len(t, seen, eventCount)
			one := read[map[string]map[string]any](t, srv, opEvent, "id", dead.List[0]["id"].(string))
			require.Equal(t, dead.List[0], one["event"])
			require.Contains(t, post(t, srv, opEvent, "id", dead.List[0]["id"].(string)).Body.String(), `"root"`)
			require.JSONEq(t, `[]`, string(open(t, post(t, srv, opEvent, "id", "1")).Data))
			require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opEvent)))
		})
	}
	srv := newServer(t, func(s *Settings) { s.Organizer = Organizer29 })
	next := read[page](t, srv, opEvents)
	require.NotEmpty(t, next.List)
	for _, r := range next.List {
		start, err := strconv.ParseInt(r["dtstart"].(string), 10, 64)
		require.NoError(t, err)
		require.GreaterOrEqual(t, start, srv.now()-60)
		require.LessOrEqual(t, start, srv.now()+defaultPeriod)
	}
	require.Less(t, next.Total, read[page](t, srv, opEvents, "from", "0").Total)
	require.Equal(t, next.Total, read[page](t, srv, opEvents, "filters[publ]", "all").Total, "filters are of the other generation")

	repeats := slices.MinFunc(srv.events(), func(a, b event) int { return cmp.Compare(a.id, b.id) })
	id := strconv.FormatInt(repeats.id, 10)
	times := map[string]bool{}
	for _, queue := range []string{"0", "1", "2"} {
		one := read[map[string]map[string]any](t, srv, opEvent, "event_id", id, "queue_id", id+queue)
		require.Equal(t, id, one["event"]["id"])
		times[one["event"]["dtstart"].(string)] = true
	}
	require.Len(t, times, occurrences)
}

// TestEveryOperation asks each operation with the parameters it needs.
func TestEveryOperation(t *testing.T) {
	needs := map[string][]string{
		opStock: {"type", "1"}, opContactLinks: {"ids", "1"}, opDealLinks: {"ids", "1"}, opInvoicesFull: {"ids", "1"},
		opStockComments: {"entity_id", "1"}, opContactComments: {"entity_id", "1"}, opActivityComments: {"entity_id", "1"},
		opDealComments: {"entity_id", "1"}, opVariants: {"property_id", "1"}, opBinded: {"bind", "1"},
		opPublications: {"parent_id", "0"}, opPublication: {"id", "1"}, opEvent: {"id", "1"},
		opMessages: {"group", "1", "client", "x", "date", "1"}, opUnread: {"groups", "1", "client", "x"},
	}
	settings := map[string]func(*Settings){
		"as documented": nil,
		"strict":        func(s *Settings) { s.UnknownParams = Refuse },
		"other forms": func(s *Settings) {
			s.Dialect, s.DocumentedTypes, s.EmptyObjects, s.Unescaped = Both, true, true, true
		},
		"no rows": func(s *Settings) { s.Rows = 0 },
	}
	operations := newServer(t, nil).operations()
	require.Len(t, operations, 39+1+3*len(writings())+8+len(channelWrites()), "39 reads, the second name of one, and the writes")
	for name, edit := range settings {
		t.Run(name, func(t *testing.T) {
			srv := newServer(t, edit)
			for op := range operations {
				if op == opForm || op == opDialogGroups || writes(op) {
					continue
				}
				w := post(t, srv, op, needs[op]...)
				require.True(t, json.Valid(w.Body.Bytes()), "%s: %s", op, w.Body)
				require.Equal(t, "success", open(t, w).Status, "%s: %s", op, w.Body)
			}
		})
	}
	for op := range operations {
		denied := newServer(t, func(s *Settings) { s.Denied = []string{op} })
		if op == opForm {
			require.Equal(t, "ACCESS_DENY", refused(t, form(t, denied, http.MethodPost, nil)))
		}
		if outside(op) {
			continue // TestChannelsRefuse has the writes
		}
		require.Equal(t, "ACCESS_DENY", refused(t, post(t, denied, op, needs[op]...)), op)
		require.Equal(t, map[string]int64{op: 1}, denied.Requests())
	}
}
