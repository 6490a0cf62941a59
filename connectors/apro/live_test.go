package apro_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// busy is an account in which more contacts than a page holds change in the present second, and one more with each
// request while that second lasts.
func busy(t *testing.T, l list) (client connectors.Client, second string, ids []string) {
	t.Helper()
	time.Sleep(time.Until(time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)))
	server, client := newSandbox(t, conformance.Upstream{Rows: 400}, l.op, func(s *sandbox.Settings) {
		s.Now = func() time.Time { return time.Now().In(conformance.Zone(t)) }
	})
	now := time.Now()
	ids = server.IDs(l.name)
	for _, id := range ids[:80] {
		require.NoError(t, server.Touch(l.name, id))
	}
	more := ids[80:]
	server.OnRequest(func(string, int64) {
		if time.Since(now) < time.Second {
			require.NoError(t, server.Touch(l.name, more[0]))
			more = more[1:]
		}
	})
	return client, now.Format(time.RFC3339), ids
}

// TestTheLiveEnd waits for the present second to pass when it has more records than a page, instead of giving up on it.
func TestTheLiveEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := named(t, sandbox.ListContacts)
		client, second, ids := busy(t, l)
		start := time.Now()
		r := l.read(t, client, l.ask(t, `{"activityFrom":"`+second+`"}`), 0)
		require.Subset(t, r.ids, ids[:80])
		require.Contains(t, r.notices, "BULK_GATHERED")
		require.Positive(t, time.Since(start))
		require.LessOrEqual(t, time.Since(start), 5*time.Second)
	})
}

// TestTheLiveEndOfACallThatEnds returns as soon as the caller has gone.
func TestTheLiveEndOfACallThatEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := named(t, sandbox.ListContacts)
		client, second, _ := busy(t, l)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second/2)
		defer cancel()
		start := time.Now()
		_, err := conformance.Fetch(ctx, client, l.ask(t, `{"activityFrom":"`+second+`"}`), connectors.PageRequest{})
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.Equal(t, time.Second/2, time.Since(start))
	})
}

// TestWordsThatChange learns the words for kinds anew when the account moves to a server of the other dialect.
func TestWordsThatChange(t *testing.T) {
	l := named(t, sandbox.ListContacts)
	upstream := map[string]*sandbox.Server{}
	for _, dialect := range []string{sandbox.English, sandbox.Intrum} {
		upstream[dialect], _ = newSandbox(t, conformance.Upstream{Rows: 300}, l.op, big(func(s *sandbox.Settings) { s.Dialect = dialect }))
	}
	present := sandbox.English
	settings := apro.Driver().Settings().(*apro.Settings)
	settings.BaseURLs = []string{"http://account.example"}
	settings.APIKey = connectors.NewSecret(sandbox.Defaults().APIKey)
	turnout := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { upstream[present].ServeHTTP(w, r) })
	client, err := apro.New(connectors.Account{TimeZone: conformance.Zone(t), Transport: conformance.Upstream{}.Carry(turnout)}, settings)
	require.NoError(t, err)
	people := l.ask(t, `{"kind":"CONTACT_KIND_PERSON"}`)
	want := sorted(l.read(t, client, people, 0).ids)
	require.NotEmpty(t, want)
	for _, present = range []string{sandbox.Intrum, sandbox.English} {
		require.Equal(t, want, sorted(l.read(t, client, people, 0).ids), present)
	}
}
