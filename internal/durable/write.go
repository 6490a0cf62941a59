package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// aside is what the name of a file ends with until it is whole.
const aside = ".new"

// disk is what writing needs of the system; tests watch its steps.
type disk struct {
	sync   func(*os.File) error
	rename func(oldname, newname string) error
	link   func(oldname, newname string) error
	folder func(path string) error // makes what became of a folder's names last
}

func system() disk {
	return disk{sync: (*os.File).Sync, rename: os.Rename, link: os.Link, folder: syncFolder}
}

// Write replaces a file, or makes it, readable by its owner only; its folder must be there. The file is whole and lasts when
// Write returns nil. Two may not write the same file at a time.
func Write(path string, content []byte) error { return system().write(path, content) }

func (d disk) write(path string, content []byte) error {
	fresh := path + aside
	file, err := createOver(fresh)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(fresh) }() // gone once it is renamed
	if err := d.fill(file, content); err != nil {
		return err
	}
	if err := d.rename(fresh, path); err != nil {
		return err
	}
	return d.folder(filepath.Dir(path))
}

// Replace replaces a file that is there, and keeps its mode, owner and group. The name may be a link to it.
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
	defer func() { _ = os.Remove(fresh) }() // gone once it is renamed
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

// Create makes a file like Write, and fails with fs.ErrExist when there is one. Several may create the same file at a time:
// one succeeds. Where a file system knows no hard links, as some network and FAT ones, the file is written in place, and a
// crash may leave a part of it.
func Create(path string, content []byte) error { return system().create(path, content) }

func (d disk) create(path string, content []byte) error {
	fresh, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*"+aside) // 0600 and O_EXCL, as documented
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

// OpenAppend opens a file to write at its end, and makes it if need be. It fails where the name is a link.
func OpenAppend(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE|noFollow, 0o600)
}

// OpenLock opens a file that is there to be locked, and makes it if need be. It fails where the name is a link.
func OpenLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|noFollow, 0o600)
}

// Sweep removes what crashes have left aside in a folder for the file of that name, or for any file of the folder where name
// is "". Nobody may write there meanwhile.
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

// createOver creates a file in place of what stands under its name.
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

// fill writes a file so that it lasts, and closes it.
func (d disk) fill(file *os.File, content []byte) error {
	_, err := file.Write(content)
	return errors.Join(err, d.sync(file), file.Close())
}

// syncFolder makes a new name last. Windows has no such call, and does without.
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
