package apro

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	"github.com/crmstream/crmstream/connectors/internal/transcode/transcodetest"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// TestWritesReadBack writes random records of each kind with custom fields of each datatype in both spellings, and reads what the
// upstream would show.
func TestWritesReadBack(t *testing.T) {
	total, fields := 0, 0
	for name, table := range map[string]*transcode.Table{"contact": contactTable, "activity": activityTable, "deal": dealTable, "stock item": stockTable} {
		t.Run(name, func(t *testing.T) {
			compared := transcodetest.RoundTrips(t, transcodetest.Upstream{
				Table: table, Form: true, Datatypes: wire.Datatypes, Bare: map[string]string{"emails": "mail", "phones": "phone"},
				Texts: map[string]*rapid.Generator[string]{"origin": rapid.SampledFrom([]string{"online_consult", "none", "help_manager", "online_form"})},
			})
			for _, n := range compared {
				total += n
			}
			fields += len(compared)
		})
	}
	check.AtLeast(t, "writes_round_trip_fields", float64(fields), 96)
	check.Tell("writes_round_trip_values", float64(total))
}

// TestInvoicesReadBack writes random invoices and reads what the upstream would show.
func TestInvoicesReadBack(t *testing.T) {
	days := rapid.SampledFrom([]string{"2026-01-31", "2024-02-29", "0001-01-02", "9999-12-31"})
	compared := transcodetest.RoundTrips(t, transcodetest.Upstream{
		Table: fullInvoiceTable, Form: true, Texts: map[string]*rapid.Generator[string]{"create_date": days},
		Elements: map[string]map[string]*rapid.Generator[string]{"lines": {
			"name": rapid.StringN(1, 20, -1), "quantity": rapid.StringMatching(`[0-9]{1,9}(\.[0-9]{1,6})?`), "price": rapid.StringMatching(`[0-9]{1,20}(\.[0-9]{1,2})?`),
		}},
	})
	require.Len(t, compared, 9)
}

// TestDialogTypesReadBack writes random types of dialogs.
func TestDialogTypesReadBack(t *testing.T) {
	require.Len(t, transcodetest.RoundTrips(t, transcodetest.Upstream{Table: dialogTypeTable, Form: true}), 2)
}

// TestCallsReadBack writes random calls with their times as text, and reads them under the keys that they were written under.
func TestCallsReadBack(t *testing.T) {
	table := importedCallTables[timestampText]
	text := rapid.StringN(1, 20, -1)
	rapid.Check(t, func(t *rapid.T) {
		call := &crmstreamv1.ImportedCall{
			FromPhone: proto.String(text.Draw(t, "from")), ToPhone: proto.String(text.Draw(t, "to")), CallerId: proto.String(text.Draw(t, "caller")),
			TrunkId: proto.String("4"), StatusId: proto.String("2"), RecordingUrl: proto.String(text.Draw(t, "url")), Answered: proto.Bool(rapid.Bool().Draw(t, "answered")),
			StartTime: &timestamppb.Timestamp{Seconds: rapid.Int64Range(1, 4_000_000_000).Draw(t, "start")}, Direction: crmstreamv1.CallDirection(rapid.Int32Range(1, 2).Draw(t, "direction")),
			DurationSeconds: proto.Int32(rapid.Int32Range(0, math.MaxInt32).Draw(t, "duration")),
		}
		members, _, err := table.Write(call, nil, transcode.WriteContext{Op: transcode.OnCreate, Zone: time.FixedZone("", 4*3600+1800)})
		if err != nil {
			t.Fatal(err)
		}
		shown := map[string]string{"uniqueId": "x"}
		for path, text := range transcode.Leaves(members) {
			shown[path[0]] = text
		}
		row, err := json.Marshal(shown)
		if err != nil {
			t.Fatal(err)
		}
		read, err := table.One(transcode.MustParse(string(row)), &transcode.Context{Zone: time.UTC})
		if err != nil {
			t.Fatal(err)
		}
		got := &crmstreamv1.ImportedCall{}
		if err := read.Record.Decode(got); err != nil {
			t.Fatal(err)
		}
		if call.Id = "x"; !proto.Equal(call, got) {
			t.Fatalf("%v was read as %v", call, got)
		}
	})
}
