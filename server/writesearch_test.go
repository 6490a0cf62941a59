package server

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/server/writes"
)

// oldLedger is a ledger with rows, of which the newest became done last.
type oldLedger struct {
	writes.Ledger
	rows  []writes.Row
	pages int
}

func (l *oldLedger) Rows(q writes.Query) ([]writes.Row, string, error) {
	l.pages++
	page := l.rows[min(len(l.rows), (l.pages-1)*q.Limit):min(len(l.rows), l.pages*q.Limit)]
	if l.pages*q.Limit >= len(l.rows) {
		return page, "", nil
	}
	return page, "next", nil
}

// TestARowThatWasSettledLate does not hide the rows after it, and does not have the whole ledger be read.
func TestARowThatWasSettledLate(t *testing.T) {
	r := writeTo(t, newNotebook())
	src := (*r.server.sources.Load())["main"]
	w := &writing{server: r.server, source: src}
	w.write.Resource = "contacts"
	now := time.Now()
	row := func(id string, sent time.Time) writes.Row {
		return writes.Row{SentTime: sent, KeptUntil: sent.Add(writes.KeepDone), Account: accountOf(src), Resource: "contacts", Class: writes.Content, IDs: []string{id}}
	}
	late := row("settled late", now.Add(-100*time.Hour))
	late.KeptUntil = now.Add(writes.KeepDone)
	rows := []writes.Row{late, row("new", now)}
	for len(rows) < 5*writes.MaxPage {
		rows = append(rows, row("old", now.Add(-100*time.Hour)))
	}
	ledger := &oldLedger{rows: rows}
	r.server.opts.Ledger = ledger
	others, err := w.writtenByOthers(row("", now))
	require.NoError(t, err)
	require.Equal(t, map[string]bool{"new": true}, others)
	require.Equal(t, 1, ledger.pages)
}
