package leaks

import (
	"encoding/base64"
	"encoding/hex"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// depth is the number of nested encodings that Find decodes.
const depth = 3

// minCore is the shortest base64 that is searched in any case.
const minCore = 5

// A Finder finds one credential.
type Finder struct {
	secret string
	cores  []string
	steps  []step
	least  int
}

// step is one way to decode a text, as a whole or the words in it.
type step struct {
	name   string
	decode func(string) []string
}

// NewFinder returns a finder for a credential.
func NewFinder(secret string) *Finder {
	f := &Finder{secret: strings.ToLower(secret), least: len(secret)}
	for before := range 3 {
		encoded := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("\x00", before) + secret))
		core := encoded[(8*before+5)/6 : 8*(before+len(secret))/6]
		if len(core) >= minCore {
			f.cores = append(f.cores, strings.ToLower(core))
		}
	}
	f.steps = append(escapes(), encodings()...)
	return f
}

// escapes are the ways to decode escaped characters.
func escapes() []step {
	percent := regexp.MustCompile(`%[0-9A-Fa-f]{2}`)
	wide := regexp.MustCompile(`(?:(?:\\u|%u)[0-9A-Fa-f]{4})+`)
	braced := regexp.MustCompile(`\\u\{([0-9A-Fa-f]+)\}`)
	bytewise := regexp.MustCompile(`\\x([0-9A-Fa-f]{2})`)
	octal := regexp.MustCompile(`\\([0-7]{3})`)
	return []step{
		{"percent", whole(percent, func(s string) (string, error) { return url.PathUnescape(s) })},
		{"plus", func(s string) []string { return []string{strings.ReplaceAll(s, "+", " ")} }},
		{"entities", func(s string) []string { return []string{html.UnescapeString(s)} }},
		{"\\u", whole(wide, func(s string) (string, error) {
			var units []uint16
			for ; len(s) > 0; s = s[6:] {
				n, _ := strconv.ParseUint(s[2:6], 16, 16)
				units = append(units, uint16(n))
			}
			return string(utf16.Decode(units)), nil
		})},
		{"\\u{}", whole(braced, func(s string) (string, error) {
			n, err := strconv.ParseInt(s[3:len(s)-1], 16, 32)
			return string(rune(n)), err
		})},
		{"\\x", whole(bytewise, unquote)},
		{"octal", whole(octal, unquote)},
		{"backslash", func(s string) []string {
			return []string{strings.NewReplacer(`\/`, `/`, `\"`, `"`, `\\`, `\`, `\n`, "\n", `\t`, "\t", `\r`, "\r", `\b`, "\b", `\f`, "\f").Replace(s)}
		}},
	}
}

// encodings are the ways to decode words that are encoded as a whole.
func encodings() []step {
	return []step{
		{"hex", words(regexp.MustCompile(`(?i)(?:(?:0x|\\x)?[0-9a-f]{2}[ :,;%-]{0,2})+`), func(s string) []string {
			s = strings.NewReplacer("0x", "", "0X", "", `\x`, "", " ", "", ":", "", ",", "", ";", "", "%", "", "-", "").Replace(s)
			return []string{unhex(s), unhex(s[min(1, len(s)):])}
		})},
		{"decimal", words(regexp.MustCompile(`\d{1,3}(?:[ ,]+\d{1,3})+`), func(s string) []string {
			var b []byte
			for n := range strings.FieldsFuncSeq(s, func(c rune) bool { return c < '0' }) {
				v, _ := strconv.Atoi(n)
				b = append(b, byte(v))
			}
			return []string{string(b)}
		})},
		{"base64", words(regexp.MustCompile(`[A-Za-z0-9+/_-]+(?:[ \t\r\n]+[A-Za-z0-9+/_-]+)*`), func(s string) []string {
			s = strings.NewReplacer("-", "+", "_", "/", " ", "", "\n", "", "\r", "", "\t", "").Replace(s)
			var all []string
			for skip := range min(4, len(s)) {
				part := s[skip:]
				if len(part)%4 == 1 {
					part = part[:len(part)-1]
				}
				decoded, _ := base64.RawStdEncoding.DecodeString(part)
				all = append(all, string(decoded))
			}
			return all
		})},
	}
}

// Find returns how the credential can be read in a text, or "".
func (f *Finder) Find(text string) string { return f.find(text, "plain", depth, map[string]bool{}) }

func (f *Finder) find(text, how string, left int, seen map[string]bool) string {
	if len(text) < f.least || seen[text] {
		return ""
	}
	seen[text] = true
	lower := strings.ToLower(text)
	if strings.Contains(lower, f.secret) {
		return how
	}
	standard := strings.NewReplacer("-", "+", "_", "/").Replace(lower)
	if slices.ContainsFunc(f.cores, func(core string) bool { return strings.Contains(standard, core) }) {
		return how + ", base64 in some case"
	}
	if left == 0 {
		return ""
	}
	for _, step := range f.steps {
		for _, decoded := range step.decode(text) {
			if found := f.find(decoded, how+", "+step.name, left-1, seen); found != "" {
				return found
			}
		}
	}
	return ""
}

// whole decodes every match in a text.
func whole(match *regexp.Regexp, decode func(string) (string, error)) func(string) []string {
	return func(text string) []string {
		return []string{match.ReplaceAllStringFunc(text, func(s string) string {
			decoded, err := decode(s)
			if err != nil {
				return s
			}
			return decoded
		})}
	}
}

// words decodes every match in a text separately.
func words(match *regexp.Regexp, decode func(string) []string) func(string) []string {
	return func(text string) (all []string) {
		for _, word := range match.FindAllString(text, -1) {
			all = append(all, decode(word)...)
		}
		return all
	}
}

// unquote decodes a Go escape.
func unquote(s string) (string, error) { return strconv.Unquote(`"` + s + `"`) }

func unhex(s string) string {
	decoded, _ := hex.DecodeString(s[:len(s)/2*2])
	return string(decoded)
}
