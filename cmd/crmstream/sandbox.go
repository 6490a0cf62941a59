package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/crmstream/crmstream/internal/spelling"
	"github.com/crmstream/crmstream/sandbox/all"
)

// dataFlags choose the data of sandboxes.
type dataFlags struct {
	Rows *int64  `placeholder:"N" help:"Rows per list (default: some thousands)."`
	Seed *uint64 `placeholder:"N" help:"Chooses the data: the same seed and rows give the same data."`
}

// sandboxCommand runs emulators without a crmstream server.
type sandboxCommand struct {
	dataFlags
	Name             string        `arg:"" optional:"" default:"all" help:"administrate, apro, proxima, solos or all."`
	Listen           string        `default:"127.0.0.1:7070" help:"Address of the first sandbox; the others use the ports after it. Port 0 uses free ports."`
	Settings         string        `placeholder:"FILE.yaml" help:"Settings that replace defaults; for all, a mapping from the name of a sandbox to its settings."`
	Latency          time.Duration `help:"Delay of every answer, such as 20ms."`
	DocumentedLimits bool          `default:"true" negatable:"" help:"Keep the documented rate limits (default: true)."`
}

// Run serves until the context ends.
func (c sandboxCommand) Run(ctx context.Context, con *console) error {
	chosen, err := c.choose()
	if err != nil {
		return err
	}
	settings, err := c.readSettings(chosen)
	if err != nil {
		return err
	}
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	var running []emulator
	defer func() { stopEmulators(running) }()
	log := newLog(con.stderr, logConfig{Level: "info"}, nil)
	for i, sandbox := range chosen {
		options := all.Options{
			Settings: settings[sandbox.Name], Roomy: !c.DocumentedLimits, Rows: c.Rows, Seed: c.Seed, Latency: c.Latency,
		}
		address, err := portAfter(c.Listen, i)
		if err != nil {
			return err
		}
		e, err := startEmulator(sandbox, options, address, log, fail)
		if err != nil {
			return err
		}
		running = append(running, e)
		if err := con.describe(e); err != nil {
			return err
		}
	}
	<-ctx.Done()
	return emulatorFailure(ctx)
}

// describe prints the address of a sandbox, and its credentials, which are invented.
func (c *console) describe(e emulator) error {
	err := c.print("%s\n  address   %s\n  requests  %s\n", e.name, e.url(), e.requestsURL())
	for _, key := range slices.Sorted(maps.Keys(e.instance.Credentials)) {
		err = errors.Join(err, c.print("  %-9s %s\n", key, e.instance.Credentials[key]))
	}
	return err
}

// choose returns the sandboxes of the name.
func (c sandboxCommand) choose() ([]all.Sandbox, error) {
	sandboxes := all.Sandboxes()
	if c.Name == "all" {
		return sandboxes, nil
	}
	var names []string
	for _, s := range sandboxes {
		if s.Name == c.Name {
			return []all.Sandbox{s}, nil
		}
		names = append(names, s.Name)
	}
	return nil, usageError{fmt.Errorf("unknown sandbox %q: use one of %s, or all%s",
		c.Name, strings.Join(names, ", "), spelling.Suggest(c.Name, names))}
}

// readSettings returns the settings of each sandbox, as JSON.
func (c sandboxCommand) readSettings(chosen []all.Sandbox) (map[string]string, error) {
	if c.Settings == "" {
		return nil, nil
	}
	content, err := os.ReadFile(c.Settings)
	if err != nil {
		return nil, err
	}
	var given map[string]any
	if err := yaml.Unmarshal(content, &given); err != nil {
		return nil, fmt.Errorf("%s: %w", c.Settings, err)
	}
	if c.Name != "all" {
		given = map[string]any{c.Name: given}
	}
	settings := map[string]string{}
	for _, sandbox := range chosen {
		if part, ok := given[sandbox.Name]; ok {
			text, err := json.Marshal(part)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", c.Settings, sandbox.Name, err)
			}
			settings[sandbox.Name] = string(text)
			delete(given, sandbox.Name)
		}
	}
	if unknown := slices.Sorted(maps.Keys(given)); len(unknown) > 0 {
		return nil, fmt.Errorf("%s: unknown sandbox %q: put each one's settings under its name", c.Settings, unknown[0])
	}
	return settings, nil
}

// portAfter returns the address with i added to its port. Port 0 stays.
func portAfter(address string, i int) (string, error) {
	host, text, err := net.SplitHostPort(address)
	if err != nil {
		return "", err
	}
	port, err := strconv.Atoi(text)
	if err != nil {
		return "", fmt.Errorf("%s: the port must be a number", address)
	}
	if port != 0 {
		port += i
	}
	return net.JoinHostPort(host, strconv.Itoa(port)), nil
}
