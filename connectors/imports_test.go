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
			ImportPath                         string
			Imports, TestImports, XTestImports []string
		}
		require.NoError(t, decoder.Decode(&pkg))
		packages++
		from := strings.TrimPrefix(pkg.ImportPath, module)
		for _, path := range pkg.Imports {
			if reason := forbidden(from, path); reason != "" {
				t.Errorf("%s imports %s: %s", from, path, reason)
			}
		}
		for _, path := range append(pkg.TestImports, pkg.XTestImports...) {
			if reason := forbidden(from, path); reason != "" && !testMayImport(from, path) {
				t.Errorf("the tests of %s import %s: %s", from, path, reason)
			}
		}
	}
	require.Greater(t, packages, 10, "go list found too little")
}

// TestNamesThatBeginAlike keeps the guard from taking one package for another whose name it begins with.
func TestNamesThatBeginAlike(t *testing.T) {
	require.NotEmpty(t, forbidden("connectors/solo", module+"connectors/solos"))
	require.Empty(t, forbidden("connectors/solos", module+"connectors/solos/testing"))
	require.NotEmpty(t, forbidden("connectors/conformance", "google.golang.org/grpc"))
	require.NotEmpty(t, forbidden("server/enrich", module+"server"))
	require.Empty(t, forbidden("server", module+"server/enrich"))
	require.False(t, testMayImport("connectors/solo", module+"sandbox/solos"))
	require.True(t, testMayImport("connectors/solos", module+"sandbox/solos"))
}

// elements returns the first two elements of a path within the module.
func elements(path string) (layer, name string) {
	layer, rest, _ := strings.Cut(path, "/")
	name, _, _ = strings.Cut(rest, "/")
	return layer, name
}

// forbidden returns why a package of ours may not import another package, or "".
func forbidden(from, path string) string {
	layer, name := elements(from)
	to, ours := strings.CutPrefix(path, module)
	toLayer, toName := elements(to)
	switch {
	case layer == "connectors" && strings.HasPrefix(path, "google.golang.org/grpc"):
		return "connectors know no gRPC"
	case !ours:
		return ""
	case layer == "connectors" && toLayer == "server":
		return "connectors do not know the server"
	case layer == "connectors" && toLayer == "sandbox":
		return "connectors do not know the sandboxes"
	case layer == "connectors" && name == "" && toLayer == "connectors":
		return "the contract knows no connector"
	case layer == "connectors" && toLayer == "connectors" && toName != "" && name != "all" && toName != "internal" && toName != name:
		return "connectors do not know each other"
	case layer == "server" && toLayer == "connectors" && toName != "":
		return "the server names no upstream"
	case layer == "server" && (toLayer == "sandbox" || toLayer == "cmd"):
		return "the server knows no sandbox and no command"
	case layer == "server" && name != "" && to == "server":
		return "what the server is made of does not know it"
	case from == "server/scan" && toLayer == "gen":
		return "the scan knows no message type"
	case layer == "sandbox" && toLayer != "sandbox":
		return "sandboxes know nothing of the product"
	case layer == "sandbox" && name != "all" && !strings.HasPrefix(to, "sandbox/internal/") && to != from:
		return "sandboxes do not know each other"
	}
	return ""
}

// testMayImport reports whether the tests of a package may import what the package itself may not: those of connectors
// run the suite, over their own sandbox and through the engine, and those of other layers what they like.
func testMayImport(from, path string) bool {
	layer, name := elements(from)
	to := strings.TrimPrefix(path, module)
	switch layer {
	case "connectors":
		return to == from || name != "" && (to == "connectors/conformance" || to == "server/scan" || to == "sandbox/"+name)
	case "sandbox":
		return false
	default:
		return true
	}
}
