package main

import (
	"bufio"
	"bytes"
	"encoding/json"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// recordWriter writes the records of a list. What was given to write is out when it returns.
type recordWriter interface {
	write(records protoreflect.List) error
	close() error
}

func (c listCommand) writer(con *console, r resource) recordWriter {
	if c.table(con) {
		record := r.response.Descriptor().Fields().ByNumber(1).Message()
		return &tableWriter{out: bufio.NewWriter(con.stdout), record: record, width: con.columns}
	}
	return &jsonWriter{out: bufio.NewWriterSize(con.stdout, 64<<10)}
}

// jsonWriter writes one record a line.
type jsonWriter struct {
	out     *bufio.Writer
	encoded []byte
	line    bytes.Buffer
}

func (w *jsonWriter) write(records protoreflect.List) error {
	for i := range records.Len() {
		var err error
		if w.encoded, err = (protojson.MarshalOptions{}).MarshalAppend(w.encoded[:0], records.Get(i).Message().Interface()); err != nil {
			return err
		}
		// protojson varies its blanks from build to build on purpose; without them lines are stable.
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
