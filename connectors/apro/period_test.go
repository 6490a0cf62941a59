package apro_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// contactOf returns the row of a contact.
func contactOf(id, created, active string) string {
	return fmt.Sprintf(`{"id":%q,"create_date":%q,"customer_activity_date":%q}`, id, created, active)
}

func listOf(total int, rows ...string) string {
	return fmt.Sprintf(`{"list":[%s],"count":%d}`, strings.Join(rows, ","), total)
}

// TestPeriodsThatCompareTheCreation tells a server that ignores date_field, whose answers look like the end of the list, and
// asks nothing more of one whose rows show that it obeys.
func TestPeriodsThatCompareTheCreation(t *testing.T) {
	old, recent := contactOf("1", "2020-05-01 10:00:00", "2024-02-01 10:00:00"), contactOf("2", "2024-02-02 10:00:00", "2024-02-02 11:00:00")
	none := listOf(0)
	tests := map[string]struct {
		answers  []string
		records  int
		requests int
		refused  bool
	}{
		"rows show it":                    {[]string{listOf(2, old, recent)}, 2, 2, false},
		"it is asked for":                 {[]string{listOf(1, recent), listOf(2, recent, old), listOf(2, old, recent), listOf(1)}, 1, 4, false},
		"nothing changed":                 {[]string{none, listOf(1, old), listOf(1, old)}, 0, 3, false},
		"nothing can show it":             {[]string{none, listOf(1, recent)}, 0, 2, false},
		"what would have shown it went":   {[]string{none, listOf(1, old), none, none}, 0, 4, false},
		"the creation is compared":        {[]string{none, listOf(1, old), none, listOf(1, old), none}, 0, 5, true},
		"the creation, with newer rows":   {[]string{listOf(1, recent), listOf(2, recent, old), listOf(1, recent), listOf(2, recent, old), listOf(1, recent)}, 0, 5, true},
		"more share the time than a page": {[]string{none, listOf(3, old), listOf(3, contactOf("3", "2024-02-01 09:00:00", "2024-02-01 10:00:00"))}, 0, 3, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			client, asked := serves(t, test.answers...)
			l := named(t, sandbox.ListContacts)
			page, err := conformance.Fetch(t.Context(), client, l.ask(t, `{"activityFrom":"2024-01-15"}`), connectors.PageRequest{})
			require.Len(t, *asked, test.requests)
			if test.refused {
				var classified *connectors.Error
				require.ErrorAs(t, err, &classified)
				require.Equal(t, connectors.KindFilterIgnored, classified.Kind)
				require.Equal(t, "activity_from", classified.Field)
				require.ErrorContains(t, err, "compares the creation")
				return
			}
			require.NoError(t, err)
			require.Len(t, page.Records, test.records)
		})
	}
}

// TestWhatPeriodsCompareIsAskedOnce asks a server once, whatever the lists that follow.
func TestWhatPeriodsCompareIsAskedOnce(t *testing.T) {
	old, none := contactOf("1", "2020-05-01 10:00:00", "2024-02-01 10:00:00"), listOf(0)
	client, asked := sends(t, none, listOf(1, old), listOf(1, old), none)
	l := named(t, sandbox.ListContacts)
	for calls := range 3 {
		require.Empty(t, l.page(t, client, `{"activityFrom":"2024-03-01"}`, 0).Records)
		require.Len(t, *asked, 3+calls)
	}
}

// TestTimesThatLackRows takes no page that comes again for the rest of a time, and says that fewer rows come than are counted.
func TestTimesThatLackRows(t *testing.T) {
	const at = "2024-02-01 10:00:00"
	rows := []string{contactOf("1", "2020-05-01 10:00:00", at), contactOf("2", "2020-05-01 10:00:00", at)}
	l := named(t, sandbox.ListContacts)

	client, _ := sends(t, listOf(3, rows...))
	_, err := conformance.Fetch(t.Context(), client, l.ask(t, `{}`), connectors.PageRequest{})
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
	require.ErrorContains(t, err, "again in place of the next one")

	client, _ = serves(t, listOf(3, rows...))
	page := l.page(t, client, `{}`, 0)
	require.Equal(t, []string{"1", "2"}, idsOf(page))
	require.Equal(t, []connectors.Notice{{Code: "TOTAL_DIFFERS", Message: "the upstream counts 3 records here and sends 2"}}, page.Notices)

	client, _ = serves(t, listOf(60, rows...))
	_, err = conformance.Fetch(t.Context(), client, l.ask(t, `{}`), connectors.PageRequest{})
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
	require.ErrorContains(t, err, "the upstream counts 60 records here and sends no more than 2")
}

// TestInvoicesOfAServerThatIgnoresPages never takes its first page for the last one, whether its total contradicts or not,
// and reads on where it was the first page once only.
func TestInvoicesOfAServerThatIgnoresPages(t *testing.T) {
	tests := map[string]struct {
		total, requests int // requests of higher pages that the first one answers
		longer          int // rows of theirs beyond what is asked for
		fails           bool
	}{
		"beyond the total": {1500, 99, 0, true},
		"up to the total":  {1980, 99, 0, true},
		"once":             {1980, 1, 0, false},
		"a longer page":    {2500, 99, 1, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			client := answering(t, func(w http.ResponseWriter, r *http.Request) {
				page, _ := strconv.Atoi(r.PostFormValue("params[page]"))
				limit, _ := strconv.Atoi(r.PostFormValue("params[limit]"))
				if page > 1 && test.requests > 0 {
					test.requests--
					page, limit = 1, limit+test.longer
				}
				var rows []string
				for i := (page - 1) * limit; i < min(page*limit, test.total); i++ {
					id := i + 1
					if r.PostFormValue("params[orderType]") == "DESC" {
						id = test.total - i
					}
					rows = append(rows, fmt.Sprintf(`{"id":"%d"}`, id))
				}
				_, _ = fmt.Fprintf(w, `{"status":"success","data":{"list":[%s],"total":%d}}`, strings.Join(rows, ","), test.total)
			})
			l := named(t, sandbox.ListInvoices)
			read, err := l.tryRead(t, client, l.request(), 0)
			if !test.fails {
				require.NoError(t, err)
				require.Len(t, read.ids, test.total)
				return
			}
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
			require.ErrorContains(t, err, "accounts/get")
		})
	}
}

// TestStockOfAServerThatIgnoresTypes tells that the items of one type come again for the next, as rows need not show theirs.
func TestStockOfAServerThatIgnoresTypes(t *testing.T) {
	item := func(id string) string {
		return listOf(1, `{"id":"`+id+`","stock_activity_date":"2024-02-01 10:00:00"}`)
	}
	for name, test := range map[string]struct {
		second string
		kind   connectors.Kind
	}{
		"another": {item("6"), 0},
		"again":   {item("5"), connectors.KindFilterIgnored},
	} {
		t.Run(name, func(t *testing.T) {
			client, _ := serves(t, `[{"id":"1"},{"id":"2"}]`, item("5"), test.second)
			l := named(t, sandbox.ListStock)
			read, err := l.tryRead(t, client, l.request(), 0)
			if test.kind == 0 {
				require.NoError(t, err)
				require.Equal(t, []string{"5", "6"}, read.ids)
				return
			}
			require.ErrorIs(t, err, &connectors.Error{Kind: test.kind})
			require.ErrorContains(t, err, "item 5 came with another type")
		})
	}
}
