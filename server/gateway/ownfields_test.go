package gateway_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

// TestEmptyValuesOfTheMethod are refused: without an amount, which a template with an empty variable sends, all that is due would be paid.
func TestEmptyValuesOfTheMethod(t *testing.T) {
	rec, srv := serveWrites(t, gateway.Options{})
	for body, field := range map[string]string{
		`{"amount":""}`:   "amount",
		`{"amount":null}`: "amount",
	} {
		_, details := ask(t, srv, http.MethodPost, apro+"invoices/7:setPayment", body, jsonType).requireError(t, 400, "INVALID_ARGUMENT")
		require.Equal(t, field, violation(details), body)
	}
	_, details := ask(t, srv, http.MethodPost, apro+"invoices/7:update", `{"cash":null,"invoice":{"vat":true}}`, jsonType).requireError(t, 400, "INVALID_ARGUMENT")
	require.Equal(t, "cash", violation(details))
	_, details = ask(t, srv, http.MethodPost, apro+"invoices:batchUpdate", `{"requests":[{"id":"7","cash":null,"invoice":{"vat":true}}]}`, jsonType).
		requireError(t, 400, "INVALID_ARGUMENT")
	require.Equal(t, "requests[0].cash", violation(details))

	require.Equal(t, http.StatusOK, ask(t, srv, http.MethodPost, apro+"invoices/7:setPayment", `{"expected":null,"requestId":null}`, jsonType).status)
	_, req := rec.take()
	requireProto(t, &crmstreamv1.SetInvoicePaymentRequest{Source: "apro", Id: "7"}, req)
	require.Equal(t, http.StatusOK, ask(t, srv, http.MethodPost, apro+"invoices/7:update", `{"cash":false}`, jsonType).status)
	_, req = rec.take()
	requireProto(t, &crmstreamv1.UpdateInvoiceRequest{Source: "apro", Id: "7", Cash: proto.Bool(false)}, req)
}
