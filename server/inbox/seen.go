package inbox

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/crmstream/crmstream/internal/durable"
)

// seen is what the server remembers of what a source receives.
type seen struct {
	// Alive is when the server was last known to receive for the source.
	Alive time.Time `json:"alive"`
	// Identity is a digest of the account that the source was.
	Identity string `json:"identity"`
}

// readSeen reads the file of a path. A file that is not there has no sources; one that cannot be read is an error, since the gap that
// it would state must not be left out.
func readSeen(path string) (map[string]seen, error) {
	sources := map[string]seen{}
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return sources, nil
	}
	if err == nil {
		err = json.Unmarshal(content, &sources)
	}
	if err == nil && sources == nil {
		err = errors.New("null is no object with sources")
	}
	return sources, err
}

// writeSeen writes the file.
func writeSeen(path string, sources map[string]seen) error {
	content, err := json.Marshal(sources)
	if err != nil {
		return err
	}
	return durable.Write(path, content)
}
