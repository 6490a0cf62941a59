package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// TestKills is the short form of make bench-kill: the Go client alone, few records and kills.
func TestKills(t *testing.T) {
	o := options{root: "../..", languages: []string{"go"}, records: 5000, kills: 3, latency: 5 * time.Millisecond, seed: 1, lag: 4} // a busy machine's clients lag
	var rows []row
	require.NoError(t, run(t.Context(), o, func(r row) { rows = append(rows, r) }))
	require.Len(t, rows, len(lists()))
	kills, lost, twice := 0, 0, 0
	for _, r := range rows {
		kills += r.got.kills
		lost += len(r.clean.ids) - distinct(r.got.ids)
		twice += len(r.got.ids) - distinct(r.got.ids)
		check.Tell("kills_"+r.list.resource+"_pages_each", r.extraPerKill())
		require.Greater(t, len(r.got.ids), o.records*9/10, "%s: one row in 33 is deleted", r.list.resource)
		require.GreaterOrEqual(t, r.got.pages, r.clean.pages, r.list.resource)
	}
	check.AtLeast(t, "kills", float64(kills), float64(o.kills*len(rows)))
	check.AtMost(t, "kills_records_lost", float64(lost), 0)
	check.AtMost(t, "kills_records_twice", float64(twice), 0)
}

// TestCheck checks that the command notices what it must notice.
func TestCheck(t *testing.T) {
	clean := reading{ids: []string{"1", "2", "3"}, pages: 10}
	for _, c := range []struct {
		name string
		got  reading
		want []string
	}{
		{"as promised", reading{ids: []string{"1", "2", "3"}, pages: 14, kills: 2}, nil},
		{
			"costly",
			reading{ids: []string{"1", "2", "3"}, pages: 15, kills: 2},
			[]string{"5 extra requests for pages, where 2 kills allow 4"},
		},
		{"idle", reading{ids: []string{"1", "2", "3"}, pages: 10, kills: 1}, []string{"the client had ended after 1 of 2 kills"}},
		{"lossy", reading{ids: []string{"1", "3"}, pages: 10, kills: 2}, []string{"its 2 records are not the 3 of the clean scan"}},
		{
			"repeating",
			reading{ids: []string{"1", "2", "2"}, pages: 10, kills: 2},
			[]string{"1 records came twice", "its 3 records are not the 3 of the clean scan"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, err := range (row{list: list{perKill: 2}, clean: clean, got: c.got}).check(2, 0) {
				got = append(got, err.Error())
			}
			require.Equal(t, c.want, got)
		})
	}
}
