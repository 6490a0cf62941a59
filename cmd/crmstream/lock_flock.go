//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package main

import (
	"errors"
	"os"
	"syscall"
)

// lock locks the file for this process, until the file is closed or the process ends. It fails with errStateInUse if another
// process has the lock. It does nothing where the file system has no locks.
func lock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK):
		return errStateInUse
	case errors.Is(err, errors.ErrUnsupported):
		return nil
	default:
		return err
	}
}
