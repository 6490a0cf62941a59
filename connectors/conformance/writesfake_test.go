package conformance_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// writer is a connector that creates contacts. The upstream has its own ids of owners, which have to be asked for, by POST to one
// address as all its requests.
type writer struct{ rest *rest.Client }

// number is what Prepare returns.
type number struct{ Owner int }

func (c *writer) Lists() []connectors.List     { return nil }
func (c *writer) LookUps() []connectors.LookUp { return nil }

func (c *writer) Writes() []connectors.Write {
	return []connectors.Write{connectors.WriteOf(connectors.Write{
		Resource: "contacts", Act: connectors.Create, Op: "POST /graph", Settling: connectors.SettledByContent, MaxRows: 1,
		Fields:  []connectors.WritableField{{Name: "last_name", OnCreate: true, Required: true}, {Name: "owner_id", OnCreate: true}},
		Prepare: c.prepare, Send: c.send,
		Join: func(rows []connectors.EncodedRow) connectors.PlannedCall {
			call, _ := rows[0].Value.(connectors.PlannedCall)
			return call
		},
	}, c.encode)}
}

func (c *writer) prepare(ctx context.Context, row connectors.WriteRow) (any, error) {
	contact, _ := row.Record.(*crmstreamv1.Contact)
	if contact.GetOwnerId() == "" {
		return nil, nil //nolint:nilnil // the row needs nothing
	}
	resp, err := c.rest.Do(ctx, rest.Request{
		Op: "owner", Method: http.MethodPost, Path: "/graph", Body: []byte("owner " + contact.GetOwnerId()), Safe: true, Classify: classify,
	})
	if err != nil {
		return nil, err
	}
	var n number
	if err := json.Unmarshal(resp.Body, &n); err != nil || n.Owner == 0 {
		return nil, connectors.Invalid("contact.owner_id", "there is no such user")
	}
	return n, nil
}

func (c *writer) encode(row connectors.WriteRow, _ *crmstreamv1.CreateContactRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
	contact, _ := row.Record.(*crmstreamv1.Contact)
	prepared, _ := row.Prepared.(number)
	var mistakes connectors.Mistakes
	if contact.GetLastName() == "" {
		mistakes = append(mistakes, connectors.Invalid("contact.last_name", "is missing"))
	}
	for _, path := range row.Mask {
		if !slices.Contains([]string{"last_name", "owner_id"}, path) {
			mistakes = append(mistakes, connectors.Invalid("contact."+path, "cannot be written"))
		}
	}
	body, err := json.Marshal(map[string]any{"name": contact.GetLastName(), "owner": prepared.Owner})
	if err != nil {
		return connectors.EncodedRow{}, err
	}
	call := connectors.PlannedCall{Op: "POST /graph", Method: http.MethodPost, Path: "/graph", ContentType: "application/json", Body: body, ShownBody: body, Rows: 1}
	return connectors.EncodedRow{Value: call}, mistakes.Err()
}

func (c *writer) send(ctx context.Context, call connectors.PlannedCall, sending func(context.Context) error) (connectors.WriteAnswer, error) {
	var answer struct{ ID string }
	_, err := c.rest.Do(ctx, rest.Request{
		Op: call.Op, Method: call.Method, Path: call.Path, Body: call.Body, ContentType: call.ContentType, Sending: sending,
		Classify: func(resp rest.Response) error {
			if resp.Status == http.StatusUnprocessableEntity {
				return rest.NotExecuted(&connectors.Error{Kind: connectors.KindRefused, Err: errors.New("the upstream refuses the contact")})
			}
			if err := classify(resp); err != nil {
				return err
			}
			if json.Unmarshal(resp.Body, &answer) != nil || answer.ID == "" {
				return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: errors.New("the answer has no id")}
			}
			return nil
		},
	})
	return connectors.WriteAnswer{IDs: []string{answer.ID}}, err
}

// TestAPreparedWriteThatIsRight passes a write that asks for what it needs at the address to which it is sent.
func TestAPreparedWriteThatIsRight(t *testing.T) {
	asked := 0
	conformance.RunWrites(t, conformance.Writes{
		Name: "prepared",
		Open: func(t *testing.T, transport http.RoundTripper) connectors.Client {
			base, err := rest.ParseBase("base", "http://localhost", false)
			require.NoError(t, err)
			return &writer{rest.New(connectors.Account{Transport: transport}, "fake", []*url.URL{base}, rest.Options{})}
		},
		Samples:  map[string]map[string]string{"contacts": {"last_name": `"Lee"`, "owner_id": `"ann"`}},
		Executed: func(connectors.Write, int) string { return `{"ID":"7"}` },
		Refusals: map[string]conformance.Refusal{"unprocessable": {Status: http.StatusUnprocessableEntity, Kind: connectors.KindRefused}},
		Prepared: func(req *http.Request) (string, bool) {
			body, err := io.ReadAll(req.Body)
			if err != nil || !strings.HasPrefix(string(body), "owner ann") {
				return "", false
			}
			asked++
			return `{"Owner":42}`, true
		},
	})
	require.Positive(t, asked)
}
