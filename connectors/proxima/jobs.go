package proxima

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

const (
	opRun    = "POST /crm-api/db-function/run"
	opStatus = "GET /crm-api/db-function/status"
	opResult = "GET /crm-api/db-function/result"

	contentJSON = "application/json"
	contentText = "text/plain"
)

// The states of a job that end polling. All other states, documented (1 waiting, 2 running) or not, do not.
const (
	jobFinished = 3
	jobFailed   = 4
)

// runBody is the body of a request to run a function (Data Generation Request).
type runBody struct {
	Function  string    `json:"function"`
	Format    string    `json:"format"`
	Arguments arguments `json:"arguments"`
}

// functionCall is a run of a function: the request, and the sink for the rows.
type functionCall struct {
	function  *function
	arguments arguments
	// most is the largest number of batches that is read; a larger result is errTooMany. 0 is no bound.
	most int
	rows sink
}

// sink gathers the rows of a run.
type sink interface {
	// reset forgets all rows. It is called first, and before rows are read once more.
	reset()
	// add gathers a list of rows and returns their number.
	add(list transcode.JSON) (rows int, err error)
}

// read gathers the rows of a function and returns the number of batches. A job that is lost or fails is run once more. A job
// that is too large to be read is errTooMany.
func (c *Client) read(ctx context.Context, r functionCall) (batches int, err error) {
	if c.csv() && r.function.csv == "" {
		return 0, failure(connectors.KindUnsupported, opRun, "%s has no CSV form: set format to json to read %s", r.function.json, r.function.rows)
	}
	for run := 1; ; run++ {
		r.rows.reset()
		batches, err = c.readOnce(ctx, r)
		again := errors.Is(err, errJobLost) || errors.Is(err, errJobFailed)
		if !again || run == 2 {
			return batches, err
		}
	}
}

// readOnce runs the function and gathers the rows, from the answer itself or from the finished job.
func (c *Client) readOnce(ctx context.Context, r functionCall) (batches int, err error) {
	res, err := c.run(ctx, r)
	if err != nil {
		return 0, err
	}
	body, _ := res.JSON() // absent where rows come as CSV
	job, ok := member(body, "job_id")
	if !ok {
		return c.addWhole(r, opRun, res)
	}
	if batches, err = c.await(ctx, job); err != nil {
		return 0, err
	}
	if c.csv() {
		res, err := c.batch(ctx, job, noBatch)
		if refused(err) {
			return 0, jobFailure(opResult, job, errJobLost)
		}
		if err != nil {
			return 0, err
		}
		return c.addWhole(r, opResult, res)
	}
	if r.most > 0 && batches > r.most {
		return 0, errTooMany
	}
	return batches, c.readBatches(ctx, job, batches, r.rows)
}

// addWhole gathers a result that came in one piece and returns the number of batches that it would have been.
func (c *Client) addWhole(r functionCall, op string, res rest.Response) (batches int, err error) {
	list, err := res.JSON()
	if c.csv() {
		list, err = r.function.fromCSV(res.Body, res.Decoding)
	}
	if err != nil {
		return 0, failure(connectors.KindMalformedResponse, op, "%w", err)
	}
	rows, err := r.rows.add(list)
	return (rows + fullBatch - 1) / fullBatch, err
}

// csv reports whether the CSV variants of the functions are run.
func (c *Client) csv() bool { return c.settings.Format == formatCSV }

// variant returns the name of the variant of a function that is run. A function that has no CSV variant is never run in CSV.
func (c *Client) variant(f *function) string {
	if c.csv() && f.csv != "" {
		return f.csv
	}
	return f.json
}

// run starts the function (Data Generation Request). The request may be repeated, since functions only read.
func (c *Client) run(ctx context.Context, r functionCall) (rest.Response, error) {
	ask := runBody{Function: c.variant(r.function), Format: formatJSON, Arguments: r.arguments}
	accept := contentJSON
	if c.csv() {
		ask.Format = formatCSV
		accept += ", " + contentText
	}
	body, err := json.Marshal(ask)
	if err != nil {
		return rest.Response{}, fmt.Errorf("%s: %s: %w", name, opRun, err)
	}
	return c.call(ctx, accept, rest.Request{
		Op: opRun, Method: http.MethodPost, Path: "/crm-api/db-function/run",
		Body: body, ContentType: contentJSON,
		Classify: func(res rest.Response) error { return classifyRun(res, ask.Function, c.csv()) },
	})
}

// await polls a job's status until the job is finished, and returns its number of batches, 0 when the upstream does not state
// the number (job status). A job that is not finished in time is not run again, since whatever delays the first job would delay
// the second one, too.
func (c *Client) await(ctx context.Context, job int) (batches int, err error) {
	started := time.Now()
	for pause := c.settings.PollMin; ; pause = min(pause*3/2, c.settings.PollMax) {
		// The jitter spreads the requests of clients that started together.
		if err := sleep(ctx, pause-rand.N(pause/5+1)); err != nil {
			return 0, fmt.Errorf("%s: %s: %w", name, opStatus, err)
		}
		res, err := c.call(ctx, contentJSON, rest.Request{
			Op: opStatus, Method: http.MethodGet, Path: "/crm-api/db-function/status/" + strconv.Itoa(job),
			Classify: classifyStatus,
		})
		if refused(err) {
			return 0, jobFailure(opStatus, job, errJobLost)
		}
		if err != nil {
			return 0, err
		}
		body, _ := res.JSON() // classifyStatus has checked that the body is JSON
		switch state, _ := member(body, "status"); state {
		case jobFinished:
			batches, _ = member(body, "batch_count")
			return max(batches, 0), nil
		case jobFailed:
			return 0, jobFailure(opStatus, job, errJobFailed)
		}
		if time.Since(started) >= c.settings.JobTimeout {
			return 0, failure(connectors.KindUnavailable, opStatus,
				"job %d was not finished within %s (setting job_timeout)", job, c.settings.JobTimeout)
		}
	}
}

// noBatch requests a result without the number of a batch.
const noBatch = -1

// batch fetches one batch of a finished job, or its whole CSV (Get Data Generation Job Result). If the upstream refuses the
// batch, refused reports true for the error.
func (c *Client) batch(ctx context.Context, job, number int) (rest.Response, error) {
	query := url.Values{}
	if number != noBatch {
		query.Set("batch", strconv.Itoa(number))
	}
	accept, classify := contentJSON, classifyResult
	if c.csv() {
		accept, classify = contentText, classifyJob
	}
	return c.call(ctx, accept, rest.Request{
		Op: opResult, Method: http.MethodGet, Path: "/crm-api/db-function/result/" + strconv.Itoa(job), Query: query,
		Classify: classify,
	})
}

// call sends a request with the account's token. If the upstream rejects the token, call sends the request once more with a new
// one.
func (c *Client) call(ctx context.Context, accept string, r rest.Request) (rest.Response, error) {
	r.Safe, r.Header = true, http.Header{"Accept": {accept}}
	for again := true; ; again = false {
		var used *token // nil if the login itself fails
		r.Authorize = func(ctx context.Context, out *http.Request) (err error) {
			if used, err = c.session.get(ctx); err == nil {
				out.Header.Set("Authorization", "Bearer "+used.text)
			}
			return err
		}
		res, err := c.rest.Do(ctx, r)
		if !again || used == nil || !errors.Is(err, &connectors.Error{Kind: connectors.KindCredentialsRejected}) {
			return res, err
		}
		c.session.drop(used)
	}
}

func jobFailure(op string, job int, err error) error {
	return failure(connectors.KindUnavailable, op, "job %d %w", job, err)
}

// sleep waits for a duration, or returns the context's error if the context ends first.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// noRows reports whether a result has no rows: an empty array, null or an empty body.
func noRows(list transcode.JSON) bool {
	if list.Kind() != '[' {
		return true
	}
	for range list.Elements() {
		return false
	}
	return true
}

// eachRow transcodes a list of rows and returns their number.
func eachRow(table *transcode.Table, list transcode.JSON, c *transcode.Context, take func(*transcode.Row) error) (rows int, err error) {
	if noRows(list) {
		return 0, nil
	}
	err = table.Rows(list, c, func(row *transcode.Row) error {
		rows++
		return take(row)
	})
	return rows, err
}
