package administrate_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate"
	"github.com/crmstream/crmstream/connectors/conformance"
)

func TestWriteConformance(t *testing.T) {
	const password = "sandbox-password"
	conformance.RunWrites(t, conformance.Writes{
		Name: "tasks",
		Open: func(t *testing.T, transport http.RoundTripper) connectors.Client {
			client, err := administrate.New(
				connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: transport},
				&administrate.Settings{BaseURL: "http://localhost", Login: "user", Password: connectors.NewSecret(password), PageSize: 100},
			)
			require.NoError(t, err)
			return client
		},
		Samples: map[string]map[string]string{"tasks": {
			"status": `"Not Started"`, "owner_id": `"1"`, "account_id": `"2"`, "type_id": `"3"`, "subject": `"Call"`, "description": `"soon"`,
			"contact_id": `"4"`, "event_id": `"5"`, "deal_id": `"6"`, "show_on_calendar": `true`,
			"create_time": `"2026-01-01T10:00:00Z"`, "start_time": `"2026-01-02T10:00:00Z"`, "end_time": `"2026-01-03T10:00:00Z"`,
		}},
		Executed: func(connectors.Write, int) string { return `{"id":10607,"status":"Not Started"}` },
		Refusals: map[string]conformance.Refusal{
			"unprocessable": {Status: http.StatusUnprocessableEntity, Body: `{"message":"wrong"}`, Kind: connectors.KindRefused},
			"password":      {Status: http.StatusUnauthorized, Body: `{}`, Kind: connectors.KindCredentialsRejected},
			"too many":      {Status: http.StatusTooManyRequests, Body: `{}`, Kind: connectors.KindRateLimited},
		},
		Secrets: []string{password},
	})
}

// TestTheAnswerIsTheTask has the upstream answer a change with another task: what became of the one that was sent is not known.
func TestTheAnswerIsTheTask(t *testing.T) {
	answers := func(id string) error {
		transport := roundTripper(func(r *http.Request) (*http.Response, error) {
			body := `{"id":` + id + `,"status":"Done"}`
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
		})
		client, err := administrate.New(
			connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: transport},
			&administrate.Settings{BaseURL: "http://localhost", Login: "user", Password: connectors.NewSecret("x"), PageSize: 100},
		)
		require.NoError(t, err)
		call := connectors.PlannedCall{Op: "PUT /crm/tasks/{id}", Method: http.MethodPut, Path: "/api/v2/crm/tasks/7", ContentType: "application/json", Body: []byte(`{}`)}
		_, err = client.Writes()[1].Send(t.Context(), call, func(context.Context) error { return nil })
		return err
	}
	require.NoError(t, answers("7"))
	var e *connectors.Error
	require.ErrorAs(t, answers("8"), &e)
	require.True(t, e.Maybe)
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
