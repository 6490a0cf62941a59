package server

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestAbsentMarkersProveNothingAlone loses the answer of a create, and lets the time of the settling come, after a later write. A marker
// that is nowhere says that nothing was written only where the search finds the marker of the later write.
func TestAbsentMarkersProveNothingAlone(t *testing.T) {
	for name, c := range map[string]struct {
		executes bool
		set      func(*writeRig)
		decided  bool
	}{
		"not executed":                {false, func(*writeRig) {}, true},
		"the upstream drops markers":  {true, func(r *writeRig) { r.change = func(c *crmstreamv1.Contact) { c.Fields = nil } }, false},
		"records that cannot be read": {true, func(r *writeRig) { r.unreadable = "Ann" }, false},
		"the settings have another field": {true, func(r *writeRig) {
			r.marker = "40"
			r.restart()
		}, false},
		"the settings have no field": {true, func(r *writeRig) {
			r.marker = ""
			r.restart()
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNotebook()
			n.marker = "39"
			r := writeTo(t, n, func(o *Options, _ *SourceConfig) {
				o.Writes.Gate.WriteTimeout, o.Writes.Gate.SettleAfter, o.Writes.Gate.SettleAfterLate = 50*time.Millisecond, 50*time.Millisecond, 150*time.Millisecond
			})
			if !c.executes || name == "the upstream drops markers" {
				c.set(r)
			}
			r.meet = func(m *meeting) {
				if m.number == 1 {
					m.executes, m.err = c.executes, lost()
				}
			}
			_, err := r.create("lost", "Ann")
			require.Equal(t, codes.Unknown, status.Code(err))
			if c.executes && name != "the upstream drops markers" {
				c.set(r)
			}
			r.meet = func(m *meeting) { require.Equal(t, connectors.Create, m.act) }
			time.Sleep(60 * time.Millisecond)
			_, err = r.create("later", "Bob")
			require.NoError(t, err)
			time.Sleep(600 * time.Millisecond)
			if c.decided {
				r.noRow("lost")
				return
			}
			require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, r.write("lost").GetState())
			_, err = r.create("lost", "Ann")
			require.Equal(t, codes.Unknown, status.Code(err))
			require.Equal(t, "Ann Bob", r.names())
		})
	}
}
