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

// step is one way to decode a text, as a whole or the words in it.
type step struct {
	name   string
	decode func(string) []string
}

// escapes are the ways to decode escaped characters.
func escapes() []step {
	percent := regexp.MustCompile(`%[0-9A-Fa-f]{2}`)
	wide := regexp.MustCompile(`(?:(?:\\u|%u)[0-9A-Fa-f]{4})+`)
	braced := regexp.MustCompile(`\\u\{([0-9A-Fa-f]+)\}`)
	bytewise := regexp.MustCompile(`\\x([0-9A-Fa-f]{2})`)
	octal := regexp.MustCompile(`\\([0-7]{3})`)
	backslash := strings.NewReplacer(`\/`, `/`, `\"`, `"`, `\\`, `\`, `\n`, "\n", `\t`, "\t", `\r`, "\r", `\b`, "\b", `\f`, "\f")
	return []step{
		{"percent", whole(percent, []string{"%"}, url.PathUnescape)},
		{"plus", func(s string) []string { return []string{strings.ReplaceAll(s, "+", " ")} }},
		{"entities", func(s string) []string { return []string{html.UnescapeString(s)} }},
		{"\\u", whole(wide, []string{`\u`, "%u"}, func(s string) (string, error) {
			var units []uint16
			for ; len(s) > 0; s = s[6:] {
				n, _ := strconv.ParseUint(s[2:6], 16, 16)
				units = append(units, uint16(n))
			}
			return string(utf16.Decode(units)), nil
		})},
		{"\\u{}", whole(braced, []string{`\u{`}, func(s string) (string, error) {
			n, err := strconv.ParseInt(s[3:len(s)-1], 16, 32)
			return string(rune(n)), err
		})},
		{"\\x", whole(bytewise, []string{`\x`}, unquote)},
		{"octal", whole(octal, []string{`\`}, unquote)},
		{"backslash", func(s string) []string { return []string{backslash.Replace(s)} }},
	}
}

// encodings are the ways to decode words that are encoded as a whole. They leave words out that are too short to give a text
// of the least length.
func encodings(least int) []step {
	apart := strings.NewReplacer("0x", "", "0X", "", `\x`, "", " ", "", ":", "", ",", "", ";", "", "%", "", "-", "")
	alphabet := strings.NewReplacer("-", "+", "_", "/", " ", "", "\n", "", "\r", "", "\t", "")
	return []step{
		{"hex", words(hexWord, 2*least, func(s string) []string {
			s = apart.Replace(s)
			return []string{unhex(s), unhex(s[min(1, len(s)):])}
		})},
		{"decimal", words(decimalWord, 2*least-1, func(s string) []string {
			var b []byte
			for n := range strings.FieldsFuncSeq(s, func(c rune) bool { return c < '0' }) {
				v, _ := strconv.Atoi(n)
				b = append(b, byte(v))
			}
			return []string{string(b)}
		})},
		{"base64", words(base64Word, least+least/3, func(s string) []string {
			s = alphabet.Replace(s)
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

// whole decodes every match in a text. Each match begins with one of the starts, for which it costs less to look.
func whole(match *regexp.Regexp, starts []string, decode func(string) (string, error)) func(string) []string {
	return func(text string) []string {
		if !slices.ContainsFunc(starts, func(start string) bool { return strings.Contains(text, start) }) {
			return nil
		}
		return []string{match.ReplaceAllStringFunc(text, func(s string) string {
			decoded, err := decode(s)
			if err != nil {
				return s
			}
			return decoded
		})}
	}
}

// words decodes every word in a text separately. The function next returns the length of the word a text begins with, or 0.
func words(next func(string) int, least int, decode func(string) []string) func(string) []string {
	return func(text string) (all []string) {
		for len(text) > 0 {
			n := next(text)
			if n > 0 && n >= least {
				all = append(all, decode(text[:n])...)
			}
			text = text[max(n, 1):]
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
