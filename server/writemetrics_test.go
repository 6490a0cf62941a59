package server

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
)

// TestMetricsOfWrites counts writes by what became of them. What was never sent is not counted.
func TestMetricsOfWrites(t *testing.T) {
	n := newNotebook()
	r := writeTo(t, n)
	_, err := r.create("good", "Moore")
	require.NoError(t, err)
	_, err = r.create("good", "Moore")
	require.NoError(t, err, "a replay sends nothing")
	n.meet = func(m *meeting) { m.executes, m.err = false, refusal() }
	_, err = r.create("refused", "Moore")
	require.Error(t, err)
	n.meet = func(m *meeting) { m.err = lost() }
	_, err = r.create("lost", "Moore")
	fails(t, err, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
	_, err = r.create("", "Moore")
	fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")

	registry, ok := r.server.opts.Metrics.(*prometheus.Registry)
	require.True(t, ok)
	families, err := registry.Gather()
	require.NoError(t, err)
	var found []string
	for _, f := range families {
		if !strings.HasPrefix(f.GetName(), "crmstream_write") || strings.HasSuffix(f.GetName(), "_seconds") {
			continue
		}
		for _, m := range f.GetMetric() {
			var labels []string
			for _, l := range m.GetLabel() {
				labels = append(labels, l.GetValue())
			}
			found = append(found, fmt.Sprint(f.GetName(), " ", strings.Join(labels, " "), " ", m.GetCounter().GetValue()+m.GetGauge().GetValue()))
		}
	}
	slices.Sort(found)
	require.Equal(t, []string{
		"crmstream_write_proofs_total contacts read_back main 1",
		"crmstream_writes_total create executed contacts main 1",
		"crmstream_writes_total create refused contacts main 1",
		"crmstream_writes_total create unknown contacts main 1",
		"crmstream_writes_unknown main 1",
	}, found)
}
