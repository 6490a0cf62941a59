package administrate

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// graphInput writes the values of a task under our names, which the tenant's schema replaces. A record is named as records show it: by
// its number, or by its global id in a field of its own, so that what was written can be compared with what is read back.
var graphInput = transcode.Must(transcode.Part(&crmstreamv1.Task{},
	transcode.ID("id", "id"),
	transcode.Sent("status", transcode.Text, transcode.NotCleared, "status"),
	transcode.Sent("subject", transcode.Text, transcode.ClearByNull, "subject"),
	transcode.Sent("description", transcode.Text, transcode.ClearByNull, "description"),
	transcode.Sent("type_id", transcode.Text, transcode.NotCleared, "type_id"),
	transcode.Sent("type_global_id", transcode.Text, transcode.NotCleared, "type_global_id"),
	transcode.Sent("owner_id", transcode.Text, transcode.NotCleared, "owner_id"),
	transcode.Sent("owner_global_id", transcode.Text, transcode.NotCleared, "owner_global_id"),
	transcode.Sent("account_id", transcode.Text, transcode.ClearByNull, "account_id"),
	transcode.Sent("account_global_id", transcode.Text, transcode.ClearByNull, "account_global_id"),
	transcode.Sent("contact_id", transcode.Text, transcode.ClearByNull, "contact_id"),
	transcode.Sent("contact_global_id", transcode.Text, transcode.ClearByNull, "contact_global_id"),
	transcode.Sent("event_id", transcode.Text, transcode.ClearByNull, "event_id"),
	transcode.Sent("event_global_id", transcode.Text, transcode.ClearByNull, "event_global_id"),
	transcode.Sent("deal_id", transcode.Text, transcode.ClearByNull, "deal_id"),
	transcode.Sent("deal_global_id", transcode.Text, transcode.ClearByNull, "deal_global_id"),
	transcode.Sent("create_time", transcode.LocalTime, transcode.NotCleared, "create_time").SeparatedBy("T"),
	transcode.Sent("start_time", transcode.LocalTime, transcode.ClearByNull, "start_time").SeparatedBy("T"),
	transcode.Sent("end_time", transcode.LocalTime, transcode.ClearByNull, "end_time").SeparatedBy("T"),
	transcode.Sent("show_on_calendar", transcode.Flag, transcode.NotCleared, "show_on_calendar"),
))

// graphWrites are the writes of tasks by their operations.
var graphWrites = map[string]schema.Act{opGraphCreate: schema.Create, opGraphUpdate: schema.Update, opGraphDelete: schema.Delete}

// Writes returns the writes of an account: one task in each request.
func (c *graphClient) Writes() []connectors.Write {
	return []connectors.Write{
		connectors.WriteOf(c.taskWrite(connectors.Create, opGraphCreate, connectors.SettledByContent), c.createTask),
		connectors.WriteOf(c.taskWrite(connectors.Update, opGraphUpdate, connectors.SettledByID), c.updateTask),
		connectors.WriteOf(c.taskWrite(connectors.Delete, opGraphDelete, connectors.SettledByID), c.deleteTask),
	}
}

// taskWrite declares a write of tasks. The answer has the task.
func (c *graphClient) taskWrite(act connectors.Act, op string, settling connectors.Settling) connectors.Write {
	return connectors.Write{
		Resource: "tasks", Act: act, Op: op, Fields: graphInput.Writable(), Settling: settling, MaxRows: 1, Answers: true,
		Cost: "One request, and one more where records are named by numbers, to find their global ids. For each client one for the tenant's schema.",
		Assumes: []string{
			"that null clears a reference, a text or a time",
			"that times without an offset are in the zone of the source",
			"that a mutation with errors of its own and without a task has changed nothing, and neither has a status 4xx",
			"that the tenant's schema has the mutation; only the update is proven",
		},
		Prepare: func(ctx context.Context, row connectors.WriteRow) (any, error) {
			return c.prepare(ctx, row, graphWrites[op])
		},
		Join: joinGraph, Send: c.send,
	}
}

// createTask encodes a task to be created.
func (c *graphClient) createTask(row connectors.WriteRow, _ *crmstreamv1.CreateTaskRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
	return c.encodeTask(row, transcode.OnCreate, opGraphCreate)
}

// updateTask encodes the changed fields of a task; the upstream leaves the others as they are.
func (c *graphClient) updateTask(row connectors.WriteRow, _ *crmstreamv1.UpdateTaskRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
	return c.encodeTask(row, transcode.OnUpdate, opGraphUpdate)
}

// deleteTask encodes the deletion of a task.
func (c *graphClient) deleteTask(row connectors.WriteRow, _ *crmstreamv1.DeleteTaskRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
	p, err := preparedOf(row)
	if err != nil {
		return connectors.EncodedRow{}, err
	}
	return graphCall(opGraphDelete, p, nil)
}

// graphCall makes the request of a mutation of these members of its input, and the id of the task.
func graphCall(op string, p *prepared, members []transcode.Member) (connectors.EncodedRow, error) {
	if p.task != "" {
		id := transcode.Member{Key: p.input.Name("id"), Value: transcode.Value{Kind: transcode.TextValue, Text: p.task}}
		members = append([]transcode.Member{id}, members...)
	}
	body, err := graphBody(p.input.Query, map[string]json.RawMessage{"input": transcode.AppendJSON(nil, members)})
	if err != nil {
		return connectors.EncodedRow{}, err
	}
	return connectors.EncodedRow{Value: connectors.PlannedCall{
		Op: op, Method: http.MethodPost, Path: pathGraph, ContentType: "application/json", Body: body, ShownBody: body, Rows: 1,
	}}, nil
}

// joinGraph returns the request of the only row.
func joinGraph(rows []connectors.EncodedRow) connectors.PlannedCall {
	made, _ := rows[0].Value.(connectors.PlannedCall)
	return made
}
