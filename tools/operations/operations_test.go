package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

const root = "../.."

// TestTheDocumentIsUpToDate compares docs/operations.md with what the code yields.
func TestTheDocumentIsUpToDate(t *testing.T) {
	want, err := generate(root)
	require.NoError(t, err)
	got, err := os.ReadFile(filepath.Join(root, target))
	require.NoError(t, err)
	lines := strings.Split(string(got), "\n")
	for i, line := range strings.Split(string(want), "\n") { // line by line: the document is long
		require.Less(t, i, len(lines), "run make operations")
		require.Equal(t, line, lines[i], "run make operations")
	}
	require.Len(t, got, len(want), "run make operations")
}

// TestTheInventoryIsWhole compares the number of operations with those that were counted on the pages.
func TestTheInventoryIsWhole(t *testing.T) {
	file, err := os.Open(filepath.Join(root, inventory))
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	operations, err := readInventory(file)
	require.NoError(t, err)
	counted, inward := map[string]int{}, 0
	for _, o := range operations {
		if o.number > 0 {
			counted[o.upstream]++
		}
		if o.inward {
			inward++
		}
	}
	require.Equal(t, map[string]int{"apro": 70, "proxima": 1, "solos": 9, "administrate": 5}, counted) // 85
	require.Equal(t, 4, inward)
}

func TestMistakesOfTheInventory(t *testing.T) {
	for name, test := range map[string]struct{ lines, want string }{
		"twice":     {"a;1;x;X;out;;\na;2;x;X;out;;", "a: x stands twice"},
		"a gap":     {"a;1;x;X;out;;\na;3;y;Y;out;;", `a: y has the number "3" after 1`},
		"direction": {"a;1;x;X;up;;", `a: x: the direction is "up"`},
		"no source": {"a;;x;X;out;;", "a: x has neither a number nor a document"},
		"columns":   {"a;1;x;X;out;", "wrong number of fields"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readInventory(strings.NewReader(test.lines))
			require.ErrorContains(t, err, test.want)
		})
	}
	operations, err := readInventory(strings.NewReader("# words\na;1;x;a \"post\";in;;issue 7\nb;1;x;X;out;TestA TestB/c;\nb;;y;Y;out;TestA;that page\n"))
	require.NoError(t, err)
	require.Equal(t, []operation{
		{upstream: "a", number: 1, op: "x", page: `a "post"`, inward: true, tests: []string{}, reason: "issue 7"},
		{upstream: "b", number: 1, op: "x", page: "X", tests: []string{"TestA", "TestB/c"}},
		{upstream: "b", op: "y", page: "Y", tests: []string{"TestA"}, reason: "that page"},
	}, operations)
}

// served returns an upstream that declares operations, and has tests besides that of its operations.
func served(tests []string, ops ...string) upstream {
	names := testNames{map[string]bool{"TestOperations": true}, map[string]bool{"stock items": true}}
	for _, test := range tests {
		names.functions[test] = true
	}
	return upstream{name: "a", tests: names, declarations: []declaration{{name: "list x", ops: ops, methods: []*api.Method{{}}}}}
}

// TestContradictions has the inventory say something else than the code.
func TestContradictions(t *testing.T) {
	x := operation{upstream: "a", number: 1, op: "x", tests: []string{"TestX"}}
	reason := x
	reason.reason = "issue 7"
	other := x
	other.number = 0
	untested, misnamed, foreign := x, x, x
	untested.tests, misnamed.tests, foreign.upstream = nil, []string{"TestX/deals"}, "b"
	nested := x
	nested.tests = []string{"TestX/stock_items"}
	has := []string{"TestX"}
	for name, test := range map[string]struct {
		operation operation
		upstream  upstream
		want      string // "" for none
		works     bool
	}{
		"declared":                     {x, served(has, "x"), "", true},
		"declared before its reason":   {reason, served(has, "x"), "", true},
		"a subtest":                    {nested, served(has, "x"), "", true},
		"not yet":                      {reason, served(has), "", false},
		"no longer declared":           {x, served(has), "a: x is not declared, and the inventory has no reason why not", false},
		"another page":                 {other, served(has), "a: x is declared no more", false},
		"not in the inventory":         {x, served(has, "x", "y"), "a: list x: the inventory lacks y", false},
		"no test":                      {untested, served(has, "x"), "a: x works, and the inventory has no test that proves it", false},
		"a test that is gone":          {x, served(nil, "x"), "a: x: there is no test TestX", false},
		"a subtest that is gone":       {misnamed, served(has, "x"), "a: x: no test file has the name of TestX/deals", false},
		"an upstream without":          {foreign, served(has), "b: x is of an upstream without a connector", false},
		"declarations without a proof": {x, upstream{name: "a", tests: testNames{functions: map[string]bool{"TestX": true}}}, "a: nothing proves", false},
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := join([]operation{test.operation}, []upstream{test.upstream})
			if test.want != "" {
				require.ErrorContains(t, err, test.want)
				return
			}
			require.NoError(t, err)
			require.Len(t, rows, 1)
			require.Equal(t, test.works, rows[0].works())
		})
	}
}

// declaring is a client that declares one list or one write.
type declaring struct {
	lists  []connectors.List
	writes []connectors.Write
}

func (d declaring) Lists() []connectors.List     { return d.lists }
func (d declaring) LookUps() []connectors.LookUp { return nil }
func (d declaring) Writes() []connectors.Write   { return d.writes }

// TestDeclarations finds the methods of declarations, and mistakes in them.
func TestDeclarations(t *testing.T) {
	methods, err := api.Methods()
	require.NoError(t, err)
	write := connectors.WriteOf(connectors.Write{Resource: "deals", Act: connectors.Create, Op: "sales/insert"},
		func(connectors.WriteRow, *crmstreamv1.CreateDealRequest, *connectors.Catalogue) (connectors.EncodedRow, error) {
			return connectors.EncodedRow{}, nil
		})
	found, err := declarations(declaring{writes: []connectors.Write{write}}, methods, filepath.Join(root, "connectors", "apro"))
	require.NoError(t, err)
	require.Len(t, found, 1)
	require.Equal(t, "DealsService.CreateDeal, BatchCreateDeals", methodNames(row{methods: found[0].methods}))
	require.Equal(t, []string{"sales/insert"}, found[0].ops)
	require.Equal(t, []string{"TestGoldenBodies/deals", "TestWriteConformance"}, found[0].tests)

	write.BatchOp = "sales/insertall"
	found, err = declarations(declaring{writes: []connectors.Write{write}}, methods, "")
	require.NoError(t, err)
	require.Len(t, found, 2)
	require.Equal(t, []string{"sales/insertall", "sales/insert"}, slices.Concat(found[0].ops, found[1].ops))
	require.Equal(t, "DealsService.BatchCreateDeals", methodNames(row{methods: found[0].methods}))
	require.Equal(t, "DealsService.CreateDeal", methodNames(row{methods: found[1].methods}))

	open := func(*crmstreamv1.ListDealsRequest, *connectors.Catalogue) (connectors.Fetch, error) { return nil, nil }
	_, err = declarations(declaring{lists: []connectors.List{connectors.Of(connectors.List{Resource: "deals"}, open)}}, methods, "")
	require.ErrorContains(t, err, "list deals: the declaration names no upstream operation")
	foreign := func(*crmstreamv1.Deal, *connectors.Catalogue) (connectors.Fetch, error) { return nil, nil }
	_, err = declarations(declaring{lists: []connectors.List{connectors.Of(connectors.List{Resource: "deals", Ops: []string{"x"}}, foreign)}}, methods, "")
	require.ErrorContains(t, err, "list deals: the API has no method for it")
}

// TestTestsAreFound reads the names of this package's tests.
func TestTestsAreFound(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(folder, "testdata", "deals"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "testdata", "deals", "one.json"), nil, 0o600))
	code := "package x\nfunc TestA() { t.Run(\"two words\") }\nfunc helper() {}\nfunc (x) TestMethod() {}\n"
	require.NoError(t, os.WriteFile(filepath.Join(folder, "x_test.go"), []byte(code), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "x.go"), []byte("package x\nfunc TestB() {}\n"), 0o600))
	names, err := readTests(folder)
	require.NoError(t, err)
	for _, test := range []string{"TestA", "TestA/two_words", "TestA/deals", "TestA/one"} {
		require.NoError(t, names.has(test))
	}
	for _, test := range []string{"TestB", "helper", "TestMethod", "TestA/three", "TestC/deals"} {
		require.Error(t, names.has(test), test)
	}
}

// TestTheNumbersAddUp counts rows of both directions and states.
func TestTheNumbersAddUp(t *testing.T) {
	served, open := row{methods: []*api.Method{{}}}, row{}
	served.upstream, open.upstream = "a", "a"
	asked, told := open, served
	asked.inward, told.inward = true, true
	rows := slices.Concat(slices.Repeat([]row{served}, 5), slices.Repeat([]row{open}, 3), slices.Repeat([]row{asked}, 2), []row{told})
	require.Contains(t, totals(rows, []upstream{{name: "a"}, {name: "b"}}),
		"| a | 11 | 6 | 5 | 5 | 3 | 1 | 2 |\n| b | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n| all | 11 | 6 | 5 | 5 | 3 | 1 | 2 |\n")
}
