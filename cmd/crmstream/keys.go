package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/crmstream/crmstream/server/scan"
)

// keyFile is the file of the state directory that holds token keys, one a line in base64. The first seals, all open: to
// change the key, put a new line before the old one, and remove the old one after a week.
const keyFile = "token_keys"

// openKeys returns the token keys of a state directory, in which it creates one if need be. Only the owner may read them:
// whoever has a key can forge tokens.
func openKeys(dir string) ([][]byte, error) {
	path := filepath.Join(dir, keyFile)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := createKeys(path, os.Link); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if openToOthers(runtime.GOOS, info.Mode()) {
		return nil, fmt.Errorf("others can read %s: run chmod 600 on it", path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var keys [][]byte
	lines := bufio.NewScanner(bytes.NewReader(content))
	for n := 1; lines.Scan(); n++ {
		key, err := base64.StdEncoding.DecodeString(lines.Text())
		if err != nil || len(key) != scan.KeySize {
			return nil, fmt.Errorf("%s:%d: is not the base64 of %d bytes: restore the file, or remove it to end all resume tokens",
				path, n, scan.KeySize)
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("%s holds no key: restore the file, or remove it to end all resume tokens", path)
	}
	return keys, lines.Err()
}

// openToOthers reports whether a file's mode lets others read it. On Windows, where access lists decide and Go makes up a
// mode that everybody can read, it does not know and says no.
func openToOthers(system string, mode fs.FileMode) bool {
	return system != "windows" && mode.Perm()&0o077 != 0
}

// createKeys writes a file with a new key; it fails with fs.ErrExist when there is one. The file appears whole, so that a
// crash or a second server cannot leave or meet half a key. Only where link, which is os.Link, cannot do that, as on some
// network and FAT file systems, it is written in place: a key in doubt is refused when it is read.
func createKeys(path string, link func(oldname, newname string) error) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), keyFile+".*") // has mode 0600, as documented
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temporary.Name()) }()
	key := base64.StdEncoding.EncodeToString(scan.NewKey()) + "\n"
	if err := writeKeys(temporary, key); err != nil {
		return err
	}
	if err := link(temporary.Name(), path); err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return writeKeys(file, key)
}

// writeKeys writes a file so that it lasts, and closes it.
func writeKeys(file *os.File, text string) error {
	_, err := file.WriteString(text)
	return errors.Join(err, file.Sync(), file.Close())
}
