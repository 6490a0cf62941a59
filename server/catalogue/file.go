package catalogue

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// format is the version of the files. Files of other versions count as absent.
const format = 1

// file is a kept list as it is written.
type file struct {
	Format  int                 `json:"format"`
	Key     Key                 `json:"key"`
	Read    time.Time           `json:"read"`
	Notices []connectors.Notice `json:"notices,omitempty"`
	Records []record            `json:"records"`
}

// record is one record of it; bytes are base64.
type record struct {
	ID   []byte                  `json:"id"`
	Key  []byte                  `json:"key"`
	Wire []byte                  `json:"wire,omitempty"`
	Err  *connectors.RecordError `json:"error,omitempty"`
}

// path returns where a list is kept. Names of sources and resources and digests are safe in paths, variants need not be.
func (s *Store) path(key Key) string {
	name := key.Resource
	if key.Variant != "" {
		sum := sha256.Sum256([]byte(key.Variant))
		name += "-" + hex.EncodeToString(sum[:8])
	}
	return filepath.Join(s.dir, key.Source, key.Account, name+".json")
}

// Claim removes what is kept of a source's other accounts, such as it was configured with before. Call it before the source
// is served.
func (s *Store) Claim(source, account string) error {
	if s.dir == "" {
		return nil
	}
	entries, err := os.ReadDir(filepath.Join(s.dir, source))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if e.Name() != account {
			err = errors.Join(err, os.RemoveAll(filepath.Join(s.dir, source, e.Name())))
		}
	}
	return err
}

// remove removes the file of a list that is no longer kept.
func (s *Store) remove(key Key) {
	if s.dir != "" {
		_ = os.Remove(s.path(key)) // what stays is only not used
	}
}

// load reads the file of a list; nil means that there is none for this key.
func (s *Store) load(key Key) (*List, error) {
	if s.dir == "" {
		return nil, nil
	}
	text, err := os.ReadFile(s.path(key))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var f file
	if err := json.Unmarshal(text, &f); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(s.path(key)), err)
	}
	if f.Format != format || f.Key != key || f.Read.After(time.Now()) {
		return nil, nil
	}
	list := &List{Read: f.Read, Notices: f.Notices, Records: make([]connectors.Record, len(f.Records))}
	for i, r := range f.Records {
		list.Records[i] = connectors.Record{ID: r.ID, Key: r.Key, Wire: r.Wire, Err: r.Err}
		if i > 0 && list.Records[i-1].Compare(list.Records[i]) >= 0 {
			return nil, fmt.Errorf("%s: record %d is out of order", filepath.Base(s.path(key)), i)
		}
	}
	return list, nil
}

// save writes the file of a list, whole or not at all.
func (s *Store) save(key Key, list *List) error {
	if s.dir == "" {
		return nil
	}
	f := file{Format: format, Key: key, Read: list.Read, Notices: list.Notices, Records: make([]record, len(list.Records))}
	for i, r := range list.Records {
		f.Records[i] = record{ID: r.ID, Key: r.Key, Wire: r.Wire, Err: r.Err}
	}
	text, err := json.Marshal(f)
	if err != nil {
		return err
	}
	path := s.path(key)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	// One name aside for each list, so that crashes leave no more than one.
	aside, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(aside.Name()) }() // gone once it is renamed
	_, err = aside.Write(text)
	if err = errors.Join(err, aside.Sync(), aside.Close()); err != nil {
		return err
	}
	return os.Rename(aside.Name(), path)
}
