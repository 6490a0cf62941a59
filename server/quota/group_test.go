package quota

import (
	"context"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// TestWaitersShareASync has many requests at once wait for a disk that needs a second for each sync: those that come during one sync share
// the next, and each has its slot in the ledger before it is answered.
func TestWaitersShareASync(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const atOnce = 64
		dir := t.TempDir()
		b, err := New(Config{Name: "crm", Requests: 10 * atOnce, Window: time.Hour}, dir)
		require.NoError(t, err)
		syncs := 0
		b.ledger.sync = func(*os.File) error {
			syncs++
			time.Sleep(time.Second)
			return nil
		}
		var group sync.WaitGroup
		for range atOnce {
			group.Go(func() {
				release, err := b.Acquire(context.Background())
				require.NoError(t, err)
				release(true)
			})
		}
		group.Wait()
		check.AtMost(t, "quota_syncs_of_64_waiters", float64(syncs), 2)
		written, err := os.ReadFile(ledgerPath(dir, "crm"))
		require.NoError(t, err)
		require.Len(t, replay(written, b.config, b.ledger.now()).slots, atOnce)
		require.NoError(t, b.Close())
	})
}

// TestClosingWaitsForTheWrite closes a budget while slots are being written: their waiter gets its slot, and later ones are refused.
func TestClosingWaitsForTheWrite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, err := New(Config{Name: "crm", Requests: 10, Window: time.Hour}, t.TempDir())
		require.NoError(t, err)
		b.ledger.sync = func(*os.File) error {
			time.Sleep(time.Second)
			return nil
		}
		first, second := make(chan error, 1), make(chan error, 1)
		acquire := func(result chan error) {
			release, err := b.Acquire(context.Background())
			if err == nil {
				release(false)
			}
			result <- err
		}
		go acquire(first)
		synctest.Wait()
		go acquire(second)
		synctest.Wait()
		require.NoError(t, b.Close())
		require.NoError(t, <-first)
		require.ErrorIs(t, <-second, ErrClosed)
	})
}

// TestReconfiguringWaitsForTheWrite makes the window longer while slots are being written: the older slots of the file count again, as
// many as there are.
func TestReconfiguringWaitsForTheWrite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := Config{Name: "crm", Requests: 100, Window: time.Minute}
		b, err := New(config, t.TempDir())
		require.NoError(t, err)
		take := func() {
			release, err := b.Acquire(context.Background())
			require.NoError(t, err)
			release(true)
		}
		for range 5 {
			take()
		}
		time.Sleep(10 * time.Minute) // the five no longer count
		b.ledger.sync = func(*os.File) error {
			time.Sleep(time.Second)
			return nil
		}
		for range 3 {
			go take()
		}
		synctest.Wait()
		config.Window = time.Hour
		require.NoError(t, b.Reconfigure(config))
		require.Equal(t, 8, b.Snapshot().Used)
		time.Sleep(10 * time.Second)
		require.NoError(t, b.Close())
	})
}
