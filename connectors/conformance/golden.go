package conformance

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors"
)

// update rewrites golden files instead of comparing with them: go test ./connectors/... -update.
var update = flag.Bool("update", false, "rewrite golden files")

// Golden compares each documented sample in a folder, NAME.json, with the expected messages, NAME.golden. page returns the page
// that the connector makes of an answer with that body. response is the list's response message.
func Golden(t *testing.T, dir string, response proto.Message, page func(t *testing.T, body []byte) connectors.Page) {
	t.Helper()
	samples, err := filepath.Glob(filepath.Join(dir, "*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, samples, "no samples in %s", dir)
	for _, sample := range samples {
		t.Run(strings.TrimSuffix(filepath.Base(sample), ".json"), func(t *testing.T) {
			body, err := os.ReadFile(sample)
			require.NoError(t, err)
			got := proto.Clone(response)
			var wire []byte
			for _, r := range page(t, body).Records {
				require.Nil(t, r.Err)
				wire = append(wire, r.Wire...)
			}
			require.NoError(t, proto.Unmarshal(wire, got))
			file := strings.TrimSuffix(sample, ".json") + ".golden"
			if *update {
				writeGolden(t, file, got)
				return
			}
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			want := proto.Clone(response)
			require.NoError(t, protojson.Unmarshal(text, want))
			require.Empty(t, cmp.Diff(want, got, protocmp.Transform()))
		})
	}
}

// writeGolden writes a message with stable white space, which protojson's own is not.
func writeGolden(t *testing.T, file string, m proto.Message) {
	t.Helper()
	raw, err := protojson.Marshal(m)
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, json.Indent(&text, raw, "", "  "))
	text.WriteByte('\n')
	require.NoError(t, os.WriteFile(file, text.Bytes(), 0o644))
}

// GoldenText compares a text with a file, byte by byte.
func GoldenText(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}
