package rest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

func TestFitting(t *testing.T) {
	large := &connectors.Error{Kind: malformed, Err: fmt.Errorf("GET: %w", connectors.ErrTooLarge)}
	var f Fitting
	require.Equal(t, 500, f.Bound(500))
	f.Fits(500, 1)
	require.Equal(t, 500, f.Bound(500), "nothing is bounded before it has to be")

	fewer, ok := f.Halve(500, large)
	require.True(t, ok)
	require.Equal(t, 250, fewer)
	require.Equal(t, 250, f.Bound(500))
	require.Equal(t, 7, f.Bound(7))

	_, ok = f.Halve(500, large)
	require.True(t, ok)
	require.Equal(t, 250, f.Bound(500), "one that was asked for before is no reason to go lower")
	fewer, ok = f.Halve(25, large)
	require.True(t, ok)
	require.Equal(t, 12, fewer)
	require.Equal(t, 12, f.Bound(500))

	for _, err := range []error{nil, errors.New("other"), &connectors.Error{Kind: malformed}} {
		_, ok = f.Halve(500, err)
		require.False(t, ok)
	}
	_, ok = f.Halve(1, large)
	require.False(t, ok, "a single record cannot be halved")
	require.Equal(t, 12, f.Bound(500))

	f.Fits(11, 1)
	require.Equal(t, 12, f.Bound(500), "a short page shows nothing")
	f.Fits(12, maxBody/4)
	require.Equal(t, 12, f.Bound(500), "twice as much may be too large again")
	f.Fits(12, maxBody/4-1)
	require.Equal(t, 24, f.Bound(500))
}

func TestAskLess(t *testing.T) {
	large := &connectors.Error{Kind: malformed, Connector: "x", Err: fmt.Errorf("GET: %w", connectors.ErrTooLarge)}
	for rows, want := range map[int]string{0: "set page_size to less, or", 50: "set page_size to less than 50", 1: "a single record"} {
		err := AskLess(large, "page_size", rows)
		require.ErrorContains(t, err, want)
		require.ErrorIs(t, err, connectors.ErrTooLarge)
		require.ErrorIs(t, err, &connectors.Error{Kind: malformed})
	}
	require.NoError(t, AskLess(nil, "page_size", 0))
	require.NotContains(t, AskLess(&connectors.Error{Kind: malformed}, "page_size", 0).Error(), "page_size")
}
