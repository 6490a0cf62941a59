package apro

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// pushingServer returns an emulator that pushes to a receiver.
func pushingServer(t *testing.T, edit func(*Settings)) (*Server, *receiver) {
	t.Helper()
	r := newReceiver(t, http.StatusOK, "ok")
	return closed(t, newServer(t, func(s *Settings) {
		s.WebhookURL = r.URL + "/in/secret"
		if edit != nil {
			edit(s)
		}
	})), r
}

// readEvent is an event as a receiver reads it.
type readEvent struct {
	Subject   string          `json:"subject_type"`
	SubjectID string          `json:"subject_type_id"`
	Event     string          `json:"event"`
	Object    string          `json:"object_type"`
	Subtype   json.RawMessage `json:"object_sub_type"`
	ID        json.RawMessage `json:"object_sub_id"`
	Snapshot  json.RawMessage `json:"snapshot"`
	Merge     json.RawMessage `json:"merge"`
}

func (e readEvent) id() string { return strings.Trim(string(e.ID), `"`) }

// member returns a member of the snapshot as text.
func (e readEvent) member(t *testing.T, key string) string {
	t.Helper()
	for _, m := range members(e.Snapshot) {
		if m.key == key {
			return strings.Trim(string(m.value), `"`)
		}
	}
	require.Fail(t, "no member "+key, string(e.Snapshot))
	return ""
}

// former returns the keys of the former values.
func (e readEvent) former() string {
	keys := []string{}
	for _, m := range members(e.Merge) {
		keys = append(keys, m.key)
	}
	return strings.Join(keys, " ")
}

// events returns what was pushed since an entry of the log.
func events(t *testing.T, srv *Server, since int) []readEvent {
	t.Helper()
	require.NoError(t, srv.AwaitPushes(t.Context()))
	var all []readEvent
	for _, p := range srv.Pushed()[since:] {
		require.True(t, p.Delivered(), "%+v", p)
		var e readEvent
		require.NoError(t, json.Unmarshal(p.Body, &e), string(p.Body))
		require.Equal(t, []string{p.Event, p.Object, p.ID}, []string{e.Event, e.Object, e.id()})
		all = append(all, e)
	}
	return all
}

func TestChangesOfUsersArePushed(t *testing.T) {
	for list, object := range map[string]string{
		ListContacts: "customer", ListActivities: "request", ListStock: "stock", ListDeals: "sale", ListCalls: "call",
	} {
		t.Run(list, func(t *testing.T) {
			t.Parallel()
			srv, _ := pushingServer(t, nil)
			made := srv.Insert(list)
			touched, deleted := srv.IDs(list)[3], srv.IDs(list)[4]
			require.NoError(t, srv.Touch(list, touched))
			require.NoError(t, srv.Delete(list, deleted))
			require.Error(t, srv.Touch(list, deleted), "what fails is not pushed")
			all := events(t, srv, 0)
			require.Len(t, all, 3)
			for i, want := range []struct{ event, id string }{{"create", made}, {"edit", touched}, {"delete", deleted}} {
				require.Equal(t, want.event, all[i].Event)
				require.Equal(t, object, all[i].Object)
				require.Equal(t, want.id, all[i].id())
				require.Equal(t, "employee", all[i].Subject)
				require.NotEqual(t, "0", all[i].SubjectID)
			}
			require.Empty(t, all[0].former())
			require.NotEmpty(t, all[1].former())
			require.Empty(t, all[2].former())
			if list != ListCalls {
				require.Equal(t, "1", all[0].member(t, "publish"))
				require.Equal(t, "0", all[2].member(t, "publish"))
			}
		})
	}
	srv, _ := pushingServer(t, nil)
	srv.Insert(ListInvoices)
	require.NoError(t, srv.Touch(ListInvoices, srv.IDs(ListInvoices)[0]))
	require.Empty(t, events(t, srv, 0), "the page has no invoices among the objects")
}

func TestChurnIsPushed(t *testing.T) {
	srv, _ := pushingServer(t, func(s *Settings) { s.Churn = 4 })
	post(t, srv, opDeals)
	post(t, srv, opDeals)
	var words []string
	for _, e := range events(t, srv, 0) {
		words = append(words, e.Object+" "+e.Event)
	}
	require.Equal(t, []string{"sale edit", "sale delete", "sale create", "sale delete"}, words)
}

// TestWritesOfRequestsArePushed writes one thing after the other. A step may push several events.
func TestWritesOfRequestsArePushed(t *testing.T) {
	srv, _ := pushingServer(t, nil)
	contact, deal, activity, item := srv.IDs(ListContacts)[0], srv.IDs(ListDeals)[0], srv.IDs(ListActivities)[0], srv.IDs(ListStock)[0]
	found, _ := srv.find(ListDeals, wholeNumber(deal))
	stage := srv.world.dealType(&found)*10 + 1 + srv.world.dealStage(&found)%10%dealStages
	supervised, _ := srv.find(ListContacts, wholeNumber(contact))
	other := decimalText(firstManager + (srv.world.supervisor(&supervised)+1)%2)
	status := "processnow"
	for _, c := range []struct {
		op     string
		params []string
		want   []string // object, event and the keys of former values
	}{
		{opContactInsert, []string{"0[name]", "A", "1[name]", "B"}, []string{"customer create ", "customer create "}},
		{opContactUpdate, []string{"0[id]", contact, "0[surname]", "New", "0[manager_id]", other}, []string{"customer edit surname manager_id"}},
		{opContactUpdate, []string{"0[id]", contact, "0[surname]", "New"}, []string{"customer edit "}},
		{opContactUpdate, []string{"0[id]", contact, "0[manager_id]", "57"}, []string{"customer manager manager_id"}},
		{opContactUpdate, []string{"0[id]", contact, "0[email][0][mail]", "new@example.org"}, []string{"customer edit email"}},
		{opContactUpdate, []string{"0[id]", contact, "0[fields][0][id]", "21", "0[fields][0][value]", "x"}, []string{"customer edit 21"}},
		{opActivityUpdate, []string{"0[id]", activity, "0[status]", status}, []string{"request status status"}},
		{opActivityUpdate, []string{"0[id]", activity, "0[employee_id]", "58"}, []string{"request manager manager"}},
		{opActivityUpdate, []string{"0[id]", activity, "0[customers_id]", contact}, []string{"request edit customer"}},
		{opDealUpdate, []string{"0[id]", deal, "0[sales_status_id]", decimalText(stage)}, []string{"sale stage sales_status_id"}},
		{opDealUpdate, []string{"0[id]", deal, "0[employee_id]", "58"}, []string{"sale manager employee_id"}},
		{opStockUpdate, []string{"0[id]", item, "0[parent]", "17", "0[name]", "Flat"}, []string{"stock edit parent name"}},
		{opStockDelete, []string{"0", item, "1", "999999999"}, []string{"stock delete "}},
		{opStockDelete, []string{"0", item}, nil},
		{opStockUpdate, []string{"0[id]", item, "0[parent]", "11"}, nil},
		{opDealInsert, []string{"0[sales_type_id]", "77"}, nil},
		{opCallImport, []string{"uniqueId", strings.Repeat("a", 32), "from", "1", "to", "2"}, []string{"call create "}},
		{opCallImport, []string{"uniqueId", strings.Repeat("a", 32), "from", "1", "to", "2"}, nil},
		{opCallUpdate, []string{"uniqueId", strings.Repeat("a", 32), "callDuration", "9", "isAnswered", "1"}, []string{"call edit call_duration answered"}},
		{opCallImportAll, []string{"calls[0][uniqueId]", strings.Repeat("b", 32), "calls[1][uniqueId]", strings.Repeat("c", 32)}, []string{"call create ", "call create "}},
	} {
		before := len(srv.Pushed())
		post(t, srv, c.op, c.params...)
		var got []string
		for _, e := range events(t, srv, before) {
			got = append(got, e.Object+" "+e.Event+" "+e.former())
			require.Equal(t, []string{"system", "0"}, []string{e.Subject, e.SubjectID})
		}
		require.Equal(t, c.want, got, "%s %v", c.op, c.params)
	}
}

func TestFilledFormsAndMessagesArePushed(t *testing.T) {
	srv, _ := pushingServer(t, nil)
	params := sign(message(), srv.settings.SMSKey)
	require.Equal(t, smsTaken, sendSMS(t, srv, "/smsapi/", params))
	require.Equal(t, smsTaken, sendSMS(t, srv, "/smsapi/", params), "a repeated message is no event")
	all := events(t, srv, 0)
	require.Len(t, all, 1)
	fill(t, srv, answers("1", askedBy(t, srv, "1"), true)...)
	var objects []string
	for _, e := range events(t, srv, 1) {
		objects = append(objects, e.Event+" "+e.Object)
	}
	require.Equal(t, []string{"create customer", "create request", "create stock"}, objects)
	require.Equal(t, `"create" "sms" 7 [] []`, strconv.Quote(all[0].Event)+" "+strconv.Quote(all[0].Object)+" "+all[0].id()+" "+
		string(all[0].Snapshot)+" "+string(all[0].Merge))
}

func TestChosenEvents(t *testing.T) {
	srv, _ := pushingServer(t, func(s *Settings) { s.WebhookEvents = []string{"delete", "stage"} })
	srv.Insert(ListDeals)
	require.NoError(t, srv.Touch(ListDeals, srv.IDs(ListDeals)[0]))
	require.NoError(t, srv.Delete(ListDeals, srv.IDs(ListDeals)[0]))
	all := events(t, srv, 0)
	require.Len(t, all, 1)
	require.Equal(t, "delete", all[0].Event)
	require.NoError(t, srv.PushAll("sale", "view", 1))
	require.Len(t, events(t, srv, 1), 1, "a burst comes anyway")
}

// TestAnswersAreTheSameWithAWebhook compares the answers of an emulator that pushes with those of one that does not.
func TestAnswersAreTheSameWithAWebhook(t *testing.T) {
	pushing, _ := pushingServer(t, func(s *Settings) { s.Churn = 3 })
	quiet := newServer(t, func(s *Settings) { s.Churn = 3 })
	for range 3 {
		for _, c := range [][]string{
			{opContactInsert, "0[name]", "A"},
			{opContacts},
			{opDeals},
			{opActivities},
			{opStock, "type", "1"},
			{opCalls},
			{opInvoices},
			{opContactUpdate, "0[id]", "10003", "0[name]", "B"},
			{opDealDelete, "0", quiet.IDs(ListDeals)[5]},
		} {
			want := post(t, quiet, c[0], c[1:]...)
			require.Equal(t, want.Body.String(), post(t, pushing, c[0], c[1:]...).Body.String(), c[0])
		}
	}
	require.NotEmpty(t, events(t, pushing, 0))
	require.Equal(t, PushCounts{}, quiet.PushCounts())
}
