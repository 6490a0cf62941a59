package rest

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
)

// errEncoded is the error of an answer in a content encoding that cannot be read.
var errEncoded = errors.New("cannot be read, and was not requested")

// foreign returns the error of an answer in the named content encoding.
func foreign(encoding string) error {
	return &foreignError{"content encoding", encoding, slices.Contains(encodings, encoding), errEncoded}
}

// encodings are the names of existing content encodings that cannot be read.
var encodings = []string{"br", "zstd", "compress", "x-compress", "bzip2", "xz", "lzma", "exi", "dcb", "dcz", "aes128gcm", "pack200-gzip"}

// unpack returns the body without its content encodings. It leaves the bytes of an unknown encoding unchanged and returns the
// encoding's name. The first bytes of the body decide, and the label only where they do not: servers compress without a label,
// and proxies unpack and keep the label.
func unpack(h http.Header, body io.Reader) (unpacked io.Reader, unknown string) {
	labels := strings.Split(strings.ToLower(strings.Join(h.Values("Content-Encoding"), ",")), ",")
	for _, label := range slices.Backward(labels) {
		switch label = strings.TrimSpace(label); label {
		case "", "identity", "none":
		case "gzip", "x-gzip", "deflate", "zlib":
			body = &packed{body: body, label: label}
		default:
			if _, known := charsetOf(label); !known { // "utf-8" is written there by mistake
				return body, label
			}
		}
	}
	return &packed{body: body}, ""
}

// packed reads a body that may be compressed.
type packed struct {
	body  io.Reader
	label string
	from  io.Reader // the unpacked body, after the first Read
}

// Read unpacks the body.
func (p *packed) Read(b []byte) (int, error) {
	if p.from == nil {
		from, err := p.open()
		if err != nil {
			return 0, err
		}
		p.from = from
	}
	return p.from.Read(b)
}

// open reads the first two bytes and returns how to read the body.
func (p *packed) open() (io.Reader, error) {
	head := make([]byte, 0, 2)
	for len(head) < cap(head) {
		n, err := p.body.Read(head[len(head):cap(head)])
		if head = head[:len(head)+n]; err != nil && len(head) < cap(head) {
			return io.MultiReader(bytes.NewReader(head), ended{err}), nil
		}
	}
	body := io.MultiReader(bytes.NewReader(head), p.body)
	switch {
	case string(head) == "\x1f\x8b":
		return gzip.NewReader(body)
	case string(head) == "\x28\xb5" && p.label == "":
		return nil, foreign("zstd")
	case p.label == "" && slices.Contains(zlibHeads, string(head)):
		return zlib.NewReader(body)
	case p.label == "" || plain(head):
		return body, nil
	case p.label == "gzip" || p.label == "x-gzip":
		return gzip.NewReader(body) // which returns the error of a missing header
	case head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0:
		return zlib.NewReader(body)
	default: // "deflate" means zlib, but some servers send the bare stream
		return flate.NewReader(body), nil
	}
}

// zlibHeads are beginnings of zlib streams that no text has.
var zlibHeads = []string{"\x78\x01", "\x78\x9c", "\x78\xda"}

// plain reports whether a body begins as JSON, with or without a byte order mark, and not as a deflate stream.
func plain(head []byte) bool {
	switch head[0] {
	case '{', '[', ' ', '\t', '\r', '\n':
		return head[1] < 0x7f && (head[1] >= ' ' || strings.IndexByte("\t\r\n", head[1]) >= 0)
	default:
		return string(head) == "\xef\xbb" || string(head) == "\xff\xfe" || string(head) == "\xfe\xff"
	}
}

// ended is a reader at its end.
type ended struct{ err error }

func (e ended) Read([]byte) (int, error) { return 0, e.err }
