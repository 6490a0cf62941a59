package main

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// otherGuesses are the assumptions about invoices, calls, events and text messages, each the other way.
func otherGuesses() map[string]guess {
	return map[string]guess{
		"an amount replaces":          {`{"set_pay":"replace"}`, paidTwice},
		"an amount is lost":           {`{"ignored_writes":["pay"]}`, paidTwice},
		"lines are merged":            {`{"invoice_lines":"merge"}`, replacedLines},
		"answers by the rows' keys":   {`{"invoice_answers":"keys"}`, invoicedTogether},
		"lines are lost":              {`{"ignored_writes":["product"]}`, invoicedTogether},
		"calls answer in an envelope": {`{"call_envelope":"enveloped"}`, importedTwice},
		"calls answer as 2.9":         {`{"call_answers":"v2.9"}`, importedTwice},
		"calls are refused again":     {`{"import_repeat":"refuse"}`, importedTwice},
		"a title is lost":             {`{"ignored_writes":["title"]}`, eventPlanned},
		"an hour of another zone":     {`{"event_zone":"moscow"}`, eventPlanned},
		"another action":              {`{"sms_action":"smsRecieved"}`, reported},
		"a number it does not have":   {`{"sms_numbers":["999"]}`, reported},
	}
}

// someInvoice returns an invoice of which nothing was paid.
func someInvoice(t *testing.T, conn *grpc.ClientConn) *crmstreamv1.Invoice {
	t.Helper()
	stream, err := crmstreamv1.NewInvoicesServiceClient(conn).ListInvoices(t.Context(), &crmstreamv1.ListInvoicesRequest{
		Source: "apro", PaymentStatus: crmstreamv1.PaymentStatus_PAYMENT_STATUS_NOT_PAID,
	})
	require.NoError(t, err)
	m, err := stream.Recv()
	require.NoError(t, err)
	for len(m.GetInvoices()) == 0 {
		m, err = stream.Recv()
		require.NoError(t, err)
	}
	return m.GetInvoices()[0]
}

// paidTwice pays two amounts of an invoice.
func paidTwice(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	id, said := someInvoice(t, conn).GetId(), ""
	for i, paid := range []string{"0", "10.00"} {
		resp, err := crmstreamv1.NewInvoicesServiceClient(conn).SetInvoicePayment(t.Context(), &crmstreamv1.SetInvoicePaymentRequest{
			Source: "apro", Id: id, RequestId: "pay" + paid, Amount: proto.String([]string{"10.00", "2.50"}[i]), Expected: &crmstreamv1.Invoice{PaidAmount: proto.String(paid)},
		})
		if status.Code(err) == codes.Aborted {
			return said + " " + err.Error()
		}
		said += saidOf(t, resp.GetReceipt(), err)
	}
	return said
}

// replacedLines gives an invoice other lines.
func replacedLines(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	resp, err := crmstreamv1.NewInvoicesServiceClient(conn).UpdateInvoice(t.Context(), &crmstreamv1.UpdateInvoiceRequest{
		Source: "apro", Id: someInvoice(t, conn).GetId(),
		Invoice: &crmstreamv1.Invoice{Lines: []*crmstreamv1.InvoiceLine{{Name: proto.String("Lamp"), Quantity: proto.String("1"), Price: proto.String("3.00")}}},
	})
	return saidOf(t, resp.GetReceipt(), err)
}

// invoicedTogether creates two invoices in one upstream request.
func invoicedTogether(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	of := func(price string) *crmstreamv1.CreateInvoiceRequest {
		return &crmstreamv1.CreateInvoiceRequest{Invoice: &crmstreamv1.Invoice{
			CreateDate: proto.String("2026-11-30"), ContactId: proto.String("10607"), OwnCompanyId: proto.String("1"),
			Lines: []*crmstreamv1.InvoiceLine{{Name: proto.String("Lamp"), Quantity: proto.String("1"), Price: proto.String(price)}},
		}}
	}
	resp, err := crmstreamv1.NewInvoicesServiceClient(conn).BatchCreateInvoices(t.Context(), &crmstreamv1.BatchCreateInvoicesRequest{
		Source: "apro", RequestId: "guess", Requests: []*crmstreamv1.CreateInvoiceRequest{of("3.00"), of("4.00")},
	})
	if err != nil {
		return err.Error()
	}
	require.Len(t, resp.GetInvoices(), 2)
	require.Equal(t, "4.00", resp.GetInvoices()[1].GetAmount())
	return "as it was sent: " + saidOrShown(resp.GetReceipt())
}

// importedTwice imports a call by two requests.
func importedTwice(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	said := ""
	for _, request := range []string{"call-1", "call-2"} {
		resp, err := crmstreamv1.NewCallsServiceClient(conn).ImportCall(t.Context(), &crmstreamv1.ImportCallRequest{
			Source: "apro", RequestId: request, Call: &crmstreamv1.ImportedCall{
				Id: strings.Repeat("a", 32), StartTime: timestamppb.New(time.Now().Truncate(time.Second)), Direction: crmstreamv1.CallDirection_CALL_DIRECTION_IN,
			},
		})
		if err != nil {
			return err.Error()
		}
		said += resp.GetReceipt().GetState().String() + " " + saidOrShown(resp.GetReceipt()) + " "
	}
	return said
}

// eventPlanned creates an event.
func eventPlanned(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	start := timestamppb.New(time.Now().Truncate(time.Hour))
	resp, err := crmstreamv1.NewCalendarServiceClient(conn).CreateCalendarEvent(t.Context(), &crmstreamv1.CreateCalendarEventRequest{
		Source: "apro", RequestId: "event", CalendarEvent: &crmstreamv1.CalendarEvent{Title: proto.String("Review"), StartTime: start},
	})
	if err != nil {
		return err.Error()
	}
	if len(resp.GetReceipt().GetDifferences()) > 0 {
		return saidOf(t, resp.GetReceipt(), nil)
	}
	require.True(t, proto.Equal(start, resp.GetCalendarEvent().GetStartTime()))
	require.Equal(t, "Review", resp.GetCalendarEvent().GetTitle())
	return "as it was sent: " + saidOrShown(resp.GetReceipt())
}

// reported reports a text message.
func reported(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	_, err := crmstreamv1.NewSmsServiceClient(conn).ReportIncomingSms(t.Context(), &crmstreamv1.ReportIncomingSmsRequest{
		Source: "apro", RequestId: "sms",
		Sms: &crmstreamv1.IncomingSms{Id: "7", Sender: proto.String("54321"), Destination: proto.String("12345"), Message: proto.String("Hi"), PartCount: proto.Int32(1)},
	})
	if err != nil {
		return err.Error()
	}
	return ""
}
