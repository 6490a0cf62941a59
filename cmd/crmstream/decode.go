package main

import (
	"cmp"
	"encoding"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/internal/spelling"
)

// mistake is a mistake in a file.
type mistake struct {
	file string
	line int
	// path is the path of the value, as in sources[0].time_zone; it is "" for the whole file.
	path string
	// text states what is wrong and how to correct it.
	text string
}

// String returns "file:line: path: text". Keys of callers, which may be in a wrong place, are hidden.
func (m mistake) String() string {
	if m.path == "" {
		return redact.Keys(fmt.Sprintf("%s:%d: %s", m.file, m.line, m.text))
	}
	return redact.Keys(fmt.Sprintf("%s:%d: %s: %s", m.file, m.line, m.path, m.text))
}

// mistakes are all mistakes in a file, by line.
type mistakes []mistake

// Error returns one mistake a line.
func (ms mistakes) Error() string {
	lines := make([]string, len(ms))
	for i, m := range ms {
		lines[i] = m.String()
	}
	return strings.Join(lines, "\n")
}

// document is a YAML file while it is read. It collects mistakes, and knows the line of every decoded value.
type document struct {
	file  string
	lines map[string]int
	paths map[any]string // by address of the decoded value
	found mistakes
}

func newDocument(file string) *document {
	return &document{file: file, lines: map[string]int{"": 1}, paths: map[any]string{}}
}

// add adds a mistake at a path. For a path that is not in the file, the line is that of its nearest parent.
func (d *document) add(path, format string, args ...any) {
	d.found = append(d.found, mistake{file: d.file, line: d.line(path), path: path, text: fmt.Sprintf(format, args...)})
}

func (d *document) line(path string) int {
	for {
		if line, ok := d.lines[path]; ok {
			return line
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
}

// err returns all mistakes so far in the order of their lines, or nil.
func (d *document) err() error {
	if len(d.found) == 0 {
		return nil
	}
	slices.SortStableFunc(d.found, func(a, b mistake) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.path, b.path))
	})
	return d.found
}

// parse decodes the only YAML document of r into out, a pointer to a struct. It collects mistakes. It returns false if there is
// nothing to check further: the file is no YAML, or no mapping.
func (d *document) parse(r io.Reader, out any) bool {
	decoder := yaml.NewDecoder(r)
	var root yaml.Node
	if err := decoder.Decode(&root); err != nil {
		if errors.Is(err, io.EOF) {
			return true // an empty file lacks keys; the code that needs them adds the mistakes
		}
		d.syntax(err)
		return false
	}
	d.decode(root.Content[0], reflect.ValueOf(out).Elem(), "")
	var second yaml.Node
	if err := decoder.Decode(&second); !errors.Is(err, io.EOF) {
		d.add("", "holds more than one YAML document: keep the first, remove the rest")
	}
	return root.Content[0].Kind == yaml.MappingNode || len(d.found) == 0 // a document that is null is like an empty file
}

// syntax adds an error of the YAML parser as a mistake. The error has the form "yaml: line 3: what".
func (d *document) syntax(err error) {
	line, text := 1, strings.TrimPrefix(err.Error(), "yaml: ")
	if _, scanErr := fmt.Sscanf(text, "line %d:", &line); scanErr == nil {
		_, text, _ = strings.Cut(text, ": ")
	}
	d.found = append(d.found, mistake{file: d.file, line: line, text: "is no YAML: " + text})
}

// decode decodes a node into out strictly: unknown and repeated keys are mistakes.
func (d *document) decode(n *yaml.Node, out reflect.Value, path string) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if _, ok := d.lines[path]; !ok {
		d.lines[path] = n.Line
	}
	if out.CanAddr() {
		d.paths[out.Addr().Interface()] = path
	}
	switch {
	case out.Type() == reflect.TypeFor[yaml.Node]():
		out.Set(reflect.ValueOf(*n))
	case n.Tag == "!!null":
		// A key without a value counts as absent.
	case readsText(out), out.Type() == reflect.TypeFor[time.Duration]():
		d.scalar(n, out, path)
	case out.Kind() == reflect.Struct:
		d.mapping(n, out, path)
	case out.Kind() == reflect.Slice:
		d.sequence(n, out, path)
	default:
		d.scalar(n, out, path)
	}
}

func readsText(out reflect.Value) bool {
	return out.CanAddr() && out.Addr().Type().Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

func (d *document) mapping(n *yaml.Node, out reflect.Value, path string) {
	if n.Kind != yaml.MappingNode {
		d.add(path, "must be a mapping of %s", strings.Join(keysOf(out.Type()), ", "))
		return
	}
	fields := fieldsOf(out)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := key.Value
		if path != "" {
			at = path + "." + key.Value
		}
		_, repeated := d.lines[at]
		d.lines[at] = key.Line
		field, known := fields[key.Value]
		switch {
		case repeated:
			d.add(at, "is here a second time: remove one of the two")
		case !known:
			names := keysOf(out.Type())
			d.add(at, "unknown key: use one of %s%s", strings.Join(names, ", "), spelling.Suggest(key.Value, names))
		default:
			d.decode(value, field, at)
		}
	}
}

func (d *document) sequence(n *yaml.Node, out reflect.Value, path string) {
	if n.Kind != yaml.SequenceNode {
		d.add(path, "must be a list: write [a, b], or one a line after a dash")
		return
	}
	out.Set(reflect.MakeSlice(out.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		d.decode(item, out.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

// scalar decodes a value that this walk does not divide further.
func (d *document) scalar(n *yaml.Node, out reflect.Value, path string) {
	if readsText(out) && n.Kind != yaml.ScalarNode {
		d.add(path, "must be a text")
		return
	}
	err := n.Decode(out.Addr().Interface())
	if err == nil {
		return
	}
	// Neither message repeats the value, since it may be a secret in the wrong place.
	if typeError := (*yaml.TypeError)(nil); readsText(out) && !errors.As(err, &typeError) {
		d.add(path, "%s", err)
		return
	}
	d.add(path, "must be %s", kindInWords(out.Type()))
}

func kindInWords(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == reflect.TypeFor[time.Duration]():
		return "a duration such as 90s, 15m or 1h"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Float32, t.Kind() == reflect.Float64:
		return "a number"
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64:
		return "a whole number"
	case t.Kind() == reflect.Map:
		return "a mapping"
	default:
		return "a text"
	}
}

// fieldsOf returns the fields of a struct by their YAML keys.
func fieldsOf(out reflect.Value) map[string]reflect.Value {
	fields := map[string]reflect.Value{}
	for i := range out.NumField() {
		if key := keyOf(out.Type().Field(i)); key != "" {
			fields[key] = out.Field(i)
		}
	}
	return fields
}

// keysOf returns the YAML keys of a struct, in their order.
func keysOf(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		if key := keyOf(t.Field(i)); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// keyOf returns the YAML key of a field, or "" for a field without one.
func keyOf(f reflect.StructField) string {
	key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	if key == "-" {
		return ""
	}
	return key
}
