package conformance

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
)

// Fixed is one list of one connector with rows that the suite cannot move: a catalogue, or a list of a record.
type Fixed struct {
	// Name distinguishes the mode from others in test output.
	Name string
	// Open starts an emulated upstream and a client for it. Open may ignore u.Rows where it cannot choose the length of the
	// list. The suite uses Client, IDs, Before and Secrets of the rig, and Delete where it is set.
	Open func(t *testing.T, u Upstream) *Rig
	// Request returns a request for the whole list.
	Request func() proto.Message
	// Samples are valid values for the declared request fields, in JSON; a field without a sample fails the suite. The sample
	// of a field that Request sets is another value.
	Samples map[string]string
	// Local are the declared fields that the connector applies itself, since the upstream has no such filter. Their samples
	// must change the answer. The samples of all other fields must change the request to the upstream.
	Local []string
	// Sole are the declared fields that take only the value in Request, as where one list has custom fields. Their samples must
	// be refused, by name, before the upstream is asked.
	Sole []string
	// PageSize is the size of full pages upstream, 0 where there are no pages, or where Open cannot fill several. Otherwise the
	// list must have 5/2 pages.
	PageSize int
	// Paged says that the upstream has pages although PageSize is 0. Open then applies PageCap, and the rig has Delete.
	Paged bool
	// Requests is how many upstream requests the whole list costs a new client, logins included; 1 if 0.
	Requests int
	// Empty says that Open can make an empty list.
	Empty bool
	// Attached says that the list belongs to another record, so that a status 404 may be KindNotFound.
	Attached bool
	// Excuses name checks that do not apply, each with its reason: CheckCut and CheckMoving, which run where there are pages,
	// and CheckRaw.
	Excuses map[Check]string
}

// RunFixed runs the suite for lists without moving rows, in virtual time as Run does.
func RunFixed(t *testing.T, f Fixed) {
	t.Helper()
	s := Subject{
		Name: f.Name, Open: f.Open, Request: f.Request, Samples: f.Samples, PageSize: f.PageSize, Excuses: f.Excuses,
		faultAt: 1, attached: f.Attached, local: f.Local, sole: f.Sole,
	}
	if f.PageSize > 0 {
		s.faultAt = 2
	}
	run(t, f.Name, append([]step{
		{"declaration", func(t *testing.T) { f.declaration(t, s) }},
		{"whole list", f.whole},
		{"empty list", f.empty},
		{"cut pages", func(t *testing.T) {
			if f.paged() {
				s.cut(t)
			}
		}},
		{"rows deleted between pages", f.deleting},
		{"pages are pure", s.pure},
		{"resume after every page", s.resume},
		{"cursors", s.cursors},
		{"cancel", s.cancel},
		{"concurrent use", s.concurrent},
		{"request fields", s.fields},
		{"undeclared fields", s.undeclared},
		{"raw", s.raw},
	}, faults(s.fault)...))
}

// declaration requires of such lists what the server relies on.
func (f Fixed) declaration(t *testing.T, s Subject) {
	declared := s.declaration(t)
	require.Len(t, declared.Orders, 1, "lists with several orders are for Run")
	for _, name := range slices.Concat(f.Local, f.Sole) {
		require.Contains(t, declared.Fields, name)
	}
	for check := range f.Excuses {
		require.Contains(t, []Check{CheckCut, CheckMoving, CheckRaw}, check, "not a check of this suite")
	}
}

// paged reports whether the upstream has pages.
func (f Fixed) paged() bool { return f.Paged || f.PageSize > 0 }

// deleting deletes rows before the second request, so that the rows after them move up, and requires all rows that were not
// deleted.
func (f Fixed) deleting(t *testing.T) {
	if !f.paged() || excused(t, f.Excuses, CheckMoving) {
		return
	}
	u := Upstream{Rows: Subject{PageSize: f.PageSize}.some()}
	if f.PageSize == 0 {
		u.PageCap = 7 // so that there are several pages
	}
	rig := f.Open(t, u)
	if rig.Delete == nil {
		require.False(t, f.Paged, "the rig cannot delete rows, and no excuse says why")
		t.Log("does not apply: the rig cannot delete rows")
		return
	}
	before := rig.IDs()
	gone := []string{before[0], before[1], before[len(before)/2]}
	moved := false
	rig.Before(func(n int) {
		if n == 2 {
			moved = true
			for _, id := range gone {
				rig.Delete(id)
			}
		}
	})
	w := &walker{rig: rig, req: f.Request()}
	require.NoError(t, w.run(t.Context()))
	require.True(t, moved, "the list took one request")
	require.Empty(t, difference(difference(before, gone), w.ids), "lost rows that existed throughout")
	require.Empty(t, difference(w.ids, before), "rows that do not exist")
}

// whole reads the list and counts the requests.
func (f Fixed) whole(t *testing.T) {
	rig := f.Open(t, Upstream{Rows: Subject{PageSize: f.PageSize}.some()})
	require.NotEmpty(t, rig.IDs(), "an empty list shows nothing")
	call := &connectors.Meter{}
	w := &walker{rig: rig, req: f.Request()}
	require.NoError(t, w.run(connectors.WithMeter(t.Context(), call)))
	w.requireAll(t)
	require.Equal(t, max(f.Requests, 1), call.Requests(), "upstream requests of the whole list")
}

// empty reads a list of no rows.
func (f Fixed) empty(t *testing.T) {
	if !f.Empty {
		t.Log("does not apply: the upstream has no such list without rows")
		return
	}
	rig := f.Open(t, Upstream{})
	require.Empty(t, rig.IDs())
	readAll(t, rig, f.Request(), 0)
}
