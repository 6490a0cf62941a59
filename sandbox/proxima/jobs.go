package proxima

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// The states of a job on the wire.
const (
	jobQueued   = 1
	jobRunning  = 2
	jobFinished = 3
	jobFailed   = 4
)

// job is one run of a function. Its rows are nil until it has finished.
type job struct {
	id       int64
	function function
	read     func() rows
	fails    bool
	polls    int
	state    int
	since    time.Time // when the job was started, and later when it ended
	rows     rows
}

// jobs stores the runs of the sandbox. It is safe for concurrent use.
type jobs struct {
	settings Settings
	now      func() time.Time

	mu     sync.Mutex
	last   int64
	kept   map[int64]*job
	order  []int64 // ids of stored jobs, oldest first; may have ids of jobs that are no longer stored
	toFail int64   // failures of job or batch that remain to be played, negative for no end
}

func newJobs(s Settings, now func() time.Time) *jobs {
	return &jobs{settings: s, now: now, kept: map[int64]*job{}, toFail: s.FailTimes}
}

// start begins a job and returns its id.
func (j *jobs) start(f function, read func() rows) int64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.last++
	one := &job{id: j.last, function: f, read: read, state: jobQueued, since: j.now()}
	one.fails = j.settings.Fail == failJob && j.takeFailure()
	j.kept[one.id] = one
	j.order = append(j.order, one.id)
	for len(j.order) > 1 && (len(j.order) > j.settings.MaxJobs || j.find(j.order[0]) == nil) {
		delete(j.kept, j.order[0])
		j.order = j.order[1:]
	}
	j.advance(one)
	return one.id
}

// poll counts a status request and returns the job's state and batch_count; ok is false when there is no such job.
func (j *jobs) poll(id int64) (state int, batches string, ok bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	one := j.find(id)
	if one == nil {
		return 0, "", false
	}
	j.advance(one)
	one.polls++
	return one.state, j.batchCount(one), true
}

// result returns the rows of a finished job and the function that it ran, or the HTTP status of the reason why there are none.
// ordinal is the number of the requested batch, from 1.
func (j *jobs) result(id int64, ordinal int) (rows, function, int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	one := j.find(id)
	switch {
	case one == nil:
		return nil, function{}, http.StatusNotFound
	case one.state != jobFinished:
		return nil, function{}, j.settings.ResultBeforeDone
	case j.settings.Fail == failResult && ordinal == j.settings.FailBatch && j.takeFailure():
		return nil, function{}, http.StatusInternalServerError
	}
	return one.rows, one.function, http.StatusOK
}

// find returns a job that is still stored, or nil. It deletes an expired job.
func (j *jobs) find(id int64) *job {
	one := j.kept[id]
	if one != nil && j.now().Sub(one.since) >= time.Duration(j.settings.JobTTL) {
		delete(j.kept, id)
		return nil
	}
	return one
}

// advance sets the state of a job by the number of earlier status requests. When the job finishes, it reads its rows from the
// list.
func (j *jobs) advance(one *job) {
	if one.state >= jobFinished {
		return
	}
	switch {
	case one.polls < j.settings.PollsUntilRunning:
	case one.polls < j.settings.PollsUntilDone:
		one.state = jobRunning
	case one.fails:
		one.state, one.since = jobFailed, j.now()
	default:
		one.state, one.since = jobFinished, j.now()
		one.rows = one.read()
	}
}

// batchCount returns batch_count as JSON. For CSV there is no count.
func (j *jobs) batchCount(one *job) string {
	switch {
	case one.rows == nil || one.function.titles != nil:
		return "null"
	case one.rows.len() == 0:
		return j.settings.EmptyBatchCount
	default:
		return strconv.Itoa(batchesOf(one.rows.len(), j.settings.BatchSize))
	}
}

func (j *jobs) takeFailure() bool {
	if j.toFail > 0 {
		j.toFail--
		return true
	}
	return j.toFail < 0
}

// batchesOf returns the number of batches of n rows; no rows make one empty batch.
func batchesOf(n, size int) int { return max((n+size-1)/size, 1) }
