package transcode_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// eventTable is of events with a start that other code reads, and a flag with words.
func eventTable() *transcode.Table {
	return transcode.Must(transcode.Part(&crmstreamv1.CalendarEvent{},
		transcode.Sent("start_time", transcode.LocalTime, transcode.NotCleared, "date").At(transcode.AsRFC3339).Required(),
		transcode.Sent("all_day", transcode.Flag, transcode.NotCleared, "allDay"),
		transcode.Col("reminder", transcode.Flag, "remind").Writable(transcode.NotCleared).OneOf("yes", "no"),
		transcode.Col("title", transcode.Text, "title", "date"),
	))
}

// TestSentColumns writes fields that the table does not read. Their keys may be read by other columns.
func TestSentColumns(t *testing.T) {
	london := transcode.WriteContext{Op: transcode.OnCreate, Zone: mustZone(t, "Europe/London")}
	for name, test := range map[string]struct {
		at    time.Time
		event *crmstreamv1.CalendarEvent
		want  []string
		wrong string
	}{
		"summer":                 {at: time.Date(2024, 7, 1, 10, 0, 0, 0, time.UTC), want: []string{"date=2024-07-01T11:00:00+01:00"}},
		"winter":                 {at: time.Date(2024, 1, 1, 10, 0, 0, 0, time.UTC), want: []string{"date=2024-01-01T10:00:00+00:00"}},
		"the first 01:30":        {at: time.Date(2024, 10, 27, 0, 30, 0, 0, time.UTC), want: []string{"date=2024-10-27T01:30:00+01:00"}},
		"the second 01:30":       {at: time.Date(2024, 10, 27, 1, 30, 0, 0, time.UTC), wrong: "start_time: 2024-10-27T01:30:00Z is 2024-10-27T01:30:00 on the clocks of Europe/London"},
		"parts of a second":      {at: time.Date(2024, 1, 1, 10, 0, 0, 1, time.UTC), wrong: "has parts of a second"},
		"an offset of 75 s":      {at: time.Date(1840, 1, 1, 10, 0, 0, 0, time.UTC), wrong: "cannot be written with the offset of Europe/London"},
		"flags":                  {at: time.Date(2024, 1, 1, 10, 0, 0, 0, time.UTC), event: &crmstreamv1.CalendarEvent{AllDay: proto.Bool(true), Reminder: proto.Bool(true)}, want: []string{"date=2024-01-01T10:00:00+00:00", "allDay=1", "remind=yes"}},
		"flags that are off":     {at: time.Date(2024, 1, 1, 10, 0, 0, 0, time.UTC), event: &crmstreamv1.CalendarEvent{AllDay: proto.Bool(false), Reminder: proto.Bool(false)}, want: []string{"date=2024-01-01T10:00:00+00:00", "allDay=0", "remind=no"}},
		"a title is not written": {at: time.Date(2024, 1, 1, 10, 0, 0, 0, time.UTC), event: &crmstreamv1.CalendarEvent{Title: proto.String("x")}, wrong: "title: cannot be written"},
	} {
		t.Run(name, func(t *testing.T) {
			event := &crmstreamv1.CalendarEvent{}
			proto.Merge(event, test.event)
			event.StartTime = timestamppb.New(test.at)
			pairs, mistakes := written(t, eventTable(), event, nil, london)
			if test.wrong != "" {
				require.Len(t, mistakes, 1)
				require.Contains(t, mistakes[0], test.wrong)
				return
			}
			require.Empty(t, mistakes)
			require.Equal(t, test.want, pairs)
		})
	}
	_, mistakes := written(t, eventTable(), &crmstreamv1.CalendarEvent{}, nil, london)
	require.Equal(t, []string{"start_time: is obligatory"}, mistakes)
	rows := 0
	require.NoError(t, eventTable().Rows(transcode.MustParse(`[{"date":"2024-01-01","allDay":1}]`), &transcode.Context{}, func(row *transcode.Row) error {
		rows++
		event := &crmstreamv1.CalendarEvent{}
		require.NoError(t, row.Record.Decode(event))
		require.True(t, proto.Equal(&crmstreamv1.CalendarEvent{Title: proto.String("2024-01-01")}, event), "%v", event)
		return nil
	}))
	require.Equal(t, 1, rows)
}

// TestSentColumnsFit refuses columns that cannot be written.
func TestSentColumnsFit(t *testing.T) {
	for text, column := range map[string]transcode.Column{
		`the message has no field "starts"`: transcode.Sent("starts", transcode.LocalTime, transcode.NotCleared, "date"),
		"does not fit a field of type":      transcode.Sent("start_time", transcode.Flag, transcode.NotCleared, "date"),
		"or a Flag two":                     transcode.Sent("all_day", transcode.Flag, transcode.NotCleared, "allDay").OneOf("yes"),
		"only a LocalTime without":          transcode.Sent("all_day", transcode.Flag, transcode.NotCleared, "allDay").At(transcode.AsRFC3339),
		"a Writing has the key":             transcode.Sent("all_day", transcode.Flag, transcode.NotCleared, ""),
		"the field has a column already":    transcode.Sent("title", transcode.Text, transcode.NotCleared, "t"),
	} {
		_, err := transcode.Part(&crmstreamv1.CalendarEvent{}, transcode.Col("title", transcode.Text, "title"), column)
		require.ErrorContains(t, err, text)
	}
}
