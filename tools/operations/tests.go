package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
)

// testNames are the names that the tests of a package may have.
type testNames struct {
	// functions are the tests, and parts what their subtests can be called: texts in test files, and files and folders of testdata
	// without their endings.
	functions, parts map[string]bool
}

// readTests reads the names from the test files and the testdata of a folder.
func readTests(folder string) (testNames, error) {
	names := testNames{map[string]bool{}, map[string]bool{}}
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		return names, err
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return names, err
		}
		names.add(file)
	}
	return names, filepath.WalkDir(filepath.Join(folder, "testdata"), func(_ string, entry fs.DirEntry, err error) error {
		if err == nil {
			names.parts[strings.TrimSuffix(entry.Name(), filepath.Ext(entry.Name()))] = true
		}
		return err
	})
}

// add reads the names from a test file.
func (n testNames) add(file *ast.File) {
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Test") {
			n.functions[f.Name.Name] = true
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			text, _ := strconv.Unquote(literal.Value) // the parser has accepted it
			n.parts[text] = true
		}
		return true
	})
}

// has returns an error for a test that does not exist, as "go test -run" names it: "TestLookUps/stock_items".
func (n testNames) has(test string) error {
	function, part, nested := strings.Cut(test, "/")
	switch {
	case !n.functions[function]:
		return fmt.Errorf("there is no test %s", function)
	case nested && !n.parts[part] && !n.parts[strings.ReplaceAll(part, "_", " ")]:
		return fmt.Errorf("no test file has the name of %s", test)
	}
	return nil
}
