package connectors

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Fetch fetches the page of an opened list at a place. The page is a pure function of the opened request, the place and what
// the client knows about its upstream. Errors are *Error or the context's. A Fetch may run concurrently with itself.
type Fetch func(ctx context.Context, at PageRequest) (Page, error)

// List is one list of an account, as a value: a declaration of what the list can do, and a function that opens requests for it.
// The server refuses every request that asks for more than is declared.
type List struct {
	// Resource is the list's name in URLs: "contacts", "stockItems", ...
	Resource string
	// Ops are the upstream operations that have the records, in the upstream's words. docs/operations.md is made of them, and
	// conformance.RunOperations requires that the list asks for each.
	Ops []string
	// Fields are the request fields that the list honours, in proto spelling, besides source, page_size, limit, resume_token
	// and include_raw, which all lists honour.
	Fields []string
	// Where are the keys of conditions.
	Where []WhereKey
	// Orders are the accepted values of order. The first is the order of scans. The others need a result that fits one page.
	Orders []string
	// PageMax is the largest upstream page in records, 0 where there are no pages.
	PageMax int
	// Changes, Guarantee and Cost are sentences for GetSource.
	Changes, Guarantee, Cost string
	// Assumes names what the guarantee relies on.
	Assumes []string
	// Kept states that the server keeps the whole list and serves it from there. Requests with other fields than "resource",
	// "field_id" and "parent_option_id" are not kept.
	Kept bool
	// Needs are the kept lists that name and resolve the values of the records.
	Needs []Need
	// Unverifiable names the filters that returned rows cannot prove to have been obeyed.
	Unverifiable []string

	request protoreflect.MessageType
	open    func(proto.Message, *Catalogue) (Fetch, error)
}

// WhereKey declares a key of conditions and the operators it takes. A trailing "*" in Key stands for any text.
type WhereKey struct {
	Key string
	Ops []Op
}

// Of completes the declaration of a list with the function that opens its requests, of type R.
//
// open reads and validates the whole request, with the catalogue of the records' values. It sends no request to the upstream
// and reads no clock. The server calls open before it asks the upstream, with the kept catalogue or nil, and again for each
// other catalogue of the call. Without a catalogue, conditions on custom fields are not checked. An error is of
// KindInvalidRequest and names the field. What open returns is immutable: the state of a page is copied, never set on what was
// opened.
func Of[R proto.Message](declaration List, open func(R, *Catalogue) (Fetch, error)) List {
	var request R
	resource := declaration.Resource // all that open holds on to: an account has dozens of lists, and a server thousands of accounts
	declaration.request = request.ProtoReflect().Type()
	declaration.open = func(req proto.Message, known *Catalogue) (Fetch, error) {
		typed, ok := req.(R)
		if !ok {
			return nil, fmt.Errorf("a request for %s is a %T, not a %T", resource, request, req)
		}
		return open(typed, known)
	}
	return declaration
}

// Request returns the type of requests for the list, nil for a declaration that Of has not completed.
func (l List) Request() protoreflect.MessageType { return l.request }

// Open opens a request for the list; see Of.
func (l List) Open(req proto.Message, known *Catalogue) (Fetch, error) { return l.open(req, known) }
