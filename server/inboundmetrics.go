package server

import (
	"errors"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// inboundMetrics are the figures about what upstreams ask for.
type inboundMetrics struct {
	receivedTotal, refusedTotal  *prometheus.CounterVec
	repeated, unreadable         *prometheus.CounterVec
	watchers                     *prometheus.GaugeVec
	server                       *Server
	logBytes, logOldest, logDown *prometheus.Desc

	mu     sync.Mutex
	counts map[[2]string]inboundCount // by source and endpoint
}

// inboundCount is what an endpoint has received since the server's start.
type inboundCount struct {
	received, refused int
	latest            time.Time
}

func newInboundMetrics(s *Server, registry prometheus.Registerer) (*inboundMetrics, error) {
	m := &inboundMetrics{
		receivedTotal: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_push_received_total", Help: "Requests of upstreams that were answered well, by source and endpoint.",
		}, []string{"source", "endpoint"}),
		refusedTotal: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_push_refused_total", Help: "Requests of upstreams that were refused, by source, endpoint and reason.",
		}, []string{"source", "endpoint", "reason"}),
		repeated: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_push_repeated_total", Help: "Events that had come before and were not stored again, by source.",
		}, []string{"source"}),
		unreadable: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_push_unreadable_total", Help: "Events with a body that cannot be read, by source.",
		}, []string{"source"}),
		watchers: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "crmstream_watchers", Help: "Watches under way, by source and resource.",
		}, []string{"source", "resource"}),
		server:    s,
		logBytes:  prometheus.NewDesc("crmstream_log_bytes", "Size of the entries of a log.", []string{"source", "log"}, nil),
		logOldest: prometheus.NewDesc("crmstream_log_oldest_age_seconds", "Age of the oldest entry of a log.", []string{"source", "log"}, nil),
		logDown:   prometheus.NewDesc("crmstream_log_unavailable", "1 while a log cannot be read.", []string{"source", "log"}, nil),
		counts:    map[[2]string]inboundCount{},
	}
	var err error
	for _, c := range []prometheus.Collector{m.receivedTotal, m.refusedTotal, m.repeated, m.unreadable, m.watchers, m} {
		err = errors.Join(err, registry.Register(c))
	}
	return m, err
}

// received counts a request that was answered well.
func (m *inboundMetrics) received(source, endpoint string) {
	m.receivedTotal.WithLabelValues(source, endpoint).Inc()
	m.count(source, endpoint, func(c *inboundCount) { c.received++ })
}

// refused counts a request that was refused.
func (m *inboundMetrics) refused(source, endpoint, reason string) {
	m.refusedTotal.WithLabelValues(source, endpoint, reason).Inc()
	m.count(source, endpoint, func(c *inboundCount) { c.refused++ })
}

func (m *inboundMetrics) count(source, endpoint string, add func(*inboundCount)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := m.counts[[2]string{source, endpoint}]
	c.latest = time.Now()
	add(&c)
	m.counts[[2]string{source, endpoint}] = c
}

// counted returns what an endpoint has received.
func (m *inboundMetrics) counted(source, endpoint string) inboundCount {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.counts[[2]string{source, endpoint}]
}

// opened counts a watch, until the returned function is called.
func (m *inboundMetrics) opened(source, resource string) (done func()) {
	gauge := m.watchers.WithLabelValues(source, resource)
	gauge.Inc()
	return gauge.Dec
}

// Describe implements prometheus.Collector.
func (m *inboundMetrics) Describe(descs chan<- *prometheus.Desc) {
	descs <- m.logBytes
	descs <- m.logOldest
	descs <- m.logDown
}

// Collect implements prometheus.Collector.
func (m *inboundMetrics) Collect(metrics chan<- prometheus.Metric) {
	for _, log := range m.server.inbox.Logs(m.server.stopping) {
		down := 0.0
		if log.Err != nil {
			down = 1
		} else {
			metrics <- prometheus.MustNewConstMetric(m.logBytes, prometheus.GaugeValue, float64(log.Bounds.Bytes), log.Source, log.Name)
			if !log.Bounds.Oldest.IsZero() {
				metrics <- prometheus.MustNewConstMetric(m.logOldest, prometheus.GaugeValue, time.Since(log.Bounds.Oldest).Seconds(), log.Source, log.Name)
			}
		}
		metrics <- prometheus.MustNewConstMetric(m.logDown, prometheus.GaugeValue, down, log.Source, log.Name)
	}
}
