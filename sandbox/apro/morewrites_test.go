package apro

import (
	"encoding/json"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestInvoicesAndCallsWhileOthersRead writes and reads at once, under the race detector.
func TestInvoicesAndCallsWhileOthersRead(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.Churn, s.ImportRepeat = 1, Double })
	var wg sync.WaitGroup
	const times = 25
	for range 2 {
		wg.Go(func() {
			for range times {
				post(t, srv, opInvoiceAdd, invoiceRow("0")...)
				id := srv.IDs(ListInvoices)[3]
				post(t, srv, opInvoiceEdit, "bill_id", id, "date_create", "2018-01-01", "product[0][name]", "Ink")
				post(t, srv, opInvoicePayment, "id", id)
				post(t, srv, opCallImport, call()...)
				post(t, srv, opCallUpdate, "uniqueId", pageID, "url", "new")
				sendParts(t, srv, opUpload, "params[object]", "", "stock", "upload", "a.jpg", "x")
			}
		})
		wg.Go(func() {
			for range times {
				list(t, srv, opInvoices, "search", "e", "order", "b.date_create", "date_start", "2015-01-01", "pay_status", "full")
				post(t, srv, opInvoicesFull, "ids", srv.IDs(ListInvoices)[3])
				list(t, srv, opCalls, "fromPhone", "19375558888")
				post(t, srv, opContactInsert, "0[surname]", "Strange")
				srv.Uploads()
				srv.ImportedCall(pageID)
			}
		})
	}
	wg.Wait()
	made := map[Effect]bool{}
	for _, e := range srv.Executed() {
		e.Number, e.Row = 0, 0
		require.False(t, made[e] && (e.Op == opInvoiceAdd || e.Op == opCallImport || e.Op == opUpload), "an id is given once")
		made[e] = true
	}
	require.Len(t, srv.Uploads(), 2*times)
}

// FuzzMoreWrites sends any form to each write of invoices and calls and reads what there is then.
func FuzzMoreWrites(f *testing.F) {
	f.Add(byte(0), "params[0][date_create]=2015-10-06&params[0][client_id]=10007&params[0][my_company_id]=2&params[0][product][0][name]=A&"+
		"params[0][product][0][count]=0.5&params[0][product][0][price]=3.333")
	f.Add(byte(1), "params[a\"b][bill_id]=100&params[a\"b][product]=&params[a\"b][nds]=1")
	f.Add(byte(2), "params[bill_id]=100&params[date_create]=06-10-2015&params[outer_id]=%00&params[sale_id]=0&params[is_cash]=1")
	f.Add(byte(3), "params[id]=100&params[pay]=-0.005")
	f.Add(byte(4), "params[uniqueId]="+pageID+"&params[timestamp]=-62135596801000&params[trunkId]=6&params[url]=/")
	f.Add(byte(5), "params[calls][x][uniqueId]="+pageID+"&params[calls][x][timestamp]=253402300800000&params[calls]")
	f.Add(byte(6), "params[uniqueId]="+pageID+"&params[customStatus][]=3")
	f.Fuzz(func(t *testing.T, op byte, form string) {
		s := Defaults()
		s.Rows, s.Quota, s.Now, s.Dialect, s.InvoiceAnswers = 40, 0, noon, Both, AnswerKeys
		if op >= 128 {
			s.InvoiceLines, s.SetPay, s.ImportRepeat, s.CallAnswers = Merge, PayReplace, Refuse, CallAnswers29
		}
		srv, err := New(s)
		require.NoError(t, err)
		ops := []string{opInvoiceAdd, opInvoiceUpdate, opInvoiceEdit, opInvoicePayment, opCallImport, opCallImportAll, opCallUpdate}
		post(t, srv, opCallImport, call()...)
		data, err := srv.routes[ops[int(op)%len(ops)]](&args{params: nest(splitForm(form)).items["params"], dialect: Both})
		if err != nil {
			require.ErrorIs(t, err, badParams)
		} else {
			require.True(t, json.Valid(data), "%s", data)
		}
		list(t, srv, opInvoices, "order", "b.date_create", "date_start", "2014-01-01")
		list(t, srv, opCalls, "limit", "1000")
		for _, e := range srv.Executed() {
			if e.Op == opInvoiceAdd || e.Op == opInvoiceUpdate {
				require.NotEmpty(t, fullInvoice(t, srv, e.ID)["products"])
			}
		}
	})
}
