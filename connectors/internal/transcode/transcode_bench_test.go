package transcode_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// BenchmarkPage compares transcoding a page of 50 contacts, validation included, with the usual way of decoding into
// structs and marshalling messages. "x" is how many times the usual record rate is reached.
func BenchmarkPage(b *testing.B) {
	zone, err := time.LoadLocation("Europe/Moscow")
	require.NoError(b, err)
	const rows = 50
	for _, page := range []struct {
		name string
		body []byte
	}{{"plain", contactsPage(rows, false)}, {"escaped", contactsPage(rows, true)}} {
		b.Run(page.name+"/usual", func(b *testing.B) {
			b.SetBytes(int64(len(page.body)))
			b.ReportAllocs()
			for b.Loop() {
				_, err := usual(page.body, zone)
				require.NoError(b, err)
			}
			b.ReportMetric(float64(b.N*rows)/b.Elapsed().Seconds(), "records/s")
		})
		b.Run(page.name+"/parse", func(b *testing.B) {
			b.SetBytes(int64(len(page.body)))
			for b.Loop() {
				_, err := transcode.Parse(page.body)
				require.NoError(b, err)
			}
		})
		b.Run(page.name+"/table", func(b *testing.B) {
			table := contactTable()
			b.SetBytes(int64(len(page.body)))
			b.ReportAllocs()
			baseline, usuals, n, room := time.Duration(0), 0, 0, &transcode.Room{}
			for b.Loop() {
				if n%64 == 0 { // in turns, so that whatever else the machine does slows both
					b.StopTimer()
					start := time.Now()
					for range 8 {
						_, err := usual(page.body, zone)
						require.NoError(b, err)
						usuals++
					}
					baseline += time.Since(start)
					b.StartTimer()
				}
				n++
				require.NoError(b, transcodePage(table, page.body, zone, room))
			}
			perPage := float64(b.Elapsed().Nanoseconds()) / float64(b.N)
			b.ReportMetric(rows/perPage*1e9, "records/s")
			b.ReportMetric(float64(baseline.Nanoseconds())/float64(usuals)/perPage, "x")
		})
	}
}

// transcodePage validates and transcodes a page of contacts.
func transcodePage(table *transcode.Table, body []byte, zone *time.Location, room *transcode.Room) error {
	json, err := transcode.ParseDecoded(body, transcode.Decoding{}, room)
	if err != nil {
		return err
	}
	defer json.Release()
	list, _ := json.Member("data", "list")
	c := transcode.Context{Zone: zone}
	return table.Rows(list, &c, func(r *transcode.Row) error {
		if r.Record.Err != nil {
			return &tooBad{r.Record.Err.Message}
		}
		return nil
	})
}

type tooBad struct{ message string }

func (e *tooBad) Error() string { return e.message }

// TestAllocations bounds what a record costs the collector, validation included.
func TestAllocations(t *testing.T) {
	zone := mustZone(t, "Europe/Moscow")
	const rows, most = 50, 0.1
	room := &transcode.Room{}
	table := contactTable()
	for _, escaped := range []bool{false, true} {
		body := contactsPage(rows, escaped)
		allocations := math.Inf(1) // the least of several pages: with the race detector, a pool drops some of what it should keep
		for range 50 {
			allocations = min(allocations, testing.AllocsPerRun(1, func() {
				require.NoError(t, transcodePage(table, body, zone, room))
			}))
		}
		require.LessOrEqual(t, allocations/rows, most, "escaped: %v", escaped)
	}
}
