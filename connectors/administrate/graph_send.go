package administrate

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// send sends a mutation once. The answer shows the task as it is afterwards, and the deleted task as it was.
func (c *graphClient) send(ctx context.Context, call connectors.PlannedCall, sending func(context.Context) error) (connectors.WriteAnswer, error) {
	resp, err := c.tokens.Do(ctx, c.rest, rest.Request{
		Op: call.Op, Method: call.Method, Path: call.Path, Body: call.Body, ContentType: call.ContentType,
		Header: accepts(), Classify: classifyGraphWrite, Sending: sending,
	})
	if err != nil {
		if errors.Is(err, errQuery) {
			c.schema.doubted.Store(true)
		}
		return connectors.WriteAnswer{}, err
	}
	payload, ok := dataOf(resp).data.Member("tasks", string(graphWrites[call.Op]))
	if !ok {
		return connectors.WriteAnswer{}, unclear(call.Op, errNoData)
	}
	shown, has := payload.Member("task")
	if failed := errorsOf(payload); len(failed) > 0 {
		err := c.refusedBy(call.Op, failed)
		if has { // a refused task is not shown
			return connectors.WriteAnswer{}, unclear(call.Op, err)
		}
		return connectors.WriteAnswer{}, err
	}
	if !has && call.Op == opGraphDelete {
		return connectors.WriteAnswer{}, nil
	}
	return c.answer(call, shown)
}

// answer reads the task in the answer to a mutation that was executed.
func (c *graphClient) answer(call connectors.PlannedCall, shown transcode.JSON) (connectors.WriteAnswer, error) {
	tc := &transcode.Context{Zone: c.zone}
	row, err := graphTable.One(shown, tc)
	switch {
	case err == nil && !row.Record.Identified():
		err = errors.New("the answer's task has no id")
	case err == nil && row.Record.Err != nil:
		err = errors.New(row.Record.Err.Message)
	case err == nil && call.Op != opGraphCreate && !names(call.Body, textOf(shown, "globalId")):
		err = errors.New("the answer is another task")
	}
	if err != nil { // the upstream has executed the write, and does not say what became of it
		return connectors.WriteAnswer{}, unclear(call.Op, err)
	}
	answer := connectors.WriteAnswer{Records: []connectors.Record{row.Record}, Notices: tc.Notices()}
	if call.Op == opGraphCreate {
		answer.IDs = []string{string(row.Record.ID)}
	}
	return answer, nil
}

// names reports whether the input of a mutation has a text as one of its values: the global id of the task.
func names(body []byte, id string) bool {
	var sent struct {
		Variables struct {
			Input map[string]any `json:"input"`
		} `json:"variables"`
	}
	if json.Unmarshal(body, &sent) != nil || id == "" {
		return false
	}
	for _, v := range sent.Variables.Input {
		if v == id {
			return true
		}
	}
	return false
}

// unclear returns the error of a mutation that the upstream may have executed.
func unclear(op string, err error) error {
	return &connectors.Error{Kind: connectors.KindMalformedResponse, Connector: "administrate", Op: op, Maybe: true, Err: err}
}

// classifyGraphWrite reads the answer to a mutation. A status 4xx says that nothing was written. Errors without data do not say so: the
// upstream also sends them when a field of the written task cannot be shown.
func classifyGraphWrite(resp rest.Response) error {
	err := classifyGraph(resp)
	var e *connectors.Error
	if !errors.As(err, &e) || resp.Status < 400 || resp.Status >= 500 || resp.Status == http.StatusRequestTimeout {
		return err
	}
	if refused(resp) {
		e.Kind, e.Err = connectors.KindRefused, fmt.Errorf("the upstream refuses the task with status %d", resp.Status)
	}
	return rest.NotExecuted(e)
}

// refusedBy returns the error of a mutation that was refused, with one mistake for each of its errors ("label" names the value).
func (c *graphClient) refusedBy(op string, failed []transcode.JSON) error {
	var mistakes connectors.Mistakes
	for _, f := range failed {
		message := c.rest.Said(textOf(f, "message"))
		field := "task"
		if label := textOf(f, "label"); label != "" {
			field = "task." + c.rest.Said(label)
			if ours := schema.OurName(label); ours != "" {
				field = placeOf(ours)
			}
		}
		m := connectors.Invalid(field, "the upstream refuses it: %s", cmp.Or(message, "it gives no reason"))
		m.Connector, m.Op = "administrate", op
		mistakes = append(mistakes, m)
	}
	slices.SortStableFunc(mistakes, func(a, b *connectors.Error) int { return cmp.Compare(a.Field, b.Field) })
	return mistakes
}
