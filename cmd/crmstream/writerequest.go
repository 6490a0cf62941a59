package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/api"
)

// mostMistakes is how many mistakes of a file are printed.
const mostMistakes = 20

// requests returns the requests for the rows of an input, each without what all have in common.
func (w writing) requests(in input) ([]proto.Message, error) {
	var requests []proto.Message
	var wrong []error
	for _, row := range in.rows {
		request, err := w.request(row)
		if err != nil && row.line > 0 {
			err = fmt.Errorf("%s:%d: %w", in.name, row.line, err)
		}
		if err != nil {
			wrong = append(wrong, err)
		}
		requests = append(requests, request)
	}
	if more := len(wrong) - mostMistakes; more > 0 {
		wrong = append(wrong[:mostMistakes], fmt.Errorf("and %d more lines with mistakes", more))
	}
	return requests, errors.Join(wrong...)
}

// request returns the request for a row: the record, its id, and what it is expected to be.
func (w writing) request(row inputRow) (proto.Message, error) {
	values, err := w.reader.read(row)
	if err != nil {
		return nil, err
	}
	settings := values.beside
	switch {
	case w.kind == api.Create && values.id != "" && givesIDs(w.one):
		return nil, errors.New("id: the CRM gives new records their ids: leave it out")
	case w.kind == api.Create && values.id != "":
		values.record.Set(fieldOf(values.record.Descriptor(), "id"), protoreflect.ValueOfString(values.id))
	case w.kind == api.Create:
	case values.id != "" && w.id != "" && values.id != w.id:
		return nil, fmt.Errorf("id: is %s, and --id is %s", values.id, w.id)
	case values.id == "" && w.id == "":
		return nil, errors.New("id: is missing")
	default:
		settings = append(settings, setting{field: "id", text: cmp.Or(values.id, w.id)})
	}
	if w.kind == api.Delete && len(values.named) > 0 {
		return nil, fmt.Errorf("%s: a delete takes the id alone", values.named[0])
	}
	for _, path := range w.paths(values) {
		settings = append(settings, setting{field: "update_mask", text: path})
	}
	request, err := buildRequest(w.one, settings)
	if err != nil {
		return nil, err
	}
	if fd := recordField(w.one); fd != nil {
		request.ProtoReflect().Set(fd, protoreflect.ValueOfMessage(values.record))
	}
	return request, w.expect(request)
}

// givesIDs reports whether the CRM gives the records that a method creates their ids. Imported calls and text messages come with ids.
func givesIDs(m *api.Method) bool { return strings.Contains(m.Name, "/Create") }

// paths returns the mask of an update: that of the flag, or the fields that the row names.
func (w writing) paths(values readValues) []string {
	switch {
	case w.kind != api.Update:
		return nil
	case len(w.mask) > 0:
		return w.mask
	default:
		return values.named
	}
}

// expect adds the values of --expected.
func (w writing) expect(request proto.Message) error {
	if w.expected == "" {
		return nil
	}
	members, err := membersOf(json.RawMessage(w.expected))
	if err != nil {
		return fmt.Errorf("--expected: %w", err)
	}
	reader := recordReader{method: w.one}
	values, err := reader.read(inputRow{members: members})
	if err != nil {
		return fmt.Errorf("--expected: %w", err)
	}
	msg := request.ProtoReflect()
	fields := msg.Descriptor().Fields()
	if len(values.named) > len(values.empty) {
		msg.Set(fields.ByName("expected"), protoreflect.ValueOfMessage(values.record))
	}
	for _, name := range values.empty {
		msg.Mutable(fields.ByName("expected_unset")).List().Append(protoreflect.ValueOfString(name))
	}
	return nil
}

// complete adds to a request what the requests of one record and those of many have in common.
func (w writing) complete(to *api.Method, request proto.Message, requestID string, dry bool, priority string) error {
	validate := ""
	if dry {
		validate = strconv.FormatBool(true)
	}
	for _, s := range []setting{
		{field: "source", text: w.Source},
		{field: "request_id", text: requestID},
		{field: "validate_only", text: validate},
		{field: "proof", text: w.Proof},
		{field: "priority", text: priority},
	} {
		if s.text == "" {
			continue
		}
		if err := setField(to, request.ProtoReflect(), s); err != nil {
			return usageError{err}
		}
	}
	return nil
}
