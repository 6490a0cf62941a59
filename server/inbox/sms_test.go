package inbox

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/changelog"
)

// doubtful is a store with logs that store entries and say that they could not, as one does whose disk answers too late.
type doubtful struct {
	*changelog.Memory
	silent atomic.Bool
	late   chan struct{} // unless nil, Append returns when it is closed
}

func (d *doubtful) Log(name string) (changelog.Log, error) {
	log, err := d.Memory.Log(name)
	return doubtfulLog{log, d}, err
}

type doubtfulLog struct {
	changelog.Log
	store *doubtful
}

func (l doubtfulLog) Append(ctx context.Context, e changelog.Entry) (changelog.Stored, error) {
	stored, err := l.Log.Append(ctx, e)
	if l.store.late != nil {
		<-l.store.late
	}
	if l.store.silent.Load() {
		return changelog.Stored{}, &changelog.UnavailableError{Err: errors.New("no answer")}
	}
	return stored, err
}

func openDoubtful(t *testing.T) (*doubtful, *Box) {
	t.Helper()
	memory, err := changelog.OpenMemory(changelog.Settings{MaxBytes: 64 << 20})
	require.NoError(t, err)
	store := &doubtful{Memory: memory}
	settings := DefaultSettings()
	settings.Bytes = 64 << 20
	none := func(string) Prepare { return ignore }
	in, err := Open(store, settings, filepath.Join(t.TempDir(), "seen.json"), slog.New(slog.DiscardHandler), none)
	require.NoError(t, err)
	require.NoError(t, in.Set(t.Context(), []Source{{Name: "main"}}))
	return store, in.Box("main")
}

// TestDoubtfulSMS stores a message of which the log says that it could not. Watches deliver it, so a worker must be able to claim it, and
// the message that the upstream sends again is marked as its repeat.
func TestDoubtfulSMS(t *testing.T) {
	t.Parallel()
	store, box := openDoubtful(t)
	bounds, err := box.Texts.Bounds(t.Context())
	require.NoError(t, err)
	store.silent.Store(true)
	_, err = box.AddSMS(t.Context(), SMS{Destination: "+1", Text: "hi", Hash: "a"})
	require.ErrorAs(t, err, new(*changelog.UnavailableError))
	store.silent.Store(false)

	entries, err := box.Texts.Next(t.Context(), bounds.End)
	require.NoError(t, err)
	require.Len(t, entries, 1)
	for range 2 {
		m := box.OutgoingSMS(entries[0].Record)
		require.Equal(t, strconv.FormatUint(entries[0].Sequence, 10), m.GetId())
		require.Equal(t, crmstreamv1.SmsStatus_SMS_STATUS_NEW, m.GetStatus())
		require.EqualValues(t, 1, m.GetPartCount())
	}
	const claimed = crmstreamv1.SmsStatus_SMS_STATUS_IN_PROGRESS
	_, err = box.SetSMSStatus(t.Context(), entries[0].Sequence, claimed, 0)
	require.NoError(t, err)
	_, err = box.SetSMSStatus(t.Context(), entries[0].Sequence, claimed, 0)
	require.ErrorAs(t, err, new(*StatusError))
	require.Equal(t, claimed, box.OutgoingSMS(entries[0].Record).GetStatus())

	again, err := box.AddSMS(t.Context(), SMS{Destination: "+1", Text: "hi", Hash: "a"})
	require.NoError(t, err)
	_, err = box.AddSMS(t.Context(), SMS{Destination: "+2", Text: "hi", Hash: "a"})
	require.ErrorIs(t, err, ErrHashReused)
	next, err := box.Texts.Next(t.Context(), entries[0].After())
	require.NoError(t, err)
	require.Equal(t, again, next[1].Sequence)
	require.Equal(t, strconv.FormatUint(entries[0].Sequence, 10), box.OutgoingSMS(next[1].Record).GetPossibleRepeatOf())
}
