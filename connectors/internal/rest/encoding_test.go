package rest

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// packer makes a compressing writer.
type packer func(io.Writer) io.WriteCloser

var (
	asGzip packer = func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }
	asZlib packer = func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }
	asRaw  packer = func(w io.Writer) io.WriteCloser {
		f, _ := flate.NewWriter(w, flate.DefaultCompression) // the level is valid
		return f
	}
)

func pack(t testing.TB, text string, as ...packer) string {
	t.Helper()
	for _, p := range as {
		var b bytes.Buffer
		w := p(&b)
		_, err := io.WriteString(w, text)
		require.NoError(t, err)
		require.NoError(t, w.Close())
		text = b.String()
	}
	return text
}

// TestContentEncodings reads JSON and CSV in each content encoding with each label that servers give it.
func TestContentEncodings(t *testing.T) {
	texts := map[string]string{
		"JSON":            `{"payload":[{"id":1,"name":"Іван"}]}`,
		"list":            `[{"id":1}]`,
		"JSON with mark":  "\ufeff" + `{"id":1}`,
		"blanks":          "\r\n\t [1]",
		"CSV":             "id,name\n1,Іван\n",
		"CSV beyond":      "ідентифікатор;ім'я\n1;Іван\n",
		"CSV of one byte": "x",
		"nothing":         "",
		"long":            "[" + strings.Repeat(`{"name":"Іван"},`, 10_000) + "1]",
	}
	for encoding, tt := range map[string]struct {
		as     []packer
		labels []string
	}{
		"none":       {nil, []string{"", "identity", "none", "utf-8", "UTF-8"}},
		"gzip":       {[]packer{asGzip}, []string{"gzip", "x-gzip", "GZIP", "", "deflate", "identity", "gzip, identity"}},
		"zlib":       {[]packer{asZlib}, []string{"deflate", "Deflate", "zlib", ""}},
		"raw":        {[]packer{asRaw}, []string{"deflate"}},
		"gzip twice": {[]packer{asGzip, asGzip}, []string{"gzip, gzip", "gzip", ""}},
		"both":       {[]packer{asZlib, asGzip}, []string{"deflate, gzip"}},
	} {
		for _, label := range tt.labels {
			for name, text := range texts {
				if encoding == "gzip twice" && label == "" {
					continue // nobody does that
				}
				header := ""
				if label != "" {
					header = "Content-Encoding: " + label
				}
				packed := pack(t, text, tt.as...)
				res, err := inProcess(t, scripted(answer{status: 200, header: header, body: packed}), Options{}).Do(t.Context(), get(false))
				require.NoError(t, err, "%s labelled %q, %s", encoding, label, name)
				want := text
				if len(want) > 3 {
					want = strings.TrimPrefix(want, "\ufeff")
				}
				require.Equal(t, want, string(res.Body), "%s labelled %q, %s", encoding, label, name)
			}
		}
	}
}

// TestPlainJSONWithALabel reads what a proxy unpacked without taking the label away.
func TestPlainJSONWithALabel(t *testing.T) {
	for _, label := range []string{"gzip", "deflate", "br", "zstd", "compress"} {
		for _, text := range []string{`{"id":1}`, " [1]", "\ufeff[1]"} {
			upstream := scripted(answer{status: 200, header: "Content-Encoding: " + label, body: text})
			res, err := inProcess(t, upstream, Options{}).Do(t.Context(), get(false))
			require.NoError(t, err, "%s %q", label, text)
			require.Equal(t, strings.TrimPrefix(text, "\ufeff"), string(res.Body))
		}
	}
}

// TestUnreadableEncodings are named in the error, and not asked for again.
func TestUnreadableEncodings(t *testing.T) {
	tests := map[string]struct{ header, body, want string }{
		"brotli":             {"Content-Encoding: br", "\x0b\x02\x80[1]\x03", `content encoding "br"`},
		"brotli like a list": {"Content-Encoding: br", "\x5b\x00\x80garbage", `content encoding "br"`},
		"zstandard":          {"Content-Encoding: zstd", "\x28\xb5\x2f\xfd\x04\x00", `content encoding "zstd"`},
		"without a label":    {"", "\x28\xb5\x2f\xfd\x04\x00", `content encoding "zstd"`},
		"behind gzip":        {"Content-Encoding: br, gzip", pack(t, "\x0b\x02\x80[1]\x03", asGzip), `content encoding "br"`},
		"one of our own":     {"Content-Encoding: x-ours", "?", "content encoding of the answer"},
		"no gzip":            {"Content-Encoding: gzip", "this is no gzip", "gzip: invalid header"},
		"no deflate":         {"Content-Encoding: deflate", "\xff\xff\xff", "flate: corrupt input"},
		"damaged zlib":       {"Content-Encoding: deflate", pack(t, "[1]", asZlib)[:len(pack(t, "[1]", asZlib))-1] + "\x00", "zlib: invalid checksum"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			meter := &connectors.Meter{}
			c := inProcess(t, scripted(answer{status: 200, header: tt.header, body: tt.body}), Options{})
			_, err := c.Do(connectors.WithMeter(t.Context(), meter), get(strings.Contains(tt.want, "content encoding")))
			require.Equal(t, malformed, failure(t, err).Kind)
			require.ErrorContains(t, err, tt.want)
			require.Equal(t, 1, meter.Requests())
		})
	}
}

// TestBombsAreBounded unpacks what would be far larger than the limit, in each encoding and in one within another.
func TestBombsAreBounded(t *testing.T) {
	bomb := strings.Repeat(" ", 1<<20)
	for name, as := range map[string][]packer{
		"gzip": {asGzip}, "deflate": {asZlib}, "raw deflate": {asRaw}, "gzip, gzip": {asGzip, asGzip},
	} {
		for _, label := range []string{"", strings.TrimPrefix(name, "raw ")} {
			if label == "" && (name == "raw deflate" || len(as) > 1) {
				continue // is not unpacked
			}
			body := pack(t, bomb, as...)
			h := http.Header{}
			if label != "" {
				h.Set("Content-Encoding", label)
			}
			c := inProcess(t, nil, Options{MaxBody: 10_000})
			got, err := c.readBody(&http.Response{Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}, func(error) {}, func(int64) error { return nil })
			require.ErrorIs(t, err, connectors.ErrTooLarge, name)
			require.LessOrEqual(t, cap(got), 10_001, name)
		}
	}
}

// TestABodyThatFailsAtOnce keeps what came and why it ended.
func TestABodyThatFailsAtOnce(t *testing.T) {
	lost := errors.New("connection reset by peer")
	for _, came := range []string{"", "{", "{}", "{\"a"} {
		c := inProcess(t, nil, Options{})
		body := io.NopCloser(io.MultiReader(strings.NewReader(came), iotest.ErrReader(lost)))
		got, err := c.readBody(&http.Response{Body: body, ContentLength: -1}, func(error) {}, func(int64) error { return nil })
		require.ErrorIs(t, err, lost)
		require.Equal(t, came, string(got))
	}
}
