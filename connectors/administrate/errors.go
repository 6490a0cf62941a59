package administrate

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

var (
	errGone    = errors.New("the legacy REST API does not answer at this address: check the subdomain; the vendor has announced its end")
	errRefused = errors.New("the upstream refuses the list without any filter: set page_size to 100 or less")
)

// classify reads a list's answer. Documented are 200 and 404 only; an empty list is 200 with [].
func (q *query) classify(resp rest.Response) error {
	if !refused(resp) {
		return classify(resp, '[')
	}
	if q.suspect == "" {
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errRefused}
	}
	return connectors.Invalid(q.suspect, "the upstream refuses the filter: check keys and values")
}

// classifySingle reads the answer for one task. A status 404 says that there is none, unless it comes as a web page.
func classifySingle(resp rest.Response) error {
	switch {
	case refused(resp):
		return connectors.Invalid("ids", "the upstream refuses the id: check it")
	case resp.Status == http.StatusNotFound && !rest.HTML(resp):
		return nil
	}
	return classify(resp, '{')
}

// refused reports whether the upstream says that the request is wrong.
func refused(resp rest.Response) bool {
	return resp.Status == http.StatusBadRequest || resp.Status == http.StatusUnprocessableEntity
}

// classify takes an answer whose JSON is of a kind, as JSON.Kind tells it.
func classify(resp rest.Response, kind byte) error {
	switch {
	case resp.Status == http.StatusNotFound || resp.Status == http.StatusGone || resp.Status/100 == 3,
		resp.Status == http.StatusOK && rest.HTML(resp):
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errGone}
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
