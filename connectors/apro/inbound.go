package apro

import "github.com/crmstream/crmstream/connectors"

// Inbound returns what the upstream asks for.
func (c *Client) Inbound() connectors.Inbound {
	return connectors.Inbound{
		Webhook: c.webhook(),
		SMS:     c.smsGateway(),
		Calls:   c.callDesk(),
	}
}
