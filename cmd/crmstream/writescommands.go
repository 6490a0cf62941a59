package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// writesCommands show and settle writes.
type writesCommands struct {
	List    writesListCommand    `cmd:"" help:"Show writes, the newest first."`
	Get     writesGetCommand     `cmd:"" help:"Show what is known of a write."`
	Resolve writesResolveCommand `cmd:"" help:"Settle a write that is perhaps executed: by asking the CRM, or by your word. Writes nothing."`
}

// writesFlags are the flags of all of them.
type writesFlags struct {
	clientFlags
	Source string `required:"" placeholder:"NAME" help:"Name of the source in the server's configuration."`
	Caller string `placeholder:"NAME" help:"Caller of the writes, if not you; needs the verb admin."`
}

type (
	writesListCommand struct {
		writesFlags
		State []string `placeholder:"NAME" help:"Only writes in this state: executed, unknown, in_progress; repeat it for more."`
		Limit int      `default:"100" placeholder:"N" help:"End after this number of writes; 0 is all."`
	}
	writesGetCommand struct {
		writesFlags
		RequestID string `arg:"" name:"request-id" help:"The request id of the write."`
	}
	writesResolveCommand struct {
		writesFlags
		RequestID string   `arg:"" name:"request-id" help:"The request id of the write."`
		Outcome   string   `placeholder:"NAME" help:"Your word, after you have looked: executed or not-executed. The server asks the CRM if absent."`
		IDs       []string `name:"id" placeholder:"ID" help:"With executed: the ids of the written records."`
	}
)

// largestPageOfWrites is the largest page of writes that the API permits.
const largestPageOfWrites = 1000

// Run prints writes.
func (c writesListCommand) Run(ctx context.Context, con *console) error {
	request := &crmstreamv1.ListWritesRequest{Source: c.Source, Caller: c.Caller}
	for _, name := range c.State {
		state, err := parseState(name)
		if err != nil {
			return usageError{fmt.Errorf("--state: %w", err)}
		}
		request.States = append(request.States, state)
	}
	conn, err := c.dial(con)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	var found []*crmstreamv1.Write
	for {
		request.PageSize = largestPageOfWrites
		if left := c.Limit - len(found); c.Limit > 0 && left < largestPageOfWrites {
			request.PageSize = int32(left)
		}
		answer, err := crmstreamv1.NewWritesServiceClient(conn).ListWrites(ctx, request)
		if err != nil {
			return errors.New(c.explain(con, err))
		}
		found = append(found, answer.GetWrites()...)
		request.PageToken = answer.GetNextPageToken()
		if request.GetPageToken() == "" || c.Limit > 0 && len(found) >= c.Limit {
			return c.print(con, found...)
		}
	}
}

// parseState parses the name of a state.
func parseState(name string) (crmstreamv1.WriteState, error) {
	value, err := parseEnum(crmstreamv1.WriteState(0).Descriptor(), strings.ToLower(name))
	if err != nil {
		return 0, err
	}
	return crmstreamv1.WriteState(value.Enum()), nil
}

// Run prints a write.
func (c writesGetCommand) Run(ctx context.Context, con *console) error {
	conn, err := c.dial(con)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	answer, err := crmstreamv1.NewWritesServiceClient(conn).GetWrite(ctx, &crmstreamv1.GetWriteRequest{
		Source: c.Source, RequestId: c.RequestID, Caller: c.Caller,
	})
	if err != nil {
		return errors.New(c.explain(con, err))
	}
	return c.print(con, answer.GetWrite())
}

// Run settles a write, and prints what is known of it then.
func (c writesResolveCommand) Run(ctx context.Context, con *console) error {
	request := &crmstreamv1.ResolveWriteRequest{Source: c.Source, RequestId: c.RequestID, Caller: c.Caller, Ids: c.IDs}
	if c.Outcome != "" {
		state, err := parseState(c.Outcome)
		if err != nil || state != crmstreamv1.WriteState_WRITE_STATE_EXECUTED && state != crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED {
			return usageError{errors.New("--outcome: use executed or not-executed")}
		}
		request.Outcome = state
	}
	if len(c.IDs) > 0 && request.GetOutcome() != crmstreamv1.WriteState_WRITE_STATE_EXECUTED {
		return usageError{errors.New("--id: only with --outcome executed, since other writes have no record")}
	}
	conn, err := c.dial(con)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	answer, err := crmstreamv1.NewWritesServiceClient(conn).ResolveWrite(ctx, request)
	switch {
	case hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_NOT_EXECUTED):
		con.say("Not executed: send the request again with the same request id.")
		return c.print(con, &crmstreamv1.Write{RequestId: c.RequestID, State: crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED})
	case hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_OUTCOME_UNKNOWN):
		con.say("crmstream: %s", c.explain(con, err))
		con.say("Look in the CRM, and say what you have found with --outcome.")
		return exitError(exitUnknown)
	case err != nil:
		return errors.New(c.explain(con, err))
	}
	return c.print(con, answer.GetWrite())
}

// print prints writes: as JSON one a line, and else as a table.
func (c writesFlags) print(con *console, found ...*crmstreamv1.Write) error {
	if !c.table(con) {
		records := make([]protoreflect.Message, len(found))
		for i, write := range found {
			records[i] = write.ProtoReflect()
		}
		return c.writer(con, (&crmstreamv1.Write{}).ProtoReflect().Descriptor()).write(records)
	}
	lines := [][]string{{"REQUEST ID", "METHOD", "STATE", "PROOF", "SENT", "IDS", "WHAT IS KNOWN"}}
	for _, write := range found {
		sent := ""
		if write.GetSentTime() != nil {
			sent = write.GetSentTime().AsTime().Format(time.RFC3339)
		}
		proof := ""
		if write.GetProof() != crmstreamv1.ProofResult_PROOF_RESULT_UNSPECIFIED {
			proof = enumInWords(write.GetProof())
		}
		ids := someOf(write.GetIds())
		if len(write.GetCandidateIds()) > 0 {
			ids = "perhaps " + someOf(write.GetCandidateIds())
		}
		lines = append(lines, []string{
			printable(write.GetRequestId()), write.GetMethod()[strings.LastIndex(write.GetMethod(), "/")+1:], enumInWords(write.GetState()), proof, sent,
			printable(ids), printable(strings.TrimSpace(write.GetMessage() + " " + write.GetLookup())),
		})
	}
	return con.printColumns(lines)
}

// shownIDs is the number of ids that a table shows of a write.
const shownIDs = 3

// someOf returns the first ids, and how many more there are.
func someOf(ids []string) string {
	if more := len(ids) - shownIDs; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(ids[:shownIDs], " "), more)
	}
	return strings.Join(ids, " ")
}
