package graphql

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// maxAnswer bounds the bytes of an answer, and so all work on it: each field has some.
const maxAnswer = 16 << 20

// Execute runs an operation, one field after the other, and returns the answer of an operation that succeeds: its data and an empty
// list of errors. root is the Parent of the operation's own fields.
func (s *Schema) Execute(ctx context.Context, o *Operation, root any) ([]byte, error) {
	e := execution{ctx: ctx}
	b, err := e.object([]byte(`{"data":`), o.fields, root)
	if err != nil {
		return nil, err
	}
	return append(b, `,"errors":[]}`...), nil
}

// execution is one run of an operation.
type execution struct {
	ctx  context.Context
	path ast.Path
}

// object appends an object with the selected fields.
func (e *execution) object(b []byte, fields []*field, parent any) ([]byte, error) {
	if err := e.ctx.Err(); err != nil {
		return nil, err
	}
	b = append(b, '{')
	for i, f := range fields {
		if i > 0 {
			b = append(b, ',')
		}
		e.path = append(e.path, ast.PathName(f.key))
		b = append(appendText(b, f.key), ':')
		value, err := f.resolve(Call{Parent: parent, Args: f.args, Fields: f.count})
		if err != nil {
			return nil, e.fail(f, err)
		}
		if b, err = e.value(b, f, f.typ, value); err != nil {
			return nil, err
		}
		e.path = e.path[:len(e.path)-1]
	}
	return append(b, '}'), nil
}

// value appends the value of a field, or of an item of its list.
func (e *execution) value(b []byte, f *field, t *ast.Type, v any) ([]byte, error) {
	switch {
	case len(b) > maxAnswer:
		return nil, e.fail(f, fmt.Errorf("the answer has more than %d bytes", maxAnswer))
	case v == nil && t.NonNull:
		return nil, e.fail(f, fmt.Errorf("has no value, but the type %s", t))
	case v == nil:
		return append(b, "null"...), nil
	case t.Elem != nil:
		items, ok := v.([]any)
		if !ok {
			return nil, e.fail(f, fmt.Errorf("is a %T, but of the type %s", v, t))
		}
		b = append(b, '[')
		for i, item := range items {
			if i > 0 {
				b = append(b, ',')
			}
			e.path = append(e.path, ast.PathIndex(i))
			var err error
			if b, err = e.value(b, f, t.Elem, item); err != nil {
				return nil, err
			}
			e.path = e.path[:len(e.path)-1]
		}
		return append(b, ']'), nil
	case f.fields != nil:
		return e.object(b, f.fields, v)
	}
	switch x := v.(type) {
	case string:
		return appendText(b, x), nil
	case bool:
		return strconv.AppendBool(b, x), nil
	case int64:
		return strconv.AppendInt(b, x, 10), nil
	default:
		return nil, e.fail(f, fmt.Errorf("is a %T, but of the type %s", v, t))
	}
}

// fail returns the error of a field, with its place in the query and in the answer.
func (e *execution) fail(f *field, err error) error {
	failed := gqlerror.WrapPos(f.position, err)
	failed.Path = append(ast.Path(nil), e.path...)
	return failed
}

// appendText appends a JSON string.
func appendText(b []byte, s string) []byte {
	text, err := json.Marshal(s)
	if err != nil { // cannot be: any string can be written
		return append(b, `""`...)
	}
	return append(b, text...)
}
