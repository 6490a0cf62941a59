package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/server/inbound"
)

// inboundCommands help to set up what CRMs call.
type inboundCommands struct {
	Token inboundTokenCommand `cmd:"" help:"Make a token: the secret end of an address at which a CRM calls."`
	URLs  inboundURLsCommand  `cmd:"" name:"urls" help:"Print the addresses to type into the CRMs, and where."`
}

// inboundTokenCommand makes a token.
type inboundTokenCommand struct{}

// Run prints a new token.
func (inboundTokenCommand) Run(con *console) error {
	if err := con.print("%s\n", inbound.NewToken()); err != nil {
		return err
	}
	con.say("Who has this token can send events. Put it into a variable of the environment, or a file that its owner alone can read (chmod 600),\n" +
		"and name that as ${NAME} or file:PATH under sources[].inbound.ENDPOINT.tokens. Each endpoint needs a token of its own.\n" +
		"crmstream inbound urls then prints the address to type into the CRM.")
	return nil
}

// inboundURLsCommand prints addresses with their tokens.
type inboundURLsCommand struct {
	configFlags
	ShowTokens bool `help:"Print the tokens though standard output is no terminal."`
}

// Run prints the address of each endpoint, and where the upstream's administrator types it.
func (c inboundURLsCommand) Run(con *console) error {
	if !con.outTerminal && !c.ShowTokens {
		return errors.New("the addresses have secrets in them, and standard output is no terminal: print them there, or with --show-tokens")
	}
	s, err := c.read(con)
	if err != nil {
		return err
	}
	base := s.inbound.base()
	var failed error
	found := false
	for _, source := range s.sources {
		if len(source.inbound) == 0 {
			continue
		}
		found = true
		failed = errors.Join(failed, con.print("source %s\n", source.name))
		for _, name := range slices.Sorted(maps.Keys(source.inbound)) {
			failed = errors.Join(failed, con.print("\n  %s\n", name))
			for _, token := range source.inbound[name].Tokens {
				failed = errors.Join(failed, con.print("  %s/in/%s\n", base, token.Reveal()))
			}
			if len(source.inbound[name].Tokens) > 1 {
				failed = errors.Join(failed, con.print("  Both are taken, while the CRM is given the address with the new token. Then remove the old one.\n"))
			}
			if setup := source.asks[name].Setup; setup != "" {
				failed = errors.Join(failed, con.print("  %s\n", setup))
			}
		}
		failed = errors.Join(failed, con.print("\n"))
	}
	if !found {
		return errors.New("no source receives anything: name endpoints under sources[].inbound, as crmstream.example.yaml explains")
	}
	if s.inbound.PublicURL == "" {
		con.say("inbound.public_url is not set: these are the addresses as this machine sees them. Set it to the address as the CRM sees it.")
	}
	if strings.HasPrefix(base, "http:") {
		con.say("warning: over plain HTTP whoever is on the way reads the tokens and what the CRM sends.")
	}
	return failed
}

// base returns the address of the receiver as upstreams see it.
func (c inboundConfig) base() string {
	scheme := "http://"
	if c.TLSCert != "" {
		scheme = "https://"
	}
	return strings.TrimRight(cmp.Or(c.PublicURL, scheme+c.Listen), "/")
}

// printInbound prints what the sources receive, and what is kept of it.
func (s setup) printInbound(con *console) error {
	var names []string
	for _, source := range s.sources {
		if len(source.inbound) > 0 {
			names = append(names, source.name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	now := time.Now()
	share := s.kept.Logs(names, now).Share() >> 20
	failed := con.print("receiver on %s, for upstreams %s\n", s.inbound.Listen, s.inbound.base())
	for _, source := range s.sources {
		if len(source.inbound) == 0 {
			continue
		}
		var logs []string
		for _, log := range s.kept.Logs([]string{source.name}, now).Logs {
			logs = append(logs, fmt.Sprintf("%s (%d MiB, %s)", log.Name, share, log.Retention))
		}
		failed = errors.Join(failed, con.print("source %s receives %s; logs: %s\n", source.name,
			strings.Join(slices.Sorted(maps.Keys(source.inbound)), ", "), strings.Join(logs, ", ")))
	}
	if s.inbound.TLSCert == "" && checkAddress(s.inbound.Listen, false) != nil {
		con.say("warning: inbound.listen: other machines reach it over plain HTTP, and so tokens and customers' data go in clear: name tls_cert and tls_key, " +
			"or let a proxy on this machine end TLS and listen on 127.0.0.1")
	}
	return failed
}
