package apro_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// series returns so many ids from 1 on.
func series(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = strconv.Itoa(i + 1)
	}
	return ids
}

// TestLookUpsAskForTheDeletedLast has a batch that takes two requests: first both for what exists, then both for the rest.
func TestLookUpsAskForTheDeletedLast(t *testing.T) {
	client, asked := sends(t, `{"list":[],"count":"0"}`)
	page, err := conformance.Find(t.Context(), client, contactsByID(series(51), false))
	require.NoError(t, err)
	require.Empty(t, page.Records)
	first := strings.Join(series(50), " ")
	require.Equal(t, []string{
		"publish 1, ids " + first + ", limit 50", "publish 1, ids 51, limit 1",
		"publish 0, ids " + first + ", limit 50", "publish 0, ids 51, limit 1",
	}, askedByID(*asked))
}

// TestRequestsByID compares what goes over the wire with the vendor's page.
func TestRequestsByID(t *testing.T) {
	wants := map[string]map[string]string{
		"stock/filter":      {"publish": "1", "by_ids[0": "5", "by_ids[1": "9", "limit": "2"},
		"accounts/get_full": {"ids[0": "5", "ids[1": "9"},
		"purchaser/attach":  {"ids[0": "5", "ids[1": "9"},
		"sales/details":     {"ids[0": "5", "ids[1": "9"},
		"stock/comments":    {"entity_id[0": "5", "entity_id[1": "9"},
		"sales/comments":    {"entity_id[0": "5", "entity_id[1": "9"},
	}
	for _, r := range reads {
		want, ok := wants[r.op]
		if !ok {
			continue
		}
		t.Run(r.op, func(t *testing.T) {
			client, asked := sends(t, `{"list":[]}`)
			_, err := r.read(t.Context(), client, []string{"9", "5", "9"})
			if err != nil {
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindFilterIgnored}, "list is no id")
			}
			if r.op == "stock/filter" {
				require.Equal(t, []string{
					"publish 1, ids 5 9, limit 2", "publish 0, ids 5 9, limit 2", // existing items, then deleted ones
					"publish 1, ids 5, limit 1", "publish 1, ids 9, limit 1", "publish 0, ids 5, limit 1", "publish 0, ids 9, limit 1",
				}, askedByID(*asked), "no id is called missing that was not asked for alone")
			} else {
				require.Len(t, *asked, 1)
			}
			for name, value := range want {
				require.Equal(t, value, (*asked)[0][name], name)
			}
			require.NotContains(t, (*asked)[0], "type")
		})
	}
}

// TestRecordsOfServersThatTakeIDsOtherwise finds all records of servers that take a list of ids as something else.
func TestRecordsOfServersThatTakeIDsOtherwise(t *testing.T) {
	manners := map[string]func(form url.Values) []string{
		"the first of a list": func(f url.Values) []string {
			for _, key := range []string{"params[byid]", "params[by_ids][0]"} {
				if f.Get(key) != "" {
					return []string{f.Get(key)}
				}
			}
			return nil
		},
		"none of a list": func(f url.Values) []string { return f["params[byid]"] },
		"a list as its number of elements": func(f url.Values) []string {
			if f.Has("params[by_ids][0]") {
				return []string{"1"}
			}
			return f["params[byid]"]
		},
		"the type of the first of a list": func(f url.Values) []string {
			var found []string
			for i := 0; f.Has("params[by_ids][" + strconv.Itoa(i) + "]"); i++ {
				id := f.Get("params[by_ids][" + strconv.Itoa(i) + "]")
				if id[len(id)-1]%2 == f.Get("params[by_ids][0]")[len(f.Get("params[by_ids][0]"))-1]%2 {
					found = append(found, id)
				}
			}
			return append(found, f["params[byid]"]...)
		},
	}
	for manner, ids := range manners {
		for _, r := range reads {
			if r.op != "stock/filter" && r.op != "applications/filter" && r.op != "sales/filter" {
				continue
			}
			t.Run(manner+"/"+r.op, func(t *testing.T) {
				exists := map[string]bool{"11": true, "12": true, "13": true, "14": true}
				client := answering(t, func(w http.ResponseWriter, req *http.Request) {
					require.NoError(t, req.ParseForm())
					list := []string{}
					for _, id := range ids(req.PostForm) {
						if exists[id] && req.PostForm.Get("params[publish]") == "1" {
							list = append(list, `{"id":"`+id+`","type":"`+id[1:]+`"}`)
						}
					}
					_, _ = fmt.Fprintf(w, `{"status":"success","data":{"list":[%s],"count":"%d"}}`, strings.Join(list, ","), len(list))
				})
				page, err := r.read(t.Context(), client, []string{"11", "12", "13", "14", "99"})
				require.NoError(t, err)
				require.ElementsMatch(t, []string{"11", "12", "13", "14"}, idsOf(page))
			})
		}
	}
}

// TestIDsThatCannotBe names the field, and asks for nothing.
func TestIDsThatCannotBe(t *testing.T) {
	for _, r := range reads {
		for _, ids := range [][]string{nil, {""}, {"x"}, {"1", "-1"}, {"0"}, {"007"}, {"1.5"}, {"99999999999999999999"}} {
			t.Run(fmt.Sprint(r.name, ids), func(t *testing.T) {
				client, asked := sends(t, `[]`)
				_, err := r.read(t.Context(), client, ids)
				var classified *connectors.Error
				require.ErrorAs(t, err, &classified)
				require.Equal(t, connectors.KindInvalidRequest, classified.Kind)
				require.Equal(t, r.field, classified.Field)
				require.Empty(t, *asked)
			})
		}
	}
	client, asked := sends(t, `[]`)
	_, err := conformance.Fetch(t.Context(), client, commentsOn(crmstreamv1.CommentParent_COMMENT_PARENT_UNSPECIFIED)(series(1), false), connectors.PageRequest{})
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInvalidRequest})
	require.Empty(t, *asked)
}

// TestOtherRecordsThanThoseAskedFor come from servers that do not know a parameter.
func TestOtherRecordsThanThoseAskedFor(t *testing.T) {
	for _, r := range reads {
		t.Run(r.name, func(t *testing.T) {
			answer := `{"7":[]}`
			switch r.op {
			case "stock/filter", "purchaser/filter", "applications/filter", "sales/filter":
				answer = `{"list":[{"id":"7"}],"count":"1"}`
			case "accounts/get_full":
				answer = `{"id":"7"}`
			}
			client, _ := sends(t, answer)
			for _, ids := range [][]string{{"8"}, {"8", "9"}} {
				_, err := r.read(t.Context(), client, ids)
				var classified *connectors.Error
				require.ErrorAs(t, err, &classified)
				require.Equal(t, connectors.KindFilterIgnored, classified.Kind)
				require.Equal(t, r.field, classified.Field)
				require.Equal(t, r.op, classified.Op)
			}
		})
	}
}

// TestRefusedReads has a key without a right, and a server without an operation.
func TestRefusedReads(t *testing.T) {
	for _, r := range reads {
		t.Run(r.name, func(t *testing.T) {
			for kind, mode := range map[connectors.Kind]func(*sandbox.Settings){
				connectors.KindForbidden:   func(s *sandbox.Settings) { s.Denied = []string{r.op} },
				connectors.KindUnsupported: func(s *sandbox.Settings) { s.Missing = []string{r.op} },
			} {
				_, client := newSandbox(t, conformance.Upstream{Rows: 10}, r.op, mode)
				_, err := r.read(t.Context(), client, series(3))
				require.ErrorIs(t, err, &connectors.Error{Kind: kind})
			}
		})
	}
}

// TestAnswersOfTheWrongForm are refused, and what stands for nothing is not.
func TestAnswersOfTheWrongForm(t *testing.T) {
	for _, r := range reads[4:] {
		t.Run(r.name, func(t *testing.T) {
			for _, answer := range []string{`true`, `"text"`, `7`} {
				client, _ := sends(t, answer)
				_, err := r.read(t.Context(), client, series(2))
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMalformedResponse}, answer)
			}
			for _, answer := range []string{`[]`, `{}`, `false`, `{"1":[],"2":null}`, `{"1":{}}`} {
				client, _ := sends(t, answer, `[]`)
				page, err := r.read(t.Context(), client, series(2))
				require.NoError(t, err, answer)
				if r.op == "purchaser/attach" || r.op == "sales/details" {
					require.Len(t, page.Records, 2)
				} else {
					require.Empty(t, page.Records)
				}
			}
		})
	}
}
