package changelog

import (
	"context"
	"errors"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/internal/durable"
)

// retryEvery is how often an engine that has failed is started again, at most.
const retryEvery = time.Second

// JetStream has logs on the disk, in NATS JetStream within this process. Only one process may open a folder at a time.
type JetStream struct {
	dir     string
	current atomic.Pointer[logSet] // is replaced while mu is locked
	life    life                   // ends with Close

	mu     sync.RWMutex // is locked for reading while the engine is used
	engine *engine      // nil while there is none
	err    error        // why there is none
	retry  time.Time    // when to try next
	closed bool
}

// logSet is the logs of some settings. It does not change.
type logSet struct {
	settings Settings
	logs     map[string]*streamLog
}

// OpenJetStream opens the logs of the settings in a folder, which it creates if necessary. Without logs in the settings nothing
// is started, and no folder created. A log that was there before and cannot be opened is a *DamagedError.
func OpenJetStream(dir string, settings Settings) (*JetStream, error) {
	if err := settings.Validate(); err != nil {
		return nil, err
	}
	s := &JetStream{dir: dir, life: newLife()}
	s.current.Store(&logSet{})
	want := s.wanted(settings)
	if len(want.logs) > 0 {
		if err := s.start(want); err != nil {
			return nil, err
		}
	}
	s.take(want)
	return s, nil
}

// start starts an engine, and opens the logs with it.
func (s *JetStream) start(want *logSet) error {
	if err := durable.MakeFolder(s.dir); err != nil {
		return err
	}
	g := guard{s.dir}
	if err := g.begin(); err != nil {
		return err
	}
	e, err := startEngine(s.dir)
	if err != nil {
		return errors.Join(err, g.restore())
	}
	if err := s.openLogs(e, g, want); err != nil {
		e.stop()
		return errors.Join(err, g.restore())
	}
	s.engine = e
	return nil
}

// Log implements Logs.
func (s *JetStream) Log(name string) (Log, error) {
	if l, ok := s.current.Load().logs[name]; ok {
		return l, nil
	}
	return nil, ErrUnknownLog
}

// Close ends all reading and waiting, waits for the entries that are being stored, and closes the files.
func (s *JetStream) Close() error {
	s.life.end(ErrClosed)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, l := range s.current.Load().logs {
		l.tail.close()
	}
	if s.engine != nil {
		s.engine.stop()
		s.engine = nil
	}
	return nil
}

// use calls do with the engine, which stays as long. If the engine is not fit it is started again before, now and then.
func (s *JetStream) use(fit func(*engine) bool, do func(*engine) error) error {
	s.mu.RLock()
	ready := s.engine != nil && fit(s.engine)
	if !ready && !s.closed {
		s.mu.RUnlock()
		s.restart(fit)
		s.mu.RLock()
	}
	defer s.mu.RUnlock()
	switch {
	case s.closed:
		return ErrClosed
	case s.engine == nil:
		return s.err
	case !fit(s.engine):
		return errors.Join(context.Cause(s.engine.storing), context.Cause(s.engine.answering))
	}
	return do(s.engine)
}

func (e *engine) stores() bool  { return e.storing.Err() == nil && e.answers() }
func (e *engine) answers() bool { return e.answering.Err() == nil }

// restart replaces an engine that is not fit, now and then.
func (s *JetStream) restart(fit func(*engine) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || s.engine != nil && fit(s.engine) || time.Now().Before(s.retry) {
		return
	}
	s.retry = time.Now().Add(retryEvery)
	_ = s.replace(s.current.Load()) // use looks at what came of it
}

// replace starts an engine in the place of one that is not fit. As long as the disk has no room the engine stays, since it can be
// read from.
func (s *JetStream) replace(want *logSet) error {
	if s.engine != nil && s.engine.answers() && !s.hasRoom(want) {
		return context.Cause(s.engine.storing)
	}
	if s.engine != nil {
		s.engine.stop()
		s.engine = nil
	}
	s.err = s.start(want)
	return s.err
}

// hasRoom reports whether the disk takes a file of the size of the largest entry.
func (s *JetStream) hasRoom(want *logSet) bool {
	size := 0
	for _, c := range want.settings.Logs {
		size = max(size, c.MaxEntry)
	}
	file, err := durable.Temporary(s.dir)
	if err != nil {
		return false
	}
	_, err = file.Write(make([]byte, size+64<<10))
	err = errors.Join(err, file.Sync(), file.Close())
	return errors.Join(err, os.Remove(file.Name())) == nil
}

// unavailable returns the error of an engine that cannot work, as callers get it.
func (s *JetStream) unavailable(name string, err error) error {
	if errors.Is(err, ErrClosed) || s.life.Err() != nil {
		return ErrClosed
	}
	return &UnavailableError{name, err}
}
