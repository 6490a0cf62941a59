package connectors

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Find looks up all records of an opened request and returns them as one page, in any order, without Next. Records of other
// ids than those asked for are left out, and so are ids that no record has; where the upstream itself states that there is
// no such record, the error may be of KindNotFound instead. Deleted records are found too where the upstream has them, and
// say so. A Find may run concurrently with itself.
type Find func(ctx context.Context) (Page, error)

// LookUp is one look-up of an account, as a value: by id, one record or many in one call.
type LookUp struct {
	// Resource is the records' name in URLs: "contacts", "stockItems", ...
	Resource string

	request protoreflect.MessageType
	open    func(proto.Message, *Catalogue) (Find, error)
}

// LookUpOf returns the look-up of a resource. R is the request of the API's batch look-up where the API has one, since that
// serves single records too, and else the request for one record.
//
// open reads and validates the whole request, as that of a list does. Ids that cannot be any of the upstream's are of
// KindInvalidRequest and name the field "ids"; the server turns that into "id" where one record was asked for. An id that is
// named again counts once, and costs nothing. No look-up reads a catalogue: open is given the one that is kept, which may know
// nothing.
func LookUpOf[R proto.Message](resource string, open func(R, *Catalogue) (Find, error)) LookUp {
	var request R
	return LookUp{
		Resource: resource,
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
