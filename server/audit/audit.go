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

// Event is the kind of event that a line records.
type Event string

// The events.
const (
	// Refused is a credential that was refused.
	Refused Event = "credential_refused"
	// Denied is a call that its caller may not make, or a call for a source that the caller may not see.
	Denied Event = "denied"
	// Listed is the end of a call in which a list reached another thousand records.
	Listed Event = "list"
	// Wrote is the end of a call that writes records, or that settles a write. It has no values of fields.
	Wrote Event = "write"
	// Keys is a change of callers or keys, and Config any other change of the configuration.
	Keys   Event = "keys"
	Config Event = "configuration"
	// Admin is a request to the admin listener.
	Admin Event = "admin"
	// restored is the line that is tried after a failure. If it is written, the log works again.
	restored Event = "audit_restored"
)

// Line is a line of the log. Fields that are not set are left out.
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
	// Records is the number of records of the call, and Total the number of records of the list over all calls that resume it.
	Records  int64 `json:"records,omitempty"`
	Total    int64 `json:"total,omitempty"`
	Requests int   `json:"upstream_requests,omitempty"`
	// Write is the request id of a write, and IDs are the ids of its records, as far as they are known.
	Write string   `json:"write,omitempty"`
	IDs   []string `json:"ids,omitempty"`
	// Names are the names of what has changed.
	Names []string `json:"names,omitempty"`
	// Unwritten is the number of lines of the same address that were left out before this line.
	Unwritten int `json:"unwritten,omitempty"`
}

// Options are the options of a Log.
type Options struct {
	// Path is the path of a file, or "-" for Stdout.
	Path   string
	Stdout io.Writer
	// Required means that a call is refused if it cannot be recorded.
	Required bool
	// Key is the key of the digests of filters.
	Key []byte
	// Redactor hides secrets in the texts of lines; nil hides only the keys of callers.
	Redactor *redact.Redactor
	// Log gets a line when the file cannot be written, and when it can be written again.
	Log     *slog.Logger
	Metrics prometheus.Registerer
}

// Log writes lines. It is safe for concurrent use; a nil Log writes no lines.
type Log struct {
	opts     Options
	failures prometheus.Counter

	mu   sync.Mutex
	file *os.File // nil for Stdout
	out  io.Writer
	torn bool // the file ends with a part of a line
	// failed is the error of the last write, nil if it succeeded.
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

// Reopen opens the file again, since the open file may have been renamed. After an error the Log writes to the old file.
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

// Close closes the file. Do not write after it.
func (l *Log) Close() error {
	if l == nil || l.file == nil {
		return nil
	}
	return l.file.Close()
}

// Error is the error of a call that cannot be recorded, and must not be served for that reason.
type Error struct{ Err error }

func (e *Error) Error() string { return fmt.Sprintf("the audit log cannot be written: %s", e.Err) }
func (e *Error) Unwrap() error { return e.Err }

// Write writes a line with the current time. A further line about a refused credential of an address within a second is only
// counted. The error is an *Error; it is nil if the log is not required.
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

// Ready returns nil if the last line could be written. Otherwise it tries to write a line. The error is an *Error; it is nil if
// the log is not required.
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
		return &Error{err} // never: all values encode
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

// Digest returns a keyed digest of a request's filters, from the digests of the fields.
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
