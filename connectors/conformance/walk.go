package conformance

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
)

// maxPages bounds walks that would not end.
const maxPages = 20_000

// walker reads a list as server/scan does: page by page, dropping what is not above the last position.
type walker struct {
	rig  *Rig
	req  proto.Message
	want int

	fetch connectors.Fetch // the opened request

	cursor  connectors.Cursor
	last    *connectors.Record
	ids     []string
	pages   int
	page    connectors.Page         // the latest
	visited func(w *walker)         // runs after each page
	taken   func(connectors.Record) // gets each record that is not dropped
}

// run reads from the walker's cursor to the end.
func (w *walker) run(ctx context.Context) error {
	var err error
	if w.fetch, err = Open(w.rig.Client, w.req, nil); err != nil {
		return err
	}
	for range maxPages {
		page, err := w.fetch(ctx, connectors.PageRequest{Cursor: w.cursor, Want: w.want})
		if err != nil {
			return err
		}
		w.pages++
		w.page = page
		if err := ascending(page); err != nil {
			return err
		}
		for _, r := range page.Records {
			if w.last != nil && r.Compare(*w.last) <= 0 {
				continue
			}
			w.last = &r
			w.ids = append(w.ids, string(r.ID))
			if w.taken != nil {
				w.taken(r)
			}
		}
		if page.Next == "" {
			return nil
		}
		if page.Next == w.cursor {
			return fmt.Errorf("cursor %q leads to itself", w.cursor)
		}
		w.cursor = page.Next
		if w.visited != nil {
			w.visited(w)
		}
	}
	return fmt.Errorf("the list did not end within %d pages", maxPages)
}

func ascending(page connectors.Page) error {
	for i := 1; i < len(page.Records); i++ {
		if page.Records[i-1].Compare(page.Records[i]) >= 0 {
			return fmt.Errorf("records %q and %q of one page do not ascend", page.Records[i-1].ID, page.Records[i].ID)
		}
	}
	return wellFormed(page)
}

// wellFormed checks that each record has an id, and either bytes or an error.
func wellFormed(page connectors.Page) error {
	for _, r := range page.Records {
		if len(r.ID) == 0 || (r.Err == nil) == (r.Wire == nil) {
			return fmt.Errorf("record %q lacks an id, or has both or neither of bytes and error", r.ID)
		}
	}
	return nil
}

// readAll reads the whole list and requires exactly the rows that exist.
func readAll(t *testing.T, rig *Rig, req proto.Message, want int) *walker {
	t.Helper()
	w := &walker{rig: rig, req: req, want: want}
	require.NoError(t, w.run(t.Context()))
	w.requireAll(t)
	return w
}

// requireAll requires that exactly the rows that exist were read.
func (w *walker) requireAll(t *testing.T) {
	t.Helper()
	exist := w.rig.IDs()
	require.Empty(t, difference(exist, w.ids), "lost rows")
	require.Empty(t, difference(w.ids, exist), "rows that do not exist")
	require.Len(t, w.ids, len(exist), "rows told twice")
}

// difference returns the ids of a that are not in b.
func difference(a, b []string) []string {
	in := make(map[string]bool, len(b))
	for _, id := range b {
		in[id] = true
	}
	return slices.DeleteFunc(slices.Clone(a), func(id string) bool { return in[id] })
}
