package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	connectorsall "github.com/crmstream/crmstream/connectors/all"
	sandboxall "github.com/crmstream/crmstream/sandbox/all"
)

// demoCommand serves sandboxes by the same code that serves CRMs.
type demoCommand struct {
	dataFlags
	GRPC             string `name:"grpc" default:"${grpc_address}" help:"Address of the gRPC server."`
	HTTP             string `name:"http" default:"${http_address}" help:"Address of the JSON server."`
	StateDir         string `placeholder:"DIR" help:"Where token keys and catalogues are kept, so that they survive a restart (default: in the user's cache)."`
	DocumentedLimits bool   `help:"Keep the CRMs' documented rate limits."`
	Auth             bool   `help:"Serve only two callers, over TLS. Makes a certificate, and a key for each caller."`
	Insecure         bool   `help:"Accept addresses that other machines reach."`
}

// demoSource is a source of the demo, with the values that a configuration would have.
type demoSource struct {
	name, connector, zone string
	settings              func(emulator) map[string]any
}

// demoSandbox returns the settings of a sandbox of the demo: rows of APRO show the wall clock of the source's zone, and GraphQL of
// Administrate finds records by their numbers.
func demoSandbox(name string) string {
	switch name {
	case "administrate":
		return `{"graphql": {"reference_lists": "all"}}`
	case "apro":
		return fmt.Sprintf(`{"time_zone": %q}`, demoZone)
	}
	return ""
}

// demoZone is the zone of the sources of APRO and Administrate.
const demoZone = "Europe/London"

// demoSources are one source for each sandbox, of the same name, and one for the GraphQL API that the sandbox of Administrate has for the
// same tasks.
func demoSources() []demoSource {
	return []demoSource{
		{"administrate", "administrate", demoZone, func(e emulator) map[string]any {
			return map[string]any{"base_url": e.url(), "login": e.instance.Credentials["username"], "password": e.secret("password")}
		}},
		{"administrate-graphql", "administrate", demoZone, func(e emulator) map[string]any {
			return map[string]any{
				"transport": "graphql", "base_url": e.url(), "token_url": e.url() + "/oauth/token", "grant": "client_credentials",
				"client_id": e.instance.Credentials["graphql.client_id"], "client_secret": e.secret("graphql.client_secret"),
			}
		}},
		{"apro", "apro", demoZone, func(e emulator) map[string]any {
			return map[string]any{
				"base_urls": []string{e.url()}, "api_key": e.secret("api_key"), "sms_url": e.url() + "/smsapi", "sms_key": e.secret("sms_key"),
				"call_key": e.secret("call_key"),
			}
		}},
		{"proxima", "proxima", "Europe/Kyiv", func(e emulator) map[string]any {
			return map[string]any{
				"base_url": e.url(), "password": e.secret("password"), "first_day": "2024-01-01",
				"pad_days": 4,                         // some invented visits last that long
				"poll_min": "5ms", "poll_max": "50ms", // its jobs advance only when they are polled
			}
		}},
		{"solos", "solos", "Europe/Kyiv", func(e emulator) map[string]any {
			return map[string]any{"base_url": e.url(), "token": e.secret("token"), "secret": e.secret("secret")}
		}},
	}
}

// Run serves until the context ends.
func (c demoCommand) Run(ctx context.Context, con *console) error {
	log := newLog(con.stderr, logConfig{Level: "info"}, nil)
	stateDir, err := c.stateDir()
	if err != nil {
		return err
	}
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	var emulators []emulator
	defer func() { stopEmulators(emulators) }()
	options := sandboxall.Options{Roomy: !c.DocumentedLimits, Rows: c.Rows, Seed: c.Seed}
	for _, sandbox := range sandboxall.Sandboxes() {
		options.Settings = demoSandbox(sandbox.Name)
		e, err := startEmulator(sandbox, options, "127.0.0.1:0", log, fail)
		if err != nil {
			return err
		}
		emulators = append(emulators, e)
	}
	s, err := c.setup(emulators)
	if err != nil {
		return err
	}
	s.stateDir, s.forgetful = stateDir, true
	var auth *demoAuth
	if c.Auth {
		if auth, err = newDemoAuth(stateDir, &s); err != nil {
			return err
		}
	}
	err = serve(ctx, s, log, func(a *app) error {
		return errors.Join(callBack(a, emulators), announce(ctx, con, a, auth, emulators))
	})
	return errors.Join(err, emulatorFailure(ctx))
}

func (c demoCommand) stateDir() (string, error) {
	if c.StateDir != "" {
		return c.StateDir, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("%w: name a folder with --state-dir", err)
	}
	return filepath.Join(cache, "crmstream", "demo"), nil
}

// setup returns a setup with a source for each emulator, made by the code that reads configurations.
func (c demoCommand) setup(emulators []emulator) (setup, error) {
	s := setup{listen: listenConfig{GRPC: c.GRPC, HTTP: c.HTTP}, written: defaultConfig()}
	s.inbound.Listen, s.kept = "127.0.0.1:0", demoKept()
	s.written.Listen, s.writes = s.listen, s.written.writeSettings()
	for _, address := range []string{c.GRPC, c.HTTP} {
		if err := checkAddress(address, c.Insecure || c.Auth); err != nil {
			return setup{}, fmt.Errorf("%s: %w", address, err)
		}
	}
	secrets := map[string]string{}
	for _, e := range emulators {
		for key, value := range e.instance.Credentials {
			secrets[e.secretName(key)] = value
		}
	}
	var configured []sourceConfig
	for _, source := range demoSources() {
		for _, e := range emulators {
			if e.name != source.connector {
				continue
			}
			c, err := source.connect(e)
			if err != nil {
				return setup{}, err
			}
			configured = append(configured, c)
		}
	}
	l := loader{drivers: connectorsall.Drivers(), secret: func(_, name string) (string, error) { return secrets[name], nil }}
	doc := newDocument("demo")
	s.sources = l.readSources(doc, configured, &s)
	for i := range s.sources {
		s.sources[i].sandbox = s.sources[i].name
		s.sources[i].inbound = demoEndpoints(s.sources[i].asks)
	}
	if !c.DocumentedLimits {
		s.budgets = nil
		for i := range s.sources {
			s.sources[i].budget = ""
		}
	}
	return s, doc.err()
}

// connect returns the configuration of the source for an emulator.
func (d demoSource) connect(e emulator) (sourceConfig, error) {
	config := sourceConfig{Name: d.name, Connector: d.connector, TimeZone: d.zone}
	return config, errors.Join(config.Writes.Encode(allWrites), config.Settings.Encode(d.settings(e)))
}
