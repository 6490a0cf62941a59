package wire

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// limitWait is the wait after LIMIT_EXCEEDED: the upstream counts by the hour and does not say when the hour ends.
const limitWait = 15 * time.Minute

// errRefusal is a refusal without a code. The upstream's words may repeat the request with its key.
var errRefusal = errors.New("the upstream refuses the request; the server's log has its text")

// badParams is the code of wrong parameters.
const badParams = "BAD_PARAMS"

// codes are the upstream's error codes. Messages may have more text around a code.
var codes = [...]struct {
	code, text string
	kind       connectors.Kind
	after      time.Duration
}{
	{"ACCESS_DENY", "ACCESS_DENY: the API key is wrong, or lacks the right to this area: check both in the account's settings", connectors.KindForbidden, 0},
	{"LIMIT_EXCEEDED", "LIMIT_EXCEEDED: the account's requests of this hour are used up", connectors.KindRateLimited, limitWait},
	{"BAD_REQUEST", "BAD_REQUEST: this server does not have the method", connectors.KindUnsupported, 0},
	{badParams, "BAD_PARAMS: the server refuses the parameters", connectors.KindInvalidRequest, 0},
	{"SERVER_IS_OVERLOADED", "SERVER_IS_OVERLOADED", connectors.KindUnavailable, 0},
}

// Blamed adds to the error of refused parameters what is at fault: a request field, or the settings.
func Blamed(err error, field string) error {
	var e *connectors.Error
	if !errors.As(err, &e) || e.Kind != connectors.KindInvalidRequest {
		return err
	}
	if e.Field = field; field == "" {
		e.Kind, e.Err = connectors.KindMisconfigured, fmt.Errorf("%w: check dialect and page_sizes", e.Err)
	}
	return err
}

// RefusesParams reports whether the error of Exchange means that the server refuses the parameters.
func RefusesParams(err error) bool {
	var e *connectors.Error
	return errors.As(err, &e) && e.Kind == connectors.KindInvalidRequest
}

// Classify trusts the envelope, whatever the HTTP status: some servers send application errors with 501. But a fail envelope
// without one of the upstream's codes, with another error status, comes from a gateway, and the status counts.
func Classify(resp rest.Response) error {
	plain := resp.Status >= 200 && resp.Status < 300
	if len(bytes.TrimSpace(resp.Body)) == 0 && plain {
		return &connectors.Error{Kind: connectors.KindUnavailable, Err: errors.New("the answer is empty")}
	}
	body, invalid := resp.JSON()
	member, enveloped := body.Member("status")
	status, _ := member.Text()
	switch {
	case enveloped && status == "fail" && (plain || resp.Status == http.StatusNotImplemented || coded(body)):
		return refusal(body)
	case enveloped && status == "success":
		return nil
	case !plain:
		return rest.ClassifyStatus(resp)
	case rest.HTML(resp):
		return malformed("the answer is a web page")
	case invalid != nil:
		return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: invalid}
	default:
		return malformed("the answer is not in the upstream's envelope")
	}
}

// coded reports whether a fail envelope has one of the upstream's codes.
func coded(body transcode.JSON) bool { return codeIn(ScalarMember(body, "message")) >= 0 }

// codeIn returns the place of the code in a message, -1 for none.
func codeIn(message string) int {
	upper := strings.ToUpper(message)
	for i, c := range codes {
		if strings.Contains(upper, c.code) {
			return i
		}
	}
	return -1
}

// refusal returns the error of a fail envelope ("Error codes").
func refusal(body transcode.JSON) error {
	member, _ := body.Member("message")
	message, _ := member.Text()
	if i := codeIn(message); i >= 0 {
		c := codes[i]
		return &connectors.Error{Kind: c.kind, RetryAfter: c.after, Err: errors.New(c.text), Detail: message}
	}
	if message == "" {
		return &connectors.Error{Kind: connectors.KindUnavailable, Err: errors.New("the upstream fails without a reason; calls need a key made under API v 2 with the right to calls")}
	}
	return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errRefusal, Detail: message}
}

// MalformedAt returns the error of an answer that is not in the upstream's format.
func MalformedAt(op, text string) error {
	return &connectors.Error{Kind: connectors.KindMalformedResponse, Connector: Name, Op: op, Err: errors.New(text)}
}

func malformed(text string) error {
	return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: errors.New(text)}
}

// Broken returns the error of an upstream that does not keep what a list relies on.
func Broken(op, format string, args ...any) error {
	return &connectors.Error{Kind: connectors.KindInconsistent, Connector: Name, Op: op, Err: fmt.Errorf(format, args...)}
}

// Ignored returns the error of rows that a filter of the request excludes.
func Ignored(op, field string) error {
	return &connectors.Error{Kind: connectors.KindFilterIgnored, Connector: Name, Op: op, Field: field}
}

// Gone returns the error of a cursor that does not belong to the list.
func Gone(op string) error {
	return &connectors.Error{Kind: connectors.KindCursorGone, Connector: Name, Op: op, Err: errors.New("the cursor is not of this list")}
}

// Unidentified returns the error of a page after which a list cannot go on, since none of its rows has an id.
func Unidentified(op string, rows int) error {
	return &connectors.Error{Kind: connectors.KindMalformedResponse, Connector: Name, Op: op, Err: fmt.Errorf("none of %d rows has an id", rows)}
}
