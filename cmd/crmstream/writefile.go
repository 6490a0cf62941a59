package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// rowsOfBatch is the number of rows of a file that one call writes. It must never change: request ids have it, and a file that is
// written again after a change would be written twice.
const rowsOfBatch = 50

// fileBatch is a call that writes rows of a file.
type fileBatch struct {
	id      string // the request id
	method  *api.Method
	request proto.Message
	lines   []int
}

// tally counts what became of rows.
type tally struct{ executed, differing, refused, unknown, replayed, requests int }

// fileWriting writes a file.
type fileWriting struct {
	writing
	con     *console
	batches []fileBatch
	tally   tally
}

// writeFile checks all records of a file, and then writes them in batches.
func (w writing) writeFile(ctx context.Context, in input, requests []proto.Message) error {
	f := &fileWriting{writing: w, con: w.calls.con}
	prefix := cmp.Or(w.RequestID, fmt.Sprintf("%s-%s-%s", w.act(), w.one.Resource(), in.digest))
	size := rowsOfBatch
	if w.many == nil {
		size = 1
	}
	for chunk := range slices.Chunk(requests, size) {
		from := len(f.batches) * size
		b, err := f.batch(fmt.Sprintf("%s-%d-%d", prefix, from+1, len(chunk)), in.rows[from:], chunk)
		if err != nil {
			return err
		}
		f.batches = append(f.batches, b)
	}
	if w.table(f.con) && !w.DryRun {
		if err := f.con.print(rowColumns+"\n", "LINE", "ID", "STATE", "WHY"); err != nil {
			return err
		}
	}
	if err := f.check(ctx); err != nil || w.DryRun {
		return err
	}
	return f.write(ctx)
}

// act returns the act of the command, as in its name.
func (w writing) act() string {
	return map[api.Kind]string{api.Create: "create", api.Update: "update", api.Delete: "delete"}[w.kind]
}

// batch returns the call that writes the first rows, with its request id. The id has the place of the rows rather than their line,
// since a line may have many records.
func (f *fileWriting) batch(id string, rows []inputRow, requests []proto.Message) (fileBatch, error) {
	b := fileBatch{id: id, method: f.one, request: requests[0]}
	for i := range requests {
		b.lines = append(b.lines, rows[i].line)
	}
	if f.many != nil {
		b.method, b.request = f.many, f.many.Request.New().Interface()
		msg := b.request.ProtoReflect()
		list := msg.Mutable(msg.Descriptor().Fields().ByName("requests")).List()
		for _, request := range requests {
			list.Append(protoreflect.ValueOfMessage(request.ProtoReflect()))
		}
	}
	return b, f.complete(b.method, b.request, b.id, false, cmp.Or(f.Priority, "bulk"))
}

// check has the server check all rows, and prints the planned requests of a dry run. After a mistake nothing is written.
func (f *fileWriting) check(ctx context.Context) error {
	for _, b := range f.batches {
		answer, err := f.calls.call(ctx, b.method, validating(b.request))
		wrong := b.mistakes(err)
		switch {
		case err != nil && ctx.Err() != nil:
			f.con.say("Interrupted: nothing was written.")
			return exitError(exitInterrupted)
		case err != nil && wrong == nil:
			return errors.New("nothing was written: " + f.explainRequest(f.con, err, b.request.ProtoReflect()))
		case err == nil && f.DryRun:
			if err := f.printPlan(f.con, answer); err != nil {
				return err
			}
		}
		for _, r := range wrong {
			if err := f.print(r); err != nil {
				return err
			}
		}
	}
	if f.tally.refused > 0 {
		f.con.say("Nothing was written: %d records have mistakes. Correct them, and run the command again.", f.tally.refused)
		if f.kind == api.Update && len(f.mask) == 0 {
			f.con.say("To change some fields of whole records name the fields with --mask.")
		}
		return exitError(exitFailed)
	}
	return nil
}

// mistakes returns the rows of a batch that the server has found mistakes in, with all mistakes of each. It returns nil if the error is
// about anything else.
func (b fileBatch) mistakes(err error) []rowResult {
	s := status.Convert(err)
	if s.Code() != codes.InvalidArgument {
		return nil
	}
	var rows []rowResult
	for _, v := range detailOf[*errdetails.BadRequest](s).GetFieldViolations() {
		at := 0
		if b.method.Kind.Batch() {
			index, _, ok := strings.Cut(strings.TrimPrefix(v.GetField(), "requests["), "]")
			n, err := strconv.Atoi(index)
			if !ok || err != nil || n < 0 || n >= len(b.lines) {
				return nil
			}
			at = n
		}
		row := newRowResult(b.lines[at], &crmstreamv1.WriteResult{
			State: crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED, Reason: crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
			Field: v.GetField(), Message: v.GetDescription(),
		})
		i := slices.IndexFunc(rows, func(r rowResult) bool { return r.Line == row.Line })
		if i < 0 {
			rows = append(rows, row)
			continue
		}
		rows[i].Message += "; " + row.Field + ": " + row.Message
	}
	return rows
}

// write writes all batches, up to the first of which the outcome is unknown.
func (f *fileWriting) write(ctx context.Context) error {
	for i, b := range f.batches {
		answer, err := f.calls.call(ctx, b.method, b.request)
		rows := b.results(answer, err)
		for _, r := range rows {
			if err := f.print(r); err != nil {
				return err
			}
		}
		if err == nil && receiptOf(answer).GetReplayed() {
			f.tally.replayed += len(b.lines)
		} else {
			f.tally.requests += int(requestsOf(answer)) // a replay says again what the first call has cost
		}
		if err == nil && f.tally.unknown == 0 || err != nil && ofRows(err) {
			continue
		}
		f.summary()
		if i+1 < len(f.batches) {
			f.con.say("The lines from %d on were not sent.", f.batches[i+1].lines[0])
		}
		if err != nil {
			return f.calls.failed(ctx, err, b.request, f.Source, b.id)
		}
		f.calls.sayAgain(f.Source, b.id)
		return exitError(exitUnknown)
	}
	return f.end()
}

// ofRows reports whether an error is about the records of a call, so that others can be written.
func ofRows(err error) bool {
	return hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_REFUSED,
		crmstreamv1.ErrorReason_ERROR_REASON_CONFLICT, crmstreamv1.ErrorReason_ERROR_REASON_NOT_FOUND)
}

// results returns what became of the rows of a batch. After an error that is about the rows none was written.
func (b fileBatch) results(answer message, err error) []rowResult {
	rows := make([]rowResult, len(b.lines))
	given := parts[*crmstreamv1.WriteResult](answer, "results")
	for i, line := range b.lines {
		result := &crmstreamv1.WriteResult{State: crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED}
		switch {
		case err != nil && isUnknown(err):
			result.State, result.Message = crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, status.Convert(err).Message()
			result.Reason = crmstreamv1.ErrorReason_ERROR_REASON_WRITE_OUTCOME_UNKNOWN
		case hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_NOT_APPLIED):
			result.State, result.Message = crmstreamv1.WriteState_WRITE_STATE_EXECUTED, status.Convert(err).Message()
			result.Reason = crmstreamv1.ErrorReason_ERROR_REASON_WRITE_NOT_APPLIED
		case err != nil && !ofRows(err):
			return nil
		case err != nil:
			info := detailOf[*errdetails.ErrorInfo](status.Convert(err))
			result.Reason = crmstreamv1.ErrorReason(crmstreamv1.ErrorReason_value["ERROR_REASON_"+info.GetReason()])
			result.Message, result.Field = status.Convert(err).Message(), info.GetMetadata()["field"]
		case b.method.Kind.Batch() && i < len(given):
			result = given[i]
		case b.method.Kind.Batch():
			result.State = crmstreamv1.WriteState_WRITE_STATE_UNKNOWN
			result.Message = "the answer does not say what became of the record"
		default:
			record := answer.records()[0]
			result.State, result.Differences = receiptOf(answer).GetState(), receiptOf(answer).GetDifferences()
			result.Id = record.Get(record.Descriptor().Fields().ByName("id")).String()
		}
		rows[i] = newRowResult(line, result)
	}
	return rows
}

// print prints and counts a result.
func (f *fileWriting) print(r rowResult) error {
	switch {
	case r.state == crmstreamv1.WriteState_WRITE_STATE_UNKNOWN:
		f.tally.unknown++
	case r.state != crmstreamv1.WriteState_WRITE_STATE_EXECUTED:
		f.tally.refused++
	case len(r.Differences) > 0 || r.Reason != "":
		f.tally.differing++
		f.tally.executed++
	default:
		f.tally.executed++
	}
	return f.printRow(f.con, r)
}

// summary prints what became of all rows.
func (f *fileWriting) summary() {
	t := f.tally
	text := fmt.Sprintf("%s written", thousands(int64(t.executed)))
	for _, more := range []struct {
		n     int
		words string
	}{
		{t.replayed, "by an earlier run"},
		{t.differing, "read otherwise than they were sent"},
		{t.refused, "not written"},
		{t.unknown, "perhaps written"},
	} {
		if more.n > 0 {
			text += fmt.Sprintf(", %s %s", thousands(int64(more.n)), more.words)
		}
	}
	f.con.say("%s; %s upstream requests.", text, thousands(int64(t.requests)))
}

// end prints the summary of a file that was written, and returns the error that ends the process.
func (f *fileWriting) end() error {
	f.summary()
	switch {
	case f.tally.refused > 0:
		f.con.say("Put the lines that were not written into another file: a changed file has other request ids, and all its records are written.")
		return exitError(exitFailed)
	case f.tally.differing > 0:
		return exitError(exitDiffers)
	default:
		return nil
	}
}
