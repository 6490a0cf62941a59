package gateway

import (
	"encoding/json"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/internal/wirejson"
)

// appendSparse appends a message without its unset fields.
func appendSparse(dst []byte, m proto.Message) ([]byte, error) {
	return wirejson.AppendMessage(dst, protojson.MarshalOptions{}, m)
}

// appendFull appends a message with the zeros and empty lists of fields that have no presence.
func appendFull(dst []byte, m proto.Message) ([]byte, error) {
	return wirejson.AppendMessage(dst, protojson.MarshalOptions{EmitDefaultValues: true}, m)
}

// appendString appends a string in quotes.
func appendString(dst []byte, s string) []byte {
	quoted, err := json.Marshal(s)
	if err != nil {
		return append(dst, `""`...) // every string can be encoded
	}
	return append(dst, quoted...)
}
