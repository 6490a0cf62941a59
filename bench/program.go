package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	// programPackage is the program that users run.
	programPackage = "github.com/crmstream/crmstream/cmd/crmstream"
	// now and before are the names of the program of this commit, and of the one that -before names.
	now    = "now"
	before = "before"
)

// programs returns the names of the programs that are compared, the one of -before first, so that both take turns.
func (b *bench) programs() []string {
	if b.before == "" {
		return []string{now}
	}
	return []string{before, now}
}

// binary returns the path of a program. The program of this commit is built by the first call.
func (b *bench) binary(ctx context.Context, name string) (string, error) {
	if name == before {
		return b.before, nil
	}
	path := filepath.Join(b.dir, "crmstream")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	out, err := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", path, programPackage).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w: %s", err, out)
	}
	return path, nil
}

// program is crmstream as users run it: crmstream serve with a configuration. The address of the process is that of gRPC.
type program struct {
	*process
	path  string        // of the binary
	dir   string        // of the configuration and the state
	web   string        // address of the JSON API, with http://
	ready time.Duration // from the start until the server took calls
}

// setup is what a server is configured with.
type setup struct {
	upstream string // address of the account
	sources  int    // sources of the account, each with a budget of its own
	page     int    // largest page of contacts
}

// sourceAt returns the name of a source.
func sourceAt(i int) string {
	if i == 0 {
		return sourceName
	}
	return fmt.Sprintf("%s%d", sourceName, i)
}

// apiKeyVariable is the variable of the environment that has the key of the account.
const apiKeyVariable = "CRMSTREAM_BENCH_API_KEY"

// config returns the text of a configuration. The ledgers of its budgets lie on the disk, and no budget makes anything wait.
func (s setup) config() string {
	var text, sources strings.Builder
	text.WriteString("listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\", admin: \"off\"}\nstate_dir: state\nlog: {level: error}\nbudgets:\n")
	sources.WriteString("sources:\n")
	for i := range s.sources {
		name := sourceAt(i)
		fmt.Fprintf(&text, "  - {name: %s, requests: 1000000, window: 1h}\n", name)
		fmt.Fprintf(&sources, "  - {name: %s, connector: apro, account: %s, time_zone: UTC, budget: %s, settings: {base_urls: [\"http://%s\"], "+
			"api_key: \"${%s}\", page_sizes: {contacts: %d}}}\n", name, name, name, s.upstream, apiKeyVariable, s.page)
	}
	return text.String() + sources.String()
}

// serve runs a program with a configuration in a new folder.
func (b *bench) serve(ctx context.Context, name string, s setup) (*program, error) {
	dir, err := os.MkdirTemp(b.dir, "served-")
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, "crmstream.yaml"), []byte(s.config()), 0o600); err != nil {
		return nil, err
	}
	return b.serveIn(ctx, name, dir)
}

// serveIn runs a program with the configuration in a folder, and waits until the server takes calls.
func (b *bench) serveIn(ctx context.Context, name, dir string) (*program, error) {
	path, err := b.binary(ctx, name)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, path, "serve", "--config", filepath.Join(dir, "crmstream.yaml"))
	cmd.Env = append(os.Environ(), apiKeyVariable+"="+apiKey)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &program{process: &process{cmd: cmd}, path: path, dir: dir}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err == nil {
		p.address, p.web, err = addresses(line)
	}
	if err == nil {
		err = p.awaitReady(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("%s did not start: %w", path, errors.Join(err, p.stop()))
	}
	p.ready = time.Since(began)
	return p, nil
}

// addresses reads the first line that a server prints.
func addresses(line string) (grpc, web string, err error) {
	grpc, web, ok := strings.Cut(strings.TrimSpace(line), ", JSON on ")
	grpc, isGRPC := strings.CutPrefix(grpc, "gRPC on ")
	if !ok || !isGRPC {
		return "", "", fmt.Errorf("the server printed %q", line)
	}
	return grpc, web, nil
}

// awaitReady returns when /readyz says that the server takes calls.
func (p *program) awaitReady(ctx context.Context) error {
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.web+"/readyz", nil)
		if err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		if err := resp.Body.Close(); err != nil || resp.StatusCode == http.StatusOK {
			return err
		}
		time.Sleep(time.Millisecond)
	}
}

// stop ends the server as an operator does.
func (p *program) stop() error {
	return errors.Join(p.cmd.Process.Signal(syscall.SIGTERM), p.cmd.Wait())
}

// serving starts an account with so many rows and a server of it, and stops both after use returns. The state of the server is removed.
func (b *bench) serving(ctx context.Context, name string, rows int, s setup, use func(up *process, p *program) error) (err error) {
	up, err := b.start(ctx, "upstream", fmt.Sprint(rows))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, up.stop()) }()
	s.upstream = up.address
	p, err := b.serve(ctx, name, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.stop(), os.RemoveAll(p.dir)) }()
	return use(up, p)
}
