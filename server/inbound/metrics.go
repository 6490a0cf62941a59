package inbound

import (
	"errors"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics are the figures of a receiver. Label values come only from code and configuration.
type metrics struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec

	strangers, handshakes atomic.Int64
}

func newMetrics(registry prometheus.Registerer) (*metrics, error) {
	m := &metrics{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_inbound_requests_total",
			Help: "Requests that upstreams made of us, by source, endpoint and outcome; those for unknown paths have neither source nor endpoint.",
		}, []string{"source", "endpoint", "outcome"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "crmstream_inbound_answer_seconds", Help: "From the arrival of a whole request to its answer.",
			Buckets: prometheus.ExponentialBuckets(0.001, 2, 16), // to 33 seconds
		}, []string{"source", "endpoint"}),
	}
	return m, errors.Join(
		registry.Register(m.requests),
		registry.Register(m.seconds),
		registry.Register(prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "crmstream_inbound_handshakes_failed_total", Help: "TLS connections of upstreams that failed.",
		}, func() float64 { return float64(m.handshakes.Load()) })),
	)
}

// count counts a request with an outcome.
func (m *metrics) count(e *endpoint, outcome string) {
	m.requests.WithLabelValues(e.Source, e.Name, outcome).Inc()
}

// answered counts a request that Answer has answered.
func (m *metrics) answered(e *endpoint, outcome string, took time.Duration) {
	m.count(e, outcome)
	m.seconds.WithLabelValues(e.Source, e.Name).Observe(took.Seconds())
}

// unknown counts a request for a path that no endpoint has.
func (m *metrics) unknown() {
	m.strangers.Add(1)
	m.requests.WithLabelValues("", "", "unknown").Inc()
}
