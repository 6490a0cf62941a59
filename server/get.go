package server

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// getRequest is what all requests of getters have in common.
type getRequest interface {
	proto.Message
	prioritised
	GetSource() string
}

// batchRequest is a getRequest for many records.
type batchRequest interface {
	getRequest
	GetIds() []string
}

// getter is a method of a connector's look-up interface, as a function.
type getter[G any, R getRequest] func(G, context.Context, R, connectors.PageRequest) (connectors.Page, error)

// footing is the answer of a look-up without its records, which are field 1. All have the same fields from 2 on; those
// for one record lack the last two.
type footing = crmstreamv1.BatchGetTasksResponse

// serveGet looks up the record with an id and fills the response with it.
func serveGet[G any, R getRequest](ctx context.Context, s *Server, resource string, get getter[G, R], req R, id string, resp proto.Message) error {
	l, err := lookUp(ctx, s, resource, get, req, []string{id})
	if err != nil {
		var ce *connectors.Error
		if errors.As(err, &ce) && ce.Field == "ids" {
			ce.Field = "id" // the getter was asked for a list of one
		}
		return err
	}
	record, found := l.found[idKey(id)]
	switch {
	case !found:
		return l.source.fail(&connectors.Error{
			Kind: connectors.KindNotFound, Connector: l.source.driver.Name, Field: "id",
			Err: fmt.Errorf("source %q has none of these %s with the id %q", l.source.name, resource, id),
		})
	case record.Err != nil:
		return l.source.fail(&connectors.Error{
			Kind: connectors.KindMalformedResponse, Connector: l.source.driver.Name,
			Err: fmt.Errorf("the record cannot be read: %s", record.Err.Message),
		})
	}
	return fill(resp, [][]byte{record.Wire}, &footing{Notices: l.notices, UpstreamRequests: l.requests})
}

// serveBatchGet looks up the records of a request's ids and fills the response with those that exist, in the order of the
// ids.
func serveBatchGet[G any, R batchRequest](ctx context.Context, s *Server, resource string, get getter[G, R], req R, resp proto.Message) error {
	l, err := lookUp(ctx, s, resource, get, req, req.GetIds())
	if err != nil {
		return err
	}
	foot := &footing{Notices: l.notices, UpstreamRequests: l.requests}
	var records [][]byte
	for _, id := range l.ids {
		switch record, found := l.found[idKey(id)]; {
		case !found:
			foot.MissingIds = append(foot.MissingIds, id)
		case record.Err != nil:
			foot.RecordErrors = append(foot.RecordErrors, recordError(record.Err))
		default:
			records = append(records, record.Wire)
		}
	}
	return fill(resp, records, foot)
}

// found is what a look-up found.
type found struct {
	source   *source
	ids      []string // those asked for, each once
	wanted   map[string]bool
	found    map[string]connectors.Record
	told     map[connectors.Notice]bool
	notices  []*crmstreamv1.Notice
	requests int32
}

// lookUp asks for records until all are found or the upstream has no more of them. It asks for no catalogue: those that are
// kept explain the values.
func lookUp[G any, R getRequest](ctx context.Context, s *Server, resource string, get getter[G, R], req R, ids []string) (*found, error) {
	ctx, cancel := s.callContext(ctx, req)
	defer cancel()
	call := connectors.CallFrom(ctx)
	call.Interactive = req.GetPriority() != crmstreamv1.Priority_PRIORITY_BULK
	src, err := s.source(req.GetSource())
	if err != nil {
		return nil, err
	}
	note(ctx, src, resource)
	client, ok := src.client.(G)
	if !ok {
		return nil, src.fail(unsupportedLookUp(src, resource))
	}
	known, err := s.meaningOf(ctx, src, src.lists[resource], false)
	if err != nil {
		return nil, src.fail(err)
	}
	l := newFound(src, ids)
	l.tell(known.notices)
	err = l.collect(known.catalogue, func(at connectors.PageRequest) (connectors.Page, error) { return get(client, ctx, req, at) })
	l.requests = int32(call.Requests())
	switch {
	case errors.Is(err, &connectors.Error{Kind: connectors.KindNotFound}) && len(l.ids) == 1:
		return l, nil
	case err != nil && ctx.Err() != nil:
		return nil, src.fail(context.Cause(ctx))
	case err != nil:
		return nil, src.fail(err)
	}
	return l, nil
}

// newFound returns what is found before anything is asked.
func newFound(src *source, ids []string) *found {
	l := &found{source: src, wanted: map[string]bool{}, found: map[string]connectors.Record{}, told: map[connectors.Notice]bool{}}
	for _, id := range ids {
		if key := idKey(id); !l.wanted[key] {
			l.wanted[key] = true
			l.ids = append(l.ids, id)
		}
	}
	return l
}

// collect fetches pages until all records are found or there are no more of them.
func (l *found) collect(known *connectors.Catalogue, fetch func(connectors.PageRequest) (connectors.Page, error)) error {
	at := connectors.PageRequest{Want: len(l.ids), Catalogue: known}
	for {
		page, err := fetch(at)
		if err != nil {
			return err
		}
		l.tell(page.Notices)
		for _, r := range page.Records {
			if key := idKey(string(r.ID)); l.wanted[key] {
				l.found[key] = r
			}
		}
		if page.Next == "" || len(l.found) == len(l.ids) {
			return nil
		}
		if page.Next == at.Cursor {
			return &connectors.Error{Kind: connectors.KindInconsistent, Connector: l.source.driver.Name, Err: errors.New("the look-up does not end")}
		}
		at.Cursor = page.Next
	}
}

// tell adds notices, each once.
func (l *found) tell(notices []connectors.Notice) {
	for _, n := range notices {
		if !l.told[n] {
			l.told[n] = true
			l.notices = append(l.notices, &crmstreamv1.Notice{Code: n.Code, Message: valid(n.Message)})
		}
	}
}

// idKey returns what ids that mean the same record share: upstreams read zeros before a number away.
func idKey(id string) string { return string(connectors.NumberKey([]byte(id))) }

// fill sets a response to records and a foot.
func fill(resp proto.Message, records [][]byte, foot *footing) error {
	wire, err := proto.Marshal(foot)
	if err != nil {
		return err
	}
	for _, r := range records {
		wire = append(wire, r...)
	}
	return proto.Unmarshal(wire, resp)
}

func unsupportedLookUp(src *source, resource string) error {
	return &connectors.Error{
		Kind: connectors.KindUnsupported, Connector: src.driver.Name,
		Err: fmt.Errorf("source %q has no look-up of %s: GetSource tells which it has", src.name, resource),
	}
}
