package gateway

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/wirejson"
)

// recordAnswer is what the answers of all look-ups and writes have in addition to their records. Answers of other methods lack it.
type recordAnswer interface {
	proto.Message
	GetNotices() []*crmstreamv1.Notice
	GetUpstreamRequests() int32
}

// unaryMarshaler writes the answers of unary methods as stable bytes.
type unaryMarshaler struct {
	*runtime.JSONPb
	plans wirejson.Planner // of all answers; it does not change
}

// newUnaryMarshaler returns the marshaler for the answers of these methods.
func newUnaryMarshaler(methods []*method) (unaryMarshaler, error) {
	m := unaryMarshaler{&runtime.JSONPb{}, wirejson.Planner{}}
	for _, method := range methods {
		if method.Desc.IsStreamingServer() {
			continue
		}
		if _, err := m.plans.Plan(method.Response.Descriptor()); err != nil {
			return m, fmt.Errorf("gateway: %s: %w", method.Name, err)
		}
		first := method.Response.Descriptor().Fields().Get(0)
		if method.isLookUp() && (first.Number() != wirejson.RecordsNumber || first.Message() == nil) {
			return m, fmt.Errorf("gateway: %s: the first field of the response has no records", method.Name)
		}
	}
	return m, nil
}

// Marshal returns v as JSON without blanks, with a line end.
func (m unaryMarshaler) Marshal(v any) (data []byte, err error) {
	switch v := v.(type) {
	case recordAnswer:
		data, err = m.appendParts([]byte{'{'}, v.ProtoReflect(), 0)
	case proto.Message:
		data, err = m.append(nil, v, true)
	default:
		data, err = m.JSONPb.Marshal(v)
	}
	if err != nil {
		return nil, err
	}
	return append(data, '\n'), nil
}

// lookUpMessage is the answer of a look-up with its records still encoded.
type lookUpMessage = wirejson.Message[proto.Message]

// marshalLookUp returns the answer of a look-up as Marshal does.
func (m unaryMarshaler) marshalLookUp(answer *lookUpMessage) ([]byte, error) {
	data, err := m.appendRecords([]byte{'{'}, answer)
	if err == nil {
		data, err = m.appendParts(data, answer.Parts.ProtoReflect(), 1)
	}
	return append(data, '\n'), err
}

// appendRecords appends the first field of an answer: a record if the answer has one, or a list of records.
func (m unaryMarshaler) appendRecords(dst []byte, answer *lookUpMessage) ([]byte, error) {
	f := answer.Parts.ProtoReflect().Descriptor().Fields().Get(0) // the records, as newUnaryMarshaler has checked
	switch {
	case !f.IsList() && answer.Count == 0:
		return dst, nil
	case !f.IsList() && answer.Count > 1:
		return dst, fmt.Errorf("gateway: %s: %d records instead of one", f.FullName(), answer.Count)
	}
	dst = append(appendString(dst, f.JSONName()), ':')
	if f.IsList() {
		dst = append(dst, '[')
	}
	plan, first := m.plans[f.Message().FullName()], len(dst)
	var w wirejson.Writer
	for record, err := range answer.Records() {
		if err != nil {
			return dst, err
		}
		if len(dst) > first {
			dst = append(dst, ',')
		}
		if dst, err = w.Append(slices.Grow(dst, 2*len(record)), plan, record); err != nil {
			return dst, err
		}
	}
	if f.IsList() {
		dst = append(dst, ']')
	}
	return dst, nil
}

// append appends a message, with zeros and empty lists if it is full. Encoding it first takes a part of the time that protojson takes.
func (m unaryMarshaler) append(dst []byte, v proto.Message, full bool) ([]byte, error) {
	plan := m.plans[v.ProtoReflect().Descriptor().FullName()]
	if plan == nil {
		return dst, fmt.Errorf("gateway: %s is in no answer", v.ProtoReflect().Descriptor().FullName())
	}
	wire, err := proto.Marshal(v)
	if err != nil {
		return dst, err
	}
	w := wirejson.Writer{Full: full}
	return w.Append(slices.Grow(dst, 2*len(wire)), plan, wire)
}

// appendParts appends the fields of an answer of a look-up or a write from an index on, and its end. Its counts and lists show zeros, and
// so do receipts and results of writes. Its records and other messages are written as in lists.
func (m unaryMarshaler) appendParts(dst []byte, answer protoreflect.Message, from int) ([]byte, error) {
	fields := answer.Descriptor().Fields()
	for i := from; i < fields.Len(); i++ {
		f := fields.Get(i)
		if f.Message() != nil && !f.IsList() && !answer.Has(f) {
			continue
		}
		if len(dst) > len("{") {
			dst = append(dst, ',')
		}
		dst = append(appendString(dst, f.JSONName()), ':')
		var err error
		if !f.IsList() {
			if dst, err = m.appendPart(dst, f, answer.Get(f)); err != nil {
				return dst, err
			}
			continue
		}
		dst = append(dst, '[')
		for j := range answer.Get(f).List().Len() {
			if j > 0 {
				dst = append(dst, ',')
			}
			if dst, err = m.appendPart(dst, f, answer.Get(f).List().Get(j)); err != nil {
				return dst, err
			}
		}
		dst = append(dst, ']')
	}
	return append(dst, '}'), nil
}

// appendPart appends one value of a field of an answer.
func (m unaryMarshaler) appendPart(dst []byte, f protoreflect.FieldDescriptor, v protoreflect.Value) ([]byte, error) {
	switch f.Kind() {
	case protoreflect.MessageKind:
		part := v.Message().Interface()
		switch part.(type) {
		case *crmstreamv1.WriteReceipt, *crmstreamv1.WriteResult:
			return m.append(dst, part, true)
		default:
			return m.append(dst, part, false)
		}
	case protoreflect.StringKind:
		return wirejson.AppendText(dst, []byte(v.String()))
	case protoreflect.Int32Kind:
		return strconv.AppendInt(dst, v.Int(), 10), nil
	default:
		return dst, fmt.Errorf("gateway: %s: kind %v is not supported in an answer", f.FullName(), f.Kind())
	}
}
