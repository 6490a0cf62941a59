package main

import (
	"errors"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/inbound"
	"github.com/crmstream/crmstream/server/inbox"
)

// demoKept bounds what a demo keeps of what its emulators ask for, which is in memory.
func demoKept() inbox.Settings {
	s := inbox.DefaultSettings()
	s.Bytes = 32 << 20
	return s
}

// demoEndpoints returns the endpoints of a source of the demo, all that its connector has, with new tokens.
func demoEndpoints(asks map[string]connectors.Endpoint) map[string]server.EndpointConfig {
	endpoints := map[string]server.EndpointConfig{}
	for name := range asks {
		endpoints[name] = server.EndpointConfig{Tokens: []connectors.Secret{connectors.NewSecret(inbound.NewToken())}}
	}
	return endpoints
}

// callBack makes the emulators call the receiver of a demo.
func callBack(a *app, emulators []emulator) error {
	running := a.running.Load()
	base := receiverURL(a.receiverListener, running.inbound.TLSCert != "")
	var failed error
	for _, e := range emulators {
		for _, source := range running.sources {
			if source.name != e.name {
				continue
			}
			at := func(name string) string {
				endpoint, has := source.inbound[name]
				if !has {
					return ""
				}
				return base + "/in/" + endpoint.Tokens[0].Reveal()
			}
			_, err := e.instance.SetReceivers(at(connectors.WebhookEndpoint), at(connectors.SMSEndpoint), at(connectors.CallsEndpoint))
			failed = errors.Join(failed, err)
		}
	}
	return failed
}
