package main

import (
	"log/slog"
	"net"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/scan"
)

// sourceName is the source that is read.
const sourceName = "bench"

// ours serves the account at an address with crmstream, with so many bytes for shared pages.
func ours(url string, cache int) (func(net.Listener) error, error) {
	driver := apro.Driver()
	settings, _ := driver.Settings().(*apro.Settings)
	settings.BaseURLs, settings.APIKey = []string{url}, connectors.NewSecret(apiKey)
	s, err := newServer(driver, settings, cache)
	if err != nil {
		return nil, err
	}
	return s.Serve, nil
}

// staleness is the largest age of shared pages, the default of the configuration.
const staleness = 15 * time.Second

// newServer returns our server with one source.
func newServer(driver connectors.Driver, settings connectors.Settings, cache int) (*server.Server, error) {
	tokens, err := scan.NewTokens(scan.NewKey())
	if err != nil {
		return nil, err
	}
	s, err := server.New(server.Options{
		Tokens: tokens, Log: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry(), PageCache: cache,
	})
	if err != nil {
		return nil, err
	}
	return s, s.AddSource(server.SourceConfig{
		Name: sourceName, Driver: driver, Settings: settings, TimeZone: time.UTC, MaxStaleness: staleness,
	})
}
