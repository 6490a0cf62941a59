package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/redact"
)

func TestLogsHideSecrets(t *testing.T) {
	for _, format := range logFormats() {
		var out bytes.Buffer
		newLog(&out, logConfig{Level: "info", Format: format}, redact.New("secret-key-1")).Info("m", "error", "key secret%2dkey-1")
		require.Contains(t, out.String(), "key ***", format)
	}
}

// TestTokenKeysAreHidden logs what the state directory holds, as somebody may by mistake.
func TestTokenKeysAreHidden(t *testing.T) {
	s := setup{stateDir: t.TempDir(), redactor: redact.New()}
	a, err := newApp(s, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	defer a.close()
	content, err := os.ReadFile(filepath.Join(s.stateDir, keyFile))
	require.NoError(t, err)
	text := strings.TrimSpace(string(content))
	key, err := base64.StdEncoding.DecodeString(text)
	require.NoError(t, err)
	for _, printed := range []string{text, string(key), hex.EncodeToString(key)} {
		require.Equal(t, "key=***", strings.TrimRight(s.redactor.Text("key="+printed), "="))
	}
	keys, err := openKeys(s.stateDir)
	require.NoError(t, err)
	var out bytes.Buffer
	slog.New(slog.NewTextHandler(&out, nil)).Info("", "keys", keys, "setup", setup{tokenKeys: keys})
	require.NotContains(t, out.String(), text)
	require.Empty(t, redactedKeys(out.String(), key))
}

// redactedKeys returns what is hidden of a text that may hold a key.
func redactedKeys(text string, key []byte) string {
	if hidden := redact.New(string(key)).Text(text); hidden != text {
		return hidden
	}
	return ""
}
