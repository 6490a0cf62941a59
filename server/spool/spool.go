package spool

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"syscall"

	"github.com/crmstream/crmstream/internal/durable"
)

// Spool is the place for the files of uploads. It is safe for concurrent use.
type Spool struct {
	dir      string
	settings Settings
	places   chan struct{} // has an element for each call
}

// Open returns the spool in a folder. It creates the folder if necessary, and removes the files that a crash has left.
func Open(dir string, settings Settings) (*Spool, error) {
	if err := errors.Join(durable.MakeFolder(dir), durable.Sweep(dir, "")); err != nil {
		return nil, err
	}
	return &Spool{dir: dir, settings: settings, places: make(chan struct{}, settings.AtOnce)}, nil
}

// Settings returns the settings of the spool.
func (s *Spool) Settings() Settings { return s.settings }

// Error is the error of a spool that has no room. The call may succeed later.
type Error struct {
	// Text says what is missing, for callers.
	Text string
	// Err is the error of the disk, nil if there was none. It may name files of this machine.
	Err error
}

// Error returns the text, with the error of the disk.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Text
	}
	return e.Text + ": " + e.Err.Error()
}

// Unwrap returns the error of the disk.
func (e *Error) Unwrap() error { return e.Err }

// diskError returns the error of a disk that did not take a file.
func diskError(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return &Error{"the disk of the server has no room for the files: try again later, or ask who runs the server", err}
	}
	return &Error{"the disk of the server does not take the files: try again later, or ask who runs the server", err}
}

// LimitError is the error of files that are larger than the settings allow.
type LimitError struct{ text string }

// Error returns what is too large, and the limit.
func (e *LimitError) Error() string { return e.text }

// File is a file of a call, whole.
type File struct {
	Size int64
	// SHA256 is the digest of the contents, in hexadecimal digits.
	SHA256 string
	// Content has the contents until the call is closed. It may be read by several readers at a time.
	Content io.ReaderAt
}

// Call keeps the files of one call. Only one goroutine may add to it.
type Call struct {
	spool *Spool
	disk  *os.File
	size  int64     // of all files
	begun hash.Hash // of the file that is being added, nil for none
	start int64     // where this file begins
}

// Begin begins a call, or returns an *Error if there are as many as may be. Close the call in the end.
func (s *Spool) Begin() (*Call, error) {
	select {
	case s.places <- struct{}{}:
	default:
		return nil, &Error{Text: fmt.Sprintf("the server takes %d uploads at a time, as many as there are: try again", s.settings.AtOnce)}
	}
	disk, err := durable.Temporary(s.dir)
	if err != nil {
		<-s.places
		return nil, diskError(err)
	}
	return &Call{spool: s, disk: disk}, nil
}

// Add begins a file.
func (c *Call) Add() { c.begun, c.start = sha256.New(), c.size }

// Write adds to the file that was begun. The error is a *LimitError or an *Error.
func (c *Call) Write(p []byte) (int, error) {
	settings := c.spool.settings
	switch n := int64(len(p)); {
	case c.size-c.start+n > settings.File:
		return 0, &LimitError{fmt.Sprintf("the file is larger than %d MiB", settings.File>>20)}
	case c.size+n > settings.Call:
		return 0, &LimitError{fmt.Sprintf("the files are larger than %d MiB together", settings.Call>>20)}
	}
	n, err := c.disk.Write(p)
	c.size += int64(n)
	if err != nil {
		return n, diskError(err)
	}
	return c.begun.Write(p)
}

// End ends the file that was begun, and returns it.
func (c *Call) End() File {
	file := File{Size: c.size - c.start, SHA256: hex.EncodeToString(c.begun.Sum(nil)), Content: io.NewSectionReader(c.disk, c.start, c.size-c.start)}
	c.begun = nil
	return file
}

// Close removes the files of the call. What still reads them gets an error.
func (c *Call) Close() error {
	err := errors.Join(c.disk.Close(), os.Remove(c.disk.Name()))
	<-c.spool.places
	return err
}
