package wire

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestClocks(t *testing.T) {
	for text, want := range map[string]string{
		"2024-01-02 03:04:05": "2024-01-02 03:04:05", "2024-01-02": "2024-01-02 00:00:00", "2024-01-02T03:04:05.9": "2024-01-02 03:04:05",
		"": ZeroTime, "0000-00-00": ZeroTime, "0000-00-00 00:00:00": ZeroTime,
	} {
		clock, ok := NormalClock([]byte(text))
		require.True(t, ok, text)
		require.Equal(t, want, string(clock))
	}
	for _, text := range []string{"soon", "2024-13-45 00:00:00", "2024-01-02 25:00:00", "0000-01-00 00:00:00"} {
		_, ok := NormalClock([]byte(text))
		require.False(t, ok, text)
	}
	up, err := Bound("f", "2024-01-01T10:00:00.001Z", time.FixedZone("", 3600), LowerClock)
	require.NoError(t, err)
	require.Equal(t, "2024-01-01 11:00:01", up, "fractions are rounded up to what rows can hold")
}
