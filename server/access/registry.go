package access

import (
	"context"
	"sync"
	"time"
)

// Registry has the current callers and their calls under way. It is safe for concurrent use.
type Registry struct {
	usages usages

	mu       sync.Mutex
	table    *Table
	sessions map[*Session]struct{}
	used     map[string]time.Time // by credential
}

// NewRegistry returns a registry of a table.
func NewRegistry(table *Table) *Registry {
	return &Registry{table: table, sessions: map[*Session]struct{}{}, used: map[string]time.Time{}}
}

// Table returns the current table.
func (r *Registry) Table() *Table {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.table
}

// LastUse returns when a call with a credential last began. The credential has the form of Session.Credential. The zero time
// means that no call had it since the start.
func (r *Registry) LastUse(credential string) time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.used[credential]
}

// Replace puts another table in place. A call under way ends if the new table does not accept its credentials, or lacks the
// grant that it needs.
func (r *Registry) Replace(table *Table) {
	r.mu.Lock()
	r.table = table
	sessions := make([]*Session, 0, len(r.sessions))
	for s := range r.sessions {
		sessions = append(sessions, s)
	}
	r.mu.Unlock()
	for _, s := range sessions {
		s.recheck(table)
	}
}

// Enter begins a call; stream reports whether the call is a list. The error is an *Error. Close the session at the end of the
// call.
func (r *Registry) Enter(ctx context.Context, c Credentials, stream bool) (*Session, error) {
	now := time.Now()
	identity, err := r.Table().Authenticate(c, now)
	if err != nil {
		return nil, err
	}
	end, err := r.usages.begin(identity.Caller, stream, now)
	if err != nil {
		return nil, err
	}
	s := &Session{registry: r, identity: identity, credentials: c, end: end}
	s.ctx, s.cancel = context.WithCancelCause(ctx)
	r.mu.Lock()
	r.sessions[s] = struct{}{}
	r.used[identity.Credential] = now
	table := r.table
	r.mu.Unlock()
	s.recheck(table) // the table may have been replaced, and the key may end before the call does
	return s, nil
}

// Session is a call of a caller. When the caller loses its right, the session's context ends, with an *Error as the cause.
type Session struct {
	registry    *Registry
	identity    Identity
	credentials Credentials
	ctx         context.Context
	cancel      context.CancelCauseFunc
	end         func()

	mu      sync.Mutex
	closed  bool
	use     *use
	expires *time.Timer
}

// use is the use that a call was permitted.
type use struct {
	verb             Verb
	source, resource string
}

// Context returns the context of the call.
func (s *Session) Context() context.Context { return s.ctx }

// Caller returns the caller, with the grants and limits at the start of the call.
func (s *Session) Caller() *Caller { return s.identity.Caller }

// Credential returns the name of the call's credential, which is no secret.
func (s *Session) Credential() string { return s.identity.Credential }

// Expires returns when the credential ends, the zero time for never.
func (s *Session) Expires() time.Time { return s.identity.Expires }

// Authorize returns nil if the caller may use a resource of a source, else an *Error. Call it only for a source that the caller
// sees. The call ends when the caller loses the grant.
func (s *Session) Authorize(verb Verb, source, resource string) error {
	if !s.Caller().May(verb, source, resource) {
		return Denied(s.Caller(), verb, source, resource)
	}
	s.mu.Lock()
	s.use = &use{verb, source, resource}
	s.mu.Unlock()
	s.recheck(s.registry.Table()) // the table may have been replaced
	return nil
}

// Close ends the call.
func (s *Session) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.closed = true
	if s.expires != nil {
		s.expires.Stop()
	}
	s.registry.mu.Lock()
	delete(s.registry.sessions, s)
	s.registry.mu.Unlock()
	s.end()
	s.cancel(nil)
}

// recheck ends the call if a table does not permit it any more. Otherwise it sets the timer that ends the call with its key.
func (s *Session) recheck(table *Table) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	now := time.Now()
	identity, err := table.Authenticate(s.credentials, now)
	if err == nil && identity.Caller.Name != s.identity.Caller.Name {
		err = rejected()
	}
	if u := s.use; err == nil && u != nil && !identity.Caller.May(u.verb, u.source, u.resource) {
		err = Denied(identity.Caller, u.verb, u.source, u.resource)
	}
	if err != nil {
		s.cancel(err)
		return
	}
	if s.expires != nil {
		s.expires.Stop()
		s.expires = nil
	}
	if !identity.Expires.IsZero() {
		s.expires = time.AfterFunc(identity.Expires.Sub(now), func() { s.recheck(s.registry.Table()) })
	}
}
