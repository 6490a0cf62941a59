package apro

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// changes are the changes of the catalogues since the start. A stored value is never written again, so readers need no lock;
// writers hold the server's.
type changes struct {
	options map[int64]string    // new texts by option id
	stages  map[int64]string    // new names by stage id
	kinds   map[string][]string // names of added types, by list
}

// RenameOption changes the text of an option of a custom field, in the catalogue and in all rows. It fails if the field does
// not have the option.
func (s *Server) RenameOption(fieldID, optionID, text string) error {
	id, err := strconv.ParseInt(fieldID, 10, 64)
	f, known := s.world.fields[id]
	if err != nil || !known {
		return fmt.Errorf("apro sandbox: no field has id %q", fieldID)
	}
	for _, o := range s.world.options(&f) {
		if strconv.FormatInt(o.id, 10) == optionID {
			s.amend(func(c *changes) { c.options[o.id] = text })
			return nil
		}
	}
	return fmt.Errorf("apro sandbox: field %s has no option %q", fieldID, optionID)
}

// RenameStage changes the name of a stage of deals. It fails if the stage does not exist.
func (s *Server) RenameStage(id, name string) error {
	n, err := strconv.ParseInt(id, 10, 64)
	if kind, place := n/10, n%10; err != nil || kind < 1 || kind > dealTypes || place < 1 || place > dealStages {
		return fmt.Errorf("apro sandbox: no stage has id %q", id)
	}
	s.amend(func(c *changes) { c.stages[n] = name })
	return nil
}

// AddType adds a type without custom fields or rows to ListStock, ListActivities or ListDeals, and returns its id. For another
// list it returns "".
func (s *Server) AddType(list, name string) string {
	if !slices.Contains([]string{ListStock, ListActivities, ListDeals}, list) {
		return ""
	}
	var added int
	s.amend(func(c *changes) {
		added = len(s.world.kinds(list)) + 1
		c.kinds[list] = append(slices.Clone(c.kinds[list]), name)
	})
	return strconv.Itoa(added)
}

// amend stores a copy of the changes with one more.
func (s *Server) amend(edit func(*changes)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.world.changes.Load()
	now := &changes{options: map[int64]string{}, stages: map[int64]string{}, kinds: map[string][]string{}}
	maps.Copy(now.options, old.options)
	maps.Copy(now.stages, old.stages)
	maps.Copy(now.kinds, old.kinds)
	edit(now)
	s.world.changes.Store(now)
}
