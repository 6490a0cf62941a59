package apro

import (
	"context"
	"errors"
	"fmt"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// bareCall sends a write of calls. The page prints the answers without the envelope of all others ("Telephony").
func (c *Client) bareCall(ctx context.Context, call connectors.PlannedCall, sending sending) (transcode.JSON, error) {
	return c.wire.WriteBare(ctx, call, "result", sending)
}

// noticeUncounted is for several calls that were taken without a word about their number.
const noticeUncounted = "CALLS_NOT_COUNTED"

// callAnswer reads the answer to calls that were sent: {result, callId}, {result, error}, or of newer servers, about several calls,
// {result, inserted, error} with the number of imported ones. It does not say which calls these are: if they are not all or none,
// nothing is known of any.
func (c *Client) callAnswer(call connectors.PlannedCall, data transcode.JSON) (connectors.WriteAnswer, error) {
	result, _ := data.Member("result")
	reason, _ := data.Member("error")
	inserted, counted := data.Member("inserted")
	n, whole := inserted.Int()
	done, said := verdict(result)
	text, _ := reason.Text()
	var err error
	switch {
	case !said:
		err = errors.New("the answer does not say what became of the calls")
	case counted && !whole:
		err = errors.New("the answer has no number of calls where it should")
	case done && counted && n != call.Rows:
		err = fmt.Errorf("the upstream has taken %d of %d calls, and does not say which", n, call.Rows)
	case done && !wire.Empty(reason):
		err = errors.New("the answer says that calls were taken, and that there was an error")
	case done && !counted && call.Rows > 1:
		return connectors.WriteAnswer{Notices: []connectors.Notice{{Code: noticeUncounted, Message: fmt.Sprintf(
			"the upstream says that it has taken the %d calls, and not how many of them it has imported: look into ListCalls", call.Rows)}}}, nil
	case done:
		return connectors.WriteAnswer{Records: numbered(call, data)}, nil
	case counted && n != 0, !counted && call.Rows > 1:
		err = errors.New("the upstream has refused calls, and does not say which")
	default:
		return connectors.WriteAnswer{}, c.refusedCalls(call.Op, text)
	}
	e := wire.MalformedWrite(call.Op, err.Error())
	e.Detail = c.wire.Said(text)
	return connectors.WriteAnswer{}, e
}

// refusedCalls returns the error of calls of which none was taken.
func (c *Client) refusedCalls(op, text string) error {
	if text = c.wire.Said(text); text == "" {
		text = "it states no reason"
	}
	return &connectors.Error{Kind: connectors.KindRefused, Connector: wire.Name, Op: op, Err: errors.New("the upstream refuses the call: " + text)}
}

// numbered returns what the answer adds to a call, if it is about one.
func numbered(call connectors.PlannedCall, data transcode.JSON) []connectors.Record {
	id := wire.ScalarMember(data, "callId")
	if id == "" || id == "0" || call.Rows != 1 {
		return nil
	}
	var r connectors.Record
	if transcode.Wrap(&r, &crmstreamv1.ImportedCall{CallId: &id}) != nil || r.Err != nil {
		return nil
	}
	return []connectors.Record{r}
}
