package server

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/changelog"
	"github.com/crmstream/crmstream/server/inbox"
	"github.com/crmstream/crmstream/server/scan"
)

// watchFeed is what one kind of watch delivers.
type watchFeed struct {
	endpoint string
	feed     func(*inbox.Box) *inbox.Feed
	wire     func(*inbox.Box, inbox.Entry) []byte // field 1 of the message, nil for an entry that is not to be delivered
	present  func(*inbox.Box) (done func())       // notes that a watch is open, nil for a kind that needs no such note
}

// open notes that a watch is open, until it calls the function that open returns.
func (f *watchFeed) open(box *inbox.Box) func() {
	if f.present == nil {
		return func() {}
	}
	return f.present(box)
}

// watchFeeds returns the kinds of watches, by resource.
func watchFeeds() map[string]*watchFeed {
	return map[string]*watchFeed{
		"events": {
			endpoint: connectors.WebhookEndpoint,
			feed:     func(box *inbox.Box) *inbox.Feed { return box.Events },
			wire:     func(_ *inbox.Box, e inbox.Entry) []byte { return e.Wire },
		},
		"outgoingSms": {
			endpoint: connectors.SMSEndpoint,
			feed:     func(box *inbox.Box) *inbox.Feed { return box.Texts },
			wire: func(box *inbox.Box, e inbox.Entry) []byte {
				if m := box.OutgoingSMS(e.Record); m != nil {
					return asField1(m)
				}
				return nil
			},
		},
		"callRequests": {
			endpoint: connectors.CallsEndpoint,
			feed:     func(box *inbox.Box) *inbox.Feed { return box.Calls },
			wire: func(box *inbox.Box, e inbox.Entry) []byte {
				call := box.Call(e.Record)
				if call == nil || !time.Now().Before(call.GetExpireTime().AsTime()) {
					return nil
				}
				return asField1(call)
			},
			present: (*inbox.Box).WatchCalls,
		},
	}
}

// asField1 returns a message encoded as field 1 of another one.
func asField1(m proto.Message) []byte {
	encoded, err := proto.MarshalOptions{}.MarshalAppend(nil, m)
	if err != nil {
		return nil // never: its texts were made valid
	}
	return protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), encoded)
}

// notReceived is the error of a watch of what the source does not receive.
type notReceived struct{ source, endpoint string }

func (e *notReceived) Error() string {
	return fmt.Sprintf("source %q does not receive this: ask the operator to configure inbound.%s of the source", e.source, e.endpoint)
}

// watched returns the feed of a watch, and the box of its source.
func (s *Server) watched(src *source, m *api.Method) (*watchFeed, *inbox.Box, error) {
	by, feed := src.serving.Load(), s.watchFeeds[m.Resource()]
	if _, asked := by.inbound.Endpoints()[feed.endpoint]; !asked {
		return nil, nil, unsupported(src, m)
	}
	box := s.inbox.Box(src.name)
	if _, configured := by.config.Inbound[feed.endpoint]; !configured || box == nil {
		return nil, nil, &notReceived{src.name, feed.endpoint}
	}
	return feed, box, nil
}

// ofWatch returns what the token of a watch is bound to: the request and the caller, and not the account. If an address of the account
// changes, its text messages must not be lost.
func (r requestFields) ofWatch(caller string) scan.Binding {
	b := scan.Binding(maps.Clone(r))
	if caller != "" {
		b[boundCaller] = caller
	}
	return b
}

// watchTokenError returns the error of a token of a watch.
func watchTokenError(err error) error {
	var mismatch *scan.MismatchError
	if !errors.As(err, &mismatch) || mismatch.Field == boundCaller {
		return changelog.ErrPosition // the error reveals nothing about other callers
	}
	return connectors.Invalid("resume_token", "is of another method or source: use the token of a message of this watch, or none")
}

// prepareEvents returns the function that reads the events of a source for all its watches.
func (s *Server) prepareEvents(name string) inbox.Prepare {
	return func(ctx context.Context, record changelog.Record) ([]byte, error) {
		event, err := s.readEvent(ctx, name, record)
		if event == nil {
			return nil, err
		}
		return asField1(event), nil
	}
}
