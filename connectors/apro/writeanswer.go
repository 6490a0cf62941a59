package apro

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// sender returns the function that sends a write once. Creates are answered by the ids of the new records, and all others by true.
func (c *Client) sender(act connectors.Act) func(context.Context, connectors.PlannedCall, func(context.Context) error) (connectors.WriteAnswer, error) {
	return func(ctx context.Context, call connectors.PlannedCall, sending func(context.Context) error) (connectors.WriteAnswer, error) {
		if len(call.Body) == 0 {
			return connectors.WriteAnswer{}, &connectors.Error{
				Kind: connectors.KindInvalidRequest, Connector: wire.Name, Op: call.Op, Err: errors.New("a record must be read before it can be written this way"),
			}
		}
		data, err := c.wire.Write(ctx, call, sending)
		switch {
		case err != nil:
			return connectors.WriteAnswer{}, err
		case act == connectors.Create:
			ids, err := insertedIDs(call.Op, data, call.Rows)
			return connectors.WriteAnswer{IDs: ids}, err
		}
		if text, _ := data.Text(); !wire.Truthy(text) {
			return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, "the answer does not say that the records were written")
		}
		return connectors.WriteAnswer{}, nil
	}
}

// insertedIDs returns the ids of new records, in the order of the rows, "" for a row without an id. The answer is a list of ids, or a
// map by the rows' keys, which PHP sends if its keys do not count from 0. A list that is shorter than the rows is returned as it is.
func insertedIDs(op string, data transcode.JSON, rows int) ([]string, error) {
	if !data.List() {
		return nil, wire.MalformedWrite(op, "the answer has no list of ids")
	}
	var ids []string
	if data.Kind() == '{' && !wire.None(data) {
		ids = make([]string, rows)
	}
	seen := map[string]bool{}
	for key, value := range wire.Entries(data) {
		id, err := insertedID(value)
		switch {
		case err != nil:
			return nil, wire.MalformedWrite(op, err.Error())
		case id != "" && seen[id]:
			return nil, wire.MalformedWrite(op, "the answer has the id "+id+" twice")
		case data.Kind() == '[':
			ids = append(ids, id)
		default:
			row, err := strconv.Atoi(key)
			if err != nil || row < 0 || row >= rows || strconv.Itoa(row) != key {
				return nil, wire.MalformedWrite(op, "the answer has ids of rows that were not sent")
			}
			ids[row] = id
		}
		seen[id] = true
	}
	return slices.Clip(ids), nil
}

// insertedID returns an id of an answer, "" for null, false, 0 and the empty text.
func insertedID(value transcode.JSON) (string, error) {
	text, scalar := value.Text()
	switch {
	case value.List() || value.Kind() == 't':
		return "", errors.New("the answer has a value that is no id")
	case !scalar || wire.Empty(value):
		return "", nil
	}
	if _, err := connectors.ParseID("", text, 1); err != nil {
		return "", fmt.Errorf("the answer has a value that is no id")
	}
	return text, nil
}
