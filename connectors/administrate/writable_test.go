package administrate

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestGoldenBodies writes tasks as JSON.
func TestGoldenBodies(t *testing.T) {
	for name, test := range map[string]struct {
		op   transcode.Op
		task string
		mask []string
		want string
	}{
		"create": {
			transcode.OnCreate,
			`{"status":"Not Started","ownerId":"2","accountId":"3","typeId":"4","subject":"\"Ring\" \n😀","description":"","contactId":"5","eventId":"6","dealId":"7",
			"createTime":"2026-01-31T08:00:00Z","startTime":"2026-07-01T00:00:00Z","endTime":"2026-07-01T23:59:59Z","showOnCalendar":false}`, nil,
			`{"status":"Not Started","subject":"\"Ring\" \n😀","description":"","type_id":4,"user_id":2,"account_id":3,"contact_id":5,"event_id":6,"opportunity_id":7,` +
				`"created_on":"2026-01-31T08:00:00","start_datetime":"2026-07-01T01:00:00","end_datetime":"2026-07-02T00:59:59","show_on_calendar":false}`,
		},
		"the sample's update": {transcode.OnUpdate, `{"id":"1","status":"Completed"}`, nil, `{"status":"Completed"}`},
		"cleared": {
			transcode.OnUpdate, `{"status":"ignored","owner":{"id":"2"}}`,
			[]string{"end_time", "start_time", "subject", "description", "account_id", "contact_id", "event_id", "deal_id"},
			`{"subject":null,"description":null,"account_id":null,"contact_id":null,"event_id":null,"opportunity_id":null,"start_datetime":null,"end_datetime":null}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var task crmstreamv1.Task
			require.NoError(t, protojson.Unmarshal([]byte(test.task), &task))
			zone, err := time.LoadLocation("Europe/London")
			require.NoError(t, err)
			members, _, err := taskTable.Write(&task, test.mask, transcode.WriteContext{Op: test.op, Zone: zone})
			require.NoError(t, err)
			require.Equal(t, test.want, string(transcode.AppendJSON(nil, members)))
		})
	}
}

// TestMistakesOfTasks refuses what a task cannot be.
func TestMistakesOfTasks(t *testing.T) {
	for name, test := range map[string]struct {
		op   transcode.Op
		task string
		mask []string
		want []string
	}{
		"nothing":           {transcode.OnCreate, `{}`, nil, []string{"task.status", "task.type_id", "task.owner_id", "task.account_id"}},
		"read fields":       {transcode.OnUpdate, `{"typeName":"x","owner":{"id":"1"},"raw":"{}"}`, nil, []string{"task.type_name", "task.owner", "task.raw"}},
		"uncleared":         {transcode.OnUpdate, `{"status":""}`, []string{"status", "owner_id", "type_id", "create_time", "show_on_calendar"}, []string{"task.status", "task.type_id", "task.owner_id", "task.create_time", "task.show_on_calendar"}},
		"nothing to update": {transcode.OnUpdate, `{"id":"1"}`, nil, []string{"update_mask"}},
		"no id":             {transcode.OnUpdate, `{"ownerId":"me","accountId":"007","contactId":"0"}`, nil, []string{"task.owner_id", "task.account_id", "task.contact_id"}},
	} {
		t.Run(name, func(t *testing.T) {
			var task crmstreamv1.Task
			require.NoError(t, protojson.Unmarshal([]byte(test.task), &task))
			_, _, err := taskTable.Write(&task, test.mask, transcode.WriteContext{Op: test.op, Prefix: "task"})
			var mistakes connectors.Mistakes
			require.ErrorAs(t, err, &mistakes)
			var fields []string
			for _, m := range mistakes {
				fields = append(fields, m.Field)
			}
			require.Equal(t, test.want, fields)
		})
	}
}
