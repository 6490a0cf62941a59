package server

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// desk is a connector that writes what notebook does not: invoices and payments, imported calls, dialogs and their types, events. It is
// the upstream as well. A test changes what the upstream does by the functions.
type desk struct {
	mu       sync.Mutex
	invoices map[string]*crmstreamv1.Invoice
	calls    []*crmstreamv1.Call
	types    map[string]*crmstreamv1.DialogType
	events   map[string]*crmstreamv1.CalendarEvent
	sent     []string // operation and ids of each request
	read     int      // look-ups and lists
	// meet is called before a request is executed, and says whether it is, and what its answer is if that is an error.
	meet func(op string) (executes bool, err error)
	// look is called for each reading.
	look func() error
	// pays changes how an invoice takes a payment; nil adds the payment to what was paid.
	pays func(*crmstreamv1.Invoice, string)
}

func newDesk() *desk {
	return &desk{
		invoices: map[string]*crmstreamv1.Invoice{
			"1": {Id: "1", Amount: proto.String("100.00"), PaidAmount: proto.String("30.00"), DueAmount: proto.String("70.00")},
		},
		types:  map[string]*crmstreamv1.DialogType{"7": {Id: "7", Name: proto.String("Chat")}},
		events: map[string]*crmstreamv1.CalendarEvent{"5": {Id: "5", Title: proto.String("Review")}},
	}
}

// deskWrite declares a write of a desk. do executes one row, and returns an error for a row that is refused.
func deskWrite[R proto.Message](d *desk, w connectors.Write, do func(row connectors.WriteRow, req R, answer *connectors.WriteAnswer) error) connectors.Write {
	w.Op = w.Act.String() + " " + w.Resource
	w.Join = func(rows []connectors.EncodedRow) connectors.PlannedCall {
		call := connectors.PlannedCall{Op: w.Op, Method: "POST", Path: "/desk", Body: []byte("x"), ShownBody: []byte("x"), Rows: len(rows)}
		for _, row := range rows { // the body carries nothing: the rows go by their number
			number, _ := row.Value.(string)
			call.Body = append(call.Body, (number + ",")...)
		}
		return call
	}
	var rows sync.Map
	w.Send = func(ctx context.Context, call connectors.PlannedCall, sending func(context.Context) error) (connectors.WriteAnswer, error) {
		if err := sending(ctx); err != nil {
			return connectors.WriteAnswer{}, err
		}
		connectors.MeterFrom(ctx).Sent()
		d.mu.Lock()
		defer d.mu.Unlock()
		d.sent = append(d.sent, w.Op)
		executes, err := true, error(nil)
		if d.meet != nil {
			executes, err = d.meet(w.Op)
		}
		var answer connectors.WriteAnswer
		for i, number := range splitRows(string(call.Body[1:])) {
			row, _ := rows.Load(number)
			if !executes {
				continue
			}
			typed, _ := row.(connectors.WriteRow)
			req, _ := typed.Request.(R)
			if refusal := do(typed, req, &answer); refusal != nil {
				if answer.Refused == nil {
					answer.Refused = map[int]error{}
				}
				answer.Refused[i] = refusal
			}
		}
		return answer, err
	}
	n := 0
	return connectors.WriteOf(w, func(row connectors.WriteRow, _ R, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
		d.mu.Lock()
		defer d.mu.Unlock()
		n++
		rows.Store(strconv.Itoa(n), row)
		return connectors.EncodedRow{Elements: 1, Value: strconv.Itoa(n)}, nil
	})
}

func splitRows(text string) []string {
	var all []string
	at := 0
	for i, c := range text {
		if c == ',' {
			all = append(all, text[at:i])
			at = i + 1
		}
	}
	return all
}

func (d *desk) driver() connectors.Driver {
	return connectors.Driver{Name: "desk", New: func(connectors.Account, connectors.Settings) (connectors.Client, error) { return d, nil }}
}

func deskList[R proto.Message, T proto.Message](d *desk, list connectors.List, records func() []T) connectors.List {
	list.Orders = []string{"id"}
	return connectors.Of(list, func(R, *connectors.Catalogue) (connectors.Fetch, error) {
		return func(ctx context.Context, _ connectors.PageRequest) (connectors.Page, error) {
			connectors.MeterFrom(ctx).Sent()
			d.mu.Lock()
			defer d.mu.Unlock()
			d.read++
			if d.look != nil {
				if err := d.look(); err != nil {
					return connectors.Page{}, err
				}
			}
			var page connectors.Page
			for _, record := range records() {
				page.Records = append(page.Records, encode(idOf(record), record))
			}
			page.Records, _ = connectors.Sort(page.Records)
			return page, nil
		}, nil
	})
}

func (d *desk) Lists() []connectors.List {
	return []connectors.List{
		deskList[*crmstreamv1.ListCallsRequest](d, connectors.List{Resource: "calls", Fields: []string{"start_from", "start_before"}},
			func() []*crmstreamv1.Call { return d.calls }),
		deskList[*crmstreamv1.ListDialogTypesRequest](d, connectors.List{Resource: "dialogTypes", Kept: true},
			func() []*crmstreamv1.DialogType {
				var all []*crmstreamv1.DialogType
				for _, one := range d.types {
					all = append(all, one)
				}
				return all
			}),
	}
}

func (d *desk) LookUps() []connectors.LookUp {
	find := func(ctx context.Context, ids []string, of func(id string) proto.Message) (connectors.Page, error) {
		connectors.MeterFrom(ctx).Sent()
		d.mu.Lock()
		defer d.mu.Unlock()
		d.read++
		if d.look != nil {
			if err := d.look(); err != nil {
				return connectors.Page{}, err
			}
		}
		var page connectors.Page
		for _, id := range ids {
			if record := of(id); record.ProtoReflect().IsValid() {
				page.Records = append(page.Records, encode(id, record))
			}
		}
		return page, nil
	}
	return []connectors.LookUp{
		connectors.LookUpOf("invoices", func(req *crmstreamv1.BatchGetInvoicesRequest, _ *connectors.Catalogue) (connectors.Find, error) {
			return func(ctx context.Context) (connectors.Page, error) {
				return find(ctx, req.GetIds(), func(id string) proto.Message { return d.invoices[id] })
			}, nil
		}),
		connectors.LookUpOf("calendarEvents", func(req *crmstreamv1.GetCalendarEventRequest, _ *connectors.Catalogue) (connectors.Find, error) {
			return func(ctx context.Context) (connectors.Page, error) {
				return find(ctx, []string{req.GetId()}, func(id string) proto.Message { return d.events[id] })
			}, nil
		}),
	}
}

// deskBroken is the error of an answer that was lost.
func deskBroken() error {
	return &connectors.Error{Kind: connectors.KindUnavailable, Connector: "desk", Maybe: true, Err: fmt.Errorf("the connection broke")}
}

// writeToDesk serves a desk, which may write everything.
func writeToDesk(t *testing.T, d *desk, changes ...func(*Options, *SourceConfig)) *writeRig {
	t.Helper()
	all := append([]func(*Options, *SourceConfig){func(_ *Options, s *SourceConfig) {
		s.Driver = d.driver()
		s.Writes = map[string][]string{
			"invoices": {"create", "payments", "update"}, "importedCalls": {"create", "update"}, "dialogs": {"create"}, "dialogTypes": {"update"},
			"calendarEvents": {"create", "undelete", "update"},
		}
	}}, changes...)
	return writeTo(t, newNotebook(), all...)
}
