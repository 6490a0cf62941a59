package main

import (
	"fmt"
	"slices"
	"time"
)

// title prints the subject of a row.
func (b *bench) title(format string, args ...any) {
	fmt.Printf("%s: %s\n", b.row, fmt.Sprintf(format, args...))
}

// atLeast prints a ratio with its goal, which is the smallest value.
func (b *bench) atLeast(what string, got, goal float64) {
	b.judge(what, got, "at least", goal, got >= goal)
}

// atMost prints a ratio with its goal, which is the largest value.
func (b *bench) atMost(what string, got, goal float64) {
	b.judge(what, got, "at most", goal, got <= goal)
}

// atMostIf is atMost, or for a goal of 0 prints a ratio that has no goal.
func (b *bench) atMostIf(what string, got, goal float64) {
	if goal == 0 {
		note(what, "%8.2f", got)
		return
	}
	b.atMost(what, got, goal)
}

func (b *bench) judge(what string, got float64, relation string, goal float64, met bool) {
	verdict := "met"
	if !met {
		verdict = "not met"
		b.missed = append(b.missed, b.row+" "+what)
	}
	fmt.Printf("  %-58s %8.2f   goal: %s %g, %s\n", what, got, relation, goal, verdict)
}

// note prints a figure that has no goal.
func note(what, format string, args ...any) {
	fmt.Printf("  %-58s %s\n", what, fmt.Sprintf(format, args...))
}

// show prints the medians of deliveries of one kind, per record.
func show(kind string, all []figures) {
	cpu := func(of func(figures) time.Duration) float64 {
		return median(all, func(f figures) float64 { return float64(of(f).Nanoseconds()) / 1e3 / float64(f.records) })
	}
	note(kind, "%9.0f records/s; CPU a record in µs: server %.2f, upstream %.2f, client %.2f", median(all, figures.rate),
		cpu(func(f figures) time.Duration { return f.server }),
		cpu(func(f figures) time.Duration { return f.upstream }),
		cpu(func(f figures) time.Duration { return f.client }))
}

// median returns the median of a figure of all.
func median[T any](all []T, of func(T) float64) float64 {
	var values []float64
	for _, v := range all {
		values = append(values, of(v))
	}
	return middle(values)
}

// ratio returns the median over the rounds of a figure in one kind of delivery divided by the figure of the same round in
// another kind, so that other load on the machine affects both.
func ratio[T any](a, b []T, of func(T) float64) float64 {
	var values []float64
	for i := range min(len(a), len(b)) {
		values = append(values, of(a[i])/of(b[i]))
	}
	return middle(values)
}

func middle(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}
