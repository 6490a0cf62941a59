package apro_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

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
