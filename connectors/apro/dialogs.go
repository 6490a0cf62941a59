package apro

import (
	"context"
	"errors"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// dialogTypeTable reads a type of dialogs (externaldialogs/dialogtypeslist). Its keys are not documented: these are the
// parameters for creating a type.
var dialogTypeTable = transcode.Must(transcode.New(&crmstreamv1.DialogType{},
	transcode.ID("id", "id"),
	transcode.Col("name", transcode.Text, "name").Writable(transcode.NotCleared),
	transcode.Col("user_ids", transcode.RefList, "employees").Writable(transcode.NotCleared),
))

// dialogTypeList declares what ListDialogTypes can do.
func dialogTypeList() connectors.List {
	list := keptList("dialogTypes", opDialogTypes)
	list.Guarantee = "Every type that exists while the list is read is delivered exactly once."
	list.Cost = "One request per 50 types and one for the end; unless a total is proven, all twice, and more often if types change meanwhile;" +
		" then none until the kept list is too old."
	list.Assumes = []string{"Page numbers (checked) and page sizes of 10 to 50 are honoured."}
	return list
}

// dialogTypes opens the list of all types of dialogs ("Request for listing of conversation types by pages"). The vendor's page
// has two names for the operation; the second is used if the server does not know the first.
func (c *Client) dialogTypes(req *crmstreamv1.ListDialogTypesRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	a := unordered{Client: c, raw: req.GetIncludeRaw(), rowReader: rowReader{op: opDialogTypes, table: dialogTypeTable}}
	alias := a
	alias.op = opDialogTypesAlias
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		page, err := a.page(ctx, at)
		if errors.Is(err, &connectors.Error{Kind: connectors.KindUnsupported}) {
			return alias.page(ctx, at)
		}
		return page, err
	}, nil
}

// unreadList declares what ListUnreadDialogMessages can do.
func unreadList() connectors.List {
	list := wholeList("unreadDialogMessages", opUnread, "dialog_type_ids", "client_key")
	list.Orders = []string{"dialog_type_id"}
	list.Unverifiable = []string{"client_key"}
	return list
}

// unreadDialogMessages opens the list of unread messages by type of dialogs ("Request for the listing of unread messages").
// Types without such messages have no record.
func (c *Client) unreadDialogMessages(req *crmstreamv1.ListUnreadDialogMessagesRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	w := c.oneAnswer(opUnread, nil, req.GetIncludeRaw())
	w.blame = "client_key"
	asked := w.IDs("dialog_type_ids", req.GetDialogTypeIds(), "groups")
	w.Set(req.GetClientKey(), "client")
	w.decode = func(data transcode.JSON, tc *transcode.Context, page *connectors.Page) error {
		list, _, err := listOf(opUnread, data)
		if err != nil {
			return err
		}
		if kind := list.Kind(); kind != '{' && !wire.None(list) {
			return wire.MalformedAt(opUnread, "the list is not a map by type")
		}
		for id, hashes := range list.Members() {
			if !slices.Contains(asked, id) {
				return wire.Ignored(opUnread, "dialog_type_ids")
			}
			if wire.None(hashes) {
				continue
			}
			r := connectors.Record{ID: []byte(id), Key: connectors.NumberKey([]byte(id))}
			if err := transcode.Wrap(&r, unread(id, hashes, tc.Raw)); err != nil {
				return wire.MalformedAt(opUnread, err.Error())
			}
			page.Records = append(page.Records, r)
		}
		return nil
	}
	return w.open(known)
}

// unread returns the record of a type of dialogs.
func unread(id string, hashes transcode.JSON, raw bool) *crmstreamv1.UnreadDialogMessages {
	var lost wire.Alterations
	m := &crmstreamv1.UnreadDialogMessages{DialogTypeId: id, MessageIds: lost.Texts("message_ids", hashes)}
	if raw {
		var replaced string
		if m.Raw, replaced = transcode.Replaced(hashes.Raw()); replaced != "" {
			m.RawReplaced = true
			lost.Add("raw", crmstreamv1.AlterationKind_ALTERATION_KIND_INVALID_UTF8, replaced)
		}
	}
	m.Alterations = lost.After(nil)
	return m
}
