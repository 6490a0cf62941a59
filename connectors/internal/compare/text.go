package compare

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/search"
	"golang.org/x/text/unicode/norm"
)

// Text is a text asked for. It does not change and is safe for concurrent use.
type Text struct {
	plain string
	words []*search.Pattern
}

// NewText prepares a text for comparisons.
func NewText(text string) Text {
	t := Text{plain: strings.TrimSpace(text)}
	matcher := search.New(language.Und, search.Loose)
	for _, word := range words(text) {
		t.words = append(t.words, matcher.CompileString(word))
	}
	return t
}

// In reports whether a text that a row shows has all words of t in their order, also as parts of longer words. A text without
// words, such as a dash, is in every text that is not blank, since collations may treat signs as equal.
func (t Text) In(shown string) bool {
	rest := folded(shown)
	for _, word := range t.words {
		_, end := word.IndexString(rest)
		if end < 0 {
			return false
		}
		rest = rest[end:]
	}
	return len(t.words) > 0 || strings.TrimSpace(shown) != ""
}

// Is reports whether a text that a row shows has the same words and no others. Texts without words are the same if they differ
// in outer blanks only.
func (t Text) Is(shown string) bool {
	have := words(shown)
	if len(t.words) == 0 {
		return strings.TrimSpace(shown) == t.plain
	}
	return slices.EqualFunc(t.words, have, func(word *search.Pattern, have string) bool {
		start, end := word.IndexString(have, search.Anchor)
		return start == 0 && end == len(have)
	})
}

// words returns the runs of letters and digits of a text. Signs between them are left out: servers escape signs, as &quot;, and
// change line ends.
func words(text string) []string {
	return strings.FieldsFunc(folded(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// folded returns a text in lower case and without combining marks. Package search treats letters with and without a mark (й and
// и) as different, and some collations as equal, so the marks are removed. The same holds for the letters that the replacer
// changes.
func folded(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
	return strings.NewReplacer("ı", "i", "ß", "s", "ss", "s").Replace(text)
}

// Phone reports whether a telephone number that a row shows may be the one asked for: numbers are stored with and without the
// country's code, and with extensions. A row without a number matches, since upstreams hide numbers.
func Phone(asked, shown string) bool {
	const local = 7 // the digits that make a number within its area
	a, s := digits(asked), digits(shown)
	if a == "" || s == "" {
		return true
	}
	if strings.Contains(a, s) || strings.Contains(s, a) {
		return true
	}
	return len(a) >= local && len(s) >= local && a[len(a)-local:] == s[len(s)-local:]
}

// digits returns the digits of a text.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
