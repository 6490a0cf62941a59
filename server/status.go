package server

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/audit"
	"github.com/crmstream/crmstream/server/scan"
	"github.com/crmstream/crmstream/server/spool"
)

// errorDomain is the domain of the ErrorInfo of every error.
const errorDomain = "crmstream"

// outcome is the status code and the reason that a caller gets for an error.
type outcome struct {
	code   codes.Code
	reason crmstreamv1.ErrorReason
}

// outcomes is the only table from kinds to statuses. It has neither UNAUTHENTICATED nor PERMISSION_DENIED: these are about the
// credentials of the caller, and only refusals has them.
var outcomes = map[connectors.Kind]outcome{
	connectors.KindInvalidRequest:      {codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST},
	connectors.KindCredentialsRejected: {codes.FailedPrecondition, crmstreamv1.ErrorReason_ERROR_REASON_UPSTREAM_CREDENTIALS_REJECTED},
	connectors.KindForbidden:           {codes.FailedPrecondition, crmstreamv1.ErrorReason_ERROR_REASON_UPSTREAM_FORBIDDEN},
	connectors.KindMisconfigured:       {codes.FailedPrecondition, crmstreamv1.ErrorReason_ERROR_REASON_MISCONFIGURED},
	connectors.KindFilterIgnored:       {codes.FailedPrecondition, crmstreamv1.ErrorReason_ERROR_REASON_FILTER_IGNORED},
	connectors.KindNotFound:            {codes.NotFound, crmstreamv1.ErrorReason_ERROR_REASON_NOT_FOUND},
	connectors.KindCursorGone:          {codes.Aborted, crmstreamv1.ErrorReason_ERROR_REASON_CURSOR_GONE},
	connectors.KindInconsistent:        {codes.DataLoss, crmstreamv1.ErrorReason_ERROR_REASON_SCAN_INCOMPLETE},
	connectors.KindDataLost:            {codes.DataLoss, crmstreamv1.ErrorReason_ERROR_REASON_SCAN_INCOMPLETE},
	connectors.KindRateLimited:         {codes.ResourceExhausted, crmstreamv1.ErrorReason_ERROR_REASON_RATE_LIMITED},
	connectors.KindUnavailable:         {codes.Unavailable, crmstreamv1.ErrorReason_ERROR_REASON_UPSTREAM_UNAVAILABLE},
	connectors.KindMalformedResponse:   {codes.Internal, crmstreamv1.ErrorReason_ERROR_REASON_MALFORMED_RESPONSE},
	connectors.KindUnsupported:         {codes.Unimplemented, crmstreamv1.ErrorReason_ERROR_REASON_UNSUPPORTED},
	connectors.KindConflict:            {codes.Aborted, crmstreamv1.ErrorReason_ERROR_REASON_CONFLICT},
	connectors.KindRefused:             {codes.FailedPrecondition, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_REFUSED},
	connectors.KindNotApplied:          {codes.DataLoss, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_NOT_APPLIED},
}

// refusals is the table from the reasons for which a caller is refused to statuses.
var refusals = map[access.Reason]outcome{
	access.CredentialsRequired: {codes.Unauthenticated, crmstreamv1.ErrorReason_ERROR_REASON_CREDENTIALS_REQUIRED},
	access.CredentialsRejected: {codes.Unauthenticated, crmstreamv1.ErrorReason_ERROR_REASON_CREDENTIALS_REJECTED},
	access.CredentialExpired:   {codes.Unauthenticated, crmstreamv1.ErrorReason_ERROR_REASON_CREDENTIAL_EXPIRED},
	access.AccessDenied:        {codes.PermissionDenied, crmstreamv1.ErrorReason_ERROR_REASON_ACCESS_DENIED},
	access.CallerLimited:       {codes.ResourceExhausted, crmstreamv1.ErrorReason_ERROR_REASON_CALLER_LIMITED},
}

// failure is an error of a call, with its source and the resume token.
type failure struct {
	err    error
	source *source
	token  string
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// fail adds the source to an error.
func (src *source) fail(err error) *failure { return &failure{err: err, source: src} }

// sourceError is the error of a request for a source that is not configured, or that the caller may not see.
type sourceError struct {
	name, known string
	// callers reports whether other callers may see more sources.
	callers bool
}

// unknownSource returns the error of a source's name, with the names that the caller may know.
func unknownSource(ctx context.Context, name string, known []string) error {
	return &sourceError{name: name, known: strings.Join(known, ", "), callers: sessionOf(ctx) != nil}
}

func (e *sourceError) Error() string {
	switch {
	case !e.callers:
		return fmt.Sprintf("no source %q is configured: use one of %s", e.name, e.known)
	case e.known == "":
		return fmt.Sprintf("no source %q, or this caller may not see it; it sees none", e.name)
	default:
		return fmt.Sprintf("no source %q, or this caller may not see it; it sees %s", e.name, e.known)
	}
}

// tokenError returns the error of a token as an error of resume_token, or of the request field that differs.
func tokenError(err error) error {
	var mismatch *scan.MismatchError
	if errors.As(err, &mismatch) {
		switch mismatch.Field {
		case boundCaller:
			return scan.ErrToken // the error reveals nothing about other callers
		case boundAccount:
			return &connectors.Error{Kind: connectors.KindCursorGone, Field: "resume_token", Err: errors.New(
				"the source refers to another account than when the resume token was made: start the list again without it")}
		}
		field := mismatch.Field
		if field == "method" {
			field = "resume_token"
		}
		return connectors.Invalid(field, "%w", err)
	}
	return err
}

// toStatus returns the status of a handler's error, of a call whose cost a meter has counted. Nothing else builds one.
// Errors are texts of ours, yet some name records and requests, whose texts are anybody's: hide hides the secrets in them.
func toStatus(err error, cost *connectors.Meter, hide *redact.Redactor) error {
	if err == nil {
		return nil
	}
	if _, ok := status.FromError(err); ok && !errors.As(err, new(*access.Error)) {
		return err // gRPC's own error, such as that of a broken connection
	}
	o, message := classify(err)
	message = valid(hide.Text(message))
	info := &errdetails.ErrorInfo{
		Reason:   reasonOf(o.reason),
		Domain:   errorDomain,
		Metadata: map[string]string{},
	}
	details := []protoadapt.MessageV1{info}
	var f *failure
	if errors.As(err, &f) {
		info.Metadata["source"] = f.source.name
		info.Metadata["connector"] = f.source.driver.Name
		info.Metadata["upstream_requests"] = strconv.Itoa(cost.Requests())
		info.Metadata["shared_pages"] = strconv.Itoa(cost.Shared())
		if f.token != "" {
			info.Metadata["resume_token"] = f.token
		}
	}
	var ce *connectors.Error
	var mistakes connectors.Mistakes
	switch {
	case errors.As(err, &mistakes):
		info.Metadata["field"] = mistakes[0].Field
		details = append(details, violations(mistakes, hide))
	case errors.As(err, &ce):
		if ce.Field != "" {
			info.Metadata["field"] = ce.Field
		}
		details = append(details, connectorDetails(ce, f, hide)...)
	}
	details = append(details, writeDetails(err, info.Metadata)...)
	details = append(details, watchDetails(err, info.Metadata)...)
	var refused *access.Error
	if errors.As(err, &refused) && refused.RetryAfter > 0 {
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(refused.RetryAfter)})
	}
	if errors.As(err, new(*audit.Error)) || errors.As(err, new(*spool.Error)) {
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(diskAgain)})
	}
	st, detailErr := status.New(o.code, message).WithDetails(details...)
	if detailErr != nil {
		return status.Error(o.code, message)
	}
	return st.Err()
}

// classify returns the outcome of an error and its text for the caller. An error of an unknown kind gets a neutral text, since
// its own text may have internal details.
func classify(err error) (outcome, string) {
	var ce *connectors.Error
	var mistakes connectors.Mistakes
	var se *sourceError
	var refused *access.Error
	var full *spool.Error
	switch {
	case isWriteError(err):
		return classifyWrite(err)
	case errors.As(err, new(*audit.Error)):
		return outcome{codes.Unavailable, crmstreamv1.ErrorReason_ERROR_REASON_OVERLOADED},
			"the call cannot be recorded in the audit log, and is not served therefore: try again, or ask who runs the server"
	case errors.As(err, &full):
		return outcome{codes.Unavailable, crmstreamv1.ErrorReason_ERROR_REASON_OVERLOADED}, full.Text
	case isWatchError(err):
		return classifyWatch(err)
	case errors.Is(err, errSlowUpload):
		return outcome{codes.DeadlineExceeded, crmstreamv1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED}, errSlowUpload.Error()
	case errors.As(err, &refused):
		return refusals[refused.Reason], refused.Text
	case errors.Is(err, errNotServed):
		return outcome{codes.Unimplemented, crmstreamv1.ErrorReason_ERROR_REASON_UNSUPPORTED}, errNotServed.Error()
	case errors.Is(err, errStopping):
		return outcome{codes.Unavailable, crmstreamv1.ErrorReason_ERROR_REASON_SERVER_STOPPING}, errStopping.Error()
	case errors.Is(err, errRemoved):
		return outcome{codes.FailedPrecondition, crmstreamv1.ErrorReason_ERROR_REASON_SOURCE_REMOVED}, errRemoved.Error()
	case errors.Is(err, errSlowReader):
		return outcome{codes.Aborted, crmstreamv1.ErrorReason_ERROR_REASON_SLOW_READER}, errSlowReader.Error()
	case errors.Is(err, context.DeadlineExceeded):
		return outcome{codes.DeadlineExceeded, crmstreamv1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED},
			"the call's deadline came before its end: resume with the token, or ask for less"
	case errors.Is(err, context.Canceled):
		return outcome{codes.Canceled, crmstreamv1.ErrorReason_ERROR_REASON_CANCELLED}, "the call was cancelled"
	case errors.As(err, &mistakes):
		return outcomes[connectors.KindInvalidRequest], mistakes.Error()
	case errors.As(err, &ce):
		if o, ok := outcomes[ce.Kind]; ok {
			return o, ce.Error()
		}
	case errors.As(err, &se):
		return outcome{codes.NotFound, crmstreamv1.ErrorReason_ERROR_REASON_UNKNOWN_SOURCE}, se.Error()
	case errors.Is(err, scan.ErrToken):
		return outcome{codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_RESUME_TOKEN}, err.Error()
	}
	return outcome{codes.Internal, crmstreamv1.ErrorReason_ERROR_REASON_INTERNAL},
		"a fault of crmstream itself: please report it with the request id"
}

// diskAgain is the time after which the client may try a call again for which the disk had no room: for its line in the audit log,
// or for its files.
const diskAgain = 5 * time.Second

// reasonOf returns a reason in the form that errors have: without the prefix of the enum.
func reasonOf(reason crmstreamv1.ErrorReason) string {
	return strings.TrimPrefix(reason.String(), "ERROR_REASON_")
}

// valid returns the text with U+FFFD in place of bytes that no message can have. The text of an upstream may have any bytes.
func valid(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }

// connectorDetails returns the details of a connector's error, besides its ErrorInfo.
func connectorDetails(e *connectors.Error, f *failure, hide *redact.Redactor) []protoadapt.MessageV1 {
	var details []protoadapt.MessageV1
	if e.Kind == connectors.KindInvalidRequest && e.Field != "" && e.Err != nil {
		details = append(details, violations(connectors.Mistakes{e}, hide))
	}
	if e.RetryAfter > 0 {
		// Whole seconds, rounded up: a client that comes a moment too early would be refused again.
		wait := (e.RetryAfter + time.Second - 1).Truncate(time.Second)
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(wait)})
	}
	if e.Kind == connectors.KindRateLimited && f != nil {
		details = append(details, &errdetails.QuotaFailure{Violations: []*errdetails.QuotaFailure_Violation{{
			Subject: "source:" + f.source.name, Description: valid(hide.Text(e.Error())),
		}}})
	}
	return details
}

// violations returns the detail of mistakes, each with its field.
func violations(mistakes connectors.Mistakes, hide *redact.Redactor) *errdetails.BadRequest {
	detail := &errdetails.BadRequest{}
	for _, m := range mistakes {
		text := m.Kind.String()
		if m.Err != nil {
			text = m.Err.Error()
		}
		detail.FieldViolations = append(detail.FieldViolations, &errdetails.BadRequest_FieldViolation{Field: m.Field, Description: valid(hide.Text(text))})
	}
	return detail
}
