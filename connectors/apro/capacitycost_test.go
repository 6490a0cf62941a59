package apro_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestNewestAndLookUpsOfAServerThatCutsPages want more records than the server gives at a time.
func TestNewestAndLookUpsOfAServerThatCutsPages(t *testing.T) {
	for _, overflow := range []string{sandbox.Clamp, sandbox.Refuse} {
		for _, l := range lists[:3] {
			t.Run(overflow+"/"+l.name, func(t *testing.T) {
				u := conformance.Upstream{Rows: 1500}
				server := newServer(t, u, l.op, inIntrum(func(s *sandbox.Settings) {
					noBulks(s)
					cappedAt(50, overflow, l)(s)
				}))
				client := newClient(t, u.Carry(server), dialect("intrum"))
				ids := server.IDs(l.name)[100:700]
				r := l.read(t, client, l.ask(t, `{"ids":["`+strings.Join(ids, `","`)+`"]}`), 0)
				require.Equal(t, ids, r.ids)
				require.Len(t, l.page(t, client, `{"order":"-activity_time"}`, 500).Records, 500)
				require.Len(t, l.page(t, client, `{"order":"-activity_time"}`, 0).Records, 500)
			})
		}
	}
}

// TestRefusedParametersOfAnUntriedServer are asked for once more in a page of the documented size, since the size may be to blame.
// A server that was seen to give long pages blames the parameters.
func TestRefusedParametersOfAnUntriedServer(t *testing.T) {
	for _, l := range lists[:3] {
		t.Run(l.name, func(t *testing.T) {
			u := conformance.Upstream{Rows: 1500}
			server := newServer(t, u, l.op, inIntrum(func(s *sandbox.Settings) {
				noBulks(s)
				s.FailCode = []sandbox.FailCode{{Op: l.op, At: 1, Times: 2, Code: "BAD_PARAMS"}, {Op: l.op, At: 4, Code: "BAD_PARAMS"}}
			}))
			upstream := &asked{Handler: server}
			client := newClient(t, u.Carry(upstream), dialect("intrum"))
			refused := func() {
				_, err := conformance.Fetch(t.Context(), client, l.ask(t, `{"where":["fields.1 = x"]}`), connectors.PageRequest{})
				var classified *connectors.Error
				require.ErrorAs(t, err, &classified)
				require.Equal(t, connectors.KindInvalidRequest, classified.Kind)
				require.Equal(t, "where", classified.Field)
			}
			refused()
			require.Equal(t, []int{500, 50}, upstream.limits)
			require.NotEmpty(t, l.page(t, client, `{}`, 0).Records)
			refused()
			require.Equal(t, []int{500, 50, 500, 500}, upstream.limits)
		})
	}
}

// TestCostsOfEitherEdition are what GetSource tells.
func TestCostsOfEitherEdition(t *testing.T) {
	tests := []struct {
		edit     func(*apro.Settings)
		pageMax  int
		has, not string
	}{
		{dialect("english"), 50, "One request per 50 records", "INTRUM"},
		{nil, 50, "Once rows show that the server is of the INTRUM edition, pages have up to 500 records.", "per 500"},
		{dialect("intrum"), 500, "One request per 500 records", "Once rows"},
		{func(s *apro.Settings) {
			s.PageSizes = apro.PageSizes{Stock: 9, Contacts: 9, Activities: 9, Deals: 9, Invoices: 9, Calls: 9}
		}, 9, "per 9 records", "INTRUM"},
	}
	for i, test := range tests {
		client := newClient(t, nil, test.edit)
		for _, list := range client.Lists() {
			if slices.Contains([]string{"contacts", "activities", "deals"}, list.Resource) {
				t.Run(fmt.Sprint(i, list.Resource), func(t *testing.T) {
					require.Equal(t, test.pageMax, list.PageMax)
					require.Contains(t, list.Cost, test.has)
					require.NotContains(t, list.Cost, test.not)
				})
			}
		}
	}
}
