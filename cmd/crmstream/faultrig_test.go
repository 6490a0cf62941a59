package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	sandboxall "github.com/crmstream/crmstream/sandbox/all"
)

// wrongKey is no upstream's credential.
const wrongKey = "wrong-key-0000000000000000000000"

// faultRows is how many records each list has: more than an upstream's page, and no more than a document of ours.
const faultRows = 900

// faultRun is a list of an upstream that meets a fault, or none.
type faultRun struct {
	source   string
	upstream upstreamUnderFault
	fault    faultCase
	passes   bool
	sandbox  sandboxall.Handler // nil where none is asked
}

// want returns the outcome that the run is to have.
func (r faultRun) want() string {
	if r.fault.name == "" {
		return whole
	}
	return r.fault.reason(r.upstream.name, r.passes)
}

// outcome is what came of a run.
type outcome struct {
	code            int
	reason, message string // of the error, or whole and ""
	metadata        map[string]string
	ids             []string
	took            time.Duration
	err             error // of the test's own client
}

// faultRig is the binary with a source for each run.
type faultRig struct {
	runs    []faultRun
	address string // of the JSON API
	log     string // the file with the server's log
}

// startFaultRig starts a sandbox for each run, and the binary.
func startFaultRig(t *testing.T, cases []faultCase) faultRig {
	t.Helper()
	dir := t.TempDir()
	rig := faultRig{log: filepath.Join(dir, "log")}
	config := "listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nlog: {level: debug}\nsources:\n"
	add := func(run faultRun) {
		base := run.fault.base
		if base == "" {
			base, run.sandbox = startFaulty(t, run)
		}
		settings := fmt.Sprintf(run.upstream.settings, base)
		if run.fault.wrong {
			settings = regexp.MustCompile(`\$\{[A-Z]+\}`).ReplaceAllString(settings, "$${WRONG}")
		}
		config += fmt.Sprintf("  - {name: %s, connector: %s, time_zone: UTC, settings: %s}\n", run.source, run.upstream.connector, settings)
		rig.runs = append(rig.runs, run)
	}
	for _, u := range upstreamsUnderFault {
		add(faultRun{source: u.name, upstream: u})
		for _, c := range cases {
			add(faultRun{source: u.name + "-" + c.name, upstream: u, fault: c})
			if c.passing != "" {
				add(faultRun{source: u.name + "-" + c.name + "-once", upstream: u, fault: c, passes: true})
			}
		}
	}
	path := filepath.Join(dir, "crmstream.yaml")
	require.NoError(t, os.WriteFile(path, []byte(config), 0o600))
	rig.address = serveConfig(t, buildBinary(t), path, rig.log).web
	return rig
}

// serveConfig runs the binary until the test ends.
func serveConfig(t *testing.T, binary, config, logFile string) process {
	t.Helper()
	stderr, err := os.Create(logFile)
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), binary, "serve", "--config", config)
	cmd.Env = append(os.Environ(), "ADMINISTRATE=sandbox-password", "GRAPH=sandbox-client-secret", "APRO=sandbox-apro-key-000000000000000", "SMS="+smsKey,
		"PROXIMA=sandbox-proxima-password", "SOLOS=sandbox-token", "SOLOS_SECRET=sandbox-secret", "WRONG="+wrongKey, "NO_PROXY=*")
	cmd.Stderr = stderr
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // reports the kill
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err, "the server did not start")
	found := regexp.MustCompile(`gRPC on (\S+), JSON on (\S+)`).FindStringSubmatch(line)
	require.Len(t, found, 3, line)
	return process{cmd: cmd, grpc: found[1], web: found[2]}
}

// startFaulty starts the sandbox of a run, which fails at its second list request, from it on, or never.
func startFaulty(t *testing.T, run faultRun) (address string, sandbox sandboxall.Handler) {
	t.Helper()
	settings := map[string]any{"rows": faultRows}
	maps.Copy(settings, run.upstream.sandbox)
	if run.fault.fault != nil {
		f := map[string]any{"op": run.upstream.op, "at": 2, "times": -1}
		if run.passes {
			f["times"] = 1
		}
		maps.Copy(f, run.fault.fault)
		settings["faults"] = []any{f}
	}
	text, err := json.Marshal(settings)
	require.NoError(t, err)
	for _, s := range sandboxall.Sandboxes() {
		if s.Name == run.upstream.connector {
			instance, err := s.Start(sandboxall.Options{Settings: string(text), Roomy: true})
			require.NoError(t, err)
			server := httptest.NewUnstartedServer(instance.Handler)
			server.Config.ErrorLog = log.New(io.Discard, "", 0) // what spoils answers breaks HTTP's rules
			server.Start()
			t.Cleanup(server.Close)
			return server.URL, instance.Handler
		}
	}
	require.Fail(t, "no sandbox "+run.upstream.connector)
	return "", nil
}

// closedAddress is the URL of a port that nothing listens at: that of tcpmux, which nobody runs. A free port could be given
// to another listener meanwhile.
const closedAddress = "http://127.0.0.1:1"

// ask asks for the list of a run as one document. It may be called by any goroutine.
func (r faultRig) ask(t *testing.T, run faultRun) (o outcome) {
	started := time.Now()
	defer func() { o.took = time.Since(started) }()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	url := r.address + "/v1/sources/" + run.source + "/" + run.upstream.list + "?pageSize=1000"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return outcome{err: err}
	}
	req.Header.Set("Grpc-Timeout", strconv.Itoa(int(run.fault.deadline().Seconds()))+"S")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return outcome{err: err}
	}
	defer func() { _ = resp.Body.Close() }() // it is read to the end
	var members map[string]json.RawMessage
	if err := json.NewDecoder(resp.Body).Decode(&members); err != nil {
		return outcome{err: err}
	}
	return readOutcome(resp.StatusCode, members, run.upstream.list)
}

// readOutcome reads a document: an error, or a list with its end.
func readOutcome(code int, members map[string]json.RawMessage, list string) outcome {
	o := outcome{code: code}
	var failure struct {
		Message string
		Details []struct {
			Reason   string
			Metadata map[string]string
		}
	}
	if text, failed := members["error"]; failed {
		o.err = json.Unmarshal(text, &failure)
		o.message = failure.Message
		if len(failure.Details) > 0 {
			o.reason, o.metadata = failure.Details[0].Reason, failure.Details[0].Metadata
		}
		return o
	}
	var records []struct{ ID string }
	var summary struct{ End string }
	if o.err = json.Unmarshal(members[list], &records); o.err == nil {
		o.err = json.Unmarshal(members["summary"], &summary)
	}
	if summary.End == "END_REASON_END_OF_LIST" {
		o.reason = whole
	}
	for _, record := range records {
		o.ids = append(o.ids, record.ID)
	}
	return o
}

// heap returns how many bytes of memory the server's heap has had at most.
func (r faultRig) heap(t *testing.T) float64 {
	t.Helper()
	code, metrics := get(t, r.address+"/metrics")
	require.Equal(t, http.StatusOK, code)
	for line := range strings.Lines(metrics) {
		if text, found := strings.CutPrefix(line, "go_memstats_heap_sys_bytes "); found {
			bytes, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
			require.NoError(t, err)
			return bytes
		}
	}
	require.Fail(t, "the server does not tell of its heap")
	return 0
}
