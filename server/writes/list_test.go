package writes

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// written is what a model knows of a row: when it was sent, and when it was done.
type written struct{ sent, done int }

// wanted returns the keys that a query wants, in their order.
func wanted(model map[Key]written, q Query) []Key {
	keys := slices.Collect(maps.Keys(model))
	keys = slices.DeleteFunc(keys, func(k Key) bool {
		states := []State{Sent, Unknown}
		if model[k].done > 0 {
			states = []State{Done}
		}
		return !q.Everyone && k.Caller != q.Caller || q.Source != "" && k.Source != q.Source ||
			len(q.States) > 0 && !slices.ContainsFunc(q.States, func(s State) bool { return slices.Contains(states, s) })
	})
	slices.SortFunc(keys, func(a, b Key) int {
		x, y := model[a], model[b]
		return cmp.Or(cmp.Compare(min(1, x.done), min(1, y.done)), cmp.Compare(y.done, x.done), cmp.Compare(y.sent, x.sent))
	})
	return keys
}

// TestRows compares all pages of all queries with a model, while rows come, change and go, with restarts between pages.
func TestRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMachine(t)
		f := m.open(t)
		restart := func() {
			require.NoError(t, f.Close())
			f = m.open(t)
		}
		random := rand.New(rand.NewPCG(9, 10))
		model := map[Key]written{}
		for step := 1; step < 800; step++ {
			row := partOf(fmt.Sprint(random.IntN(80)), random.IntN(2), 1)
			row.Key.Caller, row.Key.Source = fmt.Sprint("caller", random.IntN(3)), fmt.Sprint("source", random.IntN(3))
			found, ok, err := f.Get(row.Key)
			require.NoError(t, err)
			switch n := random.IntN(4); {
			case !ok:
				put(t, f, row)
				model[row.Key] = written{sent: step}
			case found.State == Done && found.Answer == nil:
				found.Answer = []byte("answer")
				put(t, f, found)
			case found.State == Done:
			case n == 0:
				require.NoError(t, f.Remove(row.Key))
				delete(model, row.Key)
			case n == 1:
				found.State = Unknown
				put(t, f, found)
			default:
				found.State = Done
				put(t, f, found)
				model[row.Key] = written{done: step}
			}
			time.Sleep(time.Duration(random.IntN(300)) * time.Second)
			if step%25 != 0 {
				continue
			}
			restart() // what is Sent is Unknown
			q := Query{
				Caller: "caller1", Everyone: random.IntN(2) == 0, Source: []string{"", "source2"}[random.IntN(2)],
				States: [][]State{nil, {Done}, {Unknown}, {Sent}, {Unknown, Done}}[random.IntN(5)], Limit: 1 + random.IntN(9),
			}
			want := wanted(model, q)
			if len(q.States) == 1 && q.States[0] == Sent {
				want = []Key{}
			}
			got := []Key{}
			for {
				rows, next, err := f.Rows(q)
				require.NoError(t, err)
				require.LessOrEqual(t, len(rows), q.Limit)
				for _, r := range rows {
					got = append(got, r.Key)
					require.Equal(t, r, r.head())
					require.NotZero(t, r.KeptUntil)
					require.Equal(t, "CreateTask", r.Method)
					require.Equal(t, model[r.Key].done > 0, r.State == Done)
				}
				if q.After = next; next == "" {
					break
				}
				require.Len(t, rows, q.Limit)
				if random.IntN(5) == 0 {
					restart()
				}
			}
			require.Equal(t, want, got, "step %d, %+v", step, q)
			require.LessOrEqual(t, len(f.undone), 2*len(f.open)+100)
		}
		require.NoError(t, f.Close())
		_, _, err := f.Rows(Query{})
		require.ErrorAs(t, err, new(*LedgerError))
	})
}

// TestRowsThatChangeMeanwhile are in a page, whatever they become between two pages.
func TestRowsThatChangeMeanwhile(t *testing.T) {
	f := newMachine(t).open(t)
	want := map[string]bool{}
	for i := range 30 {
		put(t, f, rowOf(fmt.Sprint(i)))
		want[fmt.Sprint(i)] = true
	}
	got := map[string]bool{}
	q := Query{Everyone: true, Limit: 3}
	for i := 0; ; i += 5 {
		rows, next, err := f.Rows(q)
		require.NoError(t, err)
		for _, r := range rows {
			got[r.Key.RequestID] = true
		}
		if q.After = next; next == "" {
			break
		}
		for j := i; j < min(30, i+5); j++ {
			row, _ := get(t, f, fmt.Sprint(j))
			row.State, row.Answer = Done, []byte("answer")
			put(t, f, row)
		}
	}
	require.Equal(t, want, got)
}

// TestWorkOfAPage is bounded, whatever is wanted, and no payload is read.
func TestWorkOfAPage(t *testing.T) {
	const rows = 50_000
	x := newIndex()
	x.segments = []*segment{{number: 1, reaches: 1}}
	for i := range rows {
		row := rowOf(fmt.Sprint(i))
		row.State = Done
		x.apply(line{Row: row, moment: moment{Wall: time.Unix(1, 0)}}, place{1, uint32(i), 1})
	}
	first, err := parsePosition("")
	require.NoError(t, err)
	pages := 0
	for q, p := (Query{Caller: "another", Limit: 10}), first; ; pages++ {
		keys, next := x.page(q, p)
		require.Empty(t, keys)
		if next == "" {
			break
		}
		p, err = parsePosition(next)
		require.NoError(t, err)
	}
	require.Equal(t, rows/maxLooked, pages)
	keys, next := x.page(Query{Everyone: true, States: []State{Unknown}, Limit: 10}, first)
	require.Empty(t, keys)
	require.Empty(t, next, "rows that are done are not looked at")

	f := newMachine(t).open(t)
	done(t, f, "a", string(make([]byte, MaxPayload)))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	page, _, err := f.Rows(Query{Everyone: true})
	runtime.ReadMemStats(&after)
	require.NoError(t, err)
	require.Len(t, page, 1)
	check.AtMost(t, "writes_listing_bytes_of_a_row", float64(after.TotalAlloc-before.TotalAlloc), 100_000)
}

func TestPositions(t *testing.T) {
	f := newMachine(t).open(t)
	done(t, f, "a", "answer")
	for _, wrong := range []string{"x", "u", "u1", "u1.", "x1.2", "u1.2 ", "u01.2", "u-1.2", "d1.99999999999", "u1.2.3"} {
		_, _, err := f.Rows(Query{Everyone: true, After: wrong})
		require.ErrorIs(t, err, ErrPosition, wrong)
	}
	for _, limit := range []int{-1, 0, MaxPage + 1} {
		rows, next, err := f.Rows(Query{Everyone: true, Limit: limit})
		require.NoError(t, err)
		require.Len(t, rows, 1)
		require.Empty(t, next)
	}
}
