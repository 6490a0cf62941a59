package graphql

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
)

// The bounds of a query. The standard introspection query has 3 KB, 500 tokens and a depth of 15.
const (
	maxQuery  = 64 << 10
	maxTokens = 8000
	// maxErrors is the number of errors in an answer; a query may have more.
	maxErrors = 20
)

// Request is the body of a request over HTTP.
type Request struct {
	Query         string         `json:"query"`
	Variables     map[string]any `json:"variables"`
	OperationName string         `json:"operationName"`
}

// DecodeRequest reads the JSON of a request. Other keys than those of Request are ignored.
func DecodeRequest(body []byte) (Request, error) {
	var r Request
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&r); err != nil {
		return Request{}, gqlerror.Errorf("the body is not a JSON object with a query")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Request{}, gqlerror.Errorf("the body has more than one JSON value")
	}
	return r, nil
}

// Document is a parsed request. It may be not valid.
type Document struct {
	document  *ast.QueryDocument
	operation *ast.OperationDefinition
	variables map[string]any
}

// Parse parses a request and chooses its operation.
func Parse(r Request) (*Document, error) {
	if len(r.Query) > maxQuery {
		return nil, gqlerror.Errorf("the query is longer than %d bytes", maxQuery)
	}
	document, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: r.Query}, maxTokens)
	if err != nil {
		return nil, err
	}
	operation, err := choose(document, r.OperationName)
	if err != nil {
		return nil, err
	}
	return &Document{document: document, operation: operation, variables: r.Variables}, nil
}

// choose returns the operation with a name, or the only one for "".
func choose(document *ast.QueryDocument, name string) (*ast.OperationDefinition, error) {
	if name == "" {
		if len(document.Operations) != 1 {
			return nil, gqlerror.Errorf("the query has %d operations: name one in operationName", len(document.Operations))
		}
		return document.Operations[0], nil
	}
	if found := document.Operations.ForName(name); found != nil {
		return found, nil
	}
	return nil, gqlerror.Errorf("the query has no operation %q", name)
}

// Mutation reports whether the operation is a mutation.
func (d *Document) Mutation() bool { return d.operation.Operation == ast.Mutation }

// Only returns the path of the operation's fields down to depth, if it has one field at each of these depths and no fragment; else nil.
func (d *Document) Only(depth int) []string {
	var path []string
	for set := d.operation.SelectionSet; len(path) < depth; {
		if len(set) != 1 {
			return nil
		}
		f, ok := set[0].(*ast.Field)
		if !ok {
			return nil
		}
		path, set = append(path, f.Name), f.SelectionSet
	}
	return path
}

// Introspects reports whether the operation begins at __schema or __type, in a fragment or not.
func (d *Document) Introspects() bool {
	visited := map[string]bool{}
	var found func(ast.SelectionSet) bool
	found = func(set ast.SelectionSet) bool {
		return slices.ContainsFunc(set, func(selection ast.Selection) bool {
			switch x := selection.(type) {
			case *ast.Field:
				return x.Name == "__schema" || x.Name == "__type"
			case *ast.InlineFragment:
				return found(x.SelectionSet)
			case *ast.FragmentSpread:
				if f := d.document.Fragments.ForName(x.Name); f != nil && !visited[x.Name] {
					visited[x.Name] = true
					return found(f.SelectionSet)
				}
			}
			return false
		})
	}
	return found(d.operation.SelectionSet)
}

// Operation is a valid operation with its variables.
type Operation struct{ fields []*field }

// Prepare validates an operation and makes its plan. A document is prepared once at most.
func (s *Schema) Prepare(d *Document) (*Operation, error) {
	if errs := validator.ValidateWithRules(s.ast, d.document, nil); len(errs) > 0 {
		return nil, errs
	}
	root := s.root(d.operation.Operation)
	if root == nil {
		return nil, gqlerror.Errorf("there are no operations of the kind %s", d.operation.Operation)
	}
	variables, err := s.variables(d.operation, d.variables)
	if err != nil {
		return nil, err
	}
	p := planner{schema: s, variables: variables, left: maxFields}
	fields, err := p.fields(root, []ast.SelectionSet{d.operation.SelectionSet}, 1)
	if err != nil {
		return nil, err
	}
	return &Operation{fields}, nil
}

// AppendErrors appends the answer of a failed operation, which has no data.
func AppendErrors(b []byte, err error) []byte {
	var list gqlerror.List
	var one *gqlerror.Error
	switch {
	case errors.As(err, &list):
	case errors.As(err, &one):
		list = gqlerror.List{one}
	default:
		list = gqlerror.List{gqlerror.Wrap(err)}
	}
	text, err := json.Marshal(map[string]gqlerror.List{"errors": list[:min(len(list), maxErrors)]})
	if err != nil { // cannot be: the errors are strings and numbers
		return append(b, `{"errors":[{"message":"internal error"}]}`...)
	}
	return append(b, text...)
}
