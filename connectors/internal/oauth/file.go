package oauth

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/durable"
)

// KeySize is the length of a key of a File in bytes.
const KeySize = 32

// fileVersion is the first byte of a file.
const fileVersion = 1

// ErrDamaged is the error of a kept refresh token that cannot be read. The configured token is dead then, if the upstream
// replaces tokens, so it is not used. Detail names the file.
var ErrDamaged = errors.New("the kept refresh token cannot be read, since its file is damaged or sealed with another key: restore the file or the key, " +
	"or authorise this client again and set the new refresh_token")

// File is a Store with a file for each configured token. The file's name has a digest of the token.
type File struct {
	folder, name string
	aeads        []cipher.AEAD
}

// NewFile returns the store of an account, with files in a folder whose names begin with name. The first key seals, all keys
// open: a key is needed until the account's token was replaced after the key. NewFile does no I/O.
func NewFile(folder, name string, keys ...connectors.Secret) (*File, error) {
	f := &File{folder: folder, name: name}
	if len(keys) == 0 {
		return nil, errors.New("kept refresh tokens need a key")
	}
	for i, secret := range keys {
		key := []byte(secret.Reveal())
		if len(key) != KeySize {
			return nil, fmt.Errorf("key %d of kept refresh tokens has %d bytes: it must have %d", i+1, len(key), KeySize)
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			return nil, err
		}
		aead, err := cipher.NewGCMWithRandomNonce(block)
		if err != nil {
			return nil, err
		}
		f.aeads = append(f.aeads, aead)
	}
	return f, nil
}

// Load implements Store. A file that cannot be opened with any key is ErrDamaged.
func (f *File) Load(configured connectors.Secret) (connectors.Secret, error) {
	path, bound := f.place(configured)
	content, err := durable.ReadOwn(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return connectors.Secret{}, f.absent(path)
	case err != nil:
		return connectors.Secret{}, err
	case len(content) == 0 || content[0] != fileVersion:
		return connectors.Secret{}, fmt.Errorf("%s: %w", path, ErrDamaged)
	}
	for _, aead := range f.aeads {
		if plain, err := aead.Open(nil, nil, content[1:], bound); err == nil && len(plain) > 0 {
			return connectors.NewSecret(string(plain)), nil
		}
	}
	return connectors.Secret{}, fmt.Errorf("%s: %w", path, ErrDamaged)
}

// absent returns why a file that was not found may exist nevertheless, nil if it certainly does not.
func (f *File) absent(path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", path, ErrDamaged) // a link that leads nowhere
	}
	return nil
}

// Save implements Store.
func (f *File) Save(configured, refresh connectors.Secret) error {
	if err := durable.MakeFolder(f.folder); err != nil {
		return err
	}
	path, bound := f.place(configured)
	return durable.Write(path, f.aeads[0].Seal([]byte{fileVersion}, nil, []byte(refresh.Reveal()), bound))
}

// place returns the path of the file for a configured token, and what the file's content is bound to. A refresh token has too
// many possible values for its digest to be of use (RFC 6749, section 10.10).
func (f *File) place(configured connectors.Secret) (path string, bound []byte) {
	digest := sha256.Sum256([]byte("crmstream refresh token\x00" + configured.Reveal()))
	return filepath.Join(f.folder, f.name+"-"+hex.EncodeToString(digest[:8])), append([]byte{fileVersion}, digest[:]...)
}
