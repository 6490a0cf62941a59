package changelog

import (
	"context"
	"errors"
)

// Set implements Logs. Entries and questions wait meanwhile. Where nothing was started for want of logs, it starts the engine.
func (s *JetStream) Set(settings Settings) error {
	if err := settings.Validate(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	want := s.wanted(settings)
	var err error
	switch fit := s.engine != nil && s.engine.stores(); {
	case fit:
		err = s.rearrange(want)
	case len(want.logs) > 0:
		err = s.replace(want)
	}
	var damaged *DamagedError
	switch {
	case err == nil:
		s.take(want)
		return nil
	case errors.As(err, &damaged):
		return err
	}
	return &UnavailableError{Err: err}
}

// wanted returns the logs of settings, with those that are open as they are.
func (s *JetStream) wanted(settings Settings) *logSet {
	want := &logSet{settings: settings, logs: map[string]*streamLog{}}
	for _, c := range settings.Logs {
		log := s.current.Load().logs[c.Name]
		if log == nil {
			log = &streamLog{store: s, name: c.Name, tail: newTail(0)}
		}
		want.logs[c.Name] = log
	}
	return want
}

// take makes logs that were opened the current ones, and closes those that are no longer wanted.
func (s *JetStream) take(want *logSet) {
	for _, c := range want.settings.Logs {
		want.logs[c.Name].config.Store(&c)
	}
	before := s.current.Swap(want)
	for name, log := range before.logs {
		if want.logs[name] == nil {
			log.tail.close()
		}
	}
}

// rearrange opens logs with the engine that runs.
func (s *JetStream) rearrange(want *logSet) error {
	known, err := readNames(s.dir)
	if err != nil {
		return err
	}
	there, err := streamsOf(s.engine)
	if err != nil {
		return err
	}
	return s.arrange(s.engine, want, there, known)
}

// request calls do with a context for one request to the engine.
func (e *engine) request(do func(context.Context) error) error {
	ctx, done := e.limited(context.Background(), e.answering)
	defer done()
	return causeOf(ctx, do(ctx))
}
