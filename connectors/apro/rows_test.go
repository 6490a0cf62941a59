package apro_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// sends plays an upstream that gives the data of its answers in turn, the last one for ever; asked are the forms it got.
func sends(t *testing.T, data ...string) (client connectors.Client, asked *[]map[string]string) {
	t.Helper()
	asked = &[]map[string]string{}
	return answering(t, func(w http.ResponseWriter, r *http.Request) {
		form := map[string]string{}
		if r.ParseForm() == nil {
			for name := range r.PostForm {
				form[strings.NewReplacer("params[", "", "]", "").Replace(name)] = r.PostForm.Get(name)
			}
		}
		body := data[min(len(*asked), len(data)-1)]
		*asked = append(*asked, form)
		_, _ = w.Write([]byte(`{"status":"success","data":` + body + `}`))
	}), asked
}

// serves plays an upstream that has the rows of its answers in turn, the last one for ever, and sends the page of them that is
// asked for. The total stays.
func serves(t *testing.T, data ...string) (client connectors.Client, asked *[]map[string]string) {
	t.Helper()
	asked = &[]map[string]string{}
	return answering(t, func(w http.ResponseWriter, r *http.Request) {
		form := map[string]string{}
		if r.ParseForm() == nil {
			for name := range r.PostForm {
				form[strings.NewReplacer("params[", "", "]", "").Replace(name)] = r.PostForm.Get(name)
			}
		}
		page, _ := strconv.Atoi(form["page"])
		limit, _ := strconv.Atoi(form["limit"])
		body := data[min(len(*asked), len(data)-1)]
		*asked = append(*asked, form)
		_, _ = w.Write(pageOf(t, []byte(`{"status":"success","data":`+body+`}`), page, limit))
	}), asked
}

const (
	noID     = `{"surname":"Nobody"}`
	noIDTime = `{"customer_activity_date":"2024-01-02 00:00:00"}`
	atFirst  = `{"id":"7","customer_activity_date":"2024-01-01 00:00:00"}`
	atSecond = `{"id":"5","customer_activity_date":"2024-01-02 00:00:00"}`
	atThird  = `{"id":"6","customer_activity_date":"2024-01-03T00:00:00.5Z"}`
)

// TestContactsWithoutAnIDStandWhereTheyCame has them first, in the middle, several in a row, of the same bytes, and last.
// One that shows its time has that.
func TestContactsWithoutAnIDStandWhereTheyCame(t *testing.T) {
	tests := map[string]struct {
		order, rows string
		ids         []string // in the order of the page, "~" for none
		total       string   // "" is that of the whole list
		next        connectors.Cursor
	}{
		"first":      {rows: noID + "," + atFirst + "," + atSecond, ids: []string{"~", "7", "5"}},
		"several":    {rows: atFirst + "," + noID + ",null,null," + atSecond, ids: []string{"7", "~", "~", "~", "5"}},
		"last":       {rows: atFirst + "," + atSecond + ",null", ids: []string{"7", "5", "~"}},
		"with time":  {rows: atFirst + "," + noIDTime + "," + atThird, ids: []string{"7", "~", "6"}},
		"cut":        {rows: atFirst + "," + noID + "," + atSecond + ",null", ids: []string{"7", "~"}, total: "9", next: "=2024-01-02 00:00:00"},
		"descending": {order: "-activity_time", rows: "null," + atThird + "," + noID + "," + atSecond + ",null", ids: []string{"~", "6", "~", "5", "~"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			total := test.total
			if total == "" {
				total = string(rune('0' + len(test.ids)))
			}
			client, _ := serves(t, `{"list":[`+test.rows+`],"count":`+total+`}`)
			page := named(t, sandbox.ListContacts).page(t, client, `{"order":"`+test.order+`"}`, 0)
			require.Equal(t, test.next, page.Next)
			require.Zero(t, page.Repeats)
			require.Equal(t, test.ids, idsOf(page))
		})
	}
}

// idsOf returns the ids of a page, "~" for those that could not be read.
func idsOf(page connectors.Page) []string {
	ids := make([]string, 0, len(page.Records))
	for _, r := range page.Records {
		id := "~"
		if r.Identified() {
			id = string(r.ID)
		}
		ids = append(ids, id)
	}
	return ids
}

// TestContactsWithoutAnIDDoNotTeachTheBounds reads behind a place whose first row tells no time: the server must not be
// taken for one that includes the second before, and the row must not be taken for one that was read.
func TestContactsWithoutAnIDDoNotTeachTheBounds(t *testing.T) {
	// The row was created long before, which shows that its activity was compared.
	const old = `{"id":"6","create_date":"2023-01-01 00:00:00","customer_activity_date":"2024-01-03 00:00:00"}`
	client, asked := serves(t, `{"list":[null,`+old+`],"count":2}`)
	l := named(t, sandbox.ListContacts)
	for range 2 {
		page, err := conformance.Fetch(t.Context(), client, l.request(), connectors.PageRequest{Cursor: ">2024-01-02 00:00:00"})
		require.NoError(t, err)
		require.Equal(t, []string{"~", "6"}, idsOf(page))
		require.Zero(t, page.Repeats+page.Outside)
	}
	for _, form := range *asked {
		require.Equal(t, "2024-01-01 23:59:59", form["date[from"])
	}
}

// TestLookUpsGoOnBehindARowWithoutAnID keeps it from standing behind all ids, where it would hide the next ones.
func TestLookUpsGoOnBehindARowWithoutAnID(t *testing.T) {
	client, _ := sends(t, `{"list":[null,`+atFirst+`],"count":2}`, `{"list":[null],"count":1}`)
	page := named(t, sandbox.ListContacts).page(t, client, `{"ids":["5","7","8"]}`, 0)
	require.Equal(t, []string{"~", "7"}, idsOf(page))
	for _, r := range page.Records {
		require.Negative(t, r.Compare(connectors.Record{Key: connectors.NumberKey([]byte("8"))}))
	}
}

// TestPagesWithoutAnyID cannot tell where a list goes on, so that it fails unless it has ended.
func TestPagesWithoutAnyID(t *testing.T) {
	inconsistent, malformed := connectors.KindInconsistent, connectors.KindMalformedResponse
	for _, test := range []struct {
		list, fields, data string
		kind               connectors.Kind
	}{
		{sandbox.ListContacts, `{}`, `{"list":[null,` + noIDTime + `],"count":5}`, malformed},
		{sandbox.ListInvoices, `{}`, `{"list":[null,null],"total":5}`, malformed},
		{sandbox.ListInvoices, `{}`, `{"list":[null,null]}`, inconsistent}, // the same two for each place
	} {
		client, _ := sends(t, test.data)
		l := named(t, test.list)
		_, err := conformance.Fetch(t.Context(), client, l.ask(t, test.fields), connectors.PageRequest{})
		require.ErrorIs(t, err, &connectors.Error{Kind: test.kind}, test.data)
	}
	client, _ := serves(t, `[null,null]`)
	require.Equal(t, []string{"~", "~"}, idsOf(named(t, sandbox.ListCalls).page(t, client, `{}`, 0)))
	client, _ = sends(t, `{"list":[null],"total":1}`, `{"list":[],"total":1}`)
	require.Equal(t, []string{"~"}, idsOf(named(t, sandbox.ListInvoices).page(t, client, `{}`, 0)))
}

// TestInvoicesWithoutAnIDStandWhereTheyCame, and lists end although the last row is one of them.
func TestInvoicesWithoutAnIDStandWhereTheyCame(t *testing.T) {
	l := named(t, sandbox.ListInvoices)
	rows := []string{"null", `{"id":"2"}`, "null", "null", `{"id":10}`, `{"acted":1}`, "null"}
	for _, counts := range []bool{true, false} {
		client := answering(t, (&ledger{rows: rows, counts: counts}).ServeHTTP)
		var last *connectors.Record
		var ids []string
		at := connectors.PageRequest{}
		for range 10 {
			page, err := conformance.Fetch(t.Context(), client, l.request(), at)
			require.NoError(t, err)
			for i, r := range page.Records {
				if last == nil || r.Compare(*last) > 0 {
					last, ids = &r, append(ids, idsOf(page)[i])
				}
			}
			if page.Next == "" {
				at.Cursor = ""
				break
			}
			require.NotEqual(t, at.Cursor, page.Next)
			at.Cursor = page.Next
		}
		require.Empty(t, at.Cursor, "the list does not end")
		require.Equal(t, []string{"~", "2", "~", "~", "10", "~", "~"}, ids)
	}
	client := answering(t, (&ledger{rows: []string{"null", `{"id":8}`, "null", `{"id":"9"}`, "null"}, counts: true}).ServeHTTP)
	page := l.page(t, client, `{"order":"-id"}`, 20)
	require.Equal(t, []string{"~", "9", "~", "8", "~"}, idsOf(page))
	for i := 1; i < len(page.Records); i++ {
		require.Negative(t, page.Records[i].Compare(page.Records[i-1]))
	}
}

// TestAnInvoiceWithoutAnIDRightBehindThePosition is told, where no page spans the position.
func TestAnInvoiceWithoutAnIDRightBehindThePosition(t *testing.T) {
	l := named(t, sandbox.ListInvoices)
	client, _ := sends(t, `{"list":[{"id":"5"},null,{"id":"9"}],"total":8}`)
	page, err := conformance.Fetch(t.Context(), client, l.request(), connectors.PageRequest{Cursor: "1/5"})
	require.NoError(t, err)
	require.Equal(t, []string{"~", "9"}, idsOf(page))
	require.Equal(t, connectors.Cursor("3/9"), page.Next)
	require.Equal(t, 1, page.Repeats)
}
