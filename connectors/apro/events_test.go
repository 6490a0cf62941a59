package apro_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// shelf is an upstream of events, in an order that has nothing to do with their ids.
type shelf struct {
	ids []int
	// most cuts pages, total is the total that is sent, nil for the true one, and asked counts the requests.
	most   int
	total  func(n int) any
	before func(asked int)
	// unpaged sends all rows whatever is asked for; stuck sends the first page always.
	unpaged, stuck bool
	ofPage         bool // the total is that of the page
	asked          int
}

func (s *shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.asked++
	if s.before != nil {
		s.before(s.asked)
	}
	page, _ := strconv.Atoi(r.FormValue("params[page]"))
	size, _ := strconv.Atoi(r.FormValue("params[count]"))
	if s.most > 0 {
		size = min(size, s.most)
	}
	if s.stuck {
		page = 0
	}
	shown := s.ids[min(page*size, len(s.ids)):min((page+1)*size, len(s.ids))]
	if s.unpaged {
		shown = s.ids
	}
	rows := make([]map[string]any, 0, len(shown))
	for _, id := range shown {
		rows = append(rows, map[string]any{"id": strconv.Itoa(id), "publ": "1"})
	}
	data := map[string]any{"list": rows, "total": len(s.ids)}
	if s.total != nil {
		data["total"] = s.total(len(s.ids))
	}
	if s.ofPage {
		data["total"] = len(shown)
	}
	body, _ := json.Marshal(map[string]any{"status": "success", "data": data})
	_, _ = w.Write(body)
}

// events reads all events.
func (s *shelf) events(t *testing.T) ([]string, error) {
	t.Helper()
	client := answering(t, s.ServeHTTP)
	page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListCalendarEventsRequest{}, connectors.PageRequest{})
	ids := make([]string, 0, len(page.Records))
	for _, r := range page.Records {
		ids = append(ids, string(r.ID))
	}
	return ids, err
}

// mixed returns n ids in no order.
func mixed(n int) []int {
	ids := make([]int, n)
	for i := range ids {
		ids[i] = 1 + i*7919%n
	}
	return ids
}

func noTotal(int) any { return nil }

// TestEventsOfManyPages are read until two readings agree; what fits a page costs one request.
func TestEventsOfManyPages(t *testing.T) {
	for name, test := range map[string]struct {
		shelf shelf
		asked int
	}{
		"none":                    {shelf{}, 1},
		"one page":                {shelf{ids: mixed(50)}, 2}, // the second proves the total
		"two pages":               {shelf{ids: mixed(51)}, 4},
		"many pages":              {shelf{ids: mixed(333)}, 14},
		"cut pages":               {shelf{ids: mixed(45), most: 20}, 6},
		"without a total":         {shelf{ids: mixed(45), total: noTotal}, 4},
		"full, without a total":   {shelf{ids: mixed(50), total: noTotal}, 4},
		"total as text":           {shelf{ids: mixed(51), total: func(n int) any { return strconv.Itoa(n) }}, 4},
		"no pages":                {shelf{ids: mixed(60), unpaged: true}, 4},
		"no pages, and no total":  {shelf{ids: mixed(60), unpaged: true, total: noTotal}, 3},
		"cut, and without totals": {shelf{ids: mixed(95), most: 20, total: noTotal}, 12},
	} {
		got, err := test.shelf.events(t)
		require.NoError(t, err, name)
		require.Equal(t, series(len(test.shelf.ids)), got, name)
		require.Equal(t, test.asked, test.shelf.asked, name)
	}
}

// TestEventsThatMove between pages are found by another reading.
func TestEventsThatMove(t *testing.T) {
	s := &shelf{ids: mixed(120)}
	gone := s.ids[3]
	s.before = func(asked int) {
		if asked == 2 { // the row behind the first page moves onto it
			s.ids = slices.Delete(s.ids, 3, 4)
			s.ids = append(s.ids, 121)
		}
	}
	got, err := s.events(t)
	require.NoError(t, err)
	want := slices.DeleteFunc(series(121), func(id string) bool { return id == strconv.Itoa(gone) })
	require.Subset(t, got, want, "also the one that moved to the first page while the second was read")

	restless := &shelf{ids: mixed(120)}
	restless.before = func(int) { restless.ids = restless.ids[1:] }
	got, err = restless.events(t)
	require.NoError(t, err)
	for _, id := range restless.ids {
		require.Contains(t, got, strconv.Itoa(id), "what was there all the time")
	}
}

// TestEventsAtSeveralTimes are as many records of one id. Only what is equal is one that moved.
func TestEventsAtSeveralTimes(t *testing.T) {
	for rows, want := range map[string]int{
		`{"id":"2","dtstart":"1800000000"},{"id":"1"},{"id":"2","dtstart":"1700000000"}`:                           3,
		`{"id":"2","dtstart":"1800000000","queue":"8"},{"id":"2","dtstart":"1800000000","queue":"9"},{"id":"1"}`:   3,
		`{"id":"2","dtstart":"1800000000"},{"id":"2","dtstart":"1800000000","summary":"x"},{"id":"2","year":2000}`: 3,
		`{"id":"2","dtstart":"1800000000"},{"id":"2","dtstart":"1800000000"},{"id":"1"}`:                           2,
	} {
		client, _ := sends(t, `{"list":[`+rows+`]}`, `{"list":[]}`, `{"list":[`+rows+`]}`, `{"list":[]}`)
		page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListCalendarEventsRequest{}, connectors.PageRequest{})
		require.NoError(t, err)
		require.Len(t, page.Records, want, rows)
		require.Equal(t, 3-want, page.Repeats)
		require.True(t, slices.IsSortedFunc(page.Records, connectors.Record.Compare))
	}
}

// TestRepeatingEvents has an emulator's event with its occurrences.
func TestRepeatingEvents(t *testing.T) {
	_, client := newSandbox(t, conformance.Upstream{Rows: 10}, "org_events/list", func(s *sandbox.Settings) { s.Organizer = sandbox.Organizer29 })
	events := listed[*crmstreamv1.ListCalendarEventsResponse](t, client, "calendar events", &crmstreamv1.ListCalendarEventsRequest{},
		&crmstreamv1.ListCalendarEventsResponse{}).GetCalendarEvents()
	starts := map[string][]time.Time{}
	for _, e := range events {
		starts[e.GetId()] = append(starts[e.GetId()], e.GetStartTime().AsTime())
	}
	require.Len(t, starts, len(events)-2)
	first := starts[events[0].GetId()]
	require.Len(t, first, 3)
	for i := range first[1:] {
		require.Equal(t, 7*24*time.Hour, first[i+1].Sub(first[i]))
	}
}

// TestAShortFirstPage may have been cut, and a row have moved onto it before the empty one: another reading shows it.
func TestAShortFirstPage(t *testing.T) {
	s := &shelf{ids: mixed(31), most: 30, total: noTotal}
	last := s.ids[30]
	s.before = func(asked int) {
		if asked == 2 {
			s.ids = s.ids[1:]
		}
	}
	got, err := s.events(t)
	require.NoError(t, err)
	require.Contains(t, got, strconv.Itoa(last))
}

// TestEventsOfOnePageCostOneRequestOnceTotalsAreProven reads a list of two pages, and then one of one page by the same client.
func TestEventsOfOnePageCostOneRequestOnceTotalsAreProven(t *testing.T) {
	s := &shelf{ids: mixed(60)}
	client := answering(t, s.ServeHTTP)
	for _, step := range []struct{ rows, asked int }{{60, 4}, {29, 1}, {7, 1}, {0, 1}} {
		s.ids, s.asked = mixed(step.rows), 0
		page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListCalendarEventsRequest{}, connectors.PageRequest{})
		require.NoError(t, err)
		require.Len(t, page.Records, step.rows)
		require.Equal(t, step.asked, s.asked)
	}
}

// TestEventsOfBrokenServers never become a list that lacks some without a word.
func TestEventsOfBrokenServers(t *testing.T) {
	for name, test := range map[string]struct {
		shelf  shelf
		kind   connectors.Kind // 0 where the list ends
		notice string
		asked  int
	}{
		"stuck":              {shelf{ids: mixed(120), stuck: true}, connectors.KindInconsistent, "", 3},
		"stuck, no total":    {shelf{ids: mixed(120), stuck: true, total: noTotal}, connectors.KindInconsistent, "", 3},
		"stuck and short":    {shelf{ids: mixed(3), stuck: true, total: noTotal}, 0, paging.NoticeEndUnproven, 3},
		"a total too high":   {shelf{ids: mixed(60), total: func(n int) any { return n + 1 }}, 0, paging.NoticeTotalDiffers, 9},
		"a total of pages":   {shelf{ids: mixed(60), ofPage: true}, 0, "", 7},
		"a page is missing":  {shelf{ids: mixed(60), total: func(n int) any { return n + 50 }}, connectors.KindInconsistent, "", 9},
		"repeated ids":       {shelf{ids: append(mixed(60), 5)}, 0, paging.NoticeTotalDiffers, 9},
		"too many":           {shelf{ids: mixed(2_001)}, connectors.KindDataLost, "", 1},
		"too many, no total": {shelf{ids: mixed(2_001), total: noTotal}, connectors.KindDataLost, "", 41},
	} {
		t.Run(name, func(t *testing.T) {
			client := answering(t, test.shelf.ServeHTTP)
			page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListCalendarEventsRequest{}, connectors.PageRequest{})
			require.Equal(t, test.asked, test.shelf.asked)
			if test.kind != 0 {
				require.ErrorIs(t, err, &connectors.Error{Kind: test.kind})
				require.ErrorContains(t, err, "org_events/list")
				return
			}
			require.NoError(t, err)
			require.GreaterOrEqual(t, len(page.Records), len(series(len(test.shelf.ids)))-1)
			codes := ""
			for _, n := range page.Notices {
				codes += n.Code
			}
			require.Contains(t, codes, test.notice)
			require.Equal(t, test.notice == "", codes == "")
		})
	}
}

// TestDeletedEvents are verified, and told where rows do not show it.
func TestDeletedEvents(t *testing.T) {
	req := &crmstreamv1.ListCalendarEventsRequest{OnlyDeleted: true}
	client := saying(t, `{"list":[{"id":"1","publ":"1"}],"total":1}`)
	_, err := conformance.Fetch(t.Context(), client, req, connectors.PageRequest{})
	var e *connectors.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, connectors.KindFilterIgnored, e.Kind)
	require.Equal(t, "only_deleted", e.Field)
	resp := listed[*crmstreamv1.ListCalendarEventsResponse](t, saying(t, `{"list":[{"id":"1"},{"id":"2","publ":0}],"total":2}`), "calendar events", req,
		&crmstreamv1.ListCalendarEventsResponse{})
	require.True(t, resp.GetCalendarEvents()[0].GetDeleted())
	require.True(t, resp.GetCalendarEvents()[1].GetDeleted())
}

// TestEventsWithoutTheirID have the one that was asked for; others are of a server that does not know the parameter.
func TestEventsWithoutTheirID(t *testing.T) {
	page, err := conformance.Find(t.Context(), saying(t, `{"event":{"title":"x"},"users":[]}`), calendarEventByID([]string{"7"}, false))
	require.NoError(t, err)
	resp := &crmstreamv1.GetCalendarEventResponse{}
	require.NoError(t, proto.Unmarshal(page.Records[0].Wire, resp))
	require.Equal(t, "7", resp.GetCalendarEvent().GetId())
	require.Equal(t, "7", string(page.Records[0].ID))
	for _, read := range []struct {
		data string
		get  func() (connectors.Page, error)
	}{
		{"event", func() (connectors.Page, error) {
			return conformance.Find(t.Context(), saying(t, `{"event":{"id":"8"}}`), calendarEventByID([]string{"7"}, false))
		}},
		{"publication", func() (connectors.Page, error) {
			return conformance.Find(t.Context(), saying(t, `{"8":{"id":"8"}}`), publicationByID([]string{"7"}, false))
		}},
	} {
		_, err := read.get()
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindFilterIgnored}, read.data)
	}
	for _, data := range []string{`[]`, `{}`, `false`, `{"event":[]}`, `{"event":null,"users":[]}`} {
		page, err := conformance.Find(t.Context(), saying(t, data), calendarEventByID([]string{"7"}, false))
		require.NoError(t, err, data)
		require.Empty(t, page.Records, data)
	}
}

// TestAnswersOfForms tells what is a form, what is none, and what is broken.
func TestAnswersOfForms(t *testing.T) {
	for body, want := range map[string]connectors.Kind{
		`{"formtype":"1"}`: 0, `{"def_customer":[]}`: 0, `{"status":"success","data":{"formtype":"1"}}`: 0,
		`{"status":"fail"}`:                            connectors.KindNotFound,
		`{"status":"fail","message":"ACCESS_DENY"}`:    connectors.KindForbidden,
		`{"status":"fail","message":"LIMIT_EXCEEDED"}`: connectors.KindRateLimited,
		`{"error":"no"}`:                               connectors.KindMalformedResponse,
		`<html>`:                                       connectors.KindMalformedResponse,
		`"x"`:                                          connectors.KindMalformedResponse,
		`{"formtype":"1","ext_stock":{"1":{"name":"\ud8"}`: connectors.KindMalformedResponse,
	} {
		client := answering(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) })
		page, err := conformance.Find(connectors.WithMeter(t.Context(), &connectors.Meter{Interactive: true}), client, formByID([]string{"7"}, false))
		if want == 0 {
			require.NoError(t, err, body)
			require.Len(t, page.Records, 1, body)
			continue
		}
		require.ErrorIs(t, err, &connectors.Error{Kind: want}, body)
	}
	for _, body := range []string{`[]`, `{}`} {
		client := answering(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) })
		page, err := conformance.Find(t.Context(), client, formByID([]string{"7"}, false))
		require.NoError(t, err)
		require.Empty(t, page.Records)
	}
}
