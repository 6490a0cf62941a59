package inbox

import (
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestDoubtfulCall never delivers a call request that was answered in the negative, though the log has it.
func TestDoubtfulCall(t *testing.T) {
	t.Parallel()
	store, box := openDoubtful(t)
	bounds, err := box.Calls.Bounds(t.Context())
	require.NoError(t, err)
	defer box.WatchCalls()()
	store.silent.Store(true)
	taken, err := box.AddCall(t.Context(), &crmstreamv1.CallRequest{PhoneTo: "1"})
	require.Error(t, err)
	require.False(t, taken)
	store.silent.Store(false)
	taken, err = box.AddCall(t.Context(), &crmstreamv1.CallRequest{PhoneTo: "2"})
	require.NoError(t, err)
	require.True(t, taken)
	entries, err := box.Calls.Next(t.Context(), bounds.End)
	require.NoError(t, err)
	require.Len(t, entries, 2)
	require.Nil(t, box.Call(entries[0].Record))
	require.Equal(t, "2", box.Call(entries[1].Record).GetPhoneTo())
}

// TestCallIsReadBeforeItsAnswer reads a call request that is in the log while its answer is not known yet. It is delivered if the answer
// says so, and only then.
func TestCallIsReadBeforeItsAnswer(t *testing.T) {
	t.Parallel()
	for name, negative := range map[string]bool{"taken": false, "refused": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				store, box := openDoubtful(t)
				bounds, err := box.Calls.Bounds(t.Context())
				require.NoError(t, err)
				defer box.WatchCalls()()
				store.late = make(chan struct{})
				store.silent.Store(negative)
				go func() {
					taken, _ := box.AddCall(t.Context(), &crmstreamv1.CallRequest{PhoneTo: "1"})
					require.Equal(t, !negative, taken)
				}()
				synctest.Wait()
				entries, err := box.Calls.Next(t.Context(), bounds.End)
				require.NoError(t, err)
				require.Len(t, entries, 1)
				var call *crmstreamv1.CallRequest
				known := false
				go func() {
					call = box.Call(entries[0].Record)
					known = true
				}()
				synctest.Wait()
				require.False(t, known)
				close(store.late)
				synctest.Wait()
				require.True(t, known)
				require.Equal(t, negative, call == nil)
			})
		})
	}
}
