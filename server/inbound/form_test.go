package inbound

import (
	"bytes"
	"mime/multipart"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

func TestForms(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]connectors.Parameter{
		"":                       nil,
		"&&":                     nil,
		"a":                      {{Name: "a"}},
		"=":                      {{}},
		"=v":                     {{Value: "v"}},
		"a=b=c":                  {{Name: "a", Value: "b=c"}},
		"a=1&a=2&&b":             {{Name: "a", Value: "1"}, {Name: "a", Value: "2"}, {Name: "b"}},
		"a;b=c;d&e":              {{Name: "a;b", Value: "c;d"}, {Name: "e"}},
		"a+b=c+d%2B":             {{Name: "a b", Value: "c d+"}},
		"100%=%&b=%4&c=%zz":      {{Name: "100%", Value: "%"}, {Name: "b", Value: "%4"}, {Name: "c", Value: "%zz"}},
		"a=%41%4a%4A%00%ff%2541": {{Name: "a", Value: "AJJ\x00\xff%41"}},
		"a=%%41&b=%4%31":         {{Name: "a", Value: "%A"}, {Name: "b", Value: "%41"}},
		"a=\xff\x00\r\n":         {{Name: "a", Value: "\xff\x00\r\n"}},
		"a%26b=c%3Dd%26e":        {{Name: "a&b", Value: "c=d&e"}},
	} {
		got, ok := parseForm(text)
		require.True(t, ok, text)
		require.Equal(t, want, got, text)
	}
	_, ok := parseForm(strings.Repeat("a&", maxParameters) + "b")
	require.False(t, ok)
}

// reference reads a form another way than parseForm: byte by byte.
func reference(text string) []connectors.Parameter {
	var all []connectors.Parameter
	var now connectors.Parameter
	begun, at := false, &now.Name
	end := func() {
		if begun {
			all = append(all, now)
		}
		now, begun, at = connectors.Parameter{}, false, &now.Name
	}
	for len(text) > 0 {
		c, size := text[:1], 1
		switch {
		case c == "&":
			end()
			text = text[1:]
			continue
		case c == "=" && at == &now.Name:
			begun, at = true, &now.Value
			text = text[1:]
			continue
		case c == "+":
			c = " "
		case c == "%" && len(text) > 2 && strings.Trim(text[1:3], "0123456789abcdefABCDEF") == "":
			b, _ := strconv.ParseUint(text[1:3], 16, 8)
			c, size = string([]byte{byte(b)}), 3
		}
		*at += c
		begun, text = true, text[size:]
	}
	end()
	return all
}

func FuzzForms(f *testing.F) {
	for _, seed := range []string{"", "a=1&b=2", "a=%", "a;b", "%zz=+&&=", "a=%D0%9F", "=&=&", "%4%31"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := reference(text)
		got, ok := parseForm(text)
		if !ok {
			require.Greater(t, len(want), maxParameters)
			return
		}
		require.Equal(t, want, got)
		values, err := url.ParseQuery(text)
		if err != nil {
			return
		}
		ours := url.Values{}
		for _, p := range got {
			ours.Add(p.Name, p.Value)
		}
		require.Equal(t, values, ours, "what net/url reads without an error, it reads so")
	})
}

// FuzzMultipart reads forms as mime/multipart writes them, and never fails by a panic.
func FuzzMultipart(f *testing.F) {
	f.Add("action", "sendSms", []byte("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--"))
	f.Add("a\"\\b", "\r\n--b--\r\n\xff", []byte("--b--"))
	f.Fuzz(func(t *testing.T, name, value string, body []byte) {
		if params, ok := parseMultipart(body, "b"); ok {
			require.LessOrEqual(t, len(params), maxParameters)
		}
		if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r > '~' }) {
			return
		}
		var form bytes.Buffer
		w := multipart.NewWriter(&form)
		require.NoError(t, w.WriteField(name, value))
		require.NoError(t, w.WriteField(name, ""))
		require.NoError(t, w.Close())
		params, ok := parseMultipart(form.Bytes(), w.Boundary())
		if strings.Contains(value, w.Boundary()) {
			return
		}
		require.True(t, ok)
		require.Equal(t, []connectors.Parameter{{Name: name, Value: value}, {Name: name}}, params)
	})
}
