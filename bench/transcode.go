package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// transcodePackage is the package of the transcoder and its benchmark.
const transcodePackage = "github.com/crmstream/crmstream/connectors/internal/transcode"

// transcode runs the benchmark of the transcoder alone.
func (b *bench) transcode(ctx context.Context) error {
	const records = 50 // in the benchmark's page
	b.title("JSON page to wire, validation included, against decoding and marshalling, %d contacts", records)
	cmd := exec.CommandContext(ctx, "go", "test", "-run=^$", "-bench=^BenchmarkPage$", "-benchtime=0.3s",
		fmt.Sprintf("-count=%d", b.rounds), transcodePackage)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	for _, page := range []struct {
		name string
		goal float64
	}{{"plain", 6}, {"escaped", 5}} {
		name := "BenchmarkPage/" + page.name + "/table"
		rates, allocations := values(out, name, "x"), values(out, name, "allocs/op")
		if len(rates) == 0 || len(allocations) == 0 {
			return fmt.Errorf("%s printed no figures:\n%s", name, out)
		}
		b.atLeast("rate against B0, "+page.name, middle(rates), page.goal)
		b.atMost("allocations a record, "+page.name, middle(allocations)/records, 0.1)
	}
	return nil
}

// values returns the figures that a benchmark printed before a unit, one for each run.
func values(out []byte, benchmark, unit string) (all []float64) {
	for line := range bytes.Lines(out) {
		words := strings.Fields(string(line))
		if len(words) == 0 || !strings.HasPrefix(words[0], benchmark) {
			continue
		}
		for i, word := range words[1:] {
			if v, err := strconv.ParseFloat(words[i], 64); err == nil && word == unit {
				all = append(all, v)
			}
		}
	}
	return all
}
