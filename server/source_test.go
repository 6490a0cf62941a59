package server

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// declaring is a client with these lists and look-ups.
type declaring struct {
	lists   []connectors.List
	lookUps []connectors.LookUp
	writes  []connectors.Write
}

func (d declaring) Lists() []connectors.List     { return d.lists }
func (d declaring) LookUps() []connectors.LookUp { return d.lookUps }
func (d declaring) Writes() []connectors.Write   { return d.writes }

// TestDeclarationsAreCheckedAtTheStart refuses sources whose declarations do not fit the API or each other.
func TestDeclarationsAreCheckedAtTheStart(t *testing.T) {
	ordered := func(l connectors.List) connectors.List { l.Orders = []string{"id"}; return l }
	deals := func(l connectors.List) connectors.List {
		l.Resource = "deals"
		return connectors.Of(l, func(*crmstreamv1.ListDealsRequest, *connectors.Catalogue) (connectors.Fetch, error) { return nil, nil })
	}
	types := func(l connectors.List) connectors.List {
		l.Resource = "dealTypes"
		return connectors.Of(l, func(*crmstreamv1.ListDealTypesRequest, *connectors.Catalogue) (connectors.Fetch, error) {
			return nil, nil
		})
	}
	needy := connectors.List{Orders: []string{"id"}, Needs: []connectors.Need{{Resource: connectors.ListOfDealTypes}}}
	one := connectors.LookUpOf("deals", func(*crmstreamv1.GetDealRequest, *connectors.Catalogue) (connectors.Find, error) { return nil, nil })
	many := connectors.LookUpOf("deals", func(*crmstreamv1.BatchGetDealsRequest, *connectors.Catalogue) (connectors.Find, error) {
		return nil, nil
	})
	unknown := many
	unknown.Resource = "dreams"
	wrong := deals(ordered(connectors.List{}))
	wrong.Resource = "contacts"
	for name, test := range map[string]struct {
		client declaring
		says   string
	}{
		"right":                  {declaring{lists: []connectors.List{deals(needy), types(connectors.List{Orders: []string{"id"}, Kept: true})}, lookUps: []connectors.LookUp{many}}, ""},
		"not completed":          {declaring{lists: []connectors.List{{Resource: "deals", Orders: []string{"id"}}}}, "connectors.Of"},
		"no such list":           {declaring{lists: []connectors.List{{Resource: "dreams", Orders: []string{"id"}}}}, "the API has no such method"},
		"another list's request": {declaring{lists: []connectors.List{wrong}}, "ListDealsRequest"},
		"twice":                  {declaring{lists: []connectors.List{deals(ordered(connectors.List{})), deals(ordered(connectors.List{}))}}, "twice"},
		"no order":               {declaring{lists: []connectors.List{deals(connectors.List{})}}, "without its order"},
		"kept in two orders":     {declaring{lists: []connectors.List{types(connectors.List{Orders: []string{"id", "-id"}, Kept: true})}}, "kept in one"},
		"needs what is not kept": {declaring{lists: []connectors.List{deals(needy), types(ordered(connectors.List{}))}}, "need dealTypes"},
		"needs what explains nothing": {declaring{lists: []connectors.List{
			deals(connectors.List{Orders: []string{"id"}, Needs: []connectors.Need{{Resource: "users"}}}),
		}}, "need users"},
		"a look-up of one where the API has many": {declaring{lookUps: []connectors.LookUp{one}}, "BatchGetDealsRequest"},
		"no such look-up":                         {declaring{lookUps: []connectors.LookUp{unknown}}, "the API has no such method"},
		"look-ups twice":                          {declaring{lookUps: []connectors.LookUp{many, many}}, "twice"},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := serve(t, &fake{})
			err := s.AddSource(SourceConfig{Name: "other", Settings: fakeSettings{}, Driver: connectors.Driver{
				Name: "declaring", New: func(connectors.Account, connectors.Settings) (connectors.Client, error) { return test.client, nil },
			}})
			if test.says == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, test.says)
		})
	}
}

// TestAChangeOfWhatMayBeWrittenIsServed makes a source with other writes, or another proof, replace the one before.
func TestAChangeOfWhatMayBeWrittenIsServed(t *testing.T) {
	before := SourceConfig{Writes: map[string][]string{"contacts": {"create", "update"}}}
	require.True(t, before.same(SourceConfig{Writes: map[string][]string{"contacts": {"create", "update"}}}))
	for name, after := range map[string]SourceConfig{
		"none":             {},
		"less":             {Writes: map[string][]string{"contacts": {"create"}}},
		"another resource": {Writes: map[string][]string{"deals": {"create", "update"}}},
		"another proof":    {Writes: before.Writes, Proof: crmstreamv1.WriteProof_WRITE_PROOF_STRICT},
	} {
		require.False(t, before.same(after), name)
	}
}
