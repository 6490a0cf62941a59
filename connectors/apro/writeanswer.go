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

// The parts of a Send: exchange sends a request and returns the data of the answer, and reading says what became of the rows.
type (
	sending  = func(context.Context) error
	exchange = func(context.Context, connectors.PlannedCall, sending) (transcode.JSON, error)
	reading  = func(call connectors.PlannedCall, data transcode.JSON) (connectors.WriteAnswer, error)
)

// sender returns the function that sends a write once.
func (c *Client) sender(send exchange, read reading) func(context.Context, connectors.PlannedCall, sending) (connectors.WriteAnswer, error) {
	return func(ctx context.Context, call connectors.PlannedCall, sending sending) (connectors.WriteAnswer, error) {
		if len(call.Body) == 0 {
			return connectors.WriteAnswer{}, &connectors.Error{
				Kind: connectors.KindInvalidRequest, Connector: wire.Name, Op: call.Op, Err: errors.New("a record must be read before it can be written this way"),
			}
		}
		data, err := send(ctx, call, sending)
		if err != nil {
			return connectors.WriteAnswer{}, err
		}
		return read(call, data)
	}
}

// recordAnswer returns the function that reads the answers to an act: creates are answered by the ids of the new records, and all
// others by true.
func recordAnswer(act connectors.Act) reading {
	return func(call connectors.PlannedCall, data transcode.JSON) (connectors.WriteAnswer, error) {
		if act == connectors.Create {
			ids, err := insertedIDs(call.Op, data, call.Rows)
			return connectors.WriteAnswer{IDs: ids}, err
		}
		if text, _ := data.Text(); !wire.Truthy(text) {
			return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, "the answer does not say that the records were written")
		}
		return connectors.WriteAnswer{}, nil
	}
}

// verdict reads a value that says yes or no. Any other value says neither.
func verdict(value transcode.JSON) (yes, said bool) {
	text, _ := value.Text()
	yes = wire.Truthy(text)
	return yes, yes || slices.Contains([]string{"0", "false", "no"}, text)
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
