package leaks

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Form is one encoding of a credential.
type Form struct{ Name, Text string }

// Forms returns a credential in the encodings in which upstreams may echo it.
func Forms(secret string) []Form {
	var forms []Form
	add := func(name, text string) {
		// A secret that is not valid text cannot be written as JSON, HTML and similar forms.
		if utf8.ValidString(secret) || strings.ContainsAny(name[:1], "bhGpo") {
			forms = append(forms, Form{name, text})
		}
	}
	add("plain", secret)
	add("upper case", strings.ToUpper(secret))
	add("lower case", strings.ToLower(secret))
	quoted, _ := json.Marshal(secret) // a text can always be encoded
	add("JSON", string(quoted[1:len(quoted)-1]))
	add("JSON, slashes", strings.ReplaceAll(secret, "/", `\/`))
	add("JSON, all", units(secret, `\u%04x`))
	add("JSON, all, upper case", units(secret, `\u%04X`))
	add("JSON, some", some(secret, func(s string) string { return units(s, `\u%04X`) }))
	add("Go", strings.Trim(strconv.Quote(secret), `"`))
	add("Go, bytes", each(secret, `\x%02x`))
	add("octal", each(secret, `\%03o`))
	add("ES6", runes(secret, `\u{%x}`))
	add("query", url.QueryEscape(secret))
	add("path", url.PathEscape(secret))
	add("percent, all", each(secret, "%%%02x"))
	add("percent, all, upper case", each(secret, "%%%02X"))
	add("some percents", some(secret, func(s string) string { return each(s, "%%%02x") }))
	add("percent, twice", url.QueryEscape(each(secret, "%%%02X")))
	add("UTF-16 in percents", units(secret, "%%u%04X"))
	add("HTML", html.EscapeString(secret))
	add("HTML, decimal", runes(secret, "&#%d;"))
	add("HTML, decimal, zeros", runes(secret, "&#%05d;"))
	add("HTML, hexadecimal", runes(secret, "&#x%x;"))
	add("HTML, hexadecimal, upper case", runes(secret, "&#X%X;"))
	add("HTML, some", some(secret, func(s string) string { return runes(s, "&#%d;") }))
	add("HTML in JSON", strings.ReplaceAll(runes(secret, "&#%d;"), "&", `\u0026`))
	add("hex", hex.EncodeToString([]byte(secret)))
	add("hex, upper case", strings.ToUpper(hex.EncodeToString([]byte(secret))))
	add("hex, apart", strings.TrimSpace(each(secret, "%02x ")))
	add("hex, colons", strings.TrimSuffix(each(secret, "%02X:"), ":"))
	add("hex, C", strings.TrimSuffix(each(secret, "0x%02x, "), ", "))
	add("bytes", fmt.Sprintf("%d", []byte(secret)))
	for _, before := range []string{"", "u", "us", "user:", "user name:", `{"a":`} {
		text := []byte(before + secret)
		add("base64 behind "+strconv.Quote(before), base64.StdEncoding.EncodeToString(text))
		add("base64url behind "+strconv.Quote(before), base64.RawURLEncoding.EncodeToString(text))
		add("base64 before more, behind "+strconv.Quote(before), base64.StdEncoding.EncodeToString(append(text, "@host/x"...)))
		add("base64 in JSON behind "+strconv.Quote(before), strings.ReplaceAll(base64.StdEncoding.EncodeToString(text), "/", `\/`))
		add("base64 in a query behind "+strconv.Quote(before), url.QueryEscape(base64.StdEncoding.EncodeToString(text)))
	}
	add("base64, lower case", strings.ToLower(base64.StdEncoding.EncodeToString([]byte(secret))))
	add("base64 in lines", wrapped(base64.StdEncoding.EncodeToString([]byte("a long name of a user:"+secret)), 16, "\r\n"))
	add("base64 in lines, in JSON", wrapped(base64.StdEncoding.EncodeToString([]byte("a long name of a user:"+secret)), 16, `\n`))
	add("base64 of a query", base64.StdEncoding.EncodeToString([]byte("key="+url.QueryEscape(secret)+"&a=b")))
	add("base64, twice", base64.StdEncoding.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte("user:"+secret)))))
	add("hex of base64", hex.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte("user:"+secret)))))
	return forms
}

func each(s, format string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, format, s[i])
	}
	return b.String()
}

func runes(s, format string) string {
	var b strings.Builder
	for _, c := range s {
		fmt.Fprintf(&b, format, c)
	}
	return b.String()
}

func units(s, format string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, format, u)
	}
	return b.String()
}

// some encodes every third character.
func some(s string, encode func(string) string) string {
	var b strings.Builder
	n := 0
	for _, c := range s {
		if n++; n%3 == 2 {
			b.WriteString(encode(string(c)))
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

func wrapped(s string, length int, end string) string {
	var b strings.Builder
	for len(s) > length {
		b.WriteString(s[:length] + end)
		s = s[length:]
	}
	return b.String() + s
}
