package changelog

import (
	"errors"
	"fmt"
	"regexp"
	"time"
)

// minShare is the least size of a log.
const minShare = 1 << 20

// The bounds of a log's settings. NATS refuses windows and retentions below 100 ms.
const (
	leastTime  = 100 * time.Millisecond
	largestFit = 4 // a log has room for this number of its largest entries, or it would drop what it has just stored
	maxEntry   = 4 << 20
	maxLogs    = 1000
)

// Config is one log.
type Config struct {
	// Name has letters, digits, - and _, of which the first is a letter.
	Name string
	// Retention is how long entries are kept. They go earlier when the log is full.
	Retention time.Duration
	// Window is the time within which a log knows the keys of entries, at most the retention. While the window of before is not
	// over, one that was made shorter may have no effect.
	Window time.Duration
	// MaxEntry is the largest size of a body, in bytes.
	MaxEntry int
	// First is the sequence of the first entry of a new log, 0 for 1.
	First uint64
}

// Settings are the logs of a process, and what they may take of the disk.
type Settings struct {
	// MaxBytes is the size of the entries of all logs. The files take a little more, see Share.
	MaxBytes int64
	Logs     []Config
}

// Share returns the size that each log may have: equal parts of MaxBytes, and 1 MiB at least. Logs on the disk that are not
// in the settings take a part as well until their entries have gone. The files of a log take up to one block (an eighth of
// the share, 8 MiB at most) more than the share.
func (s Settings) Share() int64 { return shareOf(s.MaxBytes, len(s.Logs)) }

func shareOf(maxBytes int64, logs int) int64 { return max(minShare, maxBytes/int64(max(1, logs))) }

// Validate returns an error with every wrong setting and its fix.
func (s Settings) Validate() error {
	var err error
	if len(s.Logs) > maxLogs {
		err = errors.Join(err, fmt.Errorf("there are %d logs: %d may be", len(s.Logs), maxLogs))
	}
	name := regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,199}$`)
	seen := map[string]bool{}
	for _, c := range s.Logs {
		wrong := func(format string, args ...any) {
			err = errors.Join(err, fmt.Errorf("log %q: "+format, append([]any{c.Name}, args...)...))
		}
		switch {
		case !name.MatchString(c.Name):
			wrong("the name must begin with a letter, and have letters, digits, - and _ only, 200 at most")
		case seen[c.Name]:
			wrong("the name is there twice")
		}
		seen[c.Name] = true
		if c.Retention < leastTime {
			wrong("the retention must be at least %s", leastTime)
		}
		if c.Window < leastTime || c.Window > c.Retention {
			wrong("the window must be at least %s, and at most the retention", leastTime)
		}
		switch {
		case c.MaxEntry < 1 || c.MaxEntry > maxEntry:
			wrong("the largest entry must be from 1 to %d bytes", maxEntry)
		case s.Share()/largestFit < int64(c.MaxEntry):
			wrong("its share of max_bytes is %d bytes, and must be %d at least, since an entry may have %d: raise max_bytes",
				s.Share(), largestFit*int64(c.MaxEntry), c.MaxEntry)
		}
	}
	return err
}
