package scan

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

func slow(int) time.Duration { return 100 * time.Millisecond }

// timed scans a list with so many reads at a time, in virtual time, and returns how long it took.
func timed(t *testing.T, k *keyset, reads int, r *reader) (took time.Duration, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		started := time.Now()
		err = New(k.fetch, State{}, Options{Prefetch: reads}, r.send).Run(t.Context())
		took = time.Since(started)
		require.Zero(t, k.underWay(), "fetches were left behind")
		require.Zero(t, k.held, "each page is released, once")
	})
	return took, err
}

// TestReadsInParallel reads lists whose pages guess right, too short, too far, and at random.
func TestReadsInParallel(t *testing.T) {
	gaps := func(n int) bool { return n > 2000 && n < 2300 || n > 3000 && n < 3500 && n%3 > 0 }
	for title, test := range map[string]struct {
		numbers []int
		step    int
		extra   int     // requests more than one by one
		ratio   float64 // of speed
	}{
		"places that meet":         {counted(10000, nil), 100, 0, 3.7}, // of 4: the first two pages come one after the other
		"places that overlap":      {counted(10000, nil), 95, 6, 3.5},
		"places that leave gaps":   {counted(10000, nil), 103, 6, 0.95},
		"places much too far":      {counted(10000, nil), 1000, 0, 0.95},
		"places much too near":     {counted(10000, nil), 10, 6, 0.95},
		"numbers that are missing": {counted(10000, gaps), 100, 3, 1.5},
	} {
		t.Run(title, func(t *testing.T) {
			alone, together := &keyset{numbers: test.numbers, size: 100, latency: slow}, &keyset{numbers: test.numbers, size: 100, step: test.step, latency: slow}
			took, err := timed(t, alone, 0, &reader{})
			require.NoError(t, err)
			r := &reader{}
			parallel, err := timed(t, together, 4, r)
			require.NoError(t, err)
			require.Equal(t, names(test.numbers), r.records)
			requireSum(t, r.last())
			ratio := float64(took) / float64(parallel)
			t.Logf("%.2f times as fast, %d requests instead of %d", ratio, len(together.asked), len(alone.asked))
			require.LessOrEqual(t, len(together.asked), len(alone.asked)+test.extra)
			require.GreaterOrEqual(t, ratio, test.ratio)
			require.LessOrEqual(t, together.most, 4)
		})
	}
}

// TestPagesForWhichThereIsNoMemory are read when they are needed.
func TestPagesForWhichThereIsNoMemory(t *testing.T) {
	for _, reads := range []int{0, 1, 4} {
		for name, crowded := range map[string]func(int) bool{
			"never any": func(int) bool { return true },
			"sometimes": func(from int) bool { return from/100%3 == 1 },
		} {
			r := &reader{}
			k := &keyset{numbers: counted(3000, nil), size: 100, step: 100, latency: slow, crowded: crowded}
			_, err := timed(t, k, reads, r)
			require.NoError(t, err)
			require.Equal(t, names(k.numbers), r.records, "%d %s", reads, name)
		}
	}
}

// TestPagesAreReleasedAsTheyAreSent holds the page that is being sent and, of those fetched ahead, no more than are asked for.
func TestPagesAreReleasedAsTheyAreSent(t *testing.T) {
	for _, reads := range []int{0, 1, 4} {
		k, sent := &keyset{numbers: counted(3000, nil), size: 100, step: 100, latency: slow}, 0
		synctest.Test(t, func(t *testing.T) {
			require.NoError(t, New(k.fetch, State{}, Options{Prefetch: reads}, func(*Batch) error {
				sent++
				k.mu.Lock()
				defer k.mu.Unlock()
				require.LessOrEqual(t, k.held, reads+1)
				return nil
			}).Run(t.Context()))
		})
		require.GreaterOrEqual(t, sent, 30)
	}
}

// TestPagesThatComeInAnyOrderAreSentInTheirs lets pages that were asked for later come earlier.
func TestPagesThatComeInAnyOrderAreSentInTheirs(t *testing.T) {
	latency := func(from int) time.Duration { return time.Duration(7919*from%13) * 50 * time.Millisecond }
	k := &keyset{numbers: counted(3000, nil), size: 50, step: 50, latency: latency}
	r := &reader{}
	_, err := timed(t, k, 8, r)
	require.NoError(t, err)
	require.Equal(t, names(k.numbers), r.records)
	require.Len(t, k.asked, 60)
}

// TestParallelReadsResumeAfterEveryMessage goes on, with and without reading ahead, where a call was cut.
func TestParallelReadsResumeAfterEveryMessage(t *testing.T) {
	numbers := counted(1500, func(n int) bool { return n%7 == 0 })
	whole := &reader{}
	fresh := func() *keyset { return &keyset{numbers: numbers, size: 45, step: 48} }
	require.NoError(t, New(fresh().fetch, State{}, Options{Prefetch: 4}, whole.send).Run(t.Context()))
	require.Equal(t, names(numbers), whole.records)
	for stop := 1; stop <= len(whole.batches); stop++ {
		for _, reads := range []int{0, 4} {
			first, rest := &reader{stopAt: stop}, &reader{}
			walk := New(fresh().fetch, State{}, Options{Prefetch: 4}, first.send)
			require.ErrorIs(t, walk.Run(t.Context()), errReader)
			require.NoError(t, New(fresh().fetch, walk.Resumable(), Options{Prefetch: reads}, rest.send).Run(t.Context()))
			require.Equal(t, whole.records, append(first.records, rest.records...))
			requireSum(t, rest.last())
		}
	}
}

// TestAnErrorAheadWaitsForItsTurn has a page fail at once that others come before.
func TestAnErrorAheadWaitsForItsTurn(t *testing.T) {
	broken := errors.New("broken")
	k := &keyset{numbers: counted(3000, nil), size: 100, step: 100, fail: map[int]error{500: broken}, latency: func(from int) time.Duration {
		return time.Duration(1000-from) * time.Millisecond
	}}
	r := &reader{}
	_, err := timed(t, k, 4, r)
	require.ErrorIs(t, err, broken)
	require.Equal(t, names(k.numbers[:500]), r.records)
	require.Equal(t, connectors.Cursor("500"), r.last().State.Cursor, "the page that failed is read again")
}

// TestAnErrorOfAPageThatIsNotNeededIsNone passes over a place where there is nothing any more.
func TestAnErrorOfAPageThatIsNotNeededIsNone(t *testing.T) {
	numbers := counted(3000, func(n int) bool { return n > 350 && n < 650 })
	k := &keyset{numbers: numbers, size: 100, step: 100, fail: map[int]error{400: errors.New("broken")}}
	r := &reader{}
	_, err := timed(t, k, 4, r)
	require.NoError(t, err)
	require.Equal(t, names(numbers), r.records)
}

// TestPagesAheadThatDoNotFollowArePassedOver has pages that end before the one they join, and so would lead back, and pages
// that lack what they should share, since they are those of another place.
func TestPagesAheadThatDoNotFollowArePassedOver(t *testing.T) {
	for title, spoil := range map[string]func(k *keyset, from int, page *connectors.Page){
		"cut": func(k *keyset, from int, page *connectors.Page) {
			page.Records = page.Records[:10]
			k.lead(page, from+10)
		},
		"another": func(k *keyset, from int, page *connectors.Page) {
			for i := range page.Records {
				page.Records[i] = record(name(from + 200 + i))
			}
			page.Overlaps = true
			k.lead(page, from+200+len(page.Records))
		},
	} {
		t.Run(title, func(t *testing.T) {
			k := &keyset{numbers: counted(1000, nil), size: 100, step: 50}
			k.bend = func(from int, page *connectors.Page) {
				if from%100 == 50 && from < 800 {
					spoil(k, from, page)
				}
			}
			r := &reader{}
			_, err := timed(t, k, 2, r)
			require.NoError(t, err)
			require.Equal(t, names(k.numbers), r.records)
			requireSum(t, r.last())
		})
	}
}

// TestPagesThatFailTogetherAreReadAlone has an upstream that answers one request at a time.
func TestPagesThatFailTogetherAreReadAlone(t *testing.T) {
	for _, kind := range []connectors.Kind{connectors.KindUnavailable, connectors.KindRateLimited} {
		k := &keyset{numbers: counted(3000, nil), size: 100, step: 100, latency: slow}
		k.bend = func(_ int, page *connectors.Page) {
			k.mu.Lock()
			defer k.mu.Unlock()
			if k.now > 1 {
				page.Next = "refused"
			}
		}
		fetch := func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
			page, err := k.fetch(ctx, at)
			if page.Next == "refused" {
				return connectors.Page{}, &connectors.Error{Kind: kind}
			}
			return page, err
		}
		r := &reader{}
		synctest.Test(t, func(t *testing.T) {
			require.NoError(t, New(fetch, State{}, Options{Prefetch: 4}, r.send).Run(t.Context()))
		})
		require.Equal(t, names(k.numbers), r.records)
		require.Less(t, len(k.asked), 30+2*4)
	}
}

// TestAPageThatFailsAloneFails ends a call whose upstream answers no more.
func TestAPageThatFailsAloneFails(t *testing.T) {
	down := &connectors.Error{Kind: connectors.KindUnavailable}
	k := &keyset{numbers: counted(3000, nil), size: 100, step: 100, fail: map[int]error{500: down}}
	r := &reader{}
	_, err := timed(t, k, 4, r)
	require.ErrorIs(t, err, down)
	require.Equal(t, names(k.numbers[:500]), r.records)
}

// TestCallsThatEndBeforeTheListReadPageByPage never fetch what their limit or size may not need.
func TestCallsThatEndBeforeTheListReadPageByPage(t *testing.T) {
	for _, opts := range []Options{{Limit: 450}, {PageSize: 450}, {PageSize: 450, PageMax: 100}} {
		alone, together := &keyset{numbers: counted(3000, nil), size: 100}, &keyset{numbers: counted(3000, nil), size: 100, step: 100}
		require.NoError(t, New(alone.fetch, State{}, opts, (&reader{}).send).Run(t.Context()))
		opts.Prefetch = 4
		require.NoError(t, New(together.fetch, State{}, opts, (&reader{}).send).Run(t.Context()))
		require.Equal(t, alone.asked, together.asked, opts)
	}
}

// TestCallsOverOneListAskForTheSamePages is what lets them share these, whatever the times at which pages come.
func TestCallsOverOneListAskForTheSamePages(t *testing.T) {
	numbers := counted(5000, func(n int) bool { return n%11 == 0 || n > 2000 && n < 2150 })
	var asked [][]int
	for _, latency := range []func(int) time.Duration{nil, slow, func(from int) time.Duration { return time.Duration(from%97) * time.Millisecond }} {
		k := &keyset{numbers: numbers, size: 100, step: 105, latency: latency}
		_, err := timed(t, k, 4, &reader{})
		require.NoError(t, err)
		slices.Sort(k.asked)
		asked = append(asked, k.asked)
	}
	require.Equal(t, asked[0], asked[1])
	require.Equal(t, asked[0], asked[2])
}
