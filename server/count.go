package server

import "math"

// count returns n as the API counts: at most as much as an int32 holds, since JSON would make a text of an int64.
func count[N int | float64](n N) int32 {
	return int32(min(n, N(math.MaxInt32)))
}
