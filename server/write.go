package server

import (
	"context"
	"time"

	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/writes"
)

// WriteSettings are the times of writes.
type WriteSettings struct {
	// Gate are the times of sending and settling.
	Gate writes.Settings
	// ProofLag are the waits between readings of a record that does not show a write, after the first reading.
	ProofLag []time.Duration
}

// writeRequest is the part that all requests of writes have in common.
type writeRequest interface {
	proto.Message
	prioritised
	GetSource() string
	GetRequestId() string
	GetValidateOnly() bool
	GetProof() crmstreamv1.WriteProof
}

// serveWrite returns the function that serves a method that writes.
func (s *Server) serveWrite(m *api.Method) unary {
	return func(ctx context.Context, req proto.Message) (proto.Message, error) {
		src, err := s.source(ctx, textOf(req, "source"))
		if err != nil {
			return nil, err
		}
		return nil, src.fail(unsupported(src, m))
	}
}

// getWrite returns what is known of a write.
func (s *Server) getWrite(ctx context.Context, req *crmstreamv1.GetWriteRequest) (*crmstreamv1.GetWriteResponse, error) {
	return nil, errNotServed
}

func (s *Server) listWrites(ctx context.Context, req *crmstreamv1.ListWritesRequest) (*crmstreamv1.ListWritesResponse, error) {
	return nil, errNotServed
}

func (s *Server) resolveWrite(ctx context.Context, req *crmstreamv1.ResolveWriteRequest) (*crmstreamv1.ResolveWriteResponse, error) {
	return nil, errNotServed
}
