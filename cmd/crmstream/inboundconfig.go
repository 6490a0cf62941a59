package main

import (
	"fmt"
	"maps"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/inbound"
	"github.com/crmstream/crmstream/server/inbox"
)

// inboundConfig is where upstreams reach the receiver.
type inboundConfig struct {
	// Listen is the address of the receiver, as host:port, "" for none.
	Listen string `yaml:"listen" show:"yes"`
	// TLSCert and TLSKey are files in PEM. Without them something else ends TLS.
	TLSCert string `yaml:"tls_cert" show:"yes"`
	TLSKey  string `yaml:"tls_key" show:"yes"`
	// PublicURL is the address of the receiver as upstreams see it, for `crmstream inbound urls`.
	PublicURL string `yaml:"public_url" show:"yes"`
}

// changelogConfig bounds the logs of what upstreams ask for; see inbox.Settings.
type changelogConfig struct {
	SizeMiB      int           `yaml:"size_mib" show:"yes"`
	Retention    time.Duration `yaml:"retention" show:"yes"`
	SMSRetention time.Duration `yaml:"sms_retention" show:"yes"`
}

func defaultChangelog() changelogConfig {
	s := inbox.DefaultSettings()
	return changelogConfig{SizeMiB: int(s.Bytes >> 20), Retention: s.Retention, SMSRetention: s.SMSRetention}
}

// endpointsConfig are the endpoints of a source.
type endpointsConfig struct {
	Webhook endpointConfig `yaml:"webhook" show:"yes"`
	SMS     endpointConfig `yaml:"sms" show:"yes"`
	Calls   endpointConfig `yaml:"calls" show:"yes"`
}

// endpointConfig is one endpoint.
type endpointConfig struct {
	// Tokens are the ends of the address, which `crmstream inbound token` makes: one, or two while one replaces the other.
	Tokens []connectors.Secret `yaml:"tokens" show:"name"`
	// AllowFrom are the networks of the upstream, as in 192.0.2.0/24. Empty allows all.
	AllowFrom []string `yaml:"allow_from" show:"yes"`
	// AllowGET takes requests by GET too, for `calls`; Probe answers a GET or HEAD with an empty 200, should the upstream test the address.
	AllowGET bool `yaml:"allow_get" show:"yes"`
	Probe    bool `yaml:"probe" show:"yes"`
}

// byName returns the endpoints by their names.
func (c *endpointsConfig) byName() map[string]*endpointConfig {
	return map[string]*endpointConfig{connectors.WebhookEndpoint: &c.Webhook, connectors.SMSEndpoint: &c.SMS, connectors.CallsEndpoint: &c.Calls}
}

// minRetention is the least time that events and text messages are kept.
const minRetention = time.Hour

// readInbound checks where upstreams reach the receiver, and what is kept of them.
func (l loader) readInbound(doc *document, dir string, cfg config, s *setup) {
	in := cfg.Inbound
	if in.Listen != "" {
		if err := checkAddress(in.Listen, true); err != nil {
			doc.add("inbound.listen", "%s", err)
		}
	}
	switch {
	case (in.TLSCert == "") != (in.TLSKey == ""):
		doc.add("inbound", "tls_cert and tls_key belong together: name both, or leave both out and end TLS in front")
	case in.TLSCert != "":
		pair := &certificates{}
		s.receiverTLS = pair.open(doc, dir, "inbound.tls_cert", time.Now(),
			namedFile{"inbound.tls_cert", in.TLSCert, &pair.cert, true}, namedFile{"inbound.tls_key", in.TLSKey, &pair.key, true})
	}
	if u, err := url.Parse(in.PublicURL); in.PublicURL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "") {
		doc.add("inbound.public_url", "must be a URL such as https://hooks.example.com")
	}
	kept := inbox.Settings{
		Bytes: int64(cfg.Changelog.SizeMiB) << 20, Retention: cfg.Changelog.Retention, SMSRetention: cfg.Changelog.SMSRetention,
	}
	if kept.Retention < minRetention {
		doc.add("changelog.retention", "must be at least %s: it is how long events are kept", minRetention)
	}
	if kept.SMSRetention < minRetention {
		doc.add("changelog.sms_retention", "must be at least %s: it is how long text messages are kept", minRetention)
	}
	if cfg.Changelog.SizeMiB < 1 {
		doc.add("changelog.size_mib", "must be at least 1: it is the size of what is kept of all upstreams")
	}
	var names []string
	for _, source := range s.sources {
		if len(source.inbound) > 0 {
			names = append(names, source.name)
		}
	}
	if len(names) > 0 && in.Listen == "" && !doc.has("inbound.listen") {
		doc.add("inbound.listen", "is missing: the sources %s have endpoints, so name the address of the receiver, such as 127.0.0.1:8091", strings.Join(names, ", "))
	}
	if !doc.has("changelog.size_mib") && !doc.has("changelog.retention") && !doc.has("changelog.sms_retention") {
		if err := kept.Logs(names, time.Now()).Validate(); err != nil {
			doc.add("changelog.size_mib", "%d MiB are too few for %d sources with endpoints: 8 MiB for each are the least", cfg.Changelog.SizeMiB, len(names))
		}
	}
	s.inbound, s.kept = in, kept
}

// readEndpoints reads the endpoints of a source. asks is what its upstream asks for, nil if that is not known.
func (l loader) readEndpoints(doc *document, path string, cfg *endpointsConfig, asks map[string]connectors.Endpoint) map[string]server.EndpointConfig {
	endpoints := map[string]server.EndpointConfig{}
	byName := cfg.byName()
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		at := path + "." + name
		if _, set := doc.lines[at]; !set {
			continue
		}
		if _, ok := asks[name]; asks != nil && !ok {
			doc.add(at, "this source has no such endpoint: leave it out, or set the key that its settings need for it")
		}
		endpoints[name] = l.readEndpoint(doc, at, name, byName[name])
	}
	if len(endpoints) == 0 {
		return nil
	}
	return endpoints
}

// readEndpoint reads one endpoint.
func (l loader) readEndpoint(doc *document, path, name string, cfg *endpointConfig) server.EndpointConfig {
	e := server.EndpointConfig{AllowGET: cfg.AllowGET, Probe: cfg.Probe}
	if len(cfg.Tokens) < 1 || len(cfg.Tokens) > 2 {
		doc.addOnce(path+".tokens", "must have one token, or two while one replaces the other: crmstream inbound token makes one")
	}
	for i := range cfg.Tokens {
		at := fmt.Sprintf("%s.tokens[%d]", path, i)
		if err := cfg.Tokens[i].Resolve(l.secret); err != nil {
			doc.addOnce(at, "%s", err)
			continue
		}
		if !doc.has(at) && !inbound.ValidToken(cfg.Tokens[i].Reveal()) {
			doc.add(at, "is no token: crmstream inbound token makes one")
			continue
		}
		e.Tokens = append(e.Tokens, cfg.Tokens[i])
	}
	for i, network := range cfg.AllowFrom {
		prefix, err := netip.ParsePrefix(network)
		if err != nil || prefix != prefix.Masked() || prefix.Addr().Is4In6() {
			doc.add(fmt.Sprintf("%s.allow_from[%d]", path, i), "must be a network such as 192.0.2.0/24, or an address such as 192.0.2.7/32")
			continue
		}
		e.AllowFrom = append(e.AllowFrom, prefix)
	}
	if cfg.AllowGET && name != connectors.CallsEndpoint {
		doc.add(path+".allow_get", "only calls may come by GET: leave it out")
	}
	return e
}

// checkTokens refuses tokens that two endpoints have.
func checkTokens(doc *document, sources []sourceSetup) {
	seen := map[string]string{}
	for i, source := range sources {
		for _, name := range slices.Sorted(maps.Keys(source.inbound)) {
			for j, token := range source.inbound[name].Tokens {
				path := fmt.Sprintf("sources[%d].inbound.%s.tokens[%d]", i, name, j)
				if other, taken := seen[token.Reveal()]; taken {
					doc.add(path, "is also the token of %s: each token is for one endpoint", other)
				}
				seen[token.Reveal()] = path
			}
		}
	}
}
