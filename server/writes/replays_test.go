package writes

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// TestReplaysAtOnce makes each of 500 requests five times at once, with a loss of power after half of them, and after all once
// more. The disk is the true one.
func TestReplaysAtOnce(t *testing.T) {
	const requests, calls = 500, 5
	r := newRig(t)
	r.slow = true
	answers := make([]string, requests)
	round := func(from, to int) {
		var group sync.WaitGroup
		for i := from; i < to; i++ {
			for range calls {
				group.Go(func() {
					reply, err := r.g.Do(t.Context(), r.write(fmt.Sprint(i)))
					if err != nil {
						t.Error(err)
						return
					}
					r.mu.Lock()
					defer r.mu.Unlock()
					if answers[i] == "" {
						answers[i] = string(reply.Answer)
					}
					if answers[i] != string(reply.Answer) {
						t.Errorf("%d: %s, and before %s", i, reply.Answer, answers[i])
					}
				})
			}
		}
		group.Wait()
	}
	crash := func() {
		next := r.crash(t, quiet())
		require.NoError(t, r.g.Close())
		require.NoError(t, r.f.Close())
		r.machine = next
		r.start()
	}
	round(0, requests/2)
	crash()
	round(0, requests)
	crash()
	round(0, requests)
	effects, refused := 0, 0
	for i := range requests {
		effects += r.count(fmt.Sprint(i))
		other := r.never(fmt.Sprint(i))
		other.Digest = Digest{9}
		if _, err := r.g.Do(t.Context(), other); errors.Is(err, ErrReused) {
			refused++
		}
	}
	check.AtMost(t, "writes_effects_of_500_requests", float64(effects), requests)
	require.Equal(t, requests, effects)
	check.AtLeast(t, "writes_changed_contents_refused", float64(refused), requests)
	require.NoError(t, r.g.Close())
}
