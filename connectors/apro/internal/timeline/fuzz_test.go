package timeline

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// rowTable reads what a list in time order needs of a contact, and the custom fields.
var rowTable = transcode.Must(transcode.Part(&crmstreamv1.Contact{},
	transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID, Check: "id"},
	transcode.Column{Keys: []string{"customer_activity_date"}, Field: "activity_time", Kind: transcode.LocalTime, Mark: transcode.MarkKey, Check: ColumnTime},
	transcode.Column{Keys: []string{"create_date"}, Field: "create_time", Kind: transcode.LocalTime, Check: columnCreated},
	transcode.Column{Keys: []string{"publish"}, Field: "deleted", Kind: transcode.NotFlag, Check: ColumnPublished},
	transcode.Column{Keys: []string{"customer_activity_type"}, Field: "activity_type", Kind: transcode.Text, Check: wire.CheckWord},
	transcode.Column{Keys: []string{"fields"}, Field: "fields", Kind: transcode.CustomFields, Types: wire.Datatypes},
))

// FuzzAnswers feeds any data to a list: it never panics, and returns only classified errors.
func FuzzAnswers(f *testing.F) {
	samples, err := filepath.Glob("../../testdata/*/*.json")
	require.NoError(f, err)
	require.NotEmpty(f, samples)
	for _, sample := range samples {
		body, err := os.ReadFile(sample)
		require.NoError(f, err)
		if answer, err := transcode.Parse(body); err == nil {
			if data, ok := answer.Member("data"); ok {
				f.Add(data.Raw())
			}
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		data, err := transcode.Parse(body)
		if err != nil {
			return
		}
		var classified *connectors.Error
		l := &List{
			Account: &Account{Zone: time.UTC, Edition: wire.NewEdition("")}, Op: "purchaser/filter", Learned: &Learned{}, Table: rowTable,
			Grows: true, Raw: true, DateField: "customer_activity_date",
		}
		list, _ := data.Member("list")
		ans := answer{}
		if err := l.read(list, &ans); err != nil {
			require.ErrorAs(t, err, &classified)
			return
		}
		for _, r := range ans.rows {
			require.NotEmpty(t, r.ID)
			require.True(t, wire.ValidClock(clockOf(r)) || clockOf(r) == wire.ZeroTime)
			require.NotEqual(t, r.Err == nil, r.Wire == nil)
		}
	})
}

// FuzzCursors feeds any text to all cursors: they never panic, and nonsense is told as such.
func FuzzCursors(f *testing.F) {
	for _, seed := range []string{"", "=2024-01-01 00:00:00", ">2024-01-01 00:00:00", "2024-01-01 00:00:00+60", "2024-01-01 00:00:00+60+2024-02-01 00:00:00+70", "12/7", "#1", "9999-99-99/x"} {
		f.Add(seed)
	}
	gone := &connectors.Error{Kind: connectors.KindCursorGone}
	f.Fuzz(func(t *testing.T, text string) {
		cursor := connectors.Cursor(text)
		l := &List{Account: &Account{FirstDay: "2005-01-01"}, Op: "sales/filter"}
		if p, err := l.readPosition(cursor); err != nil {
			require.ErrorIs(t, err, gone)
		} else if text != "" {
			require.Equal(t, cursor, p.cursor())
		}
		if w, err := l.readWindow(cursor, "2026-01-01 00:00:00"); err != nil {
			require.ErrorIs(t, err, gone)
		} else {
			require.Positive(t, w.length)
			require.True(t, wire.ValidClock(w.start))
			if again, ok := parseWindow(w.cursor()); text != "" {
				require.True(t, ok)
				require.Equal(t, w, again)
			}
		}
	})
}
