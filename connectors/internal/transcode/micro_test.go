package transcode

import (
	"bytes"
	"github.com/go-json-experiment/json/jsontext"
	"os"
	"testing"
	"unicode/utf8"
)

var sink int

func BenchmarkMicro(b *testing.B) {
	for _, name := range []string{"/tmp/plain.json", "/tmp/escaped.json"} {
		body, err := os.ReadFile(name)
		if err != nil {
			b.Skip()
		}
		list, _ := Member(body, "data", "list")
		run := func(n string, f func()) {
			b.Run(name[5:6]+n, func(b *testing.B) {
				b.SetBytes(int64(len(body)))
				for b.Loop() {
					f()
				}
			})
		}
		run("isvalid", func() {
			jsontext.Value(body).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
		})
		run("isvalidstrict", func() { jsontext.Value(body).IsValid(jsontext.AllowDuplicateNames(true)) })
		run("depth", func() { sink = depth(body) })
		run("containerEnd", func() { sink = (&source{json: body}).containerEnd(0) })
		run("utf8", func() {
			if utf8.Valid(body) {
				sink++
			}
		})
		run("member", func() { x, _ := Member(body, "data", "list"); sink = len(x) })
		run("quotes", func() {
			n := 0
			i := 0
			for {
				k := bytes.IndexByte(list[i:], '"')
				if k < 0 {
					break
				}
				n++
				i += k + 1
			}
			sink = n
		})
	}
}
