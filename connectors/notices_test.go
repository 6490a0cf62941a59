package connectors_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestNoticesAreDocumented compares the codes that docs/notices.md lists with those that the code can emit.
func TestNoticesAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../docs/notices.md")
	require.NoError(t, err)
	documented := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([A-Z_]+)` \\|").FindAllStringSubmatch(string(text), -1) {
		documented[row[1]] = true
	}

	emitted := map[string]bool{}
	for place, code := range emittedCodes(t, "../connectors", "../server") {
		whole := regexp.MustCompile("^" + code + "$")
		known := false
		for name := range documented {
			if whole.MatchString(name) {
				known, emitted[name] = true, true
			}
		}
		require.True(t, known, "docs/notices.md lacks the code %s of %s", code, place)
	}
	require.Equal(t, emitted, documented, "docs/notices.md has codes that nothing emits")
}

// emittedCodes returns the code of every connectors.Notice that the folders make, by its place. A code is a regular expression,
// since parts of it may be known only when the program runs.
func emittedCodes(t *testing.T, folders ...string) map[string]string {
	t.Helper()
	set := token.NewFileSet()
	sources := parseSources(t, set, folders)
	constants := textConstants(sources)
	codes := map[string]string{}
	add := func(dir string, literal *ast.CompositeLit) {
		for _, element := range literal.Elts {
			place := set.Position(element.Pos()).String()
			pair, ok := element.(*ast.KeyValueExpr)
			require.True(t, ok, "%s: name the fields of a notice", place)
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "Code" {
				codes[place] = codePattern(pair.Value, dir, constants)
				require.Regexp(t, "[A-Z]", codes[place], "%s: make the code a constant", place)
			}
		}
	}
	for file, dir := range sources {
		ast.Inspect(file, func(n ast.Node) bool {
			literal, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			if isNotice(literal.Type) {
				add(dir, literal)
			}
			if array, ok := literal.Type.(*ast.ArrayType); ok && isNotice(array.Elt) {
				for _, element := range literal.Elts {
					if inner, ok := element.(*ast.CompositeLit); ok && inner.Type == nil {
						add(dir, inner)
					}
				}
			}
			return true
		})
	}
	return codes
}

// parseSources returns the Go files of the folders that are no tests, with the name of the folder that each lies in.
func parseSources(t *testing.T, set *token.FileSet, folders []string) map[*ast.File]string {
	t.Helper()
	sources := map[*ast.File]string{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
			if err == nil {
				sources[file] = filepath.Base(filepath.Dir(path))
			}
			return err
		})
		require.NoError(t, err)
	}
	return sources
}

// textConstants returns the constants that are one text, as "package.Name".
func textConstants(sources map[*ast.File]string) map[string]string {
	constants := map[string]string{}
	for file, dir := range sources {
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok {
				for i, value := range spec.Values {
					if literal, ok := value.(*ast.BasicLit); ok && literal.Kind == token.STRING {
						constants[dir+"."+spec.Names[i].Name], _ = strconv.Unquote(literal.Value) // the parser has accepted it
					}
				}
			}
			return true
		})
	}
	return constants
}

// isNotice reports whether a type is connectors.Notice, as the contract or another package writes it.
func isNotice(kind ast.Expr) bool {
	switch kind := kind.(type) {
	case *ast.Ident:
		return kind.Name == "Notice"
	case *ast.SelectorExpr:
		pkg, ok := kind.X.(*ast.Ident)
		return ok && pkg.Name == "connectors" && kind.Sel.Name == "Notice"
	}
	return false
}

// codePattern returns the regular expression of what an expression is when the program runs.
func codePattern(value ast.Expr, dir string, constants map[string]string) string {
	const unknown = `\w+`
	text, ok := "", false
	switch value := value.(type) {
	case *ast.BinaryExpr:
		return codePattern(value.X, dir, constants) + codePattern(value.Y, dir, constants)
	case *ast.BasicLit:
		text, _ = strconv.Unquote(value.Value) // the parser has accepted it
		ok = true
	case *ast.Ident:
		text, ok = constants[dir+"."+value.Name]
	case *ast.SelectorExpr:
		if pkg, isName := value.X.(*ast.Ident); isName {
			text, ok = constants[pkg.Name+"."+value.Sel.Name]
		}
	}
	if !ok {
		return unknown
	}
	return regexp.QuoteMeta(text)
}
