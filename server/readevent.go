package server

import (
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"unicode/utf8"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/changelog"
	"github.com/crmstream/crmstream/server/inbox"
)

const (
	// maxDecoded is the largest body of an event after its Content-Encoding was undone.
	maxDecoded = 4 << 20
	// maxUnreadable is how much of a body that cannot be read an event has.
	maxUnreadable = 64 << 10
	// largeEvent is the size from which a body may take much memory to be read, and largeAtOnce how many such bodies are read at a time.
	largeEvent, largeAtOnce = 64 << 10, 2
)

// faultText is why an event cannot be read that no upstream is to blame for.
const faultText = "a fault of crmstream itself"

// readEvent returns the event of an entry, nil for an entry that is none. A body that cannot be read is an event too, which says so. The
// error is the context's, or that the source was removed: its events wait until it comes back.
func (s *Server) readEvent(ctx context.Context, name string, record changelog.Record) (*crmstreamv1.PushedEvent, error) {
	encoding, body, is := inbox.EventOf(record)
	if !is {
		return nil, nil
	}
	if isLarge(encoding, body) {
		select {
		case s.reading <- struct{}{}:
			defer func() { <-s.reading }()
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
	event := s.decodeEvent(name, encoding, body)
	if event == nil {
		return nil, errRemoved
	}
	event.ReceiveTime = timestamppb.New(record.Time)
	if event.Raw == "" && event.GetUnreadable() != "" {
		event.Raw = string(body[:min(len(body), maxUnreadable)])
	}
	if !utf8.ValidString(event.GetRaw()) {
		event.Raw, event.RawReplaced = valid(event.GetRaw()), true
	}
	return event, nil
}

// isLarge reports whether a body may take much memory to be read: that of a few KiB may have 4 MiB without its Content-Encoding.
func isLarge(encoding string, body []byte) bool { return encoding != "" || len(body) > largeEvent }

// cannotRead reports whether the body of an event cannot be read. It does not look at a large body while others are read, since the
// upstream waits for an answer.
func (s *Server) cannotRead(name, encoding string, body []byte) bool {
	if isLarge(encoding, body) {
		select {
		case s.reading <- struct{}{}:
			defer func() { <-s.reading }()
		default:
			return false
		}
	}
	return s.decodeEvent(name, encoding, body).GetUnreadable() != ""
}

// decodeEvent reads the body of an event with the client that serves the source now. It returns nil if there is no such source. A panic
// of the connector makes the event unreadable: it would end every watch at this event, again and again.
func (s *Server) decodeEvent(name, encoding string, body []byte) (event *crmstreamv1.PushedEvent) {
	defer func() {
		if r := recover(); r != nil {
			s.opts.Log.Error("panic while an event was read", "source", name, "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
			event = &crmstreamv1.PushedEvent{Unreadable: faultText}
		}
	}()
	src := (*s.sources.Load())[name]
	if src == nil {
		return nil
	}
	by := src.serving.Load()
	webhook := by.inbound.Webhook
	if webhook == nil {
		return &crmstreamv1.PushedEvent{Unreadable: "the connector reads no events"}
	}
	body, err := undo(encoding, body)
	if err == nil {
		known := by.enrich.KeptDefinitions(connectors.List{Resource: "events", Needs: webhook.Needs}).Catalogue
		if event, err = webhook.Read(body, known); err == nil {
			return event
		}
	}
	var wrong *connectors.Error
	text := faultText
	if errors.As(err, &wrong) && wrong.Err != nil {
		text = wrong.Err.Error()
	}
	return &crmstreamv1.PushedEvent{Unreadable: s.opts.Redactor.Text(valid(text))}
}

// undo returns a body without its Content-Encoding.
func undo(encoding string, body []byte) ([]byte, error) {
	var content io.Reader
	var err error
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
		return body, nil
	case "gzip", "x-gzip":
		content, err = gzip.NewReader(strings.NewReader(string(body)))
	case "deflate":
		content, err = zlib.NewReader(strings.NewReader(string(body)))
	default:
		return nil, unreadableBody("its Content-Encoding is unknown")
	}
	if err != nil {
		return nil, unreadableBody("it is not in its Content-Encoding")
	}
	decoded, err := io.ReadAll(io.LimitReader(content, maxDecoded+1))
	switch {
	case err != nil:
		return nil, unreadableBody("it is not in its Content-Encoding")
	case len(decoded) > maxDecoded:
		return nil, unreadableBody("it is larger than 4 MiB without its Content-Encoding")
	}
	return decoded, nil
}

func unreadableBody(why string) error {
	return &connectors.Error{Kind: connectors.KindMalformedResponse, Err: errors.New(why)}
}
