package administrate

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// scripted returns a client of an upstream that gives the answers in turn, and the queries it is sent.
func scripted(t *testing.T, status int, answers ...string) (*Client, *[]url.Values) {
	t.Helper()
	queries := &[]url.Values{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := "[]"
		if n := len(*queries); n < len(answers) {
			body = answers[n]
		}
		*queries = append(*queries, r.URL.Query())
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(server.Close)
	client, err := New(connectors.Account{TimeZone: time.FixedZone("", 3600)},
		&Settings{BaseURL: server.URL, Login: "x", Password: connectors.NewSecret("y"), PageSize: 100})
	require.NoError(t, err)
	return client.(*Client), queries
}

// TestRowsWithoutAnIDStandWhereTheyCame has them first, in the middle, several in a row, of the same bytes, and last.
func TestRowsWithoutAnIDStandWhereTheyCame(t *testing.T) {
	tests := map[string]struct {
		order, cursor, body string
		next                connectors.Cursor
	}{
		"first":        {"", "5", `[{"subject":"a"},{"id":7},{"id":8}]`, "8"},
		"at the start": {"", "", `[null,{"id":7},{"id":8}]`, "8"},
		"several":      {"", "5", `[{"id":7},null,null,{"subject":"b"},{"id":10}]`, "10"},
		"last":         {"", "5", `[{"id":7},{"id":8},{"subject":"c"},null]`, "8"},
		"descending":   {"-id", "", `[null,{"id":10},{"subject":"b"},{"id":7},null]`, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c, _ := scripted(t, http.StatusOK, test.body)
			page, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{Order: test.order}, connectors.PageRequest{Cursor: connectors.Cursor(test.cursor)})
			require.NoError(t, err)
			require.Equal(t, test.next, page.Next)
			broken := 0
			for i, r := range page.Records {
				if !r.Identified() {
					broken++
				}
				before := connectors.Record{Key: connectors.NumberKey([]byte(test.cursor))}
				if i > 0 {
					before = page.Records[i-1]
				}
				if test.order != "" && i > 0 {
					require.Negative(t, r.Compare(before), "record %d", i)
				} else {
					require.Positive(t, r.Compare(before), "record %d", i)
				}
			}
			require.Positive(t, broken)
			require.Len(t, page.Records, broken+2)
		})
	}
}

// TestAPageWithoutAnyIDIsTheLastIfItComesAgain asks again for a page on which no row has an id, since the list cannot go on
// after it.
func TestAPageWithoutAnyIDIsTheLastIfItComesAgain(t *testing.T) {
	const page, other = `[{"subject":"a"},null]`, `[{"subject":"b"}]`
	for name, test := range map[string]struct {
		answers []string
		came    int // -1 for an error
	}{
		"the same":      {[]string{page, page}, 2},
		"another":       {[]string{page, other, other}, 1},
		"none":          {[]string{page, `[]`}, 0},
		"always others": {[]string{page, other, page, other}, -1},
	} {
		for _, order := range []string{"", "-id"} {
			t.Run(name+" "+order, func(t *testing.T) {
				c, queries := scripted(t, http.StatusOK, test.answers...)
				got, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{Order: order}, connectors.PageRequest{})
				require.Len(t, *queries, len(test.answers))
				if test.came < 0 {
					require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
					require.ErrorContains(t, err, opList)
					return
				}
				require.NoError(t, err)
				require.Len(t, got.Records, test.came)
				require.Empty(t, got.Next)
			})
		}
	}
}

// TestAShortPageIsNotTheEnd reads a list whose first page is longer than the others.
func TestAShortPageIsNotTheEnd(t *testing.T) {
	c, _ := scripted(t, http.StatusOK, `[{"id":1},{"id":2},{"id":3}]`, `[{"id":4},{"id":5}]`, `[]`)
	for _, step := range []struct{ at, next connectors.Cursor }{{"", "3"}, {"3", "5"}, {"5", ""}} {
		page, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{}, connectors.PageRequest{Cursor: step.at})
		require.NoError(t, err)
		require.Equal(t, step.next, page.Next)
	}
}

// TestAnIDThatIsNoNumberStopsNoList reads a task whose place in the order its id does not show: a record error where it came.
func TestAnIDThatIsNoNumberStopsNoList(t *testing.T) {
	for _, body := range []string{`[{"id":7},{"id":"A-17"},{"id":8}]`, `[{"id":"A-17"},{"id":7},{"id":8}]`, `[{"id":7},{"id":8},{"id":"-1"}]`} {
		c, _ := scripted(t, http.StatusOK, body, `[]`)
		page, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{}, connectors.PageRequest{})
		require.NoError(t, err, body)
		require.Len(t, page.Records, 3)
		require.Equal(t, connectors.Cursor("8"), page.Next)
		broken := 0
		for _, r := range page.Records {
			if r.Err != nil {
				broken++
				require.Contains(t, r.Err.Message, "the list is in the order of numbers")
			}
		}
		require.Equal(t, 1, broken)
	}
}

// TestARowThatCameTwiceIsDeliveredOnce reads rows that a join has doubled.
func TestARowThatCameTwiceIsDeliveredOnce(t *testing.T) {
	for _, order := range []string{"", "-id"} {
		body := `[{"id":7},{"id":7},{"id":8}]`
		if order != "" {
			body = `[{"id":8},{"id":7},{"id":7}]`
		}
		c, _ := scripted(t, http.StatusOK, body)
		page, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{Order: order}, connectors.PageRequest{Want: 2})
		require.NoError(t, err)
		require.Len(t, page.Records, 2)
		require.Equal(t, 1, page.Repeats)
	}
}

// TestNewestOfAServerThatCutsPages reads on below a page with fewer tasks than are wanted.
func TestNewestOfAServerThatCutsPages(t *testing.T) {
	inconsistent := &connectors.Error{Kind: connectors.KindInconsistent}
	for name, test := range map[string]struct {
		answers []string
		came    int
		err     error
	}{
		"all there is":      {[]string{`[{"id":9},{"id":8}]`, `[]`}, 2, nil},
		"cut":               {[]string{`[{"id":9},{"id":8}]`, `[{"id":7},{"id":6}]`}, 3, nil},
		"cut to one":        {[]string{`[{"id":9},{"id":8}]`, `[{"id":7}]`, `[]`}, 3, nil},
		"cut, and out turn": {[]string{`[{"id":9},{"id":8}]`, `[{"id":6}]`, `[{"id":7}]`}, 0, inconsistent},
		"as asked":          {[]string{`[{"id":9},{"id":8},{"id":7}]`}, 3, nil},
		"none":              {[]string{`[]`}, 0, nil},
		"no order":          {[]string{`[{"id":8},{"id":9},{"id":7}]`}, 0, inconsistent},
		"no bound":          {[]string{`[{"id":9},{"id":8}]`, `[{"id":9},{"id":8}]`}, 0, inconsistent},
	} {
		t.Run(name, func(t *testing.T) {
			c, queries := scripted(t, http.StatusOK, test.answers...)
			c.settings.PageSize = 3
			page, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{Order: "-id"}, connectors.PageRequest{Want: 3})
			require.ErrorIs(t, err, test.err)
			require.Len(t, *queries, len(test.answers))
			if len(test.answers) > 1 {
				require.Equal(t, "8", (*queries)[1].Get("id__lt"))
			}
			require.Len(t, page.Records, test.came)
			require.Empty(t, page.Next)
		})
	}
}

// TestARowAloneProvesNoOrder asks a server that has never sent two rows whether the one it sends is the first.
func TestARowAloneProvesNoOrder(t *testing.T) {
	inconsistent := &connectors.Error{Kind: connectors.KindInconsistent}
	for name, test := range map[string]struct {
		order   string
		answers []string
		asked   url.Values
		err     error
	}{
		"the first":      {"id", []string{`[{"id":7}]`, `[]`}, url.Values{"id__gt": {"5"}, "id__lt": {"7"}}, nil},
		"any":            {"id", []string{`[{"id":7}]`, `[{"id":6}]`}, url.Values{"id__gt": {"5"}, "id__lt": {"7"}}, inconsistent},
		"the newest":     {"-id", []string{`[{"id":7}]`, `[]`, `[]`}, url.Values{"id__gt": {"7"}}, nil},
		"not the newest": {"-id", []string{`[{"id":7}]`, `[{"id":9}]`}, url.Values{"id__gt": {"7"}}, inconsistent},
	} {
		t.Run(name, func(t *testing.T) {
			c, queries := scripted(t, http.StatusOK, test.answers...)
			at := connectors.PageRequest{Cursor: "5"}
			if test.order == "-id" {
				at = connectors.PageRequest{Want: 3}
			}
			page, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{Order: test.order}, at)
			require.ErrorIs(t, err, test.err)
			if test.err == nil {
				require.Len(t, page.Records, 1)
			}
			require.Len(t, *queries, len(test.answers))
			proof := (*queries)[1]
			require.Equal(t, test.asked["id__gt"], proof["id__gt"])
			require.Equal(t, test.asked["id__lt"], proof["id__lt"])
		})
	}
}

// TestAPageBeginsWithTheRowBeforeIt finds answers that do not, since they may belong to other questions.
func TestAPageBeginsWithTheRowBeforeIt(t *testing.T) {
	const right, wrong, deleted = `[{"id":7},{"id":9}]`, `[{"id":30},{"id":31}]`, `[{"id":9},{"id":10}]`
	for name, test := range map[string]struct {
		answers []string
		first   string // "" for an error
	}{
		"as it should":         {[]string{right}, "9"},
		"another answer":       {[]string{wrong, right}, "9"},
		"always another":       {[]string{wrong, deleted, wrong, deleted}, ""},
		"deleted":              {[]string{deleted, deleted}, "9"},
		"deleted, and another": {[]string{deleted, wrong, deleted, deleted}, "9"},
		"pages of one row":     {[]string{`[{"id":7}]`, `[{"id":9}]`, `[]`}, "9"},
	} {
		t.Run(name, func(t *testing.T) {
			c, queries := scripted(t, http.StatusOK, test.answers...)
			c.reach.saw(40) // pages are read at the same time up to there
			page, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{}, connectors.PageRequest{Cursor: "7", Ahead: true})
			require.Len(t, *queries, len(test.answers))
			require.Equal(t, "6", (*queries)[0].Get("id__gt"))
			if test.first == "" {
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.first, string(page.Records[0].ID))
		})
	}
}

// TestRefusedLists names the field that is the likeliest to blame, or the settings where there is none.
func TestRefusedLists(t *testing.T) {
	tests := map[string]*crmstreamv1.ListTasksRequest{
		"":               {},
		"where":          {Where: []string{"status = x"}, Ids: []string{"1"}, CreatedFrom: "2026-01-01"},
		"ids":            {Ids: []string{"1"}, CreatedFrom: "2026-01-01"},
		"created_from":   {CreatedFrom: "2026-01-01", CreatedBefore: "2026-01-02"},
		"created_before": {CreatedBefore: "2026-01-02"},
	}
	for field, req := range tests {
		for _, status := range []int{http.StatusBadRequest, http.StatusUnprocessableEntity} {
			c, _ := scripted(t, status)
			_, err := conformance.Fetch(t.Context(), c, req, connectors.PageRequest{})
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified)
			require.Equal(t, field, classified.Field)
			kind := connectors.KindInvalidRequest
			if field == "" {
				kind = connectors.KindMisconfigured
			}
			require.Equal(t, kind, classified.Kind)
		}
	}
}

func TestValuesAsTheyAreSent(t *testing.T) {
	tests := map[string]struct {
		req       *crmstreamv1.ListTasksRequest
		name, arg string
	}{
		"ids":                {&crmstreamv1.ListTasksRequest{Ids: []string{"7", "12"}}, "id__in", "7,12"},
		"owners":             {&crmstreamv1.ListTasksRequest{Where: []string{"owner_id in 2,3"}}, "user_id__in", "2,3"},
		"from a fraction on": {&crmstreamv1.ListTasksRequest{CreatedFrom: "2026-01-31T08:00:00.5Z"}, "created_on__gte", "2026-01-31T09:00:01"},
		"before a fraction":  {&crmstreamv1.ListTasksRequest{CreatedBefore: "2026-01-31T08:00:00.001Z"}, "created_on__lt", "2026-01-31T09:00:01"},
		"up to a fraction":   {&crmstreamv1.ListTasksRequest{Where: []string{"start_time <= 2026-01-31T08:00:00.9Z"}}, "start_datetime__lte", "2026-01-31T09:00:00"},
		"behind a fraction":  {&crmstreamv1.ListTasksRequest{Where: []string{"start_time > 2026-01-31T08:00:00.9Z"}}, "start_datetime__gt", "2026-01-31T09:00:00"},
		"a whole second":     {&crmstreamv1.ListTasksRequest{CreatedBefore: "2026-01-31T08:00:00Z"}, "created_on__lt", "2026-01-31T09:00:00"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c, queries := scripted(t, http.StatusOK)
			_, err := conformance.Fetch(t.Context(), c, test.req, connectors.PageRequest{})
			require.NoError(t, err)
			require.Equal(t, test.arg, (*queries)[0].Get(test.name))
		})
	}
	c, _ := scripted(t, http.StatusOK, `[{"id":7,"user_id":"2"}]`)
	page, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{Ids: []string{"7"}, Where: []string{"owner_id in 2"}}, connectors.PageRequest{})
	require.NoError(t, err)
	require.Len(t, page.Records, 1)
}
