package writes

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// TestLocks let the writes to one record go in the order in which they came, from reading to proof, and others beside them.
func TestLocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		var group sync.WaitGroup
		begin := time.Now()
		under := map[string]int{} // writes under way, by record
		start := func(id int, ids ...string) {
			w := r.write(fmt.Sprint(id))
			w.IDs = ids
			w.Read = func(ctx context.Context) ([]byte, error) {
				r.mu.Lock()
				defer r.mu.Unlock()
				r.log = append(r.log, fmt.Sprintf("%d at %s", id, time.Since(begin)))
				for _, id := range ids {
					under[id]++
					require.Equal(t, 1, under[id])
				}
				return nil, nil
			}
			w.Prove = func(ctx context.Context, _ Row) ([]byte, error) {
				require.NoError(t, after(ctx, 10*time.Second))
				r.mu.Lock()
				defer r.mu.Unlock()
				for _, id := range ids {
					under[id]--
				}
				return nil, nil
			}
			group.Go(func() { r.do(w) })
			synctest.Wait()
		}
		start(0, "x")
		start(1, "x")
		start(2, "y")
		start(3, "x")
		start(4, "y", "x")
		start(5, "x", "y")
		start(6)
		w := r.write("left")
		w.IDs = []string{"z", "x"}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := r.g.Do(ctx, w)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		group.Wait()
		require.Equal(t, []string{"0 at 0s", "2 at 0s", "6 at 0s", "1 at 10s", "3 at 20s", "4 at 30s", "5 at 40s"}, r.log)
		require.Empty(t, r.g.locks.turns)
		require.NoError(t, r.g.Close())
	})
}
