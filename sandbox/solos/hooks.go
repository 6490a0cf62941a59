package solos

import (
	"fmt"
	"strconv"
)

// IDs returns the ids that are in a list now, ascending: of active projects for ListProjects, of deleted ones for
// ListDeletedProjects, of what belongs to a project for what ListOf returns. Other lists have none.
func (s *Server) IDs(list string) []string {
	if b, ok := parseBranch(list); ok {
		all, _ := s.children.list(b)
		return texts(all, child.id)
	}
	v := view{active: list == ListProjects, deleted: list == ListDeletedProjects}
	rows, _ := s.store.page(everything(v))
	return texts(rows, func(p project) int64 { return p.id })
}

func texts[T any](rows []T, id func(T) int64) []string {
	var ids []string
	for _, row := range rows {
		ids = append(ids, strconv.FormatInt(id(row), 10))
	}
	return ids
}

// Insert adds an active project, or a record that belongs to one, as if a user had just made it, and returns its id,
// the highest of the list so far. For a list that does not exist, or has no room for one more, it returns "".
func (s *Server) Insert(list string) string {
	if b, ok := parseBranch(list); ok {
		if id, ok := s.children.insert(b); ok {
			return strconv.FormatInt(id, 10)
		}
		return ""
	}
	if list != ListProjects {
		return ""
	}
	return strconv.FormatInt(s.store.insert(s.now()), 10)
}

// Touch changes the name of a project, active or deleted, to one that it has not had before, or changes a record that
// belongs to one. No record has a time of change.
func (s *Server) Touch(list, id string) error {
	n, err := recordID(list, id)
	if err != nil {
		return err
	}
	if b, ok := parseBranch(list); ok {
		return s.children.change(b, n, false)
	}
	return s.store.touch(n)
}

// Delete moves a project from the active list to the deleted one, or removes a record that belongs to a project.
func (s *Server) Delete(list, id string) error {
	n, err := recordID(list, id)
	if err != nil {
		return err
	}
	if b, ok := parseBranch(list); ok {
		return s.children.change(b, n, true)
	}
	return s.store.transfer(n, inActive, inDeleted)
}

// Restore moves a project from the deleted list back to the active one.
func (s *Server) Restore(list, id string) error {
	n, err := recordID(list, id)
	if err != nil {
		return err
	}
	if list != ListProjects {
		return fmt.Errorf("what is deleted from %q is gone", list)
	}
	return s.store.transfer(n, inDeleted, inActive)
}

// recordID reads an id of a list that can be changed.
func recordID(list, id string) (int64, error) {
	if _, ok := parseBranch(list); !ok && list != ListProjects {
		return 0, fmt.Errorf("there is no list %q to change, only %q and those of ListOf", list, ListProjects)
	}
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not an id", id)
	}
	return n, nil
}
