package writes

import (
	"fmt"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// stage is where a row can stand.
var stages = map[string]func(t *testing.T, f *File){
	"none":    func(*testing.T, *File) {},
	"sent":    func(t *testing.T, f *File) { put(t, f, rowOf("a")) },
	"unknown": func(t *testing.T, f *File) { put(t, f, rowOf("a")); change(t, f, func(r *Row) { r.State = Unknown }) },
	"done": func(t *testing.T, f *File) {
		put(t, f, rowOf("a"))
		change(t, f, func(r *Row) { r.State, r.Result = Done, []byte("result") })
	},
	"answered": func(t *testing.T, f *File) { done(t, f, "a", "answer") },
	"removed":  func(t *testing.T, f *File) { put(t, f, rowOf("a")); require.NoError(t, f.Remove(rowOf("a").Key)) },
}

// change stores the row "a" with a change.
func change(t *testing.T, f *File, do func(*Row)) Row {
	t.Helper()
	row, found := get(t, f, "a")
	require.True(t, found)
	do(&row)
	return put(t, f, row)
}

// where returns where the row "a" stands.
func where(t *testing.T, f *File) string {
	t.Helper()
	row, found := get(t, f, "a")
	switch {
	case !found:
		return "none"
	case row.Answer != nil:
		require.Equal(t, "answer", string(row.Answer))
		require.Nil(t, row.Request)
		return "answered"
	case row.State == Done:
		require.Equal(t, "result", string(row.Result))
	}
	require.Equal(t, "request of a", string(row.Request))
	require.Equal(t, []byte{}, row.Before, "an empty reading is one")
	return string(row.State)
}

// TestTransitions takes each step from each stage, with a disk that works and one that fails, and looks at the row then, after a
// restart, and after a loss of power.
func TestTransitions(t *testing.T) {
	ops := map[string]func(f *File) error{
		"sent":    func(f *File) error { return putState(f, rowOf("a")) },
		"unknown": func(f *File) error { return putState(f, Row{State: Unknown}) },
		"done":    func(f *File) error { return putState(f, Row{State: Done, Result: []byte("result")}) },
		"answer":  func(f *File) error { return putState(f, Row{State: Done, Answer: []byte("answer")}) },
		"remove":  func(f *File) error { return f.Remove(rowOf("a").Key) },
	}
	// The stage after each operation, and after a restart where that differs; "" for a refusal.
	want := map[string]map[string][2]string{
		"none":     {"sent": {"sent", "unknown"}},
		"removed":  {"sent": {"sent", "unknown"}},
		"sent":     {"unknown": {"unknown"}, "done": {"done"}, "answer": {"answered"}, "remove": {"none"}},
		"unknown":  {"unknown": {"unknown"}, "done": {"done"}, "answer": {"answered"}, "remove": {"none"}},
		"done":     {"answer": {"answered"}},
		"answered": {},
	}
	// The stage after an operation that the disk failed.
	failed := map[string]string{"none": "none", "removed": "none", "sent": "unknown", "unknown": "unknown", "done": "done"}
	for stage, prepare := range stages {
		for name, op := range ops {
			for _, broken := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s %s %t", stage, name, broken), func(t *testing.T) {
					m := newMachine(t)
					f := m.open(t)
					prepare(t, f)
					before := where(t, f)
					m.broken = broken
					err := op(f)
					after, allowed := want[stage][name]
					switch {
					case !allowed:
						require.ErrorIs(t, err, errTransition)
						require.Equal(t, before, where(t, f))
						return
					case broken:
						var failure *LedgerError
						require.ErrorAs(t, err, &failure)
						require.ErrorIs(t, err, errDisk)
						require.NotContains(t, err.Error(), m.dir)
						if name == "remove" {
							require.Equal(t, "none", where(t, f))
						} else {
							require.Equal(t, failed[stage], where(t, f))
						}
						m.broken = false
						put(t, f, rowOf("b")) // what could not be written is made up for
						afterFailure(t, m, f, stage, name)
						return
					}
					require.NoError(t, err)
					require.Equal(t, after[0], where(t, f))
					require.NoError(t, f.Close())
					if after[1] == "" {
						after[1] = after[0]
					}
					require.Equal(t, after[1], where(t, m.open(t)))
					require.Equal(t, after[1], where(t, m.crash(t, quiet()).open(t)), "after a loss of power")
				})
			}
		}
	}
}

// afterFailure looks at the row after a restart. What was perhaps written before the disk failed may be there.
func afterFailure(t *testing.T, m *machine, f *File, stage, name string) {
	t.Helper()
	require.NoError(t, f.Close())
	again := m.open(t)
	_, found := get(t, again, "b")
	require.True(t, found)
	switch {
	case stage == "none", stage == "removed", name == "remove":
		require.Equal(t, "none", where(t, again))
	default:
		require.Contains(t, []string{"unknown", "done", "answered"}, where(t, again))
	}
}

// putState stores the row "a" in another state.
func putState(f *File, to Row) error {
	row, found, err := f.Get(rowOf("a").Key)
	if err != nil {
		return err
	}
	if !found || to.State == Sent {
		row = rowOf("a")
	}
	row.State, row.Result, row.Answer = to.State, to.Result, to.Answer
	_, err = f.Put(row)
	return err
}

func TestRowsThatCannotBe(t *testing.T) {
	f := newMachine(t).open(t)
	for name, wrong := range map[string]func(*Row){
		"source: ":     func(r *Row) { r.Key.Source = "" },
		"request_id: ": func(r *Row) { r.Key.RequestID = "\xff" },
		"method: ":     func(r *Row) { r.Method = "" },
		"caller: ":     func(r *Row) { r.Key.Caller = "\xff" },
		"at most":      func(r *Row) { r.Request = make([]byte, MaxPayload+1) },
	} {
		row := rowOf("a")
		wrong(&row)
		_, err := f.Put(row)
		require.ErrorContains(t, err, name)
	}
	row := rowOf("a")
	row.Request, row.Before = make([]byte, MaxPayload), make([]byte, MaxPayload)
	put(t, f, row)
	require.NoError(t, f.Close())
	_, err := f.Put(rowOf("b"))
	require.ErrorIs(t, err, os.ErrClosed)
	_, _, err = f.Get(row.Key)
	require.ErrorIs(t, err, os.ErrClosed)
	require.ErrorIs(t, f.Remove(row.Key), os.ErrClosed)
	require.ErrorIs(t, f.Expire(), os.ErrClosed)
}

// TestTimes has rows that go when their time is over, and their files with them.
func TestTimes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMachine(t)
		f := m.open(t)
		put(t, f, rowOf("found")) // by the next start
		unknown := put(t, f, rowOf("unknown"))
		time.Sleep(time.Minute)
		unknown.State = Unknown
		unknown = put(t, f, unknown)
		require.Equal(t, time.Now().Add(2*time.Minute), unknown.SettleTime)
		require.Equal(t, time.Now().Add(KeepUnknown), unknown.KeptUntil)
		require.Equal(t, time.Now().Add(KeepDone), done(t, f, "done", "answer").KeptUntil)
		require.NoError(t, f.Close())

		f = m.open(t)
		require.Len(t, f.Unknown(), 2)
		row, _ := get(t, f, "found")
		require.Equal(t, Unknown, row.State)
		require.Equal(t, time.Now().Add(time.Minute), row.SettleTime.Local(), "from its sending")
		for day := range 31 {
			_, found := get(t, f, "done")
			require.Equal(t, day < 7, found, day)
			_, found = get(t, f, "unknown")
			require.Equal(t, day < 30, found, day)
			require.NoError(t, f.Expire())
			time.Sleep(24 * time.Hour)
			put(t, f, rowOf(fmt.Sprint("day", day)))
			require.NoError(t, f.Remove(rowOf(fmt.Sprint("day", day)).Key))
		}
		require.NoError(t, f.Expire())
		require.Len(t, m.segments(t), 1, "and no other holds a row")
		require.NoError(t, f.Close())
		require.Empty(t, m.open(t).Unknown())
	})
}
