package connectors

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRecordsWithoutAKeyStandBehindTheOneBefore gives even records of the same bytes positions of their own.
func TestRecordsWithoutAKeyStandBehindTheOneBefore(t *testing.T) {
	broken := func() Record { return Record{ID: []byte("~00"), Err: &RecordError{}} }
	row := func(id string) Record { return Record{ID: []byte(id), Key: NumberKey([]byte(id))} }
	records := []Record{broken(), broken(), row("7"), broken(), broken(), row("8"), row("10"), broken()}
	FillKeys(records, NumberKey([]byte("5")))
	before := row("5")
	for i, r := range records {
		require.Positive(t, r.Compare(before), "record %d", i)
		require.NotNil(t, r.Key)
		before = r
	}
	require.Negative(t, before.Compare(row("11")))
	require.False(t, records[0].Identified())
	require.True(t, records[2].Identified())
	require.True(t, Record{Err: &RecordError{ID: "7"}}.Identified())
}

// TestKeysAreFilledWithoutRunningOver leaves the array of the start key alone, and goes on counting behind equal keys.
func TestKeysAreFilledWithoutRunningOver(t *testing.T) {
	start := append(make([]byte, 0, 32), "2024"...)
	records := []Record{{}, {Key: []byte("2024")}, {}}
	FillKeys(records, start)
	require.Equal(t, KeyBehind([]byte("2024"), 1), records[0].Key)
	require.Equal(t, KeyBehind([]byte("2024"), 2), records[2].Key)
	require.Equal(t, byte(0), start[:5][4])
}

// TestRecordsThatShareAPositionAreSetApart keeps all of them, in their order, before those of higher ids.
func TestRecordsThatShareAPositionAreSetApart(t *testing.T) {
	row := func(id, wire string) Record {
		return Record{ID: []byte(id), Key: []byte("2024"), Wire: []byte(wire)}
	}
	records := Apart([]Record{row("1", "a"), row("7", "b"), row("7", "a"), row("7", "a"), row("8", "a")})
	require.Len(t, records, 5)
	var wires string
	for i, r := range records {
		if i > 0 {
			require.Positive(t, r.Compare(records[i-1]))
		}
		if string(r.ID) == "7" {
			wires += string(r.Wire)
		}
	}
	require.Equal(t, "baa", wires)
	require.Empty(t, Apart(nil))
}
