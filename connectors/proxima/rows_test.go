package proxima

import (
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
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
			[]string{"48400/9", "~", "~", "48313/", "48313/9"},
			2, 2, 1,
		},
		"users":        {`[{"user_id":10},{"user_id":9},{"user_id":null},7,{"user_id":9,"name":"again"}]`, []string{"9", "10", "~", "~"}, 2, 0, 1},
		"preparations": {`[{"preparation_id":9,"brend_id":2},{"preparation_id":9,"brend_id":10},{"preparation_id":9,"brend_id":2}]`, []string{"9", "9"}, 0, 0, 1},
		"fields": {
			`[{"enititymap_id":2,"entitytype":"PDK","system_field_name":" Flag1 "},{"enititymap_id":1,"entitytype":"arrangement","system_field_name":"patalog"},
			{"enititymap_id":3,"system_field_name":""},{"entitytype":"pdk","system_field_name":"flag1"},5]`,
			[]string{"2", "3", "~", "~"},
			3, 1, 0,
		},
	} {
		d := describedLists()[list]
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
