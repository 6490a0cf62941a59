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

// TestFit asks for half as many rows until they fit, but for no fewer than may be asked for.
func TestFit(t *testing.T) {
	for _, test := range []struct {
		most, rows, least, fits int // most is what is known before
		asked                   []int
		fails                   bool
	}{
		{rows: 100, least: 1, fits: 100, asked: []int{100}},
		{rows: 100, least: 1, fits: 30, asked: []int{100, 50, 25}},
		{rows: 100, least: 1, asked: []int{100, 50, 25, 12, 6, 3, 1}, fails: true},
		{rows: 50, least: 10, fits: 12, asked: []int{50, 25, 12}},
		{rows: 50, least: 10, fits: 9, asked: []int{50, 25, 12, 10}, fails: true},
		{most: 25, rows: 50, least: 10, fits: 30, asked: []int{25}},
		{most: 5, rows: 50, least: 10, fits: 30, asked: []int{10}},
	} {
		var f Fitting
		if test.most > 0 {
			f.Halve(2*test.most, connectors.ErrTooLarge)
		}
		var asked []int
		got, err := Fit(&f, test.rows, test.least, func(rows int) (int, error) {
			if asked = append(asked, rows); rows > test.fits {
				return 0, connectors.ErrTooLarge
			}
			return rows, nil
		})
		require.Equal(t, test.asked, asked)
		if test.fails {
			require.ErrorIs(t, err, connectors.ErrTooLarge)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, asked[len(asked)-1], got)
	}
	broken := errors.New("broken")
	asked := 0
	_, err := Fit(&Fitting{}, 100, 1, func(int) (int, error) { asked++; return 0, broken })
	require.ErrorIs(t, err, broken)
	require.Equal(t, 1, asked, "of an error that no fewer rows would make good")
}

func TestAskLess(t *testing.T) {
	large := &connectors.Error{Kind: malformed, Connector: "x", Err: fmt.Errorf("GET: %w", connectors.ErrTooLarge)}
	for rows, want := range map[int]string{50: "set page_size to less than 50", 1: "a single record"} {
		err := AskLess(large, "page_size", rows)
		require.ErrorContains(t, err, want)
		require.ErrorIs(t, err, connectors.ErrTooLarge)
		require.ErrorIs(t, err, &connectors.Error{Kind: malformed})
	}
	require.NoError(t, AskLess(nil, "page_size", 2))
	require.NotContains(t, AskLess(&connectors.Error{Kind: malformed}, "page_size", 2).Error(), "page_size")
}
