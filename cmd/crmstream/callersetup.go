package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/crmstream/crmstream/server/access"
)

// authConfig says who may call. Without it every client that reaches the server may call.
type authConfig struct {
	CallersFile string `yaml:"callers_file" show:"yes"`
}

// callersSetup is a callers file without mistakes.
type callersSetup struct {
	file   string
	digest [sha256.Size]byte // of the content of the file
	table  *access.Table
}

// readAuth reads the file of callers. It returns nil if every client may call, and after a mistake.
func (l loader) readAuth(doc *document, dir string, auth authConfig, now time.Time) *callersSetup {
	if _, set := doc.lines["auth"]; !set {
		return nil
	}
	if auth.CallersFile == "" {
		doc.addOnce("auth.callers_file", "is missing: name the file of callers, as callers.example.yaml shows")
		return nil
	}
	file := auth.CallersFile
	if !filepath.IsAbs(file) {
		file = filepath.Join(dir, file)
	}
	content, err := os.ReadFile(file)
	if err != nil {
		doc.add("auth.callers_file", "%s cannot be read: %s", file, reason(err))
		return nil
	}
	table, err := readCallers(file, bytes.NewReader(content), now)
	if wrong, ok := err.(mistakes); ok { //nolint:errorlint // it is never wrapped
		doc.found = append(doc.found, wrong...)
		return nil
	}
	if err != nil {
		doc.add("auth.callers_file", "%s", err)
		return nil
	}
	return &callersSetup{file: file, digest: sha256.Sum256(content), table: table}
}

// callerWarnings returns possible mistakes in the grants, shares and keys of callers.
func callerWarnings(table *access.Table, sources []sourceSetup, now time.Time) []string {
	var warnings []string
	for _, c := range table.Callers() {
		for _, g := range c.Grants {
			for _, name := range g.Sources {
				if name != "*" && !slices.ContainsFunc(sources, func(s sourceSetup) bool { return s.name == name }) {
					warnings = append(warnings, fmt.Sprintf("caller %s is granted the source %s, which is not configured", c.Name, name))
				}
			}
		}
		for _, name := range slices.Sorted(maps.Keys(c.Limits.Budgets)) {
			if !slices.ContainsFunc(sources, func(s sourceSetup) bool { return s.budget == name }) {
				warnings = append(warnings, fmt.Sprintf("caller %s has a share of the budget %s, which no source has", c.Name, name))
			}
		}
		for _, k := range c.Keys {
			if k.Live(now) && k.Expires.IsZero() {
				warnings = append(warnings, fmt.Sprintf("key %s of caller %s never expires", k.ID, c.Name))
			}
			if endsSoon(k, now) {
				warnings = append(warnings, fmt.Sprintf("key %s of caller %s expires at %s: replace it with crmstream keys rotate %s",
					k.ID, c.Name, k.Expires.Format(time.RFC3339), k.ID))
			}
		}
	}
	return warnings
}

// checkOrigins checks the origins of the pages that may use the API.
func checkOrigins(doc *document, origins []string) {
	for i, origin := range origins {
		u, err := url.Parse(origin)
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.Scheme+"://"+u.Host != origin ||
			strings.ToLower(origin) != origin || strings.Contains(origin, "*") {
			doc.add(fmt.Sprintf("allowed_origins[%d]", i),
				"must be an origin as browsers write it: https://bi.example.com, with :port if it has one, and nothing after it")
		}
	}
}

// readProxies reads the addresses and networks of trusted proxies.
func readProxies(doc *document, written []string) access.Proxies {
	var proxies access.Proxies
	for i, text := range written {
		network, err := netip.ParsePrefix(text)
		if at, addressErr := netip.ParseAddr(text); addressErr == nil {
			network, err = netip.PrefixFrom(at, at.BitLen()), nil
		}
		if err != nil || network.Bits() == 0 || network.Addr().Is4In6() || network.Addr().Zone() != "" {
			doc.add(fmt.Sprintf("trusted_proxies[%d]", i), "must be an address such as 10.0.0.7, or a network such as 10.0.0.0/24, and not all addresses")
			continue
		}
		proxies = append(proxies, network)
	}
	return proxies
}

// openCallers opens the callers of a setup, if it has any, and logs the warnings about them.
func (a *app) openCallers(s setup, metrics *prometheus.Registry) {
	if s.callers == nil {
		return
	}
	a.callers = access.NewRegistry(s.callers.table)
	for _, warning := range callerWarnings(s.callers.table, s.sources, time.Now()) {
		a.log.Warn(warning)
	}
	metrics.MustRegister(newKeyExpiry(a.callers))
}
