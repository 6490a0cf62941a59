package redact

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// mask replaces a secret.
const mask = "***"

// maxText is the largest part of a text that is read and returned, in bytes. No text for people is longer, and reading hostile
// texts takes time.
const maxText = 16 << 10

// maxLearned is the largest number of remembered secrets that appear while the process runs. Later secrets replace the
// earliest, which are tokens that have ended.
const maxLearned = 256

// Redactor hides secrets in texts. It is safe for concurrent use. A nil Redactor hides none.
type Redactor struct {
	mu sync.Mutex
	// given are the secrets that are hidden for ever, each once, and has tells which they are.
	given, learned []string
	has            map[string]bool
	// known is made of the secrets when it is first needed, and is nil from when secrets are added until then: a server that starts
	// adds thousands, one after the other.
	known atomic.Pointer[secrets]
}

// New returns a redactor that hides these secrets.
func New(secrets ...string) *Redactor {
	r := &Redactor{has: map[string]bool{}}
	r.Add(secrets...)
	return r
}

// Add adds secrets to hide.
func (r *Redactor) Add(secrets ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range secrets {
		if s != "" && !r.has[s] {
			r.has[s] = true
			r.given = append(r.given, s)
			r.known.Store(nil)
		}
	}
}

// Learn adds secrets that appear while the process runs, such as tokens of sessions. They are hidden until many others were
// learned.
func (r *Redactor) Learn(secrets ...string) {
	known := r.secrets()
	if !slices.ContainsFunc(secrets, func(s string) bool { return s != "" && !known.has(s) }) {
		return // true for nearly every request
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range secrets {
		if s != "" && !r.has[s] && !slices.Contains(r.learned, s) {
			r.learned = append(r.learned, s)
		}
	}
	r.learned = r.learned[max(len(r.learned)-maxLearned, 0):]
	r.known.Store(nil)
}

// secrets returns the secrets to find.
func (r *Redactor) secrets() *secrets {
	if known := r.known.Load(); known != nil {
		return known
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	known := r.known.Load()
	if known == nil {
		known = newSecrets(slices.Concat(r.given, r.learned))
		r.known.Store(known)
	}
	return known
}

// Text returns a text with its secrets hidden, and without its end if the text is very long.
func (r *Redactor) Text(text string) string { return r.hide(text, false) }

// Cut returns a text with its secrets hidden. The text was cut, so it may end within a secret.
func (r *Redactor) Cut(text string) string { return r.hide(text, true) }

func (r *Redactor) hide(text string, cut bool) string {
	if text = Keys(text); r == nil || text == "" {
		return text
	}
	known := r.secrets()
	if len(known.folded) == 0 || !cut && known.clean.has(text) {
		return text
	}
	more := ""
	if len(text) > maxText {
		text, cut, more = text[:maxText], true, "..."
	}
	f := finder{secrets: known, hidden: make([]bool, len(text))}
	f.find(plain(text, cut), layers)
	if !f.found {
		if !cut {
			known.clean.add(text)
		}
		return text + more
	}
	var out strings.Builder
	for i := range len(text) {
		switch {
		case !f.hidden[i]:
			out.WriteByte(text[i])
		case i == 0 || !f.hidden[i-1]:
			out.WriteString(mask)
		}
	}
	return out.String() + more
}
