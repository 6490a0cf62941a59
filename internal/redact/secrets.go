package redact

import (
	"encoding/base64"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

const (
	// minDecoded is the shortest secret that is searched in decoded texts, in bytes.
	minDecoded = 3
	// minCore is the shortest base64 that is searched in any case, in characters.
	minCore = 5
)

// secrets are the secrets to find. They never change, but for what is remembered of texts.
type secrets struct {
	clean clean
	plain map[string]bool
	// folded are the secrets in one case, and long those of them that are searched in decoded texts.
	folded, long sorted
	// cores are the base64 of secrets, in one case, without the characters at both ends that also depend on neighbouring bytes.
	cores sorted
	// begins has the bytes that begin a core.
	begins [256]bool
	// shortest is the length of the shortest secret that is searched in decoded texts, 0 for none.
	shortest int
}

const (
	// maxClean is the number of texts that are remembered, and maxCleanText the largest size of one in bytes.
	maxClean     = 64
	maxCleanText = 1 << 10
)

// clean are short texts in which none of these secrets was found. The server says the same things again and again, for example that a
// catalogue is not kept, and searching such a text took a tenth of the CPU of a look-up.
type clean struct {
	texts sync.Map // of string
	known atomic.Int32
}

// has reports whether the text was searched before.
func (c *clean) has(text string) bool {
	_, ok := c.texts.Load(text)
	return ok
}

// add remembers a whole text, unless there are many already.
func (c *clean) add(text string) {
	if len(text) <= maxCleanText && c.known.Load() < maxClean {
		c.known.Add(1)
		c.texts.Store(strings.Clone(text), nil)
	}
}

func newSecrets(texts []string) *secrets {
	k := &secrets{plain: map[string]bool{}}
	for _, text := range texts {
		k.plain[text] = true
	}
	for _, text := range cases(texts) {
		secret := []byte(text)
		k.cores = append(k.cores, cores(secret)...)
		for i, c := range secret {
			secret[i] = fold(c)
		}
		k.folded = append(k.folded, secret)
		if len(secret) < minDecoded {
			continue
		}
		k.long = append(k.long, secret)
		if k.shortest == 0 || len(secret) < k.shortest {
			k.shortest = len(secret)
		}
	}
	k.folded, k.long, k.cores = sortTexts(k.folded), sortTexts(k.long), sortTexts(k.cores)
	for _, core := range k.cores {
		k.begins[core[0]] = true
	}
	return k
}

// cases returns the texts. Texts with letters beyond ASCII, which fold does not change, are also returned in both cases.
func cases(texts []string) []string {
	all := slices.Clone(texts)
	for _, text := range texts {
		if utf8.ValidString(text) && utf8.RuneCountInString(text) < len(text) {
			all = append(all, strings.ToLower(text), strings.ToUpper(text))
		}
	}
	return all
}

func (k *secrets) has(text string) bool { return k.plain[text] }

// cores returns the base64 of a secret after no byte, one byte or two bytes.
func cores(secret []byte) (found [][]byte) {
	for before := range 3 {
		encoded := base64.RawStdEncoding.EncodeToString(slices.Concat(make([]byte, before), secret))
		core := []byte(encoded[(8*before+5)/6 : 8*(before+len(secret))/6])
		if len(core) < minCore {
			continue
		}
		for i, c := range core {
			core[i] = fold(c)
		}
		found = append(found, core)
	}
	return found
}

// fold returns the lower case of an ASCII letter, and other bytes unchanged.
func fold(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
