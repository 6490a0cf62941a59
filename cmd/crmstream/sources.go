package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"google.golang.org/protobuf/encoding/protojson"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// sourcesCommand prints the sources of a running server.
type sourcesCommand struct {
	clientFlags
	Name string `arg:"" optional:"" help:"Show all about this source."`
}

// Run prints all sources, or all about one of them.
func (c sourcesCommand) Run(ctx context.Context, con *console) error {
	conn, err := c.dial(con)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	client := crmstreamv1.NewSourcesServiceClient(conn)
	var sources []*crmstreamv1.Source
	if c.Name == "" {
		answer, err := client.ListSources(ctx, &crmstreamv1.ListSourcesRequest{})
		if err != nil {
			return errors.New(c.explain(con, err))
		}
		sources = answer.GetSources()
	} else {
		answer, err := client.GetSource(ctx, &crmstreamv1.GetSourceRequest{Source: c.Name})
		if err != nil {
			return errors.New(c.explain(con, err))
		}
		sources = append(sources, answer.GetSource())
	}
	switch {
	case !c.table(con):
		return printJSON(con.stdout, sources)
	case c.Name != "":
		return printSource(con.stdout, sources[0])
	default:
		return printSources(con.stdout, sources)
	}
}

// printJSON prints one source a line, as JSON.
func printJSON(w io.Writer, sources []*crmstreamv1.Source) error {
	for _, source := range sources {
		encoded, err := protojson.Marshal(source)
		if err != nil {
			return err
		}
		var line bytes.Buffer
		if err := json.Compact(&line, encoded); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(w, line.String()); err != nil {
			return err
		}
	}
	return nil
}

func printSources(w io.Writer, sources []*crmstreamv1.Source) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "SOURCE\tCONNECTOR\tTIME ZONE\tSTATE\tBUDGET LEFT")
	for _, s := range sources {
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", s.GetName(), s.GetConnector(), s.GetTimeZone(),
			state(s.GetHealth()), left(s.GetBudget()))
	}
	for _, s := range sources {
		_, _ = fmt.Fprintf(table, "\n%s\n", s.GetName())
		printAbilities(table, s)
	}
	return table.Flush()
}

// printAbilities prints the lists and look-ups of a source, by kind.
func printAbilities(w io.Writer, s *crmstreamv1.Source) {
	var lists, kept []string
	for _, list := range s.GetLists() {
		if list.GetKept() {
			kept = append(kept, list.GetResource())
			continue
		}
		lists = append(lists, list.GetResource())
	}
	for _, line := range []struct {
		name  string
		words []string
	}{
		{"lists", lists},
		{"catalogues", kept},
		{"look-ups", s.GetLookUps()},
		{"of many", s.GetBatchLookUps()},
		{"watches", watchable(s)},
	} {
		if len(line.words) > 0 {
			_, _ = fmt.Fprintf(w, "  %s\t%s\n", line.name, printable(strings.Join(line.words, ", ")))
		}
	}
}

// watchable returns the watches that a source has configured.
func watchable(s *crmstreamv1.Source) []string {
	var names []string
	for _, m := range methodsOf(api.Watch) {
		if slices.ContainsFunc(s.GetWatches(), func(w *crmstreamv1.WatchCapability) bool { return w.GetConfigured() && "/"+w.GetMethod() == m.Name }) {
			names = append(names, m.Resource())
		}
	}
	return names
}

func printSource(w io.Writer, s *crmstreamv1.Source) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	line := func(name, text string) {
		if text != "" {
			_, _ = fmt.Fprintf(table, "%s\t%s\n", name, printable(text))
		}
	}
	line("source", s.GetName())
	line("connector", s.GetConnector())
	line("time zone", s.GetTimeZone())
	line("state", state(s.GetHealth()))
	line("last error", s.GetHealth().GetLastError())
	line("budget left", left(s.GetBudget()))
	line("upstream", s.GetDocsUrl())
	line("look-ups", strings.Join(s.GetLookUps(), ", "))
	line("of many", strings.Join(s.GetBatchLookUps(), ", "))
	for _, list := range s.GetLists() {
		_, _ = fmt.Fprintf(table, "\n%s\n", list.GetResource())
		if list.GetKept() {
			line("  kept", "by the server, whole: see --max-staleness")
		}
		line("  filters", strings.Join(list.GetRequestFields(), ", "))
		for _, key := range list.GetWhere() {
			line("  where", key.GetKey()+"  "+strings.Join(key.GetOperators(), " "))
		}
		line("  orders", strings.Join(list.GetOrders(), ", "))
		line("  catalogues", strings.Join(list.GetCatalogues(), ", "))
		line("  changes", list.GetChanges())
		line("  guarantee", list.GetGuarantee())
		line("  assumes", strings.Join(list.GetAssumptions(), " "))
		line("  cost", list.GetCost())
		line("  not verifiable", strings.Join(list.GetUnverifiableFilters(), ", "))
	}
	for _, watch := range s.GetWatches() {
		printWatch(table, line, watch)
	}
	return table.Flush()
}

// printWatch prints what one kind of watch can do, and what the server has received for it.
func printWatch(w io.Writer, line func(name, text string), watch *crmstreamv1.WatchCapability) {
	resource := watch.GetMethod()
	for _, m := range methodsOf(api.Watch) {
		if "/"+resource == m.Name {
			resource = m.Resource()
		}
	}
	_, _ = fmt.Fprintf(w, "\nwatch %s\n", printable(resource))
	if watch.GetConfigured() {
		line("  endpoint", watch.GetEndpoint())
		latest := "nothing since the server's start"
		if at := watch.GetLastReceiveTime(); at != nil {
			latest = utcText(at)
		}
		line("  last received", latest)
		line("  received", thousands(int64(watch.GetReceived())))
		line("  refused", thousands(int64(watch.GetRefused())))
	} else {
		line("  endpoint", watch.GetEndpoint()+", not configured: the operator adds it under inbound of the source")
	}
	line("  upstream", strings.Join(watch.GetOps(), ", "))
	line("  assumes", strings.Join(watch.GetAssumptions(), " "))
}

func state(h *crmstreamv1.Health) string {
	return strings.ToLower(strings.TrimPrefix(h.GetState().String(), "STATE_"))
}

func left(b *crmstreamv1.Budget) string {
	if b == nil {
		return ""
	}
	return fmt.Sprintf("%d of %d per %ds", b.GetRemaining(), b.GetLimit(), b.GetWindowSeconds())
}
