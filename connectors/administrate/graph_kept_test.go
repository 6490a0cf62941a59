package administrate

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// empty answers with a list without tasks.
func empty(w http.ResponseWriter, _ graphAsk) { _, _ = w.Write([]byte(emptyList)) }

// list reads a list that has no tasks.
func list(ctx context.Context, c *graphClient) error {
	_, err := conformance.Fetch(ctx, c, &crmstreamv1.ListTasksRequest{}, connectors.PageRequest{})
	return err
}

// TestTheSchemaIsKeptForAnHour reads lists for some hours.
func TestTheSchemaIsKeptForAnHour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &graphFake{tasks: empty}
		c := f.client(t)
		for minute := range 150 {
			require.NoError(t, list(t.Context(), c))
			_, schemas, _ := f.counted()
			require.Equal(t, 1+minute/60, schemas, "minute %d", minute)
			time.Sleep(time.Minute)
		}
	})
}

// TestManyFirstCallsReadTheSchemaOnce begins many calls at once. The first is cancelled while it reads the schema.
func TestManyFirstCallsReadTheSchemaOnce(t *testing.T) {
	for name, cancels := range map[string]bool{"none is cancelled": false, "the first is cancelled": true} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				shown := schemaAnswer(t)
				f := &graphFake{tasks: empty, introspect: func(w http.ResponseWriter, _ int) {
					time.Sleep(10 * time.Second)
					_, _ = w.Write([]byte(shown))
				}}
				c := f.client(t)
				ctx, cancel := context.WithCancel(t.Context())
				var calls sync.WaitGroup
				calls.Go(func() {
					if err := list(ctx, c); cancels {
						require.ErrorIs(t, err, context.Canceled)
					} else {
						require.NoError(t, err)
					}
				})
				synctest.Wait()
				for range 50 {
					calls.Go(func() { require.NoError(t, list(t.Context(), c)) })
				}
				late, end := context.WithTimeout(t.Context(), time.Second)
				defer end()
				require.ErrorIs(t, list(late, c), context.DeadlineExceeded, "a call that waits for another ends when its own time is over")
				if cancels {
					cancel()
				}
				calls.Wait()
				cancel()
				_, schemas, _ := f.counted()
				want := 1
				if cancels {
					want = 2
				}
				require.Equal(t, want, schemas)
			})
		})
	}
}

// TestASchemaThatChangesUnderWay removes a field, or a filter, while the schema is kept: the query that fails is made anew, for lists and
// look-ups. Within a minute after the schema was read, it is not read again.
func TestASchemaThatChangesUnderWay(t *testing.T) {
	for name, gone := range map[string]struct{ from, to, word string }{
		"a field": {`"name":"subject","type"`, `"name":"title","type"`, " subject "},
		"the name of the order": {
			`"name":"order","type":{"kind":"INPUT_OBJECT","name":"TaskFieldGraphOrder"}`,
			`"name":"orderBy","type":{"kind":"INPUT_OBJECT","name":"TaskFieldGraphOrder"}`, "$order:",
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				shown := schemaAnswer(t)
				changed := false
				f := &graphFake{introspect: func(w http.ResponseWriter, _ int) { _, _ = w.Write([]byte(shown)) }}
				f.tasks = answering(func(a graphAsk) bool { return changed && strings.Contains(a.Query, gone.word) })
				c := f.client(t)
				require.NoError(t, list(t.Context(), c))
				changed = true
				require.Contains(t, shown, gone.from)
				shown = strings.ReplaceAll(shown, gone.from, gone.to)
				require.ErrorIs(t, list(t.Context(), c), &connectors.Error{Kind: connectors.KindMalformedResponse})
				_, schemas, _ := f.counted()
				require.Equal(t, 1, schemas)
				time.Sleep(2 * time.Minute)
				_, err := conformance.Find(t.Context(), c, &crmstreamv1.BatchGetTasksRequest{Ids: []string{"7"}})
				require.NoError(t, err)
				require.NoError(t, list(t.Context(), c))
				_, schemas, _ = f.counted()
				require.Equal(t, 2, schemas)
			})
		})
	}
}

// TestAFilterThatIsGone is a mistake of the request from then on, also if the query of the list did not change.
func TestAFilterThatIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		shown := schemaAnswer(t)
		f := &graphFake{introspect: func(w http.ResponseWriter, _ int) { _, _ = w.Write([]byte(shown)) }}
		f.tasks = answering(func(a graphAsk) bool { return a.by("status") != nil })
		c := f.client(t)
		require.NoError(t, list(t.Context(), c))
		shown = strings.Replace(shown, `{"name":"status"},{"name":"subject"}`, `{"name":"subject"}`, 1)
		time.Sleep(2 * time.Minute)
		_, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListTasksRequest{Where: []string{"status = Open"}}, connectors.PageRequest{})
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInvalidRequest})
		require.ErrorContains(t, err, "schema has no filter of tasks by status")
	})
}

// TestASchemaThatCannotBeRead names the cause.
func TestASchemaThatCannotBeRead(t *testing.T) {
	for name, test := range map[string]struct {
		answer string
		says   string
	}{
		"hidden":      {`{"errors":[{"message":"GraphQL introspection is disabled"}]}`, "introspection"},
		"not allowed": {`{"errors":[{"message":"introspection is not allowed"}]}`, "introspection"},
		"no tasks":    {`{"data":{"__schema":{"queryType":{"name":"Query"},"types":[{"kind":"OBJECT","name":"Query","fields":[]}]}}}`, "no tasks"},
		"null types":  {`{"data":{"__schema":{"queryType":null,"types":[]}}}`, "no schema"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := &graphFake{tasks: empty, introspect: func(w http.ResponseWriter, _ int) { _, _ = w.Write([]byte(test.answer)) }}
				err := list(t.Context(), f.client(t))
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMisconfigured})
				require.ErrorContains(t, err, test.says)
				require.ErrorContains(t, err, opGraphSchema)
			})
		})
	}
}
