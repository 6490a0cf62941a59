package durable

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestNothingElseWrites looks in the code of the server and its commands for files that are written past this package, and so
// perhaps through a link, or not synced.
func TestNothingElseWrites(t *testing.T) {
	writing := []string{"Create", "CreateTemp", "OpenFile", "WriteFile", "Rename", "Link", "Truncate"}
	files := 0
	for _, root := range []string{"../../cmd", "../../server", "../../connectors"} {
		require.NoError(t, filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "conformance") {
				return err
			}
			files++
			positions := token.NewFileSet()
			parsed, err := parser.ParseFile(positions, path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				selected, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if of, ok := selected.X.(*ast.Ident); ok && of.Name == "os" && slices.Contains(writing, selected.Sel.Name) {
					t.Errorf("%s: os.%s: use package durable", positions.Position(selected.Pos()), selected.Sel.Name)
				}
				return true
			})
			return nil
		}))
	}
	require.Greater(t, files, 100, "nothing was looked at")
}
