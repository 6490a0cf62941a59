package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// TestNoSecretInErrors has an upstream that echoes all it got, as debug pages do.
func TestNoSecretInErrors(t *testing.T) {
	hidden := []string{"pa/ss word&1", "userinfo-secret", "session-token-77", "query-token-88", "dXNlcjpwYXNz"}
	for _, status := range []int{200, 401, 500, 0} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			echo := roundTrip(func(r *http.Request) (*http.Response, error) {
				text := fmt.Sprintf("%s %v pa\\/ss word&1 pa/ss word\\u00261 ", r.URL, r.Header)
				if status == 0 {
					return nil, errors.New(text)
				}
				return answer{status: status, body: text + "\x00\x1b[31m" + strings.Repeat("\u042f", 500)}.response(r), nil
			})
			base := parse(t, "http://me:userinfo-secret@upstream.test/base")
			var seen error
			account := connectors.Account{Transport: echo, Observe: func(_ context.Context, x connectors.Exchange) { seen = x.Err }}
			c := New(account, "fake", []*url.URL{base}, Options{Secrets: []connectors.Secret{
				connectors.NewSecret(hidden[0]), connectors.NewSecret("pa/ss"), {},
			}})
			r := get(false)
			r.Query = url.Values{"key": {hidden[0]}, "page": {"1"}}
			r.Header = http.Header{"X-Key": {hidden[0]}}
			r.Classify = func(res Response) error {
				if err := ClassifyStatus(res); err != nil {
					return err
				}
				return &connectors.Error{Kind: connectors.KindForbidden, Err: errors.New(string(res.Body))}
			}
			r.Authorize = func(_ context.Context, r *http.Request) error {
				r.Header.Set("X-Session", hidden[2])
				r.Header.Set("Authorization", "Basic "+hidden[4])
				q := r.URL.Query()
				q.Set("token", hidden[3])
				r.URL.RawQuery = q.Encode()
				return nil
			}
			_, err := c.Do(t.Context(), r)
			require.Equal(t, seen, err)
			text := failure(t, err).Error()
			for _, secret := range hidden {
				require.NotContains(t, text, secret)
				require.NotContains(t, text, url.QueryEscape(secret))
			}
			require.NotContains(t, text, `pa\/ss`)
			require.NotContains(t, text, `word\u0026`)
			require.Contains(t, text, "***")
			require.True(t, utf8.ValidString(text))
			if status != 200 {
				require.Contains(t, text, "GET http://upstream.test/base/rows: ")
				require.NotContains(t, text, "\x1b")
			}
		})
	}
}

func TestExcerpt(t *testing.T) {
	tests := map[string]struct{ body, want string }{
		"nothing":           {"", ""},
		"blank":             {" \r\n\t", ""},
		"lines":             {"one\r\n  two", ": one two"},
		"invalid text":      {"a\xff\xfeb", ": a?b"},
		"secret at the cut": {strings.Repeat("x", excerptLength-3) + "secret" + "yyy", ": " + strings.Repeat("x", excerptLength-3) + "***..."},
		"rune at the cut":   {strings.Repeat("x", excerptLength-1) + "\u042f", ": " + strings.Repeat("x", excerptLength-1) + "..."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, tt.want, newRedactor([]string{"secret"}).excerpt([]byte(tt.body)))
		})
	}
}
