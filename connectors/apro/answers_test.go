package apro

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// FuzzAnswersByID feeds any data to the decoders of what is asked for by ids: they never panic, return only classified
// errors, and make pages in order.
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
