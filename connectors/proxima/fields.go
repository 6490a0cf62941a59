package proxima

import (
	"bytes"
	"context"
	"encoding/hex"
	"hash/fnv"
	"strings"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// cardFields are the lists whose fields have names, with the word that the upstream has for each.
var cardFields = map[string]string{"visitControls": "pdk", "visitArrangements": "arrangement"}

// renamed are the fields of cards that the API has another name for than the upstream.
var renamed = map[string]string{
	"plancount": "planned_quantity", "factcount": "actual_quantity", "patalog": "pathology",
}

// fieldTypes are the types of fields, by upstream name without the number at its end.
var fieldTypes = map[string]crmstreamv1.FieldType{
	"flag":      crmstreamv1.FieldType_FIELD_TYPE_FLAG,
	"int":       crmstreamv1.FieldType_FIELD_TYPE_INTEGER,
	"str":       crmstreamv1.FieldType_FIELD_TYPE_TEXT,
	"date":      crmstreamv1.FieldType_FIELD_TYPE_DATE,
	"float":     crmstreamv1.FieldType_FIELD_TYPE_DECIMAL,
	"potential": crmstreamv1.FieldType_FIELD_TYPE_DECIMAL,
	"plancount": crmstreamv1.FieldType_FIELD_TYPE_DECIMAL,
	"factcount": crmstreamv1.FieldType_FIELD_TYPE_DECIMAL,
	"patalog":   crmstreamv1.FieldType_FIELD_TYPE_TEXT,
}

// ListFields fetches what the tenant calls the fields of cards, one record for each field and role
// (api_get_entitymap_json).
func (c *Client) ListFields(ctx context.Context, req *crmstreamv1.ListFieldsRequest, at connectors.PageRequest) (connectors.Page, error) {
	entity, ok := cardFields[req.GetResource()]
	if !ok {
		return connectors.Page{}, connectors.Invalid("resource", "%q has no fields with names of their own: use visitControls or visitArrangements", req.GetResource())
	}
	if _, _, err := chunk(nil, at.Cursor); err != nil {
		return connectors.Page{}, err
	}
	g := &definitions{entity: entity, raw: req.GetIncludeRaw()}
	if _, err := c.read(ctx, reading{function: getFieldNames, rows: g}); err != nil {
		return connectors.Page{}, err
	}
	page := connectors.Page{Outside: g.outside}
	page.Records, page.Repeats = connectors.Sort(g.records)
	return page, nil
}

// definitions gathers the names of the fields of one kind of card. The upstream sends those of all kinds together.
type definitions struct {
	entity string
	raw    bool

	records []connectors.Record
	outside int
}

func (g *definitions) reset() { g.records, g.outside = nil, 0 }

func (g *definitions) add(body []byte) (rows int, err error) {
	for row := range transcode.Elements(body) {
		rows++
		if entity, ok := text(row, "entitytype"); ok && !strings.EqualFold(strings.TrimSpace(entity), g.entity) {
			g.outside++
			continue
		}
		r, err := g.read(row)
		if err != nil {
			return rows, err
		}
		g.records = append(g.records, r)
	}
	return rows, nil
}

// read makes the record of a row. One without an id or the name of its field is an error behind all others.
func (g *definitions) read(row []byte) (connectors.Record, error) {
	id, identified := text(row, "enititymap_id") // the vendor's spelling
	system, named := text(row, "system_field_name")
	if !identified || !named {
		key := []byte(id)
		if !identified {
			digest := fnv.New64a()
			_, _ = digest.Write(row) // a hash never fails
			key = hex.AppendEncode([]byte{'~'}, digest.Sum(nil))
		}
		return connectors.Record{
			Key: []byte{0xff}, ID: key,
			Err: &connectors.RecordError{
				ID: id, Message: "the row has no id, or names no field", Raw: bytes.Clone(row[:min(len(row), connectors.MaxRawError)]),
			},
		}, nil
	}
	system = strings.ToLower(strings.TrimSpace(system))
	f := &crmstreamv1.Field{Key: system, Type: fieldTypes[strings.TrimRight(system, "0123456789")]}
	if key, ok := renamed[system]; ok {
		f.Key = key
	}
	if title, ok := text(row, "ui_field_name"); ok {
		f.Name = &title
	}
	if role, ok := text(row, "role"); ok {
		f.Role = &role
	}
	if g.raw {
		f.Raw, f.RawReplaced = strings.ToValidUTF8(string(row), "\uFFFD"), !utf8.Valid(row)
	}
	message, err := proto.Marshal(f)
	if err != nil {
		return connectors.Record{}, failure(connectors.KindMalformedResponse, opRun, "field %q: %w", system, err)
	}
	wire := protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), message)
	return connectors.Record{ID: []byte(id), Key: []byte(f.Key), Wire: wire}, nil
}

// text returns a member of a row that says something.
func text(row []byte, key string) (string, bool) {
	value, ok := transcode.Member(row, key)
	if !ok {
		return "", false
	}
	t, ok := transcode.ScalarText(value)
	return t, ok && strings.TrimSpace(t) != ""
}
