package apro_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// offline returns a client that may ask nothing.
func offline(t *testing.T) connectors.Client {
	t.Helper()
	settings := apro.Driver().Settings().(*apro.Settings)
	settings.BaseURLs = []string{"http://account.example:81"}
	settings.APIKey = connectors.NewSecret(sandbox.Defaults().APIKey)
	client, err := apro.New(connectors.Account{Source: "test", Transport: conformance.Unused(t)}, settings)
	require.NoError(t, err)
	return client
}

// mistakes are requests that cannot be answered, by the field that is to blame.
var mistakes = []struct {
	field string
	req   proto.Message
}{
	{"type_ids", &crmstreamv1.ListStockItemsRequest{TypeIds: []string{"x"}}},
	{"category_id", &crmstreamv1.ListStockItemsRequest{CategoryId: "x"}},
	{"contact_id", &crmstreamv1.ListStockItemsRequest{TypeIds: []string{"1"}, ContactId: "x"}},
	{"order", &crmstreamv1.ListStockItemsRequest{Order: "-activity_time"}},
	{"order", &crmstreamv1.ListStockItemsRequest{Order: "-activity_time", TypeIds: []string{"1", "2"}}},
	{"ids", &crmstreamv1.ListStockItemsRequest{Ids: []string{"1", "x"}}},
	{"where", &crmstreamv1.ListContactsRequest{Where: []string{"fields.7 != 1"}}},
	{"where", &crmstreamv1.ListContactsRequest{Where: []string{"fields.7 = >= 1"}}},
	{"group_ids", &crmstreamv1.ListContactsRequest{GroupIds: []string{"x"}}},
	{"owner_id", &crmstreamv1.ListContactsRequest{OwnerId: "x", Kind: crmstreamv1.ContactKind_CONTACT_KIND_PERSON}},
	{"activity_from", &crmstreamv1.ListContactsRequest{ActivityFrom: "yesterday"}},
	{"activity_from", &crmstreamv1.ListContactsRequest{ActivityFrom: "2026-01-01", CreatedFrom: "2026-01-01"}},
	{"order", &crmstreamv1.ListContactsRequest{CreatedFrom: "2026-01-01", Order: "-activity_time"}},
	{"ids", &crmstreamv1.ListContactsRequest{Ids: []string{"1"}, CreatedBefore: "2026-01-01"}},
	{"statuses", &crmstreamv1.ListActivitiesRequest{Statuses: []crmstreamv1.ActivityStatus{0}}},
	{"type_ids", &crmstreamv1.ListActivitiesRequest{TypeIds: []string{"-1"}}},
	{"changed_from", &crmstreamv1.ListDealsRequest{ChangedFrom: "2026-02-30"}},
	{"stage_ids", &crmstreamv1.ListDealsRequest{StageIds: []string{"x"}}},
	{"ids", &crmstreamv1.ListInvoicesRequest{Ids: []string{"x"}}},
	{"created_from", &crmstreamv1.ListInvoicesRequest{CreatedFrom: "2026-13-01", Order: "-id"}},
	{"direction", &crmstreamv1.ListInvoicesRequest{Direction: 99}},
	{"not_deal_id", &crmstreamv1.ListInvoicesRequest{DealId: "1", NotDealId: "2"}},
	{"start_from", &crmstreamv1.ListCallsRequest{StartFrom: "x"}},
	{"start_before", &crmstreamv1.ListCallsRequest{StartBefore: "x", Order: "-start_time"}},
	{"contact_ids", &crmstreamv1.ListContactLinksRequest{}},
	{"deal_ids", &crmstreamv1.ListDealLinksRequest{DealIds: []string{"007"}}},
	{"parent", &crmstreamv1.ListCommentsRequest{ParentIds: []string{"1"}}},
	{"parent_ids", &crmstreamv1.ListCommentsRequest{Parent: crmstreamv1.CommentParent_COMMENT_PARENT_DEAL, ParentIds: []string{"0"}}},
	{"resource", &crmstreamv1.ListFieldsRequest{Resource: "invoices"}},
	{"field_id", &crmstreamv1.ListFieldOptionsRequest{}},
	{"parent_option_id", &crmstreamv1.ListFieldOptionsRequest{FieldId: "1", ParentOptionId: "x"}},
	{"ids", &crmstreamv1.ListUsersRequest{Ids: []string{"x"}}},
	{"where", &crmstreamv1.ListUsersRequest{Where: []string{"name = x"}}},
	{"parent_id", &crmstreamv1.ListPublicationsRequest{ParentId: "x"}},
	{"dialog_type_id", &crmstreamv1.ListDialogMessagesRequest{DialogTypeId: "x"}},
	{"created_before", &crmstreamv1.ListDialogMessagesRequest{DialogTypeId: "1", CreatedBefore: "x"}},
	{"dialog_type_ids", &crmstreamv1.ListUnreadDialogMessagesRequest{DialogTypeIds: []string{"x"}}},

	{"ids", &crmstreamv1.BatchGetStockItemsRequest{Ids: []string{"x"}}},
	{"ids", &crmstreamv1.BatchGetContactsRequest{}},
	{"ids", &crmstreamv1.BatchGetActivitiesRequest{Ids: []string{"1", "0"}}},
	{"ids", &crmstreamv1.BatchGetDealsRequest{Ids: []string{"007"}}},
	{"ids", &crmstreamv1.BatchGetInvoicesRequest{Ids: []string{""}}},
	{"ids", &crmstreamv1.GetPublicationRequest{Id: "x"}},
	{"ids", &crmstreamv1.GetFormRequest{Id: "0"}},
	{"ids", &crmstreamv1.GetCalendarEventRequest{}},
}

// TestMistakesAreFoundBeforeAnythingIsAsked opens requests that cannot be answered. Every list and look-up that can be
// asked wrongly has some.
func TestMistakesAreFoundBeforeAnythingIsAsked(t *testing.T) {
	client := offline(t)
	for _, mistake := range mistakes {
		for _, known := range []*connectors.Catalogue{nil, {}} {
			var classified *connectors.Error
			require.ErrorAs(t, conformance.Opens(client, mistake.req, known), &classified, "%T %v", mistake.req, mistake.req)
			require.Equal(t, connectors.KindInvalidRequest, classified.Kind, "%T %v", mistake.req, mistake.req)
			require.Equal(t, mistake.field, classified.Field, "%T %v", mistake.req, mistake.req)
		}
	}
	var found []string
	for _, mistake := range mistakes {
		found = append(found, string(mistake.req.ProtoReflect().Descriptor().Name()))
	}
	for _, list := range client.Lists() {
		if slices.ContainsFunc(list.Fields, func(field string) bool { return field != "only_deleted" }) {
			require.Contains(t, found, string(list.Request().Descriptor().Name()))
		}
	}
	for _, lookUp := range client.LookUps() {
		require.Contains(t, found, string(lookUp.Request().Descriptor().Name()))
	}
}

// TestOpeningAsksNothing opens a request of every list and look-up.
func TestOpeningAsksNothing(t *testing.T) {
	client := offline(t)
	var requests []proto.Message
	for _, l := range lists {
		requests = append(requests, l.request())
	}
	for _, l := range fixedLists {
		requests = append(requests, l.request)
	}
	for _, r := range reads {
		requests = append(requests, r.request([]string{"1", "2"}, true))
	}
	for _, request := range []func([]string, bool) proto.Message{publicationByID, formByID, calendarEventByID} {
		requests = append(requests, request([]string{"1"}, true))
	}
	opened := map[string]bool{}
	for _, req := range requests {
		require.NoError(t, conformance.Opens(client, req, nil), "%T", req)
		opened[string(req.ProtoReflect().Descriptor().Name())] = true
	}
	require.Len(t, opened, len(client.Lists())+len(client.LookUps()))
}
