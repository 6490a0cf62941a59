package administrate

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

var (
	errGone    = errors.New("the legacy REST API does not answer at this address: check the subdomain; the vendor has announced its end")
	errRefused = errors.New("the upstream refuses the list without any filter: set page_size to 100 or less")
)

// classify reads a list's answer. Documented are 200 and 404 only; an empty list is 200 with [].
func (l *listing) classify(resp rest.Response) error {
	switch {
	case resp.Status == http.StatusBadRequest || resp.Status == http.StatusUnprocessableEntity:
		if l.suspect == "" {
			return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errRefused}
		}
		return connectors.Invalid(l.suspect, "the upstream refuses the filter: check keys and values")
	case resp.Status == http.StatusNotFound || resp.Status == http.StatusGone || resp.Status/100 == 3,
		resp.Status == http.StatusOK && rest.HTML(resp):
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errGone}
	case resp.Status != http.StatusOK:
		return rest.ClassifyStatus(resp)
	}
	if err := transcode.Validate(resp.Body); err != nil {
		return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: err}
	}
	if transcode.KindOf(resp.Body) != '[' {
		return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: errors.New("the list is not a JSON array")}
	}
	return nil
}

// failure returns an error of this connector.
func failure(kind connectors.Kind, format string, args ...any) error {
	return &connectors.Error{Kind: kind, Connector: "administrate", Op: opList, Err: fmt.Errorf(format, args...)}
}
