//go:build unix

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// rotating is an upstream in front of a sandbox of administrate, of which the password changes. The one before is accepted too.
type rotating struct {
	url            string
	now, before    atomic.Pointer[string]
	rejected, seen atomic.Int64
	lastUsed       atomic.Pointer[string]
}

// startRotating starts one, with the password "password-one".
func startRotating(t *testing.T, rows int) *rotating {
	t.Helper()
	sandbox := startGated(t, "administrate", fmt.Sprintf(`{"rows": %d}`, rows))
	target, err := url.Parse(sandbox.url)
	require.NoError(t, err)
	r := &rotating{}
	r.lastUsed.Store(new(string))
	r.rotate("password-one")
	r.rotate("password-one")
	proxy := httputil.NewSingleHostReverseProxy(target)
	served := http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		login, password, _ := req.BasicAuth()
		r.seen.Add(1)
		if password != *r.now.Load() && password != *r.before.Load() {
			r.rejected.Add(1)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		r.lastUsed.Store(&password)
		req.SetBasicAuth(login, "sandbox-password")
		proxy.ServeHTTP(w, req)
	})
	server := httptest.NewServer(served)
	t.Cleanup(server.Close)
	r.url = server.URL
	return r
}

// rotate accepts another password, and that before.
func (r *rotating) rotate(password string) {
	r.before.Store(r.now.Load())
	r.now.Store(&password)
}

// reloadable is a configuration in a folder, and a server of it.
type reloadable struct {
	*running
	dir string
	up  *rotating
}

// source returns a source of the configuration.
func (r *reloadable) source(name, more string) string {
	return fmt.Sprintf("  - {name: %s, connector: administrate, time_zone: UTC, account: %s, max_staleness: 0s, parallel_reads: 1, %s"+
		"settings: {base_url: %q, login: sandbox@example.com, password: \"file:password\"}}\n", name, name, more, r.up.url)
}

// write writes a file of the folder, as programs do that replace files.
func (r *reloadable) write(t *testing.T, name, content string) {
	t.Helper()
	path := filepath.Join(r.dir, name)
	require.NoError(t, os.WriteFile(path+".new", []byte(content), 0o600))
	require.NoError(t, os.Rename(path+".new", path))
}

// configure writes the configuration, with these sources.
func (r *reloadable) configure(t *testing.T, more string, sources ...string) {
	t.Helper()
	r.write(t, "crmstream.yaml", "listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\n"+more+"sources:\n"+strings.Join(sources, ""))
}

// startReloadable starts a server with the source "main".
func startReloadable(t *testing.T, rows int) *reloadable {
	t.Helper()
	r := &reloadable{dir: t.TempDir(), up: startRotating(t, rows)}
	r.write(t, "password", "password-one\n")
	r.configure(t, "", r.source("main", ""))
	r.running = start(t, nil, "serve", "--config", filepath.Join(r.dir, "crmstream.yaml"))
	return r
}

// addresses returns those of gRPC and JSON.
func (r *reloadable) addresses(t *testing.T) (grpc, json string) {
	t.Helper()
	found := regexp.MustCompile(`gRPC on (\S+), JSON on (\S+)`).FindStringSubmatch(r.waitFor(t, "JSON on http://"))
	require.NotNil(t, found)
	return found[1], found[2]
}

// hangUp has the server look for changes now.
func (r *reloadable) hangUp(t *testing.T) {
	t.Helper()
	require.NoError(t, syscall.Kill(os.Getpid(), syscall.SIGHUP))
}

// said waits until the log has a text.
func (r *reloadable) said(t *testing.T, text string) {
	t.Helper()
	require.Eventually(t, func() bool { return strings.Contains(r.stderr.String(), text) }, 30*time.Second, 20*time.Millisecond, "%s", text)
}

// TestReload changes a configuration under a server and looks at what is served. The first change is found without a signal.
func TestReload(t *testing.T) {
	r := startReloadable(t, 300)
	grpc, json := r.addresses(t)
	sources := func() string {
		_, body := get(t, json+"/v1/sources")
		return strings.Join(regexp.MustCompile(`"name": ?"([a-z]+)", ?"connector`).FindAllString(body, -1), " ")
	}
	require.Contains(t, sources(), `"main"`)

	r.configure(t, "", r.source("main", ""), r.source("more", ""))
	r.said(t, "added=[more]")
	require.Contains(t, sources(), `"more"`)
	require.Zero(t, command(t, "list", "tasks", "--source", "more", "--addr", grpc, "--limit", "1").code)

	r.configure(t, "state_dir: elsewhere\n", r.source("main", "time_zone: Nowhere, "), strings.Replace(r.source("more", ""), "more", "More", 1))
	r.hangUp(t)
	for _, mistake := range []string{
		"crmstream.yaml:2: state_dir: cannot change while the server runs", "crmstream.yaml:4: sources[0].time_zone", "crmstream.yaml:5: sources[1].name",
	} {
		r.said(t, mistake)
	}
	require.Contains(t, sources(), `"more"`, "a mistake changes nothing")
	_, metrics := get(t, json+"/metrics")
	require.Contains(t, metrics, `crmstream_reload_failed{what="config"} 1`)

	r.configure(t, "", r.source("main", ""))
	r.hangUp(t)
	r.said(t, "removed=[more]")
	require.NotContains(t, sources(), `"more"`)
	_, metrics = get(t, json+"/metrics")
	require.Contains(t, metrics, `crmstream_reload_failed{what="config"} 0`)
	got := command(t, "list", "tasks", "--source", "more", "--addr", grpc)
	require.Contains(t, got.stderr, `no source "more" is configured`)

	r.up.rotate("password-two")
	r.write(t, "password", "password-two\n")
	r.hangUp(t)
	r.said(t, "replaced=[main]")
	require.Zero(t, command(t, "list", "tasks", "--source", "main", "--addr", grpc, "--limit", "1").code)
	require.Equal(t, "password-two", *r.up.lastUsed.Load())

	require.NoError(t, os.Remove(filepath.Join(r.dir, "password")))
	r.hangUp(t)
	r.said(t, "password cannot be read: no such file")
	require.Zero(t, command(t, "list", "tasks", "--source", "main", "--addr", grpc, "--limit", "1").code)
	require.Zero(t, r.up.rejected.Load())
	for _, secret := range []string{"password-one", "password-two"} {
		require.NotContains(t, r.stderr.String(), secret)
	}
}

// TestReloadsCutNothing changes secrets, sources, budgets and mistakes under many lists. None is cut, and none lacks a record.
func TestReloadsCutNothing(t *testing.T) {
	streams, reloads := 200, 100
	if testing.Short() {
		streams, reloads = 30, 20
	}
	const rows = 500
	r := startReloadable(t, rows)
	grpc, _ := r.addresses(t)
	conn := dial(t, grpc)
	var done atomic.Bool
	var whole, cut atomic.Int64
	var all sync.WaitGroup
	for range streams {
		all.Go(func() {
			for !done.Load() {
				list, err := openReader(t.Context(), conn, "tasks", "source=main")
				for err == nil && t.Context().Err() == nil {
					if err = list.read(); err == nil {
						time.Sleep(100 * time.Millisecond)
					}
				}
				if assert.ErrorContains(t, err, "EOF") && assert.Len(t, set(list.ids), rows) {
					whole.Add(1)
				} else {
					cut.Add(1)
				}
			}
		})
	}
	defer all.Wait()
	defer done.Store(true)
	for i := range reloads {
		budget, more := "", ""
		if i%4 > 1 { // budgets come, change, get other names and go
			more = fmt.Sprintf("budgets: [{name: b%d, requests: %d, window: 1m}]\n", i%8/4, 100_000+i)
			budget = fmt.Sprintf("budget: b%d, ", i%8/4)
		}
		sources := []string{r.source("main", budget)}
		if i%2 == 0 {
			sources = append(sources, r.source("other", ""))
		}
		if i%5 == 4 {
			r.configure(t, "budgets: [{name: x}]\n", sources...)
			time.Sleep(20 * time.Millisecond)
		}
		password := fmt.Sprint("password", i)
		r.up.rotate(password)
		r.write(t, "password", password)
		r.configure(t, more, sources...)
		r.hangUp(t)
		require.Eventually(t, func() bool { return *r.up.lastUsed.Load() == password }, 20*time.Second, 5*time.Millisecond,
			"reload %d: %s", i, lastLines(r.stderr.String(), "what=config"))
	}
	check.AtMost(t, "reloads_streams_cut", float64(cut.Load()), 0)
	check.Tell("reloads_requests_rejected", float64(r.up.rejected.Load()))
	check.Tell("reloads_streams_whole", float64(whole.Load()))
	require.GreaterOrEqual(t, whole.Load(), int64(streams))
}

// lastLines returns the last lines of a log that have a text.
func lastLines(log, text string) string {
	var found []string
	for line := range strings.Lines(log) {
		if strings.Contains(line, text) {
			found = append(found, line)
		}
	}
	return strings.Join(found[max(0, len(found)-6):], "")
}

// TestWritesAreReloaded allows writes in a server that runs, and takes them away again.
func TestWritesAreReloaded(t *testing.T) {
	r := startReloadable(t, 50)
	address, _ := r.addresses(t)
	create := func() result {
		return command(t, "create", "tasks", "--source=main", "--addr="+address, "-d",
			`{"status":"Not Started","ownerId":"1","accountId":"1","typeId":"1","subject":"Call back"}`)
	}
	reloaded := 0
	configure := func(more string) {
		r.configure(t, "", r.source("main", more))
		reloaded++
		r.hangUp(t)
		require.Eventually(t, func() bool { return strings.Count(r.stderr.String(), "replaced=[main]") == reloaded }, 10*time.Second, 10*time.Millisecond)
	}
	got := create()
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "FailedPrecondition: ")
	configure("writes: [tasks], ")
	got = create()
	require.Zero(t, got.code, got.stderr)
	require.Contains(t, got.stdout, `"subject":"Call back"`)
	configure("writes: {tasks: [update]}, ")
	require.Contains(t, create().stderr, "FailedPrecondition: ")
}
