package connectors_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// asking is a client with an upstream that asks for text messages alone.
type asking struct{ connectors.Client }

func (asking) Inbound() connectors.Inbound {
	return connectors.Inbound{SMS: &connectors.SMSGateway{SendOp: "send", StatusOp: "ask", Assumes: []string{"a"}, Setup: "type it"}}
}

func TestEndpoints(t *testing.T) {
	require.Equal(t, map[string]connectors.Endpoint{"sms": {Ops: []string{"send", "ask"}, Assumes: []string{"a"}, Setup: "type it"}},
		connectors.InboundOf(asking{}).Endpoints())
	require.Empty(t, connectors.InboundOf(struct{ connectors.Client }{}).Endpoints())
	all := connectors.Inbound{Webhook: &connectors.Webhook{Op: "push"}, SMS: &connectors.SMSGateway{}, Calls: &connectors.CallDesk{Op: "call"}}.Endpoints()
	require.Equal(t, []string{"push"}, all[connectors.WebhookEndpoint].Ops)
	require.Equal(t, []string{"call"}, all[connectors.CallsEndpoint].Ops)
	require.Len(t, all, 3)
}
