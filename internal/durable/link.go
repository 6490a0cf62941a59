package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// LinkAll gives the regular files of a folder, and of the folders in it, second names under another folder, which it creates.
// Names that exist there are left alone. So the files outlive a program that removes the first names. When LinkAll returns nil,
// the names are durable.
func LinkAll(from, to string) error { return system().linkAll(from, to) }

func (d disk) linkAll(from, to string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		within, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		switch name := filepath.Join(to, within); {
		case entry.IsDir():
			return d.makeFolder(name)
		case entry.Type().IsRegular():
			if err := d.link(path, name); err != nil && !errors.Is(err, fs.ErrExist) {
				return err
			}
			return d.folder(filepath.Dir(name))
		default:
			return nil // nothing that we have written
		}
	})
}

// RemoveFolder removes a folder with all that is in it. A folder that is not there is no error.
func RemoveFolder(path string) error {
	if err := os.RemoveAll(path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}
