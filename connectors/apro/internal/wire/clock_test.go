package wire

import (
	"fmt"
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

// TestValidClocks compares with time.Parse: all days of several years, and all texts that differ from a clock in one byte.
func TestValidClocks(t *testing.T) {
	agree := func(text string) {
		_, err := time.Parse(ClockFormat, text)
		require.Equal(t, err == nil && len(text) == len(ClockFormat), ValidClock(text), "%q", text)
	}
	for _, year := range []int{0, 1900, 2000, 2023, 2024, 2100, 9999} {
		for month := range 14 {
			for day := range 33 {
				agree(fmt.Sprintf("%04d-%02d-%02d 23:59:59", year, month, day))
			}
		}
	}
	for _, clock := range []string{"2024-02-29 00:00:00", "1999-12-31 23:59:59", "2024-10-10 20:20:20"} {
		for at := range len(clock) {
			for b := range 256 {
				agree(clock[:at] + string([]byte{byte(b)}) + clock[at+1:])
			}
			agree(clock[:at] + clock[at+1:])
			agree(clock[:at] + "0" + clock[at:])
		}
	}
	for _, text := range []string{"", "2024-10-10 5:20:20.0", "2024-10-10 5:20:20.00", "2024-10-10 05:20:20.5", "2024-10-10T05:20:20"} {
		agree(text)
	}
}
