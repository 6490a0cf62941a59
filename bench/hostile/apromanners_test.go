package hostile

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
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
		m.capped, m.unfaithful = true, n == 1 // pages of one cannot overlap
		return m
	}
	return []manner{
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
		{name: shortAtRandom, unfaithful: true, apply: func(s *setup) {
			s.front.spoil = func(n int, r *http.Request, body []byte) []byte {
				if !strings.HasSuffix(r.URL.Path, l.op) {
					return body // of what has no pages
				}
				return shorter(body, n*7%5)
			}
		}},
		repeating(3), repeating(4),
	}
}

// shorter takes some rows off the end of a page, as a server does that bounds the size of its answers.
func shorter(body []byte, less int) []byte {
	var answer, data map[string]json.RawMessage
	var rows []json.RawMessage
	if json.Unmarshal(body, &answer) != nil {
		return body
	}
	bare := json.Unmarshal(answer["data"], &rows) == nil
	if !bare && (json.Unmarshal(answer["data"], &data) != nil || json.Unmarshal(data["list"], &rows) != nil) {
		return body
	}
	rows = rows[:max(len(rows)-less, min(len(rows), 1))]
	list, err := json.Marshal(rows)
	if err != nil {
		return body
	}
	if answer["data"] = list; !bare {
		data["list"] = list
		if answer["data"], err = json.Marshal(data); err != nil {
			return body
		}
	}
	text, err := json.Marshal(answer)
	if err != nil {
		return body
	}
	return text
}

// newest compares the newest so many with the rows that there are, by time or by id. Of records that share a time it is
// the upstream's choice which ones come.
func (l aproList) newest(e emulator, got []delivered, limit int) string {
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
		at := textIn(row[l.activity])
		if l.activity == "" {
			n, _ := strconv.Atoi(textIn(row["id"]))
			at = fmt.Sprintf("%012d", n)
		}
		rank[textIn(row["id"])] = at
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

// naive reads the list by page numbers until a page is empty, and tries each page a few times.
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
			if len(rows) == 0 {
				break
			}
			read, err := deliveredOf(rows, "id")
			if err != nil {
				return got, err
			}
			got = append(got, read...)
		}
	}
	return got, nil
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
