package scan

import (
	"context"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
	"weak"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// TestAPageThatWasSentIsHeldByNobody fetches a page while the one before it has been sent, which must be garbage by then: the
// fetch may wait for memory, and what it waits for would be the page that its own call holds.
func TestAPageThatWasSentIsHeldByNobody(t *testing.T) {
	for _, prefetch := range []int{0, 1} {
		var sent weak.Pointer[byte]
		held := true
		released := make(chan struct{})
		fetch := func(_ context.Context, at connectors.PageRequest) (connectors.Page, error) {
			if at.Cursor == "" {
				buffer := make([]byte, 1<<20)
				sent = weak.Make(&buffer[0])
				records := []connectors.Record{{ID: buffer[:3:3], Key: buffer[:3:3], Wire: buffer}}
				return connectors.Page{Records: records, Next: "2", Release: func() { close(released) }}, nil
			}
			<-released
			for i := 0; i < 10 && held; i++ {
				runtime.GC()
				held = sent.Value() != nil
			}
			return connectors.Page{}, nil
		}
		scan := New(fetch, State{}, Options{Prefetch: prefetch}, func(*Batch) error { return nil })
		require.NoError(t, scan.Run(t.Context()))
		require.False(t, held, "pages fetched ahead: %d", prefetch)
	}
}

// TestAReaderThatOnlyLooksCostsTwoPages leaves with the first message, in a list and where a token leads.
func TestAReaderThatOnlyLooksCostsTwoPages(t *testing.T) {
	for _, from := range []connectors.Cursor{"", "500"} {
		synctest.Test(t, func(t *testing.T) {
			k := &keyset{numbers: counted(10000, nil), size: 100, step: 100}
			look := func(*Batch) error {
				time.Sleep(time.Hour)
				return errReader
			}
			require.ErrorIs(t, New(k.fetch, State{Cursor: from}, Options{Prefetch: 16}, look).Run(t.Context()), errReader)
			require.Len(t, k.places(), 2)
		})
	}
}
