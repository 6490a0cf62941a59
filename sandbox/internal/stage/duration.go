package stage

import (
	"fmt"
	"time"
)

// Duration is a time span that settings write as text, such as "20ms" or "5m".
type Duration time.Duration

// UnmarshalText reads the form of time.ParseDuration; an empty text is 0.
func (d *Duration) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	v, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("duration %q: write it like 20ms or 1.5s", text)
	}
	*d = Duration(v)
	return nil
}

// MarshalText writes the form that UnmarshalText reads.
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }
