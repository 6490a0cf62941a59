package hostile

import (
	"bytes"
	"encoding/json"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
)

// question is a request for a page: limit rows at a place, which is a page number from 0 or an offset.
type question struct{ at, limit int }

// paging describes how requests for the pages of a list are written.
type paging struct {
	// read returns the question of a request, and false for a request for something else.
	read func(r *http.Request, body []byte) (question, bool)
	// ask returns the request for another page of the same list.
	ask func(r *http.Request, body []byte, q question) *http.Request
	// numbered is set if places are page numbers; otherwise they are offsets. batched is set if places are parts of an answer
	// that was made before, whatever the limit.
	numbered, batched bool
	// id is the key of a row's id, and tie the key by which the list is sorted. number returns the model's id for the text at id;
	// nil means the text itself.
	id, tie string
	number  func(text string) string
	// most is the longest page, 0 for any length: the emulator's bound must lie above. part is the longest page of an emulator
	// whose bound cannot be lifted, 0 for one that sends any number of rows.
	most, part int
}

// idOf returns the model's id of a row.
func (g *paging) idOf(row json.RawMessage) string {
	id := member(row, g.id)
	if g.number != nil {
		return g.number(id)
	}
	return id
}

// from returns how many rows come before the page.
func (g *pager) from(q question) int {
	if g.numbered {
		return q.at * q.limit
	}
	return q.at
}

// before moves a question to the page before it.
func (g *pager) before(q *question) question {
	step := q.limit
	if g.numbered {
		step = 1
	}
	q.at -= min(step, q.at)
	return *q
}

// pager plays the manners of the end of a list between the front and the emulator: it requests the rows it needs from the
// emulator and makes a page of them. It is safe for concurrent use once it serves.
type pager struct {
	paging
	seed uint64
	// From the when-th request on, caps are low. That request is answered without rows.
	when, low int

	short, lowers, hides, doubles, ties, last, empties bool
	total                                              total

	// place is the place of the only hidden record, in the second requested page, and one is the record's id after it was seen
	// there. 0 hides one record in six.
	place int

	mu      sync.Mutex // guards the rest
	one     string
	asked   int    // requests for pages so far
	emptied string // the question that was answered without rows, which is answered so once more
}

// next returns the number of a request for a page.
func (g *pager) next() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asked++
	return g.asked
}

// empty reports whether the n-th request for a page is answered without rows: the chosen request, and the next one with the
// same question.
func (g *pager) empty(n int, asked string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case asked == g.emptied:
		g.emptied = ""
	case n == g.when:
		g.emptied = asked
	default:
		return false
	}
	return true
}

// plain reports whether all pages are the emulator's own.
func (g *pager) plain() bool {
	return g.read == nil || !g.short && !g.lowers && !g.hides && !g.doubles && !g.ties && !g.last && !g.empties && g.total == ofVisible
}

// takeBound takes over the emulator's bound of a page's length, 0 for none, unless all pages are the emulator's own.
func (g *pager) takeBound(of *int64) {
	if !g.plain() {
		g.most, *of = int(*of), 0
	}
}

// serve answers a request with a body that was read already.
func (g *pager) serve(w *httptest.ResponseRecorder, r *http.Request, body []byte, behind http.Handler) {
	q, ok := g.read(r, body)
	if !ok {
		behind.ServeHTTP(w, r)
		return
	}
	n := g.next()
	if g.most > 0 {
		q.limit = min(q.limit, g.most)
	}
	if g.lowers && n >= g.when {
		q.limit = min(q.limit, g.low)
	}
	ask := func(q question) (page, bool) {
		return g.whole(q, func(q question) (page, bool) {
			*w = *httptest.NewRecorder()
			behind.ServeHTTP(w, g.ask(r, body, q))
			return pageOf(w.Body.Bytes())
		})
	}
	p, ok := g.rows(n, q, ask)
	if !ok || w.Code != http.StatusOK {
		return
	}
	g.spoil(n, &p, ask, r.URL.RequestURI()+"\n"+string(body))
	w.Body = bytes.NewBuffer(p.body())
	w.Header().Del("Content-Length")
}

// rows returns the page before any row is left out.
func (g *pager) rows(n int, q question, ask func(question) (page, bool)) (p page, ok bool) {
	from, until := g.from(q), g.from(q)+q.limit
	switch {
	case g.batched:
		if p, ok = ask(q); g.doubles {
			p.rows = twice(p.rows)
		}
		if g.ties {
			g.shuffle(n, p.rows)
		}
		return p, ok
	case g.doubles:
		p, ok = ask(question{limit: (until + 1) / 2})
		p.rows = twice(p.rows)
		if total, counted := p.total(); counted && g.total == ofAll {
			p.count(2 * total)
		}
	case g.ties:
		p, ok = ask(question{limit: until + 200}) // fewer rows than these sort alike
		g.shuffle(n, p.rows)
	default:
		p, ok = ask(q)
		for g.last && ok && len(p.rows) == 0 && q.at > 0 {
			p, ok = ask(g.before(&q))
		}
		return p, ok
	}
	p.rows = p.rows[min(from, len(p.rows)):min(until, len(p.rows))]
	return p, ok
}

// whole asks for a page part by part, as far as the emulator's own bound makes this necessary.
func (g *pager) whole(q question, ask func(question) (page, bool)) (page, bool) {
	if g.part == 0 || q.limit <= g.part {
		return ask(q)
	}
	p, ok := ask(question{at: q.at, limit: g.part})
	for read := g.part; ok && read < q.limit && len(p.rows) == read; read += g.part {
		var more page
		more, ok = ask(question{at: q.at + read, limit: min(g.part, q.limit-read)})
		p.rows = append(p.rows, more.rows...)
	}
	return p, ok
}

// twice returns each row twice, like a join that finds two partners for each row.
func twice(rows []json.RawMessage) []json.RawMessage {
	doubled := make([]json.RawMessage, 0, 2*len(rows))
	for _, row := range rows {
		doubled = append(doubled, row, row)
	}
	return doubled
}

// shuffle orders rows of one time differently each time.
func (g *pager) shuffle(n int, rows []json.RawMessage) {
	draw := g.draw(n)
	for start := 0; start < len(rows); {
		end := start + 1
		for at := member(rows[start], g.tie); end < len(rows) && member(rows[end], g.tie) == at; {
			end++
		}
		tied := rows[start:end]
		draw.Shuffle(len(tied), func(i, j int) { tied[i], tied[j] = tied[j], tied[i] })
		start = end
	}
}

// spoil leaves rows out of a page and changes its total.
func (g *pager) spoil(n int, p *page, ask func(question) (page, bool), asked string) {
	if g.hides {
		if g.place > 0 && n == 2 {
			g.hide(g.idOf(p.rows[g.place]))
		}
		if total, ok := p.total(); ok && g.total == ofVisible {
			if all, ok := ask(question{limit: 100_000}); ok {
				total -= len(all.rows) - len(g.visible(all.rows))
			}
			p.count(total)
		}
		p.rows = g.visible(p.rows)
	}
	if draw := g.draw(n); g.short && len(p.rows) > 2 && draw.IntN(2) == 0 {
		p.rows = p.rows[:2+draw.IntN(len(p.rows)-2)]
	}
	if g.empties && len(p.rows) > 0 && g.empty(n, asked) {
		p.rows = nil
	}
	switch g.total {
	case ofPage:
		p.count(len(p.rows))
	case ofNothing:
		p.count(0)
	}
}

// draw returns the randomness of the n-th request for a page.
func (g *pager) draw(n int) *rand.Rand { return rand.New(rand.NewPCG(g.seed, uint64(n))) }

// hide makes a record the only one that is hidden.
func (g *pager) hide(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.one = id
}

// newPager returns a pager that changes nothing.
func newPager(seed uint64) *pager {
	draw := rand.New(rand.NewPCG(seed, 0))
	return &pager{seed: seed, when: 2 + draw.IntN(4), low: 3 + draw.IntN(5)}
}

// visible returns the rows that are not hidden.
func (g *pager) visible(rows []json.RawMessage) []json.RawMessage {
	return slices.DeleteFunc(slices.Clone(rows), func(row json.RawMessage) bool { return g.hidden(g.idOf(row)) })
}

// hidden reports whether the upstream hides the record of an id: one record in six, or a single record.
func (g *pager) hidden(id string) bool {
	if !g.hides || g.place > 0 {
		g.mu.Lock()
		defer g.mu.Unlock()
		return g.hides && id == g.one
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(id)) // never fails
	return h.Sum32()%6 == 0
}

// shown returns the ids of records that are not hidden.
func (g *pager) shown(ids []string) []string { return slices.DeleteFunc(slices.Clone(ids), g.hidden) }

// withBody returns a request with another body.
func withBody(r *http.Request, body []byte) *http.Request {
	r = r.Clone(r.Context())
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return r
}
