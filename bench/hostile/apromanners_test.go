package hostile

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// manners are the ways in which servers of one list may differ.
func (l aproList) manners() []manner {
	set := func(name string, change func(*sandbox.Settings)) manner {
		return manner{name: name, apply: func(s *setup) { change(&s.apro) }}
	}
	ignoring := func(params ...string) manner {
		return manner{name: "ignores " + params[0], unfaithful: true, apply: func(s *setup) { s.apro.Ignore = append(s.apro.Ignore, params...) }}
	}
	capped := func(n int64) manner {
		m := set("pages of "+strconv.FormatInt(n, 10), func(s *sandbox.Settings) { s.MaxLimit = map[string]int64{l.op: n} })
		m.unfaithful = n == 1 // pages of one cannot overlap
		return m
	}
	manners := []manner{
		set("intrum", func(s *sandbox.Settings) { s.Dialect = sandbox.Intrum }),
		set("both dialects", func(s *sandbox.Settings) { s.Dialect, s.Unescaped = sandbox.Both, true }),
		set("exclusive lower ends", func(s *sandbox.Settings) { s.ExclusiveLower = true }),
		set("exclusive upper ends", func(s *sandbox.Settings) { s.ExclusiveUpper, s.EmptyObjects = true, true }),
		set("days only", func(s *sandbox.Settings) { s.DateOnly = true }),
		set("counts on request", func(s *sandbox.Settings) { s.Count, s.DocumentedTypes = sandbox.CountOnRequest, true }),
		set(noCounts, func(s *sandbox.Settings) { s.Count, s.Ignore = sandbox.CountOnRequest, append(s.Ignore, "count_total") }),
		set("first page 0", func(s *sandbox.Settings) { s.CallsPageBase = 0 }),
		set("failures with 501", func(s *sandbox.Settings) { s.FailStatus = http.StatusNotImplemented }),
		set("one type", func(s *sandbox.Settings) { s.StockTypes = 1 }),
		set("imports of many", func(s *sandbox.Settings) { s.BulkRows, s.ZeroDates = s.Rows*2/5, s.Rows/5 }),
		set("imports of some", func(s *sandbox.Settings) { s.BulkRows, s.ZeroDates = 12, 9 }),
		set("slow answers", func(s *sandbox.Settings) { s.Latency = sandbox.Duration(300 * time.Millisecond) }),
		capped(7), capped(20), capped(1),
		{name: "refuses long pages", unfaithful: true, apply: func(s *setup) {
			s.apro.LimitOverflow, s.apro.MaxLimit = sandbox.Refuse, map[string]int64{l.op: 9}
		}},
		{name: "refuses unknown parameters", unfaithful: true, apply: func(s *setup) { s.apro.UnknownParams = sandbox.Refuse }},
		ignoring("order_field", "order"), ignoring("order", "orderType"), ignoring("date", "dateFrom"), ignoring("date_field"),
		ignoring("limit"), ignoring("page"), ignoring("publish", "active", "bill_active"), ignoring("type", "types", "marktype"),
		repeating(3), repeating(4),
	}
	manners = append(manners, endManners(l.name != sandbox.ListCalls, true)...)
	if l.activity != "" { // invoices are sorted by id
		manners = append(manners, tied(false, func(s *setup) { s.apro.BulkRows, s.apro.ZeroDates = max(s.apro.BulkRows, 12), max(s.apro.ZeroDates, 9) }))
	}
	return manners
}

// paging describes requests for the list by page numbers.
func (l aproList) paging(s *setup) paging {
	first := 1
	if l.name == sandbox.ListCalls {
		first = int(s.apro.CallsPageBase)
	}
	number := func(form url.Values, key string, absent int) int {
		if n, err := strconv.Atoi(form.Get("params[" + key + "]")); err == nil {
			return n
		}
		return absent
	}
	return paging{
		read: func(r *http.Request, body []byte) (question, bool) {
			form, err := url.ParseQuery(string(body))
			absent := map[string]int{sandbox.ListInvoices: 1000}[l.name]
			return question{max(number(form, "page", first)-first, 0), number(form, "limit", cmp.Or(absent, 20))},
				strings.HasSuffix(r.URL.Path, l.op) && err == nil
		},
		ask: func(r *http.Request, body []byte, q question) *http.Request {
			form, err := url.ParseQuery(string(body))
			if err != nil {
				panic(err) // it was read before
			}
			form.Set("params[page]", strconv.Itoa(q.at+first))
			form.Set("params[limit]", strconv.Itoa(q.limit))
			return withBody(r, []byte(form.Encode()))
		},
		numbered: true, id: "id", tie: l.activity,
	}
}

// newest compares the newest so many with the existing rows, by time or by id. Of records that share a time, the upstream
// chooses which ones come.
func (l aproList) newest(e emulator, g *pager, got []delivered, limit int) string {
	rank := map[string]string{}
	rows, err := l.all(e, "1")
	if err != nil {
		return err.Error()
	}
	var ranks []string
	for _, raw := range rows {
		row, err := object(raw)
		if err != nil {
			return err.Error()
		}
		id := textIn(row["id"])
		if g.hidden(id) {
			continue
		}
		at := textIn(row[l.activity])
		if l.activity == "" {
			n, _ := strconv.Atoi(id)
			at = fmt.Sprintf("%012d", n)
		}
		rank[id] = at
		ranks = append(ranks, at)
	}
	slices.Sort(ranks)
	slices.Reverse(ranks)
	return descends(got, ranks[:min(limit, len(ranks))], rank)
}

// descends compares records with the ranks that they should have.
func descends(got []delivered, want []string, rank map[string]string) string {
	if len(got) != len(want) {
		return fmt.Sprintf("%d of the newest %d came", len(got), len(want))
	}
	for i, d := range got {
		if rank[d.id] != want[i] {
			return fmt.Sprintf("%s (%s) came in place %d, where %s should be", d.id, rank[d.id], i, want[i])
		}
	}
	return ""
}

// naive reads the list by page numbers until a page is empty or repeats the one before. It tries each page a few times.
func (l aproList) naive(ctx context.Context, s *setup, transport http.RoundTripper) (got []delivered, err error) {
	first := 1
	if l.name == sandbox.ListCalls {
		first = int(s.apro.CallsPageBase)
	}
	for _, kind := range l.kinds() {
		for page := first; page < maxPages; page++ {
			body, err := tried(func() ([]byte, error) {
				return answerOf(transport, l.form(map[string]string{
					"order_field": "id", "order": "asc", "orderType": "ASC", "publish": "1", "active": "1", "type": kind,
					"page": strconv.Itoa(page), "limit": strconv.Itoa(s.plan.size),
				}).WithContext(ctx))
			})
			if err != nil {
				return got, err
			}
			rows, err := rowsOf(body)
			if err != nil {
				return got, err
			}
			read := deliveredOf(rows, "id")
			if repeats(got, read) {
				break
			}
			got = append(got, read...)
		}
	}
	return got, nil
}

// repeats reports whether a page is empty or the end of what came before.
func repeats(got, page []delivered) bool {
	return len(page) <= len(got) && slices.Equal(got[len(got)-len(page):], page)
}

// tried calls a function until it succeeds, eight times at most.
func tried(call func() ([]byte, error)) (body []byte, err error) {
	for range 8 {
		if body, err = call(); err == nil {
			return body, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// answerOf sends a request and returns the body of a JSON answer that succeeded.
func answerOf(transport http.RoundTripper, r *http.Request) ([]byte, error) {
	resp, err := transport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK || len(body) > 0 && body[0] == '<' {
		return nil, errRefused
	}
	return body, nil
}
