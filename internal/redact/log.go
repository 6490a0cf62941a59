package redact

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
)

// handler is a slog.Handler that hides secrets in the records that it passes on.
type handler struct {
	next slog.Handler
	hide *Redactor
}

// Handler returns a handler that hides the secrets in messages and attributes before they are quoted. It is for the whole log,
// so that no code that logs has to remember it.
func (r *Redactor) Handler(next slog.Handler) slog.Handler { return handler{next, r} }

// Enabled implements slog.Handler.
func (h handler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.next.Enabled(ctx, level)
}

// Handle implements slog.Handler.
func (h handler) Handle(ctx context.Context, record slog.Record) error {
	hidden := slog.NewRecord(record.Time, record.Level, h.hide.Text(record.Message), record.PC)
	record.Attrs(func(a slog.Attr) bool {
		hidden.AddAttrs(h.attr(a))
		return true
	})
	return h.next.Handle(ctx, hidden)
}

// WithAttrs implements slog.Handler.
func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	hidden := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		hidden[i] = h.attr(a)
	}
	return handler{h.next.WithAttrs(hidden), h.hide}
}

// WithGroup implements slog.Handler.
func (h handler) WithGroup(name string) slog.Handler { return handler{h.next.WithGroup(name), h.hide} }

func (h handler) attr(a slog.Attr) slog.Attr {
	value := a.Value.Resolve()
	switch value.Kind() {
	case slog.KindString:
		value = slog.StringValue(h.hide.Text(value.String()))
	case slog.KindGroup:
		attrs := make([]slog.Attr, len(value.Group()))
		for i, of := range value.Group() {
			attrs[i] = h.attr(of)
		}
		value = slog.GroupValue(attrs...)
	case slog.KindAny:
		value = h.any(value)
	default: // numbers, times and flags are no secrets
	}
	return slog.Attr{Key: a.Key, Value: value}
}

// any returns the value unchanged, or its text if the value contains a secret, as text or as JSON.
func (h handler) any(value slog.Value) slog.Value {
	text := fmt.Sprintf("%+v", value.Any())
	encoded, _ := json.Marshal(value.Any()) // a value that cannot be encoded is not logged as JSON
	hidden := h.hide.Text(text)
	if hidden != text || h.hide.Text(string(encoded)) != string(encoded) {
		return slog.StringValue(hidden)
	}
	return value
}
