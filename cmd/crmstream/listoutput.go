package main

import (
	"bufio"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/wirejson"
)

// listOutput writes the messages of a list. Records have been written out when write returns.
type listOutput interface {
	write(m *encodedMessage) error
	close() error
}

// listOutput returns the listOutput that the flags select.
func (f clientFlags) listOutput(con *console, list *api.Method) (listOutput, error) {
	if f.table(con) {
		return &decodedOutput{list.Response, f.writer(con, list.Record())}, nil
	}
	plan, err := wirejson.Planner{}.Plan(list.Record())
	return &lineOutput{out: bufio.NewWriterSize(con.stdout, 64<<10), plan: plan}, err
}

// lineOutput writes one record a line, as JSON, without decoding it: that takes most of the time of a list. The lines are those of
// jsonWriter.
type lineOutput struct {
	out    *bufio.Writer
	plan   *wirejson.Plan
	writer wirejson.Writer
	line   []byte
}

func (o *lineOutput) write(m *encodedMessage) error {
	for record, err := range m.Records() {
		if err != nil {
			return err
		}
		if o.line, err = o.writer.Append(o.line[:0], o.plan, record); err != nil {
			return err
		}
		if _, err := o.out.Write(append(o.line, '\n')); err != nil {
			return err
		}
	}
	return o.out.Flush()
}

func (o *lineOutput) close() error { return o.out.Flush() }

// decodedOutput gives records to a recordWriter.
type decodedOutput struct {
	response protoreflect.MessageType
	out      recordWriter
}

func (o *decodedOutput) write(m *encodedMessage) error {
	records := make([]protoreflect.Message, 0, m.Count)
	list := o.response.New().NewField(o.response.Descriptor().Fields().ByNumber(wirejson.RecordsNumber)).List()
	for encoded, err := range m.Records() {
		if err != nil {
			return err
		}
		record := list.NewElement().Message()
		if err := proto.Unmarshal(encoded, record.Interface()); err != nil {
			return err
		}
		records = append(records, record)
	}
	return o.out.write(records)
}

func (o *decodedOutput) close() error { return o.out.close() }
