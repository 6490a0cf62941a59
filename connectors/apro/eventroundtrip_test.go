package apro

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/records"
)

// shownEvent returns the row that an upstream shows for the parameters of an event: the start in parts, on the clocks of a zone.
func shownEvent(t *rapid.T, body []byte, zone *time.Location) []byte {
	sent, err := url.ParseQuery(string(body))
	if err != nil {
		t.Fatal(err)
	}
	members := []transcode.Member{text("id", "57")}
	for name, values := range sent {
		key := strings.TrimSuffix(strings.TrimPrefix(name, "params[event]["), "]")
		if key != "date" {
			members = append(members, text(key, values[0]))
			continue
		}
		at, err := time.Parse(time.RFC3339, values[0])
		if err != nil {
			t.Fatal(err)
		}
		wall := at.In(zone)
		for part, layout := range map[string]string{"year": "2006", "month": "01", "day": "02", "hour": "15", "minute": "04"} {
			members = append(members, text(part, wall.Format(layout)))
		}
	}
	return transcode.AppendJSON(nil, []transcode.Member{object("event", members...)})
}

// TestEventsReadBack writes random events in several zones, and reads what the upstream shows for them. A start that would read back as
// another is refused.
func TestEventsReadBack(t *testing.T) {
	texts := rapid.OneOf(rapid.SampledFrom([]string{"  outer blanks ", "\U0001F600", "null", "0", "false", "[]", "two\nlines\r\n", `"'<>&%+=[]`, "\x00"}), rapid.StringN(1, 40, -1))
	refused, written := 0, 0
	for _, name := range []string{"UTC", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu"} {
		zone, err := time.LoadLocation(name)
		require.NoError(t, err)
		c := &Client{zone: zone, settings: defaultSettings()}
		rapid.Check(t, func(t *rapid.T) {
			event := &crmstreamv1.CalendarEvent{
				Title: proto.String(texts.Draw(t, "title")), StartTime: timestamppb.New(time.Unix(300*rapid.Int64Range(0, 10_000_000).Draw(t, "start"), 0)),
			}
			for _, set := range []func(){
				func() { event.Description = proto.String(texts.Draw(t, "description")) },
				func() { event.AllDay = proto.Bool(rapid.Bool().Draw(t, "all day")) },
				func() { event.DurationMinutes = proto.Int32(5 * rapid.Int32Range(0, 10_000).Draw(t, "duration")) },
				func() { event.Reminder = proto.Bool(rapid.Bool().Draw(t, "reminder")) },
				func() { event.ReminderMinutes = proto.Int32(5 * rapid.Int32Range(0, 10_000).Draw(t, "before")) },
				func() { event.TextColor = proto.String(texts.Draw(t, "text")) },
				func() { event.BackgroundColor = proto.String(texts.Draw(t, "background")) },
				func() { event.BorderColor = proto.String(texts.Draw(t, "border")) },
			} {
				if rapid.Bool().Draw(t, "set") {
					set()
				}
			}
			encoded, err := c.encodeEvent(connectors.Create, connectors.WriteRow{Record: event, Mask: records.Set(event.ProtoReflect())})
			if err != nil {
				refused++
				wall := event.GetStartTime().AsTime().In(zone).Format(time.DateTime)
				if twin, _ := transcode.InZone(parsed(t, wall), zone); twin.Equal(event.GetStartTime().AsTime()) {
					t.Fatalf("%v is refused: %v", event, err)
				}
				return
			}
			written++
			data, err := transcode.Parse(shownEvent(t, joinOne(opEventInsert, []connectors.EncodedRow{encoded}).Body, zone))
			if err != nil {
				t.Fatal(err)
			}
			answer, err := c.eventAnswer(connectors.Create, connectors.PlannedCall{Op: opEventInsert}, data)
			if err != nil || len(answer.Records) != 1 {
				t.Fatalf("%v: %v", event, err)
			}
			got := &crmstreamv1.CalendarEvent{}
			if err := answer.Records[0].Decode(got); err != nil {
				t.Fatal(err)
			}
			if differences, _ := records.Differences(event.ProtoReflect(), got.ProtoReflect(), records.Set(event.ProtoReflect())); len(differences) > 0 || len(got.GetAlterations()) > 0 {
				t.Fatalf("%v reads back as %v", event, got)
			}
		})
	}
	require.Greater(t, written, 10*refused)
}

// parsed returns the wall clock of a text.
func parsed(t *rapid.T, text string) time.Time {
	at, err := time.Parse(time.DateTime, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
