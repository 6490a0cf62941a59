package gateway_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

// TestMapsOfTexts checks maps that have texts, unlike custom fields.
func TestMapsOfTexts(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	got := ask(t, srv, http.MethodPost, apro+"forms:submit", `{"formType":3,"contactFields":{"name":"Ann","phone":441234,"email":null},"activityCustomFields":{"25":"a"}}`,
		jsonType, "Idempotency-Key: f")
	require.Equal(t, http.StatusOK, got.status, got.body)
	_, req := rec.take()
	requireProto(t, &crmstreamv1.SubmitFormRequest{Source: "apro", RequestId: "f", Submission: &crmstreamv1.FormSubmission{
		FormType: proto.String("3"), ContactFields: map[string]string{"name": "Ann", "phone": "441234"}, ActivityCustomFields: map[string]string{"25": "a"},
	}}, req)
	for body, field := range map[string]string{
		`{"contactFields":{"name":{"text":"Ann"}}}`: "submission.contactFields.name",
		`{"contactFields":{"name":true}}`:           "submission.contactFields.name",
		`{"contactFields":{"name":["Ann"]}}`:        "submission.contactFields.name",
		`{"contactFields":{"name":1e3}}`:            "submission.contactFields.name",
		`{"contactFields":{"a":"1","a":"2"}}`:       "submission.contactFields.a",
		`{"contactFields":["Ann"]}`:                 "submission.contactFields",
		`{"contactFields":"Ann"}`:                   "submission.contactFields",
		`{"host":{"name":"Ann"}}`:                   "submission.host",
	} {
		_, details := ask(t, srv, http.MethodPost, apro+"forms:submit", body, jsonType, "Idempotency-Key: f").requireError(t, 400, "INVALID_ARGUMENT")
		require.Equal(t, field, violation(details), body)
	}
}
