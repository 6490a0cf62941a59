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
	function    = "api_get_tasks_json"
)

// The states of a job that end polling. The others, documented (1 waiting, 2 running) or not, do not.
const (
	jobFinished = 3
	jobFailed   = 4
)

// runBody is what run is asked (api_get_tasks_json, "Request Body").
type runBody struct {
	Function  string    `json:"function"`
	Format    string    `json:"format"`
	Arguments arguments `json:"arguments"`
}

// arguments are those of the function. Ids are a text of numbers joined by commas, the user is a number.
type arguments struct {
	DateFrom string `json:"date_from"`
	DateTill string `json:"date_till"`
	IDs      string `json:"ids,omitempty"`
	UserID   int64  `json:"user_id,omitempty"`
}

// read gathers the visits of a window and returns how many batches they are. A job that is lost or fails is run once
// more; errTooMany is a job that is not read for its size.
func (c *Client) read(ctx context.Context, w window, g *gathering) (batches int, err error) {
	for run := 1; ; run++ {
		g.reset(w)
		batches, err = c.readOnce(ctx, w, g)
		again := errors.Is(err, errJobLost) || errors.Is(err, errJobFailed)
		if !again || run == 2 {
			return batches, err
		}
	}
}

// readOnce runs the function and gathers what it answers, now or when its job is finished.
func (c *Client) readOnce(ctx context.Context, w window, g *gathering) (batches int, err error) {
	res, err := c.run(ctx, w, g.query)
	if err != nil {
		return 0, err
	}
	job, ok := member(res.Body, "job_id")
	if !ok {
		rows, err := g.add(res.Body)
		return (rows + fullBatch - 1) / fullBatch, err
	}
	if batches, err = c.await(ctx, job); err != nil {
		return 0, err
	}
	if batches > splitBatches && w.first < w.last && !w.whole {
		return 0, errTooMany
	}
	return batches, c.readBatches(ctx, job, batches, g)
}

// run starts the function over a window (Data Generation Request). It may be repeated: functions only read.
func (c *Client) run(ctx context.Context, w window, q *query) (rest.Response, error) {
	from, till := c.padded(w)
	body, err := json.Marshal(runBody{
		Function: function, Format: "json",
		Arguments: arguments{DateFrom: from, DateTill: till, IDs: q.idText, UserID: q.ownerID},
	})
	if err != nil {
		return rest.Response{}, fmt.Errorf("%s: %s: %w", name, opRun, err)
	}
	return c.call(ctx, rest.Request{
		Op: opRun, Method: http.MethodPost, Path: "/crm-api/db-function/run",
		Body: body, ContentType: contentJSON, Classify: classifyRun,
	})
}

// await asks for a job's status until the job is finished, and returns its number of batches, 0 when the upstream does
// not say (job status). A job that is not finished in time is given up, not run again: whatever keeps the upstream from
// working it off would keep a second one too.
func (c *Client) await(ctx context.Context, job int) (batches int, err error) {
	started := time.Now()
	for pause := c.settings.PollMin; ; pause = min(pause*3/2, c.settings.PollMax) {
		// The jitter keeps clients that started together from asking together.
		if err := sleep(ctx, pause-rand.N(pause/5+1)); err != nil {
			return 0, fmt.Errorf("%s: %s: %w", name, opStatus, err)
		}
		res, err := c.call(ctx, rest.Request{
			Op: opStatus, Method: http.MethodGet, Path: "/crm-api/db-function/status/" + strconv.Itoa(job),
			Classify: classifyStatus,
		})
		if refused(err) {
			return 0, jobFailure(opStatus, job, errJobLost)
		}
		if err != nil {
			return 0, err
		}
		switch state, _ := member(res.Body, "status"); state {
		case jobFinished:
			batches, _ = member(res.Body, "batch_count")
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

// noBatch asks for a result without naming a batch.
const noBatch = -1

// batch fetches one batch of a finished job (Get Data Generation Job Result). A batch that the upstream refuses is an
// error that refused knows.
func (c *Client) batch(ctx context.Context, job, number int) ([]byte, error) {
	query := url.Values{}
	if number != noBatch {
		query.Set("batch", strconv.Itoa(number))
	}
	res, err := c.call(ctx, rest.Request{
		Op: opResult, Method: http.MethodGet, Path: "/crm-api/db-function/result/" + strconv.Itoa(job), Query: query,
		Classify: classifyResult,
	})
	return res.Body, err
}

// call sends a request with the account's token, and once more with a new one when the upstream refuses that.
func (c *Client) call(ctx context.Context, r rest.Request) (rest.Response, error) {
	r.Safe, r.Header = true, http.Header{"Accept": {contentJSON}}
	for again := true; ; again = false {
		var used *token // stays nil when it is the login that fails
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

// sleep waits, or returns the context's error when that ends first.
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

// noRows reports whether a result has no rows: an empty array, null or nothing.
func noRows(body []byte) bool {
	if transcode.KindOf(body) != '[' {
		return true
	}
	for range transcode.Elements(body) {
		return false
	}
	return true
}
