package apro_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// What public clients have seen of servers, besides what the vendor's page says.

// rowOf is a row of each list with custom fields: a list of them, or a map by id.
var rowOf = map[string]string{
	sandbox.ListStock: `{"id":"7","stock_activity_date":"2026-01-01 10:00:00","date_add":"2020-01-01 10:00:00",
		"fields":[{"id":"5","type":%[1]q,"value":%[2]s}]}`,
	sandbox.ListContacts: `{"id":"7","customer_activity_date":"2026-01-01 10:00:00","create_date":"2020-01-01 10:00:00",
		"fields":{"5":{"id":"5","datatype":%[1]q,"value":%[2]s}}}`,
	sandbox.ListActivities: `{"id":"7","request_activity_date":"2026-01-01 10:00:00","date_create":"2020-01-01 10:00:00",
		"fields":{"5":{"id":"5","datatype":%[1]q,"value":%[2]s}}}`,
	sandbox.ListDeals: `{"id":"7","sale_activity_date":"2026-01-01 10:00:00","date_create":"2020-01-01 10:00:00",
		"fields":{"5":{"id":"5","datatype":%[1]q,"value":%[2]s}}}`,
}

// TestListsOfValues reads lists of texts and of numbers in custom fields of each datatype: typed where the API has a form for them,
// else as they came.
func TestListsOfValues(t *testing.T) {
	unread := func(why, raw string) string { return fmt.Sprintf(`{"parseError":%q,"rawText":%q}`, why, raw) }
	tests := []struct{ datatype, value, want string }{
		{"text", `["a","b"]`, unread("not a text", `["a","b"]`)},
		{"text", `[1,2.50]`, unread("not a text", `[1,2.50]`)},
		{"text", `{"0":"a","2":"b"}`, unread("not a text", `{"0":"a","2":"b"}`)},
		{"text", `"[a]"`, `{"text":"[a]"}`},
		{"integer", `[1,2]`, unread("not a number", `[1,2]`)},
		{"integer", `["1"]`, unread("not a number", `["1"]`)},
		{"decimal", `["1.50","2.00"]`, unread("not a number", `["1.50","2.00"]`)},
		{"price", `[1.50]`, unread("not a number", `[1.50]`)},
		{"radio", `["1","0"]`, unread("not a flag", `["1","0"]`)},
		{"date", `["2026-01-01"]`, unread("not a date", `["2026-01-01"]`)},
		{"datetime", `["2026-01-01 10:00:00"]`, unread("not a date and time", `["2026-01-01 10:00:00"]`)},
		{"time", `["10:00:00"]`, unread("not a time of day", `["10:00:00"]`)},
		{"select", `["a, b","c"]`, `{"options":{"options":[{"text":"a, b"},{"text":"c"}]}}`},
		{"select", `[3]`, `{"options":{"options":[{"text":"3"}]}}`},
		{"multiselect", `["a, b",3]`, `{"options":{"options":[{"text":"a, b"},{"text":"3"}]}}`},
		{"file", `["a","b"]`, `{"files":{"files":[{"name":"a"},{"name":"b"}]}}`},
		{"attach", `["7",8]`, `{"references":{"references":[{"id":"7"},{"id":"8"}]}}`},
		{"integer_range", `[1,2,3]`, unread("not a range", `[1,2,3]`)},
		{"of another kind", `["a",2]`, `{"text":"[\"a\",2]"}`},
	}
	for list, row := range rowOf {
		for _, test := range tests {
			t.Run(list+"/"+test.datatype+test.value, func(t *testing.T) {
				l := named(t, list)
				body := fmt.Sprintf(`{"status":"success","data":{"count":"1","list":[`+row+`]}}`, test.datatype, test.value)
				client := answering(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) })
				page := l.page(t, client, `{"ids":["7"]}`, 0)
				require.Len(t, page.Records, 1)
				record := l.decode(t, page.Records[0].Wire)
				got := record.Get(record.Descriptor().Fields().ByName("fields")).Map()
				want := &crmstreamv1.FieldValue{}
				require.NoError(t, protojson.Unmarshal([]byte(test.want), want))
				require.Equal(t, 1, got.Len())
				got.Range(func(_ protoreflect.MapKey, v protoreflect.Value) bool {
					require.Empty(t, cmp.Diff(want, v.Message().Interface(), protocmp.Transform()))
					return true
				})
			})
		}
	}
}

// TestListsOfValuesOfTheEmulator reads lists of values beside others, of an emulator that sends both.
func TestListsOfValuesOfTheEmulator(t *testing.T) {
	for _, l := range lists[:4] {
		t.Run(l.name, func(t *testing.T) {
			_, client := newSandbox(t, conformance.Upstream{Rows: 200}, l.op, big(func(s *sandbox.Settings) { s.ListValues = true }))
			unread := 0
			for _, record := range l.read(t, client, l.request(), 0).records {
				record.Get(record.Descriptor().Fields().ByName("fields")).Map().Range(func(_ protoreflect.MapKey, v protoreflect.Value) bool {
					value := v.Message().Interface().(*crmstreamv1.FieldValue)
					require.False(t, strings.HasPrefix(value.GetText(), "["))
					if strings.HasPrefix(value.GetRawText(), "[") {
						require.NotEmpty(t, value.GetParseError())
						unread++
					}
					return true
				})
			}
			require.Positive(t, unread)
		})
	}
}

// TestLinksWithTypes are told with their ids, whichever list has these.
func TestLinksWithTypes(t *testing.T) {
	server := newServer(t, conformance.Upstream{Rows: 300}, "", inIntrum(nil))
	client := newClient(t, conformance.Upstream{}.Carry(server), nil)
	page, err := conformance.Fetch(t.Context(), client, contactLinksByID(server.IDs(sandbox.ListContacts)[:150], false), connectors.PageRequest{})
	require.NoError(t, err)
	require.Empty(t, page.Notices)
	typed := 0
	for _, record := range page.Records {
		l := &crmstreamv1.ContactLinks{}
		require.NoError(t, record.Decode(l))
		for _, kind := range []struct {
			ids   []string
			typed []*crmstreamv1.ContactLinks_TypedLink
		}{{l.GetStockItemIds(), l.GetStockItemTypes()}, {l.GetActivityIds(), l.GetActivityTypes()}, {l.GetDealIds(), l.GetDealTypes()}} {
			require.Len(t, kind.typed, len(kind.ids))
			for i, link := range kind.typed {
				typed++
				require.Equal(t, kind.ids[i], link.GetId())
				require.NotEmpty(t, link.GetTypeId())
				require.NotEmpty(t, link.GetTypeName())
			}
		}
	}
	require.Positive(t, typed)
}

// TestAnswersWhateverTheirStatus are read where they are in the envelope: rows, and errors by their code. Without a code the status
// decides, but for that of application errors.
func TestAnswersWhateverTheirStatus(t *testing.T) {
	const rows = `{"status":"success","data":{"count":"0","list":[]}}`
	fail := func(code string) string { return `{"status":"fail","message":"` + code + `"}` }
	ok := connectors.Kind(0)
	tests := []struct {
		status int
		body   string
		kind   connectors.Kind
	}{
		{501, rows, ok},
		{500, rows, ok},
		{501, fail("ACCESS_DENY"), connectors.KindForbidden},
		{501, fail("LIMIT_EXCEEDED"), connectors.KindRateLimited},
		{501, fail("BAD_REQUEST"), connectors.KindUnsupported},
		{501, fail("BAD_PARAMS"), connectors.KindMisconfigured},
		{501, fail("SERVER_IS_OVERLOADED"), connectors.KindUnavailable},
		{501, fail("The module is off"), connectors.KindMisconfigured},
		{501, `{"status":"fail"}`, connectors.KindUnavailable},
		{501, `<html>501 Not Implemented</html>`, connectors.KindUnavailable},
		{501, `{"error":"not implemented"}`, connectors.KindUnavailable},
		{501, ``, connectors.KindUnavailable},
		{400, fail("BAD_REQUEST"), connectors.KindUnsupported},
		{403, fail("LIMIT_EXCEEDED"), connectors.KindRateLimited},
		{500, fail("ACCESS_DENY"), connectors.KindForbidden},
		{429, fail("Too Many Requests"), connectors.KindRateLimited},
		{403, fail("Forbidden by the gateway"), connectors.KindForbidden},
		{503, fail("Maintenance"), connectors.KindUnavailable},
		{404, fail("no such host"), connectors.KindMisconfigured},
		{504, `<html>504</html>`, connectors.KindUnavailable},
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.status, test.body), func(t *testing.T) {
			client := answering(t, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(test.status)
				_, _ = w.Write([]byte(test.body))
			})
			ctx := connectors.WithMeter(t.Context(), &connectors.Meter{Interactive: true})
			_, err := conformance.Fetch(ctx, client, named(t, sandbox.ListDeals).request(), connectors.PageRequest{})
			if test.kind == ok {
				require.NoError(t, err)
				return
			}
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified)
			require.Equal(t, test.kind, classified.Kind, err)
		})
	}
}

// TestFlagsOfStages are JSON booleans, and mostly absent.
func TestFlagsOfStages(t *testing.T) {
	for flags, want := range map[string]crmstreamv1.DealOutcome{
		``:                                    crmstreamv1.DealOutcome_DEAL_OUTCOME_OPEN,
		`,"is_success":true`:                  crmstreamv1.DealOutcome_DEAL_OUTCOME_WON,
		`,"is_fail":true`:                     crmstreamv1.DealOutcome_DEAL_OUTCOME_LOST,
		`,"is_success":false,"is_fail":true`:  crmstreamv1.DealOutcome_DEAL_OUTCOME_LOST,
		`,"is_success":true,"is_fail":false`:  crmstreamv1.DealOutcome_DEAL_OUTCOME_WON,
		`,"is_success":false,"is_fail":false`: crmstreamv1.DealOutcome_DEAL_OUTCOME_OPEN,
		`,"is_success":null,"is_fail":"1"`:    crmstreamv1.DealOutcome_DEAL_OUTCOME_LOST,
	} {
		t.Run(flags, func(t *testing.T) {
			client := answering(t, func(w http.ResponseWriter, _ *http.Request) {
				_, _ = w.Write([]byte(`{"status":"success","data":[{"id":1,"name":"Sale","stages":[{"id":11,"name":"x","order":1` + flags + `}]}]}`))
			})
			page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListDealTypesRequest{}, connectors.PageRequest{})
			require.NoError(t, err)
			require.Empty(t, page.Notices)
			dealType := &crmstreamv1.DealType{}
			require.NoError(t, page.Records[0].Decode(dealType))
			require.Equal(t, want, dealType.GetStages()[0].GetOutcome())
		})
	}
}

// TestKeysOfEMails are mail or email, wherever rows have addresses.
func TestKeysOfEMails(t *testing.T) {
	const address = "a@example.org"
	listed := func(req proto.Message) func(*testing.T, connectors.Client) (connectors.Page, error) {
		return func(t *testing.T, c connectors.Client) (connectors.Page, error) {
			return conformance.Fetch(t.Context(), c, req, connectors.PageRequest{})
		}
	}
	contact := `{"id":"7","customer_activity_date":"2026-01-01 10:00:00",%s}`
	tests := []struct {
		name      string
		read      func(*testing.T, connectors.Client) (connectors.Page, error)
		data      string // with one row
		rows      []string
		addressOf func(*testing.T, connectors.Record) string
	}{
		{
			"contacts", listed(&crmstreamv1.ListContactsRequest{Ids: []string{"7"}}), `{"count":"1","list":[` + contact + `]}`,
			[]string{`"email":[{"mail":"a@example.org"}]`, `"email":[{"email":"a@example.org"}]`, `"mail":[{"email":"a@example.org"}]`, `"email":["a@example.org"]`},
			func(t *testing.T, r connectors.Record) string {
				m := &crmstreamv1.Contact{}
				require.NoError(t, r.Decode(m))
				return m.GetEmails()[0].GetAddress()
			},
		},
		{
			"users", listed(&crmstreamv1.ListUsersRequest{}), `{"7":{"id":"7",%s}}`,
			[]string{`"internalemail":[{"mail":"a@example.org"}]`, `"internalemail":[{"email":"a@example.org"}]`, `"internalmail":[{"mail":"a@example.org"}]`},
			func(t *testing.T, r connectors.Record) string {
				m := &crmstreamv1.User{}
				require.NoError(t, r.Decode(m))
				return m.GetInternalEmails()[0].GetAddress()
			},
		},
		{
			"users outside", listed(&crmstreamv1.ListUsersRequest{}), `{"7":{"id":"7",%s}}`,
			[]string{`"externalemail":[{"mail":"a@example.org"}]`, `"externalemail":[{"email":"a@example.org"}]`, `"externalmail":[{"email":"a@example.org"}]`},
			func(t *testing.T, r connectors.Record) string {
				m := &crmstreamv1.User{}
				require.NoError(t, r.Decode(m))
				return m.GetExternalEmails()[0].GetAddress()
			},
		},
		{
			"branches", listed(&crmstreamv1.ListBranchesRequest{}), `[{"id":"7",%s}]`,
			[]string{`"email":"a@example.org"`, `"mail":"a@example.org"`},
			func(t *testing.T, r connectors.Record) string {
				m := &crmstreamv1.Branch{}
				require.NoError(t, r.Decode(m))
				return m.GetEmail()
			},
		},
		{
			"companies of invoices", func(t *testing.T, c connectors.Client) (connectors.Page, error) {
				return reads[4].read(t.Context(), c, []string{"7"})
			}, `{"id":"7","client_company":{"id":"1",%s}}`,
			[]string{`"email":"a@example.org"`, `"mail":"a@example.org"`},
			func(t *testing.T, r connectors.Record) string {
				m := &crmstreamv1.Invoice{}
				require.NoError(t, r.Decode(m))
				return m.GetContactCompany().GetEmail()
			},
		},
	}
	for _, test := range tests {
		for _, row := range test.rows {
			t.Run(test.name+row, func(t *testing.T) {
				client := answering(t, func(w http.ResponseWriter, _ *http.Request) {
					_, _ = w.Write([]byte(`{"status":"success","data":` + fmt.Sprintf(test.data, row) + `}`))
				})
				page, err := test.read(t, client)
				require.NoError(t, err)
				require.Empty(t, page.Notices)
				require.Equal(t, address, test.addressOf(t, page.Records[0]))
			})
		}
	}
}
