package conformance

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// pagesPerChunk is how many pages a getter may make of the ids that one request takes: the existing records, the deleted
// ones, and one that only tells the end.
const pagesPerChunk = 3

// look reads the pages of a look-up as the server does: to the end, or to where only deleted records follow and no id is
// missing, and from there on with those ids only that are. It passes on what it asked for each page.
func (g Getter) look(ctx context.Context, rig *GetterRig, ids []string, visit func(asked []string, page connectors.Page)) (found []string, err error) {
	at, asked := connectors.PageRequest{}, ids
	for range pagesPerChunk * g.chunks(len(ids)) {
		page, err := rig.Get(ctx, asked, false, at)
		if err != nil {
			return found, err
		}
		if err := wellFormed(page); err != nil {
			return found, err
		}
		for _, r := range page.Records {
			id := string(r.ID)
			if !slices.Contains(asked, id) || slices.Contains(found, id) {
				return found, fmt.Errorf("record %q was not asked for, or came twice", id)
			}
			found = append(found, id)
		}
		visit(asked, page)
		if page.Next == connectors.DeletedCursor {
			asked = difference(ids, found)
		}
		if page.Next == "" || len(asked) == 0 {
			return found, nil
		}
		if page.Next == at.Cursor {
			return found, fmt.Errorf("cursor %q leads to itself", at.Cursor)
		}
		at.Cursor = page.Next
	}
	return found, fmt.Errorf("%d ids are not done within %d pages", len(ids), pagesPerChunk*g.chunks(len(ids)))
}

// nothing is a visit that looks at no page.
func nothing([]string, connectors.Page) {}

// read decodes a record, whose id is the message's too.
func (g Getter) read(t *testing.T, r connectors.Record) protoreflect.Message {
	t.Helper()
	message := decode(t, r, g.Record.ProtoReflect().New())
	id := message.Descriptor().Fields().ByName("id")
	require.NotNil(t, id, "the record has no id")
	require.Equal(t, string(r.ID), message.Get(id).String())
	return message
}

// saysDeleted reports whether a record can say that it is deleted, and whether it does.
func saysDeleted(m protoreflect.Message) (tells, deleted bool) {
	fields := m.Descriptor().Fields()
	if field := fields.ByName("deleted"); field != nil {
		return true, m.Get(field).Bool()
	}
	if field := fields.ByName("active"); field != nil {
		return true, m.Has(field) && !m.Get(field).Bool()
	}
	return false, false
}
