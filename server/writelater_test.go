package server

import (
	"testing"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/enrich"
)

// TestALaterProofSharesNoRecord gives the records of the proof other keys, and leaves those of the call, which another goroutine may read.
func TestALaterProofSharesNoRecord(t *testing.T) {
	row := &writeRow{expected: &crmstreamv1.Contact{Fields: map[string]*crmstreamv1.FieldValue{"Brand": gibson()}}}
	row.Record = &crmstreamv1.Contact{Fields: map[string]*crmstreamv1.FieldValue{"Brand": gibson()}}
	row.Mask, row.expects, row.unset = []string{"fields.Brand"}, []string{"fields.Brand"}, []string{"fields.Brand"}
	w := &writing{one: updateContact(), rows: []*writeRow{row, {}}}
	second := w.again()
	second.known = &enrich.Definitions{Catalogue: brands(t)}
	for _, mine := range second.rows {
		require.NoError(t, second.typeRow(mine))
	}
	require.Equal(t, []string{"fields.25"}, second.rows[0].Mask)
	require.Nil(t, second.rows[1].Record, "a delete has no record")
	require.Nil(t, second.rows[1].expected)
	require.Equal(t, [][]string{{"fields.Brand"}, {"fields.Brand"}, {"fields.Brand"}}, [][]string{row.Mask, row.expects, row.unset})
	require.Equal(t, "Gibson", row.Record.(*crmstreamv1.Contact).GetFields()["Brand"].GetText())
	require.Equal(t, "Gibson", row.expected.(*crmstreamv1.Contact).GetFields()["Brand"].GetText())
}

// updateContact returns what a writing needs of the method for one record.
func updateContact() *api.Method {
	return &api.Method{
		Request: (&crmstreamv1.UpdateContactRequest{}).ProtoReflect().Type(), Response: (&crmstreamv1.UpdateContactResponse{}).ProtoReflect().Type(),
	}
}
