package redact

import "bytes"

// reading is what a text can be read as.
type reading struct {
	text []byte
	// from and to are where each byte stands in the text that is redacted.
	from, to []int32
	// units are the bytes as they are. Between two decoded parts stands one without bytes.
	units []unit
	// read are units that stand for others, once they were asked for.
	read map[place][]unit
	// cut states that the text goes on behind its end.
	cut bool
	// decoded states that this is not the text itself.
	decoded bool
}

// place is where units are read, and through how many layers.
type place struct{ at, layers int }

// unit is what can be read at a place: bytes of one character, and where the next one is.
type unit struct {
	bytes [4]byte
	n     int8
	next  int32
}

// plain returns a text as it is.
func plain(text string, cut bool) *reading {
	r := newReading(len(text))
	r.cut, r.decoded = cut, false
	for i := range len(text) {
		r.add(text[i], int32(i), int32(i+1))
	}
	return r
}

// newReading returns a reading with room for so many bytes.
func newReading(room int) *reading {
	return &reading{
		text: make([]byte, 0, room), from: make([]int32, 0, room), to: make([]int32, 0, room), units: make([]unit, 0, room), decoded: true,
	}
}

// add adds a byte that stands at a place of the redacted text.
func (r *reading) add(c byte, from, to int32) {
	r.text, r.from, r.to = append(r.text, c), append(r.from, from), append(r.to, to)
	r.units = append(r.units, unit{bytes: [4]byte{c}, n: 1, next: int32(len(r.text))})
}

// pause keeps what is added from being read together with what was.
func (r *reading) pause() {
	if last := len(r.units) - 1; last >= 0 && r.units[last].n > 0 {
		r.add(0, r.to[last], r.to[last])
		r.units[last+1].n = 0
	}
}

// shorten drops the end of a reading.
func (r *reading) shorten(length int) {
	r.text, r.from, r.to, r.units = r.text[:length], r.from[:length], r.to[:length], r.units[:length]
}

// escapes are what escapes begin with, and the blank of forms.
const escapes = `%\&+`

// unescaped returns the text with its escapes read, nil if it has none.
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

// match returns where a secret ends that begins at a place, escaped or not, and 0 if there is none. One that the end of a cut
// text may be the beginning of ends there.
func (r *reading) match(start int, secret []byte) (end int) {
	reached := make([][]int32, len(secret)+1) // the places up to which so many bytes of the secret were read
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

// longestEscape is how many bytes the end of a cut text can have that is the beginning of an escape.
const longestEscape = 12

// begun reports whether a text may end within an escape that begins at a place.
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

// appendNew adds a place unless it is there.
func appendNew(places []int32, at int32) []int32 {
	for _, p := range places {
		if p == at {
			return places
		}
	}
	return append(places, at)
}
