package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"os/signal"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/audit"
)

const (
	// lookForChanges is the time between two checks of the files. Their content decides: Kubernetes changes links to replace a
	// volume, and a watch of a file does not notice that. A change is taken when two readings in a row agree, since not all
	// programs write a file at once.
	lookForChanges = 4 * time.Second
	// lookTwice is the time between these two readings when a reload is requested.
	lookTwice = 200 * time.Millisecond
)

// reloader reads the configuration, callers and certificates again when their files change. Calls that are still permitted go
// on. A mistake changes nothing, and is logged.
type reloader struct {
	log     *slog.Logger
	config  *configFile  // nil if the configuration is from no file
	callers *callersFile // nil where there are no callers
	// certificates are those of the server and of the receiver, by the word for them in logs and metrics.
	certificates map[string]*certificates
	sources      []sourceSetup // the served sources
	apply        func(setup) (server.Changes, error)
	failed       *prometheus.GaugeVec
	audit        *audit.Log
	// applied is called with callers that were put in place.
	applied func(*access.Table)
	looking sync.Mutex // held by look
	// said is the last logged mistake of each file, so that a mistake is logged once.
	said map[string]string
}

// callersFile is a watched callers file.
type callersFile struct {
	path     string
	registry *access.Registry
	watch
}

// newReloader returns the reloader of a setup and registers its metrics. Set apply and audit before its first use.
func newReloader(s setup, registry *access.Registry, log *slog.Logger, metrics prometheus.Registerer) (*reloader, error) {
	r := &reloader{log: log, config: s.file, certificates: map[string]*certificates{}, sources: s.sources, said: map[string]string{}}
	r.failed = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "crmstream_reload_failed", Help: "1 while a file that changed is not taken, since there is a mistake in it.",
	}, []string{"what"})
	if err := metrics.Register(r.failed); err != nil {
		return nil, err
	}
	if r.config != nil {
		r.failed.WithLabelValues("config").Set(0)
	}
	if s.callers != nil && s.callers.file != "" {
		r.callers = &callersFile{path: s.callers.file, registry: registry, watch: watch{applied: s.callers.digest}}
		r.failed.WithLabelValues("callers").Set(0)
	}
	return r, errors.Join(
		r.watchCertificate("tls", s.tls, metrics, "crmstream_certificate_expires_seconds", "When the server's certificate ends, in seconds since 1970."),
		r.watchCertificate("inbound_tls", s.receiverTLS, metrics, "crmstream_inbound_certificate_expires_seconds",
			"When the certificate of the receiver of what upstreams ask for ends, in seconds since 1970."),
	)
}

// watchCertificate adds certificates, unless they are nil, and the metric of their end.
func (r *reloader) watchCertificate(what string, of *certificates, metrics prometheus.Registerer, name, help string) error {
	if of == nil {
		return nil
	}
	r.certificates[what] = of
	r.failed.WithLabelValues(what).Set(0)
	return metrics.Register(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(of.expires().Unix()) }))
}

// run checks for changes every lookForChanges and after a SIGHUP, which would otherwise end the process, until the context
// ends.
func (r *reloader) run(ctx context.Context) {
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	defer signal.Stop(hangups)
	look := time.NewTicker(lookForChanges)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
			_, _ = r.look() // look has logged the mistakes
		case <-hangups:
			r.log.Info("SIGHUP: looking for changes of the configuration, callers and certificates")
			if err := r.audit.Reopen(); err != nil {
				r.log.Error("the audit log cannot be opened again, and is still written to the old file", "error", err.Error())
			}
			_, _ = r.now(ctx)
		}
	}
}

// now takes the changes that are the same in two readings a moment apart. It returns the names of what has changed, and the
// mistakes for which a change is not taken.
func (r *reloader) now(context.Context) ([]string, error) {
	before, _ := r.look()
	time.Sleep(lookTwice)
	taken, err := r.look()
	return append(before, taken...), err
}

// look takes the changes. The configuration comes first, since callers may have grants for a source that is new in it.
func (r *reloader) look() (taken []string, wrong error) {
	r.looking.Lock()
	defer r.looking.Unlock()
	now := time.Now()
	note := func(what string, changed bool, err error, attrs ...any) {
		r.say(what, changed, attrs, err)
		wrong = errors.Join(wrong, err)
		if changed {
			taken = append(taken, what)
		}
	}
	if r.config != nil {
		var changes server.Changes
		changed, err := r.config.look(func(s setup) (err error) {
			if changes, err = r.apply(s); err == nil {
				r.sources = s.sources
			}
			return err
		})
		note("config", changed, err, "added", changes.Added, "removed", changes.Removed, "replaced", changes.Replaced)
		if changed {
			_ = r.audit.Write(audit.Line{Event: audit.Config, Names: sourceChanges(changes)})
		}
		r.warn(changed, now)
	}
	if r.callers != nil {
		before := r.callers.registry.Table()
		changed, err := r.callers.look(now)
		note("callers", changed, err)
		if changed {
			r.applied(r.callers.registry.Table())
			_ = r.audit.Write(audit.Line{Event: audit.Keys, Names: callerChanges(before, r.callers.registry.Table())})
		}
		r.warn(changed, now)
	}
	for _, what := range slices.Sorted(maps.Keys(r.certificates)) {
		changed, err := r.certificates[what].look(now)
		note(what, changed, err)
		if changed {
			_ = r.audit.Write(audit.Line{Event: audit.Config, Names: []string{what}})
		}
	}
	return taken, wrong
}

// sourceChanges returns the changes of sources, in words.
func sourceChanges(c server.Changes) []string {
	var names []string
	for what, sources := range map[string][]string{"added": c.Added, "removed": c.Removed, "replaced": c.Replaced} {
		for _, name := range sources {
			names = append(names, "source "+name+" "+what)
		}
	}
	slices.Sort(names)
	return names
}

// warn logs the warnings about callers after a change.
func (r *reloader) warn(changed bool, now time.Time) {
	if !changed || r.callers == nil {
		return
	}
	for _, warning := range callerWarnings(r.callers.registry.Table(), r.sources, now) {
		r.log.Warn(warning)
	}
}

// say logs the outcome of a check.
func (r *reloader) say(what string, changed bool, attrs []any, err error) {
	switch {
	case err != nil:
		r.failed.WithLabelValues(what).Set(1)
		if r.said[what] != err.Error() {
			for _, mistake := range mistakesOf(err) {
				r.log.Error("a change is not taken, and everything stays as it was", "what", what, "error", mistake.Error())
			}
		}
		r.said[what] = err.Error()
		return
	case changed:
		r.log.Info("reloaded", append([]any{"what", what}, attrs...)...)
	}
	if r.said[what] != "" && !changed {
		r.log.Info("the mistake is gone: the content of the file is again the served one", "what", what)
	}
	r.failed.WithLabelValues(what).Set(0)
	delete(r.said, what)
}

// mistakesOf returns the single mistakes of an error.
func mistakesOf(err error) []error {
	var all mistakes
	if !errors.As(err, &all) {
		return []error{err}
	}
	each := make([]error, len(all))
	for i, m := range all {
		each[i] = errors.New(m.String())
	}
	return each
}

// look reads the callers file. When two readings agree that it has changed, look puts its callers in place.
func (f *callersFile) look(now time.Time) (changed bool, err error) {
	content, err := os.ReadFile(f.path)
	if err != nil {
		return false, fmt.Errorf("%s cannot be read: %w", f.path, reason(err))
	}
	digest := sha256.Sum256(content)
	if settled, err := f.settled(digest); !settled {
		return false, err
	}
	table, err := readCallers(f.path, bytes.NewReader(content), now)
	if err != nil {
		return false, f.refuse(digest, err)
	}
	f.take(digest)
	f.registry.Replace(table)
	return true, nil
}
