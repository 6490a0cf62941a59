package main

import (
	"io"
	"log/slog"

	"github.com/crmstream/crmstream/internal/redact"
)

func logLevels() []string  { return []string{"debug", "info", "warn", "error"} }
func logFormats() []string { return []string{"text", "json"} }

// newLog returns a log with one of the levels and formats above. The secrets that the redactor knows are hidden in it.
func newLog(w io.Writer, cfg logConfig, redactor *redact.Redactor) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(cfg.Level)); err != nil {
		level = slog.LevelInfo
	}
	opts := &slog.HandlerOptions{Level: level}
	if cfg.Format == "json" {
		return slog.New(redactor.Handler(slog.NewJSONHandler(w, opts)))
	}
	return slog.New(redactor.Handler(slog.NewTextHandler(w, opts)))
}
