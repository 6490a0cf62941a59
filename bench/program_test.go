package main

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	yaml "go.yaml.in/yaml/v3"
)

// TestConfig gives each source of an account a budget of its own, that makes nothing wait.
func TestConfig(t *testing.T) {
	var c struct {
		Budgets []struct {
			Name     string
			Requests int
			Window   time.Duration
		}
		Sources []struct {
			Name, Account, Budget string
			Settings              struct {
				PageSizes map[string]int `yaml:"page_sizes"`
			}
		}
	}
	require.NoError(t, yaml.Unmarshal([]byte(setup{upstream: "127.0.0.1:1", sources: 3, page: 50}.config()), &c))
	require.Len(t, c.Budgets, 3)
	require.Len(t, c.Sources, 3)
	require.Equal(t, sourceName, c.Sources[0].Name)
	names := map[string]bool{}
	for i, s := range c.Sources {
		names[s.Account] = true
		require.Equal(t, c.Budgets[i].Name, s.Budget)
		require.Equal(t, 50, s.Settings.PageSizes["contacts"])
		require.Greater(t, float64(c.Budgets[i].Requests)/c.Budgets[i].Window.Seconds(), 100.)
	}
	require.Len(t, names, 3)
}

// TestAddresses reads what a server prints when it starts.
func TestAddresses(t *testing.T) {
	grpc, web, err := addresses("gRPC on 127.0.0.1:1, JSON on http://127.0.0.1:2\n")
	require.NoError(t, err)
	require.Equal(t, "127.0.0.1:1", grpc)
	require.Equal(t, "http://127.0.0.1:2", web)
	_, _, err = addresses("crmstream: error: no such file\n")
	require.Error(t, err)
}

// TestLoopFigures reads what the Python loop reports.
func TestLoopFigures(t *testing.T) {
	f, err := loopFigures("100 0.25 1.5\n")
	require.NoError(t, err)
	require.Equal(t, figures{records: 100, client: 250 * time.Millisecond, took: 1500 * time.Millisecond}, f)
	require.InDelta(t, 0.0025, f.whole(), 1e-9)
	_, err = loopFigures("Traceback")
	require.Error(t, err)
}

// TestShortened leaves out the last custom fields of a row, and nothing else.
func TestShortened(t *testing.T) {
	const row = `{"id":"1","fields":{"21":{"value":"a"},"22":{"value":["b"]},"23":{"value":"c"}}}`
	for _, c := range []struct{ row, want string }{
		{row, `{"id":"1","fields":{"21":{"value":"a"},"22":{"value":["b"]}}}`},
		{`{"id":"1","fields":{}}`, `{"id":"1","fields":{}}`},
		{`{"id":"1","fields":[]}`, `{"id":"1","fields":[]}`},
	} {
		short, err := shortened([]byte(c.row), len(row)-1)
		require.NoError(t, err)
		require.JSONEq(t, c.want, string(short))
		require.Equal(t, c.want, string(short))
	}
}

// TestContacts checks the rows of contacts: their size, their creation and a single one by its id.
func TestContacts(t *testing.T) {
	a, err := newAccount(1_000)
	require.NoError(t, err)
	rows := a.templates[contactsPath]
	require.InDelta(t, 960, rows.rowBytes(), 50) // the size in the goals
	for _, c := range []struct {
		id, publish, want string
	}{{"1000000007", "1", "1000000007"}, {"1000000007", "0", ""}, {"1000001000", "1", ""}, {"999999999", "1", ""}} {
		var answer struct {
			Data struct {
				List []struct {
					ID      string `json:"id"`
					Created string `json:"create_date"`
				} `json:"list"`
			} `json:"data"`
		}
		body := ask(t, a, contactsPath, map[string]string{"params[byid]": c.id, "params[publish]": c.publish, "params[page]": "1", "params[limit]": "50"})
		require.NoError(t, json.Unmarshal(body, &answer), "%s", body)
		if c.want == "" {
			require.Empty(t, answer.Data.List)
			continue
		}
		require.Len(t, answer.Data.List, 1)
		require.Equal(t, c.want, answer.Data.List[0].ID)
		require.Equal(t, longAgo, answer.Data.List[0].Created)
	}
}

// TestProcessClock reads the CPU time of a process by its id.
func TestProcessClock(t *testing.T) {
	self, err := os.FindProcess(os.Getpid())
	require.NoError(t, err)
	p := &process{cmd: &exec.Cmd{Process: self}}
	want, err := ownCPU()
	require.NoError(t, err)
	got, err := p.cpu()
	require.NoError(t, err)
	require.GreaterOrEqual(t, got, want-20*time.Millisecond) // the two clocks of the kernel differ by some ticks
	rss, err := p.memory("VmRSS")
	require.NoError(t, err)
	peak, err := p.memory("VmHWM")
	require.NoError(t, err)
	require.Positive(t, rss)
	require.GreaterOrEqual(t, peak, rss-1<<20)
}

// TestStateFiles counts open files in the folder of a server, and no others.
func TestStateFiles(t *testing.T) {
	self, err := os.FindProcess(os.Getpid())
	require.NoError(t, err)
	p := &program{process: &process{cmd: &exec.Cmd{Process: self}}, dir: t.TempDir()}
	for _, c := range []struct {
		dir  string
		want int
	}{{t.TempDir(), 0}, {p.dir, 1}, {p.dir, 2}} {
		f, err := os.CreateTemp(c.dir, "open-")
		require.NoError(t, err)
		defer func() { _ = f.Close() }() // the folder goes anyway
		n, err := p.stateFiles()
		require.NoError(t, err)
		require.Equal(t, c.want, n)
	}
}

// TestWayMeasures leaves out what was asked for to warm up, and takes the median.
func TestWayMeasures(t *testing.T) {
	self, err := os.FindProcess(os.Getpid())
	require.NoError(t, err)
	var asked []string
	w := &way{asked: &process{cmd: &exec.Cmd{Process: self}}, ask: func(_ context.Context, id string) error {
		asked = append(asked, id)
		return nil
	}}
	require.NoError(t, w.turn(t.Context(), 0, 2, true))
	require.Empty(t, w.latencies)
	require.Zero(t, w.cpu)
	require.NoError(t, w.turn(t.Context(), 2, 3, false))
	require.Len(t, w.latencies, 3)
	require.Equal(t, []string{"1000000000", "1000000001", "1000000002", "1000000003", "1000000004"}, asked)
	w.latencies, w.cpu = []time.Duration{9, 1, 5}, 30
	require.Equal(t, looked{latency: 5, cpu: 10}, w.result())
	all := map[string]looked{direct: {latency: time.Millisecond, cpu: 4}, viaGRPC: {latency: 3 * time.Millisecond, cpu: 8}}
	require.InDelta(t, 2, added(viaGRPC)(all), 1e-9)
	require.InDelta(t, 2, cpuOf(viaGRPC, direct)(all), 1e-9)
}
