package stage

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAppendEscape(t *testing.T) {
	for _, r := range "\x00\n\x7fЖ\u2028\ufffd🎉\U0010ffff" {
		text := AppendEscape([]byte(`"`), r)
		require.Regexp(t, `^"(\\u[0-9a-f]{4}){1,2}$`, string(text))
		var back string
		require.NoError(t, json.Unmarshal(append(text, '"'), &back))
		require.Equal(t, string(r), back)
	}
}
