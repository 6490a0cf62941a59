package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/crmstream/crmstream/internal/durable"
)

// checkpoint is a file with the token of a watch, and a line end after it. The nil value is no file.
type checkpoint struct {
	path   string
	saved  string // what the file has
	latest string
	at     time.Time // of the last saving
}

// restEvery is how often a token is saved that has no entries before it: an idle server moves its place, too.
const restEvery = time.Second

// maxToken is the most characters of a token of a watch.
const maxToken = 512

var tokenPattern = regexp.MustCompile(fmt.Sprintf(`^[A-Za-z0-9_-]{1,%d}$`, maxToken))

// openCheckpoint reads a checkpoint, which may not exist yet. A file with anything but a token is refused: it is of something else, or damaged,
// and to begin anew in silence would lose entries.
func openCheckpoint(path string) (*checkpoint, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &checkpoint{path: path}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("--checkpoint: %w", err)
	}
	defer func() { _ = file.Close() }() // nothing was written
	content, err := io.ReadAll(io.LimitReader(file, maxToken+3))
	if err != nil {
		return nil, fmt.Errorf("--checkpoint: %w", err)
	}
	token := strings.TrimSuffix(strings.TrimSuffix(string(content), "\n"), "\r")
	if !tokenPattern.MatchString(token) {
		return nil, fmt.Errorf("--checkpoint: %s holds anything but the token of a watch: name another file, or remove this one to begin anew", path)
	}
	return &checkpoint{path: path, saved: token, latest: token}, nil
}

// note saves a token: at once after entries, and otherwise from time to time.
func (c *checkpoint) note(token string, entries bool) error {
	if c == nil {
		return nil
	}
	c.latest = token
	if !entries && time.Since(c.at) < restEvery {
		return nil
	}
	return c.save()
}

// save saves the latest token, unless the file has it.
func (c *checkpoint) save() error {
	if c == nil || c.latest == c.saved {
		return nil
	}
	if err := durable.Write(c.path, []byte(c.latest+"\n")); err != nil {
		return fmt.Errorf("the checkpoint %s cannot be written: %w", c.path, reason(err))
	}
	c.saved, c.at = c.latest, time.Now()
	return nil
}
