package apro

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// readSnapshot reads the snapshot of an event, and the object's id where the envelope has none. Of objects without a documented
// snapshot, only the body has what came.
func (p *push) readSnapshot() {
	if p.event.GetObjectId() == "" {
		p.id(&p.event.ObjectId, p.snapshotID())
	}
	switch {
	case pushTables[p.event.GetObject()] == nil:
		p.unkept = true
	case p.snapshot.Kind() == '{' && !wire.None(p.snapshot):
		p.readObject()
	default:
		p.unkept = p.unkept || !wire.None(p.snapshot)
	}
}

// snapshotID returns the id in a snapshot.
func (p *push) snapshotID() transcode.JSON {
	for _, path := range [][]string{{"request_id"}, {"id"}, {"data", "task_id"}} {
		if id, ok := p.snapshot.Member(path...); ok {
			return id
		}
	}
	return transcode.JSON{}
}

// pushTables are the tables of snapshots, by the kind of object. A change of a task's status has a table of its own.
var pushTables = map[crmstreamv1.EventObject]*transcode.Table{
	crmstreamv1.EventObject_EVENT_OBJECT_CONTACT:         pushedContactTable,
	crmstreamv1.EventObject_EVENT_OBJECT_ACTIVITY:        pushedActivityTable,
	crmstreamv1.EventObject_EVENT_OBJECT_STOCK_ITEM:      pushedStockTable,
	crmstreamv1.EventObject_EVENT_OBJECT_DEAL:            pushedDealTable,
	crmstreamv1.EventObject_EVENT_OBJECT_CAMPAIGN_LETTER: pushedLetterTable,
	crmstreamv1.EventObject_EVENT_OBJECT_CALL:            pushedCallTable,
	crmstreamv1.EventObject_EVENT_OBJECT_TASK:            pushedTaskTable,
	crmstreamv1.EventObject_EVENT_OBJECT_DOCUMENT:        pushedDocumentTable,
}

// readObject reads a snapshot by its table.
func (p *push) readObject() {
	e := p.event
	switch e.GetObject() {
	case crmstreamv1.EventObject_EVENT_OBJECT_CONTACT:
		m := &crmstreamv1.Contact{}
		if p.read(pushedContactTable, m) {
			e.Snapshot = &crmstreamv1.PushedEvent_Contact{Contact: m}
		}
	case crmstreamv1.EventObject_EVENT_OBJECT_ACTIVITY:
		m := &crmstreamv1.Activity{}
		if p.read(pushedActivityTable, m) {
			e.Snapshot = &crmstreamv1.PushedEvent_Activity{Activity: m}
		}
	case crmstreamv1.EventObject_EVENT_OBJECT_STOCK_ITEM:
		m := &crmstreamv1.StockItem{}
		if p.read(pushedStockTable, m) {
			e.Snapshot = &crmstreamv1.PushedEvent_StockItem{StockItem: m}
		}
	case crmstreamv1.EventObject_EVENT_OBJECT_DEAL:
		m := &crmstreamv1.DealSnapshot{}
		if p.read(pushedDealTable, m) {
			e.Snapshot = &crmstreamv1.PushedEvent_Deal{Deal: m}
		}
	case crmstreamv1.EventObject_EVENT_OBJECT_CAMPAIGN_LETTER:
		m := &crmstreamv1.CampaignLetter{}
		if p.read(pushedLetterTable, m) {
			e.Snapshot = &crmstreamv1.PushedEvent_CampaignLetter{CampaignLetter: m}
		}
	case crmstreamv1.EventObject_EVENT_OBJECT_CALL:
		m := &crmstreamv1.CallSnapshot{}
		if p.read(pushedCallTable, m) {
			e.Snapshot = &crmstreamv1.PushedEvent_Call{Call: m}
		}
	case crmstreamv1.EventObject_EVENT_OBJECT_TASK:
		p.readTask()
	case crmstreamv1.EventObject_EVENT_OBJECT_DOCUMENT:
		m := &crmstreamv1.Document{}
		if p.read(pushedDocumentTable, m) {
			e.Snapshot = &crmstreamv1.PushedEvent_Document{Document: m}
		}
	}
}

// readTask reads a task, or the change of its status.
func (p *push) readTask() {
	if wire.ScalarMember(p.snapshot, "action") == "change_status" {
		m := &crmstreamv1.CrmTaskStatusChange{}
		if p.read(pushedStatusTable, m) {
			p.event.Snapshot = &crmstreamv1.PushedEvent_TaskStatusChange{TaskStatusChange: m}
		}
		return
	}
	m := &crmstreamv1.CrmTask{}
	if p.read(pushedTaskTable, m) {
		p.event.Snapshot = &crmstreamv1.PushedEvent_Task{Task: m}
	}
}

// pushed is a record of a snapshot.
type pushed interface {
	proto.Message
	GetAlterations() []*crmstreamv1.Alteration
}

// read reads the snapshot into m. It reports false for a record that is too large.
func (p *push) read(table *transcode.Table, m pushed) bool {
	row, err := table.One(p.snapshot, &p.tc)
	if err != nil || row.Record.Err != nil || row.Record.Decode(m) != nil {
		p.unkept = true
		return false
	}
	if text, _ := row.CheckBytes(checkUnkept); strings.Trim(string(text), " 0") != "" {
		p.unkept = true
	}
	if call, ok := m.(*crmstreamv1.CallSnapshot); ok {
		readAnswered(&row, call)
	}
	p.unkept = p.unkept || len(m.GetAlterations()) > 0
	return true
}

// readAnswered sets whether a call was answered.
func readAnswered(row *transcode.Row, call *crmstreamv1.CallSnapshot) {
	text, _ := row.Check(checkAnswered)
	switch text {
	case "", "-1":
		return
	case "1", "true", "yes", "0", "false", "no":
		if call.GetCall() == nil {
			call.Call = &crmstreamv1.Call{}
		}
		call.Call.Answered = proto.Bool(wire.Truthy(text))
		return
	}
	var lost wire.Alterations
	lost.Members("call.answered", row.JSON, "answered", "is_answered")
	call.Alterations = lost.After(call.GetAlterations())
}
