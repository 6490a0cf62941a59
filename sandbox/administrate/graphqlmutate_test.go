package administrate

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// mutate runs one mutation of tasks, and returns the whole payload.
func (x tenant) mutate(name string, input map[string]any) map[string]any {
	x.t.Helper()
	query := `mutation($in: ` + inputs[name] + `!) { tasks { ` + name + `(input: $in) { errors { label message value } task {
		id legacyId status subject description createdAt updatedAt start end showOnCalendar
		type { id } assignee { id } account { id } contact { id } event { id } opportunity { id }
	} } } }`
	return x.get(query, map[string]any{"in": input}, "tasks", name).(map[string]any)
}

// labels returns the labels of the errors of a refused mutation.
func labels(t *testing.T, payload map[string]any) []string {
	t.Helper()
	require.Nil(t, payload["task"])
	found := []string{}
	for _, e := range payload["errors"].([]any) {
		require.NotEmpty(t, at(t, e, "message"))
		found = append(found, at(t, e, "label").(string))
	}
	return found
}

func TestGraphQLCreates(t *testing.T) {
	now := time.Date(2026, 11, 20, 15, 4, 5, 0, time.UTC)
	x := start(t, func(s *Settings) { s.Now = func() time.Time { return now } })
	ids := x.IDs(ListTasks)
	least := x.mutate("create", map[string]any{"userId": userEntity.global(3), "typeId": typeEntity.global(2)})
	require.Empty(t, least["errors"])
	number := at(t, least, "task", "legacyId").(float64)
	require.Equal(t, map[string]any{
		"id": taskEntity.global(int64(number)), "legacyId": number, "status": "Not Started", "subject": nil, "description": nil,
		"createdAt": "2026-11-20T15:04:05", "updatedAt": "2026-11-20T15:04:05", "start": nil, "end": nil, "showOnCalendar": false,
		"type": map[string]any{"id": typeEntity.global(2)}, "assignee": map[string]any{"id": userEntity.global(3)},
		"account": nil, "contact": nil, "event": nil, "opportunity": nil,
	}, least["task"])
	require.Equal(t, append(ids, texts([]int64{int64(number)})...), x.IDs(ListTasks))

	input := map[string]any{
		"userId": userEntity.global(12), "typeId": typeEntity.global(6), "accountId": accountEntity.global(200), "status": "Готово",
		"subject": "a \"b\" \\ \u2028 🎉", "description": "", "contactId": contactEntity.global(70_000), "eventId": eventEntity.global(9),
		"opportunityId": opportunityEntity.global(8), "createdAt": "2013-09-17", "start": "2026-01-02 03:04:05", "end": "2026-01-02T04:04:05", "showOnCalendar": true,
	}
	full := x.mutate("create", input)
	require.Empty(t, full["errors"])
	made := full["task"].(map[string]any)
	for key, name := range map[string]string{"type": "typeId", "assignee": "userId", "account": "accountId", "contact": "contactId", "event": "eventId", "opportunity": "opportunityId"} {
		require.Equal(t, input[name], at(t, made, key, "id"), key)
	}
	for _, key := range []string{"status", "subject", "description", "showOnCalendar", "end"} {
		require.Equal(t, input[key], made[key], key)
	}
	require.Equal(t, "2013-09-17T00:00:00", made["createdAt"])
	require.Equal(t, "2026-01-02T03:04:05", made["start"])
	require.Equal(t, "2026-11-20T15:04:05", made["updatedAt"])
	require.Equal(t, "Готово", x.list("_order=-id&_limit=1")[0]["status"], "REST has the same task")

	refused := x.mutate("create", map[string]any{
		"userId": userEntity.global(13), "typeId": "2", "accountId": accountEntity.global(0), "contactId": contactEntity.global(0), "createdAt": "soon", "status": nil,
	})
	require.Equal(t, []string{"userId", "typeId", "accountId", "status", "contactId", "createdAt"}, labels(t, refused))
	require.Equal(t, map[string]any{"label": "typeId", "message": `"2" is not the id of a TaskType`, "value": "2"}, refused["errors"].([]any)[1])
	require.Nil(t, refused["errors"].([]any)[3].(map[string]any)["value"])
	require.Len(t, x.IDs(ListTasks), len(ids)+2)
}

func TestGraphQLUpdatesAreChecked(t *testing.T) {
	x := start(t, nil)
	id := taskEntity.global(1)
	before, _ := x.store.get(1)
	for label, v := range map[string]any{
		"userId": nil, "typeId": typeEntity.global(99), "accountId": userEntity.global(1), "status": nil, "createdAt": nil,
		"start": "2026-01-02T03:04:05Z", "showOnCalendar": nil, "eventId": "",
	} {
		require.Equal(t, []string{label}, labels(t, x.mutate("update", map[string]any{"taskId": id, "subject": "never", label: v})))
	}
	after, _ := x.store.get(1)
	require.Equal(t, before, after, "a refused update changes nothing")
	require.Empty(t, x.Executed())

	cleared := map[string]any{"taskId": id, "subject": nil, "description": nil, "accountId": nil, "contactId": nil, "eventId": nil, "opportunityId": nil, "start": nil, "end": nil}
	task := x.mutate("update", cleared)["task"].(map[string]any)
	for _, key := range []string{"subject", "description", "account", "contact", "event", "opportunity", "start", "end"} {
		require.Nil(t, task[key], key)
	}
	require.Equal(t, before.status, task["status"])
	for _, unknown := range []string{taskEntity.global(99_999), userEntity.global(1), "1", ""} {
		require.Equal(t, []string{"taskId"}, labels(t, x.mutate("update", map[string]any{"taskId": unknown, "subject": "x"})))
		require.Equal(t, []string{"taskId"}, labels(t, x.mutate("delete", map[string]any{"taskId": unknown})))
	}
	for _, query := range []string{
		`mutation{tasks{update(input:{taskId:"x",colour:"red"}){errors{label}}}}`, `mutation{tasks{update(input:{status:"x"}){errors{label}}}}`,
		`mutation{tasks{create(input:{status:"x"}){errors{label}}}}`, `mutation{tasks{create(input:null){errors{label}}}}`,
		`mutation{tasks{update(input:{taskId:"x",showOnCalendar:"true"}){errors{label}}}}`,
	} {
		require.NotEmpty(t, x.ask(query, nil).Errors, query)
	}
}

func TestGraphQLDeletes(t *testing.T) {
	x := start(t, nil)
	input := map[string]any{"taskId": taskEntity.global(1)}
	gone := x.mutate("delete", input)
	require.Empty(t, gone["errors"])
	require.EqualValues(t, 1, at(t, gone, "task", "legacyId"))
	require.Equal(t, []string{"taskId"}, labels(t, x.mutate("delete", input)))
	status, _, _ := x.do("GET", pathTasks+"/1", "")
	require.Equal(t, 404, status)
	require.Equal(t, []Effect{{Op: OpGraphQLDelete, Number: 1, ID: "1"}}, x.Executed())
}

func TestMutationsOfOneRequestRunInOrder(t *testing.T) {
	x := start(t, nil)
	a := x.ask(`mutation($id: ID!) { tasks {
		first: update(input: {taskId: $id, subject: "1"}) { task { subject } }
		gone: delete(input: {taskId: $id}) { task { subject } }
		late: update(input: {taskId: $id, subject: "2"}) { task { subject } errors { label } }
	} }`, map[string]any{"id": taskEntity.global(1)})
	require.Equal(t, map[string]any{"tasks": map[string]any{
		"first": map[string]any{"task": map[string]any{"subject": "1"}},
		"gone":  map[string]any{"task": map[string]any{"subject": "1"}},
		"late":  map[string]any{"task": nil, "errors": []any{map[string]any{"label": "taskId"}}},
	}}, a.Data)
	require.Equal(t, []Effect{{Op: OpGraphQLMutate, Number: 1, ID: "1"}, {Op: OpGraphQLMutate, Number: 1, Row: 1, ID: "1"}}, x.Executed())
}
