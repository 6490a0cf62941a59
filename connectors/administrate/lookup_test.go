package administrate

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func get(t *testing.T, c *Client, ids ...string) (connectors.Page, error) {
	t.Helper()
	return conformance.Find(t.Context(), c, &crmstreamv1.BatchGetTasksRequest{Ids: ids})
}

// TestIDsOfAServerThatCutsPages asks for the missing ids together until none comes.
func TestIDsOfAServerThatCutsPages(t *testing.T) {
	c, queries := scripted(t, http.StatusOK, `[{"id":2},{"id":4}]`, `[{"id":6}]`, `[]`, `[{"id":2},{"id":4},{"id":6}]`)
	page, err := get(t, c, "6", "2", "4", "7", "2")
	require.NoError(t, err)
	require.Len(t, page.Records, 3)
	var asked []string
	for _, q := range *queries {
		asked = append(asked, q.Get("id__in")+" of "+q.Get("_limit"))
	}
	require.Equal(t, []string{"2,4,6,7 of 4", "6,7 of 2", "7 of 1"}, asked)

	page, err = get(t, c, "2", "4", "6")
	require.NoError(t, err)
	require.Len(t, page.Records, 3)
	require.Len(t, *queries, 4, "all were found")
}

// TestIDsThatWereNotAskedFor finds an upstream that answers with other tasks.
func TestIDsThatWereNotAskedFor(t *testing.T) {
	for body, ids := range map[string][]string{
		`{"id":8}`:            {"7"},
		`[{"id":7},{"id":8}]`: {"7", "9"},
	} {
		c, _ := scripted(t, http.StatusOK, body)
		_, err := get(t, c, ids...)
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified)
		require.Equal(t, connectors.KindFilterIgnored, classified.Kind)
		require.Equal(t, "ids", classified.Field)
	}
}

// TestAnswersForOneTask has those that are no task.
func TestAnswersForOneTask(t *testing.T) {
	tests := map[string]struct {
		status int
		body   string
		kind   connectors.Kind
	}{
		"none":           {http.StatusNotFound, `{"message":"does not exist"}`, 0},
		"none, no body":  {http.StatusNotFound, ``, 0},
		"no such host":   {http.StatusNotFound, `<!DOCTYPE html><html></html>`, connectors.KindMisconfigured},
		"retired":        {http.StatusGone, ``, connectors.KindMisconfigured},
		"refused":        {http.StatusBadRequest, ``, connectors.KindInvalidRequest},
		"a list":         {http.StatusOK, `[{"id":7}]`, connectors.KindMalformedResponse},
		"null":           {http.StatusOK, `null`, connectors.KindMalformedResponse},
		"not the method": {http.StatusMethodNotAllowed, ``, connectors.KindMisconfigured},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			c, _ := scripted(t, test.status, test.body)
			page, err := get(t, c, "7")
			require.Empty(t, page.Records)
			if test.kind == 0 {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, &connectors.Error{Kind: test.kind})
		})
	}
}

// TestATaskThatCannotBeRead is an error of its own, since it exists, and has the id that was asked for.
func TestATaskThatCannotBeRead(t *testing.T) {
	c, _ := scripted(t, http.StatusOK, `{"subject":"a"}`)
	page, err := get(t, c, "7")
	require.NoError(t, err)
	require.Len(t, page.Records, 1)
	require.NotNil(t, page.Records[0].Err)
	require.Equal(t, "7", page.Records[0].Err.ID)
	require.Equal(t, "7", string(page.Records[0].ID))
	require.Equal(t, connectors.NumberKey([]byte("7")), page.Records[0].Key)
}

// TestTheAccountOfOneTask is the account's own id in the form that all ids have, and none that is not valid Unicode, since two of
// those would become one.
func TestTheAccountOfOneTask(t *testing.T) {
	for account, want := range map[string]struct {
		id   string
		told int
	}{
		`{"id":7}`: {"7", 0}, `{"id":"007"}`: {"7", 0}, `{"id":7.0}`: {"7", 0}, `{"id":"0"}`: {}, `{"id":null}`: {}, `{}`: {},
		"{\"id\":\"7\xff\"}": {"", 1}, `{"id":"7\ud83d"}`: {"", 1},
	} {
		c, _ := scripted(t, http.StatusOK, `{"id":5,"account":`+account+`}`)
		page, err := get(t, c, "5")
		require.NoError(t, err)
		m := &crmstreamv1.Task{}
		require.NoError(t, page.Records[0].Decode(m))
		require.Equal(t, want.id, m.GetAccountId(), account)
		require.Len(t, m.GetAlterations(), want.told, account)
	}
}
