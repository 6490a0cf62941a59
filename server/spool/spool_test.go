package spool

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// settings are small settings.
func settings() Settings { return Settings{File: 10, Call: 15, AtOnce: 2} }

func opened(t *testing.T) (*Spool, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "uploads")
	s, err := Open(dir, settings())
	require.NoError(t, err)
	return s, dir
}

// names returns the names of the files in a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func write(t *testing.T, c *Call, texts ...string) File {
	t.Helper()
	c.Add()
	for _, text := range texts {
		n, err := c.Write([]byte(text))
		require.NoError(t, err)
		require.Equal(t, len(text), n)
	}
	return c.End()
}

func TestFilesAreKeptUntilTheCallEnds(t *testing.T) {
	s, dir := opened(t)
	c, err := s.Begin()
	require.NoError(t, err)
	require.Len(t, names(t, dir), 1)
	info, err := os.Stat(filepath.Join(dir, names(t, dir)[0]))
	require.NoError(t, err)
	if runtime.GOOS != "windows" {
		require.Equal(t, os.FileMode(0o600), info.Mode())
	}
	files := []File{write(t, c, "abc", "de"), write(t, c), write(t, c, "fgh")}
	for i, want := range []string{"abcde", "", "fgh"} {
		sum := sha256.Sum256([]byte(want))
		require.Equal(t, hex.EncodeToString(sum[:]), files[i].SHA256)
		require.EqualValues(t, len(want), files[i].Size)
		got, err := io.ReadAll(io.NewSectionReader(files[i].Content, 0, 100))
		require.NoError(t, err)
		require.Equal(t, want, string(got), "no more than its own bytes")
	}
	require.NoError(t, c.Close())
	require.Empty(t, names(t, dir))
	_, err = files[0].Content.ReadAt(make([]byte, 1), 0)
	require.Error(t, err)
}

func TestFilesAreBounded(t *testing.T) {
	s, dir := opened(t)
	c, err := s.Begin()
	require.NoError(t, err)
	c.Add()
	var limit *LimitError
	_, err = c.Write([]byte("0123456789x"))
	require.ErrorAs(t, err, &limit)
	_, err = c.Write([]byte("0123456789"))
	require.NoError(t, err, "what was refused is not there")
	_, err = c.Write([]byte("x"))
	require.ErrorAs(t, err, &limit)
	c.End()
	c.Add()
	_, err = c.Write([]byte("012345"))
	require.ErrorAs(t, err, &limit)
	require.ErrorContains(t, err, "together")
	require.NoError(t, c.Close())
	require.Empty(t, names(t, dir))
}

func TestCallsAreBounded(t *testing.T) {
	s, dir := opened(t)
	first, err := s.Begin()
	require.NoError(t, err)
	second, err := s.Begin()
	require.NoError(t, err)
	var full *Error
	_, err = s.Begin()
	require.ErrorAs(t, err, &full)
	require.Contains(t, full.Text, "2 uploads at a time")
	require.Len(t, names(t, dir), 2)
	require.NoError(t, first.Close())
	third, err := s.Begin()
	require.NoError(t, err)
	require.NoError(t, errors.Join(second.Close(), third.Close()))
}

// TestOpenRemovesWhatACrashHasLeft leaves other files alone.
func TestOpenRemovesWhatACrashHasLeft(t *testing.T) {
	s, dir := opened(t)
	_, err := s.Begin() // never closed
	require.NoError(t, err)
	other := filepath.Join(dir, "other")
	require.NoError(t, os.WriteFile(other, nil, 0o600))
	_, err = Open(dir, settings())
	require.NoError(t, err)
	require.Equal(t, []string{"other"}, names(t, dir))
}

// TestADiskWithoutRoom takes the folder away, and writes to a device that is full.
func TestADiskWithoutRoom(t *testing.T) {
	s, dir := opened(t)
	require.NoError(t, os.Remove(dir))
	for range 3 { // a call that fails leaves its place
		_, err := s.Begin()
		var full *Error
		require.ErrorAs(t, err, &full)
		require.ErrorIs(t, err, os.ErrNotExist)
		require.NotContains(t, full.Text, dir, "callers are not told")
	}
	s, dir = opened(t)
	c, err := s.Begin()
	require.NoError(t, err)
	disk := c.disk
	c.disk, err = os.OpenFile("/dev/full", os.O_RDWR, 0)
	if err == nil { // Linux
		c.Add()
		var full *Error
		_, err = c.Write([]byte("x"))
		require.ErrorAs(t, err, &full)
		require.Contains(t, full.Text, "no room")
		require.NoError(t, c.disk.Close())
	}
	c.disk = disk
	require.NoError(t, c.Close())
	require.Empty(t, names(t, dir))

	for err, want := range map[error]string{syscall.ENOSPC: "no room", syscall.EIO: "does not take"} {
		failed := diskError(&os.PathError{Op: "write", Path: dir, Err: err})
		var full *Error
		require.ErrorAs(t, failed, &full)
		require.Contains(t, full.Text, want)
		require.NotContains(t, full.Text, dir)
		require.ErrorIs(t, failed, err)
	}
}

func TestSettings(t *testing.T) {
	require.NoError(t, DefaultSettings().Validate())
	for says, change := range map[string]func(*Settings){
		"call_mib: must be from 1 to 1024": func(s *Settings) { s.Call = 0 },
		"call_mib: ":                       func(s *Settings) { s.Call = 2 << 30 },
		"file_mib: must be at least 1":     func(s *Settings) { s.File = 0 },
		"file_mib: ":                       func(s *Settings) { s.File = s.Call + 1 },
		"at_once: must be from 1 to 256":   func(s *Settings) { s.AtOnce = 0 },
		"at_once: ":                        func(s *Settings) { s.AtOnce = 1000 },
	} {
		s := DefaultSettings()
		change(&s)
		err := s.Validate()
		require.ErrorContains(t, err, says)
		require.Equal(t, 1, strings.Count(err.Error(), ": must be"))
	}
}
