package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// adminCommands send requests to the admin listener of the server on this machine.
type adminCommands struct {
	Config  adminConfigCommand  `cmd:"" help:"Print the configuration that the server runs with, without secrets."`
	Reload  adminReloadCommand  `cmd:"" help:"Make the server read changed files now. Prints what has changed, or each mistake."`
	Drain   adminDrainCommand   `cmd:"" help:"Make load balancers send calls elsewhere. The server still serves calls until it stops."`
	Callers adminCallersCommand `cmd:"" help:"Print the callers, with the ids of their keys and the last use of each key."`
	Metrics adminMetricsCommand `cmd:"" help:"Print the metrics."`
}

// adminFlags state where the server's admin listener is.
type adminFlags struct {
	Socket string `placeholder:"PATH" help:"Socket of the server (default: admin.sock in its state directory)."`
	Config string `default:"crmstream.yaml" placeholder:"FILE" help:"Configuration of the server, which names its state directory or its admin address."`
}

type (
	adminConfigCommand  struct{ adminFlags }
	adminReloadCommand  struct{ adminFlags }
	adminDrainCommand   struct{ adminFlags }
	adminCallersCommand struct{ adminFlags }
	adminMetricsCommand struct{ adminFlags }
)

// Run prints the configuration.
func (c adminConfigCommand) Run(ctx context.Context, con *console) error {
	return c.print(ctx, con, http.MethodGet, "/config")
}

// Run makes the server reload.
func (c adminReloadCommand) Run(ctx context.Context, con *console) error {
	return c.print(ctx, con, http.MethodPost, "/reload")
}

// Run makes the server drain.
func (c adminDrainCommand) Run(ctx context.Context, con *console) error {
	return c.print(ctx, con, http.MethodPost, "/drain")
}

// Run prints the callers.
func (c adminCallersCommand) Run(ctx context.Context, con *console) error {
	return c.print(ctx, con, http.MethodGet, "/callers")
}

// Run prints the metrics.
func (c adminMetricsCommand) Run(ctx context.Context, con *console) error {
	return c.print(ctx, con, http.MethodGet, "/metrics")
}

// print sends a request and prints the answer.
func (f adminFlags) print(ctx context.Context, con *console, method, path string) error {
	text, err := f.ask(ctx, method, path)
	if err != nil {
		return err
	}
	return con.print("%s", text)
}

// adminWithin is the time that an answer may take.
const adminWithin = time.Minute

// ask returns the answer to a request, or an error if the server refuses it.
func (f adminFlags) ask(ctx context.Context, method, path string) ([]byte, error) {
	network, address, err := f.address()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, adminWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, "http://localhost"+path, http.NoBody)
	if err != nil {
		return nil, err
	}
	request.Header.Set(adminHeader, "1")
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
	answer, err := (&http.Client{Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true}}).Do(request)
	if err != nil {
		return nil, fmt.Errorf("no server answers at %s: %w", address, errors.Unwrap(err))
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, errors.New(strings.TrimSpace(string(text)))
	}
	return text, nil
}

// address returns the network and address of the server's admin listener.
func (f adminFlags) address() (network, address string, err error) {
	if f.Socket != "" {
		return "unix", f.Socket, nil
	}
	cfg, err := readPlain(f.Config)
	if errors.Is(err, os.ErrNotExist) {
		return "", "", fmt.Errorf("there is no file %s: name the server's configuration with --config, or its socket with --socket", f.Config)
	}
	if err != nil {
		return "", "", err
	}
	switch cfg.Listen.Admin {
	case adminOff:
		return "", "", fmt.Errorf("%s has listen.admin: off, so that the server is not administered", f.Config)
	case "":
		return "unix", filepath.Join(cfg.StateDir, adminSocket), nil
	default:
		return "tcp", cfg.Listen.Admin, nil
	}
}

// readPlain reads a configuration without resolving its secrets, for commands that need its addresses and folders alone. The state
// directory of the result is a path from here.
func readPlain(path string) (config, error) {
	file, err := os.Open(path)
	if err != nil {
		return config{}, err
	}
	defer func() { _ = file.Close() }()
	cfg, doc := defaultConfig(), newDocument(path)
	if !doc.parse(file, &cfg) {
		return config{}, doc.err()
	}
	if !filepath.IsAbs(cfg.StateDir) {
		cfg.StateDir = filepath.Join(filepath.Dir(path), cfg.StateDir)
	}
	return cfg, nil
}

// lastUses returns when keys were last used, by their ids. It is empty if no server answers.
func (f adminFlags) lastUses(ctx context.Context) map[string]time.Time {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	text, err := f.ask(ctx, http.MethodGet, "/callers")
	var callers []shownCaller
	if err != nil || json.Unmarshal(text, &callers) != nil {
		return nil
	}
	uses := map[string]time.Time{}
	for _, c := range callers {
		for _, k := range c.Keys {
			uses[k.ID] = k.LastUse
		}
	}
	return uses
}
