package server

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/scan"
)

func TestCount(t *testing.T) {
	require.EqualValues(t, 7, count(7))
	require.EqualValues(t, 7, count(7.0))
	require.EqualValues(t, math.MaxInt32, count(math.MaxInt32))
	require.EqualValues(t, math.MaxInt32, count(math.MaxInt32+1))
	require.EqualValues(t, math.MaxInt32, count(math.MaxInt))
	require.EqualValues(t, math.MaxInt32, count(1e300))
}

// sent keeps the messages of a stream.
type sent struct {
	grpc.ServerStream
	messages []*frame
}

func (s *sent) SendMsg(m any) error {
	s.messages = append(s.messages, m.(*frame))
	return nil
}

// TestCountsAreClamped lets no count of a scan longer than an int32 wrap around.
func TestCountsAreClamped(t *testing.T) {
	const beyond int = math.MaxInt32 + 1
	srv, _ := serve(t, &fake{rows: 1})
	total := beyond
	stream := &sent{}
	out := &sender{call: &callInfo{}, stream: stream, server: srv, source: (*srv.sources.Load())["main"], resource: "tasks", meter: &connectors.Meter{}, started: true}
	require.NoError(t, out.send(&scan.Batch{End: scan.EndOfList, State: scan.State{
		Total:  &total,
		Counts: scan.Counts{Read: beyond, Delivered: beyond, Errors: beyond, Repeats: beyond, Outside: beyond},
	}}))
	require.Len(t, stream.messages, 1)
	tail, ok := stream.messages[0].tail.(*tail)
	require.True(t, ok)
	for _, m := range []proto.Message{tail.GetProgress(), tail.GetSummary()} {
		checked := 0
		for name, want := range map[string]int32{
			"records": math.MaxInt32, "total": math.MaxInt32, "read": math.MaxInt32, "delivered": math.MaxInt32,
			"errors": math.MaxInt32, "repeats": math.MaxInt32, "out_of_range": math.MaxInt32,
		} {
			if field := m.ProtoReflect().Descriptor().Fields().ByTextName(name); field != nil {
				require.EqualValues(t, want, m.ProtoReflect().Get(field).Int(), name)
				checked++
			}
		}
		require.Greater(t, checked, 1)
	}
}
