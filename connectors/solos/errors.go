package solos

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

var (
	errHTML    = errors.New("the answer is a web page, not JSON: check base_url")
	errMissing = errors.New("there are no projects at this address: check base_url, and that the CRM has API v2")
	errAbsent  = errors.New("the upstream has no such record")
	errFailure = errors.New("the upstream answers with an error instead of records; the server's log has its text")
	errPaging  = errors.New("the upstream refuses the paging arguments: set page_size to 100 or less")
)

// classify reads an answer. No error is documented: the statuses mean what HTTP says, and an object that states a failure means
// the status that it names. A record may have such members of its own.
func (l *upstreamRequest) classify(resp rest.Response) (answer, error) {
	if err := l.classifyStatus(resp); err != nil {
		return answer{}, err
	}
	malformed := func(err error) error { return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: err} }
	if rest.HTML(resp) {
		return answer{}, malformed(errHTML)
	}
	body, err := resp.JSON()
	if err != nil {
		return answer{}, malformed(err)
	}
	if r, refused := parseRefusal(body); refused && (!l.operation.single || !bare(body)) {
		return answer{}, l.refused(r, resp.Header)
	}
	a, err := l.operation.parse(body)
	if err != nil {
		return answer{}, malformed(err)
	}
	return a, nil
}

// classifyStatus returns nil for status 200.
func (l *upstreamRequest) classifyStatus(resp rest.Response) error {
	switch resp.Status {
	case http.StatusOK:
		return nil
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		if l.suspect == "" {
			return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errPaging}
		}
		return connectors.Invalid(l.suspect, "the upstream refuses the request: check names and values")
	case http.StatusNotFound:
		if l.owner != "" && !rest.HTML(resp) {
			return &connectors.Error{Kind: connectors.KindNotFound, Field: l.owner, Err: errAbsent}
		}
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errMissing}
	}
	if err := rest.ClassifyStatus(resp); err != nil {
		return err
	}
	return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: fmt.Errorf("status %d", resp.Status)}
}

// refused returns the error of a failure that came with status 200.
func (l *upstreamRequest) refused(r refusal, header http.Header) error {
	var e *connectors.Error
	if r.status == 0 || !errors.As(l.classifyStatus(rest.Response{Status: r.status, Header: header}), &e) {
		return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: errFailure, Detail: r.message}
	}
	as := *e
	as.Detail = r.message
	return &as
}

// errorf returns an error of this connector.
func (l *upstreamRequest) errorf(kind connectors.Kind, format string, args ...any) error {
	return &connectors.Error{Kind: kind, Connector: name, Op: l.operation.name, Err: fmt.Errorf(format, args...)}
}
