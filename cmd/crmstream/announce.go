package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/grpc/metadata"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// announce prints what a demo serves, and commands to try.
func announce(ctx context.Context, con *console, a *app, auth *demoAuth, emulators []emulator) error {
	if auth != nil {
		ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+auth.operator)
	}
	answer, err := crmstreamv1.NewSourcesServiceClient(a.server.Local()).ListSources(ctx, &crmstreamv1.ListSourcesRequest{})
	if err != nil {
		return err
	}
	n := announcement{program: con.program, auth: auth, grpc: a.grpcListener.Addr().String(), web: a.web()}
	n.line("crmstream demo: invented data, read from emulators of the CRMs over HTTP.\n")
	n.line("gRPC  %s\nJSON  %s  (pages: /docs, /openapi.json, /metrics)\n", n.grpc, n.web)
	others, lookUps := 0, 0
	for _, source := range answer.GetSources() {
		lists := listsOfRecords(source)
		others += len(source.GetLists()) - len(lists)
		lookUps += len(source.GetLookUps())
		n.line("source %-12s  %s", source.GetName(), strings.Join(lists, ", "))
	}
	n.line("and %d more lists, such as catalogues, and %d look-ups by id:\n  %s", others, lookUps, n.command("sources"))
	n.line("\nRequests that each emulator has received:")
	for _, e := range emulators {
		n.line("  curl %s  # %s", e.requestsURL(), e.name)
	}
	if auth != nil {
		auth.announce(&n)
	}
	n.line("\nTry:")
	for i, source := range answer.GetSources() {
		n.examples(source, i == len(answer.GetSources())-1)
	}
	n.writes(answer.GetSources())
	n.line("\nCtrl-C stops.")
	return con.print("%s", &n.text)
}

// announcement is the text that a demo prints when it starts.
type announcement struct {
	program   string
	auth      *demoAuth // nil if calls need no key
	grpc, web string    // addresses
	text      strings.Builder
}

// line adds a line.
func (n *announcement) line(format string, args ...any) {
	fmt.Fprintf(&n.text, format+"\n", args...)
}

// command returns a command line that calls this demo with this program.
func (n *announcement) command(format string, args ...any) string {
	return n.commandOf("operator", fmt.Sprintf(format, args...))
}

// commandOf is command for one of the callers, if the demo has callers.
func (n *announcement) commandOf(caller, words string) string {
	text := n.program + " " + words
	if n.auth != nil {
		text += n.auth.flags(caller)
	}
	if n.grpc != defaultGRPCAddress {
		text += " --addr " + n.grpc
	}
	return text
}

// examples adds commands that read from a source: its best known list, other ways to read that list if otherWays is set, a
// look-up of a contact, and the deals of a contact.
func (n *announcement) examples(source *crmstreamv1.Source, otherWays bool) {
	lists, name := listsOfRecords(source), source.GetName()
	if len(lists) == 0 {
		return
	}
	list := lists[0]
	if slices.Contains(lists, "contacts") {
		list = "contacts"
	}
	n.line("  %s", n.command("list %s --source %s --limit 20", list, name))
	if otherWays {
		curl, resource := "curl", "/v1/sources/"+name+"/"+list
		if n.auth != nil {
			curl = n.auth.curl("operator")
		}
		n.line("  %s '%s?pageSize=5'", curl, n.web+resource)
		n.line("  %s -H 'Accept: application/x-ndjson' %s", curl, n.web+resource)
		if r, err := findResource(list); err == nil && n.auth == nil {
			n.line("  grpcurl -plaintext -d '{\"source\":%q,\"limit\":5}' %s %s", name, n.grpc, strings.TrimPrefix(r.Name, "/"))
		}
	}
	if slices.Contains(source.GetLookUps(), "contacts") {
		n.line("  %s  # ID: one of that list", n.command("get contacts ID --source %s", name))
	}
	if slices.Contains(lists, "deals") {
		n.line("  %s  # the contact's deals", n.command("list deals --source %s --filter contact_id=ID", name))
		n.line("  %s  # the names of their stages", n.command("list dealTypes --source %s", name))
	}
}

// writes adds commands that write to the first source with contacts to create.
func (n *announcement) writes(sources []*crmstreamv1.Source) {
	for _, source := range sources {
		for _, write := range source.GetWrites() {
			if !strings.HasSuffix(write.GetMethod(), "/CreateContact") || !write.GetAllowed() {
				continue
			}
			const contact = `{"lastName":"Moore","firstName":"Mary"}`
			curl := "curl"
			if n.auth != nil {
				curl = n.auth.curl("operator")
			}
			n.line("\nWrites are allowed too. The emulators forget them when the demo stops:")
			n.line("  %s", n.command("create contacts --source %s -d '%s'", source.GetName(), contact))
			n.line("  %s -X POST '%s/v1/sources/%s/contacts' -H 'Idempotency-Key: mary-1' -H 'Content-Type: application/json' -d '%s'",
				curl, n.web, source.GetName(), contact)
			n.line("  %s", n.command("writes list --source %s --format table", source.GetName()))
			return
		}
	}
}

// listsOfRecords returns those lists of a source for which ofRecords is true.
func listsOfRecords(source *crmstreamv1.Source) []string {
	var names []string
	for _, list := range source.GetLists() {
		if r, err := findResource(list.GetResource()); err == nil && ofRecords(r) {
			names = append(names, r.Resource())
		}
	}
	return names
}
