package main

import (
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/audit"
)

// auditConfig is the configuration of the audit log. Required means that a call is refused if it cannot be recorded. Without a
// path there is no log.
type auditConfig struct {
	Path     string `yaml:"path" show:"yes"`
	Required bool   `yaml:"required" show:"yes"`
}

// read checks the configuration of the audit log. A relative path starts at dir.
func (c *auditConfig) read(doc *document, dir string) {
	if _, set := doc.lines["audit"]; set && c.Path == "" {
		doc.addOnce("audit.path", `is missing: name a file, or "-" for standard output`)
	}
	if c.Path != "" && c.Path != "-" && !filepath.IsAbs(c.Path) {
		c.Path = filepath.Join(dir, c.Path)
	}
}

// openAudit opens the audit log of a setup. It returns nil if the setup has none.
func openAudit(s setup, key connectors.Secret, log *slog.Logger, metrics prometheus.Registerer) (*audit.Log, error) {
	if s.audit.Path == "" {
		return nil, nil
	}
	l, err := audit.Open(audit.Options{
		Path: s.audit.Path, Stdout: cmp.Or[io.Writer](s.stdout, os.Stdout), Required: s.audit.Required,
		Key: []byte(key.Reveal()), Redactor: s.redactor, Log: log, Metrics: metrics,
	})
	if err != nil {
		return nil, fmt.Errorf("audit.path: %w", err)
	}
	return l, nil
}

// recorded returns a handler that writes an audit line for each request to the admin listener, except for metrics and health,
// which programs request all the time. A request is served even if its line cannot be written, since the operator needs the
// admin listener to repair the log.
func recorded(next http.Handler, log *audit.Log) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/metrics", "/healthz", "/readyz":
		default:
			client, _, err := net.SplitHostPort(r.RemoteAddr)
			if err != nil {
				client = adminSocket
			}
			_ = log.Write(audit.Line{Event: audit.Admin, Client: client, Method: r.Method + " " + r.URL.Path})
		}
		next.ServeHTTP(w, r)
	})
}

// callerChanges returns the differences between the callers before and now, by name.
func callerChanges(before, now *access.Table) []string {
	var changes []string
	change := func(format string, args ...any) { changes = append(changes, fmt.Sprintf(format, args...)) }
	for _, c := range now.Callers() {
		old := before.Caller(c.Name)
		if old == nil {
			change("caller %s added", c.Name)
			old = &access.Caller{Grants: c.Grants, Limits: c.Limits, Certificates: c.Certificates}
		}
		for what, differs := range map[string]bool{
			"grants": !reflect.DeepEqual(old.Grants, c.Grants), "limits": !reflect.DeepEqual(old.Limits, c.Limits),
			"certificates": !reflect.DeepEqual(old.Certificates, c.Certificates),
		} {
			if differs {
				change("%s of %s changed", what, c.Name)
			}
		}
		keyChanges(old, c, change)
	}
	for _, old := range before.Callers() {
		if now.Caller(old.Name) == nil {
			change("caller %s removed", old.Name)
			keyChanges(old, &access.Caller{Name: old.Name}, change)
		}
	}
	slices.Sort(changes)
	return changes
}

// keyChanges calls change with each difference between the keys of a caller before and now.
func keyChanges(before, now *access.Caller, change func(format string, args ...any)) {
	old := map[string]access.Key{}
	for _, k := range before.Keys {
		old[k.ID] = k
	}
	for _, k := range now.Keys {
		was, there := old[k.ID]
		delete(old, k.ID)
		switch {
		case !there:
			change("key %s of %s added", k.ID, now.Name)
		case was.Digest != k.Digest:
			change("key %s of %s replaced", k.ID, now.Name)
		case was.Revoked.IsZero() && !k.Revoked.IsZero():
			change("key %s of %s revoked", k.ID, now.Name)
		case !was.Revoked.Equal(k.Revoked) || !was.Expires.Equal(k.Expires):
			change("end of key %s of %s changed", k.ID, now.Name)
		}
	}
	for _, k := range before.Keys {
		if _, gone := old[k.ID]; gone {
			change("key %s of %s removed", k.ID, now.Name)
		}
	}
}
