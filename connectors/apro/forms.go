package apro

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// formTable reads an online form (/onlineforms, getform). The form's fields are in groups, each a map by key.
var formTable = transcode.Must(transcode.New(&crmstreamv1.Form{},
	transcode.Unmapped("id"), // the id asked for
	transcode.Col("type", transcode.Text, "formtype"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("description", transcode.Text, "description"),
	transcode.Col("feedback", transcode.Text, "feedback"),
	transcode.Unmapped("contact_fields", "contact_custom_fields", "activity_custom_fields", "stock_item_fields",
		"stock_item_custom_fields"),
	transcode.Col("", transcode.Ignore, formGroups...),
))

// formGroups are the groups of a form's fields. Their names show that an answer is a form.
var formGroups = []string{"def_customer", "ext_customer", "ext_request", "def_stock", "ext_stock"}

// formGroupFields are the fields of a Form for the groups, in the order of formGroups.
var formGroupFields = []string{"contact_fields", "contact_custom_fields", "activity_custom_fields", "stock_item_fields", "stock_item_custom_fields"}

// formFieldTable reads a field of a form.
var formFieldTable = transcode.Must(transcode.New(&crmstreamv1.FormField{},
	transcode.Unmapped("key"), // the key of the map
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("placeholder", transcode.Text, "placeholder"),
	transcode.Col("required", transcode.Flag, "require"),
	transcode.Col("tip", transcode.Text, "tip"),
	transcode.Col("hint", transcode.Text, "hint"),
	transcode.Column{Keys: []string{"type_data"}, Field: "type", Kind: transcode.Enum, Enum: wire.FieldTypes, Text: "upstream_type"},
	transcode.Col("parent_key", transcode.Ref, "parent"),
	transcode.Objects("options", optionTable, "variants"),
	transcode.Col("", transcode.Ignore, "id"),
))

// getForm opens a look-up of one online form ("Requesting data from online form fields"). It is the only operation outside
// /sharedapi, with its own parameters and without the envelope. The vendor's page does not list the key among them, but says
// that all requests have one.
func (c *Client) getForm(req *crmstreamv1.GetFormRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	ids, err := wire.RecordIDs("ids", []string{req.GetId()})
	if err != nil {
		return nil, err
	}
	f := wire.Form{Pairs: [][2]string{{"action", "getform"}, {"form", ids[0]}}}
	if req.GetHost() != "" {
		f.Pairs = append(f.Pairs, [2]string{"host", req.GetHost()})
	}
	return func(ctx context.Context) (connectors.Page, error) {
		return c.fetchForm(ctx, ids[0], f, req.GetIncludeRaw())
	}, nil
}

// fetchForm asks for a form.
func (c *Client) fetchForm(ctx context.Context, id string, f wire.Form, raw bool) (connectors.Page, error) {
	resp, err := c.wire.Do(ctx, opForm, pathForms, f, classifyForm)
	if err != nil {
		return connectors.Page{}, wire.Blamed(err, "ids")
	}
	body, _ := resp.JSON() // classifyForm has accepted it
	if data, ok := body.Member("data"); ok {
		body = data
	}
	return c.formPage(id, body, raw)
}

// formPage returns the page of a form.
func (c *Client) formPage(id string, json transcode.JSON, raw bool) (connectors.Page, error) {
	var page connectors.Page
	if wire.None(json) {
		return page, nil
	}
	tc := &transcode.Context{Zone: c.zone, Raw: raw}
	row, err := formTable.One(json, tc)
	if err != nil {
		return page, wire.MalformedAt(opForm, err.Error())
	}
	record := row.Record
	record.ID, record.Key = []byte(id), connectors.NumberKey([]byte(id))
	if record.Err != nil {
		record.Err.ID = id
		return connectors.Page{Records: []connectors.Record{record}}, nil
	}
	groups := make([][]*crmstreamv1.FormField, len(formGroups))
	for i, group := range formGroups {
		if groups[i], err = formFields(json, group, tc); err != nil {
			return page, err
		}
	}
	var lost wire.Alterations // a FormField has no alterations
	for i, group := range formGroups {
		list, _ := json.Member(group)
		lost.Within(formGroupFields[i], list)
	}
	err = amend(opForm, &record, &crmstreamv1.Form{}, func(f *crmstreamv1.Form) {
		f.Alterations = lost.After(f.GetAlterations())
		f.Id = id
		f.ContactFields, f.ContactCustomFields, f.ActivityCustomFields = groups[0], groups[1], groups[2]
		f.StockItemFields, f.StockItemCustomFields = groups[3], groups[4]
	})
	page.Records, page.Notices = []connectors.Record{record}, tc.Notices()
	return page, err
}

// formFields reads a group of a form's fields, in order. It leaves out members that are no objects.
func formFields(json transcode.JSON, group string, tc *transcode.Context) ([]*crmstreamv1.FormField, error) {
	list, _ := json.Member(group)
	var fields []*crmstreamv1.FormField
	for key, value := range list.Members() {
		if value.Kind() != '{' {
			continue
		}
		row, err := formFieldTable.One(value, tc)
		if err != nil {
			return nil, wire.MalformedAt(opForm, err.Error())
		}
		field := &crmstreamv1.FormField{}
		if row.Record.Err != nil {
			return nil, wire.MalformedAt(opForm, fmt.Sprintf("field %q: %s", key, row.Record.Err.Message))
		}
		if err := row.Record.Decode(field); err != nil {
			return nil, wire.MalformedAt(opForm, err.Error())
		}
		field.Key = key
		if field.GetType() == crmstreamv1.FieldType_FIELD_TYPE_UNSPECIFIED && field.UpstreamType != nil {
			field.Type = crmstreamv1.FieldType_FIELD_TYPE_TEXT // as in definitions
		}
		fields = append(fields, field)
	}
	return fields, nil
}

// classifyForm returns nil for a bare form, and KindNotFound for a failure without a reason. The vendor's page shows neither.
func classifyForm(resp rest.Response) error {
	plain := resp.Status >= 200 && resp.Status < 300
	body, err := resp.JSON()
	if !plain && resp.Status != http.StatusNotImplemented || err != nil {
		return wire.Classify(resp)
	}
	_, enveloped := body.Member("status")
	switch {
	case enveloped && wire.ScalarMember(body, "status") == "fail" && wire.ScalarMember(body, "message") == "":
		return &connectors.Error{Kind: connectors.KindNotFound, Err: errors.New("the upstream has no such form")}
	case plain && (wire.None(body) || isForm(body)):
		return nil
	default:
		return wire.Classify(resp)
	}
}

// isForm reports whether an answer has a member of a form.
func isForm(json transcode.JSON) bool {
	for name := range json.Members() {
		for _, known := range append([]string{"formtype"}, formGroups...) {
			if name == known {
				return true
			}
		}
	}
	return false
}
