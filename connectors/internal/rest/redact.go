package rest

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/crmstream/crmstream/internal/redact"
)

const (
	// excerptLength is how many bytes of an upstream's text the log shows.
	excerptLength = 200
	// excerptSource is how many bytes of a text are redacted for an excerpt.
	excerptSource = 4 << 10
	// minAdded is the shortest text that is taken for a credential only because Authorize has set it.
	minAdded = 6
)

// added returns the credentials that were added to a request, given its headers and query before.
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
			if scheme, token, ok := strings.Cut(v, " "); ok { // "Bearer TOKEN"
				add(token)
				if _, password, ok := req.BasicAuth(); ok && strings.EqualFold(scheme, "Basic") {
					add(password)
				}
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

// bare returns a URL without userinfo, query and fragment.
func bare(u *url.URL) string {
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}).String()
}

// hidden returns the error, or if its text has something to hide, an error with the redacted text.
func hidden(err error, hide *redact.Redactor) error {
	if err == nil {
		return nil
	}
	if text := hide.Text(err.Error()); text != err.Error() {
		return errors.New(text)
	}
	return err
}

// withoutQuery returns the text of an error, in which a URL has no query.
func withoutQuery(err error) string {
	text := err.Error()
	var at *url.Error
	if errors.As(err, &at) {
		shown := "an upstream URL"
		if u, err := url.Parse(at.URL); err == nil {
			shown = bare(u)
		}
		text = strings.ReplaceAll(text, at.URL, shown)
	}
	return text
}

// Said returns the readable beginning of a text in the words of the upstream, without credentials. It is for the reason of a refusal
// that only these words say; all other words of upstreams are for Detail.
func (c *Client) Said(text string) string { return excerpt([]byte(text), false, c.hide) }

// excerpt returns the readable beginning of an upstream's text. It hides secrets before anything else, since a secret that is
// cut or quoted is no longer found. cut says that the text goes on, so that it may end within a secret.
func excerpt(text []byte, cut bool, hide *redact.Redactor) string {
	var s string
	if cut || len(text) > excerptSource {
		s = hide.Cut(string(text[:min(len(text), excerptSource)]))
	} else {
		s = hide.Text(string(text))
	}
	s = strings.Map(func(c rune) rune {
		if !unicode.IsPrint(c) {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(s, "?"))
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > excerptLength {
		s = strings.ToValidUTF8(s[:excerptLength], "") + "..."
	}
	return s
}
