package solos

import (
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// deletedConstant is the field `deleted`, number 29, set. Rows of the deleted list need not show that they are deleted.
var deletedConstant = protowire.AppendVarint(protowire.AppendTag(nil, 29, protowire.VarintType), 1)

// projectTable reads a project. Its keys are the documented keys of the filter. Dynamic fields are beside these keys or in
// `data`; if a field is in both, the value in `data` counts.
var projectTable = transcode.Must(transcode.New(&crmstreamv1.Project{},
	transcode.ID("id", "id"),
	transcode.Checked("create_time", transcode.LocalTime, "created"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Checked("funnel_id", transcode.Ref, "sales_funnel_id"),
	transcode.Checked("stage_id", transcode.Ref, "step_id"),
	transcode.Checked("owner_id", transcode.Ref, "user_id"),
	transcode.Checked("group_id", transcode.Ref, "group_id"),
	transcode.Col("price", transcode.Decimal, "price"),
	transcode.Checked("currency_id", transcode.Ref, "currency_id"),
	transcode.Checked("deleted", transcode.Flag, "deleted"),
	transcode.Col("fields", transcode.Rest),
	transcode.Col("fields", transcode.RestObject, "data"),
))
