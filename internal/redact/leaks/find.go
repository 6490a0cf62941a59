package leaks

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
)

// depth is the number of nested encodings that Find decodes.
const depth = 3

// minCore is the shortest base64 that is searched in any case.
const minCore = 5

// A Finder finds credentials.
type Finder struct {
	secrets  []secret
	steps    []step
	standard *strings.Replacer // of the alphabet of URLs
	least    int               // the length of the shortest credential
}

// secret is a credential in lower case, alone and in base64 at each alignment.
type secret struct {
	given, lower string
	cores        []string
}

// reading is a text and how it was decoded.
type reading struct{ text, how string }

// NewFinder returns a finder for credentials. To search a text for all of them costs little more than for one: a text is
// decoded once.
func NewFinder(secrets ...string) *Finder {
	f := &Finder{standard: strings.NewReplacer("-", "+", "_", "/")}
	for i, given := range secrets {
		f.secrets = append(f.secrets, newSecret(given))
		if i == 0 || len(given) < f.least {
			f.least = len(given)
		}
	}
	f.steps = append(escapes(), encodings(f.least)...)
	return f
}

func newSecret(given string) secret {
	s := secret{given: given, lower: strings.ToLower(given)}
	for before := range 3 {
		encoded := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("\x00", before) + given))
		core := encoded[(8*before+5)/6 : 8*(before+len(given))/6]
		if len(core) >= minCore {
			s.cores = append(s.cores, strings.ToLower(core))
		}
	}
	return s
}

// Find returns how a credential can be read in a text, and which, or "".
func (f *Finder) Find(text string) string {
	seen, level := map[string]bool{text: true}, []reading{{text, "plain"}}
	for left := depth; ; left-- {
		var next []reading
		for _, r := range level {
			if found := f.read(r); found != "" {
				return found
			}
			if left > 0 {
				next = append(next, f.decode(r, seen)...)
			}
		}
		// The readings of a level are decoded before those they give, so that no reading is first met where fewer layers are left.
		if level = next; len(level) == 0 {
			return ""
		}
	}
}

// read looks for credentials in a text as it is.
func (f *Finder) read(r reading) string {
	if len(r.text) < f.least {
		return ""
	}
	lower := strings.ToLower(r.text)
	standard := f.standard.Replace(lower)
	for _, s := range f.secrets {
		if strings.Contains(lower, s.lower) {
			return fmt.Sprintf("%s: %q", r.how, s.given)
		}
		if slices.ContainsFunc(s.cores, func(core string) bool { return strings.Contains(standard, core) }) {
			return fmt.Sprintf("%s, base64 in some case: %q", r.how, s.given)
		}
	}
	return ""
}

// decode returns the readings that each step makes of a text, without those seen before.
func (f *Finder) decode(r reading, seen map[string]bool) (all []reading) {
	for _, step := range f.steps {
		for _, decoded := range step.decode(r.text) {
			if len(decoded) >= f.least && !seen[decoded] {
				seen[decoded] = true
				all = append(all, reading{decoded, r.how + ", " + step.name})
			}
		}
	}
	return all
}
