package transcode_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func TestWrap(t *testing.T) {
	task := &crmstreamv1.Task{Id: "7"}
	r := connectors.Record{ID: []byte("7")}
	require.NoError(t, transcode.Wrap(&r, task))
	list := &crmstreamv1.ListTasksResponse{}
	require.NoError(t, proto.Unmarshal(r.Wire, list))
	require.True(t, proto.Equal(task, list.GetTasks()[0]))
	again := &crmstreamv1.Task{}
	require.NoError(t, r.Decode(again))
	require.True(t, proto.Equal(task, again))

	large := &crmstreamv1.Task{Id: "7", Raw: strings.Repeat("x", transcode.MaxWire)}
	require.NoError(t, transcode.Wrap(&r, large))
	require.Nil(t, r.Wire)
	require.Equal(t, "7", r.Err.ID)
	require.Error(t, connectors.Record{}.Decode(again))
	require.Error(t, connectors.Record{Wire: []byte{10, 5}}.Decode(again))
}

func TestDigestIsTheIDOfARowWithoutOne(t *testing.T) {
	table := transcode.Must(transcode.Part(&crmstreamv1.Task{}, transcode.Column{
		Keys: []string{"id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID,
	}))
	row, err := table.One(parsed(t, `{"a":1}`), &transcode.Context{})
	require.NoError(t, err)
	require.Equal(t, row.Record.ID, transcode.Digest([]byte(`{"a":1}`)))
}

func TestConstant(t *testing.T) {
	call := &crmstreamv1.Call{}
	all := transcode.Constant[string]("id", call, &crmstreamv1.Contact{})("7")
	all = append(all, transcode.Constant[int32]("direction", call)(int32(crmstreamv1.CallDirection_CALL_DIRECTION_OUT))...)
	require.NoError(t, proto.Unmarshal(all, call))
	require.Equal(t, "7", call.GetId())
	require.Equal(t, crmstreamv1.CallDirection_CALL_DIRECTION_OUT, call.GetDirection())
	contact := &crmstreamv1.Contact{}
	require.NoError(t, proto.Unmarshal(transcode.Constant[bool]("deleted", contact)(true), contact))
	require.True(t, contact.GetDeleted())

	require.Panics(t, func() { transcode.Constant[string]("no_such_field", call) })
	require.Panics(t, func() { transcode.Constant[bool]("id", call) }, "of another type")
	require.Panics(t, func() { transcode.Constant[string]("owner_id", contact, &crmstreamv1.CalendarEvent{}) }, "of another number")
}

// Go itself reads times that clocks show twice or skip by a rule of its own, so the reader of LocalTime is asked instead.
func TestInZone(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	for wall, want := range map[string]string{
		"2024-06-01 12:00:00": "2024-06-01T10:00:00Z",
		"2024-03-31 02:30:00": "2024-03-31T01:30:00Z", // which the clocks skip
		"2024-10-27 02:30:00": "2024-10-27T00:30:00Z", // which they show twice
	} {
		plain, err := time.Parse(time.DateTime, wall)
		require.NoError(t, err)
		got, ok := transcode.InZone(plain, berlin)
		require.True(t, ok)
		require.Equal(t, want, got.Format(time.RFC3339), wall)
		got, ok = transcode.InZone(plain.In(time.UTC), nil)
		require.True(t, ok)
		require.Equal(t, plain, got)
	}
	for _, year := range []int{0, 10000} {
		_, ok := transcode.InZone(time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC), berlin)
		require.False(t, ok)
	}
	_, ok := transcode.InZone(time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), berlin)
	require.False(t, ok, "is in the year 0 of UTC")
}
