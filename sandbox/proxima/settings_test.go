package proxima

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestSettings(t *testing.T) {
	require.NoError(t, Defaults().Validate())
	_, err := New(Settings{})
	for _, field := range []string{
		"password", "token_ttl", "mode", "job_ttl", "max_jobs", "batch_size", "empty_batch_count",
		"empty_result", "batch_outside", "result_before_done", "json_offset_unit", "time_style_json", "window_test",
		"window_zone", "language", "fail", "fail_batch", "fail_times",
	} {
		require.ErrorContains(t, err, field+" is ")
	}
	for _, tc := range []struct{ config, want string }{
		{`{"polls_until_running":3}`, "polls_until_running is 3: write a number from 0 to 2"},
		{`{"mode":"sync","fail":"job_failed"}`, "write mode async"},
		{`{"faults":[{"op":"list","kind":"html"}]}`, "faults[0].op"},
		{`{"faults":[{"kind":"explode"}]}`, "faults[0].kind"},
		{`{"faults":[{"kind":"status"}]}`, "faults[0].status"},
	} {
		s := Defaults()
		require.NoError(t, json.Unmarshal([]byte(tc.config), &s))
		require.ErrorContains(t, s.Validate(), tc.want)
	}
	s := Defaults()
	require.NoError(t, json.Unmarshal([]byte(`{"latency":"20ms"}`), &s))
	require.Equal(t, Duration(20*time.Millisecond), s.Latency)
	require.Error(t, json.Unmarshal([]byte(`{"latency":"soon"}`), &s))
}
