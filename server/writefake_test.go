package server

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/records"
)

// The bounds of one request of a notebook.
const (
	notebookRows     = 3
	notebookElements = 10
)

// notebookKey is the credential in each request of a notebook.
const notebookKey = "key=hush&"

// notebook is a connector that writes contacts, and the upstream that keeps them. A test changes what the upstream does by the functions.
type notebook struct {
	// answers says that the answer of a write shows the contact.
	answers bool
	// needsBefore says that updates need the contact as it was.
	needsBefore bool
	// marker is the custom field for the markers of creates, "" for none. A list cannot read the record with the name unreadable.
	marker     string
	unreadable string

	mu       sync.Mutex
	contacts map[string]*crmstreamv1.Contact
	sent     []sentCall
	looked   [][]string // the ids of each look-up
	listed   int
	clock    int64
	// extra returns how many elements a row has besides those of its fields; nil for none.
	extra func() int
	// encode is called for each row, and slot before a request is sent.
	encode func(connectors.WriteRow) error
	slot   func(context.Context) error
	// meet is called when a request has arrived, and look when a look-up has. change changes what is stored.
	meet   func(*meeting)
	look   func(ctx context.Context, number int) error
	change func(*crmstreamv1.Contact)
}

// sentCall is a request that a notebook got.
type sentCall struct {
	op, body string
	rows     int
}

// meeting is a request that has arrived at a notebook, and what becomes of it.
type meeting struct {
	ctx      context.Context
	number   int // of the request, from 1
	act      connectors.Act
	rows     []notedRow
	executes bool
	err      error
	ids      func([]string) []string // changes the ids of the answer
}

// notedRow is a row in the form of a notebook's requests.
type notedRow struct {
	ID     string
	Record []byte
	Mask   []string
}

func newNotebook(names ...string) *notebook {
	n := &notebook{contacts: map[string]*crmstreamv1.Contact{}}
	for _, name := range names {
		n.store(&crmstreamv1.Contact{LastName: proto.String(name)})
	}
	return n
}

func (n *notebook) driver() connectors.Driver {
	return connectors.Driver{Name: "notebook", New: func(connectors.Account, connectors.Settings) (connectors.Client, error) { return n, nil }}
}

func (n *notebook) Lists() []connectors.List {
	list := connectors.List{Resource: "contacts", Orders: []string{"id"}, PageMax: 1000}
	if n.marker != "" {
		list.Fields = []string{"created_from", "created_before", "where"}
		list.Where = []connectors.WhereKey{{Key: "fields.*", Ops: []connectors.Op{connectors.OpEq}}}
	}
	return []connectors.List{connectors.Of(list, n.list)}
}

func (n *notebook) LookUps() []connectors.LookUp {
	return []connectors.LookUp{connectors.LookUpOf("contacts", n.lookUp)}
}

func (n *notebook) Writes() []connectors.Write {
	of := func(act connectors.Act, settling connectors.Settling) connectors.Write {
		return connectors.Write{
			Resource: "contacts", Act: act, Op: "notebook/" + act.String(), Settling: settling, Unshown: []string{"comment"}, Answers: n.answers,
			Fields:  []connectors.WritableField{{Name: "last_name", OnCreate: true, OnUpdate: true, Required: true}, {Name: "comment", OnCreate: true}},
			MaxRows: notebookRows, MaxElements: notebookElements, Join: joinRows(act), Send: n.send(act),
			NeedsBefore: func(connectors.WriteRow) bool { return n.needsBefore && act == connectors.Update },
		}
	}
	create := of(connectors.Create, connectors.SettledByContent)
	if n.marker != "" {
		create.Settling, create.MarkerField = connectors.SettledByMarker, n.marker
	}
	return []connectors.Write{
		connectors.WriteOf(create, func(row connectors.WriteRow, _ *crmstreamv1.CreateContactRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
			return n.encoded(row)
		}),
		connectors.WriteOf(of(connectors.Update, connectors.SettledByID), func(row connectors.WriteRow, _ *crmstreamv1.UpdateContactRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
			return n.encoded(row)
		}),
		connectors.WriteOf(of(connectors.Delete, connectors.SettledByID), func(row connectors.WriteRow, _ *crmstreamv1.DeleteContactRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
			return n.encoded(row)
		}),
	}
}

// encoded encodes a row. A contact with the type "bad" or without a name is refused.
func (n *notebook) encoded(row connectors.WriteRow) (connectors.EncodedRow, error) {
	if n.encode != nil {
		if err := n.encode(row); err != nil {
			return connectors.EncodedRow{}, err
		}
	}
	noted := notedRow{ID: row.ID, Mask: row.Mask}
	var mistakes connectors.Mistakes
	if row.Record != nil {
		contact, _ := row.Record.(*crmstreamv1.Contact)
		if contact.GetTypeId() == "bad" {
			mistakes = append(mistakes, connectors.Invalid("contact.type_id", "there is no such type"))
		}
		if row.ID == "" && contact.GetLastName() == "" {
			mistakes = append(mistakes, connectors.Invalid("contact.last_name", "is missing"))
		}
		if row.Marker != "" {
			contact = proto.CloneOf(contact)
			contact.Fields = map[string]*crmstreamv1.FieldValue{n.marker: {Value: &crmstreamv1.FieldValue_Text{Text: row.Marker}}}
			noted.Mask = append(noted.Mask[:len(noted.Mask):len(noted.Mask)], "fields")
		}
		wire, err := proto.Marshal(contact)
		if err != nil {
			return connectors.EncodedRow{}, err
		}
		noted.Record = wire
	}
	elements := 1 + len(row.Mask)
	if n.extra != nil {
		elements += n.extra()
	}
	return connectors.EncodedRow{Elements: elements, Value: noted, Notices: []connectors.Notice{{Code: "TEST", Message: "of a row"}}}, mistakes.Err()
}

func joinRows(act connectors.Act) func([]connectors.EncodedRow) connectors.PlannedCall {
	return func(rows []connectors.EncodedRow) connectors.PlannedCall {
		call := connectors.PlannedCall{Op: "notebook/" + act.String(), Method: "POST", Path: "/" + act.String(), ContentType: "text/plain", Rows: len(rows)}
		noted := make([]notedRow, len(rows))
		for i, row := range rows {
			noted[i], _ = row.Value.(notedRow)
			call.Elements += row.Elements
		}
		text, err := json.Marshal(noted)
		if err != nil {
			panic(err)
		}
		call.Body, call.ShownBody = append([]byte(notebookKey), text...), append([]byte("key=***&"), text...)
		return call
	}
}

// send sends a request to the notebook, which executes it unless meet says otherwise.
func (n *notebook) send(act connectors.Act) func(context.Context, connectors.PlannedCall, func(context.Context) error) (connectors.WriteAnswer, error) {
	return func(ctx context.Context, call connectors.PlannedCall, sending func(context.Context) error) (connectors.WriteAnswer, error) {
		if n.slot != nil {
			if err := n.slot(ctx); err != nil {
				return connectors.WriteAnswer{}, err
			}
		}
		if err := sending(ctx); err != nil {
			return connectors.WriteAnswer{}, err
		}
		connectors.MeterFrom(ctx).Sent()
		m := &meeting{ctx: ctx, act: act, executes: true}
		if err := json.Unmarshal(bytes.TrimPrefix(call.Body, []byte(notebookKey)), &m.rows); err != nil {
			return connectors.WriteAnswer{}, err
		}
		n.mu.Lock()
		n.sent = append(n.sent, sentCall{call.Op, string(call.Body), call.Rows})
		m.number = len(n.sent)
		meet := n.meet
		n.mu.Unlock()
		if meet != nil {
			meet(m)
		}
		var answer connectors.WriteAnswer
		if m.executes {
			answer = n.execute(m)
		}
		return answer, m.err
	}
}

// execute writes the rows of a request, and returns the answer.
func (n *notebook) execute(m *meeting) connectors.WriteAnswer {
	n.mu.Lock()
	defer n.mu.Unlock()
	var answer connectors.WriteAnswer
	for _, row := range m.rows {
		contact := n.contacts[row.ID]
		switch {
		case m.act == connectors.Create:
			contact = &crmstreamv1.Contact{}
			n.put(contact)
			answer.IDs = append(answer.IDs, contact.GetId())
		case contact == nil:
			continue
		}
		if contact.Deleted = m.act == connectors.Delete; !contact.GetDeleted() {
			sent := &crmstreamv1.Contact{}
			if err := proto.Unmarshal(row.Record, sent); err != nil {
				panic(err)
			}
			id := contact.GetId()
			for _, path := range row.Mask {
				if path == "fields" {
					contact.Fields = sent.GetFields() // a marker
				} else if fd, v, has := records.Value(sent.ProtoReflect(), path); has {
					contact.ProtoReflect().Set(fd, v)
				} else {
					contact.ProtoReflect().Clear(contact.ProtoReflect().Descriptor().Fields().ByTextName(path))
				}
			}
			contact.Id, contact.Comment = id, nil
			if n.change != nil {
				n.change(contact)
			}
		}
		n.clock++
		contact.ActivityTime = timestamppb.New(time.Unix(n.clock, 0))
		if n.answers {
			answer.Records = append(answer.Records, encode(contact.GetId(), contact))
		}
	}
	if m.ids != nil {
		answer.IDs = m.ids(answer.IDs)
	}
	return answer
}

// put adds a contact with the next id. The caller holds the lock.
func (n *notebook) put(c *crmstreamv1.Contact) {
	c.Id = strconv.Itoa(len(n.contacts) + 1)
	n.contacts[c.GetId()] = c
}

// store adds a contact as another user of the upstream does.
func (n *notebook) store(c *crmstreamv1.Contact) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.clock++
	c.ActivityTime = timestamppb.New(time.Unix(n.clock, 0))
	n.put(c)
}

// lost is the error of a request whose answer does not come.
func lost() error {
	return &connectors.Error{Kind: connectors.KindUnavailable, Connector: "notebook", Op: "notebook/write", Maybe: true, Err: fmt.Errorf("the connection broke")}
}

// refusal is the error of a request that the upstream refuses.
func refusal() error {
	return &connectors.Error{Kind: connectors.KindRefused, Connector: "notebook", Op: "notebook/write", Err: fmt.Errorf("the upstream refuses the write")}
}

// TestTheNotebookWrites checks the fake itself.
func TestTheNotebookWrites(t *testing.T) {
	r := writeTo(t, newNotebook("Ann"))
	_, err := r.create("a", "Bob")
	require.NoError(t, err)
	require.Equal(t, "Ann Bob", r.names())
	sent, looked := r.requests()
	require.Len(t, sent, 1)
	require.Equal(t, [][]string{{"2"}}, looked)
}
