package main

import (
	"bufio"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// Widths of a table, in columns of a terminal.
const (
	widestCell   = 32
	defaultWidth = 120
)

// tableWriter writes records as rows. The first records choose the columns: those fields that have values and fit the width, in
// the order of the API. A table is for reading; JSON has all fields.
type tableWriter struct {
	out     *bufio.Writer
	record  protoreflect.MessageDescriptor
	width   int
	columns []column
}

type column struct {
	field protoreflect.FieldDescriptor
	width int
}

func (w *tableWriter) write(records []protoreflect.Message) error {
	if len(records) == 0 {
		return nil
	}
	if w.columns == nil {
		w.choose(records)
		header := make([]string, len(w.columns))
		for i, c := range w.columns {
			header[i] = strings.ToUpper(string(c.field.Name()))
		}
		w.row(header)
	}
	for _, record := range records {
		cells := make([]string, len(w.columns))
		for j, c := range w.columns {
			cells[j] = cell(record, c.field)
		}
		w.row(cells)
	}
	return w.out.Flush()
}

func (w *tableWriter) close() error { return w.out.Flush() }

// choose sets the columns.
func (w *tableWriter) choose(records []protoreflect.Message) {
	left := w.width
	if left <= 0 {
		left = defaultWidth
	}
	for i := range w.record.Fields().Len() {
		fd := w.record.Fields().Get(i)
		if !isCell(fd) {
			continue
		}
		widest := 0
		for _, record := range records {
			widest = max(widest, utf8.RuneCountInString(cell(record, fd)))
		}
		if widest == 0 {
			continue
		}
		c := column{fd, min(max(widest, len(fd.Name())), widestCell)}
		if left < c.width && len(w.columns) > 0 {
			return
		}
		left -= c.width + len("  ")
		w.columns = append(w.columns, c)
	}
}

// row writes one line. The writer keeps an error until it is flushed. The first column, the id, is never cut.
func (w *tableWriter) row(cells []string) {
	var line strings.Builder
	for i, text := range cells {
		width := w.columns[i].width
		if n := utf8.RuneCountInString(text); n <= width {
			text += strings.Repeat(" ", width-n)
		} else if i > 0 {
			text = string([]rune(text)[:width-1]) + "…"
		}
		line.WriteString(text + "  ")
	}
	_, _ = w.out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

// isCell reports whether a field has a short text: a single value or a time, but not the upstream's raw JSON.
func isCell(fd protoreflect.FieldDescriptor) bool {
	switch {
	case fd.IsList(), fd.IsMap(), fd.Name() == "raw":
		return false
	case fd.Message() != nil:
		return isTime(fd)
	default:
		return fd.Kind() != protoreflect.BytesKind
	}
}

func isTime(fd protoreflect.FieldDescriptor) bool {
	return fd.Message().FullName() == (*timestamppb.Timestamp)(nil).ProtoReflect().Descriptor().FullName()
}

// cell returns a field's value as text, "" if it is unset.
func cell(record protoreflect.Message, fd protoreflect.FieldDescriptor) string {
	if !record.Has(fd) {
		return ""
	}
	value := record.Get(fd)
	switch {
	case fd.Message() != nil:
		if t, ok := value.Message().Interface().(*timestamppb.Timestamp); ok {
			return t.AsTime().Format(time.RFC3339)
		}
		return ""
	case fd.Enum() != nil:
		if v := fd.Enum().Values().ByNumber(value.Enum()); v != nil {
			prefix := strings.TrimSuffix(string(fd.Enum().Values().Get(0).Name()), "UNSPECIFIED")
			return strings.ToLower(strings.TrimPrefix(string(v.Name()), prefix))
		}
		return value.String()
	default:
		return printable(value.String())
	}
}

// printable replaces characters that would move a terminal's cursor or change its colours.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
}
