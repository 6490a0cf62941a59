package redact

// layers is how deep encodings of whole texts may nest. In each of them escapes may nest as deep.
const layers = 3

// finder marks the bytes of a text that belong to secrets.
type finder struct {
	*secrets
	hidden []bool
	found  bool
}

// find finds the secrets in a reading, through that many layers of encodings of whole texts.
func (f *finder) find(r *reading, layers int) {
	f.findEscaped(r)
	if f.shortest == 0 || len(r.text) < f.shortest {
		return
	}
	for _, text := range []*reading{r, r.unescaped()} {
		if text == nil {
			continue
		}
		f.findCores(text)
		if layers == 0 {
			continue
		}
		for _, decode := range decoders {
			if decoded := decode(text, f.shortest); len(decoded.text) > 0 {
				f.find(decoded, layers-1)
			}
		}
	}
}

// findEscaped finds secrets that are plain, or that have escaped characters.
func (f *finder) findEscaped(r *reading) {
	texts := f.folded
	if r.decoded {
		texts = f.long
	}
	m := matcher{reading: r, texts: texts}
	for at := range r.text {
		if end := m.match(at); end > at {
			f.hide(r, at, end)
		}
	}
}

// findCores finds the base64 of secrets in any case.
func (f *finder) findCores(r *reading) {
	if len(f.cores) == 0 {
		return
	}
	folded := standard(r.text)
	for at, c := range folded {
		if !f.begins[c] {
			continue
		}
		s := f.cores.all()
		for end := at; end < len(folded); {
			if s = f.cores.with(s, folded[end]); s.empty() {
				break
			}
			if end++; f.cores.whole(s) {
				f.hideCore(r, at, end)
			}
		}
	}
}

// hideCore hides the part of a reading that has a core, and the characters beside it that have some bits of the secret, too.
func (f *finder) hideCore(r *reading, from, to int) {
	if from > 0 && sextet(r.text[from-1]) >= 0 {
		from--
	}
	if to < len(r.text) && sextet(r.text[to]) >= 0 {
		to++
	}
	f.hide(r, from, to)
}

// standard returns a text with base64url converted to base64, in one case.
func standard(text []byte) []byte {
	folded := make([]byte, len(text))
	for i, c := range text {
		switch folded[i] = fold(c); c {
		case '-':
			folded[i] = '+'
		case '_':
			folded[i] = '/'
		}
	}
	return folded
}

// hide marks the part of the original text that a part of a reading comes from.
func (f *finder) hide(r *reading, from, to int) {
	f.found = true
	for i := r.from[from]; i < r.to[to-1]; i++ {
		f.hidden[i] = true
	}
}
