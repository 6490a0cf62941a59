package proxima

import (
	"encoding/binary"
	"encoding/hex"
	"sync"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// sessions are the bearer tokens that login has returned. It is safe for concurrent use.
type sessions struct {
	seed   uint64
	life   time.Duration
	single bool
	now    func() time.Time

	mu     sync.Mutex
	given  int64
	expiry map[string]time.Time
}

// open returns a new token of 50 hexadecimal characters and its end. It deletes the tokens of expired sessions.
func (s *sessions) open() (token string, expires time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	for t, end := range s.expiry {
		if s.single || !now.Before(end) {
			delete(s.expiry, t)
		}
	}
	s.given++
	var raw []byte
	for part := range uint64(4) {
		raw = binary.BigEndian.AppendUint64(raw, stage.Draw(s.seed+part, s.given, saltToken))
	}
	token, expires = hex.EncodeToString(raw[:25]), now.Add(s.life)
	s.expiry[token] = expires
	return token, expires
}

// valid reports whether a token is known and has not ended.
func (s *sessions) valid(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	end, ok := s.expiry[token]
	return ok && s.now().Before(end)
}

// end makes the token invalid.
func (s *sessions) end(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.expiry, token)
}
