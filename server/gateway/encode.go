package gateway

import (
	"bytes"
	"encoding/json"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// appendSparse appends a message without its unset fields.
func appendSparse(dst []byte, m proto.Message) ([]byte, error) {
	return appendJSON(dst, protojson.MarshalOptions{}, m)
}

// appendFull appends a message with the zeros and empty lists of fields that have no presence.
func appendFull(dst []byte, m proto.Message) ([]byte, error) {
	return appendJSON(dst, protojson.MarshalOptions{EmitDefaultValues: true}, m)
}

// appendString appends a string in quotes.
func appendString(dst []byte, s string) []byte {
	quoted, err := json.Marshal(s)
	if err != nil {
		return append(dst, `""`...) // every string can be encoded
	}
	return append(dst, quoted...)
}

func appendJSON(dst []byte, o protojson.MarshalOptions, m proto.Message) ([]byte, error) {
	start := len(dst)
	dst, err := o.MarshalAppend(dst, m)
	if err != nil {
		return dst[:start], err
	}
	return append(dst[:start], compact(dst[start:])...), nil
}

// compact removes, in place, the blanks between tokens of valid JSON. protojson adds blanks to keep its output unstable from
// build to build. json.Compact would check the JSON again.
func compact(data []byte) []byte {
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
