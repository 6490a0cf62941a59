package proxima

import (
	"bytes"
	"time"
)

// keyLayout is the form of keys: times in UTC, which sort as text.
const keyLayout = "2006-01-02T15:04:05"

// timeLayouts are the forms of times in this API. Each may end with a fraction of a second.
var timeLayouts = [...]string{keyLayout, "2006-01-02 15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05Z07:00", time.DateOnly}

// readTime reads a time, in UTC if the time has no zone, and returns the time with its key. The key is text itself where text
// is a key already.
func readTime(text []byte) (t time.Time, key []byte, ok bool) {
	text = bytes.TrimSpace(text)
	for _, layout := range timeLayouts {
		t, err := time.Parse(layout, string(text))
		if err != nil {
			continue
		}
		var scratch [len(keyLayout)]byte
		t = t.UTC()
		if key = t.AppendFormat(scratch[:0], keyLayout); bytes.Equal(key, text) {
			return t, text, true
		}
		return t, bytes.Clone(key), true
	}
	return time.Time{}, nil, false
}
