package transcode_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// contactTable maps the rows that apro's purchaser/filter sends, as its connector may.
func contactTable() *transcode.Table {
	email := transcode.Must(transcode.New(&crmstreamv1.Email{},
		transcode.Column{Keys: []string{"mail", "email"}, Field: "address", Kind: transcode.Text},
		transcode.Column{Keys: []string{"comment"}, Field: "comment", Kind: transcode.Text},
	))
	phone := transcode.Must(transcode.New(&crmstreamv1.Phone{},
		transcode.Column{Keys: []string{"phone"}, Field: "number", Kind: transcode.Text},
		transcode.Column{Keys: []string{"comment"}, Field: "comment", Kind: transcode.Text},
		transcode.Column{Keys: []string{"link"}, Kind: transcode.Ignore},
	))
	return transcode.Must(transcode.New(&crmstreamv1.Contact{},
		transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID},
		transcode.Column{Keys: []string{"group_id"}, Field: "group_id", Kind: transcode.Ref, Check: "group_ids"},
		transcode.Column{Keys: []string{"surname"}, Field: "last_name", Kind: transcode.Text},
		transcode.Column{Keys: []string{"name"}, Field: "first_name", Kind: transcode.Text},
		transcode.Column{Keys: []string{"patronymic", "secondname"}, Field: "patronymic", Kind: transcode.Text},
		transcode.Column{Keys: []string{"manager_id", "employee_id"}, Field: "owner_id", Kind: transcode.Ref},
		transcode.Column{Keys: []string{"additional_manager_id", "additional_employee_id"}, Field: "additional_owner_ids", Kind: transcode.RefList, Check: "others"},
		transcode.Column{Keys: []string{"create_date"}, Field: "create_time", Kind: transcode.LocalTime},
		transcode.Column{Keys: []string{"marktype"}, Field: "type_id", Kind: transcode.Ref},
		transcode.Column{Keys: []string{"markname"}, Field: "type_name", Kind: transcode.Text},
		transcode.Column{Keys: []string{"nattype"}, Field: "kind", Text: "kind_text", Kind: transcode.Enum, Check: "kind", Enum: map[string]int32{
			"private_individual": 1, "physface": 1, "legal_entity": 2, "jurface": 2,
		}},
		transcode.Column{Keys: []string{"customer_activity_type"}, Field: "activity_type", Kind: transcode.Text},
		transcode.Column{Keys: []string{"customer_activity_date"}, Field: "activity_time", Kind: transcode.LocalTime, Mark: transcode.MarkKey},
		transcode.Column{Keys: []string{"email"}, Field: "emails", Kind: transcode.NestedList, Table: email},
		transcode.Column{Keys: []string{"phone"}, Field: "phones", Kind: transcode.NestedList, Table: phone},
		transcode.Column{Keys: []string{"fields"}, Field: "fields", Kind: transcode.CustomFields, Types: datatypes()},
		transcode.Column{Keys: []string{"address"}, Field: "address", Kind: transcode.Text},
		transcode.Column{Keys: []string{"comment"}, Field: "comment", Kind: transcode.Text},
		transcode.Column{Keys: []string{"customer_creator_id"}, Field: "creator_id", Kind: transcode.Ref},
		transcode.Column{Keys: []string{"publish"}, Kind: transcode.Ignore, Check: "publish"},
		transcode.Unmapped("deleted", "name", "company_id", "specialization", "targets", "categories", "archived",
			"morion_id", "company_morion_id"),
	))
}

// datatypes are the datatype words of apro.
func datatypes() map[string]transcode.Datatype {
	return map[string]transcode.Datatype{
		"text": transcode.AsText, "radio": transcode.AsFlag, "integer": transcode.AsInteger, "decimal": transcode.AsDecimal,
		"price": transcode.AsDecimal, "date": transcode.AsDate, "datetime": transcode.AsDateTime, "time": transcode.AsTime,
		"select": transcode.AsOption, "multiselect": transcode.AsOptions, "file": transcode.AsFiles, "point": transcode.AsPoint,
		"integer_range": transcode.AsIntegerRange, "decimal_range": transcode.AsDecimalRange, "date_range": transcode.AsDateRange,
		"time_range": transcode.AsTimeRange, "datetime_range": transcode.AsDateTimeRange, "attach": transcode.AsReferences,
		"plain": transcode.AsPlainText, "enum": transcode.AsOptionID, "set": transcode.AsOptionIDs,
	}
}

// contactsPage returns the JSON of a page of contacts, its text in Cyrillic and escaped as PHP does when asked.
func contactsPage(rows int, escaped bool) []byte {
	var b strings.Builder
	b.WriteString(`{"status":"success","data":{"list":[`)
	for i := range rows {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%d","group_id":"149","surname":"Кузнецова","name":"Мария %d","patronymic":"Александровна",`+
			`"manager_id":"47","additional_manager_id":["48","49","50"],"create_date":"2014-08-29 12:11:%02d","marktype":"3",`+
			`"markname":"Постоянный клиент","nattype":"private_individual","customer_activity_type":"supervisor",`+
			`"customer_activity_date":"2015-11-%02d 11:08:51","email":[{"mail":"customer%d@example.com","comment":""}],`+
			`"phone":[{"phone":"+7 965 000 43 %d","comment":"Рабочий"},{"phone":"+7 423 000 22 53","comment":""}],`+
			`"fields":{"25":{"id":"25","datatype":"integer","value":"%d"},"26":{"id":"26","datatype":"select","value":"Строящийся дом"},`+
			`"27":{"id":"27","datatype":"multiselect","value":"балкон,лифт,парковка"},"28":{"id":"28","datatype":"radio","value":"1"},`+
			`"31":{"id":"31","datatype":"date","value":"2016-02-29"},"32":{"id":"32","datatype":"price","value":"2850000.00"},`+
			`"33":{"id":"33","datatype":"text","value":"Просил перезвонить после обеда, удобнее всего в будни"},`+
			`"34":{"id":"34","datatype":"datetime","value":null}}}`,
			10000+i, i, i%60, 1+i%28, i, i%90, i)
	}
	fmt.Fprintf(&b, `],"count":"%d"}}`, rows)
	if !escaped {
		return []byte(b.String())
	}
	var e strings.Builder
	for _, r := range b.String() {
		if r < 0x80 {
			e.WriteRune(r)
			continue
		}
		fmt.Fprintf(&e, `\u%04x`, r)
	}
	return []byte(e.String())
}

// The structs of the usual way (B0), which the benchmark compares with.
type (
	usualRow struct {
		ID         string   `json:"id"`
		GroupID    string   `json:"group_id"`
		Surname    string   `json:"surname"`
		Name       string   `json:"name"`
		Patronymic string   `json:"patronymic"`
		ManagerID  string   `json:"manager_id"`
		Additional []string `json:"additional_manager_id"`
		CreateDate string   `json:"create_date"`
		Marktype   string   `json:"marktype"`
		Markname   string   `json:"markname"`
		Nattype    string   `json:"nattype"`
		Type       string   `json:"customer_activity_type"`
		Date       string   `json:"customer_activity_date"`
		Email      []struct {
			Mail    string `json:"mail"`
			Comment string `json:"comment"`
		} `json:"email"`
		Phone []struct {
			Phone   string `json:"phone"`
			Comment string `json:"comment"`
		} `json:"phone"`
		Fields map[string]struct {
			ID       string  `json:"id"`
			Datatype string  `json:"datatype"`
			Value    *string `json:"value"`
		} `json:"fields"`
	}
	usualPage struct {
		Data struct {
			List  []usualRow `json:"list"`
			Count string     `json:"count"`
		} `json:"data"`
	}
)

// usual transcodes a page in the usual way: into structs, into messages, out of messages.
func usual(body []byte, zone *time.Location) ([][]byte, error) {
	var page usualPage
	if err := json.Unmarshal(body, &page); err != nil {
		return nil, err
	}
	wires := make([][]byte, 0, len(page.Data.List))
	for i := range page.Data.List {
		contact, err := page.Data.List[i].message(zone)
		if err != nil {
			return nil, err
		}
		wire, err := proto.Marshal(&crmstreamv1.ListContactsResponse{Contacts: []*crmstreamv1.Contact{contact}})
		if err != nil {
			return nil, err
		}
		wires = append(wires, wire)
	}
	return wires, nil
}

func (r *usualRow) message(zone *time.Location) (*crmstreamv1.Contact, error) {
	created, err := time.ParseInLocation(time.DateTime, r.CreateDate, zone)
	if err != nil {
		return nil, err
	}
	active, err := time.ParseInLocation(time.DateTime, r.Date, zone)
	if err != nil {
		return nil, err
	}
	c := &crmstreamv1.Contact{
		Id: r.ID, GroupId: &r.GroupID, LastName: &r.Surname, FirstName: &r.Name, Patronymic: &r.Patronymic, OwnerId: &r.ManagerID,
		AdditionalOwnerIds: r.Additional, CreateTime: timestamppb.New(created), ActivityTime: timestamppb.New(active),
		ActivityType: &r.Type, TypeId: &r.Marktype, TypeName: &r.Markname, KindText: &r.Nattype,
		Fields: make(map[string]*crmstreamv1.FieldValue, len(r.Fields)),
	}
	if r.Nattype == "private_individual" {
		c.Kind = crmstreamv1.ContactKind_CONTACT_KIND_PERSON
	}
	for _, e := range r.Email {
		c.Emails = append(c.Emails, &crmstreamv1.Email{Address: &e.Mail, Comment: &e.Comment})
	}
	for _, p := range r.Phone {
		c.Phones = append(c.Phones, &crmstreamv1.Phone{Number: &p.Phone, Comment: &p.Comment})
	}
	for id, f := range r.Fields {
		if f.Value == nil {
			continue
		}
		v := &crmstreamv1.FieldValue{}
		switch f.Datatype {
		case "integer":
			n, err := strconv.ParseInt(*f.Value, 10, 64)
			if err != nil {
				return nil, err
			}
			v.Value = &crmstreamv1.FieldValue_Integer{Integer: n}
		case "select":
			v.Value = &crmstreamv1.FieldValue_Option_{Option: &crmstreamv1.FieldValue_Option{Text: *f.Value}}
		case "multiselect":
			list := &crmstreamv1.FieldValue_OptionList{}
			for text := range strings.SplitSeq(*f.Value, ",") {
				list.Options = append(list.Options, &crmstreamv1.FieldValue_Option{Text: text})
			}
			v.Value = &crmstreamv1.FieldValue_Options{Options: list}
		case "radio":
			v.Value = &crmstreamv1.FieldValue_Flag{Flag: *f.Value == "1"}
		case "date":
			v.Value = &crmstreamv1.FieldValue_Date{Date: *f.Value}
		case "price":
			v.Value = &crmstreamv1.FieldValue_Decimal{Decimal: *f.Value}
		default:
			v.Value = &crmstreamv1.FieldValue_Text{Text: *f.Value}
		}
		c.Fields[id] = v
	}
	return c, nil
}

// TestContactsPage holds the benchmark's two ways against each other, and with that the speed against a like result.
func TestContactsPage(t *testing.T) {
	zone := mustZone(t, "Europe/Moscow")
	for _, escaped := range []bool{false, true} {
		body := contactsPage(50, escaped)
		want, err := usual(body, zone)
		require.NoError(t, err)
		list, ok := parsed(t, body).Member("data", "list")
		require.True(t, ok)
		c := &transcode.Context{Zone: zone}
		var i int
		require.NoError(t, contactTable().Rows(list, c, func(r *transcode.Row) error {
			require.Nil(t, r.Record.Err)
			require.Equal(t, strconv.Itoa(10000+i), string(r.Record.ID))
			requireWire(t, unmarshal(t, want[i], &crmstreamv1.ListContactsResponse{}), r.Record.Wire)
			i++
			return nil
		}))
		require.Equal(t, len(want), i)
		require.Empty(t, c.Notices())
	}
}
