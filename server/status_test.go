package server

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/scan"
)

func TestEveryKindHasAnOutcome(t *testing.T) {
	for _, kind := range connectors.Kinds() {
		o, ok := outcomes[kind]
		require.True(t, ok, "kind %v lacks a row", kind)
		require.NotContains(t, []codes.Code{codes.OK, codes.Unknown, codes.Unauthenticated, codes.PermissionDenied}, o.code)
		require.Contains(t, crmstreamv1.ErrorReason_name, int32(o.reason))
	}
	require.Len(t, outcomes, len(connectors.Kinds()))
}

func TestStatusesCarryTheirDetails(t *testing.T) {
	src := &source{name: "main", driver: connectors.Driver{Name: "fake"}}
	limited := &connectors.Error{Kind: connectors.KindRateLimited, Connector: "fake", Op: "list", RetryAfter: 1500 * time.Millisecond}
	cost := &connectors.Meter{}
	for range 3 {
		cost.Sent()
	}
	cost.Took()
	st := status.Convert(toStatus(&failure{err: limited, source: src, token: "tok"}, cost, nil))
	require.Equal(t, codes.ResourceExhausted, st.Code())
	details := map[string]any{}
	for _, d := range st.Details() {
		details[fmt.Sprintf("%T", d)] = d
	}
	info := details["*errdetails.ErrorInfo"].(*errdetails.ErrorInfo)
	require.Equal(t, "RATE_LIMITED", info.GetReason())
	require.Equal(t, map[string]string{
		"source": "main", "connector": "fake", "upstream_requests": "3", "shared_pages": "1", "resume_token": "tok",
	}, info.GetMetadata())
	require.Equal(t, 2*time.Second, details["*errdetails.RetryInfo"].(*errdetails.RetryInfo).GetRetryDelay().AsDuration())
	require.Contains(t, details, "*errdetails.QuotaFailure")

	st = status.Convert(toStatus(src.fail(connectors.Invalid("created_from", "use a day")), cost, nil))
	require.Equal(t, codes.InvalidArgument, st.Code())
	require.Len(t, st.Details(), 2)
	violation := st.Details()[1].(*errdetails.BadRequest).GetFieldViolations()[0]
	require.Equal(t, "created_from", violation.GetField())
	require.Equal(t, "use a day", violation.GetDescription())
}

func TestOtherErrors(t *testing.T) {
	cases := map[error]codes.Code{
		errStopping: codes.Unavailable,
		fmt.Errorf("x: %w", context.DeadlineExceeded): codes.DeadlineExceeded,
		context.Canceled: codes.Canceled,
		unknownSource(t.Context(), "x", []string{"y"}): codes.NotFound,
		scan.ErrToken:                  codes.InvalidArgument,
		errors.New("password=hunter2"): codes.Internal,
	}
	for err, code := range cases {
		st := status.Convert(toStatus(err, &connectors.Meter{}, nil))
		require.Equal(t, code, st.Code(), err)
		require.NotContains(t, st.Message(), "hunter2")
	}
	require.NoError(t, toStatus(nil, &connectors.Meter{}, nil))
}
