package rest

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

const (
	// excerptLength is how much of a body an error shows, in bytes.
	excerptLength = 200
	// excerptSource is how much of a body is redacted to get there: enough that what was hidden cannot bring the cut
	// end of a secret into view.
	excerptSource = 64 << 10
	// minAdded is the shortest text that is taken for a credential on no other ground than that Authorize set it.
	minAdded = 6
)

// redactor hides secrets in texts. The zero value hides none.
type redactor struct {
	secrets *strings.Replacer
}

// newRedactor hides the secrets in plain and in the forms they take in URLs and JSON.
func newRedactor(secrets []string) redactor {
	var forms []string
	for _, s := range secrets {
		forms = append(forms, s, url.QueryEscape(s), url.PathEscape(s), strings.ReplaceAll(s, "/", `\/`))
		if quoted, err := json.Marshal(s); err == nil {
			forms = append(forms, string(quoted[1:len(quoted)-1]))
		}
	}
	// The longest first: of two secrets that begin alike, the shorter would leave the end of the longer in view.
	slices.SortFunc(forms, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	var pairs []string
	for _, f := range slices.Compact(forms) {
		if f != "" {
			pairs = append(pairs, f, "***")
		}
	}
	return redactor{secrets: strings.NewReplacer(pairs...)}
}

// added returns the credentials that a request got besides the headers and query it had before.
func added(before http.Header, req *http.Request, query url.Values) []string {
	var secrets []string
	add := func(value string) {
		if len(value) >= minAdded {
			secrets = append(secrets, value)
		}
	}
	for key, values := range req.Header {
		for _, v := range values {
			if slices.Contains(before[key], v) {
				continue
			}
			add(v)
			if _, token, ok := strings.Cut(v, " "); ok { // "Bearer TOKEN"
				add(token)
			}
		}
	}
	for key, values := range req.URL.Query() {
		for _, v := range values {
			if !slices.Contains(query[key], v) {
				add(v)
			}
		}
	}
	return secrets
}

// text returns the text without secrets.
func (r redactor) text(s string) string {
	if r.secrets == nil {
		return s
	}
	return r.secrets.Replace(s)
}

// url returns the URL without userinfo, query, fragment and secrets.
func (r redactor) url(u *url.URL) string {
	bare := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	return r.text(bare.String())
}

// error returns the error, or one of its text alone if there is something to hide.
func (r redactor) error(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	var at *url.Error // has a whole URL in its text; Authorize may return one
	if errors.As(err, &at) {
		bare := "an upstream URL"
		if u, err := url.Parse(at.URL); err == nil {
			bare = r.url(u)
		}
		text = strings.ReplaceAll(text, at.URL, bare)
	}
	if text = r.text(text); text != err.Error() {
		return errors.New(text)
	}
	return err
}

// excerpt returns ": " and the readable beginning of a body, or "".
func (r redactor) excerpt(body []byte) string {
	s := strings.ToValidUTF8(string(body[:min(len(body), excerptSource)]), "?")
	s = strings.Map(func(c rune) rune {
		if !unicode.IsPrint(c) {
			return ' '
		}
		return c
	}, r.text(s))
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > excerptLength {
		s = strings.ToValidUTF8(s[:excerptLength], "") + "..."
	}
	if s == "" {
		return ""
	}
	return ": " + s
}
