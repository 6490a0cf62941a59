package changelog

import (
	"errors"
	"fmt"
	"time"
)

var (
	// ErrClosed is the error of everything that is asked of a closed log.
	ErrClosed = errors.New("the log is closed")
	// ErrConflict is the error of an entry with an After that is not the last sequence of the log.
	ErrConflict = errors.New("the last entry of the log is not the one after which to append")
	// ErrTooLarge is the error of an entry above the MaxEntry of the log.
	ErrTooLarge = errors.New("the entry is larger than the log permits")
	// ErrEntry is the error of an entry that has a Key and an After, or a Kind that is too long.
	ErrEntry = errors.New("the entry has both a key and a place, or a kind above 255 bytes")
	// ErrUnknownLog is the error of a name that the settings do not have.
	ErrUnknownLog = errors.New("there is no log of this name")
)

// Reason is why a position is not kept.
type Reason int

const (
	// Dropped is the reason of a position whose next entries went by the retention.
	Dropped Reason = iota + 1
	// Replaced is the reason of a position of another log, or of another history of this one.
	Replaced
	// Lost is the reason of a position whose next entries were damaged on the disk.
	Lost
)

// String returns the reason in words.
func (r Reason) String() string {
	switch r {
	case Dropped:
		return "its entries are no longer kept"
	case Replaced:
		return "the log was replaced by another one"
	default:
		return "its entries were lost on the disk"
	}
}

// ExpiredError is the error of a position whose next entry is not there. A reader begins anew from a list, and never by itself
// from another position: what lies between is not known.
type ExpiredError struct {
	// Log is the name of the log.
	Log    string
	Reason Reason
	// Oldest is the time of the oldest entry that can be read without a break, zero for none.
	Oldest time.Time
}

// Error returns what has expired, and why.
func (e *ExpiredError) Error() string {
	text := fmt.Sprintf("the position in the log %s has expired: %s", e.Log, e.Reason)
	if e.Oldest.IsZero() {
		return text
	}
	return text + ", the oldest is of " + e.Oldest.UTC().Format(time.RFC3339)
}

// UnavailableError is the error of a log that cannot work at the moment, such as one whose disk is full. The log tries again
// by itself when it is asked.
type UnavailableError struct {
	// Log is the name of the log, "" for all of them.
	Log string
	Err error
}

// Error returns what is not available, and why. The text may name files of this machine.
func (e *UnavailableError) Error() string {
	if e.Log == "" {
		return fmt.Sprintf("the logs are not available: %v", e.Err)
	}
	return fmt.Sprintf("the log %s is not available: %v", e.Log, e.Err)
}

// Unwrap returns the cause.
func (e *UnavailableError) Unwrap() error { return e.Err }

// DamagedError is the error of a log that was there and cannot be opened. Nothing is made anew in its place: a person decides.
type DamagedError struct {
	// Log is the name of the log, "" if all of them cannot be opened.
	Log string
	// Dir is the folder of the logs.
	Dir string
	Err error
}

// Error returns what cannot be opened, why, and what to do.
func (e *DamagedError) Error() string {
	if e.Log == "" {
		return fmt.Sprintf("the logs in %s cannot be opened: %v: remove the cause, restore the folder from a backup, or remove it",
			e.Dir, e.Err)
	}
	return fmt.Sprintf("the log %s in %s cannot be opened: %v: remove the cause, restore the folder from a backup, or reset the log, "+
		"which loses its entries", e.Log, e.Dir, e.Err)
}

// Unwrap returns the cause.
func (e *DamagedError) Unwrap() error { return e.Err }
