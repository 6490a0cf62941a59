package all_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/sandbox/all"
	"github.com/crmstream/crmstream/sandbox/apro"
)

func TestSandboxesStartWithDefaults(t *testing.T) {
	names := []string{}
	for _, sandbox := range all.Sandboxes() {
		names = append(names, sandbox.Name)
		rows, seed := int64(10), uint64(7)
		for _, options := range []all.Options{
			{},
			{Roomy: true, Rows: &rows, Seed: &seed, Latency: time.Millisecond},
			{Settings: `{"rows": 5}`},
		} {
			instance, err := sandbox.Start(options)
			require.NoError(t, err, sandbox.Name)
			require.NotEmpty(t, instance.Credentials, sandbox.Name)
			for key, value := range instance.Credentials {
				require.Contains(t, value, "sandbox", "%s: the setting %s must be clearly fake", sandbox.Name, key)
			}
			answer := httptest.NewRecorder()
			instance.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/_sandbox/requests", nil))
			require.Equal(t, http.StatusOK, answer.Code)
			require.Empty(t, instance.Requests())
			require.NoError(t, instance.Close())
		}
	}
	require.Equal(t, []string{"administrate", "apro", "proxima", "solos"}, names)
}

func TestSettingsAreStrict(t *testing.T) {
	for _, sandbox := range all.Sandboxes() {
		for name, settings := range map[string]string{
			"unknown key": `{"rowz": 1}`,
			"wrong type":  `{"rows": "many"}`,
			"wrong value": `{"rows": -1}`,
			"two values":  `{} {}`,
			"no JSON":     `rows: 1`,
		} {
			_, err := sandbox.Start(all.Options{Settings: settings})
			require.ErrorContains(t, err, "sandbox "+sandbox.Name, name)
		}
	}
}

func TestFlagsGoBeforeSettings(t *testing.T) {
	sandboxes := all.Sandboxes()
	i := slices.IndexFunc(sandboxes, func(s all.Sandbox) bool { return s.Name == "administrate" })
	rows := int64(2)
	_, err := sandboxes[i].Start(all.Options{Settings: `{"rows": -5}`, Rows: &rows})
	require.NoError(t, err, "the wrong number of rows is replaced by the flag's")
}

func TestCloseEndsRequestsToReceivers(t *testing.T) {
	sandboxes := all.Sandboxes()
	i := slices.IndexFunc(sandboxes, func(s all.Sandbox) bool { return s.Name == "apro" })
	instance, err := sandboxes[i].Start(all.Options{Settings: `{"call_url": "http://192.0.2.1/in/x"}`})
	require.NoError(t, err)
	caller, ok := instance.Handler.(interface {
		PlaceCall(ctx context.Context, from, to, user string, forgeries ...apro.Forgery) (bool, error)
	})
	require.True(t, ok)
	require.NoError(t, instance.Close())
	_, err = caller.PlaceCall(t.Context(), "1", "2", "40")
	require.ErrorContains(t, err, "closed")
}
