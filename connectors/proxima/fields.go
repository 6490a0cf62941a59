package proxima

import (
	"bytes"
	"cmp"
	"context"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// cardFields are the lists that have named fields, with the upstream's word for each.
var cardFields = map[string]string{"visitControls": "pdk", "visitArrangements": "arrangement"}

// renamed are the fields of cards that have another name in the API than upstream.
var renamed = map[string]string{
	"plancount": "planned_quantity", "factcount": "actual_quantity", "patalog": "pathology",
}

// fieldTypes are the types of fields by upstream name, without the number at its end. All other fields are texts.
var fieldTypes = map[string]crmstreamv1.FieldType{
	"flag":      crmstreamv1.FieldType_FIELD_TYPE_FLAG,
	"int":       crmstreamv1.FieldType_FIELD_TYPE_INTEGER,
	"date":      crmstreamv1.FieldType_FIELD_TYPE_DATE,
	"float":     crmstreamv1.FieldType_FIELD_TYPE_DECIMAL,
	"potential": crmstreamv1.FieldType_FIELD_TYPE_DECIMAL,
	"plancount": crmstreamv1.FieldType_FIELD_TYPE_DECIMAL,
	"factcount": crmstreamv1.FieldType_FIELD_TYPE_DECIMAL,
}

// fieldTable reads the tenant's name of a field (api_get_entitymap_json, "Successful Response"), with the key as the upstream
// has it. The id of a row is not the id of a field, since a field has a row for each role.
var fieldTable = transcode.Must(transcode.New(&crmstreamv1.Field{},
	transcode.Col("key", transcode.Text, "system_field_name"),
	transcode.Col("name", transcode.Text, "ui_field_name"),
	transcode.Col("role", transcode.Text, "role"),
	transcode.Column{Keys: []string{"enititymap_id"}, Kind: transcode.Ignore, Check: "id"}, // the vendor's spelling
	transcode.Column{Keys: []string{"entitytype"}, Kind: transcode.Ignore, Check: "entity"},
	transcode.Unmapped("type_id", "type", "upstream_type", "unit", "options", "options_on_demand", "parent_key", "group_id",
		"group_name", "position", "deleted", "hidden", "stage_ids", "price"),
))

// fields opens a list of the tenant's names for the fields of cards, one record for each field and role
// (api_get_entitymap_json).
func (c *Client) fields(req *crmstreamv1.ListFieldsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	entity, ok := cardFields[req.GetResource()]
	if !ok {
		return nil, connectors.Invalid("resource", "%q has no named fields: use visitControls or visitArrangements", req.GetResource())
	}
	raw := req.GetIncludeRaw()
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		if _, err := chunk(nil, at.Cursor); err != nil {
			return connectors.Page{}, err
		}
		g := &definitions{entity: entity, raw: raw}
		if _, err := c.read(ctx, functionCall{function: getFieldNames, rows: g}); err != nil {
			return connectors.Page{}, err
		}
		page := connectors.Page{Outside: g.outside, Notices: g.context.Notices()}
		page.Records, page.Repeats = apart(g.records)
		return page, nil
	}, nil
}

// definitions gathers the names of the fields of one kind of card. The upstream sends the names for all kinds together.
type definitions struct {
	entity string
	raw    bool

	context *transcode.Context
	records []connectors.Record
	outside int
}

func (g *definitions) reset() {
	g.context = &transcode.Context{Raw: g.raw}
	g.records, g.outside = nil, 0
}

func (g *definitions) add(list transcode.JSON) (rows int, err error) {
	return eachRow(fieldTable, list, g.context, g.take)
}

// take keeps the name of a field, unless the field belongs to another kind of card. A row without an id or without the name of
// its field is an error after all others.
func (g *definitions) take(row *transcode.Row) error {
	entity, _ := row.Check("entity")
	if entity = strings.TrimSpace(entity); entity != "" && !strings.EqualFold(entity, g.entity) {
		g.outside++
		return nil
	}
	r := row.Record
	var f crmstreamv1.Field
	if r.Err == nil {
		if err := r.Decode(&f); err != nil {
			return malformed("%w", err)
		}
	}
	id, _ := row.Check("id")
	id = strings.TrimSpace(id)
	system := strings.ToLower(strings.TrimSpace(f.GetKey()))
	if r.Err != nil || id == "" || system == "" {
		g.records = append(g.records, unnamed(row, id))
		return nil
	}
	f.Key = cmp.Or(renamed[system], system)
	f.Type = cmp.Or(fieldTypes[strings.TrimRight(system, "0123456789")], crmstreamv1.FieldType_FIELD_TYPE_TEXT)
	if strings.TrimSpace(f.GetName()) == "" {
		f.Name = nil
	}
	if strings.TrimSpace(f.GetRole()) == "" {
		f.Role = nil
	}
	r.ID, r.Key = []byte(id), []byte(f.Key)
	if err := transcode.Wrap(&r, &f); err != nil {
		return malformed("%w", err)
	}
	g.records = append(g.records, r)
	return nil
}

// unnamed makes a row an error, unless it is one already. The error has the row's id, if there is one.
func unnamed(row *transcode.Row, id string) connectors.Record {
	raw := row.JSON.Raw()
	r := connectors.Record{Key: []byte{0xff}, ID: []byte(id), Err: row.Record.Err}
	if id == "" {
		r.ID = transcode.Digest(raw)
	}
	if r.Err == nil {
		r.Err = &connectors.RecordError{
			Message: "the row has no id, or names no field", Raw: bytes.Clone(raw[:min(len(raw), connectors.MaxRawError)]),
		}
	}
	r.Err.ID = id
	return r
}
