package proxima

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// Failures of a job that a new run of its window may avoid.
var (
	errJobLost   = errors.New("is no longer known to the upstream, or its result is not available")
	errJobFailed = errors.New("failed in the upstream, which gives no reason")
)

// errPage is the failure of an answer that is a web page.
var errPage = errors.New("the answer is a web page, not the API's: check base_url")

// errTooMany is the failure of a job with a result that is too large for one page. The error never leaves the package.
var errTooMany = errors.New("more batches than a page may have")

// classifyLogin reads only the status of a login's answer. The body is a secret, which login itself reads.
func classifyLogin(res rest.Response) error {
	if err := rest.ClassifyStatus(res); err != nil {
		return err
	}
	if rest.HTML(res) {
		return &connectors.Error{Kind: connectors.KindMisconfigured, Err: errPage}
	}
	return nil
}

// notPage returns an error for an answer that is a web page. A web page starts with a tag. Neither JSON nor CSV does, so CSV
// that is labelled as a web page passes.
func notPage(res rest.Response) error {
	if bytes.HasPrefix(bytes.TrimSpace(res.Body), []byte{'<'}) {
		return malformed("%w", errPage)
	}
	return nil
}

// classifyRun reads the answer to a run of a function: a job, rows, or, with any status, a message.
func classifyRun(res rest.Response, function string, csv bool) error {
	if res.Status == http.StatusBadRequest || res.Status == http.StatusUnprocessableEntity {
		// The request's fields were checked before they became arguments, so the caller did not cause the failure.
		return failure(connectors.KindMisconfigured, "", "the upstream refuses %s or its arguments: the function may differ from the documented one", function)
	}
	if err := rest.ClassifyStatus(res); err != nil {
		return err
	}
	if err := notPage(res); err != nil {
		return err
	}
	if csv && len(res.Body) > 0 && !bytes.HasPrefix(bytes.TrimSpace(res.Body), []byte{'{'}) {
		return nil // fromCSV checks whether the body is CSV
	}
	body, err := res.JSON()
	if err != nil {
		return malformed("%w", err)
	}
	if _, ok := member(body, "job_id"); !ok && body.Kind() != '[' {
		return malformed("the answer is neither a job nor a list of rows")
	}
	return nil
}

// classifyStatus reads the answer to a request for a job's status.
func classifyStatus(res rest.Response) error {
	if err := classifyJob(res); err != nil {
		return err
	}
	body, err := res.JSON()
	if err != nil {
		return malformed("%w", err)
	}
	if _, ok := member(body, "status"); !ok {
		return malformed("the answer has no status")
	}
	return nil
}

// classifyResult reads a batch: an array or, where there are no rows, null or an empty body.
func classifyResult(res rest.Response) error {
	if err := classifyJob(res); err != nil {
		return err
	}
	if len(bytes.TrimSpace(res.Body)) == 0 {
		return nil
	}
	body, err := res.JSON()
	if err != nil {
		return malformed("%w", err)
	}
	if k := body.Kind(); k != '[' && k != 'n' {
		return malformed("the batch is not a list")
	}
	return nil
}

// classifyJob reads the status of an answer about a job. A 4xx without another meaning is a job that cannot be found ("invalid
// job id", "job not ready"), which is KindNotFound within the package.
func classifyJob(res rest.Response) error {
	switch s := res.Status; s {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusRequestTimeout, http.StatusTooManyRequests:
	default:
		if s/100 == 4 {
			return &connectors.Error{Kind: connectors.KindNotFound, Err: fmt.Errorf("status %d %s", s, http.StatusText(s))}
		}
	}
	if err := rest.ClassifyStatus(res); err != nil {
		return err
	}
	return notPage(res)
}

// member returns an integer that is a member of an object.
func member(body transcode.JSON, key string) (int, bool) {
	if body.Kind() != '{' {
		return 0, false
	}
	value, ok := body.Member(key)
	if !ok {
		return 0, false
	}
	return value.Int()
}

func malformed(format string, args ...any) error {
	return failure(connectors.KindMalformedResponse, "", format, args...)
}

func failure(kind connectors.Kind, op, format string, args ...any) error {
	return &connectors.Error{Kind: kind, Connector: name, Op: op, Err: fmt.Errorf(format, args...)}
}

// refused reports whether an error means that a job, or a batch of a job, cannot be found.
func refused(err error) bool {
	return errors.Is(err, &connectors.Error{Kind: connectors.KindNotFound})
}
