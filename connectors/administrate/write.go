package administrate

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The operations that write (Tasks, "Creating a Task", "Updating a Task", "Deleting a Task").
const (
	opCreate = "POST /crm/tasks"
	opUpdate = "PUT /crm/tasks/{id}"
	opDelete = "DELETE /crm/tasks/{id}"
)

const pathTasks = "/api/v2/crm/tasks"

// taskWrite declares a write of tasks. The upstream takes one task in a request, and answers with the task.
func (c *Client) taskWrite(act connectors.Act, op string, settling connectors.Settling) connectors.Write {
	return connectors.Write{
		Resource: "tasks", Act: act, Op: op, Fields: taskTable.Writable(), Settling: settling, MaxRows: 1, Answers: true,
		Cost: "One request.",
		Assumes: []string{
			"that null clears a reference, a text or a time",
			"that times without an offset are in the zone of the source",
			"that every status 4xx means that nothing was written",
		},
		Join: join, Send: c.send,
	}
}

// call is one write of a task, which is a whole upstream request.
type call struct {
	connectors.PlannedCall
	id string // of the task, "" for a create
}

// createTask encodes a task to be created.
func (c *Client) createTask(row connectors.WriteRow, _ *crmstreamv1.CreateTaskRequest, known *connectors.Catalogue) (connectors.EncodedRow, error) {
	body, notices, err := c.body(row, transcode.OnCreate, known)
	return encoded(call{PlannedCall: connectors.PlannedCall{Op: opCreate, Method: http.MethodPost, Path: pathTasks, Body: body}}, notices), err
}

// updateTask encodes the changed fields of a task; the upstream leaves the others as they are.
func (c *Client) updateTask(row connectors.WriteRow, _ *crmstreamv1.UpdateTaskRequest, known *connectors.Catalogue) (connectors.EncodedRow, error) {
	_, err := connectors.ParseID("id", row.ID, 1)
	if err != nil {
		return connectors.EncodedRow{}, err
	}
	body, notices, err := c.body(row, transcode.OnUpdate, known)
	return encoded(call{connectors.PlannedCall{Op: opUpdate, Method: http.MethodPut, Path: pathTasks + "/" + row.ID, Body: body}, row.ID}, notices), err
}

// deleteTask encodes the deletion of a task.
func (c *Client) deleteTask(row connectors.WriteRow, _ *crmstreamv1.DeleteTaskRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
	_, err := connectors.ParseID("id", row.ID, 1)
	return encoded(call{connectors.PlannedCall{Op: opDelete, Method: http.MethodDelete, Path: pathTasks + "/" + row.ID}, row.ID}, nil), err
}

// body returns the JSON of the fields to be written.
func (c *Client) body(row connectors.WriteRow, op transcode.Op, known *connectors.Catalogue) ([]byte, []connectors.Notice, error) {
	members, notices, err := taskTable.Write(row.Record, row.Mask, transcode.WriteContext{Op: op, Zone: c.zone, Catalogue: known, Prefix: "task"})
	if err != nil {
		return nil, nil, err
	}
	return transcode.AppendJSON(nil, members), notices, nil
}

func encoded(made call, notices []connectors.Notice) connectors.EncodedRow {
	made.Rows, made.ShownBody = 1, made.Body
	if made.Body != nil {
		made.ContentType = "application/json"
	}
	return connectors.EncodedRow{Value: made, Notices: notices}
}

// join returns the request of the only row.
func join(rows []connectors.EncodedRow) connectors.PlannedCall {
	made, _ := rows[0].Value.(call)
	return made.PlannedCall
}

// send sends a write once. The answer shows the task as it is afterwards, and the deleted task as it was.
func (c *Client) send(ctx context.Context, call connectors.PlannedCall, sending func(context.Context) error) (connectors.WriteAnswer, error) {
	resp, err := c.rest.Do(ctx, rest.Request{
		Op: call.Op, Method: call.Method, Path: call.Path, Body: call.Body, ContentType: call.ContentType,
		Header: accepts(), Authorize: c.authorize, Classify: classifyWrite(call.Op), Sending: sending,
	})
	if err != nil {
		return connectors.WriteAnswer{}, err
	}
	body, _ := resp.JSON() // classifyWrite has checked that the body is JSON
	tc := &transcode.Context{Zone: c.zone, Constants: accountID(body)}
	row, err := taskTable.One(body, tc)
	switch {
	case err == nil && !row.Record.Identified():
		err = errors.New("the answer's task has no id")
	case err == nil && row.Record.Err != nil:
		err = errors.New(row.Record.Err.Message)
	}
	if id, named := strings.CutPrefix(call.Path, pathTasks+"/"); err == nil && named && string(row.Record.ID) != id {
		err = errors.New("the answer is another task")
	}
	if err != nil { // the upstream has executed the write, and does not say what became of it
		return connectors.WriteAnswer{}, &connectors.Error{
			Kind: connectors.KindMalformedResponse, Connector: "administrate", Op: call.Op, Maybe: true, Err: err,
		}
	}
	answer := connectors.WriteAnswer{Records: []connectors.Record{row.Record}, Notices: tc.Notices()}
	if call.Op == opCreate {
		answer.IDs = []string{string(row.Record.ID)}
	}
	return answer, nil
}

// classifyWrite returns the function that reads the answer of an operation. A refusal says that nothing was written.
func classifyWrite(op string) func(rest.Response) error {
	return func(resp rest.Response) error {
		html := rest.HTML(resp)
		switch {
		case resp.Status == http.StatusNotFound && !html && op == opCreate:
			return rest.NotExecuted(&connectors.Error{Kind: connectors.KindInvalidRequest, Err: errCreate})
		case resp.Status == http.StatusNotFound && !html:
			return rest.NotExecuted(&connectors.Error{Kind: connectors.KindNotFound, Field: "id", Err: errors.New("there is no such task")})
		case refused(resp):
			return rest.NotExecuted(&connectors.Error{Kind: connectors.KindRefused, Err: fmt.Errorf("the upstream refuses the task with status %d", resp.Status)})
		}
		err := classify(resp, '{')
		var ce *connectors.Error
		if errors.As(err, &ce) && resp.Status >= 400 && resp.Status < 500 && resp.Status != http.StatusRequestTimeout {
			return rest.NotExecuted(ce)
		}
		return err
	}
}

// errCreate is the documented meaning of a status 404 for a create.
var errCreate = errors.New("the upstream could not create the task: a required field is missing, or one of the ids does not exist; check status, " +
	"owner_id, account_id and type_id")
