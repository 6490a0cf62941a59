package apro_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestListsInAnswers are an array, or the member list, of which null is none. All else is malformed.
func TestListsInAnswers(t *testing.T) {
	for _, l := range wholeLists {
		if !l.pages && l.name != "unread" {
			continue
		}
		for data, empty := range map[string]bool{
			`{"list":null,"total":0}`: true, `{"list":[]}`: true, `{"list":{},"total":"0"}`: true, `{"list":""}`: true, `[]`: true, `{}`: true,
			`{"total":0}`: false, `{"lists":[]}`: false, `{"1":[]}`: false, `{"list":5}`: false, `false`: false,
		} {
			page, err := l.of(saying(t, data))(t.Context(), l.request, connectors.PageRequest{})
			if empty {
				require.NoError(t, err, "%s: %s", l.name, data)
				require.Empty(t, page.Records, "%s: %s", l.name, data)
				continue
			}
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMalformedResponse}, "%s: %s", l.name, data)
		}
	}
}

// TestDefinitionsOfOtherShapes are refused, so that no server keeps an empty catalogue for them. One type is only left out.
func TestDefinitionsOfOtherShapes(t *testing.T) {
	read := func(data string) (connectors.Page, error) {
		return saying(t, data).(connectors.FieldLister).ListFields(t.Context(), &crmstreamv1.ListFieldsRequest{Resource: "stockItems"}, connectors.PageRequest{})
	}
	for _, data := range []string{`{"a":"b"}`, `{"1":{"groups":[{"id":"0","childs":["5"]}]}}`, `{"1":{"name":"Flats"},"2":[]}`} {
		_, err := read(data)
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMalformedResponse}, data)
	}
	for _, data := range []string{`[]`, `{"fields":null}`, `{"fields":[]}`, `{"1":{"fields":null,"groups":[]}}`, `{"1":[],"2":null}`, `{"1":{"fields":[]},"2":[]}`} {
		page, err := read(data)
		require.NoError(t, err, data)
		require.Empty(t, page.Records, data)
		require.Empty(t, page.Notices, data)
	}
	page, err := read(`{"1":{"name":"Flats"},"2":{"fields":{"7":{"id":"7","name":"x","datatype":"text"}}},"3":"?"}`)
	require.NoError(t, err)
	require.Equal(t, []string{"7"}, idsOf(page))
	require.Equal(t, []connectors.Notice{
		{Code: "TYPE_SKIPPED", Message: `type "1" has no definitions of fields`},
		{Code: "TYPE_SKIPPED", Message: `type "3" has no definitions of fields`},
	}, page.Notices)
}

// TestPhoneNumbersOfOtherShapes are a bare list, which tells no directions, or refused.
func TestPhoneNumbersOfOtherShapes(t *testing.T) {
	read := func(data string) (connectors.Page, error) {
		return saying(t, data).(connectors.PhoneNumberLister).ListPhoneNumbers(t.Context(), &crmstreamv1.ListPhoneNumbersRequest{}, connectors.PageRequest{})
	}
	for _, data := range []string{`{"error":"x"}`, `{"1":{"phone":"7"}}`, `{"in":"7"}`} {
		_, err := read(data)
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMalformedResponse}, data)
	}
	for _, data := range []string{`[]`, `{}`, `{"in":null}`, `{"in":[],"out":[]}`} {
		page, err := read(data)
		require.NoError(t, err, data)
		require.Empty(t, page.Records, data)
	}
	page, err := read(`[{"trunk_id":"1","phone":"7"},{"trunk_id":"1","phone":"5"}]`)
	require.NoError(t, err)
	require.Equal(t, []string{"5", "7"}, idsOf(page))
	resp := &crmstreamv1.ListPhoneNumbersResponse{}
	require.NoError(t, proto.Unmarshal(page.Records[0].Wire, resp))
	require.Zero(t, resp.GetPhoneNumbers()[0].GetDirection())
}

// TestMapsOfRecordsWithoutAnID name them by their keys, so that none is taken for one that does not exist.
func TestMapsOfRecordsWithoutAnID(t *testing.T) {
	for _, test := range []struct {
		name, data string
		read       func(context.Context, connectors.Client, []string, bool, connectors.PageRequest) (connectors.Page, error)
		ids        []string
	}{
		{"invoice", `{"5":{"summ":"1"}}`, getInvoices, []string{"5"}},
		{"text", `{"5":"broken","6":null}`, getInvoices, []string{"5", "6"}},
		{"publication", `{"5":{"title":"x"}}`, getPublication, []string{"5"}},
	} {
		page, err := test.read(t.Context(), saying(t, test.data), test.ids, false, connectors.PageRequest{})
		require.NoError(t, err, test.name)
		require.Len(t, page.Records, 1, test.name)
		require.Equal(t, "5", string(page.Records[0].ID), test.name)
		require.Equal(t, "5", page.Records[0].Err.ID, test.name)
		require.Equal(t, connectors.NumberKey([]byte("5")), page.Records[0].Key, test.name)
	}
	for _, data := range []string{`{"5":null}`, `{"5":[]}`, `{"5":""}`, `""`, `false`} {
		page, err := getPublication(t.Context(), saying(t, data), []string{"5"}, false, connectors.PageRequest{})
		require.NoError(t, err, data)
		require.Empty(t, page.Records, data)
	}
	page, err := getPublication(t.Context(), saying(t, `[{"title":"x"}]`), []string{"5"}, false, connectors.PageRequest{})
	require.NoError(t, err)
	require.False(t, page.Records[0].Identified(), "a place in a list is no id")
}

// TestChildrenOfPublications are told only where the answer tells them.
func TestChildrenOfPublications(t *testing.T) {
	for children, want := range map[string]*bool{
		``: nil, `,"childs":["6"]`: proto.Bool(true), `,"childs":[]`: proto.Bool(false), `,"childs":null`: proto.Bool(false),
	} {
		page, err := getPublication(t.Context(), saying(t, `{"5":{"id":"5"`+children+`}}`), []string{"5"}, false, connectors.PageRequest{})
		require.NoError(t, err)
		resp := &crmstreamv1.ListPublicationsResponse{}
		require.NoError(t, proto.Unmarshal(page.Records[0].Wire, resp))
		require.Equal(t, want, resp.GetPublications()[0].HasChildren, children)
	}
}

// TestRefusedParameters are blamed on the request field that only the server can judge.
func TestRefusedParameters(t *testing.T) {
	client := answering(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"status":"fail","message":"BAD_PARAMS"}`))
	})
	at := connectors.PageRequest{}
	options := func(req *crmstreamv1.ListFieldOptionsRequest) error {
		_, err := client.(connectors.FieldOptionLister).ListFieldOptions(t.Context(), req, at)
		return err
	}
	blames := map[string][]error{
		"field_id":         {options(&crmstreamv1.ListFieldOptionsRequest{FieldId: "9"})},
		"parent_option_id": {options(&crmstreamv1.ListFieldOptionsRequest{ParentOptionId: "9"})},
	}
	for _, l := range wholeLists {
		_, err := l.of(client)(t.Context(), l.request, at)
		switch l.name {
		case "dialog messages", "unread":
			blames["client_key"] = append(blames["client_key"], err)
		case "publications":
			blames["parent_id"] = append(blames["parent_id"], err)
		case "groups", "calendar events", "dialog types", "users":
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMisconfigured}, l.name)
		}
	}
	for _, r := range reads {
		_, err := r.read(t.Context(), client, []string{"9"}, false, at)
		blames[r.field] = append(blames[r.field], err)
	}
	for _, get := range []func(context.Context, connectors.Client, []string, bool, connectors.PageRequest) (connectors.Page, error){
		getPublication, getForm, getCalendarEvent,
	} {
		_, err := get(t.Context(), client, []string{"9"}, false, at)
		blames["ids"] = append(blames["ids"], err)
	}
	for field, errs := range blames {
		for _, err := range errs {
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified)
			require.Equal(t, connectors.KindInvalidRequest, classified.Kind, field)
			require.Equal(t, field, classified.Field)
		}
	}
	require.GreaterOrEqual(t, len(blames["ids"]), 7)
}

// TestDeletedRecordsOfServersThatIgnorePublish are none: what was found among the existing ones is left out of the deleted
// ones, and a list of deleted ones fails.
func TestDeletedRecordsOfServersThatIgnorePublish(t *testing.T) {
	for _, shown := range []string{`"1"`, `1`, `true`} {
		client := saying(t, `{"list":[{"id":"5","publish":`+shown+`,"customer_activity_date":"2024-01-01 00:00:00"}],"count":"1"}`)
		page, err := getContacts(t.Context(), client, []string{"5", "6"}, false, connectors.PageRequest{})
		require.NoError(t, err)
		require.Equal(t, []string{"5"}, idsOf(page))
		require.Equal(t, connectors.DeletedCursor, page.Next)
		page, err = getContacts(t.Context(), client, []string{"5", "6"}, false, connectors.PageRequest{Cursor: page.Next})
		require.NoError(t, err)
		require.Empty(t, page.Records)
		require.Equal(t, 1, page.Outside)
		require.Empty(t, page.Next)

		_, err = client.(connectors.ContactLister).ListContacts(t.Context(), &crmstreamv1.ListContactsRequest{OnlyDeleted: true}, connectors.PageRequest{})
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified)
		require.Equal(t, connectors.KindFilterIgnored, classified.Kind)
		require.Equal(t, "only_deleted", classified.Field)
	}
	client := saying(t, `{"list":[{"id":"5","publish":"0","customer_activity_date":"2024-01-01 00:00:00"}],"count":"1"}`)
	page, err := getContacts(t.Context(), client, []string{"5"}, false, connectors.PageRequest{Cursor: connectors.DeletedCursor})
	require.NoError(t, err)
	require.Equal(t, []string{"5"}, idsOf(page))
}

// TestDeletedRecordsAreAskedForAgainWithFewerIDs, to which the cursors of their pages belong.
func TestDeletedRecordsAreAskedForAgainWithFewerIDs(t *testing.T) {
	client, asked := sends(t, `{"list":[],"count":"0"}`)
	missing := series(60)[5:]
	page, err := getContacts(t.Context(), client, missing, false, connectors.PageRequest{Cursor: connectors.DeletedCursor})
	require.NoError(t, err)
	require.Equal(t, connectors.DeletedCursor+"#50", page.Next)
	page, err = getContacts(t.Context(), client, missing, false, connectors.PageRequest{Cursor: page.Next})
	require.NoError(t, err)
	require.Empty(t, page.Next)
	require.Equal(t, "6", (*asked)[0]["byid[0"])
	require.Equal(t, "56", (*asked)[1]["byid[0"])
}
