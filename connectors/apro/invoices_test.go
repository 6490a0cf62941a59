package apro_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// ledger is an upstream of invoices that is made for a test.
type ledger struct {
	rows []string // in JSON, in the order of their ids
	// counts says that there are totals, and total returns another one than the truth; nil is the truth.
	counts bool
	total  func(shown int) int
	// most cuts pages and says so, cut leaves rows of a page out, and hides does so by their ids.
	most  int
	half  bool // says half the limit that pages have
	cut   func(asked int) int
	hides func(row string) bool
	asked int
}

func (l *ledger) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.asked++
	page, _ := strconv.Atoi(r.FormValue("params[page]"))
	limit, _ := strconv.Atoi(r.FormValue("params[limit]"))
	if l.most > 0 {
		limit = min(limit, l.most)
	}
	rows := slices.Clone(l.rows)
	if r.FormValue("params[orderType]") == "DESC" {
		slices.Reverse(rows)
	}
	rows = rows[min((page-1)*limit, len(rows)):min(page*limit, len(rows))]
	if l.hides != nil {
		rows = slices.DeleteFunc(rows, l.hides)
	}
	if l.cut != nil && len(rows) > 2 {
		rows = rows[:min(len(rows), l.cut(l.asked))]
	}
	data := map[string]any{"list": json.RawMessage("[" + strings.Join(rows, ",") + "]"), "limit": limit}
	if l.half && page == 1 {
		data["limit"] = (limit + 1) / 2
	}
	if l.counts {
		data["total"] = len(l.rows)
	}
	if l.total != nil {
		data["total"] = l.total(len(rows))
	}
	body, _ := json.Marshal(map[string]any{"status": "success", "data": data})
	_, _ = w.Write(body)
}

// bills are n invoices, each as often as is said.
func bills(n, times int) []string {
	var rows []string
	for i := range n * times {
		rows = append(rows, fmt.Sprintf(`{"id":"%d"}`, i/times+1))
	}
	return rows
}

// TestInvoicesOfServersOfAllManners reads each invoice once, whatever the server counts, cuts, hides or doubles.
func TestInvoicesOfServersOfAllManners(t *testing.T) {
	ofPage := func(shown int) int { return shown }
	for name, test := range map[string]struct {
		ledger ledger
		rows   int
		// asked are the requests of the first reading, and of the next one by the same client.
		asked  [2]int
		notice string
	}{
		"none":                        {ledger{counts: true}, 0, [2]int{1, 1}, ""},
		"one":                         {ledger{rows: bills(1, 1), counts: true}, 1, [2]int{2, 2}, ""},
		"one page":                    {ledger{rows: bills(40, 1), counts: true}, 40, [2]int{2, 1}, ""},
		"one page, no totals":         {ledger{rows: bills(40, 1)}, 40, [2]int{2, 2}, ""},
		"one page, full":              {ledger{rows: bills(1000, 1), counts: true}, 1000, [2]int{2, 1}, ""},
		"three pages":                 {ledger{rows: bills(2500, 1), counts: true}, 2500, [2]int{3, 3}, ""},
		"three pages, no totals":      {ledger{rows: bills(2500, 1)}, 2500, [2]int{4, 4}, ""},
		"totals of the page":          {ledger{rows: bills(2500, 1), total: ofPage}, 2500, [2]int{5, 4}, ""},
		"totals of 0":                 {ledger{rows: bills(2500, 1), total: func(int) int { return 0 }}, 2500, [2]int{4, 4}, ""},
		"cut to 100":                  {ledger{rows: bills(250, 1), most: 100, counts: true}, 250, [2]int{4, 4}, ""},
		"cut to 100, no totals":       {ledger{rows: bills(250, 1), most: 100}, 250, [2]int{6, 4}, ""},
		"doubled":                     {ledger{rows: bills(40, 2)}, 40, [2]int{2, 2}, ""},
		"doubled, and totals of them": {ledger{rows: bills(40, 2), counts: true}, 40, [2]int{3, 3}, paging.NoticeTotalDiffers},
		"hides one of seven": {ledger{rows: bills(40, 1), counts: true, hides: func(row string) bool {
			return strings.HasSuffix(row, `5"}`)
		}}, 36, [2]int{3, 3}, paging.NoticeTotalDiffers},
	} {
		t.Run(name, func(t *testing.T) {
			client := answering(t, test.ledger.ServeHTTP)
			l := named(t, sandbox.ListInvoices)
			for i := range 2 {
				test.ledger.asked = 0
				read := l.read(t, client, l.request(), 0)
				require.Len(t, read.ids, test.rows)
				require.Equal(t, test.asked[i], test.ledger.asked)
				require.Equal(t, test.notice != "", slices.Contains(read.notices, test.notice))
			}
		})
	}
}

// TestInvoicesOfServersThatCutPagesAtRandom reads each invoice once.
func TestInvoicesOfServersThatCutPagesAtRandom(t *testing.T) {
	for _, counts := range []bool{true, false} {
		for every := 1; every < 5; every++ {
			client := answering(t, (&ledger{rows: bills(300, 1), counts: counts, cut: func(asked int) int {
				if asked%every == 0 {
					return 2 + asked*7%40
				}
				return 1000
			}}).ServeHTTP)
			l := named(t, sandbox.ListInvoices)
			require.Len(t, l.read(t, client, l.request(), 0).ids, 300, "%v, %d", counts, every)
		}
	}
}

// TestInvoicesOfShortPagesWithHiddenRows reads each invoice once, whichever rows a server hides behind its limit.
func TestInvoicesOfShortPagesWithHiddenRows(t *testing.T) {
	for most := 3; most < 10; most++ {
		for seed := range uint64(12) {
			hidden := map[string]bool{}
			draw := rand.New(rand.NewPCG(seed, 0))
			rows := bills(60, 1)
			for _, row := range rows {
				hidden[row] = draw.IntN(5) == 0
			}
			client := answering(t, (&ledger{rows: rows, most: most, hides: func(row string) bool { return hidden[row] }}).ServeHTTP)
			l := named(t, sandbox.ListInvoices)
			shown := slices.DeleteFunc(slices.Clone(rows), func(row string) bool { return hidden[row] })
			require.Len(t, l.read(t, client, l.request(), 0).ids, len(shown), "pages of %d, seed %d", most, seed)
		}
	}
}

// TestInvoicesOfAServerThatSendsMoreThanItSays reads on in pages of the size that came, not of the one that the server says.
func TestInvoicesOfAServerThatSendsMoreThanItSays(t *testing.T) {
	book := &ledger{rows: bills(40, 2), half: true}
	client := answering(t, book.ServeHTTP)
	l := named(t, sandbox.ListInvoices)
	for want := 2; want > 0; want-- {
		_, err := conformance.Fetch(t.Context(), client, l.request(), connectors.PageRequest{Want: want})
		require.NoError(t, err)
	}
	book.asked = 0
	require.Len(t, l.read(t, client, l.request(), 0).ids, 40)
	require.Equal(t, 2, book.asked)
}

// TestInvoicesThatEndWhereNoPageReachesAcross reads lists whose ends are multiples of every number of rows that a page may have.
func TestInvoicesThatEndWhereNoPageReachesAcross(t *testing.T) {
	for most, rows := range map[int]int{2: 46, 3: 96, 4: 84, 5: 120, 6: 180} {
		client := answering(t, (&ledger{rows: bills(rows, 1), most: most}).ServeHTTP)
		l := named(t, sandbox.ListInvoices)
		require.Len(t, l.read(t, client, l.request(), 0).ids, rows, "pages of %d", most)
	}
}

// TestTheNewestInvoicesAreReadOnBelowACutPage reads as many as are wanted, whatever the server cuts pages to, and proves no end
// where it has them.
func TestTheNewestInvoicesAreReadOnBelowACutPage(t *testing.T) {
	for name, test := range map[string]struct {
		ledger            ledger
		want, came, asked int
	}{
		"fewer than there are": {ledger{rows: bills(40, 1)}, 20, 20, 1},
		"as many":              {ledger{rows: bills(20, 1)}, 20, 20, 1},
		"as many, counted":     {ledger{rows: bills(20, 1), counts: true}, 20, 20, 1},
		"all there are":        {ledger{rows: bills(12, 1)}, 20, 12, 2},
		"cut":                  {ledger{rows: bills(40, 1), most: 8, counts: true}, 20, 20, 5},
		"cut without a word":   {ledger{rows: bills(40, 1), cut: func(int) int { return 6 }}, 20, 20, 13},
		"doubled":              {ledger{rows: bills(40, 2)}, 20, 20, 4},
	} {
		t.Run(name, func(t *testing.T) {
			client := answering(t, test.ledger.ServeHTTP)
			l := named(t, sandbox.ListInvoices)
			page, err := conformance.Fetch(t.Context(), client, l.ask(t, `{"order":"-id"}`), connectors.PageRequest{Want: test.want})
			require.NoError(t, err)
			require.Empty(t, page.Next)
			require.Len(t, page.Records, test.came)
			for i, r := range page.Records {
				require.Equal(t, strconv.Itoa(newestOf(test.ledger.rows)-i), string(r.ID))
			}
			require.Equal(t, test.asked, test.ledger.asked)
		})
	}
}

func newestOf(rows []string) int {
	var last struct{ ID string }
	_ = json.Unmarshal([]byte(rows[len(rows)-1]), &last)
	n, _ := strconv.Atoi(last.ID)
	return n
}
