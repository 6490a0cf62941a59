package solos

import (
	"fmt"
	"strconv"
)

// IDs returns the ids that are in a list now, in ascending order: of active projects for ListProjects, of deleted projects for
// ListDeletedProjects, of a project's children for a name of ListOf. Other lists have none.
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

// Insert adds an active project, or a child of a project, as a user does, and returns its id, the highest of the list so far.
// For an unknown list, or a list without room for one more record, it returns "".
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

// Touch changes the name of a project, active or deleted, to a new one, or changes a child of a project. No record has a time
// of change.
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

// Delete moves a project from the active list to the deleted one, or removes a child of a project.
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

// recordID reads an id of a list with records that can be changed.
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
