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
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/internal/redact/leaks"
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
			e := failure(t, err)
			for _, secret := range hidden {
				finder := leaks.NewFinder(secret)
				require.Empty(t, finder.Find(e.Error()), e.Error())
				require.Empty(t, finder.Find(e.Detail), e.Detail)
			}
			require.Contains(t, e.Error()+e.Detail, "***")
			require.True(t, utf8.ValidString(e.Detail))
			require.Contains(t, e.Detail, "GET http://upstream.test/base/rows: ")
			require.NotContains(t, e.Detail, "\x1b")
			if status != 200 { // whose text is what Classify made of it
				require.NotContains(t, e.Error(), "upstream.test")
				require.NotContains(t, e.Error(), "pa")
			}
		})
	}
}

func TestExcerpt(t *testing.T) {
	tests := map[string]struct {
		body string
		cut  bool
		want string
	}{
		"nothing":              {"", false, ""},
		"blank":                {" \r\n\t", false, ""},
		"lines":                {"one\r\n  two", false, "one two"},
		"invalid text":         {"a\xff\xfeb", false, "a?b"},
		"secret at the cut":    {strings.Repeat("x", excerptLength-3) + "s%65cret" + "yyy", false, strings.Repeat("x", excerptLength-3) + "***..."},
		"rune at the cut":      {strings.Repeat("x", excerptLength-1) + "\u042f", false, strings.Repeat("x", excerptLength-1) + "..."},
		"cut in a secret":      {"no key s%65c", true, "no key ***"},
		"not cut":              {"no key s%65c", false, "no key s%65c"},
		"secret at our source": {strings.Repeat(" ", excerptSource-3) + "secret", false, "***"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, tt.want, excerpt([]byte(tt.body), tt.cut, redact.New("secret")))
		})
	}
}
