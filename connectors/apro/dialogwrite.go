package apro

import (
	"errors"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The operations that write dialogs and their types.
const (
	opDialogInsert = "externaldialogs/insert"
	opDialogUpdate = "externaldialogs/update"
)

// dialogFields are the fields of a new dialog.
var dialogFields = []connectors.WritableField{
	{Name: "contact_id", OnCreate: true}, {Name: "type_id", OnCreate: true}, {Name: "type_name", OnCreate: true}, {Name: "user_ids", OnCreate: true},
}

// dialogWrite creates dialogs.
func (c *Client) dialogWrite() connectors.Write {
	return connectors.WriteOf(connectors.Write{
		Resource: "dialogs", Act: connectors.Create, Op: opDialogInsert, Fields: dialogFields, Settling: connectors.SettledByPerson,
		MaxRows: 1, MaxElements: wire.MaxElements, Unread: true, Cost: "One request.",
		Assumes: []string{
			"SERVER_IS_OVERLOADED and BAD_PARAMS mean that nothing was written.",
			"The key of the dialog is nowhere but in the answer: if the answer is lost, so is the key.",
		},
		Forgets: []string{"dialogTypes"},
		Join:    func(rows []connectors.EncodedRow) connectors.PlannedCall { return joinOne(opDialogInsert, rows) },
		Send:    c.sender(c.wire.Write, dialogAnswer),
	}, func(row connectors.WriteRow, _ *crmstreamv1.CreateDialogRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
		return encodeDialog(row)
	})
}

// encodeDialog encodes a new dialog ("Request is multifunctional"). A type that exists is named by its id, and a new one is described.
func encodeDialog(row connectors.WriteRow) (connectors.EncodedRow, error) {
	d, _ := row.Record.(*crmstreamv1.Dialog)
	mistakes := refuseOthers("dialog", row.Mask, dialogFields)
	named := func(field string) bool { return slices.Contains(row.Mask, field) }
	customer := "0" // no contact
	if d.GetContactId() != "" {
		_, err := connectors.ParseID("dialog.contact_id", d.GetContactId(), 1)
		mistakes.Add(err)
		customer = d.GetContactId()
	}
	if named("user_ids") && !named("type_name") {
		mistakes.Add(connectors.Invalid("dialog.user_ids", "belong to a new type: set type_name, or leave them out"))
	}
	var kind []transcode.Member
	switch {
	case named("type_id") && named("type_name"):
		mistakes.Add(connectors.Invalid("dialog.type_name", "is of a new type, and type_id names one that exists: set one of the two"))
	case named("type_name"):
		if d.GetTypeName() == "" {
			mistakes.Add(connectors.Invalid("dialog.type_name", "is empty: set the name of the new type"))
		}
		kind = append(kind, text("name", d.GetTypeName()))
		users, err := employees("dialog.user_ids", d.GetUserIds())
		mistakes.Add(err)
		kind = append(kind, users...)
	case named("type_id"):
		_, err := connectors.ParseID("dialog.type_id", d.GetTypeId(), 1)
		mistakes.Add(err)
		kind = append(kind, number("id", d.GetTypeId()))
	default:
		mistakes.Add(connectors.Invalid("dialog.type_id", "is obligatory: set it, or set type_name for a new type"))
	}
	if len(mistakes) > 0 {
		return connectors.EncodedRow{}, mistakes
	}
	return rowOf([]transcode.Member{number("customer", customer), object("dialog", kind...)}, nil), nil
}

// employees returns the member with the workers of a new type, none for no workers.
func employees(path string, ids []string) ([]transcode.Member, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var mistakes connectors.Mistakes
	list := transcode.Value{Kind: transcode.ListValue}
	for i, id := range ids {
		_, err := connectors.ParseID(path+"["+strconv.Itoa(i)+"]", id, 1)
		mistakes.Add(err)
		list.List = append(list.List, transcode.Value{Kind: transcode.NumberValue, Text: id})
	}
	return []transcode.Member{{Key: "employees", Value: list}}, mistakes.Err()
}

// dialogAnswer reads the answer to a new dialog: its key, and the id of a new type.
func dialogAnswer(call connectors.PlannedCall, data transcode.JSON) (connectors.WriteAnswer, error) {
	key := wire.ScalarMember(data, "clientkey")
	if member, _ := wire.Member(data, "clientkey"); key == "" || wire.Empty(member) || len(key) > maxClientKey {
		return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, "the answer has no key of the dialog")
	}
	made := &crmstreamv1.Dialog{Id: key}
	if id := wire.IDMember(data, "dialogid"); id != "" {
		made.TypeId = &id
	}
	if id := wire.IDMember(data, "client"); id != "" {
		made.ClientId = &id
	}
	record := connectors.Record{ID: []byte(key), Key: []byte(key)}
	if err := transcode.Wrap(&record, made); err != nil {
		return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, "the key of the dialog cannot be read")
	}
	return connectors.WriteAnswer{IDs: []string{key}, Records: []connectors.Record{record}}, nil
}

// maxClientKey bounds the key of a dialog, as requests that name it do.
const maxClientKey = 1000

// dialogTypeWrite changes types of dialogs. The list of types is read only on demand, since it can only be read whole, and twice.
func (c *Client) dialogTypeWrite() connectors.Write {
	return connectors.WriteOf(connectors.Write{
		Resource: "dialogTypes", Act: connectors.Update, Op: opDialogUpdate, Fields: dialogTypeTable.Writable(), Settling: connectors.SettledByID,
		MaxRows: 1, MaxElements: wire.MaxElements, ProofOnDemand: true, Forgets: []string{"dialogTypes"},
		Cost: "One request. A strict proof reads the whole list of types.",
		Assumes: []string{
			"SERVER_IS_OVERLOADED and BAD_PARAMS mean that nothing was written, and so does the status false.",
			"The workers of an update replace those of the type.",
		},
		Join: func(rows []connectors.EncodedRow) connectors.PlannedCall { return joinOne(opDialogUpdate, rows) },
		Send: c.sender(c.wire.Write, dialogTypeAnswer),
	}, func(row connectors.WriteRow, _ *crmstreamv1.UpdateDialogTypeRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
		if _, err := connectors.ParseID("id", row.ID, 1); err != nil {
			return connectors.EncodedRow{}, err
		}
		members, notices, err := dialogTypeTable.Write(row.Record, row.Mask, transcode.WriteContext{Op: transcode.OnUpdate, Prefix: "dialog_type"})
		if err != nil {
			return connectors.EncodedRow{}, err
		}
		return rowOf(append([]transcode.Member{number("id", row.ID)}, members...), notices), nil
	})
}

// dialogTypeAnswer reads the answer to a change of a type: a status of its own within the envelope's.
func dialogTypeAnswer(call connectors.PlannedCall, data transcode.JSON) (connectors.WriteAnswer, error) {
	status, _ := wire.Member(data, "status")
	switch yes, said := verdict(status); {
	case yes:
		return connectors.WriteAnswer{}, nil
	case said:
		return connectors.WriteAnswer{}, &connectors.Error{
			Kind: connectors.KindRefused, Connector: wire.Name, Op: call.Op, Err: errors.New("the upstream does not change the type: check that it exists"),
		}
	default:
		return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, "the answer does not say whether the type was changed")
	}
}
