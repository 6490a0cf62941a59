package writes

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// FuzzSegment reads a segment with a row, any bytes, and another row. Both rows are there, and what the bytes were taken for has
// places within the segment.
func FuzzSegment(f *testing.F) {
	text := func(row Row) []byte {
		b, err := json.Marshal(line{Row: row, moment: moment{Wall: time.Unix(1, 0), Boot: "a", Up: 1}})
		require.NoError(f, err)
		return append(b, '\n')
	}
	first, last := rowOf("the first"), rowOf("the last")
	firstText, lastText := text(first), text(last)
	for _, state := range []State{Sent, Unknown, Done, removed, "half"} {
		row := partOf("z", len(state)-4, 2)
		row.State = state
		f.Add(text(row))
		f.Add(text(row)[:50])
		row.Answer = []byte("answer")
		f.Add(bytes.Repeat(text(row), 2))
	}
	f.Add([]byte("\x00\x00\n\n{}\n[]\nnull\n"))
	f.Fuzz(func(t *testing.T, between []byte) {
		if bytes.Contains(between, []byte("the ")) || bytes.Contains(between, []byte(`\u`)) {
			t.Skip("may be about the rows themselves")
		}
		whole := append(append(bytes.Clone(firstText), between...), '\n')
		whole = append(whole, lastText...)
		x := newIndex()
		x.segments = []*segment{{number: 1, reaches: 1}}
		_, err := x.load(x.segments[0], bytes.NewReader(whole))
		require.NoError(t, err)
		require.Contains(t, x.rows, first.Key.id())
		require.Contains(t, x.rows, last.Key.id())
		places := 0
		for key, e := range x.rows {
			places++
			if open := x.open[key]; open != nil && open.request.segment != 0 {
				places++
			}
			l, err := parse(whole[e.at.offset:][:e.at.length])
			require.NoError(t, err)
			require.Equal(t, key, l.Key.id())
		}
		require.Equal(t, places, x.segments[0].live)
		checkParts(t, x)
		x.expire(moment{Wall: time.Now().AddDate(1, 0, 0)})
		x.evict(1)
		checkParts(t, x)
	})
}
