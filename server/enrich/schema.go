package enrich

import (
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// maxSchema is the largest size of the definitions of fields in a list's first message, in bytes. gRPC clients accept messages
// of 4 MiB, of which a record may need 3.
const maxSchema = 512 << 10

// schema returns the schema of a list's first message, which describes how to read the records.
func (d *Definitions) schema(req proto.Message, zone *time.Location) (*crmstreamv1.Schema, []connectors.Notice) {
	fields, notices := cut(d.fieldsFor(req))
	schema := &crmstreamv1.Schema{TimeZone: zone.String(), Fields: fields}
	if len(fields) > 0 {
		schema.FieldsTime = timestamppb.New(d.fieldsRead.Truncate(time.Millisecond))
	}
	return schema, notices
}

// fieldsFor returns the definitions of the custom fields of the types that a request selects.
func (d *Definitions) fieldsFor(req proto.Message) []*crmstreamv1.Field {
	asked, ok := req.(interface{ GetTypeIds() []string })
	if !ok || len(asked.GetTypeIds()) == 0 {
		return d.Catalogue.Fields()
	}
	return slices.DeleteFunc(slices.Clone(d.Catalogue.Fields()), func(f *crmstreamv1.Field) bool {
		return f.TypeId != nil && !slices.ContainsFunc(asked.GetTypeIds(), func(id string) bool { // ids may begin with zeros
			return id == f.GetTypeId() || strings.TrimLeft(id, "0") == f.GetTypeId()
		})
	})
}

// cut removes the options of fields, or all fields, where the schema would be too large.
func cut(fields []*crmstreamv1.Field) ([]*crmstreamv1.Field, []connectors.Notice) {
	if sizeOf(fields) <= maxSchema {
		return fields, nil
	}
	bare := make([]*crmstreamv1.Field, len(fields))
	for i, f := range fields {
		bare[i] = f
		if len(f.GetOptions()) > 0 {
			bare[i] = proto.CloneOf(f)
			bare[i].Options, bare[i].OptionsOnDemand = nil, true
		}
	}
	if sizeOf(bare) <= maxSchema {
		return bare, []connectors.Notice{{Code: noticeSchemaCut, Message: "the definitions of fields are large and come without their options: ListFields has them all"}}
	}
	return nil, []connectors.Notice{{Code: noticeSchemaCut, Message: "the definitions of fields are too large for a message: ListFields has them all"}}
}

func sizeOf(fields []*crmstreamv1.Field) int {
	size := 0
	for _, f := range fields {
		size += proto.Size(f)
	}
	return size
}
