package server

import (
	"context"

	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// calendarService serves CalendarService.
type calendarService struct {
	crmstreamv1.UnimplementedCalendarServiceServer
	server *Server
}

// ListCalendarEvents streams calendar events from the source that the request names.
func (s calendarService) ListCalendarEvents(req *crmstreamv1.ListCalendarEventsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListCalendarEventsResponse]) error {
	return serveList(s.server, "calendarEvents", connectors.CalendarEventLister.ListCalendarEvents, req, stream)
}

// GetCalendarEvent looks a calendar event up.
func (s calendarService) GetCalendarEvent(ctx context.Context, req *crmstreamv1.GetCalendarEventRequest) (*crmstreamv1.GetCalendarEventResponse, error) {
	resp := &crmstreamv1.GetCalendarEventResponse{}
	return resp, serveGet(ctx, s.server, "calendarEvents", connectors.CalendarEventGetter.GetCalendarEvent, req, req.GetId(), resp)
}
