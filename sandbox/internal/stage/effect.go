package stage

import "slices"

// Effect is one row that a request created, changed or deleted.
type Effect struct {
	// Op is the operation of the request.
	Op string
	// Number is the number of the request among the requests of its operation, from 1.
	Number int64
	// Row is the place of the row in the request, from 0.
	Row int
	// ID is the row's id.
	ID string
}

// Record records the effects of a request. A sandbox calls Record while no other request can write, so the records are in the
// order of the effects.
func (s *Stage) Record(effects ...Effect) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.effects = append(s.effects, effects...)
}

// Executed returns the effects of all requests, in order, whether their answers reached the client or not. Tests compare what a
// client believes with them.
func (s *Stage) Executed() []Effect {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.effects)
}
