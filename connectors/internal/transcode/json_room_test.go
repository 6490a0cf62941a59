package transcode

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	checks "github.com/crmstream/crmstream/internal/check"
)

// TestRoomForValues parses bodies that are as dense at their ends as at their starts, denser, and less dense. All values are there, and
// of an even body there is little more room than values.
func TestRoomForValues(t *testing.T) {
	dense, sparse := `{"a":1,"b":[2,3],"c":""}`, `{"a":"`+strings.Repeat("text ", 200)+`"}`
	for name, rows := range map[string][]string{
		"even":                {strings.Repeat(dense+",", 5000)},
		"denser at the end":   {strings.Repeat(sparse+",", 600), strings.Repeat(dense+",", 5000)},
		"denser at the start": {strings.Repeat(dense+",", 200), strings.Repeat(sparse+",", 600)},
		"one long row":        {"[" + strings.Repeat("1,", 9000) + "1],"},
	} {
		body := "[" + strings.Join(rows, "") + "0]"
		j, err := Parse([]byte(body))
		require.NoError(t, err, name)
		require.Equal(t, strings.Count(body, "{")+strings.Count(body, "[1")+1, j.Len(), name)
		require.Equal(t, body, string(j.Raw()), name)
		if name == "even" {
			checks.AtMost(t, "parse_room_percent", 100*float64(cap(j.in.values))/float64(len(j.in.values)), 115)
		}
	}
}

// TestReleasedMemoryIsUsedAgain parses bodies one after the other in the same memory, where no value of a body before is left.
func TestReleasedMemoryIsUsedAgain(t *testing.T) {
	room := &Room{}
	read := func(n int) {
		body := fmt.Sprintf(`{"n":"%d","list":[%s0]}`, n, strings.Repeat(`{"a":1},`, n))
		j, err := ParseDecoded([]byte(body), Decoding{}, room)
		require.NoError(t, err)
		defer j.Release()
		list, _ := j.Member("list")
		require.Equal(t, n+1, list.Len())
		require.Equal(t, body, string(j.Raw()))
	}
	for n := 300; n > 0; n -= 7 {
		read(n)
	}
	body := []byte(`[` + strings.Repeat(`{"a":1},`, 1000) + `0]`)
	again := testing.AllocsPerRun(100, func() {
		j, err := ParseDecoded(body, Decoding{}, room)
		require.NoError(t, err)
		j.Release()
	})
	checks.AtMost(t, "parse_allocations_of_a_released_body", again, 3)
}

// TestAReleasedBodyShowsNothing cannot be read, nor be released twice, which would give its memory to two bodies.
func TestAReleasedBodyShowsNothing(t *testing.T) {
	room := &Room{}
	j, err := ParseDecoded([]byte(`{"a":[1,2]}`), Decoding{}, room)
	require.NoError(t, err)
	list, _ := j.Member("a")
	j.Release()
	list.Release()
	other, err := ParseDecoded([]byte(`{"b":[3,4]}`), Decoding{}, room)
	require.NoError(t, err)
	another, err := ParseDecoded([]byte(`{"c":[5,6]}`), Decoding{}, room)
	require.NoError(t, err)
	require.JSONEq(t, `{"b":[3,4]}`, string(other.Raw()))
	require.JSONEq(t, `{"c":[5,6]}`, string(another.Raw()))
	require.Panics(t, func() { list.Len() })
	require.Panics(t, func() { j.Member("a") })

	kept, err := Parse([]byte(`[1]`))
	require.NoError(t, err)
	kept.Release()
	require.Equal(t, 1, kept.Len(), "a body without a room stays")
	JSON{}.Release()
}
