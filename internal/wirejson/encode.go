package wirejson

import (
	"bytes"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// AppendMessage appends a message as protojson writes it with the options, without blanks.
func AppendMessage(dst []byte, o protojson.MarshalOptions, m proto.Message) ([]byte, error) {
	start := len(dst)
	dst, err := o.MarshalAppend(dst, m)
	if err != nil {
		return dst[:start], err
	}
	return append(dst[:start], Compact(dst[start:])...), nil
}

// Compact removes, in place, the blanks between tokens of valid JSON. protojson adds blanks to keep its output unstable from
// build to build. json.Compact would check the JSON again.
func Compact(data []byte) []byte {
	if bytes.IndexByte(data, ' ') < 0 {
		return data
	}
	out, quoted := data[:0], false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c == '"':
			quoted = !quoted
		case c == '\\':
			out = append(out, c)
			i++
		case c == ' ' && !quoted:
			continue
		}
		out = append(out, data[i])
	}
	return out
}
