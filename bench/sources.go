package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// many is what a server of many sources takes.
type many struct {
	sources      int
	first, again time.Duration // from the start until it takes calls, in an empty folder and in the same folder again
	files        int           // files that it holds open in its folder for a budget that was used, more than a server of one source
	list         time.Duration // until the list of sources was read, median
	memory       int           // in bytes
}

func (m many) firstSeconds() float64 { return m.first.Seconds() }
func (m many) againSeconds() float64 { return m.again.Seconds() }
func (m many) listSeconds() float64  { return m.list.Seconds() }
func (m many) perBudget() float64    { return float64(m.files) / float64(m.sources-1) }
func (m many) mib() float64          { return float64(m.memory) / (1 << 20) }

// sources measures a server of many sources, each with a budget of its own.
func (b *bench) sources(ctx context.Context) error {
	const sources = 1_000
	b.title("%d sources, each with a budget of its own and its ledger on the disk", sources)
	all := map[string][]many{}
	for range b.rounds {
		for _, name := range b.programs() {
			m, err := b.many(ctx, name, sources)
			if err != nil {
				return err
			}
			all[name] = append(all[name], m)
		}
	}
	for _, name := range b.programs() {
		note(name, "ready after %.3f s, again after %.3f s; list of sources in %.3f s; %.2f open files a budget; %.0f MiB",
			median(all[name], many.firstSeconds), median(all[name], many.againSeconds), median(all[name], many.listSeconds),
			median(all[name], many.perBudget), median(all[name], many.mib))
	}
	if b.before != "" {
		note("start, now against before", "%8.2f", ratio(all[now], all[before], many.firstSeconds))
		note("start again, now against before", "%8.2f", ratio(all[now], all[before], many.againSeconds))
		note("list of sources, now against before", "%8.2f", ratio(all[now], all[before], many.listSeconds))
	}
	b.atMost("seconds until ready, in an empty folder", median(all[now], many.firstSeconds), 0.3)
	b.atMost("seconds until ready, budgets in use before", median(all[now], many.againSeconds), 0.3)
	b.atMost("seconds of the list of sources", median(all[now], many.listSeconds), 0.1)
	b.atMost("open files a budget", median(all[now], many.perBudget), 0)
	return nil
}

// many starts a server of many sources, uses each of its budgets, and starts it again.
func (b *bench) many(ctx context.Context, name string, sources int) (m many, err error) {
	m.sources = sources
	err = b.serving(ctx, name, sources, setup{sources: 1, page: 50}, func(up *process, one *program) error {
		if err := useBudgets(ctx, one, 1); err != nil {
			return err
		}
		alone, err := one.stateFiles()
		if err != nil {
			return err
		}
		p, err := b.serve(ctx, name, setup{upstream: up.address, sources: sources, page: 50})
		if err != nil {
			return err
		}
		m.first = p.ready
		err = errors.Join(m.use(ctx, p), p.stop())
		if m.files -= alone; err != nil {
			return err
		}
		if p, err = b.serveIn(ctx, name, p.dir); err != nil {
			return err
		}
		m.again = p.ready
		return errors.Join(p.stop(), os.RemoveAll(p.dir))
	})
	return m, err
}

// use measures a server that was just started.
func (m *many) use(ctx context.Context, p *program) (err error) {
	if m.memory, err = p.memory("VmRSS"); err != nil {
		return err
	}
	const times = 3
	var took []time.Duration
	for range times {
		one, err := timed(func() error { return listSources(ctx, p, sourceAt(m.sources-1)) })
		if err != nil {
			return err
		}
		took = append(took, one)
	}
	slices.Sort(took)
	m.list = took[times/2]
	if err := useBudgets(ctx, p, m.sources); err != nil {
		return err
	}
	m.files, err = p.stateFiles()
	return err
}

// listSources reads the list of all sources, which must have the last one.
func listSources(ctx context.Context, p *program, last string) (err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.web+"/v1/sources", nil)
	if err != nil {
		return err
	}
	req.Header.Set("Accept-Encoding", "identity")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	body, err := io.ReadAll(resp.Body)
	if err == nil && !strings.Contains(string(body), `"`+last+`"`) {
		err = fmt.Errorf("the list of sources lacks %s: %s: %.200s", last, resp.Status, body)
	}
	return err
}

// useBudgets looks up a contact in each source.
func useBudgets(ctx context.Context, p *program, sources int) error {
	for i := range sources {
		if err := askJSON(p.web, sourceAt(i))(ctx, fmt.Sprint(firstID+i)); err != nil {
			return err
		}
	}
	return nil
}

// stateFiles returns how many files in its folder a server holds open.
func (p *program) stateFiles() (n int, err error) {
	dir := fmt.Sprintf("/proc/%d/fd", p.cmd.Process.Pid)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		// A file that was closed since has no name any more.
		if to, err := os.Readlink(filepath.Join(dir, e.Name())); err == nil && strings.HasPrefix(to, p.dir+string(filepath.Separator)) {
			n++
		}
	}
	return n, nil
}
