package rest

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// in returns a text in a charset.
func in(t testing.TB, charset, text string) string {
	t.Helper()
	e, err := htmlindex.Get(charset)
	require.NoError(t, err)
	encoded, err := e.NewEncoder().String(text)
	require.NoError(t, err)
	return encoded
}

const ukrainian = `{"name":"Іван Її","note":"№ 5 — «ґанок»"}`

// TestCharsets reads a text in each charset that has its letters, by each way in which that is declared.
func TestCharsets(t *testing.T) {
	utf16 := func(name string) string { return in(t, name, ukrainian) }
	tests := map[string]struct{ kind, body string }{
		"not declared":               {"", ukrainian},
		"no charset":                 {"application/json", ukrainian},
		"UTF-8":                      {"application/json; charset=utf-8", ukrainian},
		"utf8":                       {"application/json;charset=UTF8", ukrainian},
		"MySQL's name":               {"application/json; charset=utf8mb4", ukrainian},
		"in quotes":                  {`application/json; charset="UTF-8"`, ukrainian},
		"empty":                      {"application/json; charset=", ukrainian},
		"ASCII, which UTF-8 extends": {"text/plain; charset=us-ascii", ukrainian},
		"windows-1251":               {"application/json; charset=windows-1251", in(t, "windows-1251", ukrainian)},
		"cp1251 for people":          {"text/html; Charset='CP1251'", in(t, "windows-1251", ukrainian)},
		"with blanks":                {"application/json ; charset = Windows-1251 ; q=1", in(t, "windows-1251", ukrainian)},
		"twice":                      {"application/json; charset=windows-1251; charset=windows-1251", in(t, "windows-1251", ukrainian)},
		"UTF-16":                     {"application/json; charset=utf-16", utf16("utf-16le")},
		"UTF-16 that is big endian":  {"application/json; charset=utf-16", utf16("utf-16be")},
		"UTF-16LE":                   {"application/json; charset=utf-16le", utf16("utf-16le")},
		"UTF-16BE":                   {"application/json; charset=utf-16be", utf16("utf-16be")},
		"UTF-16LE, not declared":     {"application/json", utf16("utf-16le")},
		"UTF-16BE, not declared":     {"", utf16("utf-16be")},
		"UTF-8 mark":                 {"application/json", "\ufeff" + ukrainian},
		"UTF-8 marks and blanks":     {"application/json", "\n\ufeff\r\n\ufeff" + ukrainian},
		"UTF-8 mark wins":            {"application/json; charset=windows-1251", "\ufeff" + ukrainian},
		"UTF-16LE mark":              {"application/json", "\xff\xfe" + utf16("utf-16le")},
		"UTF-16BE mark":              {"application/json; charset=utf-16", "\xfe\xff" + utf16("utf-16be")},
		"UTF-16 mark wins":           {"application/json; charset=utf-8", "\xff\xfe" + utf16("utf-16le")},
		"UTF-32LE mark":              {"", "\xff\xfe\x00\x00" + strings.Join(strings.Split(strings.ToValidUTF8("[1]", ""), ""), "\x00\x00\x00") + "\x00\x00\x00"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			text, d, err := decode(http.Header{"Content-Type": {tt.kind}}, []byte(tt.body), 1<<20)
			require.NoError(t, err)
			if want := ukrainian; !strings.Contains(name, "UTF-32") {
				require.Equal(t, want, string(text))
			} else {
				require.Equal(t, "[1]", string(text))
			}
			require.Empty(t, d)
		})
	}
}

// TestEveryCharsetOfAShortText decodes short texts, which could be UTF-8 by chance.
func TestEveryCharsetOfAShortText(t *testing.T) {
	for charset, texts := range map[string][]string{
		"windows-1251": {`["Лі"]`, `["Ві","Лё"]`, `["№"]`, `["Зі","Кі","Ні"]`},
		"koi8-u":       {`["Лі"]`, `["Ґ"]`},
		"ibm866":       {`["Ёж"]`},
		"iso-8859-5":   {`["Лі"]`},
		"windows-1252": {`["Müller"]`, `["Ã¶"]`, `["€"]`},
		"iso-8859-1":   {`["Müller"]`},
		"iso-8859-2":   {`["Łódź"]`},
		"windows-1250": {`["Łódź"]`},
		"windows-1254": {`["Şişli"]`},
		"windows-1257": {`["Šiauliai"]`},
		"gbk":          {`["联通"]`, `["中"]`},
		"shift_jis":    {`["日本"]`},
		"euc-jp":       {`["日本"]`},
		"iso-2022-jp":  {`["日本"]`},
		"euc-kr":       {`["한국"]`},
		"big5":         {`["中文"]`},
		"gb18030":      {`["😀"]`},
	} {
		for _, text := range texts {
			h := http.Header{"Content-Type": {"application/json; charset=" + charset}}
			got, d, err := decode(h, []byte(in(t, charset, text)), 1<<20)
			require.NoError(t, err)
			require.Equal(t, text, string(got), charset)
			require.Empty(t, d, charset)
		}
	}
}

func TestUnknownCharsets(t *testing.T) {
	for _, charset := range []string{"x-klingon", "utf-7", "iso-2022-kr"} {
		kind := "Content-Type: application/json; charset=" + charset
		meter := &connectors.Meter{}
		c := inProcess(t, scripted(answer{status: 200, header: kind, body: "[\"\xc8\"]"}), Options{})
		_, err := c.Do(connectors.WithMeter(t.Context(), meter), get(true))
		require.Equal(t, malformed, failure(t, err).Kind)
		require.Contains(t, connectors.Detail(err), `charset "`+charset+`"`)
		// A name that there is not may be anything, a credential among it.
		require.Equal(t, charset != "x-klingon", strings.Contains(err.Error(), `charset "`+charset+`"`), err)
		require.Equal(t, 1, meter.Requests(), "the same would come again")

		c = inProcess(t, scripted(answer{status: 403, header: kind, body: "no"}), Options{})
		_, err = c.Do(t.Context(), get(true))
		require.Equal(t, connectors.KindForbidden, failure(t, err).Kind, "the status counts")

		c = inProcess(t, scripted(answer{status: 200, header: kind, body: "<html>"}), Options{})
		res, err := c.Do(t.Context(), get(true))
		require.NoError(t, err)
		require.True(t, HTML(res), "a web page is told as one")
	}
}

// TestContradictedCharsets reads UTF-8 that a web server labels with the charset of its configuration, and says so.
func TestContradictedCharsets(t *testing.T) {
	for _, charset := range []string{"iso-8859-1", "windows-1251", "gbk", "utf-16"} {
		h := http.Header{"Content-Type": {"application/json; charset=" + charset}}
		text, d, err := decode(h, []byte(ukrainian), 1<<20)
		require.NoError(t, err)
		require.Equal(t, ukrainian, string(text), charset)
		require.Len(t, d.Notices, 1)
		require.Equal(t, noticeDoubted, d.Notices[0].Code)
		require.Contains(t, d.Notices[0].Message, charset)
	}
}

// TestInvalidCharacters counts what is not valid in the declared charset, and lets the body be read.
func TestInvalidCharacters(t *testing.T) {
	for name, tt := range map[string]struct {
		kind, body, want, count string
	}{
		"windows-1251":      {"charset=windows-1251", "[\"\xc8\x98\x98\"]", `["И` + "\ufffd\ufffd\"]", "2 characters"},
		"half of UTF-16":    {"charset=utf-16le", "[\x001\x00]\x00\x20", "[1]\ufffd", "1 characters"},
		"lone surrogate":    {"charset=utf-16le", "[\x00\"\x00\x00\xd8\"\x00]\x00", "[\"\ufffd\"]", "1 characters"},
		"a cut Shift_JIS":   {"charset=shift_jis", "[\"\x93\"]", "", ""},
		"of gbk, and UTF-8": {"charset=gbk", "[\"\xff\"]", "[\"\ufffd\"]", "1 characters"},
	} {
		text, d, err := decode(http.Header{"Content-Type": {"text/json; " + tt.kind}}, []byte(tt.body), 1<<20)
		require.NoError(t, err)
		require.True(t, d.Replaced, name)
		require.Len(t, d.Notices, 1, name)
		require.Equal(t, transcode.NoticeReplaced, d.Notices[0].Code)
		require.Contains(t, d.Notices[0].Message, tt.count, name)
		if tt.want != "" {
			require.Equal(t, tt.want, string(text), name)
		}
	}
}

// TestDecodedTextIsBounded: text grows when it is decoded.
func TestDecodedTextIsBounded(t *testing.T) {
	h := http.Header{"Content-Type": {"application/json; charset=windows-1251"}}
	_, _, err := decode(h, bytes.Repeat([]byte{0xb9}, 1000), 2999)
	require.ErrorIs(t, err, connectors.ErrTooLarge)
	_, _, err = decode(h, bytes.Repeat([]byte{0xb9}, 1000), 3000)
	require.NoError(t, err)
}

// TestCleanUTF8IsNotCopied holds the usual answer to no work at all.
func TestCleanUTF8IsNotCopied(t *testing.T) {
	for _, mark := range []string{"", "\ufeff"} {
		body := []byte(mark + ukrainian)
		h := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
		text, _, err := decode(h, body, 1<<20)
		require.NoError(t, err)
		require.Same(t, &body[len(mark)], &text[0])
		h = http.Header{"Content-Type": {"application/json"}}
		require.Zero(t, testing.AllocsPerRun(100, func() { _, _, _ = decode(h, body, 1<<20) }))
	}
}

// FuzzDecode decodes any body in any charset: the text is valid UTF-8 whenever it was decoded, never longer than the limit,
// and what is replaced is told.
func FuzzDecode(f *testing.F) {
	for _, charset := range []string{"", "utf-8", "windows-1251", "utf-16", "utf-16be", "gbk", "iso-2022-jp", "x-klingon"} {
		for _, body := range []string{ukrainian, "\ufeff[]", "\xff\xfe[\x00]\x00", "\xfe\xff\x00[", "[\"\xd0\"]", "", "\x00", "\x00\x00\xfe\xff"} {
			f.Add("application/json; charset="+charset, []byte(body))
		}
	}
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		const limit = 4096
		if len(body) > limit {
			return
		}
		before := bytes.Clone(body)
		text, d, err := decode(http.Header{"Content-Type": {kind}}, body, limit)
		require.Equal(t, before, body, "the body is not changed")
		if err != nil {
			require.Empty(t, d)
			return
		}
		require.LessOrEqual(t, len(text), limit)
		require.Equal(t, d.Replaced, d.Notices != nil && d.Notices[0].Code == transcode.NoticeReplaced)
		if d.Replaced {
			require.True(t, utf8.Valid(text))
			require.Contains(t, string(text), "\ufffd")
		}
		if utf8.Valid(body) && charsetsOf(kind) == "" && bytes.IndexByte(body, 0) < 0 {
			require.True(t, bytes.HasSuffix(body, text), "UTF-8 stays as it is")
		}
	})
}

// charsetsOf returns what a header says of charsets, "" for nothing.
func charsetsOf(kind string) string {
	_, said, _ := strings.Cut(strings.ToLower(kind), "charset")
	return strings.Trim(said, "= ")
}
