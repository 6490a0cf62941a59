package solos

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// request is an alias, since its tables are long.
type request = crmstreamv1.ListProjectsRequest

func TestRequestsOnTheWire(t *testing.T) {
	const plain, paging = "GET /backend/public/projects?", `POST /backend/public/projects/filter {"count":100,"offset":0,"order_by":"id","reverse":"0","deleted":"0",`
	for _, c := range []struct {
		name string
		req  *request
		at   connectors.PageRequest
		want string
	}{
		{"whole list", &request{}, connectors.PageRequest{}, plain + "count=100&deleted=0&offset=0&order_by=id&reverse=0"},
		{"deleted ones", &request{OnlyDeleted: true}, connectors.PageRequest{}, plain + "count=100&deleted=1&offset=0&order_by=id&reverse=0"},
		{"newest", &request{Order: "-id"}, connectors.PageRequest{Want: 7}, plain + "count=7&deleted=0&offset=0&order_by=id&reverse=1"},
		{"a few", &request{}, connectors.PageRequest{Want: 7}, plain + "count=7&deleted=0&offset=0&order_by=id&reverse=0"},
		{"a few more", &request{}, connectors.PageRequest{Want: 7, Cursor: "7.5.9"}, plain + "count=12&deleted=0&offset=2&order_by=id&reverse=0"},
		{"near the start", &request{}, connectors.PageRequest{Want: 7, Cursor: "3.5.3"}, plain + "count=10&deleted=0&offset=0&order_by=id&reverse=0"},
		{"all of a page", &request{}, connectors.PageRequest{Want: 99, Cursor: "7.5.9"}, plain + "count=100&deleted=0&offset=2&order_by=id&reverse=0"},
		{"all match", &request{Match: crmstreamv1.ProjectMatch_PROJECT_MATCH_ALL}, connectors.PageRequest{}, paging + `"condition":"and"}`},
		{
			"any match", &request{Match: crmstreamv1.ProjectMatch_PROJECT_MATCH_ANY, StageIds: []string{"3"}, Price: "99.90"},
			connectors.PageRequest{},
			paging + `"condition":"or","buildin_data":{"price":99.90,"step_id":[3]}}`,
		},
		{
			"having", &request{Having: crmstreamv1.ProjectHaving_PROJECT_HAVING_NO_GOODS},
			connectors.PageRequest{},
			paging + `"condition":"and","having":"no_goods"}`,
		},
		{
			"created within", &request{CreatedFrom: "2024-03-01", CreatedBefore: "2024-04-01"},
			connectors.PageRequest{},
			paging + `"condition":"and","buildin_data":{"created":"2024-02-29;2024-04-01"}}`,
		},
		{
			"created from", &request{CreatedFrom: "2024-03-01"},
			connectors.PageRequest{},
			paging + `"condition":"and","buildin_data":{"created":"2024-02-29;2100-01-01"}}`,
		},
		{
			"created before", &request{CreatedBefore: "2024-04-01"},
			connectors.PageRequest{},
			paging + `"condition":"and","buildin_data":{"created":"1970-01-01;2024-04-01"}}`,
		},
		{
			"ids",
			&request{
				FunnelIds: []string{"1", "2"}, OwnerIds: []string{"2"}, GroupIds: []string{"3"}, CurrencyIds: []string{"4"}, ParticipantIds: []string{"5"},
				ParticipantGroupIds: []string{"6"}, EventTypeIds: []string{"7"}, GoodIds: []string{"10", "11"},
			},
			connectors.PageRequest{},
			paging + `"condition":"and","buildin_data":{"actions_type_id":[7],"currency_id":[4],"good_id":[10,11],"group_id":[3],` +
				`"participants_group_id":[6],"participants_user_id":[5],"sales_funnel_id":[1,2],"user_id":[2]}}`,
		},
		{
			"dynamic fields",
			&request{Where: []string{
				"data.client_id in 1,3", "data.contract_date = 2020-01-01", "data.Комментарий = a < b", "data.tags in VIP, 5", "data.code in 007",
			}},
			connectors.PageRequest{},
			paging + `"condition":"and","data":{"client_id":[1,3],"code":["007"],"contract_date":"2020-01-01","tags":["VIP","5"],"Комментарий":"a \u003c b"}}`,
		},
		{
			"the next page of deleted ones", &request{OnlyDeleted: true, StageIds: []string{"1"}},
			connectors.PageRequest{Cursor: "100.5.777"},
			`POST /backend/public/projects/filter {"count":100,"offset":95,"order_by":"id","reverse":"0","deleted":"1","condition":"and","buildin_data":{"step_id":[1]}}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var seen []string
			client := clientOf(t, func(w http.ResponseWriter, r *http.Request) {
				require.Equal(t, []string{"token-value", "secret-value"}, []string{r.Header.Get("X-Crypto-Token"), r.Header.Get("X-Crypto-Secret")})
				require.NotEmpty(t, r.UserAgent())
				body, err := io.ReadAll(r.Body)
				require.NoError(t, err)
				r.Body = io.NopCloser(bytes.NewReader(body))
				if r.Method == http.MethodGet {
					seen = append(seen, "GET "+r.URL.String())
				} else {
					require.Equal(t, "application/json", r.Header.Get("Content-Type"))
					seen = append(seen, "POST "+r.URL.String()+" "+string(body))
				}
				paged(`[{"id":1}]`)(w, r)
			})
			_, err := conformance.Fetch(t.Context(), client, c.req, c.at)
			require.NoError(t, err)
			require.Equal(t, c.want, seen[0])
		})
	}
}

func TestSettingsNameEveryMistake(t *testing.T) {
	err := (&Settings{BaseURL: "http://crm.example.com", PageSize: 501}).Validate()
	for _, part := range []string{"base_url", "https", "token", "secret", "page_size", "overlap"} {
		require.ErrorContains(t, err, part)
	}
	good := Driver().Settings().(*Settings)
	good.BaseURL, good.Token, good.Secret = "https://crm.example.com", connectors.NewSecret("a"), connectors.NewSecret("b")
	require.NoError(t, good.Validate())
	require.Len(t, good.Secrets(), 2)
	good.BaseURL += "/backend/public/"
	require.ErrorContains(t, good.Validate(), "leave it out")
	good.BaseURL, good.PageSize = "https://crm.example.com/crm", good.Overlap
	require.ErrorContains(t, good.Validate(), "page_size")
}

// paged answers with a list whose first page is a body: offsets within the rows get those that are left, and a request for one
// row gets the last one, which is the first in the opposite order.
func paged(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		asked := pageArguments{Count: 100}
		if query := r.URL.Query(); r.Method == http.MethodGet {
			asked.Count, _ = strconv.Atoi(query.Get("count")) // 0 where there are no pages
			asked.Offset, _ = strconv.Atoi(query.Get("offset"))
		} else {
			_ = json.NewDecoder(r.Body).Decode(&asked) // else it is the first page
		}
		rows := rowsIn([]byte(body))
		switch n := len(rows); {
		case asked.Count == 1 && n > 0:
			rows = rows[n-1:]
		case asked.Offset > 0:
			rows = rows[min(asked.Offset, n):]
		default:
			_, _ = io.WriteString(w, body)
			return
		}
		_ = json.NewEncoder(w).Encode(rows)
	}
}

// rowsIn returns the rows of an answer, which is a list or has one.
func rowsIn(body []byte) []json.RawMessage {
	rows := []json.RawMessage{}
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &rows) == nil || json.Unmarshal(body, &members) != nil {
		return rows
	}
	for _, member := range members {
		if json.Unmarshal(member, &rows) == nil {
			return rows
		}
	}
	return []json.RawMessage{}
}

// clientOf returns a client of an upstream with that handler.
func clientOf(t *testing.T, handler http.HandlerFunc) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := New(connectors.Account{Source: "test", TimeZone: time.UTC}, &Settings{
		BaseURL: server.URL, Token: connectors.NewSecret("token-value"), Secret: connectors.NewSecret("secret-value"), PageSize: 100, Overlap: 5,
	})
	require.NoError(t, err)
	return client.(*Client)
}
