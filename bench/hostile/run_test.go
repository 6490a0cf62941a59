package hostile

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/server/scan"
)

// Limits that end runs which would not end by themselves.
const (
	maxRequests = 4000
	maxCalls    = 2000
	maxPages    = 200 // of a plain reader
)

// errCut is the error by which a client ends a call.
var errCut = errors.New("the client went away")

// outcome is the result of a run.
type outcome struct {
	// wrong says what was silently wrong, "" for nothing.
	wrong string
	// refused is the error that the list ended with, nil for a list that ended well.
	refused error
	// requests, records and resumed count upstream requests, records and calls after the first.
	requests, records, resumed int
	// rows and hidden count the list's records at the beginning, and those of them that the upstream hides.
	rows, hidden int
	// read, finished, lost and doubled are those of a plain reader.
	read, finished bool
	lost, doubled  int
}

// run is one plan that is carried out.
type run struct {
	plan    plan
	subject subject
	front   *front
	model   *model
	rig     *rig
	setup   *setup
	steps   []step
	began   []string // the ids of the list at the beginning
	hit     bool     // a fault was played since the call began
	broken  error    // an error of a sandbox, which is not tested

	got      []delivered
	messages []message // records that the client has
	counted  int       // messages over all of the run
	cuts     []cut
	end      scan.End
}

// message is the position of a client after a message.
type message struct {
	state   scan.State
	records int
	moves   int
	reading window
}

// execute carries a plan out, in virtual time, by the connector or naively.
func execute(t *testing.T, s subject, p plan, naive bool) (o outcome) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC)))
		r := &run{plan: p, subject: s, steps: p.steps, cuts: p.cuts}
		if err := r.open(t); err != nil {
			o.wrong = "the run cannot start: " + err.Error()
			return
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		if naive && r.rig.naive == nil {
			return
		}
		if naive {
			o.read = true
			got, err := r.rig.naive(ctx)
			o.finished = err == nil
			o.lost, o.doubled = r.model.naively(got)
			o.requests = r.front.requests
			return
		}
		o = r.read(ctx)
		o.rows = len(r.began)
		for _, id := range r.began {
			if r.model.hidden(r.model.ownerOf(id)) {
				o.hidden++
			}
		}
		if r.broken != nil {
			o.wrong = "the sandbox is broken: " + r.broken.Error()
		}
	})
	return o
}

// open builds the upstream of the plan.
func (r *run) open(t *testing.T) error {
	setup := newSetup(t, r.plan)
	for _, m := range r.subject.manners {
		if slices.Contains(r.plan.manners, m.name) {
			m.apply(setup)
		}
	}
	r.setup, r.front, r.plan.pageSize = setup, setup.front, setup.plan.pageSize
	r.front.pace = r.plan.pace
	transport := conformance.Upstream{}.Carry(http.HandlerFunc(r.front.ServeHTTP))
	rig, err := r.subject.open(setup, transport)
	if err != nil {
		return err
	}
	if err := rig.model.tenant.open(); err != nil {
		return err
	}
	r.rig, r.model = rig, rig.model
	r.front.behind = func() http.Handler { return rig.model.tenant.upstream }
	if rig.prepare != nil {
		if err := rig.prepare(); err != nil {
			return err
		}
	}
	if setup.full {
		if err := r.fill(); err != nil {
			return err
		}
	}
	must, err := r.subject.variants[r.plan.variant].must(rig)
	if err != nil {
		return err
	}
	r.began = must
	rig.model.hidden = setup.pager.hidden
	rig.model.begin(must)
	for _, id := range rig.model.tenant.live() {
		rig.model.known[id] = true
	}
	r.front.before = r.before
	return nil
}

// before makes the steps before the n-th request.
func (r *run) before(n int) (fault action) {
	for len(r.steps) > 0 && r.steps[0].at <= n {
		s := r.steps[0]
		r.steps = r.steps[1:]
		switch {
		case s.do == restart:
			r.broken = errors.Join(r.broken, r.model.tenant.restart())
			fault, r.hit = restart, true
		case slices.Contains(faults, s.do):
			fault, r.hit = s.do, true
		default:
			r.broken = errors.Join(r.broken, r.model.change(s))
		}
	}
	return fault
}

// read reads the list as clients do: call after call, from the last message on, until it has ended.
func (r *run) read(ctx context.Context) (o outcome) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	fetch, err := r.rig.fetch()
	if err != nil {
		return outcome{wrong: err.Error()}
	}
	opts := scan.Options{PageSize: r.plan.pageSize, PageMax: r.plan.size, Limit: r.plan.limit, Descending: r.plan.limit > 0, Prefetch: *flagRead}
	bounded := func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		if r.front.count() > maxRequests {
			cancel()
		}
		return fetch(ctx, at)
	}
	for call := range maxCalls {
		if call > 0 && r.plan.fresh {
			if fetch, err = r.rig.fetch(); err != nil {
				return outcome{wrong: err.Error()}
			}
		}
		r.hit, r.end = false, 0
		err := scan.New(bounded, r.state(), opts, r.receive).Run(ctx)
		o = outcome{requests: r.front.requests, records: len(r.got), resumed: call}
		switch {
		case ctx.Err() != nil:
			o.wrong = "the list does not end"
			return o
		case errors.Is(err, errCut):
			r.rewind()
		case err != nil && r.hit && resumable(err):
			time.Sleep(time.Minute) // some failures are remembered for a while, such as those of a token endpoint
		case err != nil:
			o.refused = err
			return o
		case r.end != scan.EndPageSize:
			o.wrong = r.judge()
			return o
		}
	}
	o.wrong = "the list does not end"
	return o
}

// judge says what is wrong with the whole list.
func (r *run) judge() string {
	if r.plan.limit > 0 {
		return r.rig.newest(r.got, r.plan.limit)
	}
	return r.model.check(r.got)
}

// resumable reports whether an error is the connector's, which carries a token.
func resumable(err error) bool {
	var e *connectors.Error
	return errors.As(err, &e)
}

// state returns the client's position, as a token has carried it.
func (r *run) state() scan.State {
	if len(r.messages) == 0 {
		return scan.State{Started: time.Now()}
	}
	return r.messages[len(r.messages)-1].state
}

// receive takes one message, unless the client goes away before it.
func (r *run) receive(b *scan.Batch) error {
	r.front.mu.Lock()
	defer r.front.mu.Unlock()
	r.counted++
	if len(r.cuts) > 0 && r.counted >= r.cuts[0].after {
		return errCut
	}
	for _, wire := range b.Records {
		id, err := r.rig.idOf(wire)
		if err != nil {
			return fmt.Errorf("a record cannot be read: %w", err)
		}
		r.got = append(r.got, delivered{id, string(wire)})
	}
	if len(b.Errors) > 0 {
		return fmt.Errorf("record error: %s", b.Errors[0].Message)
	}
	state, err := r.rig.sealed(b.State)
	if err != nil {
		return err
	}
	moves, reading := r.model.places.mark()
	r.messages = append(r.messages, message{state, len(r.got), moves, reading})
	r.end = b.End
	return nil
}

// rewind takes the client back to the message that it has stored, or to the beginning.
func (r *run) rewind() {
	keep := int(r.cuts[0].pick % uint64(len(r.messages)+1))
	r.cuts = r.cuts[1:]
	r.messages = r.messages[:keep]
	last := message{}
	if keep > 0 {
		last = r.messages[keep-1]
	}
	r.got = r.got[:last.records]
	r.model.places.rewind(last.moves, last.reading)
	clear(r.front.kept)
	time.Sleep(time.Duration(keep) * time.Minute)
}
