package audit

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/crmstream/crmstream/internal/durable"
	"github.com/crmstream/crmstream/internal/redact"
)

// Event is what a line is about.
type Event string

// The events.
const (
	// Refused is a credential that was refused.
	Refused Event = "credential_refused"
	// Denied is a call that its caller may not make, or of a source that the caller may not see.
	Denied Event = "denied"
	// Listed is the end of a call that read many records of a list.
	Listed Event = "list"
	// Keys is a change of callers or keys, and Config another one of the configuration.
	Keys   Event = "keys"
	Config Event = "configuration"
	// Admin is a request to the admin listener.
	Admin Event = "admin"
	// restored is that lines can be written again.
	restored Event = "audit_restored"
)

// Line is a line. What is not set is left out.
type Line struct {
	Time       time.Time `json:"time"`
	Event      Event     `json:"event"`
	Caller     string    `json:"caller,omitempty"`
	Credential string    `json:"credential,omitempty"` // id of the key, or name of the certificate
	Client     string    `json:"client,omitempty"`     // address
	Method     string    `json:"method,omitempty"`
	Source     string    `json:"source,omitempty"`
	Resource   string    `json:"resource,omitempty"`
	Code       string    `json:"code,omitempty"`
	Reason     string    `json:"reason,omitempty"`
	RequestID  string    `json:"request_id,omitempty"`
	// Filters is a digest of the filters of a list.
	Filters string `json:"filters,omitempty"`
	// Records are those of the call, and Total those of the list over all calls that resumed it.
	Records  int64 `json:"records,omitempty"`
	Total    int64 `json:"total,omitempty"`
	Requests int   `json:"upstream_requests,omitempty"`
	// Names are what has changed.
	Names []string `json:"names,omitempty"`
	// Unwritten is how many lines before this one of the same address were left out.
	Unwritten int `json:"unwritten,omitempty"`
}

// Options say where lines go.
type Options struct {
	// Path is a file, or "-" for Stdout.
	Path   string
	Stdout io.Writer
	// Required says that calls are refused which cannot be recorded.
	Required bool
	// Key is of the digests of filters.
	Key []byte
	// Redactor hides secrets in names; nil hides keys of callers alone.
	Redactor *redact.Redactor
	// Log gets a line when the file cannot be written, and when it can be again.
	Log     *slog.Logger
	Metrics prometheus.Registerer
}

// Log writes lines. It is safe for concurrent use; a nil one writes none.
type Log struct {
	opts     Options
	failures prometheus.Counter

	mu   sync.Mutex
	file *os.File // nil for Stdout
	out  io.Writer
	torn bool // a part of a line was written
	// failed is what the last write met.
	failed    error
	addresses addresses
}

// Open opens the log.
func Open(o Options) (*Log, error) {
	l := &Log{opts: o, out: o.Stdout, failures: prometheus.NewCounter(prometheus.CounterOpts{
		Name: "crmstream_audit_failed_total", Help: "Lines that the audit log could not take.",
	})}
	if o.Path != "-" {
		if err := l.Reopen(); err != nil {
			return nil, err
		}
	}
	return l, o.Metrics.Register(l.failures)
}

// Reopen opens the file anew, which may have been renamed. An error leaves the old one.
func (l *Log) Reopen() error {
	if l == nil || l.opts.Path == "-" {
		return nil
	}
	file, err := durable.OpenAppend(l.opts.Path)
	if err != nil {
		return err
	}
	l.mu.Lock()
	old := l.file
	l.file, l.out, l.torn = file, file, false
	l.mu.Unlock()
	if old != nil {
		return old.Close()
	}
	return nil
}

// Close closes the file. Nothing may be written afterwards.
func (l *Log) Close() error {
	if l == nil || l.file == nil {
		return nil
	}
	return l.file.Close()
}

// Error is that a call cannot be recorded, and must not be served therefore.
type Error struct{ Err error }

func (e *Error) Error() string { return fmt.Sprintf("the audit log cannot be written: %s", e.Err) }
func (e *Error) Unwrap() error { return e.Err }

// Write writes a line, with the time of now. The error is an *Error, and nil where the log is not required.
func (l *Log) Write(line Line) error {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if line.Event == Refused {
		unwritten, due := l.addresses.due(line.Client, now)
		if !due {
			return nil
		}
		line.Unwritten = unwritten
	}
	line.Time = now.UTC().Truncate(time.Millisecond)
	return l.write(line)
}

// Ready returns nil if the last line could be written, and else writes one to try again. The error is an *Error, and nil where the log is
// not required.
func (l *Log) Ready() error {
	if l == nil || !l.opts.Required {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failed == nil {
		return nil
	}
	return l.write(Line{Event: restored, Time: time.Now().UTC().Truncate(time.Millisecond)})
}

// write writes a line. The caller holds the lock.
func (l *Log) write(line Line) error {
	for _, text := range []*string{&line.Caller, &line.Credential, &line.Client, &line.Method, &line.Source, &line.Resource, &line.RequestID} {
		*text = l.opts.Redactor.Text(*text)
	}
	names := make([]string, len(line.Names))
	for i, name := range line.Names {
		names[i] = l.opts.Redactor.Text(name)
	}
	line.Names = names
	encoded, err := json.Marshal(line)
	if err != nil {
		return &Error{err} // cannot be: all values encode
	}
	encoded = append(encoded, '\n')
	if l.torn {
		encoded = append([]byte{'\n'}, encoded...)
	}
	written, err := l.out.Write(encoded)
	switch {
	case err != nil && l.failed == nil:
		l.opts.Log.Error("the audit log cannot be written", "error", err.Error(), "required", l.opts.Required)
	case err == nil && l.failed != nil:
		l.opts.Log.Info("the audit log can be written again")
	}
	l.failed = err
	l.torn = err != nil && (l.torn || written > 0)
	if err == nil {
		return nil
	}
	l.failures.Inc()
	if !l.opts.Required {
		return nil
	}
	return &Error{err}
}

// Digest returns a keyed digest of what a request asks for, by the digests of its fields.
func (l *Log) Digest(fields map[string]string) string {
	if l == nil || len(fields) == 0 {
		return ""
	}
	digest := hmac.New(sha256.New, l.opts.Key)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		_, _ = fmt.Fprintf(digest, "%s=%s\n", name, fields[name]) // a hash never fails
	}
	return hex.EncodeToString(digest.Sum(nil)[:16])
}
