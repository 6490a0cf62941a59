package spool

import (
	"errors"
	"fmt"
)

// Settings bound what lies on the disk.
type Settings struct {
	// File and Call are the largest sizes of a file, and of all files of a call, in bytes.
	File, Call int64
	// AtOnce is the largest number of calls at a time. The files of all calls take at most AtOnce times Call.
	AtOnce int
}

// The bounds of the settings. A size of a file is a 32-bit number in answers.
const (
	maxCall   = 1 << 30
	maxAtOnce = 256
)

// DefaultSettings returns the settings of production.
func DefaultSettings() Settings { return Settings{File: 32 << 20, Call: 128 << 20, AtOnce: 8} }

// Validate returns an error with every wrong setting and its fix. The names are those of the configuration, in MiB.
func (s Settings) Validate() error {
	var err error
	switch {
	case s.Call < 1<<20 || s.Call > maxCall:
		err = errors.Join(err, fmt.Errorf("call_mib: must be from 1 to %d: the size of all files of an upload", maxCall>>20))
	case s.File < 1<<20 || s.File > s.Call:
		err = errors.Join(err, errors.New("file_mib: must be at least 1, and at most call_mib: the size of a file of an upload"))
	}
	if s.AtOnce < 1 || s.AtOnce > maxAtOnce {
		err = errors.Join(err, fmt.Errorf("at_once: must be from 1 to %d: how many uploads there are at a time", maxAtOnce))
	}
	return err
}
