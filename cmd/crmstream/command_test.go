package main

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors/all"
)

// result is what a command line left behind.
type result struct {
	code           int
	stdout, stderr string
}

// command runs a command line to its end, away from any terminal and with an empty environment.
func command(t *testing.T, args ...string) result {
	t.Helper()
	return commandWith(t.Context(), nil, args...)
}

// commandWith is command with a context and an environment.
func commandWith(ctx context.Context, environment map[string]string, args ...string) result {
	var stdout, stderr bytes.Buffer
	code := run(ctx, newConsole(&stdout, &stderr, environment, args))
	return result{code, stdout.String(), stderr.String()}
}

func newConsole(stdout, stderr writer, environment map[string]string, args []string) *console {
	getenv := func(name string) (string, bool) {
		value, ok := environment[name]
		return value, ok
	}
	return &console{program: "crmstream", args: args, stdout: stdout, stderr: stderr, getenv: getenv}
}

type writer interface{ Write([]byte) (int, error) }

// running is a command line under way.
type running struct {
	stdout *watched
	stderr *watched
	stop   context.CancelFunc
	done   chan int
}

// start runs a command line until stop is called or the test ends.
func start(t *testing.T, environment map[string]string, args ...string) *running {
	t.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	r := &running{stdout: newWatched(), stderr: newWatched(), stop: stop, done: make(chan int, 1)}
	go func() {
		r.done <- run(ctx, newConsole(r.stdout, r.stderr, environment, args))
		r.stdout.end()
		r.stderr.end()
	}()
	t.Cleanup(func() {
		stop()
		r.done <- <-r.done
	})
	return r
}

// code stops the command line and returns its exit code.
func (r *running) code() int {
	r.stop()
	code := <-r.done
	r.done <- code
	return code
}

// waitFor returns the standard output as soon as it has the text.
func (r *running) waitFor(t *testing.T, text string) string {
	t.Helper()
	out := r.stdout.waitFor(text)
	require.Contains(t, out, text, "standard error: %s", r.stderr)
	return out
}

// watched is a buffer one can wait for.
type watched struct {
	mu    sync.Mutex
	cond  *sync.Cond
	text  strings.Builder
	ended bool
}

func newWatched() *watched {
	w := &watched{}
	w.cond = sync.NewCond(&w.mu)
	return w
}

func (w *watched) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer w.cond.Broadcast()
	return w.text.Write(p)
}

func (w *watched) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ended = true
	w.cond.Broadcast()
}

// waitFor waits until the text is there or the writer has ended.
func (w *watched) waitFor(text string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	for !w.ended && !strings.Contains(w.text.String(), text) {
		w.cond.Wait()
	}
	return w.text.String()
}

func (w *watched) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

func TestUsage(t *testing.T) {
	for name, test := range map[string]struct {
		args   []string
		code   int
		stdout string
		stderr string
	}{
		"help":             {[]string{"--help"}, 0, "config check", ""},
		"help of one":      {[]string{"list", "--help"}, 0, "--resume-token", ""},
		"version":          {[]string{"version"}, 0, "crmstream ", ""},
		"nothing":          {nil, exitUsage, "config check", ""},
		"unknown command":  {[]string{"lists"}, exitUsage, "", `did you mean "list"?`},
		"unknown flag":     {[]string{"list", "contacts", "--sorce=x"}, exitUsage, "", `did you mean "--source"?`},
		"no source":        {[]string{"list", "contacts"}, exitUsage, "", "--source"},
		"unknown list":     {[]string{"list", "contats", "--source=x"}, exitUsage, "", "did you mean contacts?"},
		"lists by service": {[]string{"list", "x", "--source=x"}, exitUsage, "", "\n  deals         dealLinks, dealTypes, deals\n"},
		"lists in help":    {[]string{"list", "--help"}, 0, "stockCategories, stockItems, stockTypes", ""},
		"look-ups in help": {[]string{"get", "--help"}, 0, "projectEvents, projects", ""},
		"writes in help":   {[]string{"update", "--help"}, 0, "stock         stockItems", ""},
		"codes in help":    {[]string{"create", "--help"}, 0, "7 perhaps written", ""},
		"no id":            {[]string{"get", "contacts", "--source=x"}, exitUsage, "", "<id>"},
		"unknown look-up":  {[]string{"get", "contcat", "1", "--source=x"}, exitUsage, "", "did you mean contacts?"},
		"look-up of lists": {[]string{"get", "groups", "1", "--source=x"}, exitUsage, "", `unknown look-up "groups"`},
		"look-up's filter": {[]string{"get", "visits", "1", "--source=x", "--filter=start=1"}, exitUsage, "", "use one of start_from, start_before"},
		"ids as filter":    {[]string{"get", "visits", "1", "--source=x", "--filter=id=1"}, exitUsage, "", "write the ids after visits"},
		"flag as filter":   {[]string{"get", "visits", "1", "--source=x", "--filter=include_raw=1"}, exitUsage, "", "use --include-raw"},
		"flag of others":   {[]string{"list", "groups", "--source=x", "--order=id"}, exitUsage, "", "--order is not for groups"},
		"unknown sandbox":  {[]string{"sandbox", "apr"}, exitUsage, "", "did you mean apro?"},
		"unknown filter":   {[]string{"list", "contacts", "--source=x", "--filter=owner=1"}, exitUsage, "", "did you mean owner_id?"},
		"no filters":       {[]string{"list", "tasks", "--source=x", "--filter=owner=1"}, exitUsage, "", "no filters of its own"},
		"filter of flag":   {[]string{"list", "contacts", "--source=x", "--filter=created_from=1"}, exitUsage, "", "use --created-from"},
		"filter without =": {[]string{"list", "contacts", "--source=x", "--filter=owner_id"}, exitUsage, "", "write KEY=VALUE"},
		"filter's value":   {[]string{"list", "contacts", "--source=x", "--filter=kind=robot"}, exitUsage, "", "use one of person, organization"},
		"filter twice":     {[]string{"list", "contacts", "--source=x", "--filter=owner_id=1", "--filter=owner_id=2"}, exitUsage, "", "give it once"},
		"missing config":   {[]string{"serve", "--config=testdata/none.yaml"}, exitFailed, "", "no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			got := command(t, test.args...)
			require.Equal(t, test.code, got.code, got.stderr)
			require.Contains(t, got.stdout, test.stdout)
			require.Contains(t, got.stderr, test.stderr)
		})
	}
}

// driverNames returns the names of all connectors.
func driverNames() []string {
	var names []string
	for _, driver := range all.Drivers() {
		names = append(names, driver.Name)
	}
	return names
}
