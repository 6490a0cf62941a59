package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// steps returns a disk that notes what is done, by the names of files, and fails at one of these steps.
func steps(fails string) (d disk, done *[]string) {
	done, d = &[]string{}, system()
	step := func(name string, do func() error) error {
		*done = append(*done, name)
		if name == fails {
			return errors.New("no: " + name)
		}
		return do()
	}
	sync, rename, link, folder := d.sync, d.rename, d.link, d.folder
	d.sync = func(f *os.File) error { return step("sync", func() error { return sync(f) }) }
	d.rename = func(a, b string) error { return step("rename", func() error { return rename(a, b) }) }
	d.link = func(a, b string) error { return step("link", func() error { return link(a, b) }) }
	d.folder = func(path string) error { return step("sync folder", func() error { return folder(path) }) }
	return d, done
}

// names returns the names of a folder's files.
func names(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func content(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(text)
}

// TestWriteLastsAndIsWhole looks at the order of the steps, and fails at each of them: the old file stays until the new one
// is synced.
func TestWriteLastsAndIsWhole(t *testing.T) {
	all := []string{"sync", "rename", "sync folder"}
	for i, fails := range append(all, "") {
		path := filepath.Join(t.TempDir(), "file")
		require.NoError(t, Write(path, []byte("old")))
		d, done := steps(fails)
		err := d.write(path, []byte("new"))
		require.Equal(t, all[:min(i+1, len(all))], *done)
		require.Equal(t, []string{"file"}, names(t, filepath.Dir(path)), "nothing stays aside")
		want := "new"
		if i <= slices.Index(all, "rename") {
			want = "old"
		}
		require.Equal(t, want, content(t, path))
		require.Equal(t, fails == "", err == nil)
	}
}

func TestCreateLastsAndIsWhole(t *testing.T) {
	all := []string{"sync", "link", "sync folder"}
	for i, fails := range append(all, "") {
		path := filepath.Join(t.TempDir(), "file")
		d, done := steps(fails)
		err := d.create(path, []byte("new"))
		switch fails {
		case "sync":
			require.Error(t, err)
			require.NoFileExists(t, path)
		case "link": // a file system without them: the file is written in place, once
			require.NoError(t, err)
			require.Equal(t, []string{"sync", "link", "sync", "sync folder"}, *done)
			require.ErrorIs(t, d.create(path, []byte("other")), fs.ErrExist)
			require.Equal(t, "new", content(t, path))
		default:
			require.Equal(t, all[:min(i+1, len(all))], *done)
			require.Equal(t, fails == "", err == nil)
			require.Equal(t, "new", content(t, path))
		}
		require.Subset(t, []string{"file"}, names(t, filepath.Dir(path)), "nothing stays aside")
	}
}

func TestOneOfManyCreates(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	var group sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		group.Go(func() { errs[i] = Create(path, []byte{byte('0' + i)}) })
	}
	group.Wait()
	made := slices.Index(errs, nil)
	require.GreaterOrEqual(t, made, 0)
	for i, err := range errs {
		if i != made {
			require.ErrorIs(t, err, fs.ErrExist)
		}
	}
	require.Equal(t, string(rune('0'+made)), content(t, path))
	require.Equal(t, []string{"file"}, names(t, filepath.Dir(path)))
}

func TestFilesAreTheirOwnersAlone(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, Write(filepath.Join(dir, "written"), nil))
	require.NoError(t, Create(filepath.Join(dir, "created"), nil))
	for name, open := range map[string]func(string) (*os.File, error){"appended": OpenAppend, "locked": OpenLock} {
		file, err := open(filepath.Join(dir, name))
		require.NoError(t, err)
		require.NoError(t, file.Close())
	}
	for _, name := range names(t, dir) {
		info, err := os.Stat(filepath.Join(dir, name))
		require.NoError(t, err)
		if judged {
			require.Equal(t, fs.FileMode(0o600), info.Mode().Perm(), name)
		}
	}
}

// TestPlantedLinksLeadNowhere has a link where a file is to be written, aside or in its place, whose target stays as it is.
func TestPlantedLinksLeadNowhere(t *testing.T) {
	dir := t.TempDir()
	target, path := filepath.Join(dir, "target"), filepath.Join(dir, "file")
	require.NoError(t, os.WriteFile(target, []byte("precious"), 0o600))
	plant := func(name string) {
		if err := os.Symlink(target, name); err != nil {
			t.Skip("no links here:", err)
		}
	}
	plant(path + aside)
	require.NoError(t, Write(path, []byte("new")))
	require.Equal(t, "new", content(t, path))
	require.NoError(t, os.Remove(path))

	plant(path)
	require.ErrorIs(t, Create(path, []byte("new")), fs.ErrExist)
	if judged {
		for _, open := range []func(string) (*os.File, error){OpenAppend, OpenLock} {
			_, err := open(path)
			require.Error(t, err)
		}
	}
	require.NoError(t, Write(path, []byte("new")), "the link is replaced")
	require.Equal(t, "precious", content(t, target))
	require.Equal(t, "new", content(t, path))
}

// TestWhatACrashLeft is written over, and swept where asked.
func TestWhatACrashLeft(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	require.NoError(t, os.WriteFile(path+aside, []byte("half of what was to be"), 0o644))
	require.NoError(t, Write(path, []byte("new")))
	require.Equal(t, "new", content(t, path))
	require.Equal(t, []string{"file"}, names(t, dir))

	for _, name := range []string{"file.1.new", "other.new", "new"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
	}
	require.NoError(t, os.Mkdir(filepath.Join(dir, "folder.new"), 0o700))
	require.NoError(t, Sweep(dir, "file"))
	require.Equal(t, []string{"file", "folder.new", "new", "other.new"}, names(t, dir))
	require.NoError(t, Sweep(dir, ""))
	require.Equal(t, []string{"file", "folder.new", "new"}, names(t, dir))
	require.NoError(t, Sweep(filepath.Join(dir, "none"), ""))
	require.Error(t, Write(filepath.Join(dir, "none", "file"), nil))
}
