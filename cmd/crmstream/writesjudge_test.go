package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// executed returns how often a write was executed. Each update and delete has a record of its own, and each create a name.
func (i *intent) executed(effects map[string]int, names map[string][]string) int {
	if i.act == connectors.Create && !i.upstream.numbered {
		return len(names[i.name])
	}
	return effects[i.upstream.ops[i.act]+" "+i.upstream.effectOf(i.id)]
}

// truth returns how often each write was executed.
func (r *writesRig) truth(intents []*intent) map[*intent]int {
	counts := map[*intent]int{}
	for _, u := range r.upstreams {
		byName := map[string][]string{}
		for id, name := range u.list(r.t, r.conn) {
			byName[name] = append(byName[name], id)
		}
		effects := u.effects(r.t)
		for _, i := range intents {
			if i.upstream == u {
				counts[i] = i.executed(effects, byName)
			}
		}
	}
	return counts
}

// judge compares what clients were told with the truth, and prints the figures.
func (r *writesRig) judge(intents []*intent) {
	truth := r.truth(intents)
	doubles, lies, claims, unknown, rowless, waiting, replays := 0, 0, 0, 0, 0, 0, 0
	executed, all := map[string]int{}, map[string]int{}
	for _, i := range intents {
		n := truth[i]
		replays += i.calls - 1
		all[i.upstream.source]++
		executed[i.upstream.source] += min(n, 1)
		if n > 1 {
			doubles++
		}
		switch {
		case i.told == "":
			waiting++
			r.t.Errorf("%s (%s) got no answer by %d calls: %v", i.request, i.act, i.calls, i.last)
		case i.told == toldRefused && n > 0:
			lies++
			r.t.Errorf("%+v was executed and told as refused: %v", *i, i.last)
		case i.told == toldExecuted && n == 0:
			claims++
			r.t.Errorf("%+v was not executed and told as executed: %v", *i, i.last)
		case i.told == toldUnknown:
			unknown++
			if state := r.state(i); state == "" && n > 0 {
				rowless++
				r.t.Errorf("%+v was executed, told as unknown, and has no row", *i)
			}
		case i.told == toldRefused:
			r.t.Logf("refused: %s %s: %v", i.request, i.act, i.last)
		}
	}
	for source, n := range all {
		require.Greater(r.t, executed[source], n/4, "%s executed %d of %d writes", source, executed[source], n)
	}
	check.Tell("writes_sent", float64(len(intents)))
	check.Tell("writes_calls_again", float64(replays))
	check.AtMost(r.t, "writes_without_answer", float64(waiting), 0)
	check.AtMost(r.t, "writes_twice", float64(doubles), 0)
	check.AtMost(r.t, "writes_executed_told_refused", float64(lies), 0)
	check.AtMost(r.t, "writes_not_executed_told_executed", float64(claims), 0)
	check.AtMost(r.t, "writes_unknown_without_row", float64(rowless), 0)
	check.AtLeast(r.t, "writes_unknown", float64(unknown), float64(len(intents))/20)
}

// state returns what the server knows of a write: EXECUTED, UNKNOWN, or "" if there is no row.
func (r *writesRig) state(i *intent) string {
	got, err := crmstreamv1.NewWritesServiceClient(r.conn).GetWrite(r.t.Context(), &crmstreamv1.GetWriteRequest{Source: i.upstream.source, RequestId: i.request})
	if status.Code(err) == codes.NotFound {
		return ""
	}
	require.NoError(r.t, err)
	return got.GetWrite().GetState().String()[len("WRITE_STATE_"):]
}

// settle waits until the server has settled what it can, and compares the results with the truth.
func (r *writesRig) settle(intents []*intent) {
	r.writeLater()
	truth := r.truth(intents)
	can := 0
	var open []*intent
	for _, i := range intents {
		if i.told == toldUnknown && (i.settles() || truth[i] > 0 && i.act == connectors.Update && !i.upstream.byHand) {
			can++
			open = append(open, i)
		}
	}
	wrong := 0
	states := map[string]int{}
	look := func() {
		open = slices.DeleteFunc(open, func(i *intent) bool {
			state := r.state(i)
			if state == "UNKNOWN" {
				return false
			}
			states[state]++
			if (state == "EXECUTED") != (truth[i] == 1) {
				wrong++
				r.t.Errorf("%+v was settled as %q and was executed %d times", *i, state, truth[i])
			}
			return true
		})
	}
	for until := time.Now().Add(30 * time.Second); len(open) > 0 && time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
		look()
	}
	check.Tell("writes_settled_alone", float64(can-len(open))) // the server asks about one at a time
	r.resolve(open)
	look()
	for _, i := range open {
		r.t.Errorf("%s (%s, executed %d times) is not settled: %v", i.request, i.act, truth[i], i.last)
	}
	if len(open) > 0 {
		for line := range strings.Lines(r.logs()) {
			if strings.Contains(line, "ResolveWrite") && strings.Contains(line, "level=ERROR") {
				r.t.Log(line)
			}
		}
	}
	require.Equal(r.t, truth, r.truth(intents), "settling writes nothing")
	check.AtLeast(r.t, "writes_settled", float64(can-len(open)), float64(can))
	check.AtMost(r.t, "writes_settled_wrongly", float64(wrong), 0)
	r.t.Logf("settled: %v", states)
}

// resolve has the server ask about writes now. The errors say what it has found, which is judged by the states.
func (r *writesRig) resolve(open []*intent) {
	var asking sync.WaitGroup
	slots := make(chan struct{}, 8)
	for _, i := range open {
		slots <- struct{}{}
		asking.Go(func() {
			defer func() { <-slots }()
			_, i.last = crmstreamv1.NewWritesServiceClient(r.conn).ResolveWrite(r.t.Context(), &crmstreamv1.ResolveWriteRequest{Source: i.upstream.source, RequestId: i.request})
		})
	}
	asking.Wait()
}

// writeLater creates a record of each upstream after the time of all writes is over: that a marker is missing proves something only if
// the upstream shows a later one.
func (r *writesRig) writeLater() {
	time.Sleep(1100 * time.Millisecond) // write_timeout
	for _, u := range r.upstreams {
		if !u.marks {
			continue
		}
		later := &intent{upstream: u, act: connectors.Create, name: "later"}
		for n := 0; later.told != toldExecuted; n++ {
			later.request = fmt.Sprintf("later-%s-%d", u.source, n)
			later.write(r.t.Context(), r.conn)
		}
	}
}
