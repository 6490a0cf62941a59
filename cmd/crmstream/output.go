package main

import (
	"bufio"
	"bytes"
	"encoding/json"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
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
	return &jsonWriter{out: bufio.NewWriterSize(con.stdout, 64<<10)}
}

// jsonWriter writes one record a line, as JSON.
type jsonWriter struct {
	out     *bufio.Writer
	encoded []byte
	line    bytes.Buffer
}

func (w *jsonWriter) write(records []protoreflect.Message) error {
	for _, record := range records {
		var err error
		if w.encoded, err = (protojson.MarshalOptions{}).MarshalAppend(w.encoded[:0], record.Interface()); err != nil {
			return err
		}
		// protojson varies its spaces from build to build on purpose. Without them, lines are stable.
		w.line.Reset()
		if err := json.Compact(&w.line, w.encoded); err != nil {
			return err
		}
		w.line.WriteByte('\n')
		if _, err := w.out.Write(w.line.Bytes()); err != nil {
			return err
		}
	}
	return w.out.Flush()
}

func (w *jsonWriter) close() error { return w.out.Flush() }
