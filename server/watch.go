package server

import (
	"context"
	"errors"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/changelog"
	"github.com/crmstream/crmstream/server/inbox"
)

// longestWait is the longest time without entries after which a watch ends.
const longestWait = 100 * 365 * 24 * time.Hour

// heartbeat is the time after which a watch without entries sends a message.
const heartbeat = 15 * time.Second

// watchRequest is the part that all requests of watches have in common.
type watchRequest interface {
	proto.Message
	GetSource() string
	GetLimit() int32
	GetResumeToken() string
	GetStart() crmstreamv1.WatchStart
	GetWait() *durationpb.Duration
}

// watchTail is a message of a watch without its entries, which are field 1. All these messages have the same fields from 2 on, which
// a test guards.
type watchTail = crmstreamv1.WatchEventsResponse

// bulk is the priority of watches: nothing waits for a budget.
type bulk struct{}

// GetPriority returns the priority.
func (bulk) GetPriority() crmstreamv1.Priority { return crmstreamv1.Priority_PRIORITY_BULK }

// serveWatch answers one call of a watch.
func (s *Server) serveWatch(m *api.Method, req watchRequest, stream grpc.ServerStream) error {
	src, err := s.source(stream.Context(), req.GetSource())
	if err != nil {
		return err
	}
	ctx, cancel := s.callContext(stream.Context(), src, bulk{})
	defer cancel()
	note(ctx, src, m.Resource())
	w := &watcher{server: s, source: src, stream: stream, call: info(ctx), limit: int(req.GetLimit()), wait: -1}
	if w.feed, w.box, err = s.watched(src, m); err != nil {
		return src.fail(err)
	}
	if wait := req.GetWait(); wait != nil {
		w.wait = min(wait.AsDuration(), longestWait) // what is longer cannot be added to a time
	}
	w.binding = requestFields{"method": m.Resource(), "source": digest([]byte(src.name))}.ofWatch(callerOf(ctx))
	if w.at, err = w.begin(ctx, req); err != nil {
		return src.fail(err)
	}
	w.delivery.resumable = w.at
	defer w.feed.open(w.box)()
	defer s.asked.opened(src.name, m.Resource())()
	at, cut, err := supervise(ctx, &w.delivery, func() bool { return false }, func() error { return w.run(ctx) })
	if err == nil {
		return nil
	}
	if !cut {
		at = w.at
	}
	failure := src.fail(err)
	if !errors.As(err, new(*changelog.ExpiredError)) {
		failure.token, _ = s.opts.Tokens.SealPosition(at.Bytes(), w.binding)
	}
	return failure
}

// watcher is one call of a watch.
type watcher struct {
	server  *Server
	source  *source
	feed    *watchFeed
	box     *inbox.Box
	stream  grpc.ServerStream
	call    *callInfo
	binding map[string]string
	// limit is the number of entries that are left, 0 for no limit.
	limit int
	// wait is the time without entries after which the watch ends; below 0 it does not end.
	wait time.Duration
	// at is the position after what was read.
	at       changelog.Position
	delivery delivery[changelog.Position]
}

// begin returns the position at which a watch begins.
func (w *watcher) begin(ctx context.Context, req watchRequest) (changelog.Position, error) {
	start := req.GetStart()
	if token := req.GetResumeToken(); token != "" {
		if start != crmstreamv1.WatchStart_WATCH_START_UNSPECIFIED {
			return changelog.Position{}, connectors.Invalid("start", "is set beside resume_token: leave one of them out")
		}
		sealed, err := w.server.opts.Tokens.OpenPosition(token, w.binding)
		if err != nil {
			return changelog.Position{}, watchTokenError(err)
		}
		return changelog.ParsePosition(sealed)
	}
	bounds, err := w.feed.feed(w.box).Bounds(ctx)
	if start == crmstreamv1.WatchStart_WATCH_START_OLDEST {
		return bounds.Start, err
	}
	return bounds.End, err
}

// run sends what there is and what comes, until the limit, the wait or the context ends the watch.
func (w *watcher) run(ctx context.Context) error {
	feed := w.feed.feed(w.box)
	idle := time.Now() // when the last entry came, or the watch began
	var sent time.Time // when the last message was sent
	for {
		asked := time.Now()
		entries, err := feed.Next(ctx, w.at)
		if err != nil {
			return err
		}
		message, full := w.message(entries)
		said := len(message.records) > 0 || len(message.tail.Gaps) > 0
		if len(message.records) > 0 {
			idle = asked
		}
		atEnd := len(entries) == 0
		if atEnd {
			message.tail.CompleteUntil = timestamppb.New(asked)
		}
		switch {
		case full:
			message.tail.End = crmstreamv1.EndReason_END_REASON_LIMIT
		case atEnd && w.wait >= 0 && time.Since(idle) >= w.wait:
			message.tail.End = crmstreamv1.EndReason_END_REASON_WAIT
		}
		ended := message.tail.GetEnd() != 0
		if said || ended || time.Since(sent) >= heartbeat { // entries of other kinds may be many
			if err := w.send(message); err != nil || ended {
				return err
			}
			sent = time.Now()
		}
		if atEnd {
			if err := w.sleep(ctx, feed, idle, sent); err != nil {
				return err
			}
		}
	}
}

// sleep returns when there may be entries, or it is time for a message without one.
func (w *watcher) sleep(ctx context.Context, feed *inbox.Feed, idle, sent time.Time) error {
	until := sent.Add(heartbeat)
	if end := idle.Add(w.wait); w.wait >= 0 && end.Before(until) {
		until = end
	}
	waiting, cancel := context.WithDeadline(ctx, until)
	defer cancel()
	if err := feed.Wait(waiting, w.at); err != nil && waiting.Err() == nil {
		return err
	}
	return context.Cause(ctx)
}

// watchMessage is one message of a watch.
type watchMessage struct {
	records [][]byte
	tail    *watchTail
}

// message returns the message of entries, and moves the position after those that are in it. full reports whether the limit is reached.
func (w *watcher) message(entries []inbox.Entry) (m watchMessage, full bool) {
	m.tail = &watchTail{}
	for _, e := range entries {
		if gap := inbox.GapOf(e.Record); gap != nil {
			m.tail.Gaps = append(m.tail.Gaps, gap)
		} else if wire := w.feed.wire(w.box, e); wire != nil {
			m.records = append(m.records, wire)
		}
		w.at = e.After()
		m.tail.CompleteUntil = timestamppb.New(e.Time)
		if w.limit > 0 && len(m.records) == w.limit {
			return m, true
		}
	}
	w.limit -= min(w.limit, len(m.records)) // 0 stays no limit
	return m, false
}

// send sends a message.
func (w *watcher) send(m watchMessage) (err error) {
	if m.tail.ResumeToken, err = w.server.opts.Tokens.SealPosition(w.at.Bytes(), w.binding); err != nil {
		return err
	}
	if !w.delivery.sends() {
		return errSlowReader
	}
	if err := w.stream.SendMsg(&frame{records: m.records, tail: m.tail}); err != nil {
		return err
	}
	w.delivery.taken(w.at)
	w.call.records.Add(int64(len(m.records)))
	return nil
}
