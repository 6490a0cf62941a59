package server

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// updateSMSStatus sets the status of a text message that the upstream has asked to be sent.
func (s *Server) updateSMSStatus(ctx context.Context, req *crmstreamv1.UpdateSmsStatusRequest) (*crmstreamv1.UpdateSmsStatusResponse, error) {
	src, err := s.source(ctx, req.GetSource())
	if err != nil {
		return nil, err
	}
	ctx, cancel := s.callContext(ctx, src, bulk{})
	defer cancel()
	const resource = "outgoingSms"
	note(ctx, src, resource)
	_, box, err := s.watched(src, s.watches[resource])
	if err != nil {
		return nil, src.fail(err)
	}
	id, err := strconv.ParseUint(req.GetId(), 10, 64)
	if err != nil {
		return nil, src.fail(connectors.Invalid("id", "must be the id of a text message, a whole number"))
	}
	if req.GetStatus() == crmstreamv1.SmsStatus_SMS_STATUS_NEW {
		return nil, src.fail(connectors.Invalid("status", "every message is new at first: set SMS_STATUS_IN_PROGRESS, or a status that comes after it"))
	}
	sms, err := box.SetSMSStatus(ctx, id, req.GetStatus(), req.GetPartCount())
	if err != nil {
		return nil, src.fail(err)
	}
	return &crmstreamv1.UpdateSmsStatusResponse{Sms: sms}, nil
}

// describeWatches returns what the upstream of a source asks for.
func (s *Server) describeWatches(by *serving) []*crmstreamv1.WatchCapability {
	var out []*crmstreamv1.WatchCapability
	for _, resource := range slices.Sorted(maps.Keys(s.watchFeeds)) {
		feed, m := s.watchFeeds[resource], s.watches[resource]
		endpoint, asked := by.inbound.Endpoints()[feed.endpoint]
		if !asked {
			continue
		}
		_, configured := by.config.Inbound[feed.endpoint]
		counted := s.asked.counted(by.config.Name, feed.endpoint)
		w := &crmstreamv1.WatchCapability{
			Method: m.Name[1:], Endpoint: feed.endpoint, Configured: configured, Ops: endpoint.Ops, Assumptions: endpoint.Assumes,
			Received: count(counted.received), Refused: count(counted.refused),
		}
		if !counted.latest.IsZero() {
			w.LastReceiveTime = timestamppb.New(counted.latest)
		}
		out = append(out, w)
	}
	return out
}
