package conformance

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// notFound is the fault that may also mean that there is no such record.
const notFound = "status 404"

// faultKinds are the kinds that each fault may be classified as.
var faultKinds = map[string][]connectors.Kind{
	"status 500": {connectors.KindUnavailable},
	"status 401": {connectors.KindCredentialsRejected, connectors.KindForbidden},
	"status 403": {connectors.KindForbidden, connectors.KindCredentialsRejected},
	notFound:     {connectors.KindMisconfigured, connectors.KindUnsupported, connectors.KindUnavailable},
	"status 429": {connectors.KindRateLimited},
	"html":       {connectors.KindMalformedResponse, connectors.KindMisconfigured},
	"empty":      {connectors.KindUnavailable, connectors.KindMalformedResponse},
	"garbage":    {connectors.KindMalformedResponse},
	"cut":        {connectors.KindUnavailable, connectors.KindMalformedResponse},
	"drop":       {connectors.KindUnavailable},
}

// faults returns one step of the check for each fault.
func faults(check func(t *testing.T, fault string)) []step {
	var steps []step
	for _, fault := range slices.Sorted(maps.Keys(faultKinds)) {
		steps = append(steps, step{"fault " + fault, func(t *testing.T) { check(t, fault) }})
	}
	return steps
}

// fault breaks the upstream in the middle of the list. The call is interactive, since other calls may wait for ever for a quota
// to come back.
func (s Subject) fault(t *testing.T, fault string) {
	rig := s.Open(t, Upstream{Rows: s.some(), Fault: fault, FaultAt: cmp.Or(s.faultAt, 2)})
	w := &walker{rig: rig, req: s.Request()}
	err := w.run(connectors.WithMeter(t.Context(), &connectors.Meter{Interactive: true}))
	require.Error(t, err, "the list ended as if it were whole")
	kinds := faultKinds[fault]
	if fault == notFound && s.attached {
		kinds = append(slices.Clone(kinds), connectors.KindNotFound)
	}
	requireClassified(t, err, kinds, rig.Secrets)
}

// requireClassified requires an error of one of the kinds that names its connector and holds no secret.
func requireClassified(t *testing.T, err error, kinds []connectors.Kind, secrets []string) {
	t.Helper()
	var classified *connectors.Error
	require.ErrorAs(t, err, &classified)
	require.Contains(t, kinds, classified.Kind, err)
	require.NotEmpty(t, classified.Connector)
	for _, secret := range secrets {
		require.NotContains(t, fmt.Sprintf("%v %+v %#v", err, err, err), secret)
	}
}
