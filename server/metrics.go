package server

import (
	"errors"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/memory"
)

// metrics are the figures that an operator watches. Label values come only from code and configuration, so that there are few
// of them.
type metrics struct {
	calls        *prometheus.CounterVec
	seconds      *prometheus.HistogramVec
	running      *prometheus.GaugeVec
	records      *prometheus.CounterVec
	requests     *prometheus.CounterVec
	requestTimes *prometheus.HistogramVec
	requestBytes *prometheus.CounterVec
	spent        *prometheus.CounterVec
}

func newMetrics(registry prometheus.Registerer) (*metrics, error) {
	m := &metrics{
		calls: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_calls_total", Help: "Calls that ended, by method and status code.",
		}, []string{"method", "code"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "crmstream_call_seconds", Help: "How long calls took.", Buckets: prometheus.ExponentialBuckets(0.005, 2, 19), // to 22 minutes
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
			Name: "crmstream_upstream_seconds", Help: "How long upstream requests took.", Buckets: prometheus.ExponentialBuckets(0.005, 2, 15), // to 82 seconds
		}, []string{"source", "op"}),
		requestBytes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_upstream_bytes_total", Help: "Bytes of upstream answers.",
		}, []string{"source", "op"}),
	}
	m.spent = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "crmstream_caller_requests_total",
		Help: "Upstream requests by caller and source. A page that several share is of the caller who asked first; crmstream is what the server reads by itself.",
	}, []string{"caller", "source"})
	var err error
	for _, c := range []prometheus.Collector{m.calls, m.seconds, m.running, m.records, m.requests, m.requestTimes, m.requestBytes, m.spent} {
		err = errors.Join(err, registry.Register(c))
	}
	return m, err
}

// registerMemory registers the metrics of the memory of pages.
func registerMemory(registry prometheus.Registerer, pages *memory.Budget) error {
	return errors.Join(
		registry.Register(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "crmstream_page_memory_bytes", Help: "Memory that the pages of all calls take.",
		}, func() float64 { return float64(pages.Used()) })),
		registry.Register(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "crmstream_page_memory_waiting", Help: "Pages that wait for memory.",
		}, func() float64 { return float64(pages.Waiting()) })),
	)
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

func (m *metrics) upstream(src *source, x connectors.Exchange, caller string) {
	if caller != "" {
		m.spent.WithLabelValues(caller, src.name).Inc()
	}
	m.requests.WithLabelValues(src.name, x.Op, strconv.Itoa(x.Status)).Inc()
	m.requestTimes.WithLabelValues(src.name, x.Op).Observe(x.Duration.Seconds())
	m.requestBytes.WithLabelValues(src.name, x.Op).Add(float64(x.Bytes))
}

// budgetMetrics collects the state of each budget once, whenever the metrics are read. Several sources may share one budget.
type budgetMetrics struct {
	server                  *Server
	limit, used, left, free *prometheus.Desc
}

func newBudgetMetrics(s *Server) *budgetMetrics {
	desc := func(name, help string) *prometheus.Desc {
		return prometheus.NewDesc("crmstream_budget_"+name, help, []string{"budget"}, nil)
	}
	return &budgetMetrics{
		server: s,
		limit:  desc("limit", "Upstream requests that a budget allows per window."),
		used:   desc("used", "Upstream requests in the window that ends now."),
		left:   desc("left", "Upstream requests left now."),
		free:   desc("free_seconds", "Seconds until the next upstream request is free, 0 when one is."),
	}
}

// Describe implements prometheus.Collector.
func (m *budgetMetrics) Describe(descs chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{m.limit, m.used, m.left, m.free} {
		descs <- d
	}
}

// Collect implements prometheus.Collector.
func (m *budgetMetrics) Collect(found chan<- prometheus.Metric) {
	seen := map[string]bool{}
	for _, src := range *m.server.sources.Load() {
		budget := src.serving.Load().config.Budget
		if budget == nil {
			continue
		}
		b := budget.State()
		if seen[b.Name] {
			continue
		}
		seen[b.Name] = true
		wait := 0.0
		if !b.Free.IsZero() {
			wait = max(time.Until(b.Free).Seconds(), 0)
		}
		for desc, value := range map[*prometheus.Desc]float64{
			m.limit: float64(b.Limit), m.used: float64(b.Used), m.left: float64(b.Left), m.free: wait,
		} {
			found <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, b.Name)
		}
	}
}
