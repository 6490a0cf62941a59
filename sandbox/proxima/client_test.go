package proxima

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// clock is a time that tests move on by hand.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// client talks to a sandbox as a client of the upstream would.
type client struct {
	t     *testing.T
	s     *Server
	token string
}

func newSandbox(t *testing.T, change func(*Settings)) *Server {
	t.Helper()
	settings := Defaults()
	if change != nil {
		change(&settings)
	}
	s, err := New(settings)
	require.NoError(t, err)
	return s
}

// newClient returns a client that has logged in.
func newClient(t *testing.T, s *Server) *client {
	t.Helper()
	c := &client{t: t, s: s}
	c.login()
	return c
}

func (c *client) login() {
	c.t.Helper()
	status, body := c.send(http.MethodPost, "/crm-api/login",
		fmt.Sprintf(`{"username":"crm_api_user","password":%q}`, c.s.settings.Password))
	require.Equal(c.t, http.StatusOK, status, body)
	var answer struct{ Token string }
	require.NoError(c.t, json.Unmarshal([]byte(body), &answer))
	c.token = answer.Token
}

func (c *client) send(method, path, body string) (int, string) {
	c.t.Helper()
	r := httptest.NewRequestWithContext(c.t.Context(), method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	w := httptest.NewRecorder()
	c.s.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

// runBody is the body of a run request with further arguments, such as `,"user_id":1`.
func runBody(from, till, more string) string {
	return fmt.Sprintf(`{"function":"api_get_tasks_json","format":"json","arguments":{"date_from":%q,"date_till":%q%s}}`,
		from, till, more)
}

// start runs the function and returns the job's id.
func (c *client) start(from, till, more string) int64 {
	c.t.Helper()
	status, body := c.send(http.MethodPost, "/crm-api/db-function/run", runBody(from, till, more))
	require.Equal(c.t, http.StatusOK, status, body)
	var answer struct {
		JobID int64 `json:"job_id"`
	}
	require.NoError(c.t, json.Unmarshal([]byte(body), &answer))
	return answer.JobID
}

type jobStatus struct {
	ID         int64 `json:"id"`
	Status     int   `json:"status"`
	BatchCount *int  `json:"batch_count"`
}

func (c *client) poll(job int64) jobStatus {
	c.t.Helper()
	status, body := c.send(http.MethodGet, fmt.Sprintf("/crm-api/db-function/status/%d", job), "")
	require.Equal(c.t, http.StatusOK, status, body)
	var answer jobStatus
	require.NoError(c.t, json.Unmarshal([]byte(body), &answer))
	require.Equal(c.t, job, answer.ID)
	return answer
}

// finish polls until the job has finished and returns its number of batches.
func (c *client) finish(job int64) int {
	c.t.Helper()
	for range 10 {
		if st := c.poll(job); st.Status == jobFinished {
			if st.BatchCount == nil {
				return 0
			}
			return *st.BatchCount
		}
	}
	c.t.Fatal("the job does not finish")
	return 0
}

func (c *client) batch(job int64, query string) (int, string) {
	c.t.Helper()
	return c.send(http.MethodGet, fmt.Sprintf("/crm-api/db-function/result/%d%s", job, query), "")
}

// row is a visit as read from the wire.
type row struct {
	ID        int64     `json:"task_id"`
	From      string    `json:"task_datefrom"`
	Till      string    `json:"task_datetill"`
	Offset    int       `json:"task_gmt_offset"`
	Type      string    `json:"task_type"`
	User      int64     `json:"task_user_id"`
	Observer  *int64    `json:"task_user2_id"`
	Company   *int64    `json:"task_company_id"`
	Contact   *int64    `json:"task_contact_id"`
	Target    *[]string `json:"task_target"`
	Spec      *string   `json:"task_spec"`
	State     string    `json:"task_taskstate"`
	Created   string    `json:"task_created"`
	FactStart *string   `json:"task_fact_start"`
	FactEnd   *string   `json:"task_fact_end"`
	Dist      *float64  `json:"task_dist"`
	Lng       *float64  `json:"task_gps_lng"`
	Lat       *float64  `json:"task_gps_lat"`
}

func decodeRows(t *testing.T, body string) []row {
	t.Helper()
	var rows []row
	d := json.NewDecoder(strings.NewReader(body))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&rows), body)
	return rows
}

// read runs the function to its end and returns all rows in the order of the batches.
func (c *client) read(from, till, more string) []row {
	c.t.Helper()
	job := c.start(from, till, more)
	var rows []row
	for n := range c.finish(job) {
		status, body := c.batch(job, fmt.Sprintf("?batch=%d", n+c.s.settings.FirstBatch))
		require.Equal(c.t, http.StatusOK, status, body)
		rows = append(rows, decodeRows(c.t, body)...)
	}
	return rows
}

func idsOf(rows []row) []int64 {
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	return ids
}

func requireMessage(t *testing.T, body string) {
	t.Helper()
	var answer map[string]string
	require.NoError(t, json.Unmarshal([]byte(body), &answer), body)
	require.Len(t, answer, 1)
	require.NotEmpty(t, answer["message"])
}
