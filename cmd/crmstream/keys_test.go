package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/scan"
)

func TestKeysAreCreatedOnceForTheOwnerAlone(t *testing.T) {
	dir := t.TempDir()
	first, err := openKeys(dir)
	require.NoError(t, err)
	require.Len(t, first, 1)
	require.Len(t, first[0].Reveal(), scan.KeySize)
	info, err := os.Stat(filepath.Join(dir, keyFile))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	again, err := openKeys(dir)
	require.NoError(t, err)
	require.Equal(t, first, again)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1, "nothing temporary stays")
}

func TestKeysOfServersThatStartTogether(t *testing.T) {
	dir := t.TempDir()
	var group sync.WaitGroup
	opened := make([][]connectors.Secret, 8)
	errs := make([]error, len(opened))
	for i := range opened {
		group.Go(func() { opened[i], errs[i] = openKeys(dir) })
	}
	group.Wait()
	for i := range opened {
		require.NoError(t, errs[i])
		require.Equal(t, opened[0], opened[i])
	}
}

func TestKeysInOrderOfTheFile(t *testing.T) {
	dir := t.TempDir()
	write := func(content string, mode os.FileMode) {
		path := filepath.Join(dir, keyFile)
		require.NoError(t, os.WriteFile(path, []byte(content), mode))
		require.NoError(t, os.Chmod(path, mode))
	}
	const ones = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n"
	const twos = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=\n"
	write(twos+ones, 0o600)
	keys, err := openKeys(dir)
	require.NoError(t, err)
	require.Len(t, keys, 2)
	require.Equal(t, strings.Repeat("\x02", scan.KeySize), keys[0].Reveal())

	write(ones, 0o640)
	_, err = openKeys(dir)
	require.ErrorContains(t, err, "run chmod 600 on it")
	write(ones+"AQEB\n", 0o600)
	_, err = openKeys(dir)
	require.ErrorContains(t, err, keyFile+":2: is not the base64 of 32 bytes")
	write("", 0o600)
	_, err = openKeys(dir)
	require.ErrorContains(t, err, "holds no key")
}
