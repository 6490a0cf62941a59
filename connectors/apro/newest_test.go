package apro_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestNewestOfAServerThatIgnoresPages does not take a second page that is the first one for the end.
func TestNewestOfAServerThatIgnoresPages(t *testing.T) {
	for list, data := range map[string]string{
		sandbox.ListContacts: `{"list":[` + atThird + `,` + atSecond + `]}`,
	} {
		t.Run(list, func(t *testing.T) {
			client, _ := sends(t, data)
			l := named(t, list)
			order := map[string]string{sandbox.ListCalls: "-start_time"}[list]
			if order == "" {
				order = "-activity_time"
			}
			_, err := conformance.Fetch(t.Context(), client, l.ask(t, `{"order":"`+order+`"}`), connectors.PageRequest{Want: 20})
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
		})
	}
}

// TestNewestOfPeriods takes rows below the period for its end.
func TestNewestOfPeriods(t *testing.T) {
	l := named(t, sandbox.ListContacts)
	client, _ := sends(t, `{"list":[`+atThird+`,`+atSecond+`],"count":9}`)
	page := l.page(t, client, `{"order":"-activity_time","activityFrom":"2024-01-02T00:00:01Z"}`, 20)
	require.Equal(t, []string{"6"}, idsOf(page))

	client, _ = sends(t, `{"list":[],"count":9}`)
	_, err := conformance.Fetch(t.Context(), client, l.ask(t, `{"order":"-activity_time"}`), connectors.PageRequest{Want: 2})
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
}

// TestTheNewestAreReadOnBelowACutPage reads as many of the newest records of a server that cuts pages as of one that does not.
func TestTheNewestAreReadOnBelowACutPage(t *testing.T) {
	for _, mode := range []string{"default", "no counts", "days only", "exclusive lower", "exclusive upper"} {
		for _, l := range []list{named(t, sandbox.ListContacts), named(t, sandbox.ListDeals), named(t, sandbox.ListCalls)} {
			t.Run(mode+"/"+l.name, func(t *testing.T) {
				order := map[string]string{sandbox.ListCalls: "-start_time"}[l.name]
				if order == "" {
					order = "-activity_time"
				}
				var pages []connectors.Page
				for _, most := range []int{0, 7} {
					_, client := newSandbox(t, conformance.Upstream{Rows: 60, PageCap: most}, l.op, big(modes[mode]))
					pages = append(pages, l.page(t, client, `{"order":"`+order+`"}`, 45))
				}
				require.Len(t, pages[0].Records, 45)
				require.Len(t, pages[1].Records, 45)
				for i, r := range pages[0].Records[:40] { // below, some may share a time
					require.Equal(t, r.Key, pages[1].Records[i].Key)
				}
			})
		}
	}
}

// TestAnEmptyPageThatIsToBeginWithRowsOfTheNewestIsNotTheEnd reads the newest of a server that cuts pages, and sends one without
// rows, once or twice, where the rows of a time were held back.
func TestAnEmptyPageThatIsToBeginWithRowsOfTheNewestIsNotTheEnd(t *testing.T) {
	for empty := range 3 {
		t.Run(fmt.Sprintf("%d empty answers", empty), func(t *testing.T) {
			left := empty
			client := answering(t, func(w http.ResponseWriter, r *http.Request) {
				require.NoError(t, r.ParseForm())
				get := func(name string) string { return r.PostForm.Get("params[" + name) }
				var rows []string
				for i := range 26 {
					id, descending := i+1, get("order]") == "desc"
					if descending {
						id = 26 - i
					}
					at := fmt.Sprintf("2025-01-02 12:00:%02d", id)
					if to := get("date][to]"); len(rows) < 7 && (to == "" || at <= to) {
						rows = append(rows, fmt.Sprintf(`{"id":"%d","customer_activity_date":%q}`, id, at))
					}
				}
				if get("order]") == "desc" && get("date][to]") != "" && left > 0 {
					left--
					rows = nil
				}
				_, _ = fmt.Fprintf(w, `{"status":"success","data":{"list":[%s]}}`, strings.Join(rows, ","))
			})
			page := named(t, sandbox.ListContacts).page(t, client, `{"order":"-activity_time"}`, 20)
			require.Len(t, page.Records, 20)
			require.Zero(t, left)
		})
	}
}
