package server

import (
	"context"
	"math"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/spending"
)

// listSources returns the sources that the caller may see, by name.
func (s *Server) listSources(ctx context.Context, _ *crmstreamv1.ListSourcesRequest) (*crmstreamv1.ListSourcesResponse, error) {
	resp := &crmstreamv1.ListSourcesResponse{}
	table := *s.sources.Load()
	for _, name := range s.visible(ctx) {
		if src := table[name]; src != nil { // nil if the sources changed meanwhile
			resp.Sources = append(resp.Sources, s.describe(src))
		}
	}
	return resp, nil
}

// getSource returns one source.
func (s *Server) getSource(ctx context.Context, req *crmstreamv1.GetSourceRequest) (*crmstreamv1.GetSourceResponse, error) {
	src, err := s.source(ctx, req.GetSource())
	if err != nil {
		return nil, err
	}
	return &crmstreamv1.GetSourceResponse{Source: s.describe(src)}, nil
}

// spendingTime is how much time before its end a request for spending is about, unless it says otherwise.
const spendingTime = 24 * time.Hour

// getSpending returns what callers have spent on a source: all of it to callers with the verb admin and where there are no callers,
// and else what the caller has.
func (s *Server) getSpending(ctx context.Context, req *crmstreamv1.GetSpendingRequest) (*crmstreamv1.GetSpendingResponse, error) {
	src, err := s.source(ctx, req.GetSource())
	if err != nil {
		return nil, err
	}
	before := time.Now()
	if req.GetBeforeTime() != nil {
		before = req.GetBeforeTime().AsTime()
	}
	from := before.Add(-spendingTime)
	if req.GetFromTime() != nil {
		from = req.GetFromTime().AsTime()
	}
	if !from.Before(before) {
		return nil, src.fail(connectors.Invalid("from_time", "is not before before_time, which is %s: ask for a time that has passed",
			before.UTC().Format(time.RFC3339)))
	}
	session := sessionOf(ctx)
	resp := &crmstreamv1.GetSpendingResponse{}
	for _, line := range s.opts.Spending.Lines(src.name, from, before) {
		if session == nil || line.Caller == session.Caller().Name || session.Caller().May(access.Admin, src.name, "") {
			resp.Spending = append(resp.Spending, describeSpending(line))
		}
	}
	if size := proto.Size(resp); size > maxAnswer {
		return nil, src.fail(connectors.Invalid("from_time", "these %d lines take %d KiB, and an answer at most %d: ask for less time",
			len(resp.GetSpending()), size>>10, maxAnswer>>10))
	}
	return resp, nil
}

func describeSpending(line spending.Line) *crmstreamv1.Spending {
	out := &crmstreamv1.Spending{
		HourTime:      timestamppb.New(line.Hour),
		Caller:        line.Caller,
		Priority:      crmstreamv1.Priority_PRIORITY_BULK,
		Paid:          count(line.Paid),
		SharedPages:   count(line.Shared),
		Refused:       count(line.Refused),
		WaitedSeconds: line.Waited.Round(time.Millisecond).Seconds(),
	}
	if line.Interactive {
		out.Priority = crmstreamv1.Priority_PRIORITY_INTERACTIVE
	}
	return out
}

// charge has what a call costs be charged to its caller, for a source.
func (s *Server) charge(call *connectors.Meter, source string) {
	account := spending.Account{Source: source, Caller: call.Caller, Interactive: call.Interactive}
	call.Charge = func(c connectors.Cost) { s.opts.Spending.Add(account, c) }
}

// ownMeter returns what counts the cost of what the server reads by itself.
func (s *Server) ownMeter(source string) *connectors.Meter {
	call := &connectors.Meter{Caller: s.spender(context.Background())}
	s.charge(call, source)
	return call
}

// describe returns a source as it is now. Its lists, look-ups and writes are those of other answers, too, and must not be changed.
func (s *Server) describe(src *source) *crmstreamv1.Source {
	by := src.serving.Load()
	can := by.abilities()
	return &crmstreamv1.Source{
		Name:         src.name,
		Connector:    src.driver.Name,
		TimeZone:     src.zone.String(),
		Health:       src.health.describe(),
		DocsUrl:      src.driver.DocsURL,
		Lists:        can.GetLists(),
		LookUps:      can.GetLookUps(),
		BatchLookUps: can.GetBatchLookUps(),
		Writes:       can.GetWrites(),
		Watches:      s.describeWatches(by),
		Budget:       src.describeBudget(),
	}
}

// describeBudget returns the state of the source's budget, nil if the source has none.
func (src *source) describeBudget() *crmstreamv1.Budget {
	budget := src.serving.Load().config.Budget
	if budget == nil {
		return nil
	}
	state := budget.State()
	out := &crmstreamv1.Budget{
		Name:          state.Name,
		Limit:         count(state.Limit),
		WindowSeconds: count(math.Ceil(state.Window.Seconds())),
		Used:          count(state.Used),
		Remaining:     count(state.Left),
	}
	if !state.Free.IsZero() {
		out.FreeTime = timestamppb.New(state.Free)
	}
	return out
}

func (h *sourceHealth) describe() *crmstreamv1.Health {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := &crmstreamv1.Health{State: crmstreamv1.Health_STATE_OK, LastError: h.lastError}
	switch {
	case !h.asked:
		out.State = crmstreamv1.Health_STATE_UNKNOWN
	case h.lastError != "":
		out.State = crmstreamv1.Health_STATE_FAILING
	}
	if !h.lastSuccess.IsZero() {
		out.LastSuccessTime = timestamppb.New(h.lastSuccess)
	}
	return out
}
