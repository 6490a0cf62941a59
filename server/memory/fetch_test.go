package memory

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

func TestPagesHoldMemoryUntilTheyAreReleased(t *testing.T) {
	b := New(1 << 20)
	var fails error
	read := func(ctx context.Context, _ connectors.PageRequest) (connectors.Page, error) {
		require.NoError(t, connectors.MemoryFrom(ctx).Grow(ctx, 1<<19))
		require.EqualValues(t, 1<<19, b.Used())
		return connectors.Page{Records: []connectors.Record{{Wire: make([]byte, 1000)}}}, fails
	}
	page, err := b.Bounded(read, false)(t.Context(), connectors.PageRequest{})
	require.NoError(t, err)
	require.EqualValues(t, Size(page), b.Used(), "the answer has become records")
	page.Release()
	require.Zero(t, b.Used())

	_, err = b.Bounded(read, true)(t.Context(), connectors.PageRequest{})
	require.NoError(t, err)
	require.Zero(t, b.Used(), "a list that is kept whole is counted elsewhere")
	fails = errors.New("away")
	_, err = b.Bounded(read, false)(t.Context(), connectors.PageRequest{})
	require.ErrorIs(t, err, fails)
	require.Zero(t, b.Used())
	require.Panics(t, func() {
		_, _ = b.Bounded(func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
			_, _ = read(ctx, at)
			panic("oh")
		}, false)(t.Context(), connectors.PageRequest{})
	})
	require.Zero(t, b.Used())
}
