package inproc

import (
	"context"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
)

// header is the header metadata of a call's answer. A handler sets it at once, before anything else.
type header struct {
	method string

	mu  sync.Mutex
	md  metadata.MD
	set chan struct{} // closed when the handler has set it
}

// newHeader returns the header of a call, and the context in which its handler sets it.
func newHeader(ctx context.Context, method string) (*header, context.Context) {
	h := &header{method: method, set: make(chan struct{})}
	return h, grpc.NewContextWithServerTransportStream(ctx, h)
}

// get returns what the handler has set so far.
func (h *header) get() metadata.MD {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.md.Copy()
}

// Method returns the method of the call.
func (h *header) Method() string { return h.method }

// SetHeader adds metadata.
func (h *header) SetHeader(md metadata.MD) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.md == nil {
		close(h.set)
	}
	h.md = metadata.Join(h.md, md)
	return nil
}

// SendHeader adds metadata.
func (h *header) SendHeader(md metadata.MD) error { return h.SetHeader(md) }

// SetTrailer does nothing: calls have no trailer.
func (h *header) SetTrailer(metadata.MD) error { return nil }
