package main

import (
	"context"
	"encoding/json"
	"maps"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// write sends an intent.
func (u *writtenUpstream) write(ctx context.Context, conn *grpc.ClientConn, i *intent) error {
	one := map[string]any{}
	switch i.act {
	case connectors.Create:
		one[u.field] = u.newRecord(i.name)
		if u.numbered {
			one[u.field].(map[string]any)["id"] = i.id
		}
	case connectors.Update:
		one["id"], one[u.field] = i.id, u.changes(i.name)
		if i.was != "" {
			one["expected"] = map[string]any{u.shown(): i.was}
		}
	default:
		one["id"] = i.id
	}
	method := u.method(i.act)
	if !u.batches {
		one["source"], one["requestId"] = u.source, i.request
		_, err := invoke(ctx, conn, u.service, method, one)
		return err
	}
	requests := []any{one}
	if i.act == connectors.Create {
		requests = append(requests, map[string]any{u.field: u.newRecord(u.another(i.name))})
	}
	resp, err := invoke(ctx, conn, u.service, method, map[string]any{"source": u.source, "requestId": i.request, "requests": requests})
	if err != nil {
		return err
	}
	if batch, ok := resp.(interface {
		GetResults() []*crmstreamv1.WriteResult
	}); ok && batch.GetResults()[0].GetState() == crmstreamv1.WriteState_WRITE_STATE_UNKNOWN {
		return status.Error(codes.Unknown, batch.GetResults()[0].GetMessage())
	}
	return nil
}

// list reads the names of the records by their ids. The first record gives what new ones need.
func (u *writtenUpstream) list(t *testing.T, conn *grpc.ClientConn) map[string]string {
	t.Helper()
	names := map[string]string{}
	u.each(t, conn, nil, func(r protoreflect.Message) {
		names[text(r, "id")] = r.Get(r.Descriptor().Fields().ByJSONName(u.shown())).String()
		u.learn(r)
	})
	return names
}

// each calls a function for each record of the list that shows the records, with more fields of its request.
func (u *writtenUpstream) each(t *testing.T, conn *grpc.ClientConn, more map[string]any, use func(protoreflect.Message)) {
	t.Helper()
	service, name := u.listed()
	method := methodOf(t, service, name)
	req := newMessage(t, method.Input())
	fields := map[string]any{"source": u.source}
	maps.Copy(fields, u.filter)
	maps.Copy(fields, more)
	body, err := json.Marshal(fields)
	require.NoError(t, err)
	require.NoError(t, protojson.Unmarshal(body, req))
	stream, err := conn.NewStream(t.Context(), &grpc.StreamDesc{ServerStreams: true}, "/crmstream.v1."+service+"/"+name)
	require.NoError(t, err)
	require.NoError(t, stream.SendMsg(req))
	require.NoError(t, stream.CloseSend())
	for m, err := range messages(dynamicStream{stream, func() proto.Message { return newMessage(t, method.Output()) }}) {
		require.NoError(t, err)
		records := (*m).ProtoReflect().Get(method.Output().Fields().ByNumber(1)).List()
		for i := range records.Len() {
			use(records.Get(i).Message())
		}
	}
}

// learn takes from a record what new ones need.
func (u *writtenUpstream) learn(r protoreflect.Message) {
	if len(u.needs) == 0 || u.fresh != nil {
		return
	}
	fresh := map[string]any{}
	for _, need := range u.needs {
		field := r.Descriptor().Fields().ByName(protoreflect.Name(need))
		if !r.Has(field) {
			return
		}
		fresh[field.JSONName()] = r.Get(field).String()
	}
	u.fresh = fresh
}

// dynamicStream is a stream of messages that are known by their descriptor.
type dynamicStream struct {
	grpc.ClientStream
	next func() proto.Message
}

// Recv returns the next message.
func (s dynamicStream) Recv() (*proto.Message, error) {
	m := s.next()
	return &m, s.RecvMsg(m)
}

// methodOf returns the descriptor of a method.
func methodOf(t *testing.T, service, name string) protoreflect.MethodDescriptor {
	t.Helper()
	desc, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName("crmstream.v1." + service + "." + name))
	require.NoError(t, err)
	method, ok := desc.(protoreflect.MethodDescriptor)
	require.True(t, ok)
	return method
}

// invoke calls a method with a request in JSON.
func invoke(ctx context.Context, conn *grpc.ClientConn, service, name string, request map[string]any) (proto.Message, error) {
	desc, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName("crmstream.v1." + service + "." + name))
	if err != nil {
		return nil, err
	}
	method, ok := desc.(protoreflect.MethodDescriptor)
	if !ok {
		return nil, status.Error(codes.Internal, name+" is no method")
	}
	in, err := protoregistry.GlobalTypes.FindMessageByName(method.Input().FullName())
	if err != nil {
		return nil, err
	}
	out, err := protoregistry.GlobalTypes.FindMessageByName(method.Output().FullName())
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(request)
	if err != nil {
		return nil, err
	}
	req, resp := in.New().Interface(), out.New().Interface()
	if err := protojson.Unmarshal(body, req); err != nil {
		return nil, err
	}
	return resp, conn.Invoke(ctx, "/crmstream.v1."+service+"/"+name, req, resp)
}
