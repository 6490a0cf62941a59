package gateway_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

// TestErrorsNameFieldsAsAnswersDo checks that the request field at fault has its JSON name, before and within a list, in the
// details and where the message names it. What an error quotes and advises does not change.
func TestErrorsNameFieldsAsAnswersDo(t *testing.T) {
	for field, want := range map[string]string{
		"created_from": "createdFrom", "participant_group_ids[3]": "participantGroupIds[3]", "where": "where", "resume_token": "resumeToken",
	} {
		const advice = "cannot be \"a_b: c\": leave start_time out"
		refused, err := status.New(codes.InvalidArgument, "apro: purchaser/filter: "+field+": invalid request: "+advice).WithDetails(
			&errdetails.ErrorInfo{Reason: "INVALID_REQUEST", Domain: "crmstream", Metadata: map[string]string{"field": field, "upstream_requests": "0"}},
			&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{{Field: field, Description: advice}}},
		)
		require.NoError(t, err)
		srv := serve(t, func(*crmstreamv1.ListContactsRequest, contactsStream) error { return refused.Err() }, gateway.Options{})
		for _, format := range []string{"json", "ndjson"} {
			message, details := ask(t, srv, "GET", contacts+"?format="+format, "").requireError(t, 400, "INVALID_ARGUMENT")
			require.Equal(t, "apro: purchaser/filter: "+want+": invalid request: "+advice, message)
			require.Equal(t, map[string]any{"field": want, "upstream_requests": "0"}, details[0]["metadata"])
			require.Equal(t, want, violation(details))
			require.Equal(t, advice, details[1]["fieldViolations"].([]any)[0].(map[string]any)["description"])
		}
	}
}
