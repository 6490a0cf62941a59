package apro_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestValuesReadByHandAreTold reads, of what no column reads, texts that are not valid Unicode and values that are not of their
// field.
func TestValuesReadByHandAreTold(t *testing.T) {
	const lost = "\xff"
	for name, test := range map[string]struct {
		request, record proto.Message
		lookUp          bool
		data            string
		told            []string
	}{
		"publication": {
			&crmstreamv1.GetPublicationRequest{Id: "7"},
			&crmstreamv1.Publication{},
			true,
			`{"7":{"id":"7","childs":["8` + lost + `",["9"]],"files":{"1\ud83d":{"title":"a` + lost + `","url":["u"]},"2":"b"},"images":{"3":{"width":"wide","preview":"\ude00"}}}}`,
			[]string{
				`child_ids INVALID_UTF8 "8\xff"`, `child_ids UNREADABLE ["9"]`, `files.id LONE_SURROGATE "1\ud83d"`, `files.title INVALID_UTF8 "a\xff"`, `files.url UNREADABLE ["u"]`,
				`files UNREADABLE "b"`, `images.width UNREADABLE "wide"`, `images.preview_url LONE_SURROGATE "\ude00"`,
			},
		},
		"publication with lists for maps": {
			&crmstreamv1.GetPublicationRequest{Id: "7"},
			&crmstreamv1.Publication{},
			true,
			`{"7":{"id":"7","childs":"8","files":[{"title":"a"}],"images":[]}}`,
			[]string{`child_ids UNREADABLE "8"`, `files UNREADABLE [{"title":"a"}]`},
		},
		"event": {
			&crmstreamv1.GetCalendarEventRequest{Id: "7"},
			&crmstreamv1.CalendarEvent{},
			true,
			`{"event":{"id":"7","dtstart":"2025-02-31 10:00:00","dtend":"soon","allDay":"maybe","duration":-5},"users":{"1` + lost + `":"root\ud83d","2":["x"]}}`,
			[]string{
				`all_day UNREADABLE "maybe"`, `duration_minutes UNREADABLE -5`, `end_time UNREADABLE "soon"`, `start_time UNREADABLE "2025-02-31 10:00:00"`,
				`participants.user_id INVALID_UTF8 "1\xff"`, `participants.role LONE_SURROGATE "root\ud83d"`, `participants.role UNREADABLE ["x"]`,
			},
		},
		"event of no time": {
			&crmstreamv1.GetCalendarEventRequest{Id: "7"},
			&crmstreamv1.CalendarEvent{},
			true,
			`{"event":{"id":"7","dtstart":"0000-00-00 00:00:00","dtend":"0","allDay":"","year":0,"month":null},"users":[]}`,
			nil,
		},
		"unread messages": {
			&crmstreamv1.ListUnreadDialogMessagesRequest{DialogTypeIds: []string{"7"}, ClientKey: "k", IncludeRaw: true},
			&crmstreamv1.UnreadDialogMessages{},
			false,
			`{"list":{"7":["a` + lost + `","a\ud83d",["b"]]}}`,
			[]string{`message_ids INVALID_UTF8 "a\xff"`, `message_ids LONE_SURROGATE "a\ud83d"`, `message_ids UNREADABLE ["b"]`, `raw INVALID_UTF8 3:\xff`},
		},
		"field": {
			&crmstreamv1.ListFieldsRequest{Resource: "contacts"},
			&crmstreamv1.Field{},
			false,
			`{"fields":[{"id":"5","name":"x","datatype":"text"}],"groups":[{"id":"1` + lost + `","name":"g\ud83d","childs":[5.0]}],"nested_selects":{"4` + lost + `":["5"]},"stages":{"3\ud83d":["05"]}}`,
			[]string{`parent_key INVALID_UTF8 "4\xff"`, `group_id INVALID_UTF8 "1\xff"`, `group_name LONE_SURROGATE "g\ud83d"`, `stage_ids LONE_SURROGATE "3\ud83d"`},
		},
		"category": {
			&crmstreamv1.ListStockCategoriesRequest{},
			&crmstreamv1.StockCategory{},
			false,
			`{"2":[{"id":"1","tree_id":2.0,"tree_parent":"01","name":"b"},{"id":"9","tree_id":"1","tree_parent":"0","name":"a` + lost + `"}]}`,
			[]string{`path INVALID_UTF8 "a\xff"`},
		},
		"form": {
			&crmstreamv1.GetFormRequest{Id: "7"},
			&crmstreamv1.Form{},
			true,
			`{"def_customer":{"name":{"name":"a` + lost + `","type_data":"text"},"k\ud83d":{"name":"b"}}}`,
			[]string{`contact_fields LONE_SURROGATE "k\ud83d"`, `contact_fields INVALID_UTF8 "a\xff"`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var page connectors.Page
			var err error
			if test.lookUp {
				page, err = conformance.Find(t.Context(), saying(t, test.data), test.request)
			} else {
				page, err = conformance.Fetch(t.Context(), saying(t, test.data), test.request, connectors.PageRequest{})
			}
			require.NoError(t, err)
			require.NotEmpty(t, page.Records)
			require.Nil(t, page.Records[0].Err)
			require.NoError(t, page.Records[0].Decode(test.record))
			var told []string
			for _, a := range test.record.(interface {
				GetAlterations() []*crmstreamv1.Alteration
			}).GetAlterations() {
				told = append(told, a.GetField()+" "+strings.TrimPrefix(a.GetKind().String(), "ALTERATION_KIND_")+" "+a.GetRawText())
			}
			require.Equal(t, test.told, told)
		})
	}
}

// TestIDsThatDifferInBadBytes are not made one id: the answer is refused, since nothing says which is which.
func TestIDsThatDifferInBadBytes(t *testing.T) {
	for name, test := range map[string]struct {
		request proto.Message
		data    string
	}{
		"fields":     {&crmstreamv1.ListFieldsRequest{Resource: "stockItems"}, "{\"1\xff\":{\"fields\":[{\"id\":\"5\"}]},\"1\xfe\":{\"fields\":[{\"id\":\"5\"}]}}"},
		"categories": {&crmstreamv1.ListStockCategoriesRequest{}, "{\"1\xff\":[{\"id\":\"5\"}],\"1\xfe\":[{\"id\":\"5\"}]}"},
		"types":      {&crmstreamv1.ListStockItemsRequest{}, "[{\"id\":\"1\xff\"},{\"id\":\"1\xfe\"}]"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := conformance.Fetch(t.Context(), saying(t, test.data), test.request, connectors.PageRequest{})
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMalformedResponse})
		})
	}
}

// TestOutcomesOfStagesInOtherForms finds what a stage means whatever form its id has, and nothing for an id that is none.
func TestOutcomesOfStagesInOtherForms(t *testing.T) {
	page, err := conformance.Fetch(t.Context(), saying(t, "[{\"id\":\"1\",\"stages\":[{\"id\":7.0,\"is_success\":\"1\"},{\"id\":\"8\xff\",\"is_fail\":\"1\"},{\"id\":\"8\xfe\",\"is_success\":\"1\"}]}]"),
		&crmstreamv1.ListDealTypesRequest{}, connectors.PageRequest{})
	require.NoError(t, err)
	m := &crmstreamv1.DealType{}
	require.NoError(t, page.Records[0].Decode(m))
	var outcomes []crmstreamv1.DealOutcome
	for _, s := range m.GetStages() {
		outcomes = append(outcomes, s.GetOutcome())
	}
	require.Equal(t, []crmstreamv1.DealOutcome{crmstreamv1.DealOutcome_DEAL_OUTCOME_WON, 0, 0}, outcomes)
	require.Len(t, m.GetAlterations(), 2)
}

// TestMessagesOfBadBytes decodes a text that is not valid UTF-8 only once it is decoded.
func TestMessagesOfBadBytes(t *testing.T) {
	client := answering(t, func(w http.ResponseWriter, r *http.Request) {
		list := `{"hash":"h","date":"1735689600000","text":"a%FFb"}`
		if r.PostFormValue("params[page]") != "0" {
			list = ""
		}
		_, _ = w.Write([]byte(`{"status":"success","data":{"list":[` + list + `]}}`))
	})
	page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListDialogMessagesRequest{DialogTypeId: "1", ClientKey: "k"}, connectors.PageRequest{})
	require.NoError(t, err)
	m := &crmstreamv1.DialogMessage{}
	require.NoError(t, page.Records[0].Decode(m))
	require.Equal(t, "a\ufffdb", m.GetText())
	require.Len(t, m.GetAlterations(), 1)
	require.Equal(t, `"a%FFb"`, m.GetAlterations()[0].GetRawText())
}
