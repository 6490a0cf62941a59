package changelog

import (
	"maps"
	"sync"
	"time"
)

// Memory has logs in memory, for tests and for what need not outlive the process. It behaves as the logs on the disk do, and
// its entries are gone with it.
type Memory struct {
	mu     sync.Mutex
	logs   map[string]*memoryLog
	left   map[string]*memoryLog // are closed, and may come back
	lastID uint64
	closed bool
}

// OpenMemory returns logs without entries, or the error of the settings.
func OpenMemory(settings Settings) (*Memory, error) {
	m := &Memory{left: map[string]*memoryLog{}}
	if err := m.Set(settings); err != nil {
		return nil, err
	}
	return m, nil
}

// Set implements Logs.
func (m *Memory) Set(settings Settings) error {
	if err := settings.Validate(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return ErrClosed
	}
	next := map[string]*memoryLog{}
	for _, c := range settings.Logs {
		next[c.Name] = m.wanted(c)
	}
	for name, l := range m.logs {
		if next[name] == nil {
			l.close()
			m.left[name] = l
		}
	}
	maps.DeleteFunc(m.left, func(name string, l *memoryLog) bool { return next[name] != nil || l.empty() })
	for _, c := range settings.Logs {
		next[c.Name].set(c, shareOf(settings.MaxBytes, len(next)+len(m.left)))
	}
	m.logs = next
	return nil
}

// wanted returns a log that is open, or was once, or a new one.
func (m *Memory) wanted(c Config) *memoryLog {
	if l := m.logs[c.Name]; l != nil {
		return l
	}
	if l := m.left[c.Name]; l != nil && !l.empty() {
		return l.again()
	}
	now := time.Now()
	m.lastID = max(m.lastID+1, uint64(now.UnixNano())) // clocks may be coarse
	first := max(1, c.First)
	return &memoryLog{id: m.lastID, created: now, start: first, first: first, keys: map[string]memoryKey{}, tail: newTail(first - 1)}
}

// Log implements Logs.
func (m *Memory) Log(name string) (Log, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if l, ok := m.logs[name]; ok {
		return l, nil
	}
	return nil, ErrUnknownLog
}

// Close implements Logs.
func (m *Memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	for _, l := range m.logs {
		l.close()
	}
	return nil
}
