package changelog

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestWaiting(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t)
		start := bounds(t, l).Start
		short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		require.ErrorIs(t, l.Wait(short, start), context.DeadlineExceeded)
		woken := make(chan error)
		for range 3 {
			go func() { woken <- l.Wait(t.Context(), start) }()
		}
		fill(t, l, 0, 1)
		for range 3 {
			require.NoError(t, <-woken)
		}
		require.NoError(t, l.Wait(t.Context(), all(t, l)[0].Within(1)), "the rest of the entry")
	})
}

// TestClose ends what is under way.
func TestClose(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t, func(s *Settings) {
			quiet := config()
			quiet.Name = "quiet"
			s.Logs = append(s.Logs, quiet)
		})
		quiet, err := l.store.Log("quiet")
		require.NoError(t, err)
		end := bounds(t, quiet).End
		fill(t, l, 0, 1000)
		b := bounds(t, l)
		reading, waiting, appending := make(chan error, 1), make(chan error, 1), make(chan error, 1)
		begun, appended := make(chan struct{}, 1), make(chan struct{})
		go func() { waiting <- quiet.Wait(t.Context(), end) }()
		go func() {
			for {
				for _, err := range l.Read(t.Context(), b.Start) {
					if err != nil {
						reading <- err
						return
					}
				}
				select {
				case begun <- struct{}{}:
				default:
				}
			}
		}()
		acknowledged := uint64(0)
		go func() {
			for i := 0; ; i++ {
				s, err := l.Append(t.Context(), Entry{Body: body(1)})
				if err != nil {
					appending <- err
					return
				}
				acknowledged = s.Sequence
				if i == 0 {
					close(appended)
				}
			}
		}()
		<-begun
		<-appended
		began := time.Now()
		require.NoError(t, l.Close())
		require.Less(t, time.Since(began), 5*time.Second)
		for what, c := range map[string]chan error{"read": reading, "append": appending, "wait": waiting} {
			require.ErrorIs(t, <-c, ErrClosed, what)
		}
		require.Greater(t, acknowledged, uint64(1000))
		requireClosed(t, l, b.End)
		require.NoError(t, l.Close(), "closing again")
		if r.lasting { // Memory has nothing that lasts
			opened := r.opened(t, l.dir, settings())
			require.GreaterOrEqual(t, bounds(t, opened).Last, acknowledged)
		}
	})
}

func TestSettings(t *testing.T) {
	require.NoError(t, settings().Validate())
	require.NoError(t, Settings{}.Validate())
	for says, change := range map[string]func(*Settings){
		"the name must begin with a letter": func(s *Settings) { s.Logs[0].Name = "a.b" },
		"twice":                             func(s *Settings) { s.Logs = append(s.Logs, s.Logs[0]) },
		"the retention must be":             func(s *Settings) { s.Logs[0].Retention, s.Logs[0].Window = 0, 0 },
		"the window must be":                func(s *Settings) { s.Logs[0].Window = 2 * time.Hour },
		"the largest entry must be":         func(s *Settings) { s.Logs[0].MaxEntry = 5 << 20 },
		"raise max_bytes":                   func(s *Settings) { s.MaxBytes, s.Logs[0].MaxEntry = 1<<20, 1<<20 },
		"1001 logs":                         func(s *Settings) { s.Logs = make([]Config, 1001) },
	} {
		s := settings()
		change(&s)
		require.ErrorContains(t, s.Validate(), says)
		for _, r := range rigs() {
			_, err := r.open(t.TempDir(), s)
			require.ErrorContains(t, err, says)
		}
	}
	require.EqualValues(t, 16<<20, settings().Share())
	require.EqualValues(t, 1<<20, Settings{MaxBytes: 1, Logs: make([]Config, 3)}.Share())
	require.EqualValues(t, 5<<30, Settings{MaxBytes: 10 << 30, Logs: make([]Config, 2)}.Share())
}
