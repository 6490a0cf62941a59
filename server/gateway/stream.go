package gateway

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/wirejson"
	"github.com/crmstream/crmstream/server/memory"
)

// stream is a server-streaming method, a list or a watch: field 1 of its messages has the records of a list, or the entries of a
// watch.
type stream struct {
	*method
	conn    grpc.ClientConnInterface
	records string         // JSON name of the records in the response
	record  *wirejson.Plan // for one record
	memory  *memory.Budget
}

// streamHandler is a list or a watch.
type streamHandler interface {
	// handler answers one HTTP form of the method.
	handler(api.Binding) http.Handler
}

// addStreams adds the routes of all lists and watches.
func addStreams(rs routes, conn grpc.ClientConnInterface, methods []*method, pages *memory.Budget) error {
	kinds := map[api.Kind]func(grpc.ClientConnInterface, *method, *memory.Budget) (streamHandler, error){
		api.List: newList, api.Watch: newWatch,
	}
	for _, m := range methods {
		read, ok := kinds[m.Kind]
		if !ok {
			continue
		}
		s, err := read(conn, m, pages)
		if err != nil {
			return err
		}
		for _, b := range m.Bindings {
			rs.add(b.Verb, b.Path, s.handler(b))
		}
	}
	return nil
}

func newStream(conn grpc.ClientConnInterface, m *method, pages *memory.Budget) (stream, error) {
	records := m.Response.Descriptor().Fields().ByNumber(wirejson.RecordsNumber)
	if records == nil || !records.IsList() || records.Message() == nil {
		return stream{}, fmt.Errorf("gateway: %s: field %d of the response is no list of messages", m.Name, wirejson.RecordsNumber)
	}
	record, err := wirejson.Planner{}.Plan(records.Message())
	return stream{method: m, conn: conn, memory: pages, records: records.JSONName(), record: record}, err
}

// receive calls the method and yields its messages; each message is valid until the next one. R is what the messages have besides
// their records; newList and newWatch have checked that they have it. Before the messages, begun gets the header of the answer. A
// failure is yielded once and last; a stream that ends after another message than one that isLast has failed too, as unfinished says.
// Cancelling ctx releases the call, so a caller that stops early must cancel it.
func receive[R proto.Message](ctx context.Context, s stream, req proto.Message, begun func(metadata.MD), isLast func(R) bool, unfinished string) iter.Seq2[*wirejson.Message[R], *failure] {
	return func(yield func(*wirejson.Message[R], *failure) bool) {
		call, err := s.open(ctx, req)
		if err != nil {
			yield(nil, fromStatus(err))
			return
		}
		if md, err := call.Header(); err == nil { // else RecvMsg returns the error
			begun(md)
		}
		complete := false
		m := &wirejson.Message[R]{Parts: s.Response.New().Interface().(R)}
		defer m.Release()
		defer context.AfterFunc(call.Context(), m.Detach)()
		for {
			err := call.RecvMsg(m)
			switch {
			case err == nil:
				complete = isLast(m.Parts)
				if !yield(m, nil) {
					return
				}
			case !errors.Is(err, io.EOF):
				yield(nil, fromStatus(err))
				return
			case !complete:
				yield(nil, refuse(http.StatusInternalServerError, codes.Internal, crmstreamv1.ErrorReason_ERROR_REASON_INTERNAL, "%s", unfinished))
				return
			default:
				return
			}
		}
	}
}

// open begins a call.
func (s stream) open(ctx context.Context, req proto.Message) (grpc.ClientStream, error) {
	call, err := s.conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, s.Name, grpc.ForceCodecV2(wirejson.NewCodec()))
	if err == nil {
		err = call.SendMsg(req)
	}
	if err == nil {
		err = call.CloseSend()
	}
	if errors.Is(err, io.EOF) {
		err = nil // the true error is what RecvMsg returns
	}
	return call, err
}
