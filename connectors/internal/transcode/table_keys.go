package transcode

import (
	"iter"

	"google.golang.org/protobuf/proto"
)

// Message returns an empty message of the type that the table maps to.
func (t *Table) Message() proto.Message { return t.messageType.New().Interface() }

// Keys returns the upstream keys of all columns and the field of each, "" for a key without a field.
func (t *Table) Keys() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for k, key := range t.keys.all {
			c := Context{}
			field := ""
			if c.nameKey(t, k) {
				field = string(c.name)
			}
			if !yield(key, field) {
				return
			}
		}
	}
}
