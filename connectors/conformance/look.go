package conformance

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// find looks up records and checks that each was asked for and comes once.
func (g Getter) find(ctx context.Context, rig *GetterRig, ids []string, raw bool) (page connectors.Page, found []string, err error) {
	if page, err = Find(ctx, rig.Client, g.request(ids, raw)); err != nil {
		return page, nil, err
	}
	if err := wellFormed(page); err != nil {
		return page, nil, err
	}
	for _, r := range page.Records {
		id := string(r.ID)
		if !slices.Contains(ids, id) || slices.Contains(found, id) {
			return page, found, fmt.Errorf("record %q was not asked for, or came twice", id)
		}
		found = append(found, id)
	}
	if page.Next != "" {
		return page, found, fmt.Errorf("a look-up has one page, and this one names another: %q", page.Next)
	}
	return page, found, nil
}

// request returns a request for these ids.
func (g Getter) request(ids []string, raw bool) proto.Message {
	req := g.Request()
	m, fields := req.ProtoReflect(), req.ProtoReflect().Descriptor().Fields()
	if list := fields.ByName("ids"); list != nil {
		for _, id := range ids {
			m.Mutable(list).List().Append(protoreflect.ValueOfString(id))
		}
	} else {
		m.Set(fields.ByName("id"), protoreflect.ValueOfString(ids[0]))
	}
	if raw {
		m.Set(fields.ByName("include_raw"), protoreflect.ValueOfBool(true))
	}
	return req
}

// read decodes a record and requires the message to have the record's id.
func (g Getter) read(t *testing.T, r connectors.Record) protoreflect.Message {
	t.Helper()
	message := decode(t, r, g.Record.ProtoReflect().New())
	id := message.Descriptor().Fields().ByName("id")
	require.NotNil(t, id, "the record has no id")
	require.Equal(t, string(r.ID), message.Get(id).String())
	return message
}

// saysDeleted reports whether a message has a field that says whether the record is deleted, and whether it is.
func saysDeleted(m protoreflect.Message) (says, deleted bool) {
	fields := m.Descriptor().Fields()
	if field := fields.ByName("deleted"); field != nil {
		return true, m.Get(field).Bool()
	}
	if field := fields.ByName("active"); field != nil {
		return true, m.Has(field) && !m.Get(field).Bool()
	}
	return false, false
}
