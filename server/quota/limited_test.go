package quota

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestLimited(t *testing.T) {
	tests := map[string]struct{ window, said, closed time.Duration }{
		"as it says":               {time.Hour, time.Minute, time.Minute},
		"without a word":           {time.Hour, 0, 15 * time.Minute},
		"without a word, short":    {5 * time.Minute, 0, 5 * time.Minute},
		"for longer than we trust": {time.Hour, 5 * time.Hour, time.Hour},
		"for a part of a long one": {24 * time.Hour, 5 * time.Hour, 5 * time.Hour},
		"before now":               {time.Hour, -time.Second, 15 * time.Minute},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := open(t, Config{Requests: 10, Window: tt.window})
				b.Limited(tt.said)
				b.Limited(time.Second) // a shorter word does not open
				_, err := b.Acquire(interactive(t))
				emptyFor(t, err, tt.closed)
				require.Zero(t, b.Snapshot().Left)
				start := time.Now()
				_, err = b.Acquire(t.Context())
				require.NoError(t, err)
				require.Equal(t, tt.closed, time.Since(start))
			})
		})
	}
}

func TestLimitedRefusesWhoCannotWaitAnyMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 1, Window: time.Minute})
		take(t, t.Context(), b, 1)
		time.AfterFunc(time.Second, func() { b.Limited(10 * time.Minute) })
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		_, err := b.Acquire(ctx)
		emptyFor(t, err, 10*time.Minute)
	})
}

// TestOneRequestAfterTheUpstreamsWord has several wait for the end of that word, of which one finds out what holds then.
func TestOneRequestAfterTheUpstreamsWord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 100, Window: time.Hour})
		b.Limited(time.Minute)
		var mu sync.Mutex
		var given []time.Duration
		start := time.Now()
		var callers sync.WaitGroup
		for range 4 {
			callers.Go(func() {
				for {
					release, err := b.Acquire(t.Context())
					require.NoError(t, err)
					mu.Lock()
					given = append(given, time.Since(start))
					refused := len(given) <= 2
					mu.Unlock()
					time.Sleep(time.Second)
					if refused {
						b.Limited(time.Minute)
					}
					release(true)
					if !refused {
						return
					}
				}
			})
		}
		callers.Wait()
		const minute, answer = time.Minute, time.Second
		third := 3*minute + 2*answer
		require.Equal(t, []time.Duration{minute, 2*minute + answer, third, third + answer, third + answer, third + answer}, given)
	})
}
