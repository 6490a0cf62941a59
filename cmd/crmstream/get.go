package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// maxBatch is the largest number of ids in one call of the API.
const maxBatch = 1000

// getCommand reads records by their ids from a running server.
type getCommand struct {
	clientFlags
	Resource   string   `arg:"" help:"contacts, stockItems, ...: all are named above."`
	IDs        []string `arg:"" name:"id" help:"Ids of the records."`
	Source     string   `required:"" placeholder:"NAME" help:"Name of the source in the server's configuration."`
	Filter     []string `sep:"none" placeholder:"KEY=VALUE" help:"Another field that this look-up needs, by its name in the API; repeat it for more."`
	IncludeRaw bool     `help:"Add the upstream's JSON to each record."`
}

// Help returns the part of --help after the usage.
func (getCommand) Help() string {
	return "Ids that do not exist are named on standard error, and the exit code is then 1.\n\n" +
		"Look-ups, by service:\n\n" + overview(methodsOf(api.Get))
}

// Run prints the records in the order of the ids.
func (c getCommand) Run(ctx context.Context, con *console) error {
	l, err := findLookUp(c.Resource)
	if err != nil {
		return usageError{err}
	}
	if slices.Contains(c.IDs, "") {
		return usageError{errors.New("an id is empty: is a variable unset?")}
	}
	ids := distinct(c.IDs)
	g := &getting{flags: c.clientFlags, con: con, out: c.writer(con, l.one.Record()), lookUp: l, source: c.Source}
	calls, err := c.calls(l, ids)
	if err != nil {
		return usageError{err}
	}
	conn, err := c.dial(con)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	for _, next := range calls {
		if err := g.get(ctx, conn, next); err != nil {
			return err
		}
	}
	if g.failed {
		return exitError(exitFailed)
	}
	return nil
}

// distinct returns the ids, each once.
func distinct(ids []string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, id := range ids {
		if !seen[id] {
			kept = append(kept, id)
		}
		seen[id] = true
	}
	return kept
}

// getCall is one call of a look-up, with its request.
type getCall struct {
	*api.Method
	id      string // of a call for one record
	request proto.Message
}

// calls returns the calls that read the records of the ids: one call for a single id, and for several ids as few calls as the
// API permits. If the API has no look-up of several records, each id has its own call.
func (c getCommand) calls(l lookUp, ids []string) ([]getCall, error) {
	var calls []getCall
	if len(ids) > 1 && l.many != nil {
		for chunk := range slices.Chunk(ids, maxBatch) {
			request, err := c.request(l.many, "ids", chunk)
			if err != nil {
				return nil, err
			}
			calls = append(calls, getCall{Method: l.many, request: request})
		}
		return calls, nil
	}
	for _, id := range ids {
		request, err := c.request(l.one, "id", []string{id})
		if err != nil {
			return nil, err
		}
		calls = append(calls, getCall{Method: l.one, id: id, request: request})
	}
	return calls, nil
}

// request builds a request with the ids in a field.
func (c getCommand) request(to *api.Method, field protoreflect.Name, ids []string) (proto.Message, error) {
	settings := []setting{{field: "source", text: c.Source}}
	for _, id := range ids {
		settings = append(settings, setting{field: field, text: id})
	}
	if c.IncludeRaw {
		settings = append(settings, setting{field: "include_raw", text: strconv.FormatBool(true)})
	}
	filters, wrong := parseFilters(to, c.Filter)
	request, err := buildRequest(to, append(settings, filters...))
	return request, errors.Join(wrong, err)
}

// getting prints the records that look-ups find.
type getting struct {
	flags  clientFlags
	con    *console
	out    recordWriter
	lookUp lookUp
	source string
	failed bool // a requested record was not printed
}

// get makes one call.
func (g *getting) get(ctx context.Context, conn grpc.ClientConnInterface, c getCall) error {
	answer := message{c.Response.New()}
	err := conn.Invoke(ctx, c.Name, c.request, answer.Interface())
	switch {
	case err != nil && ctx.Err() != nil:
		g.con.say("Interrupted.")
		return exitError(exitInterrupted)
	case isMissing(err) && c.id != "":
		g.miss(c.id)
		return nil
	case err != nil:
		return errors.New(g.flags.explainRequest(g.con, err, c.request.ProtoReflect()))
	}
	g.con.sayNotices(answer)
	if err := g.out.write(answer.records()); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	if many, ok := answer.Interface().(interface{ GetMissingIds() []string }); ok {
		for _, id := range many.GetMissingIds() {
			g.miss(id)
		}
	}
	for _, e := range parts[*crmstreamv1.RecordError](answer, "record_errors") {
		g.failed = true
		g.con.say("%s %q cannot be read: %s", g.lookUp.singular(), e.GetId(), printable(e.GetMessage()))
	}
	return nil
}

// miss prints that there is no record with the id.
func (g *getting) miss(id string) {
	g.failed = true
	g.con.say("%s has no %s %q", g.source, g.lookUp.singular(), id)
}

// isMissing reports whether the error is about a record that does not exist, rather than a source or a method.
func isMissing(err error) bool {
	return status.Code(err) == codes.NotFound && hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_NOT_FOUND)
}
