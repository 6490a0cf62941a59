package server

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server/writes"
)

// TestStatusesOfWrites makes every error of a write, and requires its code, its reason, and what a caller needs to go on.
func TestStatusesOfWrites(t *testing.T) {
	row := writes.Row{Key: writes.Key{Source: "main", RequestID: "id"}, Resource: "contacts", IDs: []string{"7", "8"}, SentTime: time.Unix(1, 0)}
	waiting := row
	waiting.Class, waiting.SettleTime, waiting.Wait = writes.ByID, time.Unix(99, 0), 42*time.Second
	marked := row
	marked.Class = writes.Marker
	named := row
	named.Class = writes.None
	notFound := &connectors.Error{Kind: connectors.KindNotFound, Err: errors.New("no such contact")}
	notApplied := &connectors.Error{Kind: connectors.KindNotApplied, Err: errors.New("the contact does not show it")}
	for name, c := range map[string]struct {
		err      error
		code     codes.Code
		reason   string
		text     string
		metadata map[string]string
		again    time.Duration
	}{
		"unknown":       {&writes.UnknownError{Row: row}, codes.Unknown, "WRITE_OUTCOME_UNKNOWN", "never with another", map[string]string{"request_id": "id", "lookup": "contacts created about 1970-01-01T00:00:01Z"}, time.Minute},
		"unknown by id": {&writes.UnknownError{Row: waiting, Err: errors.New("secret")}, codes.Unknown, "WRITE_OUTCOME_UNKNOWN", "may have been executed", map[string]string{"lookup": "contacts 7, 8", "settle_time": "1970-01-01T00:01:39Z"}, 42 * time.Second},
		"unknown, with a marker": {&writes.UnknownError{Row: marked}, codes.Unknown, "WRITE_OUTCOME_UNKNOWN", "", map[string]string{
			"lookup": "contacts with the marker of the write, created about 1970-01-01T00:00:01Z",
		}, time.Minute},
		"unknown, never shown": {&writes.UnknownError{Row: named}, codes.Unknown, "WRITE_OUTCOME_UNKNOWN", "", map[string]string{"lookup": "contacts 7, 8"}, time.Minute},
		"not proved":           {&writes.ProofError{Row: row, Err: errors.New("secret")}, codes.DataLoss, "WRITE_NOT_APPLIED", "it could not be read back", map[string]string{"request_id": "id", "id": "7,8"}, 0},
		"not applied":          {&writes.ProofError{Row: row, Err: notApplied}, codes.DataLoss, "WRITE_NOT_APPLIED", "the contact does not show it", map[string]string{"id": "7,8"}, 0},
		"not shown":            {&writes.ProofError{Row: row, Err: &notShown{notFound}}, codes.NotFound, "NOT_FOUND", "no such contact", map[string]string{"id": "7,8"}, 0},
		"reused":               {writes.ErrReused, codes.AlreadyExists, "REQUEST_ID_REUSED", "another request has this request id", nil, 0},
		"not executed":         {writes.ErrNotExecuted, codes.Unavailable, "WRITE_NOT_EXECUTED", "with the same request_id", nil, 0},
		"stopping":             {writes.ErrStopping, codes.Unavailable, "SERVER_STOPPING", "written nothing", nil, 0},
		"full":                 {writes.ErrFull, codes.Unavailable, "OVERLOADED", "settle them", nil, 0},
		"too large":            {writes.ErrTooLarge, codes.InvalidArgument, "INVALID_REQUEST", "4194304 bytes", nil, 0},
		"no row":               {writes.ErrNoRow, codes.NotFound, "NOT_FOUND", "no write is known", nil, 0},
		"ledger":               {&writes.LedgerError{Err: errors.New("secret")}, codes.Unavailable, "OVERLOADED", "written nothing", nil, 0},
		"disabled":             {&writesDisabled{"set state_dir"}, codes.FailedPrecondition, "WRITES_DISABLED", "set state_dir", nil, 0},
		"deadline":             {&writeCut{context.DeadlineExceeded}, codes.DeadlineExceeded, "DEADLINE_EXCEEDED", "never with another", nil, 0},
		"cancelled":            {&writeCut{context.Canceled}, codes.Canceled, "CANCELLED", "never with another", nil, 0},
		"cut by a stop":        {&writeCut{errStopping}, codes.Unavailable, "SERVER_STOPPING", "never with another", nil, 0},
		"source removed":       {&writeCut{errRemoved}, codes.Unknown, "WRITE_OUTCOME_UNKNOWN", "never with another", nil, 0},
		"cut otherwise":        {&writeCut{errors.New("secret")}, codes.Unknown, "WRITE_OUTCOME_UNKNOWN", "never with another", nil, 0},
		"conflict":             {&connectors.Error{Kind: connectors.KindConflict, Field: "expected", Err: errors.New("it is 5")}, codes.Aborted, "CONFLICT", "it is 5", map[string]string{"field": "expected"}, 0},
		"refused":              {&connectors.Error{Kind: connectors.KindRefused, Err: errors.New("no")}, codes.FailedPrecondition, "WRITE_REFUSED", "no", nil, 0},
		"not sent":             {errNotSent, codes.Unavailable, "WRITE_NOT_EXECUTED", "", nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			for _, err := range []error{c.err, (&source{name: "main"}).fail(c.err), fmt.Errorf("wrapped: %w", c.err)} {
				got := toStatus(err, &connectors.Meter{}, redact.New())
				md := fails(t, got, c.code, c.reason)
				require.ErrorContains(t, got, c.text)
				require.NotContains(t, got.Error(), "secret")
				for key, value := range c.metadata {
					require.Equal(t, value, md[key], key)
				}
				if c.again > 0 {
					require.Equal(t, c.again, detailOf[*errdetails.RetryInfo](t, got).GetRetryDelay().AsDuration())
				}
			}
		})
	}
}
