package main

import (
	"context"
	"fmt"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// reasonOf returns the reason of a failed call, unspecified if the error is not from crmstream (a broken connection, for
// example).
func reasonOf(err error) crmstreamv1.ErrorReason {
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok && info.GetDomain() == "crmstream" {
			return crmstreamv1.ErrorReason(crmstreamv1.ErrorReason_value["ERROR_REASON_"+info.GetReason()])
		}
	}
	return crmstreamv1.ErrorReason_ERROR_REASON_UNSPECIFIED
}

// checkUnknownSource asks a list for a source that is not configured and checks the reason.
func checkUnknownSource[M message, R record](ctx context.Context, l list[M, R]) error {
	err := readOn(ctx, l, &position{}, 0, func(R) {})
	switch reason := reasonOf(err); reason {
	case crmstreamv1.ErrorReason_ERROR_REASON_UNKNOWN_SOURCE:
		fmt.Printf("%s: refused as it should be: %s\n", l.name, status.Convert(err).Message())
		return nil
	default:
		return fmt.Errorf("%s: want an error with reason UNKNOWN_SOURCE, got %s: %w", l.name, reason, err)
	}
}
