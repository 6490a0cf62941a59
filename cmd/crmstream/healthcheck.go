package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// healthcheckCommand asks a server on this machine whether it is ready for calls. Container images that have no other program
// use it.
type healthcheckCommand struct {
	Addr string        `default:"http://${http_address}" help:"Address of the JSON port, as http://host:port or https://host:port."`
	CA   string        `name:"ca" placeholder:"FILE" help:"File of certificates that verify the server's certificate, in PEM. Without this flag the certificate is not verified: the request has no secret and goes to this machine."`
	Wait time.Duration `default:"5s" help:"How long the answer may take."`
}

// Run requests /readyz, and fails unless the server is ready for calls. No CRM is asked.
func (c healthcheckCommand) Run(ctx context.Context, con *console) error {
	ctx, cancel := context.WithTimeout(ctx, c.Wait)
	defer cancel()
	config := &tls.Config{InsecureSkipVerify: c.CA == ""} //nolint:gosec // as the flag's help says
	if c.CA != "" {
		var err error
		if config.RootCAs, err = readAuthorities(c.CA); err != nil {
			return err
		}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(c.Addr, "/")+"/readyz", http.NoBody)
	if err != nil {
		return usageError{fmt.Errorf("--addr: %w", err)}
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: config, DisableKeepAlives: true}}
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	said, err := io.ReadAll(io.LimitReader(answer.Body, 1<<10))
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", answer.Status, printable(strings.TrimSpace(string(said))))
	}
	return con.print("ready\n")
}
