package durable

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// UnsafeError is the refusal of a file or a folder that others than its owner can get at.
type UnsafeError struct {
	Path string
	// Reason says what is wrong, and Fix what to do about it.
	Reason, Fix string
}

func (e *UnsafeError) Error() string { return fmt.Sprintf("%s %s: %s", e.Path, e.Reason, e.Fix) }

// MakeFolder makes a folder for its owner only, with those above it, if there is none. One that is there must be safe to
// keep state in; the name may be a link to it.
func MakeFolder(path string) error { return system().makeFolder(path) }

func (d disk) makeFolder(path string) error {
	var made []string
	for p := filepath.Clean(path); ; p = filepath.Dir(p) {
		if _, err := os.Lstat(p); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		made = append(made, p)
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	for _, p := range made {
		_ = d.folder(filepath.Dir(p)) // which may be somebody's that does not let it be opened
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	switch user := os.Geteuid(); {
	case foreign(info, user):
		return &UnsafeError{path, "belongs to another user", fmt.Sprintf("run chown %d on it, or run this as its owner", user)}
	case judged && info.Mode().Perm()&0o022 != 0:
		return &UnsafeError{path, fmt.Sprintf("can be written to by others (mode %04o)", info.Mode().Perm()), "run chmod 700 on it, or name a folder within it"}
	}
	return nil
}

// ReadSecret reads a file that holds a secret, unless others than its owner can get at it in ways that no usual mount of
// secrets has.
func ReadSecret(path string) ([]byte, error) {
	return read(path, func(mode fs.FileMode, readOnly bool) error { return judgeSecret(path, mode, readOnly) })
}

func judgeSecret(path string, mode fs.FileMode, readOnly bool) error {
	switch {
	case readOnly:
		return nil
	case mode&0o022 != 0:
		return &UnsafeError{path, fmt.Sprintf("can be written to by others (mode %04o)", mode), "run chmod 600 on it"}
	case mode&0o004 != 0:
		return &UnsafeError{path, fmt.Sprintf("can be read by everybody (mode %04o)", mode), "run chmod 600 on it"}
	default:
		return nil
	}
}

// ReadOwn reads a secret file of the state directory, which nobody but its owner may read.
func ReadOwn(path string) ([]byte, error) {
	return read(path, func(mode fs.FileMode, _ bool) error {
		if mode&0o077 != 0 {
			return &UnsafeError{path, fmt.Sprintf("can be read by others (mode %04o)", mode), "run chmod 600 on it"}
		}
		return nil
	})
}

// read reads a file that judge, which is told whether it is on a read-only mount, does not refuse.
func read(path string, judge func(mode fs.FileMode, readOnly bool) error) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // nothing was written
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if judged && info.Mode().IsRegular() {
		readOnly := onReadOnlyMount(file)
		if !readOnly && foreign(info, os.Geteuid()) {
			return nil, &UnsafeError{path, "belongs to another user", "run chown on it, to the user that runs this or to root"}
		}
		if err := judge(info.Mode().Perm(), readOnly); err != nil {
			return nil, err
		}
	}
	return io.ReadAll(file)
}
