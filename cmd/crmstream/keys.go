package main

import (
	"bufio"
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/durable"
	"github.com/crmstream/crmstream/server/scan"
)

// keyFile is the file of the state directory with the token keys, one a line in base64. The first key seals tokens, all keys
// open them. To change the key, put a new line before the old one, and remove the old line after a week.
const keyFile = "token_keys"

// openKeys returns the token keys of a state directory. It makes a key if there is none. Only the owner may read the file,
// since a reader of a key can forge tokens.
func openKeys(dir string) ([]connectors.Secret, error) {
	path := filepath.Join(dir, keyFile)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		// The file appears whole, so that neither a crash nor a second server leads to a part of a key.
		key := base64.StdEncoding.EncodeToString([]byte(scan.NewKey().Reveal())) + "\n"
		if err := durable.Create(path, []byte(key)); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
	}
	content, err := durable.ReadOwn(path)
	if err != nil {
		return nil, err
	}
	var keys []connectors.Secret
	lines := bufio.NewScanner(bytes.NewReader(content))
	for n := 1; lines.Scan(); n++ {
		key, err := base64.StdEncoding.DecodeString(lines.Text())
		if err != nil || len(key) != scan.KeySize {
			return nil, fmt.Errorf("%s:%d: is not the base64 of %d bytes: restore the file, or remove it to end all resume tokens",
				path, n, scan.KeySize)
		}
		keys = append(keys, connectors.NewSecret(string(key)))
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("%s holds no key: restore the file, or remove it to end all resume tokens", path)
	}
	return keys, lines.Err()
}

// vaultKeys returns the keys of a vault, one for each token key and in the same order. So a change of the token keys changes them too,
// and what they seal is sealed again when it is used.
func vaultKeys(keys []connectors.Secret) ([]connectors.Secret, error) {
	derived := make([]connectors.Secret, len(keys))
	for i, key := range keys {
		text, err := hkdf.Key(sha256.New, []byte(key.Reveal()), nil, "crmstream credentials", scan.KeySize)
		if err != nil {
			return nil, err // never: the keys have the right size
		}
		derived[i] = connectors.NewSecret(string(text))
	}
	return derived, nil
}
