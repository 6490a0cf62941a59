package proxima

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// Duration is a time span that settings write as text, such as "20ms" or "5m".
type Duration = stage.Duration

// Settings choose the sandbox's data and the behaviour of its upstream. Start from Defaults: the zero value is not valid.
type Settings struct {
	// Rows counts base visits. Faults know the operations "login", "run", "status" and "result". Churn counts changes (touch,
	// delete, insert in turn) before every run and every result request but the first of each. Now is the clock of tokens, jobs
	// and changes.
	stage.Settings

	// BusyMonthRows is the number of additional visits in March 2025, at most two fifths of Rows.
	BusyMonthRows int64 `json:"busy_month_rows"`
	// BulkRows is the number of visits of the busy month that start in the same second, at most a fifth of Rows.
	BulkRows int64 `json:"bulk_rows"`

	// Password is the password of the user "crm_api_user", which every tenant has.
	Password string `json:"password"`
	// TokenTTL is the life of a bearer token.
	TokenTTL Duration `json:"token_ttl"`
	// SingleSession makes a login end all older tokens.
	SingleSession bool `json:"single_session"`

	// Mode is "async" (run answers with a job id) or "sync" (run answers with the rows).
	Mode string `json:"mode"`
	// PollsUntilRunning is the number of status requests that are answered with 1 (queued) before a job runs.
	PollsUntilRunning int `json:"polls_until_running"`
	// PollsUntilDone is the number of status requests that are answered with 1 or 2 before a job is finished. With 0 the job is
	// finished when run answers.
	PollsUntilDone int `json:"polls_until_done"`
	// JobTTL is how long a job is stored after it has finished (or started, if it never finished).
	JobTTL Duration `json:"job_ttl"`
	// MaxJobs is the largest number of stored jobs; a further job replaces the oldest.
	MaxJobs int `json:"max_jobs"`
	// FirstBatch is the number of the first batch, 1 or 0.
	FirstBatch int `json:"first_batch"`
	// BatchSize is the number of visits in a batch.
	BatchSize int `json:"batch_size"`
	// EmptyBatchCount is the batch_count of a finished job without rows: "0", "null" or "1".
	EmptyBatchCount string `json:"empty_batch_count"`
	// EmptyResult is the body of a result without rows: "array" ([]), "null" or "blank" (no body). A CSV has its header, except
	// with "blank": then it has only the byte order mark, if there is one.
	EmptyResult string `json:"empty_result"`
	// BatchOutside is the answer to a batch number that a job does not have: "error" (400), "empty" ([]) or "nearest" (the
	// first or last batch again).
	BatchOutside string `json:"batch_outside"`
	// ResultBeforeDone is the HTTP status of the result of a job that is not finished or has failed: 400, 409 or 404.
	ResultBeforeDone int `json:"result_before_done"`

	// JSONOffsetUnit is the unit of task_gmt_offset: "seconds" (as in the samples) or "minutes" (as in the text).
	JSONOffsetUnit string `json:"json_offset_unit"`
	// TimeStyleJSON is the form of times, which are always UTC: "t" (2025-08-01T12:30:00), "space" (2025-08-01 12:30:00) or
	// "tz" (2025-08-01T12:30:00Z).
	TimeStyleJSON string `json:"time_style_json"`
	// CSVBOM puts a byte order mark before CSV.
	CSVBOM bool `json:"csv_bom"`
	// WindowTest is the rule for the visits of a period: "start_and_end" (start not before it and end not after it), "start"
	// (start in it) or "overlap" (any part in it).
	WindowTest string `json:"window_test"`
	// WindowZone is the zone in which a period's days begin: "utc" or "tenant".
	WindowZone string `json:"window_zone"`
	// TenantOffsetMinutes is the tenant's offset from UTC, which most visits have too.
	TenantOffsetMinutes int `json:"tenant_offset_minutes"`
	// UserMatchesObserver makes the argument user_id match task_user2_id, too.
	UserMatchesObserver bool `json:"user_matches_observer"`
	// Language is the language of types, states and most texts: "uk", "en" or "ru".
	Language string `json:"language"`

	// Fail is a scripted failure: "none", "run_500", "job_failed" (status 4), "result_500" (of batch FailBatch),
	// "unauthorized_once" (the first run ends its token) or "rate_limited" (run answers 429 with Retry-After).
	Fail string `json:"fail"`
	// FailBatch is the batch that "result_500" breaks, counted from 1 with any FirstBatch.
	FailBatch int `json:"fail_batch"`
	// FailTimes is how often the failure happens; -1 is always. "unauthorized_once" happens once.
	FailTimes int64 `json:"fail_times"`
}

// Defaults returns the documented behaviour, and 3,000 visits.
func Defaults() Settings {
	return Settings{
		Settings: stage.Defaults(), BusyMonthRows: 1100, BulkRows: 600,
		Password: "sandbox-proxima-password", TokenTTL: Duration(24 * time.Hour),
		Mode: modeAsync, PollsUntilRunning: 1, PollsUntilDone: 2,
		JobTTL: Duration(time.Hour), MaxJobs: 100,
		FirstBatch: 1, BatchSize: 500, EmptyBatchCount: "0", EmptyResult: emptyArray,
		BatchOutside: outsideError, ResultBeforeDone: 400,
		JSONOffsetUnit: unitSeconds, TimeStyleJSON: styleT,
		WindowTest: testStartAndEnd, WindowZone: zoneUTC, TenantOffsetMinutes: 180,
		Language: "uk", Fail: failNone, FailBatch: 1, FailTimes: 1,
	}
}

// The values of the text settings, which the fields of Settings explain.
const (
	modeAsync = "async"
	modeSync  = "sync"

	emptyArray = "array"
	emptyNull  = "null"
	emptyBlank = "blank"

	outsideError   = "error"
	outsideEmpty   = "empty"
	outsideNearest = "nearest"

	unitSeconds = "seconds"
	unitMinutes = "minutes"

	styleT     = "t"
	styleSpace = "space"
	styleTZ    = "tz"

	testStartAndEnd = "start_and_end"
	testStart       = "start"
	testOverlap     = "overlap"

	zoneUTC    = "utc"
	zoneTenant = "tenant"

	failNone             = "none"
	failRun              = "run_500"
	failJob              = "job_failed"
	failResult           = "result_500"
	failUnauthorizedOnce = "unauthorized_once"
	failRateLimited      = "rate_limited"
)

// Bounds that keep arithmetic and memory small; they are not the upstream's.
const (
	maxRows         = 1_000_000_000
	maxPolls        = 1_000_000
	maxZoneDistance = 14 * 60 // minutes; no zone on Earth is further from UTC
)

// Validate returns all mistakes at once, each with the JSON field and the fix.
func (s Settings) Validate() error {
	var errs []error
	between := func(field string, v, low, high int64) {
		if v < low || v > high {
			errs = append(errs, fmt.Errorf("%s is %d: write a number from %d to %d", field, v, low, high))
		}
	}
	oneOf := func(field, v string, choices ...string) {
		if !slices.Contains(choices, v) {
			errs = append(errs, fmt.Errorf("%s is %q: write one of %s", field, v, strings.Join(choices, ", ")))
		}
	}
	positive := func(field string, d Duration) {
		if d <= 0 {
			errs = append(errs, fmt.Errorf("%s is %s: write a duration above 0, such as \"1h\"", field, time.Duration(d)))
		}
	}
	between("rows", s.Rows, 0, maxRows)
	between("busy_month_rows", s.BusyMonthRows, 0, maxRows)
	between("bulk_rows", s.BulkRows, 0, s.BusyMonthRows)
	between("latency", int64(s.Latency), 0, int64(time.Hour))
	between("churn", int64(s.Churn), 0, 1000)
	if s.Password == "" {
		errs = append(errs, errors.New("password is empty: write any text"))
	}
	positive("token_ttl", s.TokenTTL)
	oneOf("mode", s.Mode, modeAsync, modeSync)
	between("polls_until_done", int64(s.PollsUntilDone), 0, maxPolls)
	between("polls_until_running", int64(s.PollsUntilRunning), 0, int64(s.PollsUntilDone))
	positive("job_ttl", s.JobTTL)
	between("max_jobs", int64(s.MaxJobs), 1, 10_000)
	between("first_batch", int64(s.FirstBatch), 0, 1)
	between("batch_size", int64(s.BatchSize), 1, 100_000)
	oneOf("empty_batch_count", s.EmptyBatchCount, "0", "null", "1")
	oneOf("empty_result", s.EmptyResult, emptyArray, emptyNull, emptyBlank)
	oneOf("batch_outside", s.BatchOutside, outsideError, outsideEmpty, outsideNearest)
	oneOf("result_before_done", fmt.Sprint(s.ResultBeforeDone), "400", "409", "404")
	oneOf("json_offset_unit", s.JSONOffsetUnit, unitSeconds, unitMinutes)
	oneOf("time_style_json", s.TimeStyleJSON, styleT, styleSpace, styleTZ)
	oneOf("window_test", s.WindowTest, testStartAndEnd, testStart, testOverlap)
	oneOf("window_zone", s.WindowZone, zoneUTC, zoneTenant)
	between("tenant_offset_minutes", int64(s.TenantOffsetMinutes), -maxZoneDistance, maxZoneDistance)
	oneOf("language", s.Language, "uk", "en", "ru")
	return errors.Join(append(errs, s.validateFailures()...)...)
}

// validateFailures checks the settings that break answers on purpose.
func (s Settings) validateFailures() []error {
	var errs []error
	switch s.Fail {
	case failNone, failRun, failUnauthorizedOnce, failRateLimited:
	case failJob, failResult:
		if s.Mode == modeSync {
			errs = append(errs, fmt.Errorf("fail is %q, which needs jobs: write mode async", s.Fail))
		}
	default:
		errs = append(errs, fmt.Errorf("fail is %q: write one of none, run_500, job_failed, result_500, "+
			"unauthorized_once, rate_limited", s.Fail))
	}
	if s.FailBatch < 1 {
		errs = append(errs, fmt.Errorf("fail_batch is %d: write a number from 1", s.FailBatch))
	}
	if s.FailTimes < 1 && s.FailTimes != -1 {
		errs = append(errs, fmt.Errorf("fail_times is %d: write a number from 1, or -1 for always", s.FailTimes))
	}
	for i, f := range s.Faults {
		if f.Op != "" && !slices.Contains([]string{opLogin, opRun, opStatus, opResult}, f.Op) {
			errs = append(errs, fmt.Errorf("faults[%d].op is %q: write login, run, status, result or nothing", i, f.Op))
		}
		if err := f.Validate(); err != nil {
			errs = append(errs, fmt.Errorf("faults[%d].%w", i, err))
		}
	}
	return errs
}
