package server

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/writes"
)

// defaultWrites is how many writes ListWrites returns unless the request says otherwise.
const defaultWrites = 100

// writesOfCaller returns the source of a request about writes, and the caller of the writes. Only a caller with the verb admin
// may ask for those of another.
func (s *Server) writesOfCaller(ctx context.Context, source, caller string) (*source, string, error) {
	src, err := s.source(ctx, source)
	switch {
	case err != nil:
		return nil, "", err
	case s.gate == nil:
		return nil, "", src.fail(errNoLedger)
	}
	session := sessionOf(ctx)
	if session == nil || caller != "" && caller != session.Caller().Name {
		if session != nil {
			err = session.Authorize(access.Admin, src.name, "")
		}
		return src, caller, err
	}
	return src, session.Caller().Name, nil
}

// mayKnow returns nil if the caller may know of a write: of the caller's own only while the caller may still make it.
func (s *Server) mayKnow(ctx context.Context, row writes.Row) error {
	session, m := sessionOf(ctx), s.methods[row.Method]
	if session == nil || m == nil || row.Key.Caller != session.Caller().Name {
		return nil // writesOfCaller has decided about the writes of others
	}
	return session.Authorize(verbs[m.Policy.GetVerb()], row.Key.Source, row.Resource)
}

// getWrite returns what is known of a write.
func (s *Server) getWrite(ctx context.Context, req *crmstreamv1.GetWriteRequest) (*crmstreamv1.GetWriteResponse, error) {
	src, caller, err := s.writesOfCaller(ctx, req.GetSource(), req.GetCaller())
	if err != nil {
		return nil, err
	}
	write, _, err := s.writeOf(ctx, writes.Key{Caller: caller, Source: src.name, RequestID: req.GetRequestId()})
	if err != nil {
		return nil, src.fail(err)
	}
	return &crmstreamv1.GetWriteResponse{Write: write}, nil
}

// writeOf returns what is known of a write, and its rows.
func (s *Server) writeOf(ctx context.Context, key writes.Key) (*crmstreamv1.Write, []writes.Row, error) {
	rows, err := s.opts.Ledger.Parts(key)
	switch {
	case err != nil:
		return nil, nil, err
	case len(rows) == 0:
		return nil, nil, writes.ErrNoRow
	}
	if err := s.mayKnow(ctx, rows[0]); err != nil {
		return nil, nil, err
	}
	for i, row := range rows {
		full, found, err := s.opts.Ledger.Get(row.Key)
		if err != nil {
			return nil, nil, err
		}
		if found {
			rows[i] = full
		}
	}
	return s.describeWrite(rows, true), rows, nil
}

// rowStates are the states of rows as the API has them.
var rowStates = map[writes.State]crmstreamv1.WriteState{
	writes.Sent: crmstreamv1.WriteState_WRITE_STATE_IN_PROGRESS, writes.Done: crmstreamv1.WriteState_WRITE_STATE_EXECUTED,
	writes.Unknown: crmstreamv1.WriteState_WRITE_STATE_UNKNOWN,
}

// describeWrite returns a write by the rows of its parts, with the details that their answers have if they are wanted.
func (s *Server) describeWrite(rows []writes.Row, details bool) *crmstreamv1.Write {
	first := rows[0]
	out := &crmstreamv1.Write{
		RequestId: first.Key.RequestID, Method: first.Method, Caller: first.Key.Caller, SentTime: timestamppb.New(first.SentTime),
	}
	m := s.methods[first.Method]
	for _, row := range rows {
		state := rowStates[row.State]
		if out.GetState() != crmstreamv1.WriteState_WRITE_STATE_UNKNOWN && state != crmstreamv1.WriteState_WRITE_STATE_EXECUTED || out.GetState() == 0 {
			out.State = state
		}
		out.Ids = append(out.Ids, executedIDs(row)...)
		out.CandidateIds = append(out.CandidateIds, row.Candidates...)
		out.KeptUntil = timestamppb.New(row.KeptUntil.Truncate(time.Second))
		if row.State == writes.Unknown {
			out.Lookup = lookupOf(row)
			out.Message = (&writes.UnknownError{Row: row}).Error()
			if !row.SettleTime.IsZero() {
				out.SettleTime = timestamppb.New(row.SettleTime)
			}
		}
		if m != nil && details {
			describeAnswer(out, m, row)
		}
	}
	return out
}

// describeAnswer adds what the answer of a row has, or the state of its records where the row has no answer.
func describeAnswer(out *crmstreamv1.Write, m *api.Method, row writes.Row) {
	answer := m.Response.New()
	if row.Answer != nil && proto.Unmarshal(row.Answer, answer.Interface()) == nil {
		receipt := receiptOf(answer)
		out.Proof = worse(out.GetProof(), receipt.GetProof())
		out.Differences = append(out.Differences, receipt.GetDifferences()...)
		if b, ok := answer.Interface().(interface {
			GetResults() []*crmstreamv1.WriteResult
		}); ok {
			out.Results = append(out.Results, b.GetResults()...)
		}
		return
	}
	if !m.Kind.Batch() {
		return
	}
	refused := refusedIn(row)
	for i := range row.Count {
		if result := refused[i]; result != nil {
			result.Index = count(row.Key.Part + i)
			out.Results = append(out.Results, result)
			continue
		}
		result := &crmstreamv1.WriteResult{Index: count(row.Key.Part + i), State: rowStates[row.State]}
		if row.State == writes.Unknown {
			result.Reason, result.Message = crmstreamv1.ErrorReason_ERROR_REASON_WRITE_OUTCOME_UNKNOWN, out.GetMessage()
		}
		if i < len(row.IDs) {
			result.Id = row.IDs[i]
		}
		out.Results = append(out.Results, result)
	}
}

// resolveWrite settles a write of unknown outcome.
func (s *Server) resolveWrite(ctx context.Context, req *crmstreamv1.ResolveWriteRequest) (*crmstreamv1.ResolveWriteResponse, error) {
	src, caller, err := s.writesOfCaller(ctx, req.GetSource(), req.GetCaller())
	if err != nil {
		return nil, err
	}
	ctx, cancel := s.callContext(ctx, src, req)
	defer cancel()
	meter := connectors.MeterFrom(ctx)
	meter.Interactive = req.GetPriority() != crmstreamv1.Priority_PRIORITY_BULK
	s.charge(meter, src.name)
	key := writes.Key{Caller: caller, Source: src.name, RequestID: req.GetRequestId()}
	_, rows, err := s.writeOf(ctx, key)
	if err != nil {
		return nil, src.fail(err)
	}
	note(ctx, src, rows[0].Resource)
	info(ctx).write = &wroteRecords{req.GetRequestId(), req.GetIds()}
	if err := s.settleAll(ctx, rows, req); err != nil {
		return nil, src.fail(err)
	}
	write, _, err := s.writeOf(ctx, key)
	if err != nil {
		return nil, src.fail(err)
	}
	return &crmstreamv1.ResolveWriteResponse{Write: write}, nil
}

// settleAll settles the rows of unknown outcome, and returns the error of the last that was not executed, or stays unknown.
func (s *Server) settleAll(ctx context.Context, rows []writes.Row, req *crmstreamv1.ResolveWriteRequest) error {
	unknown := slices.DeleteFunc(slices.Clone(rows), func(row writes.Row) bool { return row.State != writes.Unknown })
	words, err := wordsOf(req, rows, unknown)
	if err != nil {
		return err
	}
	for i, row := range unknown {
		verify := s.verify
		if words != nil {
			verify = func(context.Context, writes.Row) (writes.Verdict, error) { return words[i], nil }
			s.opts.Log.LogAttrs(ctx, slog.LevelInfo, "a write was settled by a person",
				slog.String("caller", callerOf(ctx)), slog.String("source", row.Key.Source), slog.String("write", row.Key.RequestID),
				slog.String("method", row.Method), slog.String("outcome", req.GetOutcome().String()), slog.String("request_id", info(ctx).id))
		}
		if _, settleErr := s.gate.Settle(ctx, row.Key, verify); settleErr != nil {
			err = settleErr
		}
	}
	return err
}

// wordsOf returns a person's word about each row of unknown outcome as a verdict, nil if the request asks the upstream. A wrong request
// settles nothing. all are the rows of the write.
func wordsOf(req *crmstreamv1.ResolveWriteRequest, all, unknown []writes.Row) ([]writes.Verdict, error) {
	ids, needed := req.GetIds(), 0
	var known []string
	for _, row := range all {
		known = append(known, row.IDs...)
	}
	for _, row := range unknown {
		if len(row.IDs) == 0 { // of a create
			needed += cmp.Or(row.Count, 1)
		}
	}
	switch executed := req.GetOutcome() == crmstreamv1.WriteState_WRITE_STATE_EXECUTED; {
	case !executed && len(ids) > 0:
		return nil, connectors.Invalid("ids", "are of a write that was executed: leave them out, or set outcome to WRITE_STATE_EXECUTED")
	case req.GetOutcome() == crmstreamv1.WriteState_WRITE_STATE_UNSPECIFIED:
		return nil, nil
	case !executed && len(unknown) == 0:
		return nil, connectors.Invalid("outcome", "the outcome of the write is known already: leave outcome out")
	case !executed:
		return slices.Repeat([]writes.Verdict{{Outcome: writes.Refused}}, len(unknown)), nil
	case needed == 0 && len(ids) > 0 && !slices.Equal(ids, known):
		return nil, connectors.Invalid("ids", "the records of the write are known: leave the ids out")
	case needed > 0 && len(ids) != needed:
		return nil, connectors.Invalid("ids", "name the ids of the created records of unknown outcome, in the order of the requests: %d are needed", needed)
	}
	words := make([]writes.Verdict, len(unknown))
	for i, row := range unknown {
		words[i].Outcome = writes.Executed
		if n := cmp.Or(row.Count, 1); len(row.IDs) == 0 {
			words[i].IDs, ids = ids[:n], ids[n:]
		}
	}
	return words, nil
}

// listWrites returns the writes of a source. A batch is one write, at its first part that the request asks for.
func (s *Server) listWrites(ctx context.Context, req *crmstreamv1.ListWritesRequest) (*crmstreamv1.ListWritesResponse, error) {
	src, caller, err := s.writesOfCaller(ctx, req.GetSource(), req.GetCaller())
	if err != nil {
		return nil, err
	}
	session := sessionOf(ctx)
	everyone := caller == "" || req.GetCaller() == "" && session != nil && session.Caller().May(access.Admin, src.name, "")
	q := writes.Query{Caller: caller, Everyone: everyone, Source: src.name, Limit: cmp.Or(int(req.GetPageSize()), defaultWrites), After: req.GetPageToken()}
	for state, is := range rowStates {
		if slices.Contains(req.GetStates(), is) {
			q.States = append(q.States, state)
		}
	}
	resp := &crmstreamv1.ListWritesResponse{}
	if len(req.GetStates()) > 0 && len(q.States) == 0 {
		return resp, nil // no row is in any of these states
	}
	rows, next, err := s.opts.Ledger.Rows(q)
	switch {
	case errors.Is(err, writes.ErrPosition):
		return nil, src.fail(connectors.Invalid("page_token", "is not of this list: begin without it"))
	case err != nil:
		return nil, src.fail(err)
	}
	batches := map[writes.Key][]writes.Row{} // a batch may have a thousand parts, each of which is a row of the page
	for _, row := range rows {
		whole := row.Key
		whole.Part = 0
		parts, ok := batches[whole]
		if !ok {
			if parts, err = s.opts.Ledger.Parts(whole); err != nil {
				return nil, src.fail(err)
			}
			batches[whole] = parts
		}
		asked := slices.DeleteFunc(slices.Clone(parts), func(part writes.Row) bool { return len(q.States) > 0 && !slices.Contains(q.States, part.State) })
		if len(asked) > 0 && asked[0].Key == row.Key && s.mayKnow(ctx, row) == nil {
			resp.Writes = append(resp.Writes, s.describeWrite(parts, false))
		}
	}
	resp.NextPageToken = next
	return resp, nil
}
