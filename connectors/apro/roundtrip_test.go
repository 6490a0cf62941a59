package apro

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	"github.com/crmstream/crmstream/connectors/internal/transcode/transcodetest"
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
