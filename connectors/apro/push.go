package apro

import (
	"strings"
	"unicode/utf8"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// opWebhook is the operation of pushed events.
const opWebhook = "webhook"

// maxPush is the size of the largest body that is read.
const maxPush = 4 << 20

// plainPush is a size of bodies from which events are measured. The event of a smaller body fits a message: invalid bytes take three
// times their room, short texts some more, and raw has them again.
const plainPush = 64 << 10

// webhook returns the place that events are pushed to ("webhook").
func (c *Client) webhook() *connectors.Webhook {
	needs := []connectors.Need{
		{Resource: connectors.ListOfStockTypes},
		{Resource: connectors.ListOfStockCategories},
		{Resource: connectors.ListOfDealTypes},
		{Resource: connectors.ListOfCallStatuses},
	}
	for _, resource := range []string{"contacts", "activities", "deals", "stockItems"} {
		needs = append(needs, connectors.Need{Resource: connectors.ListOfFields, Of: resource})
	}
	return &connectors.Webhook{
		Op: opWebhook,
		Assumes: []string{
			"Times of events are in the source's zone.",
			"The id of the object is object_sub_id; where an event has none, it is the id in the snapshot.",
			"Former values stand beside the snapshot or in it. The upstream sends 0.00 for a price that was never set.",
			"The answer may be any text: the vendor does not say what is expected.",
		},
		Setup: "Webhooks need the business processes of the CRM to be switched on. Put the address where the CRM asks for the URL of its webhook, " +
			"and tick the events create, edit, delete, import, status, stage, comment, manager, answer, messenger and other. Leave login, view, " +
			"export and queue out: they say nothing about records, and there are many of them.",
		Needs:  needs,
		Read:   c.readPush,
		Answer: "ok",
	}
}

// readPush reads the body of an event ("webhook").
func (c *Client) readPush(body []byte, known *connectors.Catalogue) (*crmstreamv1.PushedEvent, error) {
	if len(body) > maxPush {
		return nil, wire.MalformedAt(opWebhook, "the body is too large")
	}
	whole, err := transcode.Parse(body)
	if err != nil {
		return nil, wire.MalformedAt(opWebhook, "the body is not JSON") // the error itself may have a part of the body
	}
	p := &push{tc: transcode.Context{Zone: c.zone, Catalogue: known}, event: &crmstreamv1.PushedEvent{}}
	p.readEnvelope(whole)
	if p.event.GetEventText() == "" {
		return nil, wire.MalformedAt(opWebhook, "the body is no object with an event")
	}
	p.readSnapshot()
	p.readFormer()
	return p.finish(body)
}

// push is an event while it is read.
type push struct {
	tc              transcode.Context
	event           *crmstreamv1.PushedEvent
	snapshot, merge transcode.JSON
	// unkept says that the body has a key or value that no field of the event has.
	unkept bool
}

// readEnvelope reads the members of the body. The page's list has object_type, and its sample object_typ; one webhook that was captured
// has the former values in the snapshot. Of members with the same name the last counts.
func (p *push) readEnvelope(whole transcode.JSON) {
	e := p.event
	var subject, object string
	for name, value := range whole.Members() {
		switch name {
		case "event":
			p.word(&e.EventText, value)
		case "object_type":
			p.word(&e.ObjectText, value)
		case "object_typ":
			p.word(&object, value)
		case "subject_type":
			p.word(&subject, value)
		case "subject_type_id":
			p.id(&e.SubjectId, value)
		case "object_sub_type":
			p.id(&e.ObjectTypeId, value)
		case "object_sub_id":
			p.id(&e.ObjectId, value)
		case "snapshot":
			p.member(&p.snapshot, value)
		case "merge":
			p.member(&p.merge, value)
		default:
			p.unkept = true
		}
	}
	if e.ObjectText == "" {
		e.ObjectText = object
	} else if object != "" && object != e.ObjectText {
		p.unkept = true
	}
	var known bool
	e.Event, e.Object = pushEvents[e.EventText], pushObjects[e.ObjectText]
	if e.Subject, known = pushSubjects[subject]; !known && subject != "" {
		p.unkept = true // no field has the word
	}
}

// word reads a word of the envelope.
func (p *push) word(to *string, value transcode.JSON) {
	text, ok := value.Text()
	if !ok && !wire.None(value) || *to != "" && text != *to || strings.Contains(text, "\ufffd") {
		p.unkept = true
	}
	*to = text
}

// id reads an id of the envelope, which is a text or a number.
func (p *push) id(to *string, value transcode.JSON) {
	id, ok := value.ID()
	if !ok && !noID(value) || *to != "" && id != *to {
		p.unkept = true
	}
	if ok {
		*to = id
	}
}

// noID reports whether a value stands for no id.
func noID(value transcode.JSON) bool {
	text, scalar := value.Text()
	return wire.None(value) || scalar && strings.Trim(text, " 0") == ""
}

// member takes a member of the envelope that is read later.
func (p *push) member(to *transcode.JSON, value transcode.JSON) {
	if !wire.None(*to) {
		p.unkept = true
	}
	*to = value
}

// finish returns the event, with the whole body if no other field has a part of it. An event that is too large for a message has only
// its envelope and the body.
func (p *push) finish(body []byte) (*crmstreamv1.PushedEvent, error) {
	e := p.event
	if p.unkept || len(p.tc.Notices()) > 0 || !utf8.Valid(body) {
		keepBody(e, body)
	}
	if len(body) < plainPush || proto.Size(e) <= transcode.MaxWire {
		return e, nil
	}
	e.Snapshot, e.Former = nil, nil
	keepBody(e, body)
	if proto.Size(e) > transcode.MaxWire {
		return nil, wire.MalformedAt(opWebhook, "the event is too large")
	}
	return e, nil
}

// keepBody adds the body to an event.
func keepBody(e *crmstreamv1.PushedEvent, body []byte) {
	var replaced string
	e.Raw, replaced = transcode.Replaced(body)
	e.RawReplaced = replaced != ""
}
