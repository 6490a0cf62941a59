package main

import (
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// renamer is the APRO sandbox, as far as these tests change it.
type renamer interface {
	RenameOption(fieldID, optionID, text string) error
	RenameStage(id, name string) error
	AddType(list, name string) string
}

func (d *counted) renamer(t *testing.T) renamer {
	t.Helper()
	for _, e := range d.emulators {
		if r, ok := e.instance.Handler.(renamer); ok {
			return r
		}
	}
	require.Fail(t, "no sandbox can be renamed")
	return nil
}

// TestAnOptionIsRenamedWhileAScanRuns delivers every record, with the ids of the options that the catalogue of the scan
// knows; those that were renamed meanwhile come as texts.
func TestAnOptionIsRenamedWhileAScanRuns(t *testing.T) {
	d := startCounted(t)
	client := crmstreamv1.NewContactsServiceClient(d.conn)
	stream, err := client.ListContacts(t.Context(), &crmstreamv1.ListContactsRequest{Source: "apro"})
	require.NoError(t, err)
	first, err := stream.Recv()
	require.NoError(t, err)
	var field *crmstreamv1.Field
	for _, f := range first.GetSchema().GetFields() {
		if f.GetType() == crmstreamv1.FieldType_FIELD_TYPE_OPTION && len(f.GetOptions()) > 0 {
			field = f
		}
	}
	require.NotNil(t, field)
	option := field.GetOptions()[0]
	require.NoError(t, d.renamer(t).RenameOption(field.GetKey(), option.GetId(), "renamed, meanwhile"))

	known, renamed, others := 0, 0, 0
	count := func(m *crmstreamv1.ListContactsResponse) {
		for _, c := range m.GetContacts() {
			switch o := c.GetFields()[field.GetKey()].GetOption(); {
			case o.GetId() == option.GetId():
				known++
				require.Equal(t, option.GetText(), o.GetText())
			case o.GetText() == "renamed, meanwhile":
				renamed++
				require.Empty(t, o.GetId())
			case o != nil:
				others++
				require.NotEmpty(t, o.GetId())
			}
		}
	}
	count(first)
	for {
		m, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		count(m)
	}
	require.Positive(t, known)
	require.Positive(t, renamed)
	require.Positive(t, others)

	found, err := client.GetContact(t.Context(), &crmstreamv1.GetContactRequest{Source: "apro", Id: first.GetContacts()[0].GetId()})
	require.NoError(t, err)
	require.Equal(t, first.GetContacts()[0].GetLastName(), found.GetContact().GetLastName())
}

// TestAKeyWithoutTheRightToACatalogue leaves values as they are, says so, and fails no list.
func TestAKeyWithoutTheRightToACatalogue(t *testing.T) {
	d := startWith(t, map[string]string{"apro": `{"denied":["sales/types","sales/fields"]}`})
	answer := d.call(t, "DealsService/ListDeals", "apro", `{"limit":10}`)
	require.Len(t, answer.records, 10)
	for _, r := range answer.records {
		deal, ok := r.Interface().(*crmstreamv1.Deal)
		require.True(t, ok)
		require.NotEmpty(t, deal.GetStageId())
		require.Nil(t, deal.StageName)
	}
	stream, err := crmstreamv1.NewDealsServiceClient(d.conn).ListDeals(t.Context(), &crmstreamv1.ListDealsRequest{Source: "apro", Limit: 1})
	require.NoError(t, err)
	first, err := stream.Recv()
	require.NoError(t, err)
	var told []string
	for _, n := range first.GetNotices() {
		told = append(told, n.GetCode())
	}
	require.Contains(t, told, "CATALOGUE_UNAVAILABLE")

	types, err := crmstreamv1.NewDealsServiceClient(d.conn).ListDealTypes(t.Context(), &crmstreamv1.ListDealTypesRequest{Source: "apro"})
	require.NoError(t, err)
	_, err = types.Recv()
	require.ErrorContains(t, err, "ACCESS_DENY")
}

// TestACatalogueChangesBetweenItsPages resumes a kept list after it was read anew.
func TestACatalogueChangesBetweenItsPages(t *testing.T) {
	d := startCounted(t)
	service := crmstreamv1.NewStockServiceClient(d.conn)
	stream, err := service.ListStockTypes(t.Context(), &crmstreamv1.ListStockTypesRequest{Source: "apro", PageSize: 1})
	require.NoError(t, err)
	first, err := stream.Recv()
	require.NoError(t, err)
	require.Len(t, first.GetStockTypes(), 1)
	before := d.call(t, "StockService/ListStockTypes", "apro", `{}`).records

	added := d.renamer(t).AddType("stockItems", "Parking")
	require.Len(t, d.call(t, "StockService/ListStockTypes", "apro", `{}`).records, len(before), "kept")
	require.Len(t, d.call(t, "StockService/ListStockTypes", "apro", `{"maxStaleness":"0s"}`).records, len(before)+1)
	rest := d.call(t, "StockService/ListStockTypes", "apro", `{"resumeToken":"`+first.GetResumeToken()+`"}`).records
	require.Len(t, rest, len(before))
	require.Equal(t, added, text(rest[len(rest)-1], "id"))
}

// TestStagesAreNamed names the stages of deals, and goes on with the old names until the catalogue is read anew.
func TestStagesAreNamed(t *testing.T) {
	d := startCounted(t)
	stages := func() map[string]string {
		names := map[string]string{}
		for _, r := range d.call(t, "DealsService/ListDeals", "apro", `{"limit":50}`).records {
			deal, ok := r.Interface().(*crmstreamv1.Deal)
			require.True(t, ok)
			require.NotEmpty(t, deal.GetStageName())
			require.NotEmpty(t, deal.GetTypeName())
			require.NotZero(t, deal.GetOutcome())
			names[deal.GetStageId()] = deal.GetStageName()
		}
		return names
	}
	before := stages()
	require.Equal(t, "Registration, lost", before["12"])
	require.NoError(t, d.renamer(t).RenameStage("12", "Lost at registration"))
	require.Equal(t, before, stages())
	d.call(t, "DealsService/ListDealTypes", "apro", `{"maxStaleness":"0s"}`)
	require.Equal(t, "Lost at registration", stages()["12"])
}
