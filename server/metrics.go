package server

import (
	"errors"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
)

// metrics are what an operator watches. Label values come from code and configuration only, so that they are few.
type metrics struct {
	calls        *prometheus.CounterVec
	seconds      *prometheus.HistogramVec
	running      *prometheus.GaugeVec
	records      *prometheus.CounterVec
	requests     *prometheus.CounterVec
	requestTimes *prometheus.HistogramVec
	requestBytes *prometheus.CounterVec
}

func newMetrics(registry prometheus.Registerer) (*metrics, error) {
	m := &metrics{
		calls: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_calls_total", Help: "Calls that ended, by method and status code.",
		}, []string{"method", "code"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "crmstream_call_seconds", Help: "How long calls took.", Buckets: prometheus.ExponentialBuckets(0.005, 4, 10),
		}, []string{"method"}),
		running: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "crmstream_calls_open", Help: "Calls under way.",
		}, []string{"method"}),
		records: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_records_total", Help: "Records delivered, by source and list.",
		}, []string{"source", "list"}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_upstream_requests_total", Help: "Upstream requests, by source, operation and HTTP status (0: no answer).",
		}, []string{"source", "op", "status"}),
		requestTimes: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "crmstream_upstream_seconds", Help: "How long upstream requests took.", Buckets: prometheus.ExponentialBuckets(0.005, 4, 8),
		}, []string{"source", "op"}),
		requestBytes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_upstream_bytes_total", Help: "Bytes of upstream answers.",
		}, []string{"source", "op"}),
	}
	var err error
	for _, c := range []prometheus.Collector{m.calls, m.seconds, m.running, m.records, m.requests, m.requestTimes, m.requestBytes} {
		err = errors.Join(err, registry.Register(c))
	}
	return m, err
}

func (m *metrics) open(method string) { m.running.WithLabelValues(method).Inc() }

func (m *metrics) close(method string, err error, took time.Duration) {
	m.running.WithLabelValues(method).Dec()
	m.calls.WithLabelValues(method, status.Code(err).String()).Inc()
	m.seconds.WithLabelValues(method).Observe(took.Seconds())
}

func (m *metrics) delivered(src *source, resource string, records int) {
	m.records.WithLabelValues(src.name, resource).Add(float64(records))
}

func (m *metrics) upstream(src *source, x connectors.Exchange) {
	m.requests.WithLabelValues(src.name, x.Op, strconv.Itoa(x.Status)).Inc()
	m.requestTimes.WithLabelValues(src.name, x.Op).Observe(x.Duration.Seconds())
	m.requestBytes.WithLabelValues(src.name, x.Op).Add(float64(x.Bytes))
}
