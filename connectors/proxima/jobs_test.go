package proxima

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestJobsThatGoWrong counts how often a window is run.
func TestJobsThatGoWrong(t *testing.T) {
	const ok = `{"status":3,"batch_count":1}`
	for name, test := range map[string]struct {
		script map[string][]string
		runs   int
		kind   connectors.Kind
		text   string
	}{
		"lost once":              {script: map[string][]string{"status/7": {`404|{"message":"x"}`, ok}}, runs: 2},
		"lost with its result":   {script: map[string][]string{"result/7?batch=0": {`409|{}`}, "result/7?batch=1": {`409|{}`, `409|{}`, `409|{}`}}, runs: 2, kind: connectors.KindUnavailable, text: "job 7 is no longer known"},
		"lost for ever":          {script: map[string][]string{"status/7": {`400|{"message":"x"}`}}, runs: 2, kind: connectors.KindUnavailable, text: "job 7 is no longer known"},
		"failed once":            {script: map[string][]string{"status/7": {`{"status":4}`, ok}}, runs: 2},
		"failed for ever":        {script: map[string][]string{"status/7": {`{"status":2}`, `{"status":4}`}}, runs: 2, kind: connectors.KindUnavailable, text: "job 7 failed"},
		"run breaks once":        {script: map[string][]string{"run": {`500|{"message":"x"}`, `{"job_id":7}`}}, runs: 2},
		"run breaks for ever":    {script: map[string][]string{"run": {`500|{"message":"x"}`}}, runs: maxAttempts, kind: connectors.KindUnavailable},
		"result breaks once":     {script: map[string][]string{"result/7?batch=0": {`500|x`, `400|x`}}, runs: 1},
		"result breaks for ever": {script: map[string][]string{"result/7?batch=0": {`503|x`}}, runs: 1, kind: connectors.KindUnavailable},
		"arguments refused":      {script: map[string][]string{"run": {`400|{"message":"date_from"}`}}, runs: 1, kind: connectors.KindMisconfigured, text: `{"message":"date_from"}`},
		"not allowed":            {script: map[string][]string{"run": {`403|{"message":"x"}`}}, runs: 1, kind: connectors.KindForbidden},
		"a message as success":   {script: map[string][]string{"run": {`{"message":"try later"}`}}, runs: 2, kind: connectors.KindMalformedResponse, text: "neither a job nor a list"},
		"a job without number":   {script: map[string][]string{"run": {`{"job_id":null}`}}, runs: 2, kind: connectors.KindMalformedResponse},
		"CSV":                    {script: map[string][]string{"run": {"task_id,task_datefrom\n"}}, runs: 2, kind: connectors.KindMalformedResponse},
		"a status of text":       {script: map[string][]string{"status/7": {`{"status":"done"}`}}, runs: 1, kind: connectors.KindMalformedResponse},
		"a result that is HTML":  {script: map[string][]string{"result/7?batch=0": {`<html>`}}, runs: 1, kind: connectors.KindMalformedResponse},
	} {
		t.Run(name, func(t *testing.T) {
			script := map[string][]string{"status/7": {ok}, "result/7?batch=1": {rows(1)}}
			maps.Copy(script, test.script)
			u := newTenant(script)
			page, _, err := list(t, u, july(), nil)
			require.Equal(t, test.runs, u.requests["run"])
			if test.kind == 0 {
				require.NoError(t, err)
				require.Equal(t, []string{"1"}, ids(page))
				return
			}
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified)
			require.Equal(t, test.kind, classified.Kind, err)
			require.Equal(t, "proxima", classified.Connector)
			require.NotEmpty(t, classified.Op)
			require.Contains(t, err.Error()+connectors.Detail(err), test.text)
		})
	}
}

// TestStuckJobs polls a job that never gets on: it is given up with its number, and not run again.
func TestStuckJobs(t *testing.T) {
	for name, status := range map[string]string{
		"waiting": `{"status":1}`, "running": `{"status":2}`, "in a state of its own": `{"status":99}`,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				u := newTenant(map[string][]string{"status/7": {status}})
				started := time.Now()
				_, err := conformance.Fetch(t.Context(), testClient(t, u, nil), july(), connectors.PageRequest{})
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindUnavailable})
				require.ErrorContains(t, err, "job 7 was not finished within 30m0s (setting job_timeout)")
				require.WithinDuration(t, started.Add(30*time.Minute), time.Now(), 5*time.Second, "the virtual clock")
				require.Equal(t, 1, u.requests["run"])
			})
		})
	}
}

// TestIgnoredFiltersAreFound asks tenants that send what was not asked for.
func TestIgnoredFiltersAreFound(t *testing.T) {
	for field, req := range map[string]*crmstreamv1.ListVisitsRequest{
		"ids": {Ids: []string{"1", "3"}}, "owner_id": {OwnerId: "7"},
	} {
		u := newTenant(map[string][]string{"run": {rows(1, 2)}})
		_, _, err := list(t, u, req, func(s *Settings) { s.FirstDay = "1999-12-01" }) // the bubble's clock stands at 2000-01-01
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified)
		require.Equal(t, connectors.KindFilterIgnored, classified.Kind)
		require.Equal(t, field, classified.Field)
	}
	for _, owner := range []string{"5", "6"} { // executor and observer
		u := newTenant(map[string][]string{"run": {rows(1, 2)}})
		req := july()
		req.OwnerId = owner
		page, _, err := list(t, u, req, nil)
		require.NoError(t, err)
		require.Len(t, page.Records, 2)
	}
}

// TestOddRows reads rows that no visit should be like.
func TestOddRows(t *testing.T) {
	u := newTenant(map[string][]string{"run": {`[
		{"task_id":9,"task_datefrom":"2025-07-02T10:00:00"},
		{"task_id":8,"task_datefrom":"2025-07-02T10:00:00"},
		{"task_id":9,"task_datefrom":"2025-07-02T10:00:00","task_type":"again"},
		{"task_id":7,"task_datefrom":"soon"},
		{"task_id":6},
		{"task_datefrom":"2025-07-01T10:00:00"},
		{"task_id":5,"task_datefrom":"2025-06-30T23:59:59"},
		{"task_id":4,"task_datefrom":"2025-08-01 00:00:00"},
		{"task_id":3,"task_datefrom":"2025-07-31T23:59:59.9","task_news":1}]`}})
	page, _, err := list(t, u, july(), nil)
	require.NoError(t, err)
	require.Equal(t, 2, page.Outside)
	require.Equal(t, 1, page.Repeats)
	got := ids(page)
	require.Len(t, got, 6)
	require.Equal(t, "~", got[2][:1], "a row without id is told where its window begins")
	require.Equal(t, []string{"6", "7", "8", "9", "3"}, slices.Delete(slices.Clone(got), 2, 3))
	for i, r := range page.Records {
		require.Equal(t, i < 3, r.Err != nil)
	}
	require.Contains(t, page.Records[0].Err.Message, "task_datefrom")
	require.JSONEq(t, `{"task_id":6}`, string(page.Records[0].Err.Raw))
	require.Equal(t, "2025-07-31T23:59:59", string(page.Records[5].Key))
	require.Contains(t, fmt.Sprint(page.Notices), "task_news")

	req := july()
	req.EndBefore = "2025-08-01"
	page, _, err = list(t, u, req, nil)
	require.NoError(t, err)
	require.Equal(t, []string{"6", "7"}, ids(page)[:2], "a visit without an end ends before nothing")
}
