package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/crmstream/crmstream/server/access"
)

const (
	// lookForChanges is how often files are read to see whether they changed. Their content tells: volumes of Kubernetes swap links,
	// of which no watch of a file hears. A change is taken when two readings in a row agree, since not all programs write at once.
	lookForChanges = 4 * time.Second
	// lookTwice is how long after the first one the second reading is on a SIGHUP.
	lookTwice = 200 * time.Millisecond
)

// reloader reads callers and certificates anew when their files change, without an end to what goes on and may. A mistake changes
// nothing, and is told.
type reloader struct {
	log     *slog.Logger
	callers *callersFile
	tls     *certificates
	sources []sourceSetup
	failed  *prometheus.GaugeVec
	// told is the last mistake that was told of each, so that it is told once.
	told map[string]string
}

// callersFile is a callers file that is watched.
type callersFile struct {
	path     string
	registry *access.Registry
	// applied is the digest of what the callers of the moment were read of, and seen that of the last reading.
	applied, seen [sha256.Size]byte
}

// newReloader returns the reloader of a setup, which tells its metrics.
func newReloader(s setup, registry *access.Registry, log *slog.Logger, metrics prometheus.Registerer) (*reloader, error) {
	r := &reloader{log: log, tls: s.tls, sources: s.sources, told: map[string]string{}}
	r.failed = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "crmstream_reload_failed", Help: "1 while a file that changed is not taken, since there is a mistake in it.",
	}, []string{"what"})
	if err := metrics.Register(r.failed); err != nil {
		return nil, err
	}
	if s.callers != nil && s.callers.file != "" {
		r.callers = &callersFile{path: s.callers.file, registry: registry, applied: s.callers.digest}
		r.failed.WithLabelValues("callers").Set(0)
	}
	if s.tls == nil {
		return r, nil
	}
	r.failed.WithLabelValues("tls").Set(0)
	return r, metrics.Register(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "crmstream_certificate_expires_seconds", Help: "When the server's certificate ends, in seconds since 1970.",
	}, func() float64 { return float64(s.tls.expires().Unix()) }))
}

// run looks for changes until the context ends, and at once on a SIGHUP, which else would end the process.
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
		case <-hangups:
			r.log.Info("SIGHUP: looking for other callers and certificates; a change of the configuration itself is taken by a new start only")
			r.look()
			time.Sleep(lookTwice)
		}
		r.look()
	}
}

// look takes what has changed.
func (r *reloader) look() {
	now := time.Now()
	if r.callers != nil {
		changed, err := r.callers.look(now)
		r.tell("callers", changed, err)
		if changed {
			for _, warning := range callerWarnings(r.callers.registry.Table(), r.sources, now) {
				r.log.Warn(warning)
			}
		}
	}
	if r.tls != nil {
		changed, err := r.tls.look(now)
		r.tell("tls", changed, err)
	}
}

// tell tells what became of a look.
func (r *reloader) tell(what string, changed bool, err error) {
	switch {
	case err != nil:
		r.failed.WithLabelValues(what).Set(1)
		if r.told[what] != err.Error() {
			r.log.Error("a change is not taken, and everything stays as it was", "what", what, "error", err.Error())
		}
		r.told[what] = err.Error()
		return
	case changed:
		r.log.Info("reloaded", "what", what)
	}
	if r.told[what] != "" && !changed {
		r.log.Info("the mistake is gone, and what is served stands in the file again", "what", what)
	}
	r.failed.WithLabelValues(what).Set(0)
	delete(r.told, what)
}

// look reads the file, and puts its callers in place if two readings agree that it changed.
func (f *callersFile) look(now time.Time) (changed bool, err error) {
	content, err := os.ReadFile(f.path)
	if err != nil {
		return false, err
	}
	digest := sha256.Sum256(content)
	again := digest == f.seen
	f.seen = digest
	if digest == f.applied || !again {
		return false, nil
	}
	table, err := readCallers(f.path, bytes.NewReader(content), now)
	if err != nil {
		return false, err
	}
	f.applied = digest
	f.registry.Replace(table)
	return true, nil
}
