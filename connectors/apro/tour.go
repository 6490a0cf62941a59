package apro

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
)

// maxTour is how many types a cursor names; the types behind them are asked for again when they are reached.
const maxTour = 40

// tour is where a list stands that walks the object types.
type tour struct {
	// types are the present type and those to come, in ascending order.
	types []string
	// cut tells that more types may come than types names.
	cut bool
	// opened is when the first type was finished, by our clock, and newest the newest activity of the types that are
	// finished; both are as changed_until. The two together say what the whole list knows of changes.
	opened, newest string
	// last is the id of the last record of the types that are finished, "" for none.
	last string
	// inner is the place within the present type.
	inner connectors.Cursor
}

func (t tour) cursor() connectors.Cursor {
	types, mark := t.types, ""
	if len(types) > maxTour {
		types = types[:maxTour]
	}
	if t.cut || len(types) < len(t.types) {
		mark = "+"
	}
	return connectors.Cursor(strings.Join(types, ",") + mark + "|" + t.opened + "|" + t.newest + "|" + t.last + "|" + string(t.inner))
}

// within returns the cursor of a place within the present type, which "" is none of.
func (t tour) within(inner connectors.Cursor) connectors.Cursor {
	if inner == "" {
		return ""
	}
	t.inner = inner
	return t.cursor()
}

// tour reads a cursor. Without one it starts with the types asked for, or all that the upstream names.
func (c *Client) tour(ctx context.Context, cursor connectors.Cursor, asked []string) (tour, error) {
	if cursor == "" {
		types, err := c.typesAfter(ctx, "", asked)
		return tour{types: types}, err
	}
	parts := strings.SplitN(string(cursor), "|", 5)
	if len(parts) != 5 {
		return tour{}, wire.Gone(opStock)
	}
	list, cut := strings.CutSuffix(parts[0], "+")
	types, err := wire.SortedNumbers("", strings.Split(list, ","))
	_, bad := wire.SortedNumbers("", wire.NonEmpty(parts[3]))
	if err != nil || bad != nil || !validInstant(parts[1]) || !validInstant(parts[2]) {
		return tour{}, wire.Gone(opStock)
	}
	return tour{types, cut, parts[1], parts[2], parts[3], connectors.Cursor(parts[4])}, nil
}

func validInstant(text string) bool {
	_, err := time.Parse(time.RFC3339, text)
	return text == "" || err == nil
}

// typesAfter returns the object types with ids above one, "" for all: of those asked for, or of all that there are.
func (c *Client) typesAfter(ctx context.Context, last string, types []string) ([]string, error) {
	if len(types) == 0 {
		var err error
		if types, err = c.typeIDs(ctx); err != nil {
			return nil, err
		}
	}
	if last == "" {
		return types, nil
	}
	return slices.DeleteFunc(slices.Clone(types), func(id string) bool {
		return string(connectors.NumberKey([]byte(id))) <= string(connectors.NumberKey([]byte(last)))
	}), nil
}

// typeIDs asks for the ids of all object types, in ascending order ("Obtaining the list of object types").
func (c *Client) typeIDs(ctx context.Context) ([]string, error) {
	data, err := c.wire.Post(ctx, opStockTypes, wire.Form{}, "")
	if err != nil {
		return nil, err
	}
	var ids []string
	for element := range data.Elements() {
		member, _ := element.Member("id")
		id, _ := member.Text()
		ids = append(ids, id)
	}
	sorted, err := wire.SortedNumbers("", ids)
	if err != nil {
		return nil, &connectors.Error{Kind: connectors.KindMalformedResponse, Connector: wire.Name, Op: opStockTypes, Err: err}
	}
	return sorted, nil
}

// distinct checks that a page has not the last record of the types before. Rows need not show their type, so that this
// tells a server that ignores it and sends the records of all types for each.
func (t tour) distinct(page connectors.Page) error {
	if t.last != "" && slices.ContainsFunc(page.Records, func(r connectors.Record) bool { return string(r.ID) == t.last }) {
		return &connectors.Error{
			Kind: connectors.KindFilterIgnored, Connector: wire.Name, Op: opStock, Field: "type_ids",
			Err: fmt.Errorf("item %s came with another type as well as with type %s", t.last, t.types[0]),
		}
	}
	return nil
}

// leave sets where a list goes on behind a page of the present type.
func (c *Client) leave(ctx context.Context, t tour, page *connectors.Page, asked []string) error {
	several := t.opened != "" || len(t.types) > 1 || t.cut
	if several {
		page.Total = nil // of one type only
	}
	if after, here := page.After, t; after != nil {
		page.After = func(i int) connectors.Cursor { return here.within(after(i)) }
	}
	if page.Next != "" {
		t.inner = page.Next
		page.Next = t.cursor()
		return nil
	}
	if t.opened == "" {
		t.opened = time.Now().Add(-c.settings.ChangedOverlap).UTC().Format(time.RFC3339)
	}
	t.newest = max(t.newest, page.ChangedUntil)
	page.ChangedUntil = ""
	present := t.types[0]
	if last := lastIdentified(page.Records); last >= 0 {
		t.last = string(page.Records[last].ID)
	}
	t.types, t.inner = t.types[1:], ""
	if len(t.types) == 0 && t.cut {
		var err error
		if t.types, err = c.typesAfter(ctx, present, asked); err != nil {
			return err
		}
		t.cut = false
	}
	switch {
	case len(t.types) > 0:
		page.Next = t.cursor()
	case several:
		page.ChangedUntil = min(t.newest, t.opened)
	default:
		page.ChangedUntil = t.newest
	}
	return nil
}
