package changelog

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func FuzzFrame(f *testing.F) {
	f.Add([]byte{})
	f.Add(frameOf("", nil))
	f.Add(frameOf("webhook", []byte(`{"event":"create"}`)))
	f.Add(frameOf("mark", nil)[:7])
	f.Fuzz(func(t *testing.T, b []byte) {
		kind, body, err := parseFrame(b)
		if err == nil {
			require.Equal(t, b, frameOf(kind, body), "one encoding")
			for _, i := range []int{0, len(b) / 2, len(b) - 1} {
				wrong := bytes.Clone(b)
				wrong[i] ^= 0x10
				_, _, err = parseFrame(wrong)
				require.ErrorIs(t, err, errFrame)
			}
			_, _, err = parseFrame(b[:len(b)-1])
			require.ErrorIs(t, err, errFrame)
			return
		}
		require.ErrorIs(t, err, errFrame)
		kind = string(b[:min(len(b), maxKind)])
		gotKind, gotBody, err := parseFrame(frameOf(kind, b))
		require.NoError(t, err)
		require.Equal(t, kind, gotKind)
		require.True(t, bytes.Equal(b, gotBody))
	})
}

func FuzzPosition(f *testing.F) {
	f.Add([]byte{})
	f.Add(Position{}.Bytes())
	f.Add(Position{Log: 1, Sequence: 1 << 40, Part: 7, Check: checkOf(time.Unix(1, 2))}.Bytes())
	l, err := OpenMemory(settings())
	require.NoError(f, err)
	log, err := l.Log(name)
	require.NoError(f, err)
	id := log.(*memoryLog).id
	for i := range 5 {
		_, err := log.Append(f.Context(), Entry{Body: body(i)})
		require.NoError(f, err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := ParsePosition(b)
		if err != nil {
			require.ErrorIs(t, err, ErrPosition)
			return
		}
		require.Equal(t, b, p.Bytes(), "one encoding")
		for _, p.Log = range []uint64{p.Log, id} { // no position makes a reader jump
			records, err := read(t.Context(), log, p)
			for i, r := range records {
				require.Equal(t, p.next()+uint64(i), r.Sequence)
			}
			if err != nil {
				var expired *ExpiredError
				require.ErrorAs(t, err, &expired)
				require.Empty(t, records)
			}
		}
	})
}
