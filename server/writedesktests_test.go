package server

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/writes"
)

// invoiceOf returns a request for an invoice of a contact, "" for none.
func invoiceOf(contact string) *crmstreamv1.CreateInvoiceRequest {
	invoice := &crmstreamv1.Invoice{CreateDate: proto.String("2026-11-30"), Lines: []*crmstreamv1.InvoiceLine{{Name: proto.String("Chair"), Price: proto.String("10.00")}}}
	if contact != "" {
		invoice.ContactId = proto.String(contact)
	}
	return &crmstreamv1.CreateInvoiceRequest{Invoice: invoice}
}

// TestRowsAreRefusedOneByOne checks that each row of a batch has the outcome that the upstream gave it, also after a restart.
func TestRowsAreRefusedOneByOne(t *testing.T) {
	d := newDesk()
	r := writeToDesk(t, d)
	invoices := func() crmstreamv1.InvoicesServiceClient { return crmstreamv1.NewInvoicesServiceClient(r.conn) }
	req := &crmstreamv1.BatchCreateInvoicesRequest{
		Source: "main", RequestId: "b", Proof: crmstreamv1.WriteProof_WRITE_PROOF_STRICT,
		Requests: []*crmstreamv1.CreateInvoiceRequest{invoiceOf("1"), invoiceOf(""), invoiceOf("3"), invoiceOf("")},
	}
	d.look = func() error { // the proof fails, so that the answer is made by a replay
		return &connectors.Error{Kind: connectors.KindUnavailable, Connector: "desk", Err: deskBroken()}
	}
	unproved, err := invoices().BatchCreateInvoices(t.Context(), req)
	require.NoError(t, err)
	require.Equal(t, []string{
		"EXECUTED 2 WRITE_NOT_APPLIED", "NOT_EXECUTED INVALID_REQUEST", "EXECUTED 3 WRITE_NOT_APPLIED", "NOT_EXECUTED INVALID_REQUEST",
	}, outcomesOf(unproved.GetResults()))
	require.Equal(t, []string{"EXECUTED 2", "NOT_EXECUTED INVALID_REQUEST", "EXECUTED 3"}, outcomesOf(r.write("b").GetResults()), "without an answer")
	d.look = nil
	r.restart()
	for range 2 {
		got, err := invoices().BatchCreateInvoices(t.Context(), req)
		require.NoError(t, err)
		require.Equal(t, []string{"EXECUTED 2", "NOT_EXECUTED INVALID_REQUEST", "EXECUTED 3", "NOT_EXECUTED INVALID_REQUEST"}, outcomesOf(got.GetResults()))
		require.Equal(t, "requests[1].invoice.contact_id", got.GetResults()[1].GetField())
		require.Contains(t, got.GetResults()[3].GetMessage(), "no contact")
		require.Equal(t, int32(3), got.GetResults()[3].GetIndex())
		require.Len(t, got.GetInvoices(), 2)
		require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK, got.GetReceipt().GetProof(), "a line shows its own id and amount besides what was sent")
	}
	// The fourth row is a request of its own, which was refused as a whole: it is sent anew by each call.
	require.Len(t, d.invoices, 3)

	_, err = invoices().BatchCreateInvoices(t.Context(), &crmstreamv1.BatchCreateInvoicesRequest{
		Source: "main", RequestId: "c", Requests: []*crmstreamv1.CreateInvoiceRequest{invoiceOf(""), invoiceOf("")},
	})
	fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")
	require.ErrorContains(t, err, "requests[0].invoice.contact_id")
	require.ErrorContains(t, err, "requests[1].invoice.contact_id")
	r.noRow("c")
	one := invoiceOf("")
	one.Source, one.RequestId = "main", "d"
	_, err = invoices().CreateInvoice(t.Context(), one)
	fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")
}

// TestRefusedUpdatesNameTheirRecords checks that the results of a batch have the ids of all records that were to be changed.
func TestRefusedUpdatesNameTheirRecords(t *testing.T) {
	r := writeToDesk(t, newDesk())
	of := func(id string) *crmstreamv1.UpdateInvoiceRequest {
		return &crmstreamv1.UpdateInvoiceRequest{Id: id, Invoice: &crmstreamv1.Invoice{ExternalId: proto.String("A")}}
	}
	for range 2 {
		got, err := crmstreamv1.NewInvoicesServiceClient(r.conn).BatchUpdateInvoices(t.Context(), &crmstreamv1.BatchUpdateInvoicesRequest{
			Source: "main", RequestId: "u", Requests: []*crmstreamv1.UpdateInvoiceRequest{of("8"), of("1"), of("9")},
		})
		require.NoError(t, err)
		require.Equal(t, []string{"NOT_EXECUTED 8 WRITE_REFUSED", "EXECUTED 1", "NOT_EXECUTED 9 WRITE_REFUSED"}, outcomesOf(got.GetResults()))
		require.Equal(t, []int32{0, 1, 2}, []int32{got.GetResults()[0].GetIndex(), got.GetResults()[1].GetIndex(), got.GetResults()[2].GetIndex()})
	}
	require.Equal(t, []string{"1"}, r.write("u").GetIds())
}

func TestRecordsThatNothingReads(t *testing.T) {
	d := newDesk()
	r := writeToDesk(t, d)
	dialogs := crmstreamv1.NewDialogsServiceClient(r.conn)
	dialog := &crmstreamv1.CreateDialogRequest{
		Source: "main", RequestId: "a", Dialog: &crmstreamv1.Dialog{ContactId: proto.String("3"), TypeName: proto.String("Shop"), UserIds: []string{"1"}},
	}
	got, err := dialogs.CreateDialog(t.Context(), dialog)
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_UNAVAILABLE, got.GetReceipt().GetProof())
	require.Len(t, got.GetDialog().GetId(), 32)
	require.Equal(t, []string{"3", "8", "Shop"}, []string{got.GetDialog().GetContactId(), got.GetDialog().GetTypeId(), got.GetDialog().GetTypeName()})
	require.Zero(t, d.read)
	r.restart()
	again, err := crmstreamv1.NewDialogsServiceClient(r.conn).CreateDialog(t.Context(), dialog)
	require.NoError(t, err)
	require.True(t, again.GetReceipt().GetReplayed())
	require.True(t, proto.Equal(got.GetDialog(), again.GetDialog()), "the key is lost")

	strict := proto.CloneOf(dialog)
	strict.RequestId, strict.Proof = "b", crmstreamv1.WriteProof_WRITE_PROOF_STRICT
	_, err = crmstreamv1.NewDialogsServiceClient(r.conn).CreateDialog(t.Context(), strict)
	fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")
	require.ErrorContains(t, err, "proof")

	calls := crmstreamv1.NewCallsServiceClient(r.conn)
	imported, err := calls.ImportCall(t.Context(), &crmstreamv1.ImportCallRequest{
		Source: "main", RequestId: "c", Call: &crmstreamv1.ImportedCall{FromPhone: proto.String("1"), CallerId: proto.String("7")},
	})
	require.NoError(t, err)
	require.Equal(t, idOfRow(writes.Key{Source: "main", RequestID: "c"}, 0), imported.GetCall().GetId(), "the id is made of the request id")
	require.Equal(t, "7", imported.GetCall().GetCallerId())
	require.Equal(t, "NOT_COUNTED", imported.GetNotices()[0].GetCode())
	own := "0123456789abcdef0123456789abcdef"
	batch, err := calls.BatchImportCalls(t.Context(), &crmstreamv1.BatchImportCallsRequest{Source: "main", RequestId: "d", Requests: []*crmstreamv1.ImportCallRequest{
		{Call: &crmstreamv1.ImportedCall{Id: own}}, {Call: &crmstreamv1.ImportedCall{FromPhone: proto.String("2")}},
	}})
	require.NoError(t, err)
	require.Equal(t, []string{"EXECUTED " + own, "EXECUTED " + idOfRow(writes.Key{Source: "main", RequestID: "d"}, 1)}, outcomesOf(batch.GetResults()))
	_, err = calls.BatchImportCalls(t.Context(), &crmstreamv1.BatchImportCallsRequest{Source: "main", RequestId: "e", Requests: []*crmstreamv1.ImportCallRequest{
		{Call: &crmstreamv1.ImportedCall{Id: own}}, {Call: &crmstreamv1.ImportedCall{Id: own}},
	}})
	fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")
}

// TestCandidatesInAnotherList checks that the records that may be those of a write are searched where they are shown.
func TestCandidatesInAnotherList(t *testing.T) {
	d := newDesk()
	start := timestamppb.New(time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC))
	d.calls = []*crmstreamv1.Call{
		{Id: "90", FromPhone: proto.String("1"), StartTime: start}, {Id: "91", FromPhone: proto.String("2"), StartTime: start},
	}
	d.meet = func(string) (bool, error) { return true, deskBroken() }
	r := writeToDesk(t, d, func(o *Options, _ *SourceConfig) { o.Writes.Gate.SettleAfter = 2 * time.Hour })
	_, err := crmstreamv1.NewCallsServiceClient(r.conn).ImportCall(t.Context(), &crmstreamv1.ImportCallRequest{
		Source: "main", RequestId: "a", Call: &crmstreamv1.ImportedCall{FromPhone: proto.String("2"), StartTime: start, CallerId: proto.String("5")},
	})
	fails(t, err, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
	_, err = r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{Source: "main", RequestId: "a"})
	fails(t, err, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
	require.ElementsMatch(t, []string{"91", "102"}, r.write("a").GetCandidateIds())
}

// TestKeptListsAreForgotten checks that a kept list is read again after a write to it.
func TestKeptListsAreForgotten(t *testing.T) {
	d := newDesk()
	r := writeToDesk(t, d)
	dialogs := crmstreamv1.NewDialogsServiceClient(r.conn)
	names := func() []string {
		stream, err := dialogs.ListDialogTypes(t.Context(), &crmstreamv1.ListDialogTypesRequest{Source: "main"})
		require.NoError(t, err)
		var all []string
		for {
			m, err := stream.Recv()
			if err != nil {
				return all
			}
			for _, one := range m.GetDialogTypes() {
				all = append(all, one.GetName())
			}
		}
	}
	require.Equal(t, []string{"Chat"}, names())
	change := &crmstreamv1.UpdateDialogTypeRequest{Source: "main", Id: "7", DialogType: &crmstreamv1.DialogType{Name: proto.String("Help")}}
	got, err := dialogs.UpdateDialogType(t.Context(), change)
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_SKIPPED, got.GetReceipt().GetProof())
	require.Equal(t, int32(1), got.GetUpstreamRequests())
	require.Equal(t, []string{"Help"}, names())
	require.Equal(t, 2, d.read)

	change.Proof, change.DialogType.Name = crmstreamv1.WriteProof_WRITE_PROOF_STRICT, proto.String("Line")
	got, err = dialogs.UpdateDialogType(t.Context(), change)
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK, got.GetReceipt().GetProof())
	require.Equal(t, int32(2), got.GetUpstreamRequests())
	require.Equal(t, "Line", got.GetDialogType().GetName())
	require.Equal(t, []string{"Line"}, names())
}

func TestEventsAreProvedByTheAnswerOrAReading(t *testing.T) {
	d := newDesk()
	r := writeToDesk(t, d)
	events := crmstreamv1.NewCalendarServiceClient(r.conn)
	change := &crmstreamv1.UpdateCalendarEventRequest{Source: "main", Id: "5", CalendarEvent: &crmstreamv1.CalendarEvent{Title: proto.String("Plan")}}
	got, err := events.UpdateCalendarEvent(t.Context(), change)
	require.NoError(t, err)
	require.Equal(t, "PROOF_RESULT_ANSWER 1", got.GetReceipt().GetProof().String()+" "+strconv.Itoa(int(got.GetUpstreamRequests())))
	change.CalendarEvent.Participants = []*crmstreamv1.CalendarParticipant{{UserId: "4"}}
	got, err = events.UpdateCalendarEvent(t.Context(), change)
	require.NoError(t, err)
	require.Equal(t, "PROOF_RESULT_READ_BACK 2", got.GetReceipt().GetProof().String()+" "+strconv.Itoa(int(got.GetUpstreamRequests())))

	d.events["5"].Deleted = true
	back, err := events.UndeleteCalendarEvent(t.Context(), &crmstreamv1.UndeleteCalendarEventRequest{Source: "main", Id: "5", RequestId: "u"})
	require.NoError(t, err)
	require.Equal(t, "PROOF_RESULT_READ_BACK", back.GetReceipt().GetProof().String())
	require.False(t, back.GetCalendarEvent().GetDeleted())
	d.meet = func(string) (bool, error) { return false, nil }
	d.events["5"].Deleted = true
	_, err = events.UndeleteCalendarEvent(t.Context(), &crmstreamv1.UndeleteCalendarEventRequest{Source: "main", Id: "5"})
	fails(t, err, codes.DataLoss, "WRITE_NOT_APPLIED")
}
