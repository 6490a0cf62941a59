package stage

import "time"

// Settings are the settings that every sandbox has. A sandbox embeds them in its own settings, which define a row and a change.
type Settings struct {
	// Seed chooses the data: the same seed and rows give the same rows in every process.
	Seed uint64 `json:"seed"`
	// Rows is the number of rows before any change.
	Rows int64 `json:"rows"`
	// Latency is added to each request before it is answered.
	Latency Duration `json:"latency"`
	// Faults replaces the answers of chosen requests.
	Faults []Fault `json:"faults"`
	// Churn is the number of changes before each request of a list but the first.
	Churn int `json:"churn"`

	// Now is the clock; nil is time.Now. The data before any change does not depend on it.
	Now func() time.Time `json:"-"`
}

// Defaults returns seed 1, 3000 rows, and no latency, faults or churn.
func Defaults() Settings { return Settings{Seed: 1, Rows: 3000, Now: time.Now} }

// Clock returns Now, or time.Now if Now is nil.
func (s Settings) Clock() func() time.Time {
	if s.Now == nil {
		return time.Now
	}
	return s.Now
}
