package hostile

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// emulator is what all sandboxes have in common.
type emulator interface {
	http.Handler
	IDs(list string) []string
	Insert(list string) string
	Touch(list, id string) error
	Delete(list, id string) error
}

// tenant is an upstream with its history, so that it can be started again, and its mirror: an emulator with the same records
// and the plainest manners, from which the model reads what is true.
type tenant struct {
	// start starts an emulator, plain or with the manners of the run.
	start func(plain bool, now func() time.Time) (emulator, error)
	// list is the list that changes.
	list string
	// restores says that deleted records can be restored.
	restores bool

	upstream, mirror emulator
	history          []change
	replaying        time.Time // the time for an emulator under construction
}

// change is one change as it happened.
type change struct {
	at time.Time
	do action
	id string // "" for an insert
}

// open starts the upstream and its mirror.
func (t *tenant) open() (err error) {
	if t.upstream, err = t.start(false, t.now); err != nil {
		return err
	}
	t.mirror, err = t.start(true, t.now)
	return err
}

// now is the clock of the emulators.
func (t *tenant) now() time.Time {
	if !t.replaying.IsZero() {
		return t.replaying
	}
	return time.Now()
}

// live returns the ids of the records that can be changed now.
func (t *tenant) live() []string { return t.mirror.IDs(t.list) }

// make makes a change in upstream and mirror, and returns the id of the changed record.
func (t *tenant) make(do action, id string) (string, error) {
	c := change{t.now(), do, id}
	id, err := c.apply(t.upstream, t.list)
	if err != nil {
		return "", err
	}
	same, err := c.apply(t.mirror, t.list)
	if err == nil && same != id {
		err = fmt.Errorf("upstream and mirror differ: %s made %q and %q", do, id, same)
	}
	t.history = append(t.history, c)
	return id, err
}

// restart replaces the upstream by a new one with the same history. Jobs, sessions and everything else of the old one are gone.
func (t *tenant) restart() error {
	defer func() { t.replaying = time.Time{} }()
	fresh, err := t.start(false, t.now)
	if err != nil {
		return err
	}
	for _, c := range t.history {
		t.replaying = c.at
		if _, err := c.apply(fresh, t.list); err != nil {
			return err
		}
	}
	if !slices.Equal(fresh.IDs(t.list), t.upstream.IDs(t.list)) {
		return errors.New("a restart changed the records")
	}
	t.upstream = fresh
	return nil
}

// apply makes the change and returns the id of the changed record.
func (c change) apply(e emulator, list string) (string, error) {
	switch c.do {
	case insert:
		if id := e.Insert(list); id != "" {
			return id, nil
		}
		return "", fmt.Errorf("%s takes no more records", list)
	case touchAny, touchLow:
		return c.id, e.Touch(list, c.id)
	case deleteAny, deleteLow:
		return c.id, e.Delete(list, c.id)
	case restore:
		r, ok := e.(interface{ Restore(list, id string) error })
		if !ok {
			return "", errors.New("nothing can be restored")
		}
		return c.id, r.Restore(list, c.id)
	default:
		return "", fmt.Errorf("%q is no change", c.do)
	}
}
