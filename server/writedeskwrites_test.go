package server

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func (d *desk) Writes() []connectors.Write {
	return []connectors.Write{
		deskWrite(d, connectors.Write{Resource: "invoices", Act: connectors.Update, Settling: connectors.SettledByID, MaxRows: 3}, d.updateInvoice),
		deskWrite(d, connectors.Write{Resource: "invoices", Act: connectors.Create, BatchOp: "create all invoices", Settling: connectors.SettledByContent, MaxRows: 3}, d.createInvoice),
		deskWrite(d, connectors.Write{
			Resource: "invoices", Act: connectors.Pay, Settling: connectors.SettledByID,
			NeedsBefore: func(connectors.WriteRow) bool { return true },
		}, d.pay),
		deskWrite(d, connectors.Write{
			Resource: "importedCalls", Act: connectors.Create, Settling: connectors.SettledByContent, Unread: true, ShownIn: "calls",
			ListLacks: []string{"caller_id"}, Fields: []connectors.WritableField{{Name: "id", OnCreate: true}},
		}, d.importCall),
		deskWrite(d, connectors.Write{Resource: "importedCalls", Act: connectors.Update, Settling: connectors.SettledByPerson, Unread: true},
			func(connectors.WriteRow, *crmstreamv1.UpdateImportedCallRequest, *connectors.WriteAnswer) error {
				return nil
			}),
		deskWrite(d, connectors.Write{
			Resource: "dialogs", Act: connectors.Create, Settling: connectors.SettledByPerson, Unread: true,
			Forgets: []string{"dialogTypes"},
		}, d.createDialog),
		deskWrite(d, connectors.Write{
			Resource: "dialogTypes", Act: connectors.Update, Settling: connectors.SettledByID, ProofOnDemand: true,
			Forgets: []string{"dialogTypes"},
		}, d.updateType),
		deskWrite(d, connectors.Write{
			Resource: "calendarEvents", Act: connectors.Update, Settling: connectors.SettledByID, Answers: true,
			AnswerLacks: []string{"participants"},
		}, d.updateEvent),
		deskWrite(d, connectors.Write{Resource: "calendarEvents", Act: connectors.Undelete, Settling: connectors.SettledByID}, d.undelete),
	}
}

func (d *desk) createInvoice(row connectors.WriteRow, req *crmstreamv1.CreateInvoiceRequest, answer *connectors.WriteAnswer) error {
	if req.GetInvoice().GetContactId() == "" {
		answer.IDs = append(answer.IDs, "")
		return connectors.Invalid("invoice.contact_id", "the upstream says: no contact")
	}
	record, _ := proto.Clone(row.Record).(*crmstreamv1.Invoice)
	record.Id = strconv.Itoa(len(d.invoices) + 1)
	for i, line := range record.GetLines() {
		line.Id, line.Amount = strconv.Itoa(i), proto.String("1")
	}
	d.invoices[record.GetId()] = record
	answer.IDs = append(answer.IDs, record.GetId())
	return nil
}

func (d *desk) updateInvoice(row connectors.WriteRow, req *crmstreamv1.UpdateInvoiceRequest, _ *connectors.WriteAnswer) error {
	if d.invoices[row.ID] == nil {
		return &connectors.Error{Kind: connectors.KindRefused, Connector: "desk", Err: errors.New("no such invoice")}
	}
	proto.Merge(d.invoices[row.ID], req.GetInvoice())
	return nil
}

func (d *desk) pay(row connectors.WriteRow, req *crmstreamv1.SetInvoicePaymentRequest, _ *connectors.WriteAnswer) error {
	invoice := d.invoices[row.ID]
	if d.pays != nil {
		d.pays(invoice, req.GetAmount())
		return nil
	}
	add(invoice, req.GetAmount())
	return nil
}

// add pays an amount of an invoice, "" for all that is due.
func add(invoice *crmstreamv1.Invoice, amount string) {
	if amount == "" {
		amount = invoice.GetDueAmount()
	}
	paid, _ := new(big.Rat).SetString(invoice.GetPaidAmount())
	more, _ := new(big.Rat).SetString(amount)
	whole, _ := new(big.Rat).SetString(invoice.GetAmount())
	paid.Add(paid, more)
	invoice.PaidAmount, invoice.DueAmount = proto.String(paid.FloatString(2)), proto.String(whole.Sub(whole, paid).FloatString(2))
}

func (d *desk) importCall(row connectors.WriteRow, _ *crmstreamv1.ImportCallRequest, answer *connectors.WriteAnswer) error {
	answer.Notices = []connectors.Notice{{Code: "NOT_COUNTED", Message: "of an answer"}}
	call, _ := row.Record.(*crmstreamv1.ImportedCall)
	if len(row.ID) != 32 {
		return connectors.Invalid("call.id", "must have 32 characters")
	}
	d.calls = append(d.calls, &crmstreamv1.Call{
		Id: fmt.Sprint(100 + len(d.calls)), FromPhone: call.FromPhone, ToPhone: call.ToPhone, StartTime: call.GetStartTime(), //nolint:protogetter // unset stays unset
	})
	return nil
}

func (d *desk) createDialog(row connectors.WriteRow, _ *crmstreamv1.CreateDialogRequest, answer *connectors.WriteAnswer) error {
	dialog, _ := row.Record.(*crmstreamv1.Dialog)
	added := &crmstreamv1.Dialog{Id: strings.Repeat("k", 32)}
	if dialog.GetTypeName() != "" {
		added.TypeId = proto.String(strconv.Itoa(len(d.types) + 7))
		d.types[added.GetTypeId()] = &crmstreamv1.DialogType{Id: added.GetTypeId(), Name: proto.String(dialog.GetTypeName())}
	}
	answer.IDs, answer.Records = append(answer.IDs, added.GetId()), append(answer.Records, encode(added.GetId(), added))
	return nil
}

func (d *desk) updateType(row connectors.WriteRow, req *crmstreamv1.UpdateDialogTypeRequest, _ *connectors.WriteAnswer) error {
	if d.types[row.ID] == nil {
		return &connectors.Error{Kind: connectors.KindRefused, Connector: "desk", Err: errors.New("no such type")}
	}
	d.types[row.ID].Name = proto.String(req.GetDialogType().GetName())
	return nil
}

func (d *desk) updateEvent(row connectors.WriteRow, req *crmstreamv1.UpdateCalendarEventRequest, answer *connectors.WriteAnswer) error {
	proto.Merge(d.events[row.ID], req.GetCalendarEvent())
	shown := proto.CloneOf(d.events[row.ID])
	shown.Participants = nil
	answer.Records = append(answer.Records, encode(row.ID, shown))
	return nil
}

func (d *desk) undelete(row connectors.WriteRow, _ *crmstreamv1.UndeleteCalendarEventRequest, _ *connectors.WriteAnswer) error {
	d.events[row.ID].Deleted = false
	return nil
}
