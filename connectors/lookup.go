package connectors

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Find looks up all records of an opened request and returns them as one page, in any order, without Next. It leaves out
// records that were not asked for. An id that no record has is left out, or is an error of KindNotFound where the upstream
// itself says so. Deleted records are returned too, marked as deleted, where the upstream has them. A Find may run concurrently
// with itself.
type Find func(ctx context.Context) (Page, error)

// LookUp is one look-up of an account, as a value: by id, one record or many in one call.
type LookUp struct {
	// Resource is the records' name in URLs: "contacts", "stockItems", ...
	Resource string
	// Ops are the upstream operations that have the records, as those of a List are.
	Ops []string

	request protoreflect.MessageType
	open    func(proto.Message, *Catalogue) (Find, error)
}

// LookUpOf returns the look-up of a resource, given its upstream operations. R is the request of the API's batch look-up where the API has one, since it also
// serves single records, and else the request for one record.
//
// open reads and validates the whole request, as the open of a list does. An id that no record of the upstream can have is an
// error of KindInvalidRequest with the field "ids", which the server changes to "id" where one record was asked for. An id that
// is named again counts once, and costs nothing. A look-up never reads a catalogue: open gets the kept catalogue, which may be
// nil.
func LookUpOf[R proto.Message](resource string, open func(R, *Catalogue) (Find, error), ops ...string) LookUp {
	var request R
	return LookUp{
		Resource: resource,
		Ops:      ops,
		request:  request.ProtoReflect().Type(),
		open: func(req proto.Message, known *Catalogue) (Find, error) {
			typed, ok := req.(R)
			if !ok {
				return nil, fmt.Errorf("a request to look up %s is a %T, not a %T", resource, request, req)
			}
			return open(typed, known)
		},
	}
}

// Request returns the type of requests of the look-up.
func (l LookUp) Request() protoreflect.MessageType { return l.request }

// Open opens a request of the look-up; see LookUpOf.
func (l LookUp) Open(req proto.Message, known *Catalogue) (Find, error) { return l.open(req, known) }
