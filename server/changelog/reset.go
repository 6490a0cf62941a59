package changelog

import (
	"fmt"
	"path/filepath"

	"github.com/crmstream/crmstream/internal/durable"
)

// Reset removes a log from a folder that no process has open. A log of this name that is opened later is another one. The error of
// a name that the folder does not have is ErrUnknownLog.
func Reset(dir, name string) error {
	known, err := readNames(dir)
	if err != nil {
		return err
	}
	if _, ok := known[name]; !ok {
		return fmt.Errorf("%w: %q", ErrUnknownLog, name)
	}
	// A start that was interrupted has left second names, which the next one would put back.
	for _, folder := range []string{filepath.Join(guard{dir}.second(), name), streamDir(dir, name)} {
		if !there(folder) {
			continue
		}
		if err := durable.RemoveFolder(folder); err != nil {
			return err
		}
	}
	delete(known, name)
	return writeNames(dir, known)
}
