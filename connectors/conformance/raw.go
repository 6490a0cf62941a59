package conformance

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/crmstream/crmstream/connectors"
)

// raw reads the list with the upstream's JSON of each record and without.
func (s Subject) raw(t *testing.T) {
	if excused(t, s.Excuses, CheckRaw) {
		return
	}
	record, err := protoregistry.GlobalTypes.FindMessageByName(s.response().Fields().ByNumber(1).Message().FullName())
	require.NoError(t, err)
	for _, asked := range []bool{true, false} {
		req := s.Request()
		field := req.ProtoReflect().Descriptor().Fields().ByName("include_raw")
		req.ProtoReflect().Set(field, protoreflect.ValueOfBool(asked))
		w := &walker{rig: s.Open(t, Upstream{Rows: 10}), req: req}
		w.taken = func(r connectors.Record) { requireRaw(t, decode(t, r, record.New()), asked) }
		require.NoError(t, w.run(t.Context()))
		require.NotEmpty(t, w.ids)
	}
}

// requireRaw requires a record to have the upstream's JSON exactly when that was asked for.
func requireRaw(t *testing.T, m protoreflect.Message, asked bool) {
	t.Helper()
	field := m.Descriptor().Fields().ByName("raw")
	require.NotNil(t, field, "the record has no field for the upstream's JSON")
	require.Equal(t, asked, m.Get(field).String() != "", "the upstream's JSON is there exactly when it was asked for")
}

// decode reads a record into an empty message.
func decode(t *testing.T, r connectors.Record, m protoreflect.Message) protoreflect.Message {
	t.Helper()
	require.Nil(t, r.Err)
	number, kind, n := protowire.ConsumeTag(r.Wire)
	require.Positive(t, n)
	require.Equal(t, protowire.Number(1), number)
	require.Equal(t, protowire.BytesType, kind)
	body, length := protowire.ConsumeBytes(r.Wire[n:])
	require.Equal(t, len(r.Wire)-n, length, "bytes behind the record")
	require.NoError(t, proto.Unmarshal(body, m.Interface()))
	return m
}
