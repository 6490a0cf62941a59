package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/crmstream/crmstream/server"
)

// list is one list that is read.
type list struct {
	resource, sandbox string
	operation         string // operation of the sandbox that fetches a page
	// perKill is the number of requests that a kill may cost: one for a page, one for each page that is fetched ahead, and
	// those by which a restarted server reads what it needs.
	perKill int
}

// highestID is the request by which a server reads the highest id of tasks.
const highestID = 1

func lists() []list {
	return []list{
		{resource: "contacts", sandbox: "apro", operation: "purchaser/filter", perKill: 1},
		{resource: "tasks", sandbox: "administrate", operation: "list", perKill: 1 + server.DefaultParallelReads + highestID},
	}
}

// sandbox is one of the sandboxes that are started.
type sandbox struct {
	name     string
	settings string // over the defaults, see doc.go
	last     string // first word of the last line that it announces
}

func sandboxes() []sandbox {
	return []sandbox{{name: "apro", settings: "bulk_rows: 0", last: "api_key"}, {name: "administrate", last: "username"}}
}

// configuration is the server's configuration: its addresses and state directory, the sandboxes' addresses and credentials.
const configuration = `
listen: {grpc: %q, http: %q}
state_dir: %q
log: {level: warn}
budgets: [{name: ample, requests: 100000000, window: 1h, concurrency: 0, reserve: 0}]
sources:
  - name: apro
    connector: apro
    time_zone: Europe/London
    budget: ample
    settings: {base_urls: [%q], api_key: "${KILL_APRO_API_KEY}", page_sizes: {contacts: 50}}
  - name: administrate
    connector: administrate
    time_zone: Europe/London
    settings: {base_url: %q, login: %q, password: "${KILL_ADMINISTRATE_PASSWORD}", page_size: 100}
`

// rig is the running sandboxes and the server that reads from them.
type rig struct {
	builder
	address   string             // of the server
	sandboxes map[string]process // by name
	server    process
	config    string   // file of the server's configuration
	secrets   []string // of the server's environment
}

// startRig starts the sandboxes and the server.
func startRig(ctx context.Context, b builder, o options) (_ *rig, err error) {
	r := &rig{builder: b, sandboxes: map[string]process{}, config: filepath.Join(b.dir, "crmstream.yaml")}
	defer func() {
		if err != nil {
			r.stop()
		}
	}()
	for _, s := range sandboxes() {
		settings := filepath.Join(b.dir, s.name+".yaml")
		if err := os.WriteFile(settings, []byte(s.settings), 0o600); err != nil {
			return nil, err
		}
		line := []string{
			b.binary(), "sandbox", s.name, "--listen=127.0.0.1:0", "--no-documented-limits", "--settings=" + settings,
			fmt.Sprintf("--rows=%d", o.records), "--latency=" + o.latency.String(),
		}
		if r.sandboxes[s.name], err = start(b.command(ctx, line), s.last); err != nil {
			return nil, err
		}
	}
	if r.address, err = freeAddress(); err != nil {
		return nil, err
	}
	web, err := freeAddress()
	if err != nil {
		return nil, err
	}
	apro, administrate := r.sandboxes["apro"].said, r.sandboxes["administrate"].said
	r.secrets = []string{"KILL_APRO_API_KEY=" + apro["api_key"], "KILL_ADMINISTRATE_PASSWORD=" + administrate["password"]}
	config := fmt.Sprintf(configuration, r.address, web, filepath.Join(b.dir, "state"),
		apro["address"], administrate["address"], administrate["username"])
	if err := os.WriteFile(r.config, []byte(config), 0o600); err != nil {
		return nil, err
	}
	return r, r.startServer(ctx)
}

// startServer starts the server and returns when it takes calls.
func (r *rig) startServer(ctx context.Context) (err error) {
	cmd := r.command(ctx, []string{r.binary(), "serve", "--config=" + r.config})
	cmd.Env = append(os.Environ(), r.secrets...)
	r.server, err = start(cmd, "gRPC")
	return err
}

func (r *rig) stop() {
	r.server.kill()
	for _, p := range r.sandboxes {
		p.kill()
	}
}

// pages returns the number of requests for pages of a list that its sandbox has served.
func (r *rig) pages(ctx context.Context, l list) (n int, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.sandboxes[l.sandbox].said["requests"], nil)
	if err != nil {
		return 0, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, answer.Body.Close()) }()
	var counts map[string]int
	err = json.NewDecoder(answer.Body).Decode(&counts)
	return counts[l.operation], err
}

// freeAddress returns an unused address. The server needs a fixed address, to come back at the same one.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// process is a running process.
type process struct {
	cmd *exec.Cmd
	// said has the lines that the process has announced: the rest of each line by its first word.
	said map[string]string
}

// start starts a command and reads what it announces, up to the line that begins with the word last.
func start(cmd *exec.Cmd, last string) (process, error) {
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return process{}, err
	}
	if err := cmd.Start(); err != nil {
		return process{}, err
	}
	p := process{cmd: cmd, said: map[string]string{}}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		word, rest, _ := strings.Cut(strings.TrimSpace(lines.Text()), " ")
		p.said[word] = strings.TrimSpace(rest)
		if word == last {
			go func() { _, _ = io.Copy(io.Discard, out) }() // ends with the process
			return p, nil
		}
	}
	p.kill()
	return process{}, fmt.Errorf("%s did not start", strings.Join(cmd.Args, " "))
}

// kill ends the process as kill -9 does, and returns once it is gone.
func (p process) kill() {
	if p.cmd != nil {
		_ = p.cmd.Process.Kill() // may have ended by itself
		_ = p.cmd.Wait()         // returns the error of the kill
	}
}
