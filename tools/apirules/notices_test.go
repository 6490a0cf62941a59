package apirules_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestNoticeCodesAreDocumented requires that the list at Notice.code has all codes that the code sends, and no others. A
// code is a constant that is called notice..., which is what makes it found here.
func TestNoticeCodesAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../../proto/crmstream/v1/errors.proto")
	require.NoError(t, err)
	_, list, _ := strings.Cut(string(text), "message Notice {")
	list, _, _ = strings.Cut(list, "string code")
	documented := map[string]bool{}
	for _, found := range regexp.MustCompile("`([A-Z_]+)`[,:]").FindAllStringSubmatch(list, -1) {
		documented[found[1]] = true
	}
	sent := map[string]bool{}
	for _, root := range []string{"../../connectors", "../../server"} {
		require.NoError(t, filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				collectCodes(t, path, sent)
			}
			return err
		}))
	}
	require.NotEmpty(t, sent)
	require.Equal(t, slices.Sorted(maps.Keys(sent)), slices.Sorted(maps.Keys(documented)))
}

// collectCodes adds the codes of notices that a file declares, and refuses notices with other codes.
func collectCodes(t *testing.T, path string, codes map[string]bool) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if i >= len(n.Values) || !strings.HasPrefix(strings.ToLower(name.Name), "notice") {
					continue
				}
				if literal, ok := n.Values[i].(*ast.BasicLit); ok {
					code, err := strconv.Unquote(literal.Value)
					require.NoError(t, err)
					codes[code] = true
				}
			}
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); !ok || key.Name != "Code" {
				return true
			}
			literal, ok := n.Value.(*ast.BasicLit)
			require.False(t, ok && literal.Kind == token.STRING, "%s: the code of a notice is a constant", path)
		}
		return true
	})
}
