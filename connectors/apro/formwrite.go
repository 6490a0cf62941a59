package apro

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/records"
)

// The operation that fills in a form, and the path of all operations on forms.
const (
	opFillForm = "onlineforms/fillform"
	pathForms  = "/onlineforms"
)

// submissionFields are the fields of a submission.
var submissionFields = []connectors.WritableField{
	{Name: "form_type", OnCreate: true, Required: true},
	{Name: "host", OnCreate: true},
	{Name: "contact_fields", OnCreate: true},
	{Name: "contact_custom_fields", OnCreate: true},
	{Name: "activity_custom_fields", OnCreate: true},
	{Name: "stock_item_fields", OnCreate: true},
	{Name: "stock_item_custom_fields", OnCreate: true},
}

// formWrite fills in forms.
func (c *Client) formWrite() connectors.Write {
	return connectors.WriteOf(connectors.Write{
		Resource: "forms", Act: connectors.Create, Op: opFillForm, Fields: submissionFields, Settling: connectors.SettledByPerson,
		MaxRows: 1, MaxElements: wire.MaxElements, Unread: true, Cost: "One request.",
		Assumes: []string{
			"SERVER_IS_OVERLOADED, BAD_PARAMS and any other text of a failure mean that nothing was written.",
			"The server counts the values of a form as elements of a request.",
		},
		Join: joinRequest, Send: c.sender(c.wire.FillForm, formAnswer),
	}, func(row connectors.WriteRow, _ *crmstreamv1.SubmitFormRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
		return encodeForm(row)
	})
}

// formGroup is one of the five maps of a submission.
type formGroup struct {
	// field is the map in the submission, and key the upstream's.
	field, key string
	values     map[string]string
	// basic are the keys that the map may have, nil for the ids of custom fields.
	basic []string
}

// groupsOf returns the maps of a submission ("form value", parameter data). Servers of the INTRUM edition have secondname for
// patronymic.
func groupsOf(s *crmstreamv1.FormSubmission) []formGroup {
	return []formGroup{
		{"contact_fields", "def_customer", s.GetContactFields(), []string{"surname", "name", "patronymic", "secondname", "email", "phone"}},
		{"contact_custom_fields", "ext_customer", s.GetContactCustomFields(), nil},
		{"activity_custom_fields", "ext_request", s.GetActivityCustomFields(), nil},
		{"stock_item_fields", "def_stock", s.GetStockItemFields(), []string{"name", "parent"}},
		{"stock_item_custom_fields", "ext_stock", s.GetStockItemCustomFields(), nil},
	}
}

// encodeForm encodes a submission ("fill form value"). Its parameters are not in params. A custom field is an object with a value.
func encodeForm(row connectors.WriteRow) (connectors.EncodedRow, error) {
	s, _ := row.Record.(*crmstreamv1.FormSubmission)
	mistakes := refuseOthers("submission", row.Mask, submissionFields)
	if s.GetFormType() == "" {
		mistakes.Add(connectors.Invalid("submission.form_type", "is obligatory: GetForm has it as type"))
	}
	mistakes.Add(validText("submission.form_type", s.GetFormType()))
	mistakes.Add(validText("submission.host", s.GetHost()))
	var data []transcode.Member
	for _, group := range groupsOf(s) {
		members, err := group.members()
		mistakes.Add(err)
		if len(members) > 0 {
			data = append(data, object(group.key, members...))
		}
	}
	if len(data) == 0 && len(mistakes) == 0 {
		mistakes.Add(connectors.Invalid("submission", "has no value: set one in one of the maps"))
	}
	if len(mistakes) > 0 {
		return connectors.EncodedRow{}, mistakes
	}
	form := wire.Form{Pairs: [][2]string{{"action", "fillform"}, {"formtype", s.GetFormType()}}}
	if s.GetHost() != "" {
		form.SetIn(s.GetHost(), "host")
	}
	for path, value := range transcode.Leaves(data) {
		form.SetIn(value, "data", path...)
	}
	return requestRow(connectors.PlannedCall{
		Op: opFillForm, Path: pathForms, Body: form.Params(), ShownBody: form.Shown(),
		Elements: elements(transcode.Value{Kind: transcode.ObjectValue, Object: data}),
	}), nil
}

// members returns the values of a map, in the order of its keys, without empty ones.
func (g formGroup) members() ([]transcode.Member, error) {
	var mistakes connectors.Mistakes
	keys := map[string]bool{}
	for key, value := range g.values {
		keys[key] = value != ""
	}
	var members []transcode.Member
	for _, key := range records.InOrder(keys) {
		at := "submission." + g.field + "." + key
		switch {
		case g.basic == nil:
			_, err := connectors.ParseID(at, key, 1)
			mistakes.Add(err)
		case !slices.Contains(g.basic, key):
			mistakes.Add(connectors.Invalid(at, "is no basic field: use %s", strings.Join(g.basic, ", ")))
		}
		mistakes.Add(validText(at, g.values[key]))
		switch {
		case !keys[key]:
		case g.basic == nil:
			members = append(members, object(key, text("value", g.values[key])))
		default:
			members = append(members, text(key, g.values[key]))
		}
	}
	return members, mistakes.Err()
}

// validText returns the mistake of a text that is not valid UTF-8.
func validText(field, value string) error {
	if utf8.ValidString(value) {
		return nil
	}
	return connectors.Invalid(field, "is not valid UTF-8")
}

// formAnswer reads the answer to a form, which is bare: the id of the submission.
func formAnswer(call connectors.PlannedCall, answer transcode.JSON) (connectors.WriteAnswer, error) {
	if data, enveloped := wire.Member(answer, "data"); enveloped {
		answer = data
	}
	id := wire.IDMember(answer, "form")
	if _, err := connectors.ParseID("", id, 1); err != nil {
		return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, "the answer has no id of the submission")
	}
	return connectors.WriteAnswer{IDs: []string{id}}, nil
}
