package main

import (
	"bufio"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/wirejson"
)

// recordWriter writes the records of a list. Records have been written out when write returns.
type recordWriter interface {
	write(records []protoreflect.Message) error
	close() error
}

// writer returns the recordWriter that the flags select.
func (f clientFlags) writer(con *console, record protoreflect.MessageDescriptor) recordWriter {
	if f.table(con) {
		return &tableWriter{out: bufio.NewWriter(con.stdout), record: record, width: con.columns}
	}
	return newJSONWriter(con)
}

// jsonWriter writes one record a line, as JSON.
type jsonWriter struct {
	out  *bufio.Writer
	json jsonEncoder
}

func newJSONWriter(con *console) *jsonWriter {
	return &jsonWriter{out: bufio.NewWriterSize(con.stdout, 64<<10)}
}

func (w *jsonWriter) write(records []protoreflect.Message) error {
	for _, record := range records {
		line, err := w.json.encode(record)
		if err != nil {
			return err
		}
		if _, err := w.out.Write(line); err != nil {
			return err
		}
	}
	return w.out.Flush()
}

func (w *jsonWriter) close() error { return w.out.Flush() }

// jsonEncoder encodes records as lines of JSON.
type jsonEncoder struct{ line []byte }

// encode returns a record as a line, which is valid until the next call.
func (e *jsonEncoder) encode(record protoreflect.Message) (line []byte, err error) {
	if e.line, err = wirejson.AppendMessage(e.line[:0], protojson.MarshalOptions{}, record.Interface()); err != nil {
		return nil, err
	}
	e.line = append(e.line, '\n')
	return e.line, nil
}
