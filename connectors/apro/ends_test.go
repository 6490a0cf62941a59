package apro_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestWhatTheEndOfAListCosts counts the requests of a list of one page, read by a client that is new, and then again.
func TestWhatTheEndOfAListCosts(t *testing.T) {
	for _, test := range []struct {
		list, fields, mode string
		requests           []int64
	}{
		{sandbox.ListContacts, `{}`, "default", []int64{2, 1}},
		{sandbox.ListContacts, `{}`, "no counts", []int64{3, 3}},
		{sandbox.ListContacts, `{"createdFrom":"2001-01-01"}`, "default", []int64{2, 1}},
		{sandbox.ListContacts, `{"createdFrom":"2001-01-01"}`, "no counts", []int64{3, 3}},
		{sandbox.ListStock, `{"typeIds":["1"]}`, "default", []int64{2, 1}},
		{sandbox.ListCalls, `{}`, "default", []int64{4, 4}},
		{sandbox.ListContacts, `{"order":"-activity_time"}`, "default", []int64{2, 1}},
	} {
		t.Run(test.mode+"/"+test.list+test.fields, func(t *testing.T) {
			l := named(t, test.list)
			server, client := newSandbox(t, conformance.Upstream{Rows: 40}, l.op, big(func(s *sandbox.Settings) {
				noBulks(s)
				modes[test.mode](s)
			}))
			var requests []int64
			for range 2 {
				before := server.Requests()[l.op]
				r := l.read(t, client, l.ask(t, test.fields), 0)
				require.NotEmpty(t, r.ids)
				requests = append(requests, server.Requests()[l.op]-before)
			}
			require.Equal(t, test.requests, requests)
		})
	}
}

// TestCallsOfEitherBase reads times with more calls than a page, wherever pages count from.
func TestCallsOfEitherBase(t *testing.T) {
	for _, base := range []int{0, 1} {
		t.Run(strconv.Itoa(base), func(t *testing.T) {
			l := named(t, sandbox.ListCalls)
			server, client := newSandbox(t, conformance.Upstream{Rows: 200, PageCap: 7}, l.op, big(func(s *sandbox.Settings) {
				s.CallsPageBase, s.BulkRows = int64(base), 40
			}))
			require.Equal(t, sorted(server.IDs(l.name)), sorted(l.read(t, client, l.request(), 0).ids))
		})
	}
}

// TestAShortPageIsNotTheEnd reads lists of a server that cuts pages, and counts nothing.
func TestAShortPageIsNotTheEnd(t *testing.T) {
	for _, l := range lists[:4] {
		for _, fields := range []string{`{}`, `{"createdFrom":"2001-01-01"}`} {
			t.Run(l.name+fields, func(t *testing.T) {
				server, client := newSandbox(t, conformance.Upstream{Rows: 60, PageCap: 7}, l.op, big(func(s *sandbox.Settings) {
					s.BulkRows, s.ZeroDates = 12, 9
					modes["no counts"](s)
				}))
				require.Equal(t, sorted(server.IDs(l.name)), sorted(l.read(t, client, l.ask(t, fields), 0).ids))
			})
		}
	}
}

// TestADayAsLongAsAPage reads as many records of one second as a page holds, of a server that sends whole days: the list goes on
// after that day, and not second by second.
func TestADayAsLongAsAPage(t *testing.T) {
	for _, l := range lists[:4] {
		t.Run(l.name, func(t *testing.T) {
			server, client := newSandbox(t, conformance.Upstream{Rows: 40, PageCap: 7}, l.op, big(func(s *sandbox.Settings) {
				s.BulkRows, s.ZeroDates, s.DateOnly = 7, 0, true
			}))
			require.Equal(t, sorted(server.IDs(l.name)), sorted(l.read(t, client, l.request(), 0).ids))
			require.Less(t, server.Requests()[l.op], int64(60))
		})
	}
}
