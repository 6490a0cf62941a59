package all_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// typeOf has the records of the upstreams of these tests, and their types: 13 is of another than 11 and 12.
var typeOf = map[string]string{"11": "1", "12": "1", "13": "2"}

// lookedUp is one look-up: how it is asked, whether for several ids, and the upstream's rows for the ids that it reads in a
// request.
type lookedUp struct {
	connector, settings string
	single              bool
	request             func(ids []string) proto.Message
	// asked returns the ids of a request.
	asked func(r *http.Request, body string) []string
	// row is a row with the place of its id, and answer is what the rows, joined by commas, stand in.
	row, answer string
}

var numeral = regexp.MustCompile(`\d+`)

// filtered returns the ids that a filter of APRO is asked for. Its server takes one id as byid, and where it knows types, of
// by_ids only those that are of the first one's; no record is deleted.
func filtered(several bool) func(*http.Request, string) []string {
	return func(_ *http.Request, body string) []string {
		form, err := url.ParseQuery(body)
		if err != nil || form.Get("params[publish]") == "0" {
			return nil
		}
		ids := form["params[byid]"]
		var list []string
		for key, values := range form {
			if strings.HasPrefix(key, "params[by_ids][") || several && strings.HasPrefix(key, "params[byid][") {
				list = append(list, values...)
			}
		}
		slices.Sort(list)
		return append(ids, slices.DeleteFunc(list, func(id string) bool { return !several && typeOf[id] != typeOf[list[0]] })...)
	}
}

// posted returns the ids in the arguments of a request whose names have this text.
func posted(argument string) func(*http.Request, string) []string {
	return func(_ *http.Request, body string) []string {
		form, _ := url.ParseQuery(body)
		var ids []string
		for key, values := range form {
			if strings.HasPrefix(key, "params["+argument+"]") {
				ids = append(ids, values...)
			}
		}
		return ids
	}
}

// lookUps are all look-ups of records that have an id of their own in an answer.
func lookUps() map[string]lookedUp {
	const envelope, list = `{"status":"success","data":%s}`, `{"status":"success","data":{"list":[%s],"count":false}}`
	address := func(r *http.Request, _ string) []string {
		return numeral.FindAllString(strings.TrimPrefix(r.URL.Path, "/api/v2/")+" "+r.URL.Query().Get("id__in")+" "+r.URL.Query().Get("id"), -1)
	}
	job := func(_ *http.Request, body string) []string {
		_, ids, _ := strings.Cut(body, `"ids":"`)
		ids, _, _ = strings.Cut(ids, `"`)
		return numeral.FindAllString(ids, -1)
	}
	first := func(ids []string) string { return ids[0] }
	return map[string]lookedUp{
		"apro stockItems": {
			"apro", aproSettings, false, func(ids []string) proto.Message { return &crmstreamv1.BatchGetStockItemsRequest{Ids: ids} },
			filtered(false), `{"id":%s}`, list,
		},
		"apro contacts": {
			"apro", aproSettings, false, func(ids []string) proto.Message { return &crmstreamv1.BatchGetContactsRequest{Ids: ids} },
			filtered(true), `{"id":%s}`, list,
		},
		"apro activities": {
			"apro", aproSettings, false, func(ids []string) proto.Message { return &crmstreamv1.BatchGetActivitiesRequest{Ids: ids} },
			filtered(false), `{"id":%s}`, list,
		},
		"apro deals": {
			"apro", aproSettings, false, func(ids []string) proto.Message { return &crmstreamv1.BatchGetDealsRequest{Ids: ids} },
			filtered(false), `{"id":%s}`, list,
		},
		"apro invoices": {
			"apro", aproSettings, false, func(ids []string) proto.Message { return &crmstreamv1.BatchGetInvoicesRequest{Ids: ids} },
			posted("ids"), `{"id":%s}`, `{"status":"success","data":[%s]}`,
		},
		"apro publications": {
			"apro", aproSettings, true, func(ids []string) proto.Message { return &crmstreamv1.GetPublicationRequest{Id: first(ids)} },
			posted("id"), `{"id":%s}`, `{"status":"success","data":[%s]}`,
		},
		"apro calendarEvents": {
			"apro", aproSettings, true, func(ids []string) proto.Message { return &crmstreamv1.GetCalendarEventRequest{Id: first(ids)} },
			posted("id"), `{"event":{"id":%s,"title":"x"}}`, envelope,
		},
		"administrate tasks": {
			"administrate", administrateSettings, false, func(ids []string) proto.Message { return &crmstreamv1.BatchGetTasksRequest{Ids: ids} },
			address, `{"id":%s}`, "%s",
		},
		"solos projects": {
			"solos", solosSettings, true, func(ids []string) proto.Message { return &crmstreamv1.GetProjectRequest{Id: first(ids)} },
			address, `{"id":%s}`, `{"payload":%s}`,
		},
		"solos projectEvents": {
			"solos", solosSettings, true, func(ids []string) proto.Message { return &crmstreamv1.GetProjectEventRequest{Id: first(ids)} },
			address, `{"id":%s}`, `{"payload":%s}`,
		},
		"proxima contacts": {
			"proxima", proximaSettings + "}", false, func(ids []string) proto.Message { return &crmstreamv1.BatchGetContactsRequest{Ids: ids} },
			job, `{"contact_id":%s}`, `[%s]`,
		},
		"proxima visits": {"proxima", proximaSettings + "}", false, func(ids []string) proto.Message {
			return &crmstreamv1.BatchGetVisitsRequest{Ids: ids, StartFrom: "2025-01-01", StartBefore: "2025-02-01"}
		}, job, `{"task_id":%s,"task_datefrom":"2025-01-15T10:00:00"}`, `[%s]`},
	}
}

// RoundTrip answers with the rows of the ids that are asked for and exist, whose ids are written in this form.
func (l lookedUp) roundTrip(form string) roundTrip {
	return func(r *http.Request) (*http.Response, error) {
		var body []byte
		if r.Body != nil {
			body, _ = io.ReadAll(r.Body)
		}
		answer, status := `{"token":"eeeeeeee","expires_at":"2999-01-01T00:00:00Z"}`, http.StatusOK
		if !strings.HasSuffix(r.URL.Path, "/login") {
			var rows []string
			for _, id := range l.asked(r, string(body)) {
				if typeOf[id] != "" {
					rows = append(rows, fmt.Sprintf(l.row, fmt.Sprintf(form, id)))
				}
			}
			joined := strings.Join(rows, ",")
			switch {
			case l.connector == "administrate" && r.URL.Query().Has("id__in"):
				joined = "[" + joined + "]"
			case len(rows) == 0 && strings.HasSuffix(l.answer, "%s") || len(rows) == 0 && l.connector == "solos":
				status, joined = http.StatusNotFound, `{"message":"not found"}`
			case len(rows) == 0 && strings.HasSuffix(l.answer, `"data":%s}`):
				joined = "[]"
			}
			answer = fmt.Sprintf(l.answer, joined)
		}
		return &http.Response{
			StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader([]byte(answer))), Request: r,
		}, nil
	}
}

// TestIDsInEveryForm looks records up whose ids the upstream writes as numbers, floats or texts, with and without leading
// zeros: one, several of several types, one that no record has, and such a one beside others. All that exist are found, and no other.
func TestIDsInEveryForm(t *testing.T) {
	for name, l := range lookUps() {
		for _, form := range []string{`%s`, `%s.0`, `%s.00`, `"%s"`, `"0%s"`, `"%s.0"`} {
			for _, ids := range [][]string{{"11"}, {"13"}, {"99"}, {"11", "12", "13"}, {"13", "99", "12"}, {"12", "11", "12"}, {"10", "13"}} {
				if l.single && len(ids) > 1 {
					continue
				}
				where := fmt.Sprintf("%s %v as %s", name, ids, form)
				var want []string
				for _, id := range ids {
					if typeOf[id] != "" && !slices.Contains(want, id) {
						want = append(want, id)
					}
				}
				client := upstream{connector: l.connector, settings: l.settings}.client(t, l.roundTrip(form))
				page, err := conformance.Find(t.Context(), client, l.request(ids))
				if len(want) == 0 && err != nil {
					require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindNotFound}, where)
				} else {
					require.NoError(t, err, where)
				}
				var got []string
				for _, r := range page.Records {
					require.NoError(t, errOf(r), where)
					got = append(got, string(r.ID))
				}
				require.ElementsMatch(t, want, got, where)
			}
		}
	}
}

// errOf returns what is wrong with a record as an error.
func errOf(r connectors.Record) error {
	if r.Err == nil {
		return nil
	}
	return fmt.Errorf("record %s: %s", r.Err.ID, r.Err.Message)
}
