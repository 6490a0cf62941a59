package apro

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// keysOf returns the keys of an object.
func keysOf(object json.RawMessage) []string {
	var keys []string
	for _, m := range members(object) {
		keys = append(keys, m.key)
	}
	return keys
}

// TestEveryKindOfSnapshot pushes a burst of each kind of object, in each dialect, and looks for the keys that have two spellings.
func TestEveryKindOfSnapshot(t *testing.T) {
	for _, c := range []struct{ object, event, english, intrum string }{
		{"customer", "view", "patronymic", "secondname"},
		{"customer", "import", `"private_individual"`, `"physface"`},
		{"request", "view", "", ""},
		{"stock", "view", "associated_with_customer", "related_with_customer"},
		{"sale", "view", "", ""},
		{"call", "create", "apro_crm_user", "intrum_user"},
		{"task", "create", "created_on", "created_at"},
		{"task", "view", "description_rev", "desciption_rev"},
		{"task", "view", "patronymic", "secondname"},
		{"task", "edit", `"type":"co-executive"`, `"type":"accomplice"`},
		{"task", "edit", `"type":"executive"`, `"type":"performer"`},
		{"task", "edit", `"autor_type":"user"`, `"autor_type":"employee"`},
		{"task", "status", "", ""},
		{"delivery", "other", "", ""},
		{"blank", "create", "", ""},
	} {
		for _, dialect := range []string{English, Intrum, Both} {
			srv, _ := pushingServer(t, func(s *Settings) { s.Dialect = dialect })
			require.NoError(t, srv.PushAll(c.object, c.event, 12))
			all := events(t, srv, 0)
			require.Len(t, all, 12)
			text := ""
			for _, e := range all {
				require.Equal(t, []string{c.object, c.event, "employee"}, []string{e.Object, e.Event, e.Subject})
				require.Equal(t, c.object == "task" && c.event == "status", keysOf(e.Snapshot)[0] == "action", "a status has a form of its own")
				require.Empty(t, e.former())
				text += string(e.Snapshot)
			}
			require.Len(t, distinct(all), 12)
			if c.english == "" {
				continue
			}
			key := !strings.Contains(c.english, `"`)
			require.Equal(t, dialect != Intrum, strings.Contains(text, c.english), "%s in %s", c.english, dialect)
			require.Equal(t, dialect == Intrum || key && dialect == Both, strings.Contains(text, c.intrum), "%s in %s", c.intrum, dialect)
		}
	}
}

func distinct(all []readEvent) map[string]bool {
	ids := map[string]bool{}
	for _, e := range all {
		ids[e.id()] = true
	}
	return ids
}

// TestKindsWithoutSnapshot pushes the kinds of which the page has no snapshot.
func TestKindsWithoutSnapshot(t *testing.T) {
	srv, _ := pushingServer(t, nil)
	for _, object := range []string{"messenger", "remind", "email", "emailsystem", "sms", "comment", "app"} {
		require.NoError(t, srv.PushAll(object, "messenger", 1))
	}
	for _, e := range events(t, srv, 0) {
		require.Equal(t, "[]", string(e.Snapshot))
	}
	require.NoError(t, srv.PushAll("customer", "view", 0))
	require.ErrorContains(t, srv.PushAll("invoice", "view", 1), `object "invoice" is unknown`)
	require.ErrorContains(t, srv.PushAll("sale", "create!", 1), `event "create!" is unknown`)
	empty, _ := pushingServer(t, func(s *Settings) { s.Rows = 0 })
	require.ErrorContains(t, empty.PushAll("sale", "view", 1), "no rows")
	require.ErrorIs(t, newServer(t, nil).PushAll("sale", "view", 1), ErrNoReceiver)
}

func TestBurstsBeginAgain(t *testing.T) {
	srv, _ := pushingServer(t, func(s *Settings) { s.Rows, s.BulkRows, s.ZeroDates = 10, 0, 0 })
	rows := len(srv.IDs(ListContacts))
	require.NoError(t, srv.PushAll("customer", "import", 25))
	all := events(t, srv, 0)
	require.Len(t, all, 25)
	require.Len(t, distinct(all), rows)
	require.Equal(t, all[0].id(), all[rows].id())
}

// TestSnapshotsSayWhatReadsSay compares snapshots with the rows that the filters list.
func TestSnapshotsSayWhatReadsSay(t *testing.T) {
	for object, c := range map[string]struct {
		list, op, id string
		keys         map[string]string // of the snapshot, and of the row
	}{
		"customer": {ListContacts, opContacts, "id", map[string]string{
			"name": "name", "surname": "surname", "patronymic": "patronymic", "manager_id": "manager_id", "create_date": "create_date",
			"email": "email", "phone": "phone", "marktype": "marktype", "nattype": "nattype", "group_id": "group_id",
		}},
		"request": {ListActivities, opActivities, "request_id", map[string]string{
			"request_date": "date_create", "request_comment": "comment", "manager": "employee_id", "customer": "customer_id",
			"status": "status", "request_type": "request_type_id", "shared_managers": "additional_employee_id",
		}},
		"stock": {ListStock, opStock, "id", map[string]string{
			"parent": "parent", "name": "name", "date_add": "date_add", "stock_activity_type": "stock_activity_type",
			"stock_activity_date": "stock_activity_date", "shared_managers": "additional_author",
		}},
		"sale": {ListDeals, opDeals, "id", map[string]string{
			"customers_id": "customers_id", "employee_id": "employee_id", "date_create": "date_create", "sales_type_id": "sales_type_id",
			"sales_status_id": "sales_status_id", "sale_activity_type": "sale_activity_type", "sale_activity_date": "sale_activity_date",
		}},
		"call": {ListCalls, opCalls, "id", map[string]string{
			"date_time": "date_time", "apro_crm_user": "user_id", "answered": "is_answered", "custom_status": "custom_status",
			"from_number": "from_phone", "to_number": "to_phone", "trunk_id": "trunk_id", "call_duration": "call_duration",
			"url": "url_record",
		}},
	} {
		t.Run(object, func(t *testing.T) {
			t.Parallel()
			srv, _ := pushingServer(t, func(s *Settings) { s.Rows, s.BulkRows, s.ZeroDates = 60, 10, 5 })
			require.NoError(t, srv.PushAll(object, "view", 20))
			for _, e := range events(t, srv, 0) {
				var snapshot map[string]any
				require.NoError(t, json.Unmarshal(e.Snapshot, &snapshot))
				require.Equal(t, e.id(), snapshot[c.id])
				row := rowOf(t, srv, c.op, e.id())
				require.NotNil(t, row)
				for key, of := range c.keys {
					require.Equal(t, row[of], snapshot[key], "%s of %s", key, e.id())
				}
			}
		})
	}
}

// TestCustomFieldsInSnapshots compares custom fields of contacts with those of purchaser/filter, which has one file of a field.
func TestCustomFieldsInSnapshots(t *testing.T) {
	srv, _ := pushingServer(t, nil)
	require.NoError(t, srv.PushAll("customer", "view", 40))
	empty, files := 0, 0
	for _, e := range events(t, srv, 0) {
		var snapshot struct {
			Fields json.RawMessage `json:"extproperty"`
		}
		require.NoError(t, json.Unmarshal(e.Snapshot, &snapshot))
		if string(snapshot.Fields) == "[]" {
			empty++
			continue
		}
		row := rowOf(t, srv, opContacts, e.id())
		for _, m := range members(snapshot.Fields) {
			var f struct {
				ID, Type string
				Value    any
			}
			require.NoError(t, json.Unmarshal(m.value, &f))
			require.Equal(t, []string{"id", "type", "value"}, keysOf(m.value))
			require.Equal(t, m.key, f.ID)
			want, _ := row["fields"].(map[string]any)[m.key].(map[string]any)
			if f.Type == "file" && f.Value != nil {
				files++
				f.Value = f.Value.([]any)[0]
			}
			require.Equal(t, want["value"], f.Value)
		}
	}
	require.Positive(t, empty)
	require.Positive(t, files)
}

// TestFormsOfTheEnvelope changes the settings of the envelope one by one.
func TestFormsOfTheEnvelope(t *testing.T) {
	const whole = "subject_type subject_type_id event object_type object_sub_type object_sub_id snapshot merge"
	for name, c := range map[string]struct {
		edit  func(*Settings)
		keys  string
		match string // of the body
	}{
		"default":          {func(*Settings) {}, whole, `"object_sub_type":"\d+","object_sub_id":"\d+".*"customer_name":"\\u041f.*\},"merge":\{"sales_status_id"`},
		"misprint":         {func(s *Settings) { s.WebhookObjectKey = ObjectTyp }, strings.Replace(whole, "object_type", "object_typ", 1), `"object_typ":"sale"`},
		"both keys":        {func(s *Settings) { s.WebhookObjectKey = ObjectBoth }, strings.Replace(whole, "object_type", "object_typ object_type", 1), `"object_typ":"sale","object_type":"sale"`},
		"inside":           {func(s *Settings) { s.WebhookMerge = Inside }, strings.TrimSuffix(whole, " merge"), `"extproperty":\{.*\},"merge":\{"sales_status_id":\{"type":"edit","value":"\d+"\}.*\}\}$`},
		"current":          {func(s *Settings) { s.WebhookCurrent = true }, whole, `"merge":\{"sales_status_id":\{"type":"edit","value":"\d+","current":"\d+"\}`},
		"numbers":          {func(s *Settings) { s.WebhookNumberIDs = true }, whole, `"subject_type_id":"\d+",.*"object_sub_type":\d,"object_sub_id":\d+,`},
		"plain":            {func(s *Settings) { s.Unescaped = true }, whole, `"customer_name":"Пётр"`},
		"objects":          {func(s *Settings) { s.EmptyObjects, s.WebhookEvents = true, []string{"create"} }, whole, `"merge":\{\}\}$`},
		"documented types": {func(s *Settings) { s.DocumentedTypes = true }, whole, `"customers_id":"\d+".*"shared_managers":\["48"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv, _ := pushingServer(t, c.edit)
			if slices.Contains(srv.settings.WebhookEvents, "create") {
				srv.Insert(ListDeals)
			} else {
				require.NoError(t, srv.Touch(ListDeals, srv.IDs(ListDeals)[0]))
			}
			require.NoError(t, srv.AwaitPushes(t.Context()))
			text := srv.Pushed()[0].Body
			require.Equal(t, c.keys, strings.Join(keysOf(text), " "))
			require.Regexp(t, regexp.MustCompile(c.match), string(text))
		})
	}
}

// TestPresentValuesOfFormerOnes compares the present value that newer servers add with the snapshot.
func TestPresentValuesOfFormerOnes(t *testing.T) {
	srv, _ := pushingServer(t, func(s *Settings) { s.WebhookCurrent = true })
	id := srv.IDs(ListContacts)[0]
	found, _ := srv.find(ListContacts, wholeNumber(id))
	post(t, srv, opContactUpdate, "0[id]", id, "0[name]", "Ада")
	e := events(t, srv, 0)[0]
	want := `{"name":{"type":"edit","value":` + strconv.QuoteToASCII(srv.world.contactName(&found)) + `,"current":"\u0410\u0434\u0430"}}`
	require.Equal(t, want, string(e.Merge))
	require.Equal(t, `\u0410\u0434\u0430`, e.member(t, "name"))
}
