package server

import (
	"errors"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/changelog"
	"github.com/crmstream/crmstream/server/inbox"
)

// isWatchError reports whether an error is of what upstreams ask for.
func isWatchError(err error) bool {
	return errors.As(err, new(*notReceived)) || errors.As(err, new(*changelog.ExpiredError)) || errors.As(err, new(*changelog.UnavailableError)) ||
		errors.Is(err, changelog.ErrClosed) || errors.Is(err, changelog.ErrPosition) ||
		errors.As(err, new(*inbox.StatusError)) || errors.Is(err, inbox.ErrUnknownSMS)
}

// classifyWatch returns the outcome of such an error, and its text for the caller. The text of an error of a log may name files.
func classifyWatch(err error) (outcome, string) {
	var missing *notReceived
	var expired *changelog.ExpiredError
	var status *inbox.StatusError
	switch {
	case errors.As(err, &missing):
		return outcome{codes.FailedPrecondition, crmstreamv1.ErrorReason_ERROR_REASON_NOT_FOLLOWED}, missing.Error()
	case errors.As(err, &expired):
		return outcome{codes.OutOfRange, crmstreamv1.ErrorReason_ERROR_REASON_CHANGES_EXPIRED},
			"the watch cannot continue here: " + expired.Reason.String() +
				"; begin without a token (start OLDEST has what is kept), and read what was missed from lists"
	case errors.As(err, &status):
		return outcome{codes.Aborted, crmstreamv1.ErrorReason_ERROR_REASON_CONFLICT},
			"nothing was changed: " + status.Error() + ", and statuses move forward only"
	case errors.Is(err, inbox.ErrUnknownSMS):
		return outcome{codes.NotFound, crmstreamv1.ErrorReason_ERROR_REASON_NOT_FOUND}, "the source has no text message of this id, or does not keep it any more"
	case errors.Is(err, changelog.ErrPosition):
		return outcome{codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_RESUME_TOKEN}, "the resume token is damaged or from another server: begin without it"
	default:
		return outcome{codes.Unavailable, crmstreamv1.ErrorReason_ERROR_REASON_LOG_UNAVAILABLE},
			"the server cannot use what it keeps of the upstream's requests, since its disk is full or broken: try again, or ask who runs the server"
	}
}

// watchDetails adds what clients need of such an error to the metadata of its ErrorInfo, and returns further details.
func watchDetails(err error, metadata map[string]string) []protoadapt.MessageV1 {
	var expired *changelog.ExpiredError
	if errors.As(err, &expired) && !expired.Oldest.IsZero() {
		metadata["oldest_time"] = expired.Oldest.UTC().Format(time.RFC3339Nano)
	}
	if errors.As(err, new(*changelog.UnavailableError)) {
		return []protoadapt.MessageV1{&errdetails.RetryInfo{RetryDelay: durationpb.New(diskAgain)}}
	}
	return nil
}
