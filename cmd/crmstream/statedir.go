package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/durable"
	"github.com/crmstream/crmstream/server/spool"
	"github.com/crmstream/crmstream/server/writes"
)

// lockFile is the file of the state directory that is locked by the process to which the directory belongs. The file stays
// empty and is never removed: otherwise a process could lock a removed file, which the next process does not find.
const lockFile = "lock"

// Folders of the state directory.
const (
	budgetFolder    = "budgets"
	catalogueFolder = "catalogues"
	spendingFolder  = "spending"
	writesFolder    = "writes"
	uploadsFolder   = "uploads"
	// credentialsFolder has the secrets that replace configured ones, sealed with keys of their own: see vaultKeys.
	credentialsFolder = "credentials"
)

// errStateInUse is the error of a second process in a state directory. It would not know what the first process spends of the
// budgets.
var errStateInUse = errors.New("another process keeps its state here: stop that one, or give this one a folder of its own " +
	"(state_dir in the configuration, --state-dir of the demo)")

// lockState locks a state directory for this process, until the returned file is closed or the process ends in any way. It
// makes the directory if there is none, and refuses it if other users may write to it. Nothing in the directory may be read or
// written before.
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

// prepare makes the folders of a state directory, and removes unfinished files that crashes have left.
func prepare(dir string) error {
	err := durable.Sweep(dir, keyFile)
	for _, name := range []string{budgetFolder, catalogueFolder, spendingFolder} {
		err = errors.Join(err, durable.MakeFolder(filepath.Join(dir, name)))
	}
	return errors.Join(err, durable.Sweep(filepath.Join(dir, budgetFolder), ""), durable.Sweep(filepath.Join(dir, spendingFolder), ""))
}

// openWrites opens what writes keep in the state directory.
func (a *app) openWrites(s setup) (err error) {
	if a.ledger, err = openLedger(s, a.log); err != nil {
		return err
	}
	a.uploads, err = spool.Open(filepath.Join(s.stateDir, uploadsFolder), cmp.Or(s.uploads, spool.DefaultSettings()))
	if err != nil {
		return fmt.Errorf("files of uploads: %w", err)
	}
	return nil
}

// openVault opens the vault of a state directory. The demo has a vault that ends with the process, as its upstreams do.
func openVault(s setup, keys []connectors.Secret) (*connectors.Vault, error) {
	if s.forgetful {
		return connectors.NewVault(""), nil
	}
	dir := filepath.Join(s.stateDir, credentialsFolder)
	if err := errors.Join(durable.MakeFolder(dir), durable.Sweep(dir, "")); err != nil {
		return nil, fmt.Errorf("state_dir: the folder for secrets that replace configured ones: %w", err)
	}
	return connectors.NewVault(dir, keys...), nil
}

// openLedger opens the ledger of writes of a state directory. Lines that a crash has damaged are logged.
func openLedger(s setup, log *slog.Logger) (*writes.File, error) {
	dir := filepath.Join(s.stateDir, writesFolder)
	if s.forgetful {
		if err := os.RemoveAll(dir); err != nil {
			return nil, fmt.Errorf("ledger of writes: %w", err)
		}
	}
	ledger, err := writes.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("ledger of writes: %w", err)
	}
	if n := ledger.Damaged(); n > 0 {
		log.Warn("the ledger of writes has lines that cannot be read, and passes over them", "lines", n)
	}
	return ledger, nil
}
