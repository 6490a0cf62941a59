package apro_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/records"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// bookkeeper is a client of an emulator that writes invoices.
type bookkeeper struct {
	emulated
	server *sandbox.Server
}

// newBookkeeper returns a client in a dialect of a server in a dialect.
func newBookkeeper(t *testing.T, dialects [2]string, mode func(*sandbox.Settings)) bookkeeper {
	t.Helper()
	u := conformance.Upstream{Rows: 60}
	server := newServer(t, u, "", func(s *sandbox.Settings) {
		s.Dialect = dialects[1]
		if mode != nil {
			mode(s)
		}
	})
	client := newClient(t, u.Carry(server), func(s *apro.Settings) { s.Dialect = dialects[0] })
	look := func(ids ...string) proto.Message { return &crmstreamv1.BatchGetInvoicesRequest{Ids: ids} }
	return bookkeeper{emulated{kind: "invoice", client: client, look: look}, server}
}

// send sends rows, each of which needs the invoice before if its write says so.
func (b bookkeeper) send(t *testing.T, act connectors.Act, given ...givenRow) connectors.WriteAnswer {
	t.Helper()
	w := writeOf(t, b.client, "invoices", act)
	var rows []connectors.EncodedRow
	for _, g := range given {
		g.batch = len(given) > 1
		row := g.row(t, w)
		if w.NeedsBefore != nil && w.NeedsBefore(row) {
			row.Before = b.invoice(t, row.ID)
		}
		encoded, err := w.Encode(row, nil)
		require.NoError(t, err)
		rows = append(rows, encoded)
	}
	answer, err := w.Send(t.Context(), w.Join(rows), unrecorded)
	require.NoError(t, err)
	return answer
}

func (b bookkeeper) invoice(t *testing.T, id string) *crmstreamv1.Invoice {
	t.Helper()
	invoice := new(crmstreamv1.Invoice)
	b.find(t, id, invoice)
	return invoice
}

// requireShown requires an invoice to have the fields of one in JSON.
func (b bookkeeper) requireShown(t *testing.T, id, json string) {
	t.Helper()
	want := new(crmstreamv1.Invoice)
	require.NoError(t, protojson.Unmarshal([]byte(json), want))
	differences, _ := records.Differences(want.ProtoReflect(), b.invoice(t, id).ProtoReflect(), records.Set(want.ProtoReflect()))
	require.Empty(t, differences)
}

// update is a request to change an invoice.
func update(id, rest string) givenRow {
	return givenRow{request: fmt.Sprintf(`{"id":%q,%s}`, id, rest)}
}

// TestTheEmulatorShowsInvoices creates and changes invoices, by every operation that does so, in each dialect.
func TestTheEmulatorShowsInvoices(t *testing.T) {
	const whole = `{"createDate":"2026-01-31","contactId":"10007","contactCompanyId":"84","ownCompanyId":"3","vat":true,"dealId":"10007","stockGroupId":"199",
		"direction":"INVOICE_DIRECTION_IN","lines":[{"name":"Flat A & \"garage\" 😀","quantity":"1","price":"2850000.05"},{"name":"Survey","quantity":"0.5","price":"10"}]}`
	for _, dialects := range [][2]string{{"english", sandbox.English}, {"intrum", sandbox.Intrum}, {"both", sandbox.English}, {"both", sandbox.Intrum}} {
		t.Run(dialects[0]+" "+dialects[1], func(t *testing.T) {
			b := newBookkeeper(t, dialects, nil)
			ids := b.send(t, connectors.Create, givenRow{request: `{"invoice":` + whole + `}`}, newInvoice(`{"name":"x","quantity":"2","price":"5.5"}`)).IDs
			require.Len(t, ids, 2)
			b.requireShown(t, ids[0], whole)
			require.Equal(t, "2850005.05", b.invoice(t, ids[0]).GetAmount(), "exactly")
			b.requireShown(t, ids[1], `{"createDate":"2026-01-31","contactId":"10607","ownCompanyId":"2","amount":"11","lines":[{"name":"x","quantity":"2","price":"5.5"}]}`)

			contact := b.server.IDs(sandbox.ListContacts)[5]
			edit := `{"createDate":"2026-02-28","externalId":" A-1 ","contactId":"` + contact + `","vat":false,"direction":"INVOICE_DIRECTION_OUT","lines":[{"name":"y","quantity":"3","price":"1.10"}]}`
			require.Empty(t, b.send(t, connectors.Update, update(ids[0], `"cash":true,"invoice":`+edit)).Refused)
			b.requireShown(t, ids[0], edit)
			require.Empty(t, b.send(t, connectors.Update, update(ids[0], `"invoice":{"stockGroupId":"200"}`)).Refused)
			b.requireShown(t, ids[0], `{"stockGroupId":"200","externalId":"A-1","ownCompanyId":"3"}`)
			require.Empty(t, b.send(t, connectors.Update, update(ids[0], `"invoice":{"dealId":"8"}`), update(ids[1], `"invoice":{"stockGroupId":"201","vat":true}`)).Refused)
			b.requireShown(t, ids[0], `{"dealId":"8","stockGroupId":"200"}`)
			b.requireShown(t, ids[1], `{"stockGroupId":"201","vat":true,"lines":[{"name":"x","quantity":"2","price":"5.5"}]}`)

			cleared := update(ids[0], `"invoice":{}`)
			cleared.mask = []string{"contact_company_id", "deal_id", "external_id"}
			b.send(t, connectors.Update, cleared)
			after := b.invoice(t, ids[0])
			require.True(t, after.ContactCompanyId == nil && after.DealId == nil && after.GetExternalId() == "" && after.GetStockGroupId() == "200")
			cleared.mask = []string{"stock_group_id"}
			b.send(t, connectors.Update, cleared)
			require.Nil(t, b.invoice(t, ids[0]).StockGroupId)
			require.Equal(t, []string{
				"accounts/add", "accounts/add", "accounts/edit", "accounts/update", "accounts/update", "accounts/update", "accounts/edit", "accounts/update",
			}, ops(b.server.Executed()))
		})
	}
}

func ops(effects []sandbox.Effect) []string {
	var all []string
	for _, e := range effects {
		all = append(all, e.Op)
	}
	return all
}

// TestLinesAsTheyWereRead writes the lines of an invoice back, with one more.
func TestLinesAsTheyWereRead(t *testing.T) {
	b := newBookkeeper(t, [2]string{"both", sandbox.English}, nil)
	for _, id := range b.server.IDs(sandbox.ListInvoices)[:20] {
		invoice := b.invoice(t, id)
		was := proto.Clone(invoice).(*crmstreamv1.Invoice)
		invoice.Lines = append(invoice.Lines, &crmstreamv1.InvoiceLine{Name: proto.String("one more"), Quantity: proto.String("1"), Price: proto.String("0.01")})
		json, err := protojson.Marshal(&crmstreamv1.UpdateInvoiceRequest{Id: id, Invoice: invoice, UpdateMask: []string{"lines"}})
		require.NoError(t, err)
		require.Empty(t, b.send(t, connectors.Update, givenRow{request: string(json), mask: []string{"lines"}}).Refused)
		now := b.invoice(t, id)
		require.Len(t, now.GetLines(), len(was.GetLines())+1)
		for i, line := range was.GetLines() {
			require.Equal(t, []string{line.GetName(), line.GetQuantity(), line.GetPrice(), line.GetAmount()},
				[]string{now.GetLines()[i].GetName(), now.GetLines()[i].GetQuantity(), now.GetLines()[i].GetPrice(), now.GetLines()[i].GetAmount()})
		}
	}
}

// TestRefusedInvoices has rows refused beside others, in both forms of the answers.
func TestRefusedInvoices(t *testing.T) {
	for _, answers := range []string{sandbox.AnswerList, sandbox.AnswerKeys} {
		b := newBookkeeper(t, [2]string{"both", sandbox.English}, func(s *sandbox.Settings) { s.InvoiceAnswers = answers })
		good := newInvoice(`{"name":"x","quantity":"1","price":"5"}`)
		dear := newInvoice(`{"name":"x","quantity":"1","price":"99999999999999.00"}`) // more than the database holds
		answer := b.send(t, connectors.Create, good, good, good)
		require.Len(t, answer.IDs, 3)
		require.Empty(t, answer.Refused)
		answer = b.send(t, connectors.Create, good, dear, good)
		require.Len(t, b.server.Executed(), 5)
		require.Equal(t, []string{`1 lines: No valid objects (please specify "name", "count", "price")`}, refusedText(t, answer))
		require.Equal(t, []string{b.server.Executed()[3].ID, "", b.server.Executed()[4].ID}, answer.IDs)
		ids := answer.IDs
		answer = b.send(t, connectors.Update, update(ids[0], `"invoice":{"vat":true}`), update("999999", `"invoice":{"vat":true}`), update(ids[2], `"invoice":{"vat":true}`))
		require.Equal(t, []string{"1: Invoice not found or has no associated objects"}, refusedText(t, answer))
		require.Nil(t, answer.IDs)
		require.Equal(t, []string{"0: Contact does not exist"}, refusedText(t, b.send(t, connectors.Update, update(ids[0], `"invoice":{"contactId":"999999"}`))))
		require.Equal(t, []string{"0: Deal does not exist"}, refusedText(t, b.send(t, connectors.Update, update(ids[0], `"invoice":{"dealId":"999999"}`))))
		require.Equal(t, []string{"0: Invoice not found or has no associated objects"}, refusedText(t, b.send(t, connectors.Update, update("999999", `"invoice":{"vat":true}`))))
	}
}

// TestPaymentsOfInvoices pays twice, and then all that is due.
func TestPaymentsOfInvoices(t *testing.T) {
	b := newBookkeeper(t, [2]string{"both", sandbox.English}, nil)
	id := b.send(t, connectors.Create, newInvoice(`{"name":"x","quantity":"3","price":"100.10"}`)).IDs[0]
	paid := func(want string, status crmstreamv1.PaymentStatus) {
		t.Helper()
		invoice := b.invoice(t, id)
		require.Equal(t, want, invoice.GetPaidAmount())
		require.Equal(t, status, invoice.GetPaymentStatus())
	}
	pay := func(amount, before string) givenRow {
		return update(id, fmt.Sprintf(`"amount":%q,"expected":{"paidAmount":%q}`, amount, before))
	}
	require.Empty(t, b.send(t, connectors.Pay, pay("100", "0.00")).Refused)
	paid("100.00", crmstreamv1.PaymentStatus_PAYMENT_STATUS_PARTLY_PAID)
	require.Empty(t, b.send(t, connectors.Pay, pay("0.05", "100.00")).Refused)
	paid("100.05", crmstreamv1.PaymentStatus_PAYMENT_STATUS_PARTLY_PAID)
	require.Empty(t, b.send(t, connectors.Pay, givenRow{request: fmt.Sprintf(`{"id":%q}`, id)}).Refused)
	paid("300.30", crmstreamv1.PaymentStatus_PAYMENT_STATUS_PAID)
	require.Equal(t, []string{"accounts/add", "accounts/set_pay", "accounts/set_pay", "accounts/set_pay"}, ops(b.server.Executed()))
	w := writeOf(t, b.client, "invoices", connectors.Pay)
	row := givenRow{request: `{"id":"999999"}`, before: readInvoice}
	answer, err := w.Send(t.Context(), planned(t, w, row), unrecorded)
	require.NoError(t, err)
	require.Equal(t, []string{"0: Invoice not found or has no associated objects"}, refusedText(t, answer))
}

// TestManyInvoices fills requests to their bound.
func TestManyInvoices(t *testing.T) {
	b := newBookkeeper(t, [2]string{"both", sandbox.English}, nil)
	w := writeOf(t, b.client, "invoices", connectors.Create)
	given := newInvoice(`{"name":"x","quantity":"1","price":"5"}`)
	encoded, err := w.Encode(given.row(t, w), nil)
	require.NoError(t, err)
	n := w.MaxElements / encoded.Elements
	require.Equal(t, 100, n)
	answer := b.send(t, connectors.Create, slices.Repeat([]givenRow{given}, n)...)
	require.Len(t, answer.IDs, n)
	require.Len(t, b.server.Executed(), n)
}
