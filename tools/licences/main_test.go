package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// moduleOf makes a module of these files.
func moduleOf(t *testing.T, files map[string]string) module {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	return module{Path: "example.com/m", Version: "v1.0.0", Dir: dir}
}

func TestDocument(t *testing.T) {
	got, err := document([]module{moduleOf(t, map[string]string{
		"LICENSE": "   Apache License\n   Version 2.0, January 2004\n", "NOTICE.txt": "Thanks.\r\n", "main.go": "",
	})})
	require.NoError(t, err)
	require.Contains(t, string(got), "| example.com/m | v1.0.0 | Apache-2.0 |\n")
	require.Contains(t, string(got), "\n## example.com/m LICENSE\n\n```text\nApache License\n   Version 2.0, January 2004\n```\n")
	require.Contains(t, string(got), "\n## example.com/m NOTICE.txt\n\n```text\nThanks.\n```\n")
}

func TestWhatIsRefused(t *testing.T) {
	_, err := document([]module{moduleOf(t, nil)})
	require.ErrorContains(t, err, "example.com/m: no licence file")
	_, err = document([]module{moduleOf(t, map[string]string{"COPYING": "GNU GENERAL PUBLIC LICENSE"})})
	require.ErrorContains(t, err, "COPYING is no licence that is allowed")
}
