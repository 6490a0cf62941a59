package catalogue

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/durable"
)

const (
	// format is the version of the files. Files of other versions count as absent.
	format = 2
	// mark is the first word of a file, before its version.
	mark = "crmstream-catalogue "
)

var errDamaged = errors.New("the file is damaged: its checksum is not that of its content")

// file is the body of a file: a kept list in its stored form.
type file struct {
	Key     Key                 `json:"key"`
	Read    time.Time           `json:"read"`
	Notices []connectors.Notice `json:"notices,omitempty"`
	Records []record            `json:"records"`
}

// record is one record of a file; its bytes are base64.
type record struct {
	ID   []byte                  `json:"id"`
	Key  []byte                  `json:"key"`
	Wire []byte                  `json:"wire,omitempty"`
	Err  *connectors.RecordError `json:"error,omitempty"`
}

// path returns the path of a list's file. Names of sources, of resources and digests are safe in paths, variants may not be.
func (s *Store) path(key Key) string {
	name := key.Resource
	if key.Variant != "" {
		sum := sha256.Sum256([]byte(key.Variant))
		name += "-" + hex.EncodeToString(sum[:8])
	}
	return filepath.Join(s.dir, key.Source, key.Account, name+".json")
}

// Claim removes the kept lists of a source's other accounts, such as an account that the source had before. Call it before the
// source is served.
func (s *Store) Claim(source, account string) error {
	s.forget(source, account)
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
		_ = os.Remove(s.path(key)) // a file that stays is not used
	}
}

// load reads the file of a list; nil means that there is no file for this key.
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
	body, err := unseal(text)
	if err != nil || body == nil {
		return nil, err
	}
	var f file
	if err := json.Unmarshal(body, &f); err != nil {
		return nil, err
	}
	if f.Key != key || f.Read.After(time.Now()) {
		return nil, nil
	}
	list := &List{Read: f.Read, Notices: f.Notices, Records: make([]connectors.Record, len(f.Records))}
	for i, r := range f.Records {
		list.Records[i] = connectors.Record{ID: r.ID, Key: r.Key, Wire: r.Wire, Err: r.Err}
		if i > 0 && list.Records[i-1].Compare(list.Records[i]) >= 0 {
			return nil, fmt.Errorf("record %d is out of order", i)
		}
	}
	return list, nil
}

// save writes the file of a list, whole or not at all.
func (s *Store) save(key Key, list *List) error {
	if s.dir == "" {
		return nil
	}
	f := file{Key: key, Read: list.Read, Notices: list.Notices, Records: make([]record, len(list.Records))}
	for i, r := range list.Records {
		f.Records[i] = record{ID: r.ID, Key: r.Key, Wire: r.Wire, Err: r.Err}
	}
	body, err := json.Marshal(f)
	if err != nil {
		return err
	}
	path := s.path(key)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return durable.Write(path, seal(body))
}

// seal puts a line before a file's body, with the version and a checksum that proves that the body is whole.
func seal(body []byte) []byte {
	return slices.Concat(fmt.Appendf(nil, "%s%d sha256:%x\n", mark, format, sha256.Sum256(body)), body)
}

// unseal returns the body of a file, nil for a file of another version.
func unseal(text []byte) ([]byte, error) {
	line, body, whole := bytes.Cut(text, []byte("\n"))
	if bytes.HasPrefix(text, []byte(`{"format":1,`)) {
		return nil, nil // earlier versions had no such line and no checksum
	}
	var version int
	var sum []byte
	n, err := fmt.Sscanf(string(line), mark+"%d sha256:%x", &version, &sum)
	if n >= 1 && version != format {
		return nil, nil
	}
	if is := sha256.Sum256(body); err != nil || !whole || !bytes.Equal(sum, is[:]) {
		return nil, errDamaged
	}
	return body, nil
}
