//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package main

import (
	"errors"
	"os"
	"syscall"
)

// lock takes the file for this process, until it is closed or the process ends. It fails with errStateInUse when another one
// has it, and does without where the file system knows no locks.
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
