package apro_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestNeeds declares the kept lists that records are read with.
func TestNeeds(t *testing.T) {
	_, client := newSandbox(t, conformance.Upstream{Rows: 1}, "", big(nil))
	needs := map[string]string{}
	for _, list := range client.Lists() {
		var words []string
		for _, need := range list.Needs {
			words = append(words, need.String())
		}
		needs[list.Resource] = strings.Join(words, " ")
	}
	for resource, want := range map[string]string{
		"contacts":     "fields?resource=contacts",
		"stockItems":   "fields?resource=stockItems stockTypes stockCategories",
		"activities":   "fields?resource=activities",
		"deals":        "fields?resource=deals dealTypes",
		"invoices":     "",
		"calls":        "callStatuses",
		"contactLinks": "",
		"dealLinks":    "",
		"comments":     "",
	} {
		require.Contains(t, needs, resource)
		require.Equal(t, want, needs[resource], resource)
	}
}

// add adds the records of a response to a catalogue.
func add(t *testing.T, c *connectors.Catalogue, resource string, response proto.Message) {
	t.Helper()
	wire, err := proto.Marshal(response)
	require.NoError(t, err)
	require.NoError(t, c.Add(connectors.Need{Resource: resource}, []connectors.Record{{Wire: wire}}))
}

// addVariants adds a field with the options that the upstream tells of it, and returns their texts by id.
func addVariants(t *testing.T, c *connectors.Catalogue, upstream http.RoundTripper, field string) map[string]string {
	t.Helper()
	var variants []struct{ ID, Value string }
	answer := dataOf(t, upstream, "utils/variants", url.Values{"params[property_id]": {field}})
	require.NoError(t, json.Unmarshal(answer, &variants))
	texts := map[string]string{}
	definition := &crmstreamv1.Field{Key: field}
	for _, v := range variants {
		texts[v.ID] = v.Value
		definition.Options = append(definition.Options, &crmstreamv1.FieldOption{Id: v.ID, Text: v.Value})
	}
	add(t, c, connectors.ListOfFields, &crmstreamv1.ListFieldsResponse{Fields: []*crmstreamv1.Field{definition}})
	return texts
}

// contactsWith reads all contacts with a catalogue.
func contactsWith(t *testing.T, client connectors.Client, catalogue *connectors.Catalogue) []*crmstreamv1.Contact {
	t.Helper()
	var all []*crmstreamv1.Contact
	fetch, err := conformance.Open(client, &crmstreamv1.ListContactsRequest{CreatedFrom: "2001-01-01"}, catalogue)
	require.NoError(t, err)
	var at connectors.PageRequest
	for {
		page, err := fetch(t.Context(), at)
		require.NoError(t, err)
		for _, r := range page.Records {
			var got crmstreamv1.ListContactsResponse
			require.NoError(t, proto.Unmarshal(r.Wire, &got))
			all = append(all, got.GetContacts()...)
		}
		if page.Next == "" {
			return all
		}
		at.Cursor = page.Next
	}
}

// chosen returns the options of a custom field.
func chosen(v *crmstreamv1.FieldValue) []*crmstreamv1.FieldValue_Option {
	if v.GetOption() != nil {
		return []*crmstreamv1.FieldValue_Option{v.GetOption()}
	}
	return v.GetOptions().GetOptions()
}

// TestOptionsAreResolved reads options whose texts have commas and outer blanks: each is one option, with its id, and its
// text is as it was.
func TestOptionsAreResolved(t *testing.T) {
	server, client := newSandbox(t, conformance.Upstream{Rows: 300}, "", big(nil))
	upstream := conformance.Upstream{}.Carry(server)
	plain := contactsWith(t, client, nil)
	texts, catalogue := map[string]map[string]string{}, &connectors.Catalogue{}
	for _, contact := range plain {
		for key, value := range contact.GetFields() {
			for _, option := range chosen(value) {
				require.Empty(t, option.GetId(), "nothing is known without a catalogue")
				if texts[key] == nil {
					texts[key] = addVariants(t, catalogue, upstream, key)
				}
			}
		}
	}
	require.Len(t, texts, 3, "a select, one that depends on it, and a multiselect")
	seen := map[string]bool{}
	for i, contact := range contactsWith(t, client, catalogue) {
		for key, value := range contact.GetFields() {
			var joined, before []string
			for _, option := range chosen(value) {
				require.NotEmpty(t, option.GetId(), option)
				require.Equal(t, texts[key][option.GetId()], option.GetText())
				seen[option.GetText()] = true
				joined = append(joined, option.GetText())
			}
			for _, option := range chosen(plain[i].GetFields()[key]) {
				before = append(before, option.GetText())
			}
			require.Equal(t, strings.Join(before, ","), strings.Join(joined, ","))
		}
	}
	for _, text := range []string{"parking, covered", "Кирпич, монолит", "Gibson ", "новый \"люкс\""} {
		require.True(t, seen[text], text)
	}
}

// namedValues are catalogues of types and statuses as the emulator has them, with names of the test's own. Some are left out.
func namedValues(t *testing.T) *connectors.Catalogue {
	t.Helper()
	won, lost := crmstreamv1.DealOutcome_DEAL_OUTCOME_WON, crmstreamv1.DealOutcome_DEAL_OUTCOME_LOST
	catalogue := &connectors.Catalogue{}
	for _, id := range []string{"1", "2", "3"} {
		add(t, catalogue, connectors.ListOfStockTypes, &crmstreamv1.ListStockTypesResponse{
			StockTypes: []*crmstreamv1.StockType{{Id: id, Name: proto.String("type " + id)}},
		})
		add(t, catalogue, connectors.ListOfDealTypes, &crmstreamv1.ListDealTypesResponse{
			DealTypes: []*crmstreamv1.DealType{{Id: id, Name: proto.String("type " + id), Stages: []*crmstreamv1.DealStage{
				{Id: id + "1", Name: proto.String("stage " + id + "1")},
				{Id: id + "2", Name: proto.String("stage " + id + "2"), Outcome: lost},
				{Id: id + "4", Name: proto.String("stage " + id + "4"), Outcome: won},
			}}},
		})
		add(t, catalogue, connectors.ListOfStockCategories, &crmstreamv1.ListStockCategoriesResponse{
			StockCategories: []*crmstreamv1.StockCategory{{Id: id + "1", Name: proto.String("category " + id + "1")}},
		})
	}
	add(t, catalogue, connectors.ListOfCallStatuses, &crmstreamv1.ListCallStatusesResponse{
		CallStatuses: []*crmstreamv1.CallStatus{{Id: "1", Name: proto.String("status 1")}},
	})
	return catalogue
}

// TestValuesAreNamed names types, stages, categories and statuses in lists and look-ups alike, whether rows show the type
// they are of or not; a value that the catalogue lacks has no name.
func TestValuesAreNamed(t *testing.T) {
	catalogue := namedValues(t)
	for _, dialect := range []string{sandbox.English, sandbox.Intrum} {
		t.Run(dialect, func(t *testing.T) {
			_, client := newSandbox(t, conformance.Upstream{Rows: 300}, "", big(func(s *sandbox.Settings) { s.Dialect, s.ZeroDates = dialect, 0 }))
			first := func(req proto.Message) connectors.Page {
				fetch, err := conformance.Open(client, req, catalogue)
				require.NoError(t, err)
				page, err := fetch(t.Context(), connectors.PageRequest{})
				require.NoError(t, err)
				return page
			}
			requireNamedItems(t, first(&crmstreamv1.ListStockItemsRequest{}))
			requireNamedCalls(t, first(&crmstreamv1.ListCallsRequest{}))
			deals := first(&crmstreamv1.ListDealsRequest{})
			requireNamedDeals(t, deals)
			again := lookUp(t, client, dealsByID(idsOf(deals), false), catalogue)
			require.Len(t, again.Records, len(deals.Records))
			requireNamedDeals(t, again)
		})
	}
}

// lookUp looks records up with a catalogue.
func lookUp(t *testing.T, client connectors.Client, req proto.Message, catalogue *connectors.Catalogue) connectors.Page {
	t.Helper()
	for _, l := range client.LookUps() {
		if l.Request() == req.ProtoReflect().Type() {
			find, err := l.Open(req, catalogue)
			require.NoError(t, err)
			page, err := find(t.Context())
			require.NoError(t, err)
			return page
		}
	}
	require.FailNow(t, "no such look-up", "%T", req)
	return connectors.Page{}
}

func requireNamedItems(t *testing.T, page connectors.Page) {
	t.Helper()
	categories := map[bool]int{}
	for _, r := range page.Records {
		var got crmstreamv1.ListStockItemsResponse
		require.NoError(t, proto.Unmarshal(r.Wire, &got))
		item := got.GetStockItems()[0]
		require.Equal(t, "type "+item.GetTypeId(), item.GetTypeName())
		categories[item.CategoryName != nil]++
		require.Equal(t, item.GetCategoryId() == "11", item.CategoryName != nil)
	}
	require.Positive(t, categories[true])
	require.Positive(t, categories[false])
}

func requireNamedDeals(t *testing.T, page connectors.Page) {
	t.Helper()
	outcomes := map[crmstreamv1.DealOutcome]int{}
	for _, r := range page.Records {
		var got crmstreamv1.ListDealsResponse
		require.NoError(t, proto.Unmarshal(r.Wire, &got))
		deal := got.GetDeals()[0]
		require.Equal(t, "type "+deal.GetTypeId(), deal.GetTypeName())
		want, outcome := "stage "+deal.GetStageId(), crmstreamv1.DealOutcome_DEAL_OUTCOME_UNSPECIFIED
		switch deal.GetStageId()[1] {
		case '2':
			outcome = crmstreamv1.DealOutcome_DEAL_OUTCOME_LOST
		case '4':
			outcome = crmstreamv1.DealOutcome_DEAL_OUTCOME_WON
		case '3', '5':
			want = ""
		}
		require.Equal(t, want, deal.GetStageName())
		require.Equal(t, outcome, deal.GetOutcome())
		outcomes[outcome]++
	}
	require.Len(t, outcomes, 3)
}

func requireNamedCalls(t *testing.T, page connectors.Page) {
	t.Helper()
	seen := map[string]bool{}
	for _, r := range page.Records {
		var got crmstreamv1.ListCallsResponse
		require.NoError(t, proto.Unmarshal(r.Wire, &got))
		call := got.GetCalls()[0]
		seen[call.GetStatusId()] = true
		require.Equal(t, call.GetStatusId() == "1", call.GetStatusName() == "status 1", call)
	}
	require.True(t, seen["1"] && seen["2"] && seen[""])
}
