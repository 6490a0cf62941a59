package pagesize

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAPageIsShortOnlyAgainstAProvenOne(t *testing.T) {
	var p Proven
	require.Zero(t, p.Longest())
	require.False(t, p.Short(30, 100), "nothing is known: the server may cut pages to 30")
	p.Saw(30)
	require.False(t, p.Short(30, 100), "the server has sent no longer page")
	p.Saw(50)
	p.Saw(10)
	require.Equal(t, 50, p.Longest())
	require.True(t, p.Short(30, 100))
	require.False(t, p.Short(30, 30), "no more was asked for")
	require.False(t, p.Short(50, 100))
	require.True(t, p.Short(0, 100))
}
