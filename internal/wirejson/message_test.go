package wirejson

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// counted is a buffer that knows whether it is held. Its bytes are gone once it is not.
type counted struct {
	mem.Buffer
	data []byte
	held int
}

func (c *counted) ReadOnlyData() []byte { return c.data }
func (c *counted) Len() int             { return len(c.data) }
func (c *counted) Ref()                 { c.held++ }
func (c *counted) Free() {
	if c.held--; c.held == 0 {
		clear(c.data)
	}
}

// TestDetachedMessagesKeepTheirRecords detaches a message from its buffers after so many of its records were read.
func TestDetachedMessagesKeepTheirRecords(t *testing.T) {
	response := &crmstreamv1.ListContactsResponse{ResumeToken: "t"}
	for _, id := range []string{"a", "b", "c"} {
		response.Contacts = append(response.Contacts, &crmstreamv1.Contact{Id: id})
	}
	encoded, err := proto.Marshal(response)
	require.NoError(t, err)
	for after := range 4 {
		buffer := &counted{data: append([]byte{}, encoded...), held: 1}
		m := &Message[*crmstreamv1.ListContactsResponse]{Parts: &crmstreamv1.ListContactsResponse{}}
		m.Detach() // before anything has come
		require.NoError(t, m.unmarshal(mem.BufferSlice{buffer}))
		buffer.Free() // as gRPC does
		require.Equal(t, 3, m.Count)
		require.Equal(t, "t", m.Parts.GetResumeToken())
		var ids []string
		detach := func() {
			if len(ids) == after {
				m.Detach()
				m.Detach()
			}
		}
		detach()
		for record, err := range m.Records() {
			require.NoError(t, err)
			c := &crmstreamv1.Contact{}
			require.NoError(t, proto.Unmarshal(record, c))
			ids = append(ids, c.GetId())
			detach()
			require.Equal(t, len(ids) >= after || len(ids) == 3, buffer.held == 0)
		}
		require.Equal(t, []string{"a", "b", "c"}, ids)
		m.Release()
		require.Zero(t, buffer.held)
	}
}
