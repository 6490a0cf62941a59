package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/crmstream/crmstream/internal/durable"
)

// configFile is a configuration and the files that it refers to. They are watched while the server runs.
type configFile struct {
	path   string
	loader loader
	getenv func(string) (string, bool)
	// running is the configuration that is served.
	running setup
	// files are the files that are read besides path.
	files []string
	watch
}

// watch is the state of one or several files with a content that is checked from time to time.
type watch struct {
	// applied is the digest of the content that is in use, seen the digest at the last check, and refused the digest of a
	// content with mistakes, which wrong has.
	applied, seen, refused [sha256.Size]byte
	wrong                  error
}

// settled reports whether to use a content now: it differs from the content in use, and is the same as at the check before. If
// not, settled returns the mistakes for which a content was refused.
func (w *watch) settled(digest [sha256.Size]byte) (bool, error) {
	again := digest == w.seen
	w.seen = digest
	switch {
	case digest == w.applied:
		w.wrong = nil
		return false, nil
	case w.wrong != nil && digest == w.refused, !again:
		return false, w.wrong
	default:
		return true, nil
	}
}

// take notes that a content is in use.
func (w *watch) take(digest [sha256.Size]byte) {
	w.applied, w.seen, w.wrong = digest, digest, nil
}

// refuse notes that a content has mistakes, and returns them.
func (w *watch) refuse(digest [sha256.Size]byte, wrong error) error {
	w.refused, w.seen, w.wrong = digest, digest, wrong
	return wrong
}

// openConfig reads the configuration of a server that starts.
func openConfig(path string, l loader, getenv func(string) (string, bool)) (*configFile, error) {
	f := &configFile{path: path, loader: l, getenv: getenv}
	files := &fileReader{}
	s, err := f.load(files, l)
	if err != nil {
		return nil, err
	}
	f.run(files, s)
	return f, nil
}

// look reads the watched files. When two checks agree that they have changed, apply gets the new configuration. If the
// configuration has mistakes, or apply fails, the old configuration stays, and each call returns the error.
func (f *configFile) look(apply func(setup) error) (changed bool, err error) {
	files := &fileReader{}
	if settled, err := f.settled(files.digest(f.path, f.files)); !settled {
		return false, err
	}
	running := f.loader
	running.running = &f.running
	s, err := f.load(files, running)
	if err == nil {
		s.forget()
		err = apply(s)
	}
	if err != nil {
		f.files = merged(f.files, files.names) // a missing file may appear
		return false, f.refuse(files.digest(f.path, f.files), err)
	}
	f.run(files, s)
	return true, nil
}

// load reads the configuration, and each of its files once.
func (f *configFile) load(files *fileReader, l loader) (setup, error) {
	content, err := files.read(f.path, os.ReadFile)
	if err != nil {
		return setup{}, fmt.Errorf("%s cannot be read: %w", f.path, reason(err))
	}
	l.secret = secretLookup(filepath.Dir(f.path), f.getenv, func(name string) ([]byte, error) { return files.read(name, durable.ReadSecret) })
	return l.load(f.path, bytes.NewReader(content))
}

// run notes that a configuration is served, and the files from which it was read.
func (f *configFile) run(files *fileReader, s setup) {
	f.running, f.files = s, merged(nil, files.names)
	f.take(files.digest(f.path, f.files))
}

// checkFixed adds a mistake for each change of a key that is read only at the start.
func checkFixed(doc *document, running, s setup) {
	callersOf := func(s setup) string {
		if s.callers == nil {
			return ""
		}
		return s.callers.file
	}
	for _, fixed := range []struct {
		path string
		same bool
	}{
		{"listen", running.listen == s.listen},
		{"state_dir", running.stateDir == s.stateDir},
		{"log", running.log == s.log},
		{"trusted_proxies", slices.Equal(running.proxies, s.proxies)},
		{"audit", running.audit == s.audit},
		{"page_memory_mib", running.pageMemory == s.pageMemory},
		{"write_timeout", running.writes.Gate.WriteTimeout == s.writes.Gate.WriteTimeout},
		{"settle_after", running.writes.Gate.SettleAfter == s.writes.Gate.SettleAfter},
		{"settle_after_late", running.writes.Gate.SettleAfterLate == s.writes.Gate.SettleAfterLate},
		{"proof_lag", slices.Equal(running.writes.ProofLag, s.writes.ProofLag)},
		{"uploads", running.uploads == s.uploads},
		{"inbound", running.inbound == s.inbound},
		{"changelog", running.kept == s.kept},
		{"auth.callers_file", callersOf(running) == callersOf(s)},
		{"tls", running.tls.sameFiles(s.tls)},
	} {
		if !fixed.same {
			doc.add(fixed.path, "cannot change while the server runs: restart the server, or put back the old value")
		}
	}
}

// merged returns the names in a and b, sorted, without duplicates.
func merged(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// fileReader reads each file once, so that the compared content is the content that is used.
type fileReader struct {
	names    []string
	contents map[string]fileContent
}

// fileContent is the result of reading a file.
type fileContent struct {
	content []byte
	err     error
}

// read returns the content of a file. The first time, it reads the file with a function.
func (r *fileReader) read(name string, by func(string) ([]byte, error)) ([]byte, error) {
	if known, ok := r.contents[name]; ok {
		return known.content, known.err
	}
	if r.contents == nil {
		r.contents = map[string]fileContent{}
	}
	content, err := by(name)
	r.names = append(r.names, name)
	r.contents[name] = fileContent{content, err}
	return content, err
}

// digest returns a digest of the contents of the configuration and of the files of secrets. For a file that cannot be read, the
// error takes the place of the content.
func (r *fileReader) digest(config string, secrets []string) [sha256.Size]byte {
	all := sha256.New()
	add := func(name string, by func(string) ([]byte, error)) {
		content, err := r.read(name, by)
		each := sha256.Sum256(content)
		_, _ = fmt.Fprintf(all, "%q %x %v\n", name, each, err) // a hash never fails
	}
	add(config, os.ReadFile)
	for _, name := range secrets {
		if name != config {
			add(name, durable.ReadSecret)
		}
	}
	var sum [sha256.Size]byte
	copy(sum[:], all.Sum(nil))
	return sum
}
