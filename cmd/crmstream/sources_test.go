package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// crm is a source with a list, a catalogue and look-ups.
func crm() *crmstreamv1.Source {
	return &crmstreamv1.Source{
		Name: "crm", Connector: "apro", TimeZone: "UTC", Health: &crmstreamv1.Health{State: crmstreamv1.Health_STATE_OK},
		Budget: &crmstreamv1.Budget{Limit: 200, Remaining: 150, WindowSeconds: 3600},
		Lists: []*crmstreamv1.ListCapability{
			{Resource: "deals", Catalogues: []string{"dealTypes", "fields?resource=deals"}, Orders: []string{"activity_time"}},
			{Resource: "dealTypes", Kept: true},
		},
		LookUps: []string{"deals", "forms"}, BatchLookUps: []string{"deals"},
	}
}

func TestSourcesTable(t *testing.T) {
	var out strings.Builder
	require.NoError(t, printSources(&out, []*crmstreamv1.Source{crm(), {Name: "bare"}}))
	require.Equal(t, ""+
		"SOURCE  CONNECTOR  TIME ZONE  STATE        BUDGET LEFT\n"+
		"crm     apro       UTC        ok           150 of 200 per 3600s\n"+
		"bare                          unspecified  \n"+
		"\ncrm\n"+
		"  lists       deals\n"+
		"  catalogues  dealTypes\n"+
		"  look-ups    deals, forms\n"+
		"  of many     deals\n"+
		"\nbare\n", out.String())
}

func TestSourceDetails(t *testing.T) {
	var out strings.Builder
	require.NoError(t, printSource(&out, crm()))
	for _, want := range []string{
		"look-ups     deals, forms\n", "of many      deals\n", "\ndealTypes\n  kept  by the server, whole: see --max-staleness\n",
		"  catalogues  dealTypes, fields?resource=deals\n",
	} {
		require.Contains(t, out.String(), want)
	}
}
