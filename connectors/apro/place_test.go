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

// FuzzCursors feeds any text to the cursors of invoices and of stock items: they never panic, and nonsense is told as such.
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
