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
	"sync"

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
	keys         func() []connectors.Secret
	// mu is held while a file is read or written: a token that is sealed again must not replace one that is newer.
	mu sync.Mutex
}

// NewFile returns a store with files in a folder whose names begin with name. The first key seals, all keys open: a key is needed
// until each token was loaded or saved once after the key was replaced. NewFile does no I/O.
func NewFile(folder, name string, keys ...connectors.Secret) (*File, error) {
	return newFile(folder, name, func() []connectors.Secret { return keys })
}

// newFile is NewFile with keys that may change.
func newFile(folder, name string, keys func() []connectors.Secret) (*File, error) {
	f := &File{folder: folder, name: name, keys: keys}
	_, err := f.aeads()
	return f, err
}

// aeads returns the ciphers of the keys.
func (f *File) aeads() (aeads []cipher.AEAD, err error) {
	keys := f.keys()
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
		aeads = append(aeads, aead)
	}
	return aeads, nil
}

// Load implements Store. A file that cannot be opened with any key is ErrDamaged. A file that the first key does not open is sealed
// again with this key, so that the other keys are not needed for ever.
func (f *File) Load(configured connectors.Secret) (connectors.Secret, error) {
	aeads, err := f.aeads()
	if err != nil {
		return connectors.Secret{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
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
	for i, aead := range aeads {
		plain, err := aead.Open(nil, nil, content[1:], bound)
		if err != nil || len(plain) == 0 {
			continue
		}
		if i > 0 {
			_ = durable.Write(path, sealed(aeads, plain, bound)) // after an error the file is as it was, and the next Load seals it
		}
		return connectors.NewSecret(string(plain)), nil
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
	aeads, err := f.aeads()
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := durable.MakeFolder(f.folder); err != nil {
		return err
	}
	path, bound := f.place(configured)
	return durable.Write(path, sealed(aeads, []byte(refresh.Reveal()), bound))
}

// sealed returns the content of a file.
func sealed(aeads []cipher.AEAD, plain, bound []byte) []byte {
	return aeads[0].Seal([]byte{fileVersion}, nil, plain, bound)
}

// place returns the path of the file for a configured token, and what the file's content is bound to. A refresh token has too
// many possible values for its digest to be of use (RFC 6749, section 10.10).
func (f *File) place(configured connectors.Secret) (path string, bound []byte) {
	digest := sha256.Sum256([]byte("crmstream refresh token\x00" + configured.Reveal()))
	return filepath.Join(f.folder, f.name+"-"+hex.EncodeToString(digest[:8])), append([]byte{fileVersion}, digest[:]...)
}
