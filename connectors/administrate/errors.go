package administrate

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// adviceEnded names the two likely causes of a REST API that is not there: the vendor announced its end for 12 May 2026.
const adviceEnded = "check the subdomain in base_url; if the tenant's REST API has ended, set transport: graphql"

var (
	errGone    = errors.New("the upstream says that its API is no longer at this address: " + adviceEnded)
	errNothing = errors.New("there is no such list at this address: " + adviceEnded)
	errMoved   = errors.New("the upstream redirects to another address: check that base_url starts with https://, and " + adviceEnded)
	errPage    = errors.New("the answer is a web page, not JSON: " + adviceEnded)
	errRefused = errors.New("the upstream refuses the list without any filter: set page_size to 100 or less")
)

// classify reads a list's answer. Only the statuses 200 and 404 are documented; an empty list is 200 with [].
func (q *query) classify(resp rest.Response) error {
	if !refused(resp) {
		return classify(resp, '[')
	}
	if q.suspect == "" {
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errRefused}
	}
	return connectors.Invalid(q.suspect, "the upstream refuses the filter: check keys and values")
}

// classifySingle reads the answer for one task. A status 404 means that the task does not exist, unless the answer is a web
// page.
func classifySingle(resp rest.Response) error {
	switch {
	case refused(resp):
		return connectors.Invalid("ids", "the upstream refuses the id: check it")
	case resp.Status == http.StatusNotFound && !rest.HTML(resp):
		return nil
	}
	return classify(resp, '{')
}

// refused reports whether the upstream states that the request is wrong.
func refused(resp rest.Response) bool {
	return resp.Status == http.StatusBadRequest || resp.Status == http.StatusUnprocessableEntity
}

// classify accepts an answer with JSON of the given kind, as JSON.Kind returns it.
func classify(resp rest.Response, kind byte) error {
	switch {
	case resp.Status == http.StatusGone:
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errGone}
	case resp.Status == http.StatusNotFound:
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errNothing}
	case resp.Status/100 == 3:
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errMoved}
	case resp.Status == http.StatusOK && rest.HTML(resp):
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errPage}
	case resp.Status != http.StatusOK:
		return rest.ClassifyStatus(resp)
	}
	body, err := resp.JSON()
	if err != nil {
		return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: err}
	}
	if body.Kind() != kind {
		return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: fmt.Errorf("the answer's JSON does not begin with %c", kind)}
	}
	return nil
}

// failure returns an error of this connector.
func failure(kind connectors.Kind, format string, args ...any) error {
	return &connectors.Error{Kind: kind, Connector: "administrate", Op: opList, Err: fmt.Errorf(format, args...)}
}
