package administrate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

var (
	errNoGraph   = errors.New("there is no GraphQL API at this address: check base_url")
	errQuery     = errors.New("the upstream refuses the query")
	errNotGiven  = errors.New("the upstream refuses fields of the query: give the user of this client access to them, or name them in omit")
	errCostly    = fmt.Errorf("%w: the upstream counts the query as too costly", connectors.ErrTooLarge)
	errNotJSON   = errors.New("the answer is a web page, not JSON: check base_url")
	errNoData    = errors.New("the answer has neither data nor errors")
	errGraphGone = errors.New("the upstream says that its GraphQL API is no longer at this address: check base_url")
)

// graphAnswer is the data of an answer, and the answer itself.
type graphAnswer struct {
	data transcode.JSON
	rest.Response
}

// graphBody returns the body of a request.
func graphBody(query string, variables any) ([]byte, error) {
	return json.Marshal(struct {
		Query     string `json:"query"`
		Variables any    `json:"variables,omitempty"`
	}{query, variables})
}

// query sends a query, which changes nothing, so that it may be repeated.
func (c *graphClient) query(ctx context.Context, op, query string, variables any) (graphAnswer, error) {
	body, err := graphBody(query, variables)
	if err != nil {
		return graphAnswer{}, err
	}
	resp, err := c.tokens.Do(ctx, c.rest, rest.Request{
		Op: op, Method: http.MethodPost, Path: pathGraph, Body: body, ContentType: "application/json", Header: accepts(), Safe: true, Classify: classifyQuery,
	})
	if err != nil {
		return graphAnswer{}, err
	}
	return dataOf(resp), nil
}

// classifyQuery is classifyGraph for a query, whose fields are never null: GraphQL has null in place of what could not be read.
func classifyQuery(resp rest.Response) error {
	if err := classifyGraph(resp); err != nil {
		return err
	}
	for name, member := range dataOf(resp).data.Members() {
		if member.Kind() == 'n' {
			return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: fmt.Errorf("the answer has null in place of %.40q", name)}
		}
	}
	return nil
}

// askLess adds the setting that helps to the error of an answer that is too large, or of a query that is too costly.
func askLess(err error, limit int) error {
	switch {
	case !errors.Is(err, errCostly):
		return rest.AskLess(err, "page_size", limit)
	case limit == 1:
		return rest.Advised(err, "a page_size of one task does not help: name fields that you can do without in omit")
	default:
		return rest.Advised(err, "set page_size to less than %d, or name fields that you can do without in omit", limit)
	}
}

// dataOf returns the data of an answer that classifyGraph has accepted.
func dataOf(resp rest.Response) graphAnswer {
	body, _ := resp.JSON() // classifyGraph has checked that the body is JSON
	data, _ := body.Member("data")
	return graphAnswer{data, resp}
}

// classifyGraph reads an answer (guides/http.md; "GraphQL Basics", connections): nearly all of them have status 200, and failures are
// in errors. A success has errors too, an empty list.
func classifyGraph(resp rest.Response) error {
	body, err := resp.JSON()
	object := err == nil && body.Kind() == '{'
	var failed []transcode.JSON
	if object {
		failed = errorsOf(body)
	}
	switch {
	case resp.Status == http.StatusGone:
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errGraphGone}
	case len(failed) > 0 && (resp.Status == http.StatusOK || resp.Status == http.StatusBadRequest):
		return graphFailure(failed)
	case resp.Status == http.StatusOK && rest.HTML(resp):
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errNotJSON}
	case resp.Status == http.StatusNotFound, resp.Status == http.StatusMethodNotAllowed, resp.Status/100 == 3:
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errNoGraph}
	case resp.Status != http.StatusOK:
		return rest.ClassifyStatus(resp)
	case err != nil:
		return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: err}
	}
	if data, ok := body.Member("data"); !object || !ok || data.Kind() != '{' {
		return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: errNoData}
	}
	return nil
}

// errorsOf returns the errors of an answer or of a mutation.
func errorsOf(j transcode.JSON) []transcode.JSON {
	var all []transcode.JSON
	list, _ := j.Member("errors")
	for e := range list.Elements() {
		all = append(all, e)
	}
	if text, _ := list.Text(); text != "" { // where there should be a list
		all = append(all, list)
	}
	return all
}

// The words by which errors are known. The codes of errors are documented nowhere, so the words of the messages count as well.
var (
	wordsOfAccess = []string{"permission", "not allowed", "forbidden", "access denied", "not authorized", "not authorised"}
	wordsOfLogin  = []string{"unauthenticated", "not authenticated", "token is expired", "token has expired", "invalid token"}
	wordsOfCost   = []string{"complexity", "too complex", "query cost", "too costly", "too expensive"}
)

// graphFailure returns the error of a query that failed, by the first of its errors. The upstream's words are for the log alone.
func graphFailure(failed []transcode.JSON) error {
	message := textOf(failed[0], "message")
	words := strings.ToLower(message + " " + strings.ReplaceAll(textOf(failed[0], "extensions", "code"), "_", " "))
	says := func(any []string) bool {
		for _, w := range any {
			if strings.Contains(words, w) {
				return true
			}
		}
		return false
	}
	e := &connectors.Error{Kind: connectors.KindMalformedResponse, Err: errQuery, Detail: message}
	switch {
	case says(wordsOfLogin):
		e.Kind, e.Err = connectors.KindCredentialsRejected, errors.New("the upstream rejects the access token")
	case says(wordsOfAccess):
		e.Kind, e.Err = connectors.KindForbidden, errNotGiven
	case says(wordsOfCost):
		e.Kind, e.Err = connectors.KindMisconfigured, errCostly
	}
	return e
}

// textOf returns the text at a path, "" for none.
func textOf(j transcode.JSON, path ...string) string {
	member, _ := j.Member(path...)
	text, _ := member.Text()
	return text
}
