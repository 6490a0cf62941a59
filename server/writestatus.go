package server

import (
	"context"
	"errors"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/writes"
)

// writeOutcomes are the outcomes of the errors of the gate. Their texts are for callers.
var writeOutcomes = []struct {
	err error
	outcome
}{
	{writes.ErrReused, outcome{codes.AlreadyExists, crmstreamv1.ErrorReason_ERROR_REASON_REQUEST_ID_REUSED}},
	{writes.ErrNotExecuted, outcome{codes.Unavailable, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_NOT_EXECUTED}},
	{writes.ErrStopping, outcome{codes.Unavailable, crmstreamv1.ErrorReason_ERROR_REASON_SERVER_STOPPING}},
	{writes.ErrFull, outcome{codes.Unavailable, crmstreamv1.ErrorReason_ERROR_REASON_OVERLOADED}},
	{writes.ErrTooLarge, outcome{codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST}},
	{writes.ErrNoRow, outcome{codes.NotFound, crmstreamv1.ErrorReason_ERROR_REASON_NOT_FOUND}},
}

// isWriteError reports whether an error is one of writes alone.
func isWriteError(err error) bool {
	for _, o := range writeOutcomes {
		if errors.Is(err, o.err) {
			return true
		}
	}
	return errors.As(err, new(*writes.UnknownError)) || errors.As(err, new(*writes.LedgerError)) || errors.As(err, new(*writesDisabled)) ||
		errors.As(err, new(*writeCut)) || errors.As(err, new(*writes.ProofError))
}

// classifyWrite is classify for the errors of writes.
func classifyWrite(err error) (outcome, string) {
	var unknown *writes.UnknownError
	var unproved *writes.ProofError
	var ledger *writes.LedgerError
	var disabled *writesDisabled
	var cut *writeCut
	switch {
	case errors.As(err, &unknown):
		return outcome{codes.Unknown, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_OUTCOME_UNKNOWN}, unknown.Error()
	case errors.As(err, &unproved):
		return classifyUnproved(unproved)
	case errors.As(err, &ledger):
		return outcome{codes.Unavailable, crmstreamv1.ErrorReason_ERROR_REASON_OVERLOADED}, ledger.Error()
	case errors.As(err, &disabled):
		return outcome{codes.FailedPrecondition, crmstreamv1.ErrorReason_ERROR_REASON_WRITES_DISABLED}, disabled.Error()
	case errors.As(err, &cut):
		return classifyCut(cut)
	}
	for _, o := range writeOutcomes {
		if errors.Is(err, o.err) {
			return o.outcome, o.err.Error()
		}
	}
	return outcome{codes.Internal, crmstreamv1.ErrorReason_ERROR_REASON_INTERNAL}, ""
}

// classifyUnproved returns the outcome of a write that was executed and not proved.
func classifyUnproved(e *writes.ProofError) (outcome, string) {
	o, text := outcome{codes.DataLoss, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_NOT_APPLIED}, "it could not be read back"
	var ce *connectors.Error
	if errors.As(e.Err, &ce) {
		text = ce.Error()
		if ce.Kind == connectors.KindNotFound {
			return outcomes[ce.Kind], text // says so itself
		}
	}
	return o, "the upstream accepted the write: " + text
}

// classifyCut returns the outcome of a call that ended before its write.
func classifyCut(cut *writeCut) (outcome, string) {
	const again = "send it again with the same request_id, never with another, to learn the outcome"
	switch {
	case errors.Is(cut, errStopping):
		return outcome{codes.Unavailable, crmstreamv1.ErrorReason_ERROR_REASON_SERVER_STOPPING}, "the server is stopping: " + again
	case errors.Is(cut, context.DeadlineExceeded):
		return outcome{codes.DeadlineExceeded, crmstreamv1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED}, "the call's deadline came before the write had ended: " + again
	case errors.Is(cut, context.Canceled):
		return outcome{codes.Canceled, crmstreamv1.ErrorReason_ERROR_REASON_CANCELLED}, "the call was cancelled before the write had ended: " + again
	}
	text := "the call ended before the write: "
	if errors.Is(cut, errRemoved) {
		text = errRemoved.Error() + ", before the write had ended: "
	}
	return outcome{codes.Unknown, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_OUTCOME_UNKNOWN}, text + again
}

// writeDetails returns the details of an error of a write, and adds its metadata.
func writeDetails(err error, md map[string]string) []protoadapt.MessageV1 {
	var details []protoadapt.MessageV1
	var unknown *writes.UnknownError
	var unproved *writes.ProofError
	switch {
	case errors.As(err, &unknown):
		row := unknown.Row
		md["request_id"], md["lookup"] = row.Key.RequestID, lookupOf(row)
		wait := time.Minute
		if !row.SettleTime.IsZero() {
			md["settle_time"] = row.SettleTime.UTC().Format(time.RFC3339)
			wait = max(time.Second, row.Wait.Round(time.Second))
		}
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(wait)})
	case errors.As(err, &unproved):
		md["request_id"], md["id"] = unproved.Row.Key.RequestID, strings.Join(unproved.Row.IDs, ",")
	}
	return details
}

// lookupOf says where a person finds what became of a write.
func lookupOf(row writes.Row) string {
	switch {
	case row.Class == writes.ByID || row.Class == writes.None && len(row.IDs) > 0: // the ids of imported calls and text messages are known
		return row.Resource + " " + strings.Join(row.IDs, ", ")
	case row.Class == writes.Marker:
		return row.Resource + " with the marker of the write, created about " + row.SentTime.UTC().Format(time.RFC3339)
	default:
		return row.Resource + " created about " + row.SentTime.UTC().Format(time.RFC3339)
	}
}
