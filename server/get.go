package server

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/redact"
)

// getRequest is the part that all requests of look-ups have in common.
type getRequest interface {
	proto.Message
	prioritised
	GetSource() string
}

// lookUpTail is the answer of a look-up without its records, which are field 1. All answers have the same fields from 2 on; an
// answer with one record lacks the last two of these.
type lookUpTail = crmstreamv1.BatchGetTasksResponse

// maxAnswer is the largest size of an answer, in bytes. gRPC clients accept messages of 4 MiB.
const maxAnswer = 3584 << 10

// serveGet returns the function that serves a method, a look-up of one record.
func (s *Server) serveGet(m *api.Method) unary {
	return func(ctx context.Context, req proto.Message) (any, error) {
		id := req.ProtoReflect().Get(m.Request.Descriptor().Fields().ByName("id")).String()
		l, err := s.lookUp(ctx, m, req, []string{id})
		if err != nil {
			var ce *connectors.Error
			if errors.As(err, &ce) && ce.Field == "ids" {
				ce.Field = "id" // the connector got a list of one id
			}
			return nil, err
		}
		record, found := l.found[idKey(id)]
		switch {
		case !found && len(l.unreadable) == 0:
			return nil, l.source.fail(&connectors.Error{
				Kind: connectors.KindNotFound, Connector: l.source.driver.Name, Field: "id",
				Err: fmt.Errorf("source %q has no such record: %s %q", l.source.name, m.Resource(), id),
			})
		case !found:
			return nil, l.source.fail(l.malformed(l.unreadable[0]))
		case record.Err != nil:
			return nil, l.source.fail(l.malformed(record.Err))
		}
		return &frame{records: [][]byte{record.Wire}, tail: &lookUpTail{Notices: l.notices, UpstreamRequests: l.requests}}, nil
	}
}

func (l *found) malformed(e *connectors.RecordError) error {
	return &connectors.Error{
		Kind: connectors.KindMalformedResponse, Connector: l.source.driver.Name,
		Err: fmt.Errorf("the record cannot be read: %s", e.Message),
	}
}

// serveBatchGet returns the function that serves a method, a look-up of several records. The answer has the records that exist,
// in the order of the ids.
func (s *Server) serveBatchGet(m *api.Method) unary {
	return func(ctx context.Context, req proto.Message) (any, error) {
		var ids []string
		list := req.ProtoReflect().Get(m.Request.Descriptor().Fields().ByName("ids")).List()
		for i := range list.Len() {
			ids = append(ids, list.Get(i).String())
		}
		l, err := s.lookUp(ctx, m, req, ids)
		if err != nil {
			return nil, err
		}
		records, t := l.inOrder()
		size := proto.Size(t)
		for _, wire := range records {
			size += len(wire)
		}
		if size > maxAnswer {
			return nil, l.source.fail(connectors.Invalid("ids", "these %d records take %d KiB, and an answer at most %d: ask for fewer at a time",
				len(records), size>>10, maxAnswer>>10))
		}
		return &frame{records: records, tail: t}, nil
	}
}

// found is the result of a look-up.
type found struct {
	source *source
	hide   *redact.Redactor
	ids    []string // the requested ids, each once
	found  map[string]connectors.Record
	// unreadable are the errors of records that have no readable id.
	unreadable []*connectors.RecordError
	notices    []*crmstreamv1.Notice
	requests   int32
}

// lookUp looks records up in one call of the connector. It reads no definitions from the upstream: only kept definitions
// explain the values.
func (s *Server) lookUp(ctx context.Context, m *api.Method, req proto.Message, ids []string) (*found, error) {
	get, ok := req.(getRequest)
	if !ok {
		return nil, fmt.Errorf("%s: the request is not that of a look-up", m.Name)
	}
	src, err := s.source(ctx, get.GetSource())
	if err != nil {
		return nil, err
	}
	ctx, cancel := s.callContext(ctx, src, get)
	defer cancel()
	meter := connectors.MeterFrom(ctx)
	meter.Interactive = get.GetPriority() != crmstreamv1.Priority_PRIORITY_BULK
	note(ctx, src, m.Resource())
	s.charge(meter, src.name)
	by := src.serving.Load()
	lookUp, ok := by.lookUps[m.Resource()]
	if !ok {
		return nil, src.fail(unsupported(src, m))
	}
	known := by.enrich.KeptDefinitions(by.lists[m.Resource()])
	find, err := lookUp.Open(widened(req, lookUp.Request()), known.Catalogue)
	if err != nil {
		return nil, src.fail(err)
	}
	lease := s.memory.Lease(false)
	defer lease.Release()
	page, err := find(connectors.WithMemory(ctx, lease))
	switch {
	case errors.Is(err, &connectors.Error{Kind: connectors.KindNotFound}) && m.Kind == api.Get:
		page = connectors.Page{}
	case err != nil && ctx.Err() != nil:
		return nil, src.fail(context.Cause(ctx))
	case err != nil:
		return nil, src.fail(err)
	}
	l := newFound(src, ids, s.opts.Redactor)
	l.add(page, known.Notices)
	l.requests = count(meter.Requests())
	return l, nil
}

// widened returns a request for one record as a request for several: with the same fields, and with the id as the only one in
// ids.
func widened(req proto.Message, to protoreflect.MessageType) proto.Message {
	from := req.ProtoReflect()
	if from.Type() == to {
		return req
	}
	wide := to.New()
	fields := to.Descriptor().Fields()
	from.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		if fd.Name() == "id" {
			wide.Mutable(fields.ByName("ids")).List().Append(v)
		} else {
			wide.Set(fields.ByName(fd.Name()), v)
		}
		return true
	})
	return wide.Interface()
}

// newFound returns a result for the requested ids, still without records.
func newFound(src *source, ids []string, hide *redact.Redactor) *found {
	l := &found{source: src, hide: hide, found: map[string]connectors.Record{}}
	seen := map[string]bool{}
	for _, id := range ids {
		if key := idKey(id); !seen[key] {
			seen[key] = true
			l.ids = append(l.ids, id)
		}
	}
	return l
}

// add adds the records and notices of a page. The notices of the call come first.
func (l *found) add(page connectors.Page, notices []connectors.Notice) {
	for _, n := range slices.Concat(notices, page.Notices) {
		l.notices = append(l.notices, noticeOf(n, l.hide))
	}
	for _, r := range page.Records {
		if !r.Identified() {
			l.unreadable = append(l.unreadable, r.Err)
			continue
		}
		if key := idKey(string(r.ID)); l.found[key].ID == nil {
			l.found[key] = r
		}
	}
}

// inOrder returns the records that exist, in the order of the ids, and the rest of the answer.
func (l *found) inOrder() (records [][]byte, t *lookUpTail) {
	t = &lookUpTail{Notices: l.notices, UpstreamRequests: l.requests}
	for _, e := range l.unreadable {
		t.RecordErrors = append(t.RecordErrors, recordError(e, l.hide))
	}
	for _, id := range l.ids {
		switch record, found := l.found[idKey(id)]; {
		case !found:
			t.MissingIds = append(t.MissingIds, id)
		case record.Err != nil:
			t.RecordErrors = append(t.RecordErrors, recordError(record.Err, l.hide))
		default:
			records = append(records, record.Wire)
		}
	}
	return records, t
}

// idKey returns a key that is equal for two ids of the same record: upstreams ignore zeros before a number.
func idKey(id string) string { return string(connectors.NumberKey([]byte(id))) }
