package apro_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// script is an upstream of dialogs or of the organizer that is made for a test.
type script struct {
	// times are those of the messages, in milliseconds, the newest first; their ids are "m" and their place.
	times []int64
	// most cuts pages, 0 means never; noTotal leaves the total out, and whole counts the dialog whatever the date.
	most           int
	noTotal, whole bool
	// admits reports whether a message is not above a date.
	admits func(ms, date int64) bool
	// before runs before each answer, with its number from 1.
	before func(n int)
	// dates are those that were asked for.
	dates []int64
	n     int
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.n++
	if s.before != nil {
		s.before(s.n)
	}
	page, _ := strconv.Atoi(r.FormValue("params[page]"))
	size, _ := strconv.Atoi(r.FormValue("params[count]"))
	date, _ := strconv.ParseInt(r.FormValue("params[date]"), 10, 64)
	s.dates = append(s.dates, date)
	if s.most > 0 {
		size = min(size, s.most)
	}
	var rows []map[string]any
	for i, ms := range s.times {
		if s.admits == nil && ms <= date*1000 || s.admits != nil && s.admits(ms, date) {
			rows = append(rows, map[string]any{"hash": "m" + strconv.Itoa(len(s.times)-i), "date": strconv.FormatInt(ms, 10)})
		}
	}
	data := map[string]any{"list": rows[min(page*size, len(rows)):min((page+1)*size, len(rows))], "total": len(rows)}
	if s.whole {
		data["total"] = len(s.times)
	}
	if s.noTotal {
		delete(data, "total")
	}
	body, _ := json.Marshal(map[string]any{"status": "success", "data": data})
	_, _ = w.Write(body)
}

// messages reads a dialog to its end and returns the ids of its messages, each once.
func messages(t *testing.T, client connectors.Client, before string) ([]string, error) {
	t.Helper()
	req := &crmstreamv1.ListDialogMessagesRequest{DialogTypeId: "1", ClientKey: "k", CreatedBefore: before}
	fetch, err := conformance.Open(client, req, nil)
	require.NoError(t, err)
	var at connectors.PageRequest
	var last *connectors.Record
	ids := []string{}
	for range 1000 {
		page, err := fetch(t.Context(), at)
		if err != nil {
			return ids, err
		}
		for _, r := range page.Records {
			if last == nil || r.Compare(*last) > 0 {
				last = &r
				ids = append(ids, string(r.ID))
			}
		}
		if at.Cursor = page.Next; at.Cursor == "" {
			return ids, nil
		}
	}
	require.Fail(t, "the dialog does not end")
	return nil, nil
}

// bursts are 400 times, of which many share seconds and milliseconds, the newest first.
func bursts() []int64 {
	var times []int64
	for i := range int64(400) {
		ms := int64(1_700_000_000_000) + i*400
		if i >= 100 && i < 260 {
			ms = 1_700_000_040_000 + i%7
		}
		times = append(times, ms)
	}
	slices.Sort(times)
	slices.Reverse(times)
	return times
}

func countdown(n int) []string {
	var ids []string
	for ; n > 0; n-- {
		ids = append(ids, "m"+strconv.Itoa(n))
	}
	return ids
}

// TestDialogsOnServersThatCutPages reads each message once, whatever a server takes the date for.
func TestDialogsOnServersThatCutPages(t *testing.T) {
	admits := map[string]func(ms, date int64) bool{
		"inclusive milliseconds": nil,
		"exclusive milliseconds": func(ms, date int64) bool { return ms < date*1000 },
		"inclusive seconds":      func(ms, date int64) bool { return ms/1000 <= date },
		"exclusive seconds":      func(ms, date int64) bool { return ms/1000 < date },
	}
	for name, admit := range admits {
		for _, most := range []int{0, 10, 37} {
			for _, total := range []string{"total", "noTotal", "whole"} {
				s := &script{times: bursts(), most: most, noTotal: total == "noTotal", whole: total == "whole", admits: admit}
				ids, err := messages(t, answering(t, s.ServeHTTP), "")
				require.NoError(t, err)
				require.ElementsMatch(t, countdown(400), ids, "%s, pages of %d, total %s", name, most, total)
				require.IsNonIncreasing(t, s.dates)
			}
		}
	}
}

// TestMessagesBefore leaves out those at the bound, down to the millisecond.
func TestMessagesBefore(t *testing.T) {
	s := &script{times: []int64{1_700_000_000_001, 1_700_000_000_000, 1_699_999_999_999, 1_699_000_000_500}}
	for before, want := range map[string][]string{
		"2023-11-14T22:13:20Z": {"m2", "m1"}, "2023-11-14T22:13:20.001Z": {"m3", "m2", "m1"}, "2023-11-14T22:13:20.0005Z": {"m3", "m2", "m1"},
		"2023-11-03T08:26:40.5Z": {}, "2023-11-03T08:26:40.501Z": {"m1"}, "1970-01-01": {}, "1969-01-01": {}, "2100-01-01": {"m4", "m3", "m2", "m1"},
	} {
		ids, err := messages(t, answering(t, s.ServeHTTP), before)
		require.NoError(t, err)
		require.Equal(t, want, ids, before)
	}
}

// TestDialogsThatMove are read again while rows move from page to page.
func TestDialogsThatMove(t *testing.T) {
	s := &script{times: bursts()}
	s.before = func(n int) {
		if n > 1 && n < 9 { // in the long second a message goes
			s.times = slices.Delete(s.times, 150, 151)
		}
	}
	kept := len(s.times) - 7
	ids, err := messages(t, answering(t, s.ServeHTTP), "")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(ids), kept)

	restless := &script{times: slices.Repeat([]int64{1_700_000_000_000}, 400)}
	restless.before = func(int) { restless.times = restless.times[1:] }
	ids, err = messages(t, answering(t, restless.ServeHTTP), "")
	require.NoError(t, err)
	require.Subset(t, ids, countdown(len(restless.times)), "what was there all the time")
}

// TestDialogsOfServersThatIgnore finds out what a server does not know.
func TestDialogsOfServersThatIgnore(t *testing.T) {
	same := &script{times: slices.Repeat([]int64{1_700_000_000_000}, 400)}
	pages := func(w http.ResponseWriter, r *http.Request) {
		require.NoError(t, r.ParseForm())
		r.Form.Set("params[page]", "0")
		same.ServeHTTP(w, r)
	}
	_, err := messages(t, answering(t, pages), "")
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})

	all := func(int64, int64) bool { return true }
	_, err = messages(t, answering(t, (&script{times: bursts(), admits: all}).ServeHTTP), "")
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
	_, err = messages(t, answering(t, (&script{times: bursts(), admits: all}).ServeHTTP), "2020-01-01")
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindFilterIgnored})

	upward := bursts()
	slices.Reverse(upward)
	_, err = messages(t, answering(t, (&script{times: upward}).ServeHTTP), "")
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
}

// TestMessagesWithoutTimeOrID stand where they came.
func TestMessagesWithoutTimeOrID(t *testing.T) {
	client := answering(t, func(w http.ResponseWriter, r *http.Request) {
		list := `{"hash":"a","date":""},{"hash":"b","date":"1700000000500"},{"hash":"c"},{"date":"1700000000400"},{"hash":"e","date":1700000000}`
		if date, _ := strconv.Atoi(r.FormValue("params[date]")); r.FormValue("params[page]") != "0" || date < 1_700_000_000 {
			list = ""
		}
		_, _ = fmt.Fprintf(w, `{"status":"success","data":{"list":[%s]}}`, list)
	})
	ids, err := messages(t, client, "")
	require.NoError(t, err)
	require.Len(t, ids, 5)
	require.Equal(t, "abc", strings.Join(ids[:3], ""))
	require.Equal(t, "e", ids[4])
}

// TestTextsOfMessages are decoded, unless they are not encoded.
func TestTextsOfMessages(t *testing.T) {
	for sent, want := range map[string]string{
		"a%20b+c": "a b c", "1%2B1%3D2": "1+1=2", "%D0%9F": "П", "100% sure": "100% sure", "%ff": "\uFFFD", "": "",
	} {
		text, err := json.Marshal(sent)
		require.NoError(t, err)
		req := &crmstreamv1.ListDialogMessagesRequest{DialogTypeId: "1", ClientKey: "k"}
		client, _ := sends(t, `{"list":[{"hash":"a","date":"1700000000500","text":`+string(text)+`}],"total":1}`, `{"list":[],"total":1}`)
		resp := listed[*crmstreamv1.ListDialogMessagesResponse](t, client, "dialog messages", req, &crmstreamv1.ListDialogMessagesResponse{})
		require.Equal(t, want, resp.GetDialogMessages()[0].GetText())
	}
}

// TestDialogTypesUnderTheOtherName asks by it once a server does not know the first.
func TestDialogTypesUnderTheOtherName(t *testing.T) {
	var asked []string
	client := answering(t, func(w http.ResponseWriter, r *http.Request) {
		op := strings.TrimPrefix(r.URL.Path, "/base/sharedapi/externaldialogs/")
		asked = append(asked, op+" "+r.FormValue("params[page]"))
		switch {
		case op == "dialogtypeslist":
			_, _ = w.Write([]byte(`{"status":"fail","message":"BAD_REQUEST"}`))
		case r.FormValue("params[page]") == "0":
			_, _ = w.Write([]byte(`{"status":"success","data":{"list":[{"id":"3","name":"x"}]}}`))
		default:
			_, _ = w.Write([]byte(`{"status":"success","data":{"list":[]}}`))
		}
	})
	page, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListDialogTypesRequest{}, connectors.PageRequest{})
	require.NoError(t, err)
	require.Len(t, page.Records, 1)
	require.Equal(t, []string{"dialogtypeslist 0", "groupslist 0", "groupslist 1", "groupslist 0", "groupslist 1"}, asked)
}

// TestUnreadOfOtherTypes is an upstream that does not know the filter.
func TestUnreadOfOtherTypes(t *testing.T) {
	req := &crmstreamv1.ListUnreadDialogMessagesRequest{DialogTypeIds: []string{"2", "1"}, ClientKey: "k", IncludeRaw: true}
	resp := listed[*crmstreamv1.ListUnreadDialogMessagesResponse](t, saying(t, `{"list":{"2":["a","b"],"1":[]}}`), "unread", req,
		&crmstreamv1.ListUnreadDialogMessagesResponse{})
	require.Len(t, resp.GetUnreadDialogMessages(), 1)
	require.Equal(t, []string{"a", "b"}, resp.GetUnreadDialogMessages()[0].GetMessageIds())
	require.Equal(t, `["a","b"]`, resp.GetUnreadDialogMessages()[0].GetRaw())
	_, err := conformance.Fetch(t.Context(), saying(t, `{"list":{"3":["a"]}}`), req, connectors.PageRequest{})
	var e *connectors.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, connectors.KindFilterIgnored, e.Kind)
	require.Equal(t, "dialog_type_ids", e.Field)
}

// TestShortDialogsCostOneRequest once totals are proven.
func TestShortDialogsCostOneRequest(t *testing.T) {
	server, client := newSandbox(t, conformance.Upstream{Rows: 1}, "externaldialogs/history", func(*sandbox.Settings) {})
	key := server.ClientKeys("2")[0]
	req := &crmstreamv1.ListDialogMessagesRequest{DialogTypeId: "2", ClientKey: key}
	page, err := conformance.Fetch(t.Context(), client, req, connectors.PageRequest{})
	require.NoError(t, err)
	require.NotEmpty(t, page.Records)
	require.Empty(t, page.Next)
	require.EqualValues(t, 2, server.Requests()["externaldialogs/history"], "the second one proves the total")
	_, err = conformance.Fetch(t.Context(), client, req, connectors.PageRequest{Want: 3})
	require.NoError(t, err)
	require.EqualValues(t, 3, server.Requests()["externaldialogs/history"])
}
