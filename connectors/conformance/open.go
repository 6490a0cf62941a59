package conformance

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
)

// Open opens a request, with a catalogue, for the client's list that takes requests of its type.
func Open(client connectors.Client, req proto.Message, known *connectors.Catalogue) (connectors.Fetch, error) {
	for _, list := range client.Lists() {
		if list.Request() == req.ProtoReflect().Type() {
			return list.Open(req, known)
		}
	}
	return nil, fmt.Errorf("%T has no list for a %T", client, req)
}

// Fetch opens a request, with no catalogue, and fetches the page at a place.
func Fetch(ctx context.Context, client connectors.Client, req proto.Message, at connectors.PageRequest) (connectors.Page, error) {
	fetch, err := Open(client, req, nil)
	if err != nil {
		return connectors.Page{}, err
	}
	return fetch(ctx, at)
}

// OpenLookUp opens a request, with no catalogue, for the client's look-up that takes requests of its type.
func OpenLookUp(client connectors.Client, req proto.Message) (connectors.Find, error) {
	for _, lookUp := range client.LookUps() {
		if lookUp.Request() == req.ProtoReflect().Type() {
			return lookUp.Open(req, nil)
		}
	}
	return nil, fmt.Errorf("%T has no look-up for a %T", client, req)
}

// Find opens a request of a look-up, with no catalogue, and looks up its records.
func Find(ctx context.Context, client connectors.Client, req proto.Message) (connectors.Page, error) {
	find, err := OpenLookUp(client, req)
	if err != nil {
		return connectors.Page{}, err
	}
	return find(ctx)
}

// Opens opens a request of a list or a look-up, with a catalogue, and returns the error.
func Opens(client connectors.Client, req proto.Message, known *connectors.Catalogue) error {
	for _, lookUp := range client.LookUps() {
		if lookUp.Request() == req.ProtoReflect().Type() {
			_, err := lookUp.Open(req, known)
			return err
		}
	}
	_, err := Open(client, req, known)
	return err
}

// Unused returns a transport that fails the test when it is used, for clients that must not ask the upstream.
func Unused(t *testing.T) http.RoundTripper { return unused{t} }

type unused struct{ t *testing.T }

func (u unused) RoundTrip(r *http.Request) (*http.Response, error) {
	u.t.Errorf("the upstream was asked: %s %s", r.Method, r.URL)
	return nil, http.ErrAbortHandler
}
