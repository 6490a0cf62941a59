package writes

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestCrashAtEveryStep looks at each step what a loss of power would leave: before the row is Sent nothing, then an unknown
// outcome that holds the request, then the write, then its answer.
func TestCrashAtEveryStep(t *testing.T) {
	for _, outcome := range []Outcome{Executed, Refused, Maybe, 0} {
		r := newRig(t)
		left := func(step string) {
			row, found := get(t, copied(t, r.machine), "a")
			state := "no row"
			if found {
				state = string(row.State)
				if row.Answer != nil {
					state = string(row.Answer)
				} else {
					require.Equal(t, "request of a", string(row.Request))
					require.Equal(t, "before", string(row.Before))
				}
			}
			r.log = append(r.log, step+": "+state)
		}
		w := r.write("a")
		w.Validate = func(context.Context) error { left("validate"); return nil }
		w.Read = func(context.Context) ([]byte, error) { left("read"); return []byte("before"), nil }
		w.Send = func(ctx context.Context, sending func(context.Context) error) Report {
			left("send")
			require.NoError(t, sending(ctx))
			left("sending")
			return Report{Outcome: outcome, Result: []byte("result"), Err: errLost}
		}
		w.Prove = func(_ context.Context, row Row) ([]byte, error) {
			left("prove")
			require.Equal(t, "result", string(row.Result))
			require.WithinDuration(t, time.Now().Add(KeepDone), row.KeptUntil, time.Minute)
			return []byte("the answer"), nil
		}
		_, err := r.g.Do(t.Context(), w)
		left("answer")
		want := []string{"validate: no row", "read: no row", "send: no row", "sending: unknown"}
		var unknown *UnknownError
		switch outcome {
		case Executed:
			require.NoError(t, err)
			want = append(want, "prove: done", "answer: the answer")
		case Refused:
			require.Equal(t, errLost, err)
			want = append(want, "answer: no row")
		default:
			require.ErrorAs(t, err, &unknown)
			require.ErrorIs(t, err, errLost)
			want = append(want, "answer: unknown")
		}
		require.Equal(t, want, r.log)
	}
}

// copied opens what a loss of power would leave of a machine that goes on.
func copied(t *testing.T, m *machine) *File {
	t.Helper()
	f := m.crash(t, quiet()).open(t)
	m.set(func() { m.dead = false })
	return f
}

// TestReplays of each outcome: the same bytes for an executed one, anew for a refused one, never sent again for an unknown one.
func TestReplays(t *testing.T) {
	r := newRig(t)
	first := r.do(r.write("executed"))
	require.Equal(t, Reply{[]byte("executed proved by proof 1"), false}, first)
	refused := errors.New("no such type")
	_, err := r.g.Do(t.Context(), r.reporting("refused", false, Report{Outcome: Refused, Err: refused}))
	require.Equal(t, refused, err)
	r.unknown(r.lost("unknown", true))
	for range 2 {
		require.Equal(t, Reply{first.Answer, true}, r.do(r.never("executed")))
		require.Equal(t, 1, r.count("executed"))
		other := r.never("executed")
		other.Digest = Digest{9}
		_, err = r.g.Do(t.Context(), other)
		require.ErrorIs(t, err, ErrReused)
		other = r.never("unknown")
		other.Method = "UpdateTask"
		_, err = r.g.Do(t.Context(), other)
		require.ErrorIs(t, err, ErrReused)
		r.unknown(r.never("unknown"))
		require.Equal(t, 1, r.count("unknown"))
		r.restart()
	}
	other := r.write("refused")
	other.Digest = Digest{9}
	require.False(t, r.do(other).Replayed, "also with other contents")
	for _, key := range []Key{{"", "crm", "executed", 0}, {"shop", "other", "executed", 0}, {"shopc", "rm", "executed", 0}} {
		w := r.write("executed")
		w.Key = key
		require.False(t, r.do(w).Replayed, "another caller's id, or another source's")
	}
}

// TestDiskFailsAfterSending makes an executed write one of unknown outcome, which the verifier settles.
func TestDiskFailsAfterSending(t *testing.T) {
	r := newRig(t)
	breaks := func(requestID string, executed bool, report Report) Write {
		w := r.reporting(requestID, executed, report)
		w.Send = sends(func(context.Context) Report {
			r.broken = true
			if executed {
				r.effect(requestID)
			}
			return report
		})
		return w
	}
	_, err := r.doubted(breaks("a", true, Report{Outcome: Executed, Result: []byte("result")}))
	require.ErrorIs(t, err, errDisk)
	r.verdict = func(Row) (Verdict, error) { return Verdict{Outcome: Executed, IDs: []string{"7"}}, nil }
	_, err = r.doubted(r.never("a"))
	require.ErrorIs(t, err, errDisk, "nor can a verdict be stored")
	r.broken = false
	w := r.never("a")
	w.Prove = r.write("a").Prove
	require.Equal(t, Reply{[]byte("a proved by proof 1"), true}, r.do(w))
	require.Equal(t, 1, r.count("a"))

	_, err = r.doubted(breaks("b", true, Report{Outcome: Maybe, Err: errLost}))
	require.ErrorIs(t, err, errDisk)
	r.broken = false
	r.restart()
	row, found := get(t, r.f, "b")
	require.True(t, found)
	require.Equal(t, Unknown, row.State)

	_, err = r.g.Do(t.Context(), breaks("c", false, Report{Outcome: Refused, Err: errLost}))
	require.Equal(t, errLost, err, "a refusal is certain whatever the disk says")
	r.broken = false
	require.False(t, r.do(r.write("c")).Replayed)
}

// TestProofAgain has proofs that fail, or whose answer cannot be stored: a replay proves again, and never writes.
func TestProofAgain(t *testing.T) {
	r := newRig(t)
	w := r.write("a")
	proved := w.Prove
	w.Prove = func(context.Context, Row) ([]byte, error) { return nil, errLost }
	_, err := r.g.Do(t.Context(), w)
	var proof *ProofError
	require.ErrorAs(t, err, &proof)
	require.Equal(t, errLost, proof.Err)
	require.Equal(t, []string{"id of a"}, proof.Row.IDs)
	require.Nil(t, proof.Row.Request)
	w.Prove = func(context.Context, Row) ([]byte, error) { panic("no") }
	_, err = r.g.Do(t.Context(), w)
	require.ErrorAs(t, err, &proof)
	require.ErrorContains(t, err, "panic while proving: no")
	r.restart()
	w = r.never("a")
	w.Prove = func(ctx context.Context, row Row) ([]byte, error) {
		require.Equal(t, []string{"id of a"}, row.IDs)
		require.Equal(t, "result", string(row.Result))
		require.Equal(t, "request of a", string(row.Request))
		r.broken = true
		return proved(ctx, row)
	}
	require.Equal(t, Reply{[]byte("a proved by proof 1"), true}, r.do(w))
	r.broken = false
	w.Prove = proved
	require.Equal(t, Reply{[]byte("a proved by proof 2"), true}, r.do(w))
	require.Equal(t, Reply{[]byte("a proved by proof 2"), true}, r.do(r.never("a")))
	require.Equal(t, 1, r.count("a"))

	w = r.write("empty")
	w.Prove = func(context.Context, Row) ([]byte, error) { return nil, nil }
	require.Equal(t, []byte{}, r.do(w).Answer)
	require.Equal(t, Reply{[]byte{}, true}, r.do(r.never("empty")), "an empty answer is one")
	w = r.write("large")
	w.Prove = func(context.Context, Row) ([]byte, error) { return make([]byte, MaxPayload+1), nil }
	require.Len(t, r.do(w).Answer, MaxPayload+1)
	require.Len(t, r.do(w).Answer, MaxPayload+1, "read again")
	require.Equal(t, 1, r.count("large"))
}
