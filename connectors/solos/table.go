package solos

import (
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// checked is a column whose value verifies an argument of the request.
func checked(key, field string, kind transcode.Kind) transcode.Column {
	return transcode.Column{Keys: []string{key}, Field: field, Kind: kind, Check: field}
}

// deletedConstant is the field `deleted`, 29, set: rows of the deleted list need not say so themselves.
var deletedConstant = protowire.AppendVarint(protowire.AppendTag(nil, 29, protowire.VarintType), 1)

// projectTable reads a project. Its keys are those that the filter documents; dynamic fields stand beside them or in
// `data`, and one that stands in both counts as it is in `data`.
var projectTable = transcode.Must(transcode.New(&crmstreamv1.Project{},
	transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID},
	checked("created", "create_time", transcode.LocalTime),
	transcode.Column{Keys: []string{"name"}, Field: "name", Kind: transcode.Text},
	checked("sales_funnel_id", "funnel_id", transcode.Ref),
	checked("step_id", "stage_id", transcode.Ref),
	checked("user_id", "owner_id", transcode.Ref),
	checked("group_id", "group_id", transcode.Ref),
	transcode.Column{Keys: []string{"price"}, Field: "price", Kind: transcode.Decimal},
	checked("currency_id", "currency_id", transcode.Ref),
	checked("deleted", "deleted", transcode.Flag),
	transcode.Column{Field: "fields", Kind: transcode.Rest},
	transcode.Column{Keys: []string{"data"}, Field: "fields", Kind: transcode.RestObject},
))
