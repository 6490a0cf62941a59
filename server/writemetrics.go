package server

import (
	"errors"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/writes"
)

// writeMetrics are the figures about writes.
type writeMetrics struct {
	sent, proofs *prometheus.CounterVec
	// unknown and oldest are read from the ledger.
	server          *Server
	unknown, oldest *prometheus.Desc
}

func newWriteMetrics(s *Server) *writeMetrics {
	return &writeMetrics{
		sent: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_writes_total", Help: "Records that were sent to be written, by source, resource, act and outcome: executed, refused, unknown.",
		}, []string{"source", "resource", "act", "outcome"}),
		proofs: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "crmstream_write_proofs_total", Help: "Records that were written, by source, resource and the result of the proof.",
		}, []string{"source", "resource", "result"}),
		server:  s,
		unknown: prometheus.NewDesc("crmstream_writes_unknown", "Writes of unknown outcome, by source.", []string{"source"}, nil),
		oldest:  prometheus.NewDesc("crmstream_writes_unknown_oldest_seconds", "How long ago the oldest write of unknown outcome was sent.", []string{"source"}, nil),
	}
}

// outcomeNames are the outcomes of writes as metrics have them.
var outcomeNames = map[writes.Outcome]string{writes.Executed: "executed", writes.Refused: "refused", writes.Maybe: "unknown"}

// ended counts the records of a request that was sent.
func (m *writeMetrics) ended(w *writing, outcome writes.Outcome, records int) {
	m.sent.WithLabelValues(w.source.name, w.write.Resource, w.write.Act.String(), outcomeNames[outcome]).Add(float64(records))
}

// proved counts the result of a proof.
func (m *writeMetrics) proved(w *writing, result crmstreamv1.ProofResult) {
	name := strings.ToLower(strings.TrimPrefix(result.String(), "PROOF_RESULT_"))
	m.proofs.WithLabelValues(w.source.name, w.write.Resource, name).Inc()
}

// failed counts a proof that found that the write is not there.
func (m *writeMetrics) failed(w *writing, err error) {
	if errors.Is(err, &connectors.Error{Kind: connectors.KindNotApplied}) || errors.Is(err, &connectors.Error{Kind: connectors.KindNotFound}) {
		m.proofs.WithLabelValues(w.source.name, w.write.Resource, "not_applied").Inc()
	}
}

// Describe implements prometheus.Collector.
func (m *writeMetrics) Describe(descs chan<- *prometheus.Desc) {
	m.sent.Describe(descs)
	m.proofs.Describe(descs)
	descs <- m.unknown
	descs <- m.oldest
}

// Collect implements prometheus.Collector.
func (m *writeMetrics) Collect(found chan<- prometheus.Metric) {
	m.sent.Collect(found)
	m.proofs.Collect(found)
	if m.server.opts.Ledger == nil {
		return
	}
	counts, oldest := map[string]int{}, map[string]time.Time{}
	for name := range *m.server.sources.Load() {
		counts[name] = 0
	}
	for _, row := range m.server.opts.Ledger.Unknown() {
		counts[row.Key.Source]++
		if at, ok := oldest[row.Key.Source]; !ok || row.SentTime.Before(at) {
			oldest[row.Key.Source] = row.SentTime
		}
	}
	for name, n := range counts {
		age := 0.0
		if at, ok := oldest[name]; ok {
			age = max(0, time.Since(at).Seconds())
		}
		found <- prometheus.MustNewConstMetric(m.unknown, prometheus.GaugeValue, float64(n), name)
		found <- prometheus.MustNewConstMetric(m.oldest, prometheus.GaugeValue, age, name)
	}
}
