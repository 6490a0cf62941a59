package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/crmstream/crmstream/server/access"
)

// keyExpiry is the metric of when keys end, for the current callers.
type keyExpiry struct {
	registry *access.Registry
	ends     *prometheus.Desc
}

func newKeyExpiry(registry *access.Registry) *keyExpiry {
	return &keyExpiry{registry, prometheus.NewDesc("crmstream_key_expires_seconds",
		"When a key that is accepted ends, in seconds since 1970.", []string{"caller", "id"}, nil)}
}

// Describe implements prometheus.Collector.
func (e *keyExpiry) Describe(descs chan<- *prometheus.Desc) { descs <- e.ends }

// Collect implements prometheus.Collector.
func (e *keyExpiry) Collect(found chan<- prometheus.Metric) {
	now := time.Now()
	for _, c := range e.registry.Table().Callers() {
		for _, k := range c.Keys {
			if k.Live(now) && !k.Expires.IsZero() {
				found <- prometheus.MustNewConstMetric(e.ends, prometheus.GaugeValue, float64(k.Expires.Unix()), c.Name, k.ID)
			}
		}
	}
}

// warnAgain is the time between two warnings about keys that end soon. At the start and when callers change, all warnings about
// callers are written.
const warnAgain = 24 * time.Hour

// warnOfExpiry logs a warning about keys that end soon, every warnAgain, until the context ends.
func warnOfExpiry(ctx context.Context, registry *access.Registry, log *slog.Logger) {
	if registry == nil {
		return
	}
	again := time.NewTicker(warnAgain)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-again.C:
			var ending []string
			for _, c := range registry.Table().Callers() {
				for _, k := range c.Keys {
					if endsSoon(k, now) {
						ending = append(ending, fmt.Sprintf("%s of %s at %s", k.ID, c.Name, k.Expires.UTC().Format(time.RFC3339)))
					}
				}
			}
			if len(ending) > 0 {
				log.Warn("keys expire soon: replace each with crmstream keys rotate ID", "keys", ending)
			}
		}
	}
}

// endsSoon reports whether an accepted key ends soon.
func endsSoon(k access.Key, now time.Time) bool {
	return k.Live(now) && !k.Expires.IsZero() && k.Expires.Sub(now) < keysExpireSoon
}
