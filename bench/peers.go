package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// peerFiles are the Python peers and what they need.
//
//go:embed peers/loop.py peers/requirements.txt
var peerFiles embed.FS

// python is a virtual environment with the peers.
type python struct{ dir string }

// newPython makes a virtual environment in a folder. What the peers need comes from the registry that pip is configured for.
func newPython(ctx context.Context, dir string) (*python, error) {
	p := &python{dir: dir}
	for _, name := range []string{"loop.py", "requirements.txt"} {
		text, err := peerFiles.ReadFile("peers/" + name)
		if err != nil {
			return nil, err
		}
		if err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(filepath.Join(dir, name), text, 0o600)); err != nil {
			return nil, err
		}
	}
	for _, words := range [][]string{
		{"python3", "-m", "venv", filepath.Join(dir, "venv")},
		{p.interpreter(), "-m", "pip", "install", "--quiet", "--no-deps", "--requirement", filepath.Join(dir, "requirements.txt")},
	} {
		if out, err := exec.CommandContext(ctx, words[0], words[1:]...).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%s: %w: %.200s", strings.Join(words[:3], " "), err, out)
		}
	}
	return p, nil
}

// pythonPeers returns the names of the Python peers. If they cannot be had, it says why and returns none.
func (b *bench) pythonPeers(ctx context.Context) []string {
	if b.python == nil {
		p, err := newPython(ctx, filepath.Join(b.dir, "python"))
		if err != nil {
			note("no Python peers", "%v", err)
			return nil
		}
		b.python = p
	}
	return []string{peerJSON, peerORJSON}
}

func (p *python) interpreter() string { return filepath.Join(p.dir, "venv", "bin", "python") }

// loop reads the contacts of an account with the loop of a peer. It writes them as lines of JSON to a file, or counts them if that is nil.
func (p *python) loop(ctx context.Context, peer, address string, page int, out *os.File) (f figures, err error) {
	library, end := map[string]string{peerJSON: "json", peerORJSON: "orjson"}[peer], "count"
	if out != nil {
		end = "lines"
	}
	cmd := exec.CommandContext(ctx, p.interpreter(), filepath.Join(p.dir, "loop.py"),
		library, end, "http://"+address+contactsPath, apiKey, strconv.Itoa(page))
	var report bytes.Buffer
	cmd.Stderr = &report
	if out != nil {
		cmd.Stdout = out
	}
	if err := cmd.Run(); err != nil {
		return f, fmt.Errorf("loop.py %s: %w: %s", library, err, report.String())
	}
	return loopFigures(report.String())
}

// cloudQueryLoop reads the contacts of an account with a source that is made with the SDK of CloudQuery, and counts them.
func (b *bench) cloudQueryLoop(ctx context.Context, address string, page int) (f figures, err error) {
	path := filepath.Join(b.dir, "cloudquery")
	if _, err := os.Stat(path); err != nil {
		root, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}").Output()
		if err != nil {
			return f, err
		}
		dir := filepath.Join(strings.TrimSpace(string(root)), "bench", "peers", "cloudquery") // a module of its own
		if out, err := exec.CommandContext(ctx, "go", "build", "-C", dir, "-o", path, ".").CombinedOutput(); err != nil {
			return f, fmt.Errorf("%s: %w: %s", dir, err, out)
		}
	}
	out, err := exec.CommandContext(ctx, path, "http://"+address+contactsPath, apiKey, strconv.Itoa(page)).Output()
	if err != nil {
		return f, fmt.Errorf("%s: %w", path, err)
	}
	return loopFigures(string(out))
}

// loopFigures reads what a peer reports: records, seconds of CPU, seconds.
func loopFigures(report string) (f figures, err error) {
	var cpu, took float64
	if _, err := fmt.Sscan(report, &f.records, &cpu, &took); err != nil {
		return f, fmt.Errorf("a peer reported %q: %w", report, err)
	}
	f.client, f.took = time.Duration(cpu*float64(time.Second)), time.Duration(took*float64(time.Second))
	return f, nil
}
