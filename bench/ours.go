package main

import (
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/scan"
)

// apiKey is the emulated account's.
var apiKey = strings.Repeat("k", 32)

// listen listens on a free port and tells the parent process.
func listen() (net.Listener, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err == nil {
		fmt.Println(l.Addr())
	}
	return l, err
}

// serveUpstream emulates an APRO account with so many stock items, without a quota.
func serveUpstream(rows string) error {
	n, err := strconv.ParseInt(rows, 10, 64)
	if err != nil {
		return err
	}
	s := sandbox.Defaults()
	s.Rows, s.Quota, s.APIKey = n, 0, apiKey
	emulator, err := sandbox.New(s)
	if err != nil {
		return err
	}
	l, err := listen()
	if err != nil {
		return err
	}
	return (&http.Server{Handler: emulator, ReadHeaderTimeout: time.Minute}).Serve(l)
}

// serveOurs serves the account as crmstream does.
func serveOurs(upstream string) error {
	tokens, err := scan.NewTokens(scan.NewKey())
	if err != nil {
		return err
	}
	s, err := server.New(server.Options{Tokens: tokens, Log: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry()})
	if err != nil {
		return err
	}
	driver := apro.Driver()
	settings := driver.Settings().(*apro.Settings)
	settings.BaseURLs, settings.APIKey = []string{upstream}, connectors.NewSecret(apiKey)
	if err := s.AddSource(server.SourceConfig{Name: "bench", Driver: driver, Settings: settings, TimeZone: time.UTC}); err != nil {
		return err
	}
	l, err := listen()
	if err != nil {
		return err
	}
	return s.Serve(l)
}
