package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// aside is the end of a file's name until the file is whole.
const aside = ".new"

// disk has the system calls of writing, which tests replace.
type disk struct {
	sync   func(*os.File) error
	rename func(oldname, newname string) error
	link   func(oldname, newname string) error
	folder func(path string) error // makes changes of a folder's names durable
}

func system() disk {
	return disk{sync: (*os.File).Sync, rename: os.Rename, link: os.Link, folder: syncFolder}
}

// Write creates or replaces a file that only its owner can read; its folder must exist. When Write returns nil, the file is
// whole and durable. Only one caller may write a file at a time.
func Write(path string, content []byte) error { return system().write(path, content) }

func (d disk) write(path string, content []byte) error {
	fresh := path + aside
	file, err := createOver(fresh)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(fresh) }() // after renaming there is nothing to remove
	if err := d.fill(file, content); err != nil {
		return err
	}
	if err := d.rename(fresh, path); err != nil {
		return err
	}
	return d.folder(filepath.Dir(path))
}

// Replace replaces an existing file, and keeps its mode, owner and group. The name may be a link to the file.
func Replace(path string, content []byte) error { return system().replace(path, content) }

func (d disk) replace(path string, content []byte) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	fresh := path + aside
	file, err := createOver(fresh)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(fresh) }() // after renaming there is nothing to remove
	if err := errors.Join(give(file, info), file.Chmod(info.Mode().Perm())); err != nil {
		return errors.Join(err, file.Close())
	}
	if err := d.fill(file, content); err != nil {
		return err
	}
	if err := d.rename(fresh, path); err != nil {
		return err
	}
	return d.folder(filepath.Dir(path))
}

// Create creates a file like Write, and fails with fs.ErrExist if the file exists. If several callers create the same file at a
// time, one succeeds. On a file system without hard links, such as some network and FAT ones, the file is written in place, and
// a crash may leave a part of it.
func Create(path string, content []byte) error { return system().create(path, content) }

func (d disk) create(path string, content []byte) error {
	fresh, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*"+aside) // with mode 0600 and O_EXCL, as documented
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(fresh.Name()) }()
	if err := d.fill(fresh, content); err != nil {
		return err
	}
	err = d.link(fresh.Name(), path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		var file *os.File
		if file, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|noFollow, 0o600); err == nil {
			err = d.fill(file, content)
		}
	}
	if err != nil {
		return err
	}
	return d.folder(filepath.Dir(path))
}

// OpenAppend opens a file to write at its end, and creates the file if necessary. It fails where the name is a link.
func OpenAppend(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE|noFollow, 0o600)
}

// OpenExisting opens a file that exists to write at its end. It fails where the name is a link.
func OpenExisting(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_APPEND|noFollow, 0)
}

// Temporary creates a file that only its owner can read, under a name of its own. The caller removes the file. After a crash Sweep
// removes it.
func Temporary(folder string) (*os.File, error) {
	return os.CreateTemp(folder, "*"+aside) // with mode 0600 and O_EXCL, as documented
}

// OpenLock opens a file that serves as a lock, and creates the file if necessary. It fails where the name is a link.
func OpenLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|noFollow, 0o600)
}

// Sweep removes the unfinished files that crashes have left in a folder, for the file of that name or, where name is "", for
// any file of the folder. No caller may write there meanwhile.
func Sweep(folder, name string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), name) && strings.HasSuffix(e.Name(), aside) && !e.IsDir() {
			err = errors.Join(err, os.Remove(filepath.Join(folder, e.Name())))
		}
	}
	return err
}

// createOver creates a file, and first removes an existing file of that name.
func createOver(path string) (*os.File, error) {
	const flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL | noFollow
	file, err := os.OpenFile(path, flags, 0o600)
	if !errors.Is(err, fs.ErrExist) {
		return file, err
	}
	if err := os.Remove(path); err != nil {
		return nil, err
	}
	return os.OpenFile(path, flags, 0o600)
}

// fill writes a file so that it is durable, and closes it.
func (d disk) fill(file *os.File, content []byte) error {
	_, err := file.Write(content)
	return errors.Join(err, d.sync(file), file.Close())
}

// syncFolder makes a new name durable. Windows has no such call and does not need one.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
