package access

import (
	"context"
	"sync"
	"time"
)

// Registry holds the callers of the moment and the calls that they have under way. It is safe for concurrent use.
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

// Table returns the table of the moment.
func (r *Registry) Table() *Table {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.table
}

// LastUse returns when a call last began with a credential, as sessions name it; the zero time is that none has since the start.
func (r *Registry) LastUse(credential string) time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.used[credential]
}

// Replace puts another table in place. Calls under way whose credentials it does not accept, or whose grants it does not have, end.
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

// Enter begins a call, of a list if stream is set. The error is an *Error. The session must be closed.
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
	s.recheck(table) // it may have been replaced, and the key may end before the call does
	return s, nil
}

// Session is a call of a caller. Its context ends, with an *Error as its cause, when the caller may not go on.
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

// use is what a call was allowed.
type use struct {
	verb             Verb
	source, resource string
}

// Context returns the context of the call.
func (s *Session) Context() context.Context { return s.ctx }

// Caller returns who calls, as the table had it when the call began.
func (s *Session) Caller() *Caller { return s.identity.Caller }

// Credential returns what names the credential of the call: it is no secret.
func (s *Session) Credential() string { return s.identity.Credential }

// Expires returns when the credential ends, the zero time for never.
func (s *Session) Expires() time.Time { return s.identity.Expires }

// Authorize returns nil if the caller may use a resource of a source, which it must see, and an *Error if not. The call ends when the
// caller loses the grant.
func (s *Session) Authorize(verb Verb, source, resource string) error {
	if !s.Caller().May(verb, source, resource) {
		return Denied(s.Caller(), verb, source, resource)
	}
	s.mu.Lock()
	s.use = &use{verb, source, resource}
	s.mu.Unlock()
	s.recheck(s.registry.Table()) // it may have been replaced
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

// recheck ends the call if a table does not allow it any more, and sees to it that it ends with its key.
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
