package apro

import (
	"encoding/binary"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// optionTable reads an option of a custom field (utils/variants, utils/binded, and the variants of definitions). The options of
// an online form's categories have a name in place of a value.
var optionTable = transcode.Must(transcode.New(&crmstreamv1.FieldOption{},
	transcode.ID("id", "id"),
	transcode.Col("text", transcode.Text, "value", "name"),
	transcode.Checked("parent_option_id", transcode.Ref, "bind"),
	transcode.Col("default", transcode.Flag, "default"),
	transcode.Col("color", transcode.Text, "highlight"),
	transcode.Checked("position", transcode.Integer, "sort"),
	transcode.Col("", transcode.Ignore, "tree_id", "tree_parent"), // of categories
))

// fieldOptionList declares what ListFieldOptions can do.
func fieldOptionList() connectors.List {
	list := keptList("fieldOptions", "utils/variants or utils/binded", "field_id", "parent_option_id")
	list.Ops = []string{opOptions, opBoundOptions}
	list.Orders = []string{"position,id"}
	list.Unverifiable = []string{"field_id"}
	return list
}

// fieldOptions opens the list of the options of a field ("Uploading selection options"), or of the options of all fields that a
// parent option enables ("Uploading selection options attributed to specific values"). With both, the connector picks the
// field's options that the parent option enables, since the upstream takes only one of the two.
func (c *Client) fieldOptions(req *crmstreamv1.ListFieldOptionsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	w := c.oneAnswer(opOptions, optionTable, req.GetIncludeRaw())
	w.key = optionKey
	parent := ""
	switch {
	case req.GetFieldId() != "":
		w.blame = "field_id"
		w.ID("field_id", req.GetFieldId(), "property_id")
		if req.GetParentOptionId() != "" {
			var err error
			parent, err = wire.Number("parent_option_id", req.GetParentOptionId())
			w.Fail(err)
		}
	case req.GetParentOptionId() != "":
		w.op, w.blame = opBoundOptions, "parent_option_id"
		w.Verify("parent_option_id", "parent_option_id", w.ID("parent_option_id", req.GetParentOptionId(), "bind")...)
	default:
		w.Fail(connectors.Invalid("field_id", "is missing: name a field, or an option in parent_option_id"))
	}
	if parent != "" {
		w.keep = func(row *transcode.Row) bool {
			bound, _ := row.Check("parent_option_id")
			return row.Record.Err != nil || bound == parent
		}
	}
	return w.open(known)
}

// optionKey sorts options as the upstream shows them: by position, and options with the same position by id.
func optionKey(row *transcode.Row) []byte {
	if !row.Record.Identified() {
		return nil
	}
	text, _ := row.Check("position")
	place, _ := strconv.Atoi(text)
	// The offset makes negative positions sort first.
	key := binary.BigEndian.AppendUint64(nil, uint64(place)+1<<63)
	return append(key, connectors.NumberKey(row.Record.ID)...)
}
