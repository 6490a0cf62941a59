package quota

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// upstream is the far end of a simulation: it logs when requests arrive, and now and then refuses one by its quota, for
// reasons that no books here can know. It takes nothing from the package under test.
type upstream struct {
	random *rand.Rand
	every  int           // requests for one refusal; 0 for none
	word   time.Duration // for how long a refusal is said to last

	mu       sync.Mutex
	log      []arrival
	refusals []time.Time // when the refused heard of it
}

// arrival is one request as the upstream sees it.
type arrival struct {
	given, at time.Time // when Acquire returned, and when the upstream counted it
	bulk      bool
	caller    string
}

// ask logs a request that arrives now and reports whether it is served.
func (u *upstream) ask(given time.Time, bulk bool) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.log = append(u.log, arrival{given: given, at: time.Now(), bulk: bulk})
	return u.every == 0 || u.random.IntN(u.every) > 0
}

// refuse logs that a caller hears now that it is refused, and returns for how long.
func (u *upstream) refuse() time.Duration {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.refusals = append(u.refusals, time.Now())
	return u.word
}

// crowd returns the most requests that any window held: a window is fullest when it ends with a request.
func (u *upstream) crowd(window time.Duration, counts func(arrival) bool) int {
	var times []time.Time
	for _, a := range u.log {
		if counts(a) {
			times = append(times, a.at)
		}
	}
	slices.SortFunc(times, time.Time.Compare)
	most, first := 0, 0
	for last, end := range times {
		for end.Sub(times[first]) >= window {
			first++
		}
		most = max(most, last-first+1)
	}
	return most
}

func isBulk(a arrival) bool { return a.bulk }
func isAny(arrival) bool    { return true }

// outage returns how long refusals lasted in all, overlaps once.
func (u *upstream) outage() time.Duration {
	var sum time.Duration
	var end time.Time
	for _, r := range u.refusals {
		until := r.Add(u.word)
		if r.Before(end) {
			r = end
		}
		sum, end = sum+until.Sub(r), until
	}
	return sum
}

// defied returns how many requests were let go while the upstream had said not to.
func (u *upstream) defied() int {
	n := 0
	for _, a := range u.log {
		i, _ := slices.BinarySearchFunc(u.refusals, a.given, time.Time.Compare) // the first refusal not before it
		if i > 0 && a.given.Before(u.refusals[i-1].Add(u.word)) {
			n++
		}
	}
	return n
}

func TestUpstream(t *testing.T) {
	start := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	u := &upstream{word: time.Minute}
	for _, s := range []time.Duration{0, 10, 59, 60, 61, 69, 200} {
		at := start.Add(s * time.Second)
		u.log = append(u.log, arrival{given: at, at: at, bulk: s < 60})
	}
	require.Equal(t, 5, u.crowd(time.Minute, isAny), "from 10 to 69 s; 0 and 60 s are in no window together")
	require.Equal(t, 3, u.crowd(time.Minute, isBulk))
	u.refusals = []time.Time{start, start.Add(59 * time.Second)}
	require.Equal(t, 119*time.Second, u.outage())
	require.Equal(t, 5, u.defied())
}
