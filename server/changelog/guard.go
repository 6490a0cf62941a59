package changelog

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/crmstream/crmstream/internal/durable"
)

// guard keeps second names (hard links) of all files of the streams while the engine starts. NATS 2.15 removes the whole folder
// of a stream that it cannot open at its start, also where the cause is a full disk, a missing permission or a limit of open
// files (addStreamWithAssignment calls stop with its delete flag). What is removed so is put back.
type guard struct{ dir string }

func (g guard) streams() string { return filepath.Join(g.dir, "jetstream", "$G", "streams") }
func (g guard) second() string  { return filepath.Join(g.dir, "guard") }

// begin makes the second names. What the names of an interrupted start still have is put back before.
func (g guard) begin() error {
	if err := g.restore(); err != nil {
		return err
	}
	return linkAll(g.streams(), g.second())
}

// restore puts back what was removed, and removes the second names.
func (g guard) restore() error {
	if !there(g.second()) {
		return nil
	}
	if err := linkAll(g.second(), g.streams()); err != nil {
		return err // the second names stay
	}
	return g.end()
}

// linkAll links all that is there. An engine that was stopped goes on for a moment to remove: a stream that it could not open, under
// another name, and empty folders. What it removes meanwhile is passed over in the next attempt.
func linkAll(from, to string) error {
	for began := time.Now(); there(from); time.Sleep(10 * time.Millisecond) {
		if err := durable.LinkAll(from, to); !errors.Is(err, os.ErrNotExist) || time.Since(began) > patience {
			return err
		}
	}
	return nil
}

// end removes the second names.
func (g guard) end() error { return durable.RemoveFolder(g.second()) }

// there reports whether a file or a folder is there, or may be.
func there(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, os.ErrNotExist)
}
