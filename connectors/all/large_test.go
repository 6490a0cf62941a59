package all_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// sparedFromRace skips a list of gigabytes in the short pass, which has the race detector: that makes each byte far dearer, and one
// goroutine reads all of them. One list is left.
func sparedFromRace(t *testing.T, list string) {
	t.Helper()
	if testing.Short() && list != "solos projects" {
		t.Skip("the pass without -short reads it")
	}
}

// TestPagesThatAreTooLarge lists what does not fit into answers as large as the settings ask for: all rows come, each
// once, and what was learned is not forgotten with the page.
func TestPagesThatAreTooLarge(t *testing.T) {
	const limit = 64 << 20
	for name, tt := range fats() {
		t.Run(name, func(t *testing.T) {
			sparedFromRace(t, name)
			server := &tt.fat
			client := tt.client(t, server)
			var ids []string
			at, pages := connectors.PageRequest{}, 0
			for {
				page, err := conformance.Fetch(t.Context(), client, tt.request, at)
				require.NoError(t, err)
				for _, r := range page.Records {
					require.Nil(t, r.Err)
					ids = append(ids, string(r.ID))
				}
				if pages++; page.Next == "" {
					break
				}
				require.Less(t, pages, 300)
				at.Cursor = page.Next
			}
			slices.SortFunc(ids, func(a, b string) int { return number(a) - number(b) })
			if !strings.Contains(name, "comments") {
				require.Equal(t, numbers(tt.n), ids)
			} else {
				require.Len(t, ids, tt.n)
			}
			if !strings.Contains(name, "one time") && name != "apro events" && name != "apro contacts by ids" {
				require.Greater(t, pages, 1, "a page is no larger than an answer")
			}
			refused := 0
			for _, rows := range server.asked {
				if rows*tt.bytes > limit {
					refused++
				}
			}
			require.Positive(t, refused, "nothing was too large")
			require.LessOrEqual(t, refused, 5, "from 1000 rows down to 62, and no step twice: %v", server.asked)
			if !strings.HasPrefix(name, "apro") {
				require.LessOrEqual(t, len(server.asked), pages+refused+1, "smaller pages pass for ones that were cut: %v", server.asked)
			}
		})
	}
}

// TestLaterPagesThatAreTooLarge lists rows that become large behind a full page: the shorter pages do not pass for the end.
func TestLaterPagesThatAreTooLarge(t *testing.T) {
	for _, name := range []string{"solos projects", "solos payments of a project", "administrate tasks"} {
		t.Run(name, func(t *testing.T) {
			sparedFromRace(t, name)
			tt := fats()[name]
			tt.n, tt.thin = 300, 150
			client := tt.client(t, &tt.fat)
			seen := map[string]bool{}
			at := connectors.PageRequest{}
			for pages := 0; pages < 100; pages++ {
				page, err := conformance.Fetch(t.Context(), client, tt.request, at)
				require.NoError(t, err)
				for _, r := range page.Records {
					seen[string(r.ID)] = true
				}
				if at.Cursor = page.Next; at.Cursor == "" {
					break
				}
			}
			require.Len(t, seen, tt.n, "%v", tt.asked)
		})
	}
}

// newest are requests for the newest records of lists in fats.
func newest() map[string]proto.Message {
	return map[string]proto.Message{
		"apro contacts":      &crmstreamv1.ListContactsRequest{Order: "-activity_time"},
		"apro invoices":      &crmstreamv1.ListInvoicesRequest{Order: "-id"},
		"solos projects":     &crmstreamv1.ListProjectsRequest{Order: "-id"},
		"administrate tasks": &crmstreamv1.ListTasksRequest{Order: "-id"},
	}
}

// TestNewestThatAreTooLarge lists more of the newest records than fit into an answer.
func TestNewestThatAreTooLarge(t *testing.T) {
	for name, request := range newest() {
		t.Run(name, func(t *testing.T) {
			sparedFromRace(t, name)
			tt := fats()[name]
			const want = 45
			page, err := conformance.Fetch(t.Context(), tt.client(t, &tt.fat), request, connectors.PageRequest{Want: want})
			require.NoError(t, err)
			require.Len(t, page.Records, want)
			for i, r := range page.Records {
				require.Equal(t, strconv.Itoa(tt.n-i), string(r.ID), "%v", tt.asked)
			}
			require.Greater(t, tt.asked[0]*tt.bytes, 64<<20, "all of them fitted")
		})
	}
}

// TestWhatCannotBeMadeSmaller says that a single record is too large, after all sizes were tried once.
func TestWhatCannotBeMadeSmaller(t *testing.T) {
	for name, request := range newest() {
		t.Run(name, func(t *testing.T) {
			sparedFromRace(t, name)
			tt := fats()[name]
			tt.bytes = 65 << 20
			_, err := conformance.Fetch(t.Context(), tt.client(t, &tt.fat), request, connectors.PageRequest{})
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMalformedResponse})
			require.ErrorIs(t, err, connectors.ErrTooLarge)
			require.ErrorContains(t, err, "a single record is that large, which no setting changes")
			require.Equal(t, 1, tt.asked[len(tt.asked)-1])
			require.IsNonIncreasing(t, tt.asked)
		})
	}
	t.Run("proxima contacts by ids", func(t *testing.T) {
		sparedFromRace(t, "proxima contacts by ids")
		tt := fats()["proxima contacts by ids"]
		tt.bytes = 65 << 20
		_, err := conformance.Fetch(t.Context(), tt.client(t, &tt.fat), &crmstreamv1.ListContactsRequest{Ids: []string{"1"}}, connectors.PageRequest{})
		require.ErrorIs(t, err, connectors.ErrTooLarge)
		require.ErrorContains(t, err, "ask for fewer ids")
		require.Len(t, tt.asked, 1, "nothing else was tried")
	})
}

// TestProofsKeepTheirSize fails where what a rule wants to see of the end of a list is too large, and names the setting: fewer rows
// would show something else.
func TestProofsKeepTheirSize(t *testing.T) {
	for name, tt := range map[string]struct {
		rows           int
		envelope, want string
	}{
		"solos projects":            {1, `{"payload":[%s]}`, "set page_size to less than 100"},
		"apro contacts by creation": {20, `{"status":"success","data":{"list":[%s]}}`, "set page_sizes.contacts to less than 19"},
	} {
		t.Run(name, func(t *testing.T) {
			sparedFromRace(t, name)
			list := fats()[name]
			list.thin, list.bytes = tt.rows, 65<<20
			list.page = func(r *http.Request, _ fat) ([]int, string) {
				if number(r.URL.Query().Get("offset")) > 0 || number(r.PostFormValue("params[page]")) > 1 {
					return []int{tt.rows + 1}, tt.envelope
				}
				return some(1, tt.rows, tt.rows), tt.envelope
			}
			_, err := conformance.Fetch(t.Context(), list.client(t, &list.fat), list.request, connectors.PageRequest{})
			require.ErrorIs(t, err, connectors.ErrTooLarge)
			require.ErrorContains(t, err, tt.want)
			require.Equal(t, []int{tt.rows, 1}, list.asked)
		})
	}
}
