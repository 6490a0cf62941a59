package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/crmstream/crmstream/internal/durable"
)

// lockFile is the file of the state directory that the process holds to which the directory belongs. It stays empty, and is
// never removed: a process that is about to lock it would hold one that the next does not find.
const lockFile = "lock"

// Folders of the state directory.
const (
	budgetFolder    = "budgets"
	catalogueFolder = "catalogues"
	spendingFolder  = "spending"
)

// errStateInUse is the failure of a second process that would spend what the first one keeps the books of.
var errStateInUse = errors.New("another process keeps its state here: stop that one, or give this one a folder of its own " +
	"(state_dir in the configuration, --state-dir of the demo)")

// lockState takes a state directory, which it creates if need be and refuses where others may write to it, for this process, until the file that it returns is closed
// or the process ends, however that comes about. Nothing in the directory may be read or written before.
func lockState(dir string) (*os.File, error) {
	if err := durable.MakeFolder(dir); err != nil {
		return nil, err
	}
	file, err := durable.OpenLock(filepath.Join(dir, lockFile))
	if err != nil {
		return nil, err
	}
	if err := lock(file); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", dir, err), file.Close())
	}
	if err := prepare(dir); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// prepare makes the folders of a state directory, and removes what crashes have left of files that were being written.
func prepare(dir string) error {
	err := durable.Sweep(dir, keyFile)
	for _, name := range []string{budgetFolder, catalogueFolder, spendingFolder} {
		err = errors.Join(err, durable.MakeFolder(filepath.Join(dir, name)))
	}
	return errors.Join(err, durable.Sweep(filepath.Join(dir, budgetFolder), ""), durable.Sweep(filepath.Join(dir, spendingFolder), ""))
}
