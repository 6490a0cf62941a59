package conformance

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// faultKinds are the kinds that each fault may be classified as.
var faultKinds = map[string][]connectors.Kind{
	"status 500": {connectors.KindUnavailable},
	"status 401": {connectors.KindCredentialsRejected, connectors.KindForbidden},
	"status 403": {connectors.KindForbidden, connectors.KindCredentialsRejected},
	"status 404": {connectors.KindMisconfigured, connectors.KindUnsupported, connectors.KindUnavailable},
	"status 429": {connectors.KindRateLimited},
	"html":       {connectors.KindMalformedResponse, connectors.KindMisconfigured},
	"empty":      {connectors.KindUnavailable, connectors.KindMalformedResponse},
	"garbage":    {connectors.KindMalformedResponse},
	"cut":        {connectors.KindUnavailable, connectors.KindMalformedResponse},
	"drop":       {connectors.KindUnavailable},
}

// fault breaks the upstream in the middle of the list. An interactive call meets it, since others may wait for ever for
// a quota to come back.
func (s Subject) fault(t *testing.T, fault string) {
	rig := s.Open(t, Upstream{Rows: s.some(), Fault: fault, FaultAt: 2})
	w := &walker{rig: rig, req: s.Request()}
	err := w.run(connectors.WithCall(t.Context(), &connectors.Call{Interactive: true}))
	var classified *connectors.Error
	require.ErrorAs(t, err, &classified, "the list ended as if it were whole")
	require.Contains(t, faultKinds[fault], classified.Kind, err)
	require.NotEmpty(t, classified.Connector)
	for _, secret := range rig.Secrets {
		require.NotContains(t, fmt.Sprintf("%v %+v %#v", err, err, err), secret)
	}
}
