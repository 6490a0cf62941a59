package conformance

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
)

// Fixed is one list of one connector whose rows the suite cannot move: a catalogue, or a list of what hangs on a record.
type Fixed struct {
	// Name tells the mode apart from others in test output.
	Name string
	// Open starts an emulated upstream and a client for it. Where the length of the list is not Open's to choose, Rows means
	// nothing. Of the rig, Client, List, IDs, Before and Secrets are used.
	Open func(t *testing.T, u Upstream) *Rig
	// Request returns a request for the whole list.
	Request func() proto.Message
	// Samples are valid values for the declared request fields, in JSON; a field without one fails the suite. For fields
	// that Request sets they are other values.
	Samples map[string]string
	// Local are the declared fields that the connector applies itself, since the upstream has no such filter. Their samples
	// must change the answer, those of all others what the upstream sees.
	Local []string
	// PageSize is the size of full pages upstream, 0 where there are no pages. The list is then to be of 5/2 pages.
	PageSize int
	// Requests is how many upstream requests the whole list costs a new client, logins included; 1 if 0.
	Requests int
	// Empty tells that Open makes an empty list of no rows.
	Empty bool
	// Attached tells that the list is one of other records, so that a status 404 may be KindNotFound.
	Attached bool
	// Excuses name checks that do not apply, each with its reason: CheckCut, which runs where there are pages, and CheckRaw.
	Excuses map[Check]string
}

// RunFixed runs what the suite has for lists without moving rows, in virtual time as Run does.
func RunFixed(t *testing.T, f Fixed) {
	t.Helper()
	s := Subject{
		Name: f.Name, Open: f.Open, Request: f.Request, Samples: f.Samples, PageSize: f.PageSize, Excuses: f.Excuses,
		faultAt: 1, attached: f.Attached, local: f.Local,
	}
	if f.PageSize > 0 {
		s.faultAt = 2
	}
	run(t, f.Name, append([]step{
		{"declaration", func(t *testing.T) { f.declaration(t, s) }},
		{"whole list", f.whole},
		{"empty list", f.empty},
		{"cut pages", func(t *testing.T) {
			if f.PageSize > 0 {
				s.cut(t)
			}
		}},
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

// declaration requires what the server rests on for such lists.
func (f Fixed) declaration(t *testing.T, s Subject) {
	declared := s.declaration(t)
	require.Len(t, declared.Orders, 1, "lists with several orders are for Run")
	for _, name := range f.Local {
		require.Contains(t, declared.Fields, name)
	}
	for check := range f.Excuses {
		require.Contains(t, []Check{CheckCut, CheckRaw}, check, "not a check of this suite")
	}
}

// whole reads the list and counts the requests.
func (f Fixed) whole(t *testing.T) {
	rig := f.Open(t, Upstream{Rows: Subject{PageSize: f.PageSize}.some()})
	require.NotEmpty(t, rig.IDs(), "an empty list shows nothing")
	call := &connectors.Call{}
	w := &walker{rig: rig, req: f.Request()}
	require.NoError(t, w.run(connectors.WithCall(t.Context(), call)))
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
