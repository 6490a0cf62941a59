package writes

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// TestAskedTwice asks the verifier at the first replay and at the settle time. In between and after that the row answers.
func TestAskedTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		r.verdict = func(Row) (Verdict, error) {
			return Verdict{Outcome: Maybe, Candidates: []string{fmt.Sprint("candidate ", r.asked)}}, nil
		}
		first, err := r.doubted(r.lost("a", true))
		settle := time.Now().Add(2 * time.Minute)
		require.Equal(t, settle, first.SettleTime)
		require.ErrorIs(t, err, errLost)
		require.Zero(t, r.questions())
		time.Sleep(time.Second)
		replay := r.unknown(r.never("a"))
		require.Equal(t, 1, r.questions())
		require.Equal(t, []string{"candidate 1"}, replay.Candidates)
		require.Equal(t, settle, replay.SettleTime)
		for range 3 {
			r.restart()
			require.Equal(t, replay.Candidates, r.unknown(r.never("a")).Candidates)
			time.Sleep(30 * time.Second)
		}
		require.Zero(t, r.questions())
		time.Sleep(30 * time.Second)
		require.Zero(t, r.unknown(r.never("a")).SettleTime)
		require.Equal(t, 1, r.questions())
		time.Sleep(time.Hour)
		r.unknown(r.never("a"))
		require.Zero(t, r.questions(), "a person decides")

		r.verdict = func(Row) (Verdict, error) { return Verdict{Again: time.Minute}, nil }
		_, err = r.g.Settle(t.Context(), rowOf("a").Key, r.g.verify)
		require.Error(t, err)
		require.Equal(t, 1, r.questions(), "Settle asks always")
		require.Equal(t, time.Now().Add(time.Minute), r.unknown(r.never("a")).SettleTime)
		time.Sleep(time.Minute)
		r.verdict = func(Row) (Verdict, error) { return Verdict{}, errLost }
		for range 2 {
			_, err = r.doubted(r.never("a"))
			require.ErrorIs(t, err, errLost)
			require.Equal(t, 1, r.questions(), "a verifier that fails is asked again")
		}
		r.verdict = func(Row) (Verdict, error) { panic("oops") }
		_, err = r.doubted(r.never("a"))
		require.ErrorContains(t, err, "panic while verifying: oops")

		none := r.lost("none", true)
		none.Class = None
		r.questions()
		for range 2 {
			require.Zero(t, r.unknown(none).SettleTime)
		}
		require.Zero(t, r.questions())
		require.NoError(t, r.g.Close())
	})
}

// TestSettleTimeWhileAsking comes while the verifier is asked, which is asked again.
func TestSettleTimeWhileAsking(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		r.verdict = func(Row) (Verdict, error) {
			time.Sleep(10 * time.Second)
			return Verdict{Outcome: Maybe}, nil
		}
		r.unknown(r.lost("a", true))
		time.Sleep(testSettings.SettleAfter - time.Second)
		for range 3 {
			r.unknown(r.never("a"))
			time.Sleep(time.Millisecond)
		}
		require.Equal(t, 2, r.questions())
		require.NoError(t, r.g.Close())
	})
}

// TestTheSettleTimeIsOver is so from the settle time on, over a restart, and whatever later times a verifier asks for.
func TestTheSettleTimeIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		var over []bool
		r.verdict = func(row Row) (Verdict, error) {
			over = append(over, row.Over)
			return Verdict{Outcome: Maybe, Again: time.Hour}, nil
		}
		settle := func() {
			_, err := r.g.Settle(t.Context(), rowOf("a").Key, r.g.verify)
			require.Error(t, err)
		}
		r.unknown(r.lost("a", true))
		settle()
		require.Equal(t, []bool{false}, over)
		time.Sleep(time.Hour)
		settle()
		settle() // long before the hour that the verifier asked for is over
		r.restart()
		settle()
		require.Equal(t, []bool{false, true, true, true}, over)
		require.NoError(t, r.g.Close())
	})
}

// TestVerdicts ends unknown outcomes: with an answer, with a row that a replay proves, and with no row, when a replay writes.
func TestVerdicts(t *testing.T) {
	r := newRig(t)
	for id := range map[string]bool{"answer": true, "proof": true, "large": true, "not": true} {
		r.unknown(r.lost(id, id != "not"))
	}
	r.verdict = func(row Row) (Verdict, error) {
		require.Equal(t, "request of "+row.Key.RequestID, string(row.Request))
		switch row.Key.RequestID {
		case "answer":
			return Verdict{Outcome: Executed, IDs: []string{"7"}, Answer: []byte("found")}, nil
		case "large":
			return Verdict{Outcome: Executed, Answer: make([]byte, MaxPayload+1)}, nil
		case "proof":
			return Verdict{Outcome: Executed}, nil
		default:
			return Verdict{Outcome: Refused}, nil
		}
	}
	require.Equal(t, Reply{[]byte("found"), true}, r.do(r.never("answer")))
	for i, id := range []string{"proof", "large"} {
		w := r.never(id)
		w.Prove = r.write(id).Prove
		require.Equal(t, Reply{fmt.Appendf(nil, "%s proved by proof %d", id, i+1), true}, r.do(w))
	}
	_, err := r.g.Do(t.Context(), r.never("not"))
	require.ErrorIs(t, err, ErrNotExecuted)
	require.False(t, r.do(r.write("not")).Replayed)
	for id, n := range r.effects {
		require.Equal(t, 1, n, id)
	}
	require.Equal(t, 4, r.questions())
	row, _ := get(t, r.f, "answer")
	require.Equal(t, []string{"7"}, row.IDs)

	_, err = r.g.Settle(t.Context(), Key{Source: "crm", RequestID: "none"}, r.g.verify)
	require.ErrorIs(t, err, ErrNoRow)
	row, err = r.g.Settle(t.Context(), rowOf("not").Key, nil)
	require.NoError(t, err)
	require.Equal(t, "not proved by proof 3", string(row.Answer))
}

// TestVerifiersOfCallsAtOnce run once.
func TestVerifiersOfCallsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		r.unknown(r.lost("a", true))
		r.verdict = func(Row) (Verdict, error) {
			time.Sleep(10 * time.Second)
			return Verdict{Outcome: Executed, Answer: []byte("found")}, nil
		}
		var group sync.WaitGroup
		for range 5 {
			group.Go(func() { require.Equal(t, "found", string(r.do(r.never("a")).Answer)) })
		}
		group.Go(func() {
			row, err := r.g.Settle(t.Context(), rowOf("a").Key, r.g.verify)
			require.NoError(t, err)
			require.Equal(t, "found", string(row.Answer))
		})
		group.Wait()
		require.Equal(t, 1, r.questions())
		require.NoError(t, r.g.Close())
	})
}

// run lets Run work for a time.
func (r *rig) run(d time.Duration) {
	ctx, cancel := context.WithTimeout(r.t.Context(), d)
	defer cancel()
	r.g.Run(ctx)
}

// TestTheServerSettles the classes that it can, each when its time has come, in class bulk and for the one who wrote, also after
// a restart.
func TestTheServerSettles(t *testing.T) {
	for _, restarted := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(t)
			start := time.Now()
			asked := map[string]time.Duration{}
			r.g.verify = func(ctx context.Context, row Row) (Verdict, error) {
				meter := connectors.MeterFrom(ctx)
				require.False(t, meter.Interactive)
				require.Equal(t, "shop", meter.Caller)
				r.mu.Lock()
				defer r.mu.Unlock()
				asked[fmt.Sprintf("%s %d", row.Class, len(asked))] = time.Since(start)
				return Verdict{Outcome: Maybe}, nil
			}
			for _, class := range []Class{Marker, ByID, Content, None} {
				w := r.lost(string(class), true)
				w.Class = class
				r.unknown(w)
			}
			if restarted {
				verify := r.g.verify
				r.run(time.Minute)
				r.restart()
				r.g.verify = verify
			}
			r.run(8 * time.Minute)
			w := r.lost("late", true) // while Run runs
			go func() {
				time.Sleep(time.Minute)
				_, _ = r.g.Do(t.Context(), w)
			}()
			r.run(time.Hour)
			late := 11 * time.Minute
			if restarted {
				late += time.Minute
			}
			require.Equal(t, map[string]time.Duration{"by_id 0": 2 * time.Minute, "marker 1": 10 * time.Minute, "by_id 2": late}, asked)
			require.NoError(t, r.g.Close())
		})
	}
}

// TestFoundSentIsSettled after a crash, from the time of its sending.
func TestFoundSentIsSettled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		put(t, r.f, rowOf("a"))
		time.Sleep(time.Minute)
		r.machine = r.crash(t, quiet())
		require.NoError(t, r.g.Close())
		r.start()
		var at time.Time
		r.verdict = func(Row) (Verdict, error) {
			at = time.Now()
			return Verdict{Outcome: Executed, Answer: []byte("found")}, nil
		}
		start := time.Now()
		r.run(time.Hour)
		require.Equal(t, time.Minute, at.Sub(start))
		require.Equal(t, "found", string(r.do(r.never("a")).Answer))
		require.NoError(t, r.g.Close())
	})
}

// TestVerifiersThatFail are asked again after as long a time, and do not hold up others.
func TestVerifiersThatFail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		start := time.Now()
		var asked []string
		r.verdict = func(row Row) (Verdict, error) {
			asked = append(asked, row.Key.RequestID+" "+time.Since(start).String())
			if row.Key.RequestID == "a" && time.Since(start) < 5*time.Minute {
				return Verdict{}, errors.New("the upstream is away")
			}
			return Verdict{Outcome: Refused}, nil
		}
		r.unknown(r.lost("a", false))
		r.unknown(r.lost("b", false))
		var group sync.WaitGroup
		group.Go(func() {
			time.Sleep(3 * time.Minute)
			r.unknown(r.lost("c", false)) // wakes Run
		})
		r.run(time.Hour)
		group.Wait()
		require.ElementsMatch(t, []string{"a 2m0s", "b 2m0s", "a 4m0s", "c 5m0s", "a 6m0s"}, asked)
		require.Empty(t, r.f.Unknown())
		require.NoError(t, r.g.Close())
	})
}

// TestRunTidies removes what is no longer kept though no call comes.
func TestRunTidies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		r.do(r.write("a"))
		time.Sleep(day)
		r.do(r.write("b"))
		require.Len(t, r.segments(t), 2)
		r.run(KeepDone + 2*time.Hour)
		require.Len(t, r.segments(t), 1)
		require.Empty(t, r.f.rows)
		require.NoError(t, r.g.Close())
	})
}

func TestSettings(t *testing.T) {
	require.NoError(t, DefaultSettings().Validate())
	for text, change := range map[string]func(*Settings){
		"write_timeout: must be above 0":                          func(s *Settings) { s.WriteTimeout = 0 },
		"settle_after: must be write_timeout at least":            func(s *Settings) { s.SettleAfter = time.Second },
		"reading_age: must be above 0":                            func(s *Settings) { s.ReadingAge = 0 },
		"settle_after_late: must be twice write_timeout at least": func(s *Settings) { s.SettleAfterLate = time.Minute },
	} {
		s := DefaultSettings()
		change(&s)
		require.ErrorContains(t, s.Validate(), text)
	}
}
