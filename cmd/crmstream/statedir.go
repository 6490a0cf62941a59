package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// lockFile is the file of the state directory that the process holds to which the directory belongs. It stays empty, and is
// never removed: a process that is about to lock it would hold one that the next does not find.
const lockFile = "lock"

// errStateInUse is the failure of a second process that would spend what the first one keeps the books of.
var errStateInUse = errors.New("another process keeps its state here: stop that one, or give this one a folder of its own " +
	"(state_dir in the configuration, --state-dir of the demo)")

// lockState takes a state directory, which it creates if need be, for this process, until the file that it returns is closed
// or the process ends, however that comes about. Nothing in the directory may be read or written before.
func lockState(dir string) (*os.File, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lock(file); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", dir, err), file.Close())
	}
	return file, nil
}
