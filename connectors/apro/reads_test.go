package apro_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

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

// TestLinksTellTheirJSON has the JSON of a record's links exactly where the answer has any, and an error where they are
// of another form.
func TestLinksTellTheirJSON(t *testing.T) {
	client, _ := sends(t, `{"2":{"sale":["5"]},"3":[],"4":"none"}`, `[]`)
	page, err := conformance.Fetch(t.Context(), client, contactLinksByID(series(4), true), connectors.PageRequest{})
	require.NoError(t, err)
	require.Len(t, page.Records, 4)
	for i, want := range []string{"", `{"sale":["5"]}`, ""} {
		var got crmstreamv1.ListContactLinksResponse
		require.NoError(t, proto.Unmarshal(page.Records[i].Wire, &got))
		require.Equal(t, strconv.Itoa(i+1), got.GetContactLinks()[0].GetContactId())
		require.Equal(t, want, got.GetContactLinks()[0].GetRaw())
	}
	require.Equal(t, &connectors.RecordError{ID: "4", Message: "the links are not an object", Raw: []byte(`"none"`)}, page.Records[3].Err)
}

// TestLinksCostWhatIsWanted asks for the links of no more records than are wanted, and goes on behind them.
func TestLinksCostWhatIsWanted(t *testing.T) {
	server, client := newSandbox(t, conformance.Upstream{Rows: 100}, "", big(nil))
	page, err := conformance.Fetch(t.Context(), client, dealLinksByID(series(450), false), connectors.PageRequest{Want: 30})
	require.NoError(t, err)
	require.Len(t, page.Records, 30)
	require.Equal(t, page.Next, page.After(29))
	page, err = conformance.Fetch(t.Context(), client, dealLinksByID(series(450), false), connectors.PageRequest{Cursor: page.Next})
	require.NoError(t, err)
	require.Len(t, page.Records, 200)
	require.Equal(t, "31", string(page.Records[0].ID))
	require.Equal(t, int64(2), server.Requests()["sales/details"])
}

// TestWhatAnAnswerLeavesOutIsAskedForAgain reads links and comments of a server that cuts its answers to one record.
func TestWhatAnAnswerLeavesOutIsAskedForAgain(t *testing.T) {
	client, asked := sends(t, `{"1":{"sale":["5"]}}`, `{"3":{"sale":["6"]}}`, `[]`)
	page, err := conformance.Fetch(t.Context(), client, contactLinksByID(series(3), false), connectors.PageRequest{})
	require.NoError(t, err)
	require.Len(t, *asked, 3)
	for i, want := range [][]string{{"5"}, nil, {"6"}} {
		var got crmstreamv1.ListContactLinksResponse
		require.NoError(t, proto.Unmarshal(page.Records[i].Wire, &got))
		require.Equal(t, want, got.GetContactLinks()[0].GetDealIds())
	}
	client, asked = sends(t, `{"1":[{"id":"7"}]}`, `{"2":[{"id":"8"}]}`)
	page, err = conformance.Fetch(t.Context(), client, commentsOn(crmstreamv1.CommentParent_COMMENT_PARENT_DEAL)(series(2), false), connectors.PageRequest{})
	require.NoError(t, err)
	require.Equal(t, []string{"7", "8"}, idsOf(page))
	require.Len(t, *asked, 2, "all came")
}

// TestLinksAreThoseOfTheRecords compares links with what the lists tell.
func TestLinksAreThoseOfTheRecords(t *testing.T) {
	server, client := newSandbox(t, conformance.Upstream{Rows: 200}, "", big(nil))
	contacts := server.IDs(sandbox.ListContacts)
	deals := map[string][]string{}
	l := named(t, sandbox.ListDeals)
	for _, record := range l.read(t, client, l.request(), 0).records {
		contact := record.Get(record.Descriptor().Fields().ByName("contact_id")).String()
		deals[contact] = append(deals[contact], record.Get(record.Descriptor().Fields().ByName("id")).String())
	}
	page, err := conformance.Fetch(t.Context(), client, contactLinksByID(contacts, false), connectors.PageRequest{})
	require.NoError(t, err)
	found := 0
	for _, record := range page.Records {
		var got crmstreamv1.ListContactLinksResponse
		require.NoError(t, proto.Unmarshal(record.Wire, &got))
		links := got.GetContactLinks()[0]
		require.ElementsMatch(t, deals[links.GetContactId()], links.GetDealIds())
		found += len(links.GetDealIds())
	}
	require.Positive(t, found)
}

// TestCommentsInOrder has comments record after record, those without an id where they came, and each of a contact once
// even if it comes in the answers to two requests.
func TestCommentsInOrder(t *testing.T) {
	const shared, own = `{"id":"90","parent_type":"sale"}`, `{"id":"7"}`
	client, asked := sends(t, `{"10":[`+shared+`,`+own+`,{"text":"?"}],"9":[{"id":"91"}]}`)
	page, err := conformance.Fetch(t.Context(), client, commentsOn(crmstreamv1.CommentParent_COMMENT_PARENT_DEAL)([]string{"10", "9"}, false), connectors.PageRequest{})
	require.NoError(t, err)
	require.Equal(t, []string{"91", "7", "~", "90"}, idsOf(page))
	require.Empty(t, page.After(0))
	require.Equal(t, page.After(1), page.After(3))
	_, err = conformance.Fetch(t.Context(), client, commentsOn(crmstreamv1.CommentParent_COMMENT_PARENT_DEAL)([]string{"10", "9"}, false), connectors.PageRequest{Cursor: page.After(1)})
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindFilterIgnored}, "9 was not asked for this time")
	require.NotContains(t, (*asked)[1], "entity_id[1")

	client, asked = sends(t, `{"1":[`+shared+`,`+own+`]}`, `[]`, `{"201":[{"id":"8"},`+shared+`]}`)
	page, err = conformance.Fetch(t.Context(), client, commentsOn(crmstreamv1.CommentParent_COMMENT_PARENT_CONTACT)(series(201), false), connectors.PageRequest{})
	require.NoError(t, err)
	require.Equal(t, []string{"7", "8", "90"}, idsOf(page))
	require.Equal(t, 1, page.Repeats)
	require.Empty(t, page.Next)
	require.Nil(t, page.After)
	require.Len(t, *asked, 3, "one for each 200, and one for those that the first answer lacks")
}

// TestInvoicesInFullTellWhatTheListTells looks up what the list has.
func TestInvoicesInFullTellWhatTheListTells(t *testing.T) {
	for name, mode := range map[string]func(*sandbox.Settings){
		"default": nil,
		"both":    func(s *sandbox.Settings) { s.Dialect, s.FullInvoices = sandbox.Both, sandbox.FullMap },
	} {
		t.Run(name, func(t *testing.T) {
			_, client := newSandbox(t, conformance.Upstream{Rows: 60}, "", big(mode))
			l := named(t, sandbox.ListInvoices)
			listed := l.read(t, client, &crmstreamv1.ListInvoicesRequest{}, 0)
			page, err := conformance.Find(t.Context(), client, invoicesByID(listed.ids, false))
			require.NoError(t, err)
			require.Empty(t, page.Notices)
			require.Equal(t, listed.ids, idsOf(page))
			inactive := 0
			for i, record := range page.Records {
				full := l.decode(t, record.Wire).Interface().(*crmstreamv1.Invoice)
				require.NotEmpty(t, full.GetLines())
				require.NotNil(t, full.GetPayerParty())
				require.NotNil(t, full.GetRecipientParty())
				require.NotNil(t, full.DueAmount)
				require.NotNil(t, full.TotalAmount)
				inactive += map[bool]int{false: 1}[full.GetActive()]
				full.Lines, full.Contact, full.ContactCompany, full.OwnCompany = nil, nil, nil, nil
				full.PayerParty, full.RecipientParty, full.DueAmount, full.TotalAmount = nil, nil, nil, nil
				require.True(t, proto.Equal(listed.records[i].Interface(), full), "%v\n%v", listed.records[i].Interface(), full)
			}
			require.Positive(t, inactive)
			require.True(t, slices.IsSortedFunc(page.Records, connectors.Record.Compare))
		})
	}
}
