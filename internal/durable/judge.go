package durable

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// UnsafeError is the refusal of a file or a folder to which others than its owner have access.
type UnsafeError struct {
	Path string
	// Reason states what is wrong, and Fix what to do.
	Reason, Fix string
}

func (e *UnsafeError) Error() string { return fmt.Sprintf("%s %s: %s", e.Path, e.Reason, e.Fix) }

// MakeFolder creates a folder for its owner only, and the folders above it, unless the folder exists. An existing folder must
// be safe for state; the name may be a link to it.
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
		_ = d.folder(filepath.Dir(p)) // the folder above may belong to another user, who does not permit to open it
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

// ReadSecret reads a file with a secret, unless others than its owner have access in ways that no usual mount of secrets has.
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

// ReadOwn reads a secret file of the state directory. Only its owner may have access.
func ReadOwn(path string) ([]byte, error) {
	return read(path, func(mode fs.FileMode, _ bool) error {
		if mode&0o077 != 0 {
			return &UnsafeError{path, fmt.Sprintf("can be read by others (mode %04o)", mode), "run chmod 600 on it"}
		}
		return nil
	})
}

// read reads a file unless judge refuses it. readOnly states whether the file is on a read-only mount.
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
