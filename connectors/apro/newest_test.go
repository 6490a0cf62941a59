package apro_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestNewestOfAServerThatCutsPages never takes a cut page for the whole list: the total tells, or the next page does.
func TestNewestOfAServerThatCutsPages(t *testing.T) {
	const older = `{"id":"4","customer_activity_date":"2023-01-01 00:00:00"}`
	call := func(id, day string) string { return `{"id":"` + id + `","date_time":"` + day + ` 00:00:00"}` }
	calls := "[" + call("9", "2024-01-02") + "," + call("8", "2024-01-01") + "]"
	tests := map[string]struct {
		list, order string
		data        []string
		requests    int
		setting     string // in the message, "" for success
	}{
		"by total":             {sandbox.ListContacts, "-activity_time", []string{`{"list":[` + atThird + `,` + atSecond + `],"count":3}`}, 1, "page_sizes.contacts"},
		"whole by total":       {sandbox.ListContacts, "-activity_time", []string{`{"list":[` + atThird + `,` + atSecond + `],"count":2}`}, 1, ""},
		"by next page":         {sandbox.ListContacts, "-activity_time", []string{`{"list":[` + atThird + `,` + atSecond + `]}`, `{"list":[` + older + `]}`}, 2, "page_sizes.contacts"},
		"whole by next page":   {sandbox.ListContacts, "-activity_time", []string{`{"list":[` + atThird + `,` + atSecond + `]}`, `{"list":[]}`}, 2, ""},
		"shifted by a new one": {sandbox.ListContacts, "-activity_time", []string{`{"list":[` + atThird + `,` + atSecond + `]}`, `{"list":[` + atSecond + `]}`}, 2, ""},
		"calls from 0":         {sandbox.ListCalls, "-start_time", []string{calls, "[" + call("7", "2023-01-01") + "]"}, 2, "page_sizes.calls"},
		"calls from 1":         {sandbox.ListCalls, "-start_time", []string{calls, calls, "[" + call("7", "2024-01-01") + "]"}, 3, "page_sizes.calls"},
		"whole calls from 1":   {sandbox.ListCalls, "-start_time", []string{calls, calls, "[]"}, 3, ""},
		"whole calls from 0":   {sandbox.ListCalls, "-start_time", []string{calls, "[]"}, 2, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			client, asked := sends(t, test.data...)
			l := named(t, test.list)
			page, err := conformance.Fetch(t.Context(), client, l.ask(t, `{"order":"`+test.order+`"}`), connectors.PageRequest{Want: 20})
			require.Len(t, *asked, test.requests)
			if test.setting != "" {
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMisconfigured})
				require.ErrorContains(t, err, "no more than 2 at a time")
				require.ErrorContains(t, err, test.setting)
				return
			}
			require.NoError(t, err)
			require.Len(t, page.Records, 2)
			require.Empty(t, page.Next)
		})
	}
}

// TestNewestOfAServerThatIgnoresPages does not take a second page that is the first one for the end.
func TestNewestOfAServerThatIgnoresPages(t *testing.T) {
	for list, data := range map[string]string{
		sandbox.ListContacts: `{"list":[` + atThird + `,` + atSecond + `]}`,
		sandbox.ListCalls:    `[{"id":"9","date_time":"2024-01-02 00:00:00"}]`,
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
			require.ErrorContains(t, err, "ignores page numbers")
		})
	}
}

// TestNewestOfPeriods takes rows below the period for its end, and tells a day that is too full for a server of days.
func TestNewestOfPeriods(t *testing.T) {
	l := named(t, sandbox.ListContacts)
	client, _ := sends(t, `{"list":[`+atThird+`,`+atSecond+`],"count":9}`)
	page := l.page(t, client, `{"order":"-activity_time","activityFrom":"2024-01-02T00:00:01Z"}`, 20)
	require.Equal(t, []string{"6"}, idsOf(page))

	full := atThird + strings.Repeat(","+atThird, 49) // all beyond the upper end, as of a server that honours its day only
	client, _ = sends(t, `{"list":[`+full+`],"count":99}`)
	_, err := conformance.Fetch(t.Context(), client, l.ask(t, `{"order":"-activity_time","activityBefore":"2024-01-03T00:00:00Z"}`), connectors.PageRequest{Want: 20})
	var classified *connectors.Error
	require.ErrorAs(t, err, &classified)
	require.Equal(t, connectors.KindInvalidRequest, classified.Kind)
	require.Equal(t, "activity_before", classified.Field)

	client, _ = sends(t, `{"list":[],"count":9}`)
	_, err = conformance.Fetch(t.Context(), client, l.ask(t, `{"order":"-activity_time"}`), connectors.PageRequest{Want: 2})
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
}
