package main

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// guess is an upstream that does otherwise than the connector assumes, and a write that meets it. says returns what a client is told, as
// far as it is not that all is as it was sent; "" is silence.
type guess struct {
	settings string
	says     func(t *testing.T, conn *grpc.ClientConn) string
}

// guesses are the assumptions about writes of APRO, each the other way.
func guesses() map[string]guess {
	return map[string]guess{
		"ids in another order":  {`{"inserted_order":"reversed"}`, createdInOrder},
		"an id is missing":      {`{"inserted_failures":"missing"}`, createdTogether},
		"an id is 0":            {`{"inserted_failures":"zero"}`, createdTogether},
		"an id is null":         {`{"inserted_failures":"null"}`, createdTogether},
		"BAD_PARAMS afterwards": {`{"bad_params_after_insert":true}`, refusedInPart},
		"lists are merged":      {`{"contact_lists":"merge"}`, replacedPhones},
		"a parameter is lost":   {`{"ignored_writes":["surname"]}`, createdWithoutName},
		"another dialect":       {`{"dialect":"intrum"}`, createdPatronymic},
		"no activity":           {`{"touches_activity":false}`, updated},
	}
}

// TestGuessesTheOtherWay has the upstream do otherwise than is assumed: a client is told, or finds all as it was sent (W7).
func TestGuessesTheOtherWay(t *testing.T) {
	silent, told := 0, 0
	all := guesses()
	maps.Copy(all, otherGuesses())
	for name, g := range all {
		t.Run(name, func(t *testing.T) {
			said := g.says(t, startWith(t, map[string]string{"apro": g.settings}).conn)
			t.Log(said)
			if said == "" {
				silent++
				t.Errorf("nothing is said")
			}
			told++
		})
	}
	check.AtMost(t, "writes_guesses_silent", float64(silent), 0)
	check.AtLeast(t, "writes_guesses", float64(told), 21)
}

func named(name string) *crmstreamv1.CreateContactRequest {
	return &crmstreamv1.CreateContactRequest{Contact: &crmstreamv1.Contact{LastName: proto.String(name)}}
}

// batchOf creates contacts in one upstream request.
func batchOf(t *testing.T, conn *grpc.ClientConn, contacts ...*crmstreamv1.CreateContactRequest) (*crmstreamv1.BatchCreateContactsResponse, error) {
	t.Helper()
	return crmstreamv1.NewContactsServiceClient(conn).BatchCreateContacts(t.Context(), &crmstreamv1.BatchCreateContactsRequest{
		Source: "apro", RequestId: "guess", Requests: contacts,
	})
}

// createdInOrder requires that each row has the id of its own record.
func createdInOrder(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	resp, err := batchOf(t, conn, named("First"), named("Second"))
	require.NoError(t, err)
	for i, name := range []string{"First", "Second"} {
		got, err := crmstreamv1.NewContactsServiceClient(conn).GetContact(t.Context(), &crmstreamv1.GetContactRequest{Source: "apro", Id: resp.GetResults()[i].GetId()})
		require.NoError(t, err)
		require.Equal(t, name, got.GetContact().GetLastName())
	}
	return "put right: " + resp.GetReceipt().GetProof().String()
}

// createdTogether returns what the row without an id is.
func createdTogether(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	wrong := named("Second")
	wrong.Contact.OwnerId = proto.String("999999")
	resp, err := batchOf(t, conn, named("First"), wrong, named("Third"))
	require.NoError(t, err)
	for _, result := range resp.GetResults() {
		if result.GetState() == crmstreamv1.WriteState_WRITE_STATE_UNKNOWN {
			return result.GetReason().String()
		}
	}
	return ""
}

// refusedInPart has a row that the upstream refuses after it has stored the rows before.
func refusedInPart(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	wrong := named("Second")
	wrong.Contact.OwnerId = proto.String("999999")
	resp, err := batchOf(t, conn, named("First"), wrong)
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, resp.GetResults()[0].GetState())
	return resp.GetResults()[0].GetReason().String()
}

// replacedPhones replaces a list of one telephone number by another.
func replacedPhones(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	client := crmstreamv1.NewContactsServiceClient(conn)
	first := named("Phones")
	first.Source, first.RequestId, first.Contact.Phones = "apro", "phones", []*crmstreamv1.Phone{{Number: proto.String("+441")}}
	created, err := client.CreateContact(t.Context(), first)
	require.NoError(t, err)
	resp, err := client.UpdateContact(t.Context(), &crmstreamv1.UpdateContactRequest{
		Source: "apro", Id: created.GetContact().GetId(), Contact: &crmstreamv1.Contact{Phones: []*crmstreamv1.Phone{{Number: proto.String("+442")}}},
	})
	return saidOf(t, resp.GetReceipt(), err)
}

func createdWithoutName(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	req := named("Lost")
	req.Source, req.RequestId, req.Contact.FirstName = "apro", "lost", proto.String("Mary")
	resp, err := crmstreamv1.NewContactsServiceClient(conn).CreateContact(t.Context(), req)
	return saidOf(t, resp.GetReceipt(), err)
}

// createdPatronymic creates a contact with a field that the dialects spell otherwise: both spellings are sent while none was seen.
func createdPatronymic(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	req := named("Dialect")
	req.Source, req.RequestId, req.Contact.Patronymic = "apro", "dialect", proto.String("Ann")
	resp, err := crmstreamv1.NewContactsServiceClient(conn).CreateContact(t.Context(), req)
	require.NoError(t, err)
	require.Equal(t, "Ann", resp.GetContact().GetPatronymic())
	return "as it was sent: " + saidOrShown(resp.GetReceipt())
}

func updated(t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	client := crmstreamv1.NewContactsServiceClient(conn)
	first := named("Before")
	first.Source, first.RequestId = "apro", "activity"
	created, err := client.CreateContact(t.Context(), first)
	require.NoError(t, err)
	resp, err := client.UpdateContact(t.Context(), &crmstreamv1.UpdateContactRequest{
		Source: "apro", Id: created.GetContact().GetId(), Contact: &crmstreamv1.Contact{LastName: proto.String("After")}, Expected: &crmstreamv1.Contact{LastName: proto.String("Before")},
	})
	require.NoError(t, err)
	require.Equal(t, "After", resp.GetContact().GetLastName())
	return "as it was sent: " + saidOrShown(resp.GetReceipt())
}

// saidOf returns a difference or an error, "" if the receipt says that all is as it was sent.
func saidOf(t *testing.T, receipt *crmstreamv1.WriteReceipt, err error) string {
	t.Helper()
	if err != nil {
		require.Equal(t, codes.DataLoss, status.Code(err))
		return err.Error()
	}
	if len(receipt.GetDifferences()) == 0 {
		return ""
	}
	return receipt.GetProof().String() + " " + receipt.GetDifferences()[0].GetField()
}

func saidOrShown(receipt *crmstreamv1.WriteReceipt) string { return receipt.GetProof().String() }
