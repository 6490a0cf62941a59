package apro_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// fixedList is a list that conformance.RunFixed is for.
type fixedList struct {
	name, op string
	request  proto.Message
	response proto.Message
	samples  map[string]string
	local    []string
	// params are what a script sends for all records, besides page and count, and key the member with their ids.
	params url.Values
	key    string
	// pages says that a script reads pages; cost is the number of upstream requests of the list, 1 if 0.
	pages    bool
	pageSize int
	cost     int
}

// excuses returns what the emulator cannot do with lists that have pages.
func (l fixedList) excuses() map[conformance.Check]string {
	if !l.pages {
		return nil
	}
	return map[conformance.Check]string{
		conformance.CheckCut:    "the emulator cuts no such pages; TestEventsOfManyPages and TestDialogsOnServersThatCutPages do",
		conformance.CheckMoving: "the emulator moves no such rows; TestEventsThatMove and TestDialogsThatMove do",
	}
}

// longDialog is the client key of the emulator's longest dialog, which is of type 1.
const longDialog = "00000000000000010000000000000001"

func fieldsOf(resource, op string) fixedList {
	other := "deals"
	if resource == other {
		other = "users"
	}
	return fixedList{
		name: "fields of " + resource, op: op, key: "id",
		request:  &crmstreamv1.ListFieldsRequest{Source: "test", Resource: resource},
		response: &crmstreamv1.ListFieldsResponse{},
		samples:  map[string]string{"resource": `"` + other + `"`},
	}
}

var fixedLists = []fixedList{
	fieldsOf("stockItems", "stock/fields"), fieldsOf("contacts", "purchaser/fields"), fieldsOf("activities", "applications/fields"),
	fieldsOf("deals", "sales/fields"), fieldsOf("users", "worker/fields"),
	{
		name: "options", op: "utils/variants", key: "id", params: url.Values{"params[property_id]": {"41"}},
		request:  &crmstreamv1.ListFieldOptionsRequest{Source: "test", FieldId: "41"},
		response: &crmstreamv1.ListFieldOptionsResponse{},
		samples:  map[string]string{"field_id": `"23"`, "parent_option_id": `"2302"`}, local: []string{"parent_option_id"},
	},
	{
		name: "stock types", op: "stock/types", key: "id", request: &crmstreamv1.ListStockTypesRequest{Source: "test"},
		response: &crmstreamv1.ListStockTypesResponse{},
	},
	{
		name: "stock categories", op: "stock/category", key: "id", request: &crmstreamv1.ListStockCategoriesRequest{Source: "test"},
		response: &crmstreamv1.ListStockCategoriesResponse{},
	},
	{
		name: "activity types", op: "applications/types", key: "id", request: &crmstreamv1.ListActivityTypesRequest{Source: "test"},
		response: &crmstreamv1.ListActivityTypesResponse{},
	},
	{
		name: "deal types", op: "sales/types", key: "id", request: &crmstreamv1.ListDealTypesRequest{Source: "test"},
		response: &crmstreamv1.ListDealTypesResponse{},
	},
	{
		name: "call statuses", op: "calls/statuses", key: "id", request: &crmstreamv1.ListCallStatusesRequest{Source: "test"},
		response: &crmstreamv1.ListCallStatusesResponse{},
	},
	{
		name: "trunks", op: "calls/trunks", key: "trunk_id", request: &crmstreamv1.ListTrunksRequest{Source: "test"},
		response: &crmstreamv1.ListTrunksResponse{},
	},
	{
		name: "phone numbers", op: "calls/phoneNumbers", key: "phone", request: &crmstreamv1.ListPhoneNumbersRequest{Source: "test"},
		response: &crmstreamv1.ListPhoneNumbersResponse{},
	},
	{
		name: "users", op: "worker/filter", key: "id", request: &crmstreamv1.ListUsersRequest{Source: "test"},
		params: url.Values{
			"params[status][]": {"new", "onstate", "outstate", "notworking", "fired"},
		},
		response: &crmstreamv1.ListUsersResponse{},
		samples: map[string]string{
			"where": `["fields.1 = x"]`, "ids": `["41","42"]`, "group_id": `"149"`, "department_ids": `["1"]`, "branch_ids": `["1"]`,
			"last_name": `"o"`, "first_name": `"a"`, "email": `"x"`, "phone": `"7"`, "statuses": `["fired"]`,
		},
	},
	{
		name: "departments", op: "worker/department", key: "id", request: &crmstreamv1.ListDepartmentsRequest{Source: "test"},
		response: &crmstreamv1.ListDepartmentsResponse{},
	},
	{
		name: "branches", op: "worker/filiation", key: "id", request: &crmstreamv1.ListBranchesRequest{Source: "test"},
		response: &crmstreamv1.ListBranchesResponse{},
	},
	{
		name: "groups", op: "managergroup", key: "id", request: &crmstreamv1.ListGroupsRequest{Source: "test"},
		response: &crmstreamv1.ListGroupsResponse{},
	},
	{
		name: "publications", op: "publication/list", key: "id", params: url.Values{"params[parent_id]": {"2"}},
		request:  &crmstreamv1.ListPublicationsRequest{Source: "test", ParentId: "2"},
		response: &crmstreamv1.ListPublicationsResponse{},
		samples:  map[string]string{"parent_id": `"3"`},
	},
	{
		name: "calendar events", op: "org_events/list", key: "id", pages: true, cost: 6, params: allEvents("1"),
		request:  &crmstreamv1.ListCalendarEventsRequest{Source: "test"},
		response: &crmstreamv1.ListCalendarEventsResponse{},
		samples:  map[string]string{"only_deleted": `true`},
	},
	{
		name: "dialog types", op: "externaldialogs/dialogtypeslist", key: "id", pages: true, cost: 4,
		request:  &crmstreamv1.ListDialogTypesRequest{Source: "test"},
		response: &crmstreamv1.ListDialogTypesResponse{},
	},
	{
		name: "dialog messages", op: "externaldialogs/history", key: "hash", pages: true, pageSize: 50, cost: 13,
		params:   url.Values{"params[group]": {"1"}, "params[client]": {longDialog}, "params[date]": {"2000000000"}},
		request:  &crmstreamv1.ListDialogMessagesRequest{Source: "test", DialogTypeId: "1", ClientKey: longDialog},
		response: &crmstreamv1.ListDialogMessagesResponse{},
		samples:  map[string]string{"dialog_type_id": `"2"`, "client_key": `"x"`, "created_before": `"2026-09-01"`},
	},
	{
		name: "unread", op: "externaldialogs/notread", params: url.Values{"params[groups][]": {"1"}, "params[client]": {longDialog}},
		request:  &crmstreamv1.ListUnreadDialogMessagesRequest{Source: "test", DialogTypeIds: []string{"1"}, ClientKey: longDialog},
		response: &crmstreamv1.ListUnreadDialogMessagesResponse{},
		samples:  map[string]string{"dialog_type_ids": `["1","2"]`, "client_key": `"x"`},
	},
}

// allEvents are the params for events of all times, in both generations of the organizer.
func allEvents(published string) url.Values {
	return url.Values{
		"params[filters][publ]": {published}, "params[publ]": {published}, "params[from]": {"0"}, "params[to]": {"2000000000"},
	}
}

// ids returns the ids that a script finds in the answers to what it sends: those of the objects that have them, or the
// names of a map where key is "".
func (l fixedList) ids(t *testing.T, upstream http.Handler) []string {
	t.Helper()
	var ids []string
	for number := 0; ; number++ {
		form := url.Values{"apikey": {sandbox.Defaults().APIKey}, "params[count]": {"50"}}
		for name, values := range l.params {
			form[name] = values
		}
		form.Set("params[page]", string(rune('0'+number)))
		req := httptest.NewRequest(http.MethodPost, "/sharedapi/"+l.op, strings.NewReader(form.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer := httptest.NewRecorder()
		upstream.ServeHTTP(answer, req)
		var body struct{ Data any }
		decoder := json.NewDecoder(answer.Body)
		decoder.UseNumber()
		require.NoError(t, decoder.Decode(&body))
		found := l.find(body.Data)
		ids = append(ids, found...)
		if !l.pages || len(found) == 0 {
			return ids
		}
	}
}

// find walks an answer down to the objects of the list. Objects within these are not theirs.
func (l fixedList) find(value any) []string {
	var ids []string
	switch value := value.(type) {
	case map[string]any:
		switch id := value[l.key].(type) {
		case string:
			return []string{id}
		case json.Number:
			return []string{id.String()}
		}
		for name, member := range value {
			if l.key == "" && name != "list" {
				ids = append(ids, name)
			}
			if name != "groups" {
				ids = append(ids, l.find(member)...)
			}
		}
	case []any:
		for _, element := range value {
			ids = append(ids, l.find(element)...)
		}
	}
	return ids
}

func (l fixedList) open(t *testing.T, u conformance.Upstream, mode func(*sandbox.Settings)) *conformance.Rig {
	t.Helper()
	server, client := newSandbox(t, u, l.op, mode)
	plain := conformance.Upstream{Rows: u.Rows}
	twin, _ := newSandbox(t, plain, l.op, mode) // so that no fault meets the script, and no request of it is counted
	ids := l.ids(t, twin)
	var hook func(int)
	n := 0
	server.OnRequest(func(op string, _ int64) {
		if op == l.op && hook != nil {
			n++
			hook(n)
		}
	})
	return &conformance.Rig{
		Client:  client,
		IDs:     func() []string { return slices.Clone(ids) },
		Before:  func(h func(int)) { hook = h },
		Secrets: []string{sandbox.Defaults().APIKey},
	}
}

// TestFixedListConformance runs the suite of lists without moving rows.
func TestFixedListConformance(t *testing.T) {
	for _, l := range fixedLists {
		t.Run(l.name, func(t *testing.T) {
			for name, mode := range wholeModes {
				if testing.Short() && name != "default" {
					continue
				}
				conformance.RunFixed(t, conformance.Fixed{
					Name:     name,
					Open:     func(t *testing.T, u conformance.Upstream) *conformance.Rig { return l.open(t, u, mode) },
					Request:  func() proto.Message { return proto.Clone(l.request) },
					Samples:  l.samples,
					Local:    l.local,
					PageSize: l.pageSize,
					Requests: l.cost,
					Paged:    l.pages,
					Excuses:  l.excuses(),
				})
			}
		})
	}
}

var wholeModes = map[string]func(*sandbox.Settings){
	"default": func(*sandbox.Settings) {},
	"intrum": func(s *sandbox.Settings) {
		s.Dialect, s.Organizer, s.ContactFieldsByType = sandbox.Intrum, sandbox.Organizer29, true
	},
	"documented types": func(s *sandbox.Settings) { s.DocumentedTypes, s.EmptyObjects = true, true },
}
