package server

import (
	"context"
	"maps"
	"math"
	"slices"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// listSources returns the sources that the caller may know, by name.
func (s *Server) listSources(ctx context.Context, _ *crmstreamv1.ListSourcesRequest) (*crmstreamv1.ListSourcesResponse, error) {
	resp := &crmstreamv1.ListSourcesResponse{}
	table := *s.sources.Load()
	for _, name := range s.visible(ctx) {
		if src := table[name]; src != nil { // else it was added or removed a moment ago
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

func (s *Server) describe(src *source) *crmstreamv1.Source {
	by := src.serving.Load()
	out := &crmstreamv1.Source{
		Name:      src.name,
		Connector: src.driver.Name,
		TimeZone:  src.zone.String(),
		Health:    src.health.describe(),
		DocsUrl:   src.driver.DocsURL,
	}
	for _, resource := range slices.Sorted(maps.Keys(by.lists)) {
		out.Lists = append(out.Lists, describeList(by.lists[resource]))
	}
	for _, resource := range slices.Sorted(maps.Keys(by.lookUps)) {
		out.LookUps = append(out.LookUps, resource)
		if s.batchGets[resource] != nil {
			out.BatchLookUps = append(out.BatchLookUps, resource)
		}
	}
	out.Budget = src.describeBudget()
	return out
}

// describeBudget returns the state of the source's budget, nil where it has none.
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

func describeList(l connectors.List) *crmstreamv1.ListCapability {
	out := &crmstreamv1.ListCapability{
		Resource:            l.Resource,
		RequestFields:       l.Fields,
		Orders:              l.Orders,
		Changes:             l.Changes,
		Guarantee:           l.Guarantee,
		Assumptions:         l.Assumes,
		Cost:                l.Cost,
		PageMax:             count(l.PageMax),
		UnverifiableFilters: l.Unverifiable,
		Kept:                l.Kept,
	}
	for _, need := range l.Needs {
		out.Catalogues = append(out.Catalogues, need.String())
	}
	for _, w := range l.Where {
		key := &crmstreamv1.WhereKey{Key: w.Key}
		for _, op := range w.Ops {
			key.Operators = append(key.Operators, string(op))
		}
		out.Where = append(out.Where, key)
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
