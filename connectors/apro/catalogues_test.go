package apro_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// listed returns the whole list of a request, as its response.
func listed[M proto.Message](t *testing.T, client connectors.Client, list string, req, resp proto.Message) M {
	t.Helper()
	for _, l := range fixedLists {
		if l.name == list {
			page, err := conformance.Fetch(t.Context(), client, req, connectors.PageRequest{})
			require.NoError(t, err)
			require.Empty(t, page.Next)
			var wire []byte
			for _, r := range page.Records {
				wire = append(wire, r.Wire...)
			}
			require.NoError(t, proto.Unmarshal(wire, resp))
			return resp.(M)
		}
	}
	require.Fail(t, "no such list: "+list)
	return resp.(M)
}

// saying returns a client of an upstream that always answers with the same data.
func saying(t testing.TB, data string) connectors.Client {
	t.Helper()
	return answering(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"status":"success","data":` + data + `}`))
	})
}

func fields(t *testing.T, data string) []*crmstreamv1.Field {
	t.Helper()
	req := &crmstreamv1.ListFieldsRequest{Resource: "contacts"}
	return listed[*crmstreamv1.ListFieldsResponse](t, saying(t, data), "fields of contacts", req, &crmstreamv1.ListFieldsResponse{}).GetFields()
}

// TestFormsOfDefinitions accepts definitions with a level of types, without one, and bare, each as a map or as a list.
func TestFormsOfDefinitions(t *testing.T) {
	for data, want := range map[string]string{
		`[]`: ``,
		`{"fields":{"7":{"id":"7","datatype":"text"}}}`: `7`,
		`{"fields":[{"id":7,"datatype":"text"}]}`:       `7`,
		`{"fields":[]}`: ``,
		`{"2":{"fields":{"7":{"id":"7"}}},"1":{"fields":[]}}`:                `2:7`,
		`{"10":{"fields":{"7":{"id":"7"}}},"9":{"fields":{"8":{"id":"8"}}}}`: `9:8 10:7`,
		`{"0":{"fields":{"7":{"id":"7"}}}}`:                                  `7`,
		`[{"fields":{"7":{"id":"7"}}},{"fields":{"8":{"id":"8"}}}]`:          `7 1:8`,
		`[{"id":"10","datatype":"text"},{"id":"9","datatype":"text"}]`:       `9 10`,
		`{"6":{"id":"6","datatype":"text"},"9":{"id":"9"}}`:                  `6 9`,
	} {
		var got []string
		for _, f := range fields(t, data) {
			key := f.GetKey()
			if f.TypeId != nil {
				key = f.GetTypeId() + ":" + key
			}
			got = append(got, key)
		}
		require.Equal(t, want, strings.Join(got, " "), data)
	}
}

// TestWhatStandsAroundAField reads groups, dependences, stages and the lists of special fields.
func TestWhatStandsAroundAField(t *testing.T) {
	got := fields(t, `{"groups":{"0":{"id":"0","name":"","childs":["1"]},"4":{"id":4,"name":"Flat","childs":{"3":"3","5":2}}},
		"fields":{"1":{"id":"1","name":"A","datatype":"select","variants":[{"id":"8","value":"b","sort":"2"},{"id":"9","value":" a ","sort":"1","bind":"0"}]},
			"2":{"id":"2","datatype":"multiselect","variants":[]},"3":{"id":"3","datatype":"hologram"}},
		"nested_selects":{"1":["2"]},"deleted_fields":["3"],"disabled_fields":{"4":"2"},
		"stages":{"0":[1],"11":[1,2],"12":["2"]},"price_fields":[3]}`)
	var text []string
	for _, f := range got {
		json, err := protojson.Marshal(f)
		require.NoError(t, err)
		text = append(text, strings.ReplaceAll(string(json), `": `, `":`))
	}
	require.JSONEq(t, `[
		{"key":"1","name":"A","type":"FIELD_TYPE_OPTION","upstreamType":"select","position":0,
			"options":[{"id":"9","text":" a ","position":1},{"id":"8","text":"b","position":2}]},
		{"key":"2","type":"FIELD_TYPE_OPTIONS","upstreamType":"multiselect","optionsOnDemand":true,"parentKey":"1","groupId":"4",
			"groupName":"Flat","position":1,"hidden":true,"stageIds":["11","12"]},
		{"key":"3","type":"FIELD_TYPE_TEXT","upstreamType":"hologram","groupId":"4","groupName":"Flat","position":0,"deleted":true,"price":true}
	]`, "["+strings.Join(text, ",")+"]")
}

// TestUnknownResource names the lists that have custom fields.
func TestUnknownResource(t *testing.T) {
	client := saying(t, `[]`)
	for _, resource := range []string{"", "calls", "Contacts"} {
		_, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListFieldsRequest{Resource: resource}, connectors.PageRequest{})
		var e *connectors.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, connectors.KindInvalidRequest, e.Kind)
		require.Equal(t, "resource", e.Field)
		require.ErrorContains(t, err, "activities, contacts, deals, stockItems, users")
	}
}

// TestUnits are told by the settings, since the upstream does not.
func TestUnits(t *testing.T) {
	settings := apro.Driver().Settings().(*apro.Settings)
	settings.BaseURLs = []string{serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"status":"success","data":[{"id":"7","datatype":"price"},{"id":"8","datatype":"price"}]}`))
	}))}
	settings.APIKey = connectors.NewSecret(sandbox.Defaults().APIKey)
	settings.Units = map[string]string{"7": "EUR"}
	require.NoError(t, settings.Validate())
	client, err := apro.New(connectors.Account{Source: "test"}, settings)
	require.NoError(t, err)
	req := &crmstreamv1.ListFieldsRequest{Resource: "users"}
	got := listed[*crmstreamv1.ListFieldsResponse](t, client, "fields of users", req, &crmstreamv1.ListFieldsResponse{}).GetFields()
	require.Equal(t, "EUR", got[0].GetUnit())
	require.Nil(t, got[1].Unit)
	settings.Units = map[string]string{"price": "EUR", "07": "EUR", "1": "", "2": " m", "3": strings.Repeat("m", 33), "4": "\xff"}
	for _, mistake := range []string{`units: "price"`, `units: "07"`, "units.1", "units.2", "units.3", "units.4"} {
		require.ErrorContains(t, settings.Validate(), mistake)
	}
}

// TestCategoriesInBrokenTrees ends at roots whatever the tree says.
func TestCategoriesInBrokenTrees(t *testing.T) {
	long := `{"id":"1","tree_id":"1","tree_parent":"0","name":"1"}`
	for i := 2; i <= 300; i++ {
		long += `,{"id":"` + strconv.Itoa(i) + `","tree_id":"` + strconv.Itoa(i) + `","tree_parent":"` + strconv.Itoa(i-1) + `","name":"` + strconv.Itoa(i) + `"}`
	}
	for _, test := range []struct{ name, rows, want string }{
		{"ids and places differ", `{"id":"7","tree_id":"1","tree_parent":"0","name":"a"},{"id":"1","tree_id":"2","tree_parent":"1","name":"b"}`, `1<7 a/b, 7 a`},
		{"itself", `{"id":"1","tree_id":"1","tree_parent":"1","name":"a"},{"id":"2","tree_id":"2","tree_parent":"1","name":"b"}`, `1 a, 2<1 a/b`},
		{"a loop, and one below it", `{"id":"1","tree_id":"1","tree_parent":"2","name":"a"},{"id":"2","tree_id":"2","tree_parent":"1","name":"b"},
			{"id":"3","tree_id":"3","tree_parent":"2","name":"c"}`, `1 a, 2 b, 3<2 b/c`},
		{"an orphan", `{"id":"1","tree_id":"5","tree_parent":"9","name":"a"}`, `1 a`},
		{"no places", `{"id":"1","name":"a"},{"id":"2","tree_parent":"","name":"b"}`, `1 a, 2 b`},
	} {
		req := &crmstreamv1.ListStockCategoriesRequest{}
		resp := listed[*crmstreamv1.ListStockCategoriesResponse](t, saying(t, `{"4":[`+test.rows+`]}`), "stock categories", req, &crmstreamv1.ListStockCategoriesResponse{})
		var got []string
		for _, c := range resp.GetStockCategories() {
			parent := ""
			if c.ParentId != nil {
				parent = "<" + c.GetParentId()
			}
			got = append(got, c.GetId()+parent+" "+strings.Join(c.GetPath(), "/"))
			require.Equal(t, "4", c.GetTypeId())
		}
		require.Equal(t, test.want, strings.Join(got, ", "), test.name)
	}
	resp := listed[*crmstreamv1.ListStockCategoriesResponse](t, saying(t, `{"4":[`+long+`]}`), "stock categories",
		&crmstreamv1.ListStockCategoriesRequest{}, &crmstreamv1.ListStockCategoriesResponse{})
	require.Len(t, resp.GetStockCategories()[299].GetPath(), 100)
	require.Equal(t, "299", resp.GetStockCategories()[299].GetParentId())
}

// TestFieldOptions asks by the field, by the parent's option, and by both.
func TestFieldOptions(t *testing.T) {
	_, client := newSandbox(t, conformance.Upstream{Rows: 1}, "utils/variants", func(*sandbox.Settings) {})
	texts := func(field, parent string) []string {
		req := &crmstreamv1.ListFieldOptionsRequest{FieldId: field, ParentOptionId: parent}
		var all []string
		last := int32(-1)
		for _, o := range listed[*crmstreamv1.ListFieldOptionsResponse](t, client, "options", req, &crmstreamv1.ListFieldOptionsResponse{}).GetFieldOptions() {
			all = append(all, o.GetText())
			require.Greater(t, o.GetPosition(), last)
			last = o.GetPosition()
		}
		return all
	}
	bound := texts("", "2301")
	require.NotEmpty(t, bound)
	require.Equal(t, bound, texts("41", "2301"))
	require.Greater(t, len(texts("41", "")), len(bound))
	require.Empty(t, texts("987654", ""))
	for field, req := range map[string]*crmstreamv1.ListFieldOptionsRequest{
		"field_id": {}, "parent_option_id": {FieldId: "41", ParentOptionId: "x"},
	} {
		_, err := conformance.Fetch(t.Context(), client, req, connectors.PageRequest{})
		var e *connectors.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, field, e.Field)
	}
}

// TestUsersOfAllStatuses have those who left among them, unless the server does not know statuses.
func TestUsersOfAllStatuses(t *testing.T) {
	users := func(req *crmstreamv1.ListUsersRequest, knows bool) map[string]*crmstreamv1.User {
		_, client := newSandbox(t, conformance.Upstream{Rows: 1}, "worker/filter", func(s *sandbox.Settings) { s.WorkerStatus = knows })
		byID := map[string]*crmstreamv1.User{}
		for _, u := range listed[*crmstreamv1.ListUsersResponse](t, client, "users", req, &crmstreamv1.ListUsersResponse{}).GetUsers() {
			byID[u.GetId()] = u
		}
		return byID
	}
	all, some := users(&crmstreamv1.ListUsersRequest{}, true), users(&crmstreamv1.ListUsersRequest{}, false)
	require.Greater(t, len(all), len(some))
	fired := users(&crmstreamv1.ListUsersRequest{Statuses: []string{"fired"}}, true)
	require.NotEmpty(t, fired)
	for id, u := range fired {
		require.Equal(t, "fired", u.GetStatusText())
		require.NotNil(t, u.Active)
		require.False(t, u.GetActive())
		require.NotContains(t, some, id)
		require.Contains(t, all, id)
	}
}

// TestFiltersOfUsersAreVerified on what rows show.
func TestFiltersOfUsersAreVerified(t *testing.T) {
	client := saying(t, `{"41":{"id":"41","division_id":"1","suboffice_id":"1","status":"onstate"}}`)
	for field, req := range map[string]*crmstreamv1.ListUsersRequest{
		"ids": {Ids: []string{"42"}}, "department_ids": {DepartmentIds: []string{"2"}}, "branch_ids": {BranchIds: []string{"2"}},
		"statuses": {Statuses: []string{"fired"}},
	} {
		_, err := conformance.Fetch(t.Context(), client, req, connectors.PageRequest{})
		var e *connectors.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, connectors.KindFilterIgnored, e.Kind)
		require.Equal(t, field, e.Field)
	}
	_, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListUsersRequest{Ids: []string{"041"}}, connectors.PageRequest{})
	require.NoError(t, err)
}

// TestRowsWithoutAnIDAreTold in their places, and cost the others nothing.
func TestRowsWithoutAnIDAreTold(t *testing.T) {
	client := saying(t, `[{"id":"10","name":"b"},{"name":"?"},{"id":"9","name":"a"},null,"?"]`)
	page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListGroupsRequest{}, connectors.PageRequest{})
	require.NoError(t, err)
	var got []string
	for _, r := range page.Records {
		id := string(r.ID)
		if r.Err != nil {
			id = "!"
		}
		got = append(got, id)
	}
	require.Equal(t, []string{"9", "!", "!", "10", "!"}, got)
}

// TestAnswersThatAreNoLists are malformed, never empty lists.
func TestAnswersThatAreNoLists(t *testing.T) {
	for _, l := range fixedLists {
		for _, data := range []string{`true`, `"none"`, `7`} {
			_, err := conformance.Fetch(t.Context(), saying(t, data), l.request, connectors.PageRequest{})
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMalformedResponse}, "%s: %s", l.name, data)
		}
	}
}
