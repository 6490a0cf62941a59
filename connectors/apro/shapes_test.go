package apro_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestListsInAnswers are an array, or the member list, or what is empty in the eyes of PHP. All else is malformed.
func TestListsInAnswers(t *testing.T) {
	for _, l := range fixedLists {
		if !l.pages && l.name != "unread" {
			continue
		}
		for data, empty := range map[string]bool{
			`{"list":null,"total":0}`: true, `{"list":[]}`: true, `{"list":{},"total":"0"}`: true, `{"list":""}`: true, `[]`: true, `{}`: true,
			`{"total":0}`: false, `{"lists":[]}`: false, `{"1":[]}`: false, `{"list":5}`: false, `true`: false, `false`: true,
		} {
			page, err := conformance.Fetch(t.Context(), saying(t, data), l.request, connectors.PageRequest{})
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
		return conformance.Fetch(t.Context(), saying(t, data), &crmstreamv1.ListFieldsRequest{Resource: "stockItems"}, connectors.PageRequest{})
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
		return conformance.Fetch(t.Context(), saying(t, data), &crmstreamv1.ListPhoneNumbersRequest{}, connectors.PageRequest{})
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
		request    func(ids []string, raw bool) proto.Message
		ids        []string
	}{
		{"invoice", `{"5":{"summ":"1"}}`, invoicesByID, []string{"5"}},
		{"text", `{"5":"broken","6":null}`, invoicesByID, []string{"5", "6"}},
		{"publication", `{"5":{"title":"x"}}`, publicationByID, []string{"5"}},
	} {
		client, _ := sends(t, test.data, `[]`)
		page, err := conformance.Find(t.Context(), client, test.request(test.ids, false))
		require.NoError(t, err, test.name)
		require.Len(t, page.Records, 1, test.name)
		require.Equal(t, "5", string(page.Records[0].ID), test.name)
		require.Equal(t, "5", page.Records[0].Err.ID, test.name)
		require.Equal(t, connectors.NumberKey([]byte("5")), page.Records[0].Key, test.name)
	}
	for _, data := range []string{`{"5":null}`, `{"5":[]}`, `{"5":""}`, `""`, `false`} {
		page, err := conformance.Find(t.Context(), saying(t, data), publicationByID([]string{"5"}, false))
		require.NoError(t, err, data)
		require.Empty(t, page.Records, data)
	}
	page, err := conformance.Find(t.Context(), saying(t, `[{"title":"x"}]`), publicationByID([]string{"5"}, false))
	require.NoError(t, err)
	require.False(t, page.Records[0].Identified(), "a place in a list is no id")
}

// TestChildrenOfPublications are told only where the answer tells them.
func TestChildrenOfPublications(t *testing.T) {
	for children, want := range map[string]*bool{
		``: nil, `,"childs":["6"]`: proto.Bool(true), `,"childs":[]`: proto.Bool(false), `,"childs":null`: proto.Bool(false),
	} {
		page, err := conformance.Find(t.Context(), saying(t, `{"5":{"id":"5"`+children+`}}`), publicationByID([]string{"5"}, false))
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
		_, err := conformance.Fetch(t.Context(), client, req, at)
		return err
	}
	blames := map[string][]error{
		"field_id":         {options(&crmstreamv1.ListFieldOptionsRequest{FieldId: "9"})},
		"parent_option_id": {options(&crmstreamv1.ListFieldOptionsRequest{ParentOptionId: "9"})},
	}
	for _, l := range fixedLists {
		_, err := conformance.Fetch(t.Context(), client, l.request, at)
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
		_, err := r.read(t.Context(), client, []string{"9"})
		blames[r.field] = append(blames[r.field], err)
	}
	for _, request := range []func([]string, bool) proto.Message{publicationByID, formByID, calendarEventByID} {
		_, err := conformance.Find(t.Context(), client, request([]string{"9"}, false))
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

// TestDeletedRecordsOfServersThatIgnorePublish are none: what shows that it exists is left out of the deleted ones, and a
// list of deleted ones fails.
func TestDeletedRecordsOfServersThatIgnorePublish(t *testing.T) {
	for shown, want := range map[string][]string{`"1"`: {}, `1`: {}, `true`: {}, `"0"`: {"5"}} {
		row := `{"list":[{"id":"5","publish":` + shown + `,"customer_activity_date":"2024-01-01 00:00:00"}],"count":"1"}`
		client, _ := sends(t, `{"list":[],"count":"0"}`, row)
		page, err := conformance.Find(t.Context(), client, contactsByID([]string{"5"}, false))
		require.NoError(t, err)
		require.Equal(t, want, idsOf(page), shown)
		require.Equal(t, 1-len(want), page.Outside, shown)

		_, err = conformance.Fetch(t.Context(), saying(t, row), &crmstreamv1.ListContactsRequest{OnlyDeleted: true}, connectors.PageRequest{})
		if len(want) > 0 {
			require.NoError(t, err)
			continue
		}
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified, shown)
		require.Equal(t, connectors.KindFilterIgnored, classified.Kind)
		require.Equal(t, "only_deleted", classified.Field)
	}
}

// TestDeletedRecordsAreAskedForWithFewerIDs, those that are missing.
func TestDeletedRecordsAreAskedForWithFewerIDs(t *testing.T) {
	client, asked := sends(t, `{"list":[{"id":"2"},{"id":"4"}],"count":"2"}`, `{"list":[],"count":"0"}`)
	page, err := conformance.Find(t.Context(), client, contactsByID(series(4), false))
	require.NoError(t, err)
	require.Equal(t, []string{"2", "4"}, idsOf(page))
	require.Equal(t, []string{
		"publish 1, ids 1 2 3 4, limit 4", "publish 1, ids 1 3, limit 2", "publish 0, ids 1 3, limit 2",
	}, askedByID(*asked))
}

// TestLookUpsOfServersThatCutAnswers ask again for what is missing, since it may have been cut.
func TestLookUpsOfServersThatCutAnswers(t *testing.T) {
	client, asked := sends(t, `{"list":[{"id":"1"},{"id":"2"}],"count":"4"}`, `{"list":[{"id":"3"},{"id":"4"}],"count":"2"}`)
	page, err := conformance.Find(t.Context(), client, contactsByID(series(4), false))
	require.NoError(t, err)
	require.Equal(t, series(4), idsOf(page))
	require.Equal(t, []string{"publish 1, ids 1 2 3 4, limit 4", "publish 1, ids 3 4, limit 2"}, askedByID(*asked))

	client, _ = sends(t, `{"list":[],"count":"4"}`)
	_, err = conformance.Find(t.Context(), client, contactsByID(series(4), false))
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent}, "four are counted and none is sent")
}

// askedByID says in words what the filters were asked for.
func askedByID(forms []map[string]string) []string {
	var all []string
	for _, form := range forms {
		ids := form["byid"]
		for _, list := range []string{"byid", "by_ids"} {
			for i := 0; form[list+"["+strconv.Itoa(i)] != ""; i++ {
				ids += " " + form[list+"["+strconv.Itoa(i)]
			}
		}
		all = append(all, fmt.Sprintf("publish %s, ids %s, limit %s", form["publish"], strings.TrimSpace(ids), form["limit"]))
	}
	return all
}
