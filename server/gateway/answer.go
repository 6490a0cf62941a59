package gateway

import (
	"fmt"
	"strconv"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/wirejson"
)

// lookUpAnswer is what the answers of all look-ups and writes have in addition to their records. Answers of other methods lack it.
type lookUpAnswer interface {
	proto.Message
	GetNotices() []*crmstreamv1.Notice
	GetUpstreamRequests() int32
}

// unaryMarshaler writes the answers of unary methods as stable bytes.
type unaryMarshaler struct{ *runtime.JSONPb }

// Marshal returns v as JSON without blanks, with a line end.
func (m unaryMarshaler) Marshal(v any) (data []byte, err error) {
	switch v := v.(type) {
	case lookUpAnswer:
		data, err = appendAnswer(nil, v.ProtoReflect())
	case proto.Message:
		data, err = appendFull(nil, v)
	default:
		data, err = m.JSONPb.Marshal(v)
	}
	if err != nil {
		return nil, err
	}
	return append(data, '\n'), nil
}

// appendAnswer appends the answer of a look-up or a write. Its counts and lists show zeros, and so do receipts and results of
// writes. Its records and other messages are written as in lists.
func appendAnswer(dst []byte, answer protoreflect.Message) ([]byte, error) {
	fields := answer.Descriptor().Fields()
	open := byte('{')
	for i := range fields.Len() {
		f := fields.Get(i)
		if f.Message() != nil && !f.IsList() && !answer.Has(f) {
			continue
		}
		dst = append(appendString(append(dst, open), f.JSONName()), ':')
		open = ','
		var err error
		if !f.IsList() {
			if dst, err = appendPart(dst, f, answer.Get(f)); err != nil {
				return dst, err
			}
			continue
		}
		dst = append(dst, '[')
		for j := range answer.Get(f).List().Len() {
			if j > 0 {
				dst = append(dst, ',')
			}
			if dst, err = appendPart(dst, f, answer.Get(f).List().Get(j)); err != nil {
				return dst, err
			}
		}
		dst = append(dst, ']')
	}
	return append(dst, '}'), nil
}

// appendPart appends one value of a field of an answer.
func appendPart(dst []byte, f protoreflect.FieldDescriptor, v protoreflect.Value) ([]byte, error) {
	switch f.Kind() {
	case protoreflect.MessageKind:
		switch m := v.Message().Interface().(type) {
		case *crmstreamv1.WriteReceipt, *crmstreamv1.WriteResult:
			return appendFull(dst, m)
		default:
			return appendSparse(dst, m)
		}
	case protoreflect.StringKind:
		return wirejson.AppendText(dst, []byte(v.String()))
	case protoreflect.Int32Kind:
		return strconv.AppendInt(dst, v.Int(), 10), nil
	default:
		return dst, fmt.Errorf("gateway: %s: kind %v is not supported in an answer", f.FullName(), f.Kind())
	}
}
