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

// match returns the end of a secret that begins at a place, escaped or not, or 0. At the end of a cut text, the beginning of a
// secret is enough.
func (r *reading) match(start int, secret []byte) (end int) {
	reached := make([][]int32, len(secret)+1) // by number of bytes of the secret that were read: the places up to which they were read
	reached[0] = []int32{int32(start)}
	for done, places := range reached {
		for _, place := range places {
			at := int(place)
			switch {
			case done == len(secret):
				end = max(end, at)
				continue
			case at == len(r.text):
				if r.cut && done > 0 {
					end = at
				}
				continue
			case r.cut && done > 0 && r.begun(at):
				end = len(r.text)
			}
			for _, u := range r.at(at, layers) {
				if u.n > 0 && begins(secret[done:], u.bytes[:u.n]) {
					next := done + int(u.n)
					reached[next] = appendNew(reached[next], u.next)
				}
			}
		}
	}
	return end
}

// longestEscape is the largest length of a cut escape at the end of a text.
const longestEscape = 12

// begun reports whether the text may end within an escape that begins at a place.
func (r *reading) begun(at int) bool {
	return len(r.text)-at < longestEscape && bytes.IndexByte([]byte(escapes[:3]), r.text[at]) >= 0
}

// begins reports whether a folded secret begins with the bytes of a unit.
func begins(secret, unit []byte) bool {
	if len(unit) > len(secret) {
		return false
	}
	for i, c := range unit {
		if fold(c) != secret[i] {
			return false
		}
	}
	return true
}

// appendNew adds a place unless it is in the list.
func appendNew(places []int32, at int32) []int32 {
	for _, p := range places {
		if p == at {
			return places
		}
	}
	return append(places, at)
}
