package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/alecthomas/kong"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// listCommand streams a list from a running server.
type listCommand struct {
	clientFlags
	Resource      string   `arg:"" help:"contacts, stockItems, ...: all are named above; crmstream sources shows the lists of a source."`
	Source        string   `required:"" placeholder:"NAME" help:"Name of the source in the server's configuration."`
	Limit         int32    `placeholder:"N" help:"End after this number of records, over all resumed calls."`
	PageSize      int32    `placeholder:"N" help:"End this call after this number of records, with a token to continue."`
	Order         order    `placeholder:"NAME" help:"Order of the list; -NAME is descending and needs a limit that fits one upstream page."`
	Where         []string `sep:"none" placeholder:"'KEY OP VALUE'" help:"Condition; repeat it for more."`
	IDs           []string `name:"ids" placeholder:"ID" help:"Only these ids."`
	ChangedFrom   string   `placeholder:"TIME" help:"Only records that changed at or after this day, or time in RFC 3339."`
	CreatedFrom   string   `placeholder:"TIME" help:"Only records that were created at or after this day or time."`
	CreatedBefore string   `placeholder:"TIME" help:"Only records that were created before this day or time."`
	Filter        []string `sep:"none" placeholder:"KEY=VALUE" help:"Filter of this list, by its name in the API; repeat it for more."`
	MaxStaleness  string   `placeholder:"AGE" help:"Largest age of a kept catalogue, or of a page that readers share, such as 1h; 0s reads it again."`
	Priority      string   `placeholder:"NAME" help:"When the source's budget is empty, an interactive call is refused, and a bulk call waits."`
	IncludeRaw    bool     `help:"Add the upstream's JSON to each record."`
	ResumeToken   string   `placeholder:"TOKEN" help:"Continue an earlier call, with its token."`
	Retries       int      `default:"5" help:"How often in a row to resume while the server is unavailable."`
}

// order is an order as it is typed. It may begin with a minus.
type order string

// Decode accepts -NAME, which kong would otherwise read as short flags. A long flag in place of the value is still a mistake.
func (o *order) Decode(ctx *kong.DecodeContext) error {
	if next := ctx.Scan.Peek(); next.InferredType() == kong.ShortFlagToken {
		*o = order(ctx.Scan.Pop().String())
		return nil
	}
	value, err := ctx.Scan.PopValue("order")
	*o = order(value.String())
	return err
}

// Help returns the part of --help after the usage.
func (listCommand) Help() string {
	return "Lists, by service:\n\n" + overview(methodsOf(api.List))
}

// Run streams the list to standard output.
func (c listCommand) Run(ctx context.Context, con *console) error {
	r, err := findResource(c.Resource)
	if err != nil {
		return usageError{err}
	}
	req, err := c.request(r)
	if err != nil {
		return usageError{err}
	}
	conn, err := c.dial(con)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	out, err := c.listOutput(con, r)
	if err != nil {
		return err
	}
	scan := &listScan{
		flags: c.clientFlags, conn: conn, resource: r, request: req.ProtoReflect(), retries: c.Retries, con: con,
		out: out, progress: newProgress(con, r.Resource()), given: c.ResumeToken, token: c.ResumeToken,
	}
	err = scan.run(ctx)
	scan.progress.clear()
	if flushErr := scan.out.close(); err == nil {
		err = flushErr
	}
	return scan.report(ctx, err)
}

// request builds the request from the flags.
func (c listCommand) request(r *api.Method) (proto.Message, error) {
	number := func(n int32) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(int(n))
	}
	raw := ""
	if c.IncludeRaw {
		raw = strconv.FormatBool(true)
	}
	settings := []setting{
		{field: "source", text: c.Source},
		{field: "limit", text: number(c.Limit)},
		{field: "page_size", text: number(c.PageSize)},
		{field: "order", text: string(c.Order)},
		{field: "changed_from", text: c.ChangedFrom},
		{field: "created_from", text: c.CreatedFrom},
		{field: "created_before", text: c.CreatedBefore},
		{field: "resume_token", text: c.ResumeToken},
		{field: "max_staleness", text: c.MaxStaleness},
		{field: "priority", text: c.Priority},
		{field: "include_raw", text: raw},
	}
	for _, text := range c.Where {
		settings = append(settings, setting{field: "where", text: text})
	}
	for _, text := range c.IDs {
		settings = append(settings, setting{field: "ids", text: text})
	}
	filters, wrong := parseFilters(r, c.Filter)
	req, err := buildRequest(r, append(settings, filters...))
	return req, errors.Join(wrong, err)
}

// listScan reads one list to its end, with as many calls as necessary.
type listScan struct {
	flags    clientFlags
	conn     grpc.ClientConnInterface
	resource *api.Method
	request  protoreflect.Message
	retries  int
	con      *console
	out      listOutput
	progress *progress

	given   string // the token on the command line
	token   string // the token of the last message that was written whole
	written int32  // records written
	earlier int32  // upstream requests of the calls before this one
	cost    int32  // upstream requests of all calls
	summary *crmstreamv1.Summary
}

// run calls the server until the list has ended. When the server is unavailable, it resumes the list. It does not repeat a
// first call that failed before any message with a token: the address is more likely wrong than the server away.
func (s *listScan) run(ctx context.Context) error {
	pageSize := s.request.Descriptor().Fields().ByName("page_size")
	wanted := int32(s.request.Get(pageSize).Int())
	for failures := 0; ; {
		before := s.written
		err := s.call(ctx)
		if status.Code(err) != codes.Unavailable || s.token == "" || ctx.Err() != nil {
			return err
		}
		if s.written > before {
			failures = 0
		}
		if failures++; failures > s.retries {
			return err
		}
		s.progress.clear()
		if err := s.con.waitToResume(ctx, err, fmt.Sprintf(" (%d of %d)", failures, s.retries), failures); err != nil {
			return err
		}
		s.set("resume_token", protoreflect.ValueOfString(s.token))
		if wanted > 0 {
			if s.written >= wanted {
				return nil // all records of the page are there, and only its summary is missing
			}
			s.set("page_size", protoreflect.ValueOfInt32(wanted-s.written))
		}
	}
}

func (s *listScan) set(field protoreflect.Name, value protoreflect.Value) {
	s.request.Set(s.request.Descriptor().Fields().ByName(field), value)
}

// call makes one call and reads its stream to the end.
func (s *listScan) call(ctx context.Context) error {
	s.earlier = s.cost
	err := readEncoded(ctx, s.conn, s.resource, s.request.Interface(), s.take)
	if err == nil && s.summary == nil {
		return errors.New("the stream ended without a summary: it may lack records")
	}
	return err
}

// take writes the records of a message. From then on, the list is resumed with the message's token.
func (s *listScan) take(encoded *encodedMessage) error {
	m := message{encoded.Parts.ProtoReflect()}
	s.progress.clear()
	s.con.sayNotices(m)
	for _, e := range parts[*crmstreamv1.RecordError](m, "record_errors") {
		s.con.say("record %q cannot be read: %s", e.GetId(), printable(e.GetMessage()))
	}
	if err := s.out.write(encoded); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	s.written += int32(encoded.Count)
	s.token = m.resumeToken()
	s.summary = part[*crmstreamv1.Summary](m, "summary")
	at := part[*crmstreamv1.Progress](m, "progress")
	s.cost = s.earlier + max(at.GetUpstreamRequests(), s.summary.GetUpstreamRequests())
	s.progress.show(at, s.cost)
	return nil
}

// report prints how the list ended and how to continue. It returns the error that ends the process.
func (s *listScan) report(ctx context.Context, err error) error {
	if err == nil {
		s.con.say("%s", s.progress.end(s.written, s.cost, s.summary))
		if s.token != "" {
			s.con.say("There is more: %s", s.con.resumeCommand(s.token))
		}
		return nil
	}
	interrupted := ctx.Err() != nil
	if interrupted {
		s.con.say("Interrupted after %s records.", thousands(int64(s.written)))
	} else {
		s.con.say("crmstream: %s", s.flags.explainRequest(s.con, err, s.request))
	}
	switch {
	case hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_RESUME_TOKEN, crmstreamv1.ErrorReason_ERROR_REASON_CURSOR_GONE):
		s.con.say("To start again: %s", s.con.commandWithout("--resume-token"))
	case status.Code(err) == codes.InvalidArgument && s.token == s.given:
		// The same command would fail the same way.
	case s.token != "":
		s.con.say("To resume: %s", s.con.resumeCommand(s.token))
	case interrupted:
		s.con.say("Nothing to resume: run it again.")
	}
	if interrupted {
		return exitError(exitInterrupted)
	}
	return exitError(exitFailed)
}
