package proxima

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestOddRowsOfFunctions reads rows that none should be like.
func TestOddRowsOfFunctions(t *testing.T) {
	visits := `[{"task_id":48313,"task_datefrom":"2025-08-01T12:30:00"},{"task_id":48400,"task_datefrom":"soon"},
		{"task_id":48401,"task_datefrom":"2025-08-09T12:30:00"}]`
	for list, test := range map[string]struct {
		rows             string
		want             []string
		errors           int
		outside, repeats int
	}{
		"visitControls": {
			`[{"task_id":48313,"preparation_id":9},{"task_id":48313,"preparation_id":9,"str1":"again"},{"task_id":48313},{"preparation_id":9},
			{"task_id":48400,"preparation_id":9},{"task_id":48401,"preparation_id":9},{"task_id":1},[]]`,
			[]string{"48400/9", "~", "~", "48313/", "48313/9", "48313/9"},
			2, 2, 0,
		},
		"visitArrangements": {
			`[{"task_id":48313,"brend_id":3,"potential":1},{"task_id":48313,"brend_id":3,"preparation_id":null,"potential":2},
			{"task_id":48313,"potential":5},{"task_id":48313,"brend_id":3,"potential":1},{"task_id":48313,"potential":4}]`,
			[]string{"48313//", "48313//3", "48313//", "48313//3"}, // those that came a second time with something else come behind
			0, 0, 1,
		},
		"users":        {`[{"user_id":10},{"user_id":9},{"user_id":null},7,{"user_id":9,"name":"again"}]`, []string{"9", "10", "~", "~"}, 2, 0, 1},
		"preparations": {`[{"preparation_id":9,"brend_id":2},{"preparation_id":9,"brend_id":10},{"preparation_id":9,"brend_id":2}]`, []string{"9", "9"}, 0, 0, 1},
		"fields": {
			`[{"enititymap_id":2,"entitytype":"PDK","system_field_name":" Flag1 "},{"enititymap_id":1,"entitytype":"arrangement","system_field_name":"patalog"},
			{"enititymap_id":3,"system_field_name":""},{"entitytype":"pdk","system_field_name":"flag1"},5]`,
			[]string{"2", "3", "~", "~"},
			3, 1, 0,
		},
		"fields of one id": {
			`[{"enititymap_id":2,"system_field_name":"flag1","role":"a"},{"enititymap_id":2,"system_field_name":"flag1","role":"b"},
			{"enititymap_id":2,"system_field_name":"flag1","role":"a"}]`,
			[]string{"2", "2"},
			0, 0, 1,
		},
	} {
		d := describedLists()[strings.Fields(list)[0]]
		page, err := d.read(testClient(t, answers(t, map[string][]byte{
			"api_get_tasks_json": []byte(visits), d.function.json: []byte(test.rows),
		}), nil), t.Context())
		require.NoError(t, err, list)
		got, failed := []string{}, 0
		for i, r := range page.Records {
			id := string(r.ID)
			if !r.Identified() {
				id = id[:1]
			}
			got = append(got, id)
			if r.Err != nil {
				failed++
			}
			require.True(t, i == 0 || page.Records[i-1].Compare(r) < 0, list)
		}
		require.Equal(t, test.want, got, list)
		require.Equal(t, []int{test.errors, test.outside, test.repeats}, []int{failed, page.Outside, page.Repeats}, list)
	}
}

// TestPositionsOfCards reads cards that share an id in two orders, which are the same page.
func TestPositionsOfCards(t *testing.T) {
	read := func(cards ...string) []connectors.Record {
		d := describedLists()["visitControls"]
		page, err := d.read(testClient(t, answers(t, map[string][]byte{
			"api_get_tasks_json": []byte(visitOfCards), d.function.json: []byte("[" + strings.Join(cards, ",") + "]"),
		}), nil), t.Context())
		require.NoError(t, err)
		return page.Records
	}
	const one, other, third = `{"task_id":48313,"str1":"a"}`, `{"task_id":48313,"str1":"b"}`, `{"task_id":48313,"preparation_id":9}`
	want := read(one, third, other)
	require.Len(t, want, 3)
	require.Equal(t, want, read(other, third, one, other))
}

// TestUnknownKeysOfFields are told, and fields that the vendor does not describe are texts.
func TestUnknownKeysOfFields(t *testing.T) {
	d := describedLists()["fields"]
	page, err := d.read(testClient(t, answers(t, map[string][]byte{
		d.function.json: []byte(`[{"enititymap_id":1,"entitytype":"pdk","system_field_name":"other9","sorting":4}]`),
	}), nil), t.Context())
	require.NoError(t, err)
	require.Equal(t, []connectors.Notice{{Code: transcode.NoticeUnknownKeys, Message: "sorting"}}, page.Notices)
	fields, ok := decoded(t, d, page).(*crmstreamv1.ListFieldsResponse)
	require.True(t, ok)
	require.Equal(t, "other9", fields.GetFields()[0].GetKey())
	require.Equal(t, crmstreamv1.FieldType_FIELD_TYPE_TEXT, fields.GetFields()[0].GetType())
}

// FuzzFunctions feeds any body to the readers of all lists besides visits: they never panic and return only classified
// errors, and every row is told or counted.
func FuzzFunctions(f *testing.F) {
	for _, body := range []string{
		`[{"task_id":48313,"preparation_id":9,"brend_id":4}]`, `[{"user_id":1,"active":0}]`, `{"a":{"contact_id":1}}`,
		`[{"enititymap_id":1,"entitytype":"pdk","system_field_name":"flag1"}]`, `[{"action_id":1,"action_datefrom":"2025-08-01"}]`, `[[],null,5]`,
	} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		synctest.Test(t, func(t *testing.T) { // answers that are not understood are asked for again after a wait
			for list, d := range describedLists() {
				c := testClient(t, answers(t, map[string][]byte{"api_get_tasks_json": []byte(visitOfCards), d.function.json: body}), nil)
				page, err := d.read(c, t.Context())
				if err != nil {
					var classified *connectors.Error
					require.ErrorAs(t, err, &classified, list)
					continue
				}
				for _, r := range page.Records {
					require.NotEmpty(t, r.ID, list)
					require.NotEqual(t, r.Err == nil, r.Wire == nil, list)
				}
			}
		})
	})
}
