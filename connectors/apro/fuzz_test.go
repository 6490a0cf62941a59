package apro

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// FuzzAnswers feeds any body to the decoders of contacts and invoices: they never panic, and return only classified errors.
func FuzzAnswers(f *testing.F) {
	samples, err := filepath.Glob("testdata/*/*.json")
	require.NoError(f, err)
	require.NotEmpty(f, samples)
	for _, sample := range samples {
		body, err := os.ReadFile(sample)
		require.NoError(f, err)
		f.Add(body)
	}
	f.Add([]byte(`{"status":"fail","message":"LIMIT_EXCEEDED"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var classified *connectors.Error
		resp := rest.Response{Status: http.StatusOK, Body: body}
		if err := wire.Classify(resp); err != nil {
			require.ErrorAs(t, err, &classified)
			return
		}
		whole, err := resp.JSON()
		require.NoError(t, err)
		data, ok := whole.Member("data")
		if !ok {
			return // which is refused where requests are sent
		}
		list, _ := data.Member("list")
		err = contactTable.Rows(list, &transcode.Context{Zone: time.UTC, Raw: true}, func(row *transcode.Row) error {
			require.NotEmpty(t, row.Record.ID)
			require.NotEqual(t, row.Record.Err == nil, row.Record.Wire == nil)
			return nil
		})
		if err != nil {
			require.ErrorAs(t, err, &classified)
		}
		if list.List() {
			require.NoError(t, (&invoiceQuery{Client: &Client{zone: time.UTC}}).read(list, &ordered{}))
		}
	})
}

// FuzzCursors feeds any text to the cursors of invoices and of stock items: they never panic, and nonsense is reported as such.
func FuzzCursors(f *testing.F) {
	for _, seed := range []string{"", "12/7", "1,2+||||=2024-01-01 00:00:00", "1,2+|||7|=2024-01-01 00:00:00", "#1", "9999-99-99/x"} {
		f.Add(seed)
	}
	gone := &connectors.Error{Kind: connectors.KindCursorGone}
	f.Fuzz(func(t *testing.T, text string) {
		cursor := connectors.Cursor(text)
		if _, err := parsePosition(cursor); err != nil {
			require.ErrorIs(t, err, gone)
		}
		if text == "" {
			return
		}
		if at, err := (&stockQuery{}).readCursor(t.Context(), cursor); err != nil {
			require.ErrorIs(t, err, gone)
		} else {
			require.NotEmpty(t, at.types)
		}
	})
}

// FuzzAnswersByID feeds any data to the decoders of answers to requests by ids: they never panic, return only classified
// errors, and return pages in order.
func FuzzAnswersByID(f *testing.F) {
	for _, folder := range []string{"invoicesFull", "contactLinks", "dealLinks", "comments"} {
		samples, err := filepath.Glob(filepath.Join("testdata", folder, "*.json"))
		require.NoError(f, err)
		require.NotEmpty(f, samples, folder)
		for _, sample := range samples {
			body, err := os.ReadFile(sample)
			require.NoError(f, err)
			answer, err := transcode.Parse(body)
			require.NoError(f, err)
			data, _ := answer.Member("data")
			f.Add(data.Raw())
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		data, err := transcode.Parse(body)
		if err != nil {
			return
		}
		c := &Client{zone: time.UTC}
		ids := []string{"112", "113", "468", "273954", "273955", "278056", "278057"}
		requirePage := func(page connectors.Page, err error) {
			var classified *connectors.Error
			if err != nil {
				require.ErrorAs(t, err, &classified)
				return
			}
			for i := 1; i < len(page.Records); i++ {
				require.Negative(t, page.Records[i-1].Compare(page.Records[i]))
			}
		}
		requirePage(c.fullInvoices(data, ids, true))
		found, err := byID(opContactLinks, "ids", data, ids)
		if err != nil {
			requirePage(connectors.Page{}, err)
			return
		}
		requirePage(linkQuery{Client: c, op: opContactLinks, table: contactLinksTable, constant: linkedContact, raw: true}.read(found, ids), nil)
		requirePage(linkQuery{Client: c, op: opDealLinks, table: dealLinksTable, constant: linkedDeal}.read(found, ids), nil)
		for _, shared := range []bool{true, false} {
			m := commentQuery{Client: c, op: opDealComments, shared: shared}
			records, err := m.read(&transcode.Context{Raw: true}, found, ids)
			sorted, _ := connectors.Sort(records)
			requirePage(connectors.Page{Records: sorted}, err)
		}
	})
}
