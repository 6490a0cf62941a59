package connectors_test

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/crmstream/crmstream/"

// TestArrowsPointOneWay guards the layers: cmd -> server -> connectors <- connectors/<upstream>, and sandboxes that know
// nothing of either, so that one mistake about an upstream cannot hide on both sides.
func TestArrowsPointOneWay(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", module+"...").Output()
	require.NoError(t, err)
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	packages := 0
	for decoder.More() {
		var pkg struct {
			ImportPath string
			Imports    []string
		}
		require.NoError(t, decoder.Decode(&pkg))
		packages++
		from := strings.TrimPrefix(pkg.ImportPath, module)
		for _, path := range pkg.Imports {
			to, ours := strings.CutPrefix(path, module)
			if reason := forbidden(from, to, path, ours); reason != "" {
				t.Errorf("%s imports %s: %s", from, path, reason)
			}
		}
	}
	require.Greater(t, packages, 10, "go list found too little")
}

// forbidden returns why a package may not import another, or "".
func forbidden(from, to, path string, ours bool) string {
	layer, rest, _ := strings.Cut(from, "/")
	upstream, _, _ := strings.Cut(rest, "/")
	switch {
	case layer == "connectors" && upstream != "conformance" && strings.HasPrefix(path, "google.golang.org/grpc"):
		return "connectors know no gRPC"
	case layer == "connectors" && ours && strings.HasPrefix(to, "server"):
		return "connectors do not know the server"
	case layer == "connectors" && upstream == "" && ours && strings.HasPrefix(to, "connectors"):
		return "the contract knows no connector"
	case layer == "connectors" && ours && strings.HasPrefix(to, "connectors/") && upstream != "all" &&
		!strings.HasPrefix(to, "connectors/internal/") && !strings.HasPrefix(to, "connectors/"+upstream):
		return "connectors do not know each other"
	case layer == "connectors" && ours && strings.HasPrefix(to, "sandbox"):
		return "connectors do not know the sandboxes"
	case layer == "server" && ours && strings.HasPrefix(to, "connectors/"):
		return "the server names no upstream"
	case layer == "server" && ours && (strings.HasPrefix(to, "sandbox") || strings.HasPrefix(to, "cmd")):
		return "the server knows no sandbox and no command"
	case from == "server/scan" && ours && strings.HasPrefix(to, "gen/"):
		return "the scan knows no message type"
	case layer == "sandbox" && ours && !strings.HasPrefix(to, "sandbox"):
		return "sandboxes know nothing of the product"
	case layer == "sandbox" && ours && upstream != "all" && to != "sandbox/internal/stage":
		return "sandboxes do not know each other"
	}
	return ""
}
