package server

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

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

// maxAnswer is how large the records of one answer may be, in bytes: gRPC clients take messages of 4 MiB.
const maxAnswer = 3584 << 10

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
	case !found && len(l.unreadable) == 0:
		return l.source.fail(&connectors.Error{
			Kind: connectors.KindNotFound, Connector: l.source.driver.Name, Field: "id",
			Err: fmt.Errorf("source %q has no such record: %s %q", l.source.name, resource, id),
		})
	case !found:
		return l.source.fail(l.malformed(l.unreadable[0]))
	case record.Err != nil:
		return l.source.fail(l.malformed(record.Err))
	}
	return fill(resp, [][]byte{record.Wire}, &footing{Notices: l.notices, UpstreamRequests: l.requests})
}

func (l *found) malformed(e *connectors.RecordError) error {
	return &connectors.Error{
		Kind: connectors.KindMalformedResponse, Connector: l.source.driver.Name,
		Err: fmt.Errorf("the record cannot be read: %s", e.Message),
	}
}

// serveBatchGet looks up the records of a request's ids and fills the response with those that exist, in the order of the
// ids.
func serveBatchGet[G any, R batchRequest](ctx context.Context, s *Server, resource string, get getter[G, R], req R, resp proto.Message) error {
	l, err := lookUp(ctx, s, resource, get, req, req.GetIds())
	if err != nil {
		return err
	}
	foot := &footing{Notices: l.notices, UpstreamRequests: l.requests}
	for _, e := range l.unreadable {
		foot.RecordErrors = append(foot.RecordErrors, recordError(e))
	}
	var records [][]byte
	size := 0
	for _, id := range l.ids {
		switch record, found := l.found[idKey(id)]; {
		case !found:
			foot.MissingIds = append(foot.MissingIds, id)
		case record.Err != nil:
			foot.RecordErrors = append(foot.RecordErrors, recordError(record.Err))
		default:
			records = append(records, record.Wire)
			size += len(record.Wire)
		}
	}
	if size += proto.Size(foot); size > maxAnswer {
		return l.source.fail(connectors.Invalid("ids", "these %d records take %d KiB, and an answer at most %d: ask for fewer at a time",
			len(records), size>>10, maxAnswer>>10))
	}
	return fill(resp, records, foot)
}

// found is what a look-up found.
type found struct {
	source *source
	ids    []string // those asked for, each once
	wanted map[string]bool
	found  map[string]connectors.Record
	// unreadable are records of which not even the id could be read.
	unreadable []*connectors.RecordError
	told       map[connectors.Notice]bool
	notices    []*crmstreamv1.Notice
	requests   int32
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
	known := s.keptMeaning(src, src.lists[resource])
	l := newFound(src, ids)
	l.tell(known.notices)
	err = l.collect(known.catalogue, func(missing []string, at connectors.PageRequest) (connectors.Page, error) {
		return get(client, ctx, narrowed(req, missing), at)
	})
	l.requests = count(call.Requests())
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

// narrowed returns a request for fewer ids; nil leaves it as it is.
func narrowed[R getRequest](req R, ids []string) R {
	batch, ok := any(req).(batchRequest)
	if ids == nil || !ok || len(batch.GetIds()) == len(ids) {
		return req
	}
	fewer := proto.Clone(req)
	field := fewer.ProtoReflect().Descriptor().Fields().ByName("ids")
	list := fewer.ProtoReflect().NewField(field)
	for _, id := range ids {
		list.List().Append(protoreflect.ValueOfString(id))
	}
	fewer.ProtoReflect().Set(field, list)
	typed, _ := fewer.(R) // a clone has the type of its original
	return typed
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

// collect fetches pages until all records are found or there are no more of them. From the deleted records on it asks for
// those only that are still missing.
func (l *found) collect(known *connectors.Catalogue, fetch func(missing []string, at connectors.PageRequest) (connectors.Page, error)) error {
	at := connectors.PageRequest{Want: len(l.ids), Catalogue: known}
	var missing []string
	for range 2*len(l.ids) + 2 { // at worst a page for each id, twice
		page, err := fetch(missing, at)
		if err != nil {
			return err
		}
		l.add(page)
		if page.Next == "" || len(l.found)+len(l.unreadable) >= len(l.ids) {
			return nil
		}
		if page.Next == at.Cursor {
			break
		}
		if at.Cursor = page.Next; at.Cursor == connectors.DeletedCursor {
			missing = l.missing()
		}
	}
	return &connectors.Error{Kind: connectors.KindInconsistent, Connector: l.source.driver.Name, Err: errors.New("the look-up does not end")}
}

// add takes over what a page has. A record that was found among the existing ones is not one of the deleted ones.
func (l *found) add(page connectors.Page) {
	l.tell(page.Notices)
	for _, r := range page.Records {
		key := idKey(string(r.ID))
		_, known := l.found[key]
		switch {
		case r.Err != nil && !r.Identified():
			l.unreadable = append(l.unreadable, r.Err)
		case l.wanted[key] && !known:
			l.found[key] = r
		}
	}
}

// missing returns the ids that are not found.
func (l *found) missing() []string {
	missing := make([]string, 0, len(l.ids))
	for _, id := range l.ids {
		if _, ok := l.found[idKey(id)]; !ok {
			missing = append(missing, id)
		}
	}
	return missing
}

// tell adds notices, each once.
func (l *found) tell(notices []connectors.Notice) {
	for _, n := range notices {
		if !l.told[n] {
			l.told[n] = true
			l.notices = append(l.notices, noticeOf(n))
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
