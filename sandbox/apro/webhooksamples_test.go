package apro

import (
	"bytes"
	"encoding/json"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// sample returns a sample of the page as the bytes that PHP writes, with some members replaced: key, JSON, key, JSON.
func sample(t *testing.T, name string, replaced ...string) string {
	t.Helper()
	pretty, err := os.ReadFile("testdata/webhook/" + name + ".json")
	require.NoError(t, err)
	var compact bytes.Buffer
	require.NoError(t, json.Compact(&compact, pretty))
	all := members(compact.Bytes())
	for i := 0; i < len(replaced); i += 2 {
		found := false
		for k := range all {
			if all[k].key == replaced[i] {
				all[k].value, found = json.RawMessage(replaced[i+1]), true
			}
		}
		require.True(t, found, "%s has no member %s", name, replaced[i])
	}
	text := ""
	for _, m := range all {
		text += "," + strconv.Quote(m.key) + ":" + string(m.value)
	}
	return "{" + text[1:] + "}"
}

// seconds returns a time of the page as the emulator has it.
func seconds(t *testing.T, text string) int64 {
	t.Helper()
	at, err := time.Parse(timeLayout, text)
	require.NoError(t, err)
	return at.Unix()
}

// writtenBy returns what a function writes in the plain way in which the page prints its samples.
func writtenBy(write func(*encoder)) string {
	e := &encoder{plain: true, dialect: English}
	write(e)
	return string(e.b)
}

func TestRecordsAreWrittenLikeThePage(t *testing.T) {
	for name, write := range map[string]func(*encoder){
		"delivery": letter{
			id: 17, campaign: 10, group: 1, smtp: 1, email: "test@test.com", url: "54f12091099d5c5c4cd9b055504df2c9", status: "open",
			changed: seconds(t, "2017-04-06 15:57:12"), sent: seconds(t, "2017-04-06 03:51:52"),
			opened: []int64{seconds(t, "2017-04-06 16:01:34")},
		}.write,
		"task": task{
			id: 2536, author: 2, changer: 2, revision: 3, created: seconds(t, "2017-04-07 09:53:00"),
			edited: seconds(t, "2017-04-07 10:11:17"), changed: seconds(t, "2017-04-07 10:11:17"),
			due: seconds(t, "2017-04-30 00:00:00"), title: "Task title",
			description: "Call your clients about their birthday", status: "new", priority: "2",
			files: []taskFile{{8790, "Text of congratulation.txt"}},
			users: []taskUser{
				{2, "director", "admin", "admin", "admin"},
				{6, "co-executive", "David", "Mills", ""},
				{8, "executive", "Alexandra", "Rhodes", ""},
			},
		}.write,
		"task_status": task{id: 2536, changer: 2, statusFrom: "new", statusTo: "frozen"}.writeStatus,
		"blank": blank{
			id: 115, template: 74, filled: "shared", fields: []blankField{{1195, "text", "533 Pritchard Court"}},
			text: "Document filled", object: "customer", hash: "493b333b7d21f1ba344c3508bfa0edc9",
		}.write,
	} {
		require.Equal(t, sample(t, name), writtenBy(write), name)
	}
}

// body returns the members of the only event, after its delivery.
func body(t *testing.T, srv *Server) map[string]json.RawMessage {
	t.Helper()
	require.NoError(t, srv.AwaitPushes(t.Context()))
	all := srv.Pushed()
	require.Len(t, all, 1)
	got := map[string]json.RawMessage{}
	require.NoError(t, json.Unmarshal(all[0].Body, &got))
	return got
}

// TestRowsAreWrittenLikeThePage writes rows with the values of the page's samples, and compares the snapshots that are pushed. The
// values that a request cannot write are replaced in the sample.
func TestRowsAreWrittenLikeThePage(t *testing.T) {
	const now = `"2026-11-21 12:00:00"`
	for name, c := range map[string]struct {
		write    func(t *testing.T, srv *Server)
		replaced func(srv *Server) []string
	}{
		"customer": {func(t *testing.T, srv *Server) {
			insertedIDs(t, srv, opContactInsert, "0[surname]", "Wildes", "0[name]", "Michael", "0[manager_id]", "40",
				"0[email][0][mail]", "customer@gmail.com", "0[phone][0][phone]", "1965 XXX 4332", "0[phone][0][comment]", "Main",
				"0[phone][1][phone]", "1423 XXX 2253", "0[phone][1][comment]", "Second")
		}, func(srv *Server) []string {
			id := srv.tables[ListContacts].nextID - 1
			return []string{
				"id", quoted(id), "author", `"0"`, "group_id", quoted(srv.world.group(id)), "manager_id", `"40"`,
				"create_date", now, "extproperty", "[]",
			}
		}},
		"request": {func(t *testing.T, srv *Server) {
			insertedIDs(t, srv, opActivityInsert, "0[request_type]", "3", "0[customers_id]", srv.IDs(ListContacts)[0], "0[employee_id]", "40")
		}, func(srv *Server) []string {
			contact, _ := srv.find(ListContacts, wholeNumber(srv.IDs(ListContacts)[0]))
			mails := "["
			for _, mail := range srv.world.emails(&contact) {
				mails += `,{"mail":"` + mail.text + `","comment":""}`
			}
			return []string{
				"request_id", quoted(srv.tables[ListActivities].nextID - 1), "request_date", now, "manager", `"40"`,
				"customer", quoted(contact.id), "email", "[" + mails[min(2, len(mails)):] + "]", "request_type", `"3"`,
				"employee_creator_id", `"0"`, "extproperty", noFields(srv, scope{ListActivities, 3}),
			}
		}},
		"stock": {func(t *testing.T, srv *Server) {
			insertedIDs(t, srv, opStockInsert, "0[parent]", "21", "0[name]", "commercial sale: 23, Phoenix St.")
		}, func(srv *Server) []string {
			id := srv.tables[ListStock].nextID - 1
			return []string{
				"id", quoted(id), "group_id", quoted(srv.world.group(id)), "parent", `"21"`, "parentname", `"Category 21"`,
				"date_add", now, "typename", `"Properties overseas"`, "stock_activity_date", now, "extproperty", "[]",
			}
		}},
		"sale": {func(t *testing.T, srv *Server) {
			insertedIDs(t, srv, opDealInsert, "0[sales_type_id]", "2", "0[employee_id]", "41")
		}, func(srv *Server) []string {
			return []string{
				"id", quoted(srv.tables[ListDeals].nextID - 1), "customers_id", `"0"`, "employee_id", `"41"`, "date_create", now,
				"sales_type_id", `"2"`, "sales_type_name", `"Аренда & наём"`, "sales_status_id", `"21"`,
				"sales_status_name", `"Signing contract"`, "customer_name", `""`, "sale_activity_type", `"edit"`,
				"sale_activity_date", now, "sale_creator_id", `"0"`, "extproperty", noFields(srv, scope{ListDeals, 2}),
			}
		}},
		"call": {func(t *testing.T, srv *Server) {
			post(t, srv, opCallImport, "uniqueId", "4837780ff331a99d3ff76e5f7abd55cd", "timestamp", "2017-04-06 12:42:20",
				"from", "108", "to", "79379840000", "trunkId", "6", "callerId", "74952255024", "url", "http://test.com")
		}, func(srv *Server) []string {
			return []string{
				"id", quoted(srv.tables[ListCalls].nextID - 1), "apro_crm_user", `"0"`, "parent_id", `"0"`, "call_to_id", `"0"`,
				"trunk_id", `"6"`, "vox_login", `""`, "api_incoming", `"1"`,
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newReceiver(t, 200, "ok")
			srv := closed(t, newServer(t, func(s *Settings) {
				s.WebhookURL, s.Unescaped, s.WebhookObjectKey = r.URL, true, ObjectTyp
			}))
			replaced := c.replaced
			c.write(t, srv)
			got := body(t, srv)
			require.Equal(t, sample(t, name, replaced(srv)...), string(got["snapshot"]))

			id := string(got["object_sub_id"])
			subtype := map[string]string{"customer": "0", "request": "3", "stock": "2", "sale": "2", "call": "0"}[name]
			envelope := sample(t, "envelope", "subject_type", `"system"`, "subject_type_id", `"0"`, "object_typ", strconv.Quote(name),
				"object_sub_type", strconv.Quote(subtype), "object_sub_id", id, "snapshot", string(got["snapshot"]))
			require.Equal(t, envelope, string(srv.Pushed()[0].Body))
		})
	}
}

func quoted(n int64) string { return strconv.Quote(decimalText(n)) }

// noFields returns the custom fields of a row without values in a list that shows them all.
func noFields(srv *Server, sc scope) string {
	text := ""
	for _, f := range srv.world.scopes[sc] {
		text += `,"` + f.key + `":{"id":"` + f.key + `","type":"` + f.datatype + `","value":null}`
	}
	return "{" + text[1:] + "}"
}

// TestFormerValuesAreWrittenLikeThePage changes a name and a custom field from the values of the page's sample.
func TestFormerValuesAreWrittenLikeThePage(t *testing.T) {
	srv := closed(t, newServer(t, nil))
	const text, price = "21", "27" // custom fields of contacts
	id := decimalText(insertedIDs(t, srv, opContactInsert, "0[name]", "John", "0[fields][0][id]", text, "0[fields][0][value]", "100000")[0])
	r := newReceiver(t, 200, "ok")
	require.NoError(t, srv.SetReceivers(Receivers{Webhook: r.URL}))
	post(t, srv, opContactUpdate, "0[id]", id, "0[name]", "Michael", "0[fields][0][id]", text, "0[fields][0][value]", "2")
	want := bytes.Replace([]byte(sample(t, "merge")), []byte("1207"), []byte(text), 1)
	require.Equal(t, string(want), string(body(t, srv)["merge"]))

	post(t, srv, opContactUpdate, "0[id]", id, "0[fields][0][id]", price, "0[fields][0][value]", "5")
	require.NoError(t, srv.AwaitPushes(t.Context()))
	require.Contains(t, string(srv.Pushed()[1].Body), `"merge":{"27":{"type":"edit","value":"0.00"}}}`,
		"the former value of a price without a value")
}
