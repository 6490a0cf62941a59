package hostile

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"time"
)

// naive reads month after month, as a script would: job, polls, and all batches of the job.
func (l proximaList) naive(ctx context.Context, s *setup, transport http.RoundTripper) (got []delivered, err error) {
	token := ""
	call := func(r func() *http.Request) ([]byte, error) {
		return tried(func() ([]byte, error) {
			if token == "" {
				body, err := answerOf(transport, posted("/crm-api/login", "", map[string]any{"username": "crm_api_user", "password": s.proxima.Password}).WithContext(ctx))
				if err != nil {
					return nil, err
				}
				var login struct{ Token string }
				if err := json.Unmarshal(body, &login); err != nil {
					return nil, err
				}
				token = login.Token
			}
			req := r().WithContext(ctx)
			req.Header.Set("Authorization", "Bearer "+token)
			body, err := answerOf(transport, req)
			if err != nil {
				token = ""
			}
			return body, err
		})
	}
	for month := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC); month.Year() < 2027; month = month.AddDate(0, 1, 0) {
		rows, err := l.month(s, month, call)
		if err != nil {
			return got, err
		}
		read := deliveredOf(rows, l.id)
		got = append(got, read...)
	}
	return got, nil
}

// month reads the rows of a month.
func (l proximaList) month(s *setup, month time.Time, call func(func() *http.Request) ([]byte, error)) (rows []json.RawMessage, err error) {
	body, err := call(func() *http.Request {
		return posted("/crm-api/db-function/run", "", map[string]any{"function": l.function, "format": "json", "arguments": map[string]any{
			"date_from": month.Format(time.DateOnly), "date_till": month.AddDate(0, 1, -1).Format(time.DateOnly),
		}})
	})
	if err != nil || json.Unmarshal(body, &rows) == nil {
		return rows, err
	}
	var job struct {
		ID      int `json:"job_id"`
		Status  int
		Batches int `json:"batch_count"`
	}
	if err := json.Unmarshal(body, &job); err != nil {
		return nil, err
	}
	for job.Status < 3 {
		time.Sleep(time.Second)
		if body, err = call(func() *http.Request { return get("/crm-api/db-function/status/" + strconv.Itoa(job.ID)) }); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(body, &job); err != nil {
			return nil, err
		}
	}
	for batch := range job.Batches {
		path := fmt.Sprintf("/crm-api/db-function/result/%d?batch=%d", job.ID, batch+s.proxima.FirstBatch)
		if body, err = call(func() *http.Request { return get(path) }); err != nil {
			return nil, err
		}
		var more []json.RawMessage
		if err := json.Unmarshal(body, &more); err != nil {
			return nil, err
		}
		rows = slices.Concat(rows, more)
	}
	return rows, nil
}

// get returns a request without a body.
func get(path string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "https://localhost"+path, http.NoBody)
	r.RequestURI = ""
	return r
}
