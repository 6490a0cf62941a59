package redact

import "bytes"

// reading is one way to read a text: the text itself, or a decoded form.
type reading struct {
	text []byte
	// from and to are the place of each byte in the original text.
	from, to []int32
	// units are the plain bytes. A unit without bytes is between two decoded parts.
	units []unit
	// read is a cache of the units that at has found.
	read map[place][]unit
	// cut reports whether the original text was cut at its end.
	cut bool
	// decoded reports whether this is not the original text.
	decoded bool
}

// place is a place in a reading, and a number of layers of escapes.
type place struct{ at, layers int }

// unit is one possible character at a place: its bytes, and the place of the next character.
type unit struct {
	bytes [4]byte
	n     int8
	next  int32
}

// plain returns the reading of the text itself.
func plain(text string, cut bool) *reading {
	r := newReading(len(text))
	r.cut, r.decoded = cut, false
	for i := range len(text) {
		r.add(text[i], int32(i), int32(i+1))
	}
	return r
}

// newReading returns a reading with room for that many bytes.
func newReading(room int) *reading {
	return &reading{
		text: make([]byte, 0, room), from: make([]int32, 0, room), to: make([]int32, 0, room), units: make([]unit, 0, room), decoded: true,
	}
}

// add adds a byte with its place in the original text.
func (r *reading) add(c byte, from, to int32) {
	r.text, r.from, r.to = append(r.text, c), append(r.from, from), append(r.to, to)
	r.units = append(r.units, unit{bytes: [4]byte{c}, n: 1, next: int32(len(r.text))})
}

// pause separates the bytes that are added next from the bytes before.
func (r *reading) pause() {
	if last := len(r.units) - 1; last >= 0 && r.units[last].n > 0 {
		r.add(0, r.to[last], r.to[last])
		r.units[last+1].n = 0
	}
}

// shorten removes the end of a reading.
func (r *reading) shorten(length int) {
	r.text, r.from, r.to, r.units = r.text[:length], r.from[:length], r.to[:length], r.units[:length]
}

// escapes are the first characters of escapes, and the + that is a blank in forms.
const escapes = `%\&+`

// unescaped returns the text with its escapes decoded, nil if it has none.
func (r *reading) unescaped() *reading {
	if !bytes.ContainsAny(r.text, escapes[:3]) {
		return nil
	}
	u := newReading(len(r.text))
	u.cut = r.cut
	for at := 0; at < len(r.text); {
		longest := r.units[at]
		for _, other := range r.at(at, layers) {
			if other.next > longest.next {
				longest = other
			}
		}
		if longest.n == 0 {
			u.pause()
		}
		for _, c := range longest.bytes[:longest.n] {
			u.add(c, r.from[at], r.to[longest.next-1])
		}
		at = int(longest.next)
	}
	return u
}

// matcher finds texts in a reading, escaped or not.
type matcher struct {
	*reading
	texts sorted
	// reached has, by the number of bytes of a text that were read, what was read so far. Its slices are used again for each place.
	reached [][]partial
}

// partial is the beginning of texts that was read, and the place up to which it was read.
type partial struct {
	span
	at int32
}

// match returns the end of the longest secret that begins at a place, escaped or not, or 0. At the end of a cut text, the beginning
// of a secret is enough.
func (m *matcher) match(start int) (end int) {
	m.reach(partial{m.texts.all(), int32(start)})
	for done := 0; done < len(m.reached); done++ {
		for i := 0; i < len(m.reached[done]); i++ { // what follows is reached further on
			end = max(end, m.follow(m.reached[done][i]))
		}
		m.reached[done] = m.reached[done][:0]
	}
	return end
}

// follow reads one more character of texts that were read in part. It returns the place where one of them ends, 0 if none does.
func (m *matcher) follow(p partial) (end int) {
	at := int(p.at)
	if p.same > 0 && m.texts.whole(p.span) {
		end = at
	}
	switch {
	case !m.texts.goesOn(p.span):
		return end
	case at == len(m.text):
		if m.cut && p.same > 0 {
			end = at
		}
		return end
	case m.cut && p.same > 0 && m.begun(at):
		end = len(m.text)
	}
	for _, u := range m.at(at, layers) {
		s := p.span
		for _, c := range u.bytes[:u.n] {
			if s = m.texts.with(s, fold(c)); s.empty() {
				break
			}
		}
		if u.n > 0 && !s.empty() {
			m.reach(partial{s, u.next})
		}
	}
	return end
}

// reach adds what was read, unless it was reached in another way before.
func (m *matcher) reach(p partial) {
	if p.empty() {
		return
	}
	for len(m.reached) <= int(p.same) {
		m.reached = append(m.reached, nil)
	}
	same := m.reached[p.same]
	for _, other := range same {
		if other == p {
			return
		}
	}
	m.reached[p.same] = append(same, p)
}

// longestEscape is the largest length of a cut escape at the end of a text.
const longestEscape = 12

// begun reports whether the text may end within an escape that begins at a place.
func (r *reading) begun(at int) bool {
	return len(r.text)-at < longestEscape && bytes.IndexByte([]byte(escapes[:3]), r.text[at]) >= 0
}
