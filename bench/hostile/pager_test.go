package hostile

import (
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
)

// question is the page that a request asks for: limit rows at a place, which is a page number from 0 or an offset.
type question struct{ at, limit int }

// paging is how requests for the pages of a list are written.
type paging struct {
	// read returns the question of a request, and false for a request for something else.
	read func(r *http.Request, body []byte) (question, bool)
	// ask returns the request for another page of the same list.
	ask func(r *http.Request, body []byte, q question) *http.Request
	// numbered tells that places are page numbers; otherwise they are offsets.
	numbered bool
	// id is the key of a row's id, and tie that of what the list is sorted by.
	id, tie string
	// most is the longest page, 0 for any length: the emulator's bound must lie above.
	most int
}

// from returns how many rows come before the page.
func (g *pager) from(q question) int {
	if g.numbered {
		return q.at * q.limit
	}
	return q.at
}

// pager plays the manners of what ends a list between the front and the emulator: it asks the emulator for the rows it
// needs and makes a page of them. It is used under the front's order of requests.
type pager struct {
	paging
	seed uint64
	// from the when-th request on caps are low; that request is answered without rows.
	when, low int

	short, lowers, hides, doubles, ties, last, empties bool
	total                                              total

	asked   int    // requests for pages so far
	emptied string // the question that was answered without rows, and will be once more
}

// plain reports whether all pages are the emulator's own.
func (g *pager) plain() bool {
	return g.read == nil || !g.short && !g.lowers && !g.hides && !g.doubles && !g.ties && !g.last && !g.empties && g.total == ofVisible
}

// bound returns the emulator's bound of a page's length: the given one, or none where the pager cuts pages itself.
func (g *pager) bound(given, none int64) int64 {
	if g.plain() {
		return given
	}
	return none
}

// page is an answer with rows, which has a total beside them or none.
type page struct {
	outer, inner map[string]json.RawMessage
	key          string // of the rows, in the inner object or else in the outer one; "" for a bare list
	rows         []json.RawMessage
}

// pageOf reads an answer in whatever envelope.
func pageOf(body []byte) (p page, ok bool) {
	if json.Unmarshal(body, &p.rows) == nil {
		return p, true
	}
	if json.Unmarshal(body, &p.outer) != nil {
		return p, false
	}
	for _, p.key = range []string{"data", "payload"} {
		if json.Unmarshal(p.outer[p.key], &p.rows) == nil {
			return p, true
		}
	}
	p.key = "list"
	ok = json.Unmarshal(p.outer["data"], &p.inner) == nil && json.Unmarshal(p.inner[p.key], &p.rows) == nil
	return p, ok
}

// totals are the keys of totals.
var totals = []string{"count", "total"}

// total returns the total, and false for a page without one.
func (p *page) total() (n int, ok bool) {
	for _, key := range totals {
		if n, err := strconv.Atoi(textIn(p.inner[key])); err == nil {
			return n, true
		}
	}
	return 0, false
}

// count changes the total that the page has, in the form it has.
func (p *page) count(n int) {
	for _, key := range totals {
		text := strconv.Itoa(n)
		switch was := p.inner[key]; {
		case len(was) > 0 && was[0] == '"':
			p.inner[key] = json.RawMessage(strconv.Quote(text))
		case len(was) > 0 && was[0] != 'f':
			p.inner[key] = json.RawMessage(text)
		}
	}
}

// body writes the page.
func (p *page) body() []byte {
	var b bytes.Buffer
	b.WriteByte('[')
	for i, row := range p.rows {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(row)
	}
	b.WriteByte(']')
	switch {
	case p.key == "":
		return b.Bytes()
	case p.inner != nil:
		p.inner[p.key] = b.Bytes()
		p.outer["data"] = marshalled(p.inner)
	default:
		p.outer[p.key] = b.Bytes()
	}
	return marshalled(p.outer)
}

// marshalled writes an object of values that are JSON already.
func marshalled(object map[string]json.RawMessage) []byte {
	text, err := json.Marshal(object)
	if err != nil {
		panic(err) // what was read can be written
	}
	return text
}

// serve answers a request, of which the body has been read.
func (g *pager) serve(w *httptest.ResponseRecorder, r *http.Request, body []byte, behind http.Handler) {
	q, ok := g.read(r, body)
	if !ok {
		behind.ServeHTTP(w, r)
		return
	}
	g.asked++
	if g.most > 0 {
		q.limit = min(q.limit, g.most)
	}
	if g.lowers && g.asked >= g.when {
		q.limit = min(q.limit, g.low)
	}
	ask := func(q question) (page, bool) {
		*w = *httptest.NewRecorder()
		behind.ServeHTTP(w, g.ask(r, body, q))
		return pageOf(w.Body.Bytes())
	}
	p, ok := g.rows(q, ask)
	if !ok || w.Code != http.StatusOK {
		return
	}
	g.spoil(&p, q, ask, r.URL.RequestURI()+"\n"+string(body))
	w.Body = bytes.NewBuffer(p.body())
	w.Header().Del("Content-Length")
}

// rows returns the page before any row is left out.
func (g *pager) rows(q question, ask func(question) (page, bool)) (p page, ok bool) {
	from, until := g.from(q), g.from(q)+q.limit
	switch {
	case g.doubles:
		p, ok = ask(question{limit: (until + 1) / 2})
		p.rows = twice(p.rows)
		if n, counted := p.total(); counted && g.total == ofAll {
			p.count(2 * n)
		}
	case g.ties:
		p, ok = ask(question{limit: until + 64}) // no more rows than these sort alike
		g.shuffle(p.rows)
	default:
		p, ok = ask(q)
		for g.last && ok && len(p.rows) == 0 && q.at > 0 {
			q.at -= min(map[bool]int{true: 1, false: q.limit}[g.numbered], q.at)
			p, ok = ask(q)
		}
		return p, ok
	}
	p.rows = p.rows[min(from, len(p.rows)):min(until, len(p.rows))]
	return p, ok
}

// twice returns each row twice, as a join does that finds two partners for each.
func twice(rows []json.RawMessage) []json.RawMessage {
	doubled := make([]json.RawMessage, 0, 2*len(rows))
	for _, row := range rows {
		doubled = append(doubled, row, row)
	}
	return doubled
}

// shuffle brings rows of one time into an order that is another one each time.
func (g *pager) shuffle(rows []json.RawMessage) {
	draw := g.draw()
	key := func(row json.RawMessage) string {
		o, err := object(row)
		if err != nil {
			return ""
		}
		return textIn(o[g.tie])
	}
	for start := 0; start < len(rows); {
		end := start + 1
		for at := key(rows[start]); end < len(rows) && key(rows[end]) == at; {
			end++
		}
		tied := rows[start:end]
		draw.Shuffle(len(tied), func(i, j int) { tied[i], tied[j] = tied[j], tied[i] })
		start = end
	}
}

// spoil leaves rows out of a page and changes its total.
func (g *pager) spoil(p *page, q question, ask func(question) (page, bool), asked string) {
	if g.hides {
		if n, ok := p.total(); ok && g.total == ofVisible {
			if all, ok := ask(question{limit: 100_000}); ok {
				n -= len(all.rows) - len(g.visible(all.rows))
			}
			p.count(n)
		}
		p.rows = g.visible(p.rows)
	}
	if draw := g.draw(); g.short && len(p.rows) > 2 && draw.IntN(2) == 0 {
		p.rows = p.rows[:2+draw.IntN(len(p.rows)-2)]
	}
	if again := asked == g.emptied; g.empties && (again || g.asked == g.when) && len(p.rows) > 0 {
		p.rows = nil
		if g.emptied = asked; again {
			g.emptied = ""
		}
	}
	switch g.total {
	case ofPage:
		p.count(len(p.rows))
	case ofNothing:
		p.count(0)
	}
}

// draw returns the randomness of the present request.
func (g *pager) draw() *rand.Rand { return rand.New(rand.NewPCG(g.seed, uint64(g.asked))) }

// newPager returns a pager that changes nothing.
func newPager(seed uint64) *pager {
	draw := rand.New(rand.NewPCG(seed, 0))
	return &pager{seed: seed, when: 2 + draw.IntN(4), low: 3 + draw.IntN(5)}
}

// visible returns the rows that are not hidden.
func (g *pager) visible(rows []json.RawMessage) []json.RawMessage {
	return slices.DeleteFunc(slices.Clone(rows), func(raw json.RawMessage) bool {
		row, err := object(raw)
		return err == nil && hidden(textIn(row[g.id]))
	})
}

// shown returns the ids of records that are not hidden, each of which is as its owner is.
func (g *pager) shown(ids []string, owner func(string) string) []string {
	if !g.hides {
		return ids
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return hidden(owner(id)) })
}

// itself is the owner of a record that belongs to no other.
func itself(id string) string { return id }

// withBody returns a request with another body.
func withBody(r *http.Request, body []byte) *http.Request {
	r = r.Clone(r.Context())
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return r
}
