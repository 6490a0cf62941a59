package server

import (
	"context"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/inproc"
)

// unary answers a call with a checked request. The answer is what the codec encodes: a message or a frame.
type unary func(ctx context.Context, req proto.Message) (any, error)

// own returns the methods that the server answers by itself, by full name.
func (s *Server) own() map[string]unary {
	return map[string]unary{
		crmstreamv1.SourcesService_ListSources_FullMethodName: typed(s.listSources),
		crmstreamv1.SourcesService_GetSource_FullMethodName:   typed(s.getSource),
		crmstreamv1.SourcesService_GetSpending_FullMethodName: typed(s.getSpending),
		crmstreamv1.SmsService_UpdateSmsStatus_FullMethodName: typed(s.updateSMSStatus),
		crmstreamv1.WritesService_GetWrite_FullMethodName:     typed(s.getWrite),
		crmstreamv1.WritesService_ListWrites_FullMethodName:   typed(s.listWrites),
		crmstreamv1.WritesService_ResolveWrite_FullMethodName: typed(s.resolveWrite),
	}
}

// typed returns a function with typed messages as a unary.
func typed[Q, A proto.Message](serve func(context.Context, Q) (A, error)) unary {
	return func(ctx context.Context, req proto.Message) (any, error) {
		typed, ok := req.(Q)
		if !ok {
			return nil, fmt.Errorf("a request is a %T", req)
		}
		return serve(ctx, typed)
	}
}

// register registers every method of the API from its descriptor. A method that nothing serves is an error, so that no method
// can be forgotten.
func (s *Server) register() error {
	methods, err := api.Methods()
	if err != nil {
		return err
	}
	own := s.own()
	s.methods = methodsByName(methods)
	var services []*grpc.ServiceDesc // in the order of the methods
	byName := map[protoreflect.FullName]*grpc.ServiceDesc{}
	for _, m := range methods {
		parent := m.Desc.Parent()
		service := byName[parent.FullName()]
		if service == nil {
			service = &grpc.ServiceDesc{ServiceName: string(parent.FullName()), Metadata: parent.ParentFile().Path()}
			services, byName[parent.FullName()] = append(services, service), service
		}
		switch {
		case m.Kind == api.List || m.Kind == api.Watch:
			if err := s.keepStream(m); err != nil {
				return err
			}
			service.Streams = append(service.Streams, s.streamDesc(m))
		case m.Kind == api.Get || m.Kind == api.BatchGet:
			if _, ok := m.Request.Zero().Interface().(getRequest); !ok {
				return fmt.Errorf("%s: the request is not that of a look-up", m.Name)
			}
			if m.Kind == api.Get {
				s.gets[m.Resource()] = m
				service.Methods = append(service.Methods, s.methodDesc(m, s.serveGet(m)))
				continue
			}
			s.batchGets[m.Resource()] = m
			service.Methods = append(service.Methods, s.methodDesc(m, s.serveBatchGet(m)))
		case m.Kind == api.Upload:
			s.uploads = m // the only client stream of the API
			service.Streams = append(service.Streams, s.uploadDesc(m))
		case m.Kind.Writes():
			if _, ok := m.Request.Zero().Interface().(writeRequest); !ok {
				return fmt.Errorf("%s: the request is not that of a write", m.Name)
			}
			if s.writes[m.Resource()] == nil {
				s.writes[m.Resource()] = map[api.Kind]*api.Method{}
			}
			s.writes[m.Resource()][m.Kind] = m
			service.Methods = append(service.Methods, s.methodDesc(m, s.serveWrite(m)))
		case own[m.Name] != nil:
			service.Methods = append(service.Methods, s.methodDesc(m, own[m.Name]))
		default:
			return fmt.Errorf("%s: nothing serves this method", m.Name)
		}
	}
	for _, service := range services {
		s.grpc.RegisterService(service, nil) // the handlers have their server in a closure
	}
	s.local = inproc.New(inproc.Options{
		Services: services, Codec: newCodec(), Unary: s.unaryEdge, Stream: s.streamEdge, Enter: s.admission.enter,
	})
	return nil
}

// keepStream keeps a list or a watch by its resource.
func (s *Server) keepStream(m *api.Method) error {
	request := m.Request.Zero().Interface()
	if m.Kind == api.List {
		s.lists[m.Resource()] = m
		if _, ok := request.(listRequest); !ok {
			return fmt.Errorf("%s: the request is not that of a list", m.Name)
		}
		return nil
	}
	s.watches[m.Resource()] = m
	if _, ok := request.(watchRequest); !ok || s.watchFeeds[m.Resource()] == nil {
		return fmt.Errorf("%s: nothing serves this watch", m.Name)
	}
	return nil
}

// admit checks a request by the rules of the protos, and then whether the caller may make it.
func (s *Server) admit(ctx context.Context, m *api.Method, req proto.Message) error {
	if err := s.check(req); err != nil {
		return err
	}
	return s.authorize(ctx, m, req)
}

// methodDesc returns the description of a unary method. All unary methods have this handler: within the interceptors it checks
// the request, then serves it.
func (s *Server) methodDesc(m *api.Method, serve unary) grpc.MethodDesc {
	checked := func(ctx context.Context, req any) (any, error) {
		message, ok := req.(proto.Message)
		if !ok {
			return nil, fmt.Errorf("%s: a request is a %T", m.Name, req)
		}
		if err := s.admit(ctx, m, message); err != nil {
			return nil, err
		}
		return serve(ctx, message)
	}
	return grpc.MethodDesc{
		MethodName: string(m.Desc.Name()),
		Handler: func(_ any, ctx context.Context, decode func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
			req := m.Request.New().Interface()
			if err := decode(req); err != nil {
				return nil, err
			}
			arrived(ctx)
			return interceptor(ctx, req, &grpc.UnaryServerInfo{Server: s, FullMethod: m.Name}, checked)
		},
	}
}

// streamDesc returns the description of a list or a watch. All of them have this handler.
func (s *Server) streamDesc(m *api.Method) grpc.StreamDesc {
	return grpc.StreamDesc{
		StreamName:    string(m.Desc.Name()),
		ServerStreams: true,
		Handler: func(_ any, stream grpc.ServerStream) error {
			req := m.Request.New().Interface()
			if err := stream.RecvMsg(req); err != nil {
				return err
			}
			arrived(stream.Context())
			if err := s.admit(stream.Context(), m, req); err != nil {
				return err
			}
			if watch, ok := req.(watchRequest); ok && m.Kind == api.Watch {
				return s.serveWatch(m, watch, stream)
			}
			list, ok := req.(listRequest)
			if !ok {
				return fmt.Errorf("%s: the request is not that of a list", m.Name)
			}
			return s.serveList(m, list, stream)
		},
	}
}
