package solos_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
)

// TestAttachedFilters compares what comes with the same choice among the whole list, in all modes.
func TestAttachedFilters(t *testing.T) {
	for _, c := range []struct {
		list, filter string
		// shown is the field of a record that the filter is about, and values are those that it asks for.
		shown  protoreflect.Name
		values []string
	}{
		{"steps", `{"stepIds":["1","2","3","4","5"]}`, "step_id", []string{"1", "2", "3", "4", "5"}},
		{"events", `{"eventTypeIds":["2","99"]}`, "type_id", []string{"2"}},
		{"events", `{"eventId":"25003"}`, "id", []string{"25003"}},
		{"payments", `{"direction":"PAYMENT_DIRECTION_IN"}`, "direction_text", []string{"1"}},
		{"payments", `{"direction":"PAYMENT_DIRECTION_OUT"}`, "direction_text", []string{"0"}},
		{"payments", `{"paymentId":"25002"}`, "id", []string{"25002"}},
	} {
		for name, mode := range modes {
			t.Run(name+"/"+c.list+" "+c.filter, func(t *testing.T) {
				l := attachedLists[c.list]
				rig, _ := l.open(t, conformance.Upstream{Rows: 40}, mode)
				all := l.records(t, rig, l.request(project))
				require.Len(t, all, 40)
				var want []string
				for _, r := range all {
					if slices.Contains(c.values, field(r, c.shown)) {
						want = append(want, field(r, "id"))
					}
				}
				require.NotEmpty(t, want)
				require.Less(t, len(want), len(all))
				req := l.request(project)
				more := req.ProtoReflect().New().Interface()
				require.NoError(t, protojson.Unmarshal([]byte(c.filter), more))
				proto.Merge(req, more)
				var got []string
				for _, r := range l.records(t, rig, req) {
					got = append(got, field(r, "id"))
				}
				require.Equal(t, want, got)
			})
		}
	}
}

// records returns the records of the first page.
func (l list) records(t *testing.T, rig *conformance.Rig, req proto.Message) []protoreflect.Message {
	t.Helper()
	page, err := conformance.Fetch(t.Context(), rig.Client, req, connectors.PageRequest{})
	require.NoError(t, err)
	var records []protoreflect.Message
	for _, r := range page.Records {
		message := l.response.ProtoReflect().New()
		require.NoError(t, proto.Unmarshal(r.Wire, message.Interface()))
		records = append(records, message.Get(message.Descriptor().Fields().ByNumber(1)).List().Get(0).Message())
	}
	return records
}

// field returns the text of a record's field.
func field(record protoreflect.Message, name protoreflect.Name) string {
	return record.Get(record.Descriptor().Fields().ByName(name)).String()
}
