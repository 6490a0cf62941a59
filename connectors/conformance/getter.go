package conformance

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
)

// Getter is one look-up of one connector over one kind of upstream. A connector gives a function that opens a rig, the record
// that the look-up returns, and what it costs:
//
//	conformance.RunGetter(t, conformance.Getter{
//		Name:       "default",
//		Open:       func(t *testing.T, u conformance.Upstream) *conformance.GetterRig { ... },
//		Request:    func() proto.Message { return &crmstreamv1.BatchGetTasksRequest{Source: "test"} },
//		Record:     &crmstreamv1.Task{},
//		PerRequest: 100,
//	})
type Getter struct {
	// Name distinguishes the mode from others in test output.
	Name string
	// Open starts an emulated upstream, with at least u.Rows records, and a client for it.
	Open func(t *testing.T, u Upstream) *GetterRig
	// Request returns a request of the look-up without ids.
	Request func() proto.Message
	// Record is the message of a record, with a field "id".
	Record proto.Message
	// Requests is how many upstream requests the look-up of one existing record costs a new client, logins included; 1 if 0.
	Requests int
	// PerRequest is how many ids one upstream request takes, 500 if there is no bound, 0 if one record is looked up at a time.
	PerRequest int
	// Bad are ids that no record of the upstream can have; nil stands for texts that are no numbers.
	Bad []string
	// Excuses name checks that do not apply, each with its reason: CheckRaw, CheckIgnored, and CheckDeleted, with which a
	// deleted record must not be found.
	Excuses map[Check]string
}

// GetterRig is a client over an emulated upstream, for one look-up.
type GetterRig struct {
	Client connectors.Client
	// Existing are ids of records that are not deleted: one if PerRequest is 0, otherwise more than 2*PerRequest and more than
	// 7.
	Existing []string
	// Deleted are ids of records that are deleted from the start and can still be found.
	Deleted []string
	// Unknown are possible ids that no record has; at least one.
	Unknown []string
	// Delete deletes a record as users would; nil where the emulator cannot.
	Delete func(id string)
	// Before sets a hook that runs before each request upstream, numbered from 1.
	Before func(hook func(n int))
	// Secrets are the credentials that no output may show.
	Secrets []string
}

// RunGetter runs the suite of look-ups, in virtual time as Run does.
func RunGetter(t *testing.T, g Getter) {
	t.Helper()
	steps := []step{
		{"an existing id", g.existing},
		{"an unknown id", g.unknown},
		{"a deleted id", g.deleted},
		{"deleted ids not asked for", g.ignored},
		{"bad ids", g.bad},
		{"raw", g.raw},
		{"answers are pure", g.pure},
		{"cancel", g.cancel},
		{"concurrent use", g.concurrent},
	}
	if g.PerRequest > 0 {
		steps = append(steps, step{"many ids", g.many}, step{"all ids unknown", g.noneOfMany})
	}
	run(t, g.Name, append(steps, faults(g.fault)...))
}

// rows returns how many records the upstream must have.
func (g Getter) rows() int { return max(2*g.PerRequest+50, 250) }

// badIDs returns ids that no record of the upstream can have.
func (g Getter) badIDs() []string {
	if g.Bad != nil {
		return g.Bad
	}
	return []string{"", "0", "007", "x y", "-1", "9'; drop", "１", strings.Repeat("9", 70)}
}

// samples returns the ids for checks that are not about ids: one id, and several where the look-up takes several.
func (g Getter) samples(rig *GetterRig) [][]string {
	if g.PerRequest == 0 {
		return [][]string{rig.Existing[:1]}
	}
	return [][]string{rig.Existing[:1], rig.Existing[:few]}
}

// few is the length of a list of several ids.
const few = 7
