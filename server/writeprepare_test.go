package server

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/memory"
)

// prepared is what the upstream answers about a row.
type prepared struct{ name string }

// preparing is a notebook whose writes ask what a row needs.
type preparing struct {
	*notebook
	// fail returns why the upstream says nothing about the row with a name; nil for no failure.
	fail func(ctx context.Context, name string) error

	mu sync.Mutex
	// events are what happened to rows, in order: "prepare Ann", "encode Ann", "send".
	events []string
}

// preparingTo serves a notebook whose writes ask what a row needs, and which encodes no row without it.
func preparingTo(t *testing.T, n *notebook) (*writeRig, *preparing) {
	t.Helper()
	p := &preparing{notebook: n}
	n.encode = func(row connectors.WriteRow) error {
		got, ok := row.Prepared.(*prepared)
		if name := nameIn(row); !ok || got.name != name {
			return errors.New("the row was not prepared: " + name)
		}
		p.happened("encode " + nameIn(row))
		return nil
	}
	n.slot = func(context.Context) error { p.happened("send"); return nil }
	return writeTo(t, n, func(_ *Options, s *SourceConfig) {
		s.Driver.New = func(connectors.Account, connectors.Settings) (connectors.Client, error) { return p, nil }
	}), p
}

func (p *preparing) Writes() []connectors.Write {
	all := p.notebook.Writes()
	for i := range all {
		all[i].Prepare = p.prepare
	}
	return all
}

func (p *preparing) prepare(ctx context.Context, row connectors.WriteRow) (any, error) {
	name := nameIn(row)
	p.happened("prepare " + name)
	if _, bounded := connectors.MemoryFrom(ctx).(*memory.Lease); !bounded || row.Before != nil || row.Prepared != nil {
		return nil, errors.New("the row was prepared without memory, or late")
	}
	connectors.MeterFrom(ctx).Sent()
	if p.fail != nil {
		if err := p.fail(ctx, name); err != nil {
			return nil, err
		}
	}
	return &prepared{name}, nil
}

func (p *preparing) happened(event string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events = append(p.events, event)
}

// took returns the events since it was called last.
func (p *preparing) took() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	events := p.events
	p.events = nil
	return events
}

// nameIn returns the name in a row, and the id of a row that has no record.
func nameIn(row connectors.WriteRow) string {
	if contact, ok := row.Record.(*crmstreamv1.Contact); ok {
		return contact.GetLastName()
	}
	return row.ID
}

// TestRowsArePrepared asks the upstream once for each row, before the row is encoded, and counts what that costs.
func TestRowsArePrepared(t *testing.T) {
	r, p := preparingTo(t, newNotebook("Ann"))
	created, err := r.create("a", "Bob")
	require.NoError(t, err)
	require.Equal(t, []string{"prepare Bob", "encode Bob", "send"}, p.took())
	require.EqualValues(t, 3, created.GetUpstreamRequests(), "the question, the write and the proof")

	r.needsBefore = true
	_, err = r.update("b", "1", "Eve")
	require.NoError(t, err)
	require.Equal(t, []string{"prepare Eve", "encode Eve", "encode Eve", "send"}, p.took(), "the record before the write is read after the row was prepared")
	_, err = r.contacts.DeleteContact(t.Context(), &crmstreamv1.DeleteContactRequest{Source: "main", RequestId: "c", Id: "1"})
	require.NoError(t, err)
	require.Equal(t, []string{"prepare 1", "encode 1", "send"}, p.took())

	batch, err := r.batch("d", "F", "G", "H", "I")
	require.NoError(t, err)
	require.Equal(t, []string{"prepare F", "encode F", "prepare G", "encode G", "prepare H", "encode H", "prepare I", "encode I", "send", "send"}, p.took())
	require.EqualValues(t, 4+2+2, batch.GetUpstreamRequests())
}

// TestDryRunsPrepareRows too, since only a prepared row has a request.
func TestDryRunsPrepareRows(t *testing.T) {
	r, p := preparingTo(t, newNotebook())
	req := creation("a", "Bob")
	req.ValidateOnly = true
	got, err := r.contacts.CreateContact(t.Context(), req)
	require.NoError(t, err)
	require.Equal(t, []string{"prepare Bob", "encode Bob"}, p.took())
	require.Len(t, got.GetReceipt().GetRequests(), 1)
	require.EqualValues(t, 1, got.GetUpstreamRequests())
	p.fail = func(context.Context, string) error {
		return connectors.Invalid("contact.owner_id", "there is no such user")
	}
	_, err = r.contacts.CreateContact(t.Context(), req)
	require.Equal(t, "contact.owner_id", fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")["field"])
	require.Empty(t, r.names())
}

// TestNewDefinitionsPrepareNoRowAgain encodes rows twice, since a name is unknown at first.
func TestNewDefinitionsPrepareNoRowAgain(t *testing.T) {
	r, p := preparingTo(t, newNotebook())
	encode, tries := r.encode, 0
	r.encode = func(row connectors.WriteRow) error {
		if tries++; tries == 1 {
			return &connectors.Error{Kind: connectors.KindInvalidRequest, Field: "contact.fields", Unknown: true, Err: errors.New("there is no such field")}
		}
		return encode(row)
	}
	_, err := r.batch("a", "A", "B")
	require.NoError(t, err)
	require.Equal(t, []string{"prepare A", "prepare B", "encode B", "encode A", "encode B", "send"}, p.took())
	p.fail = func(context.Context, string) error {
		return &connectors.Error{Kind: connectors.KindInvalidRequest, Field: "contact.owner_id", Unknown: true, Err: errors.New("there is no such user")}
	}
	_, err = r.create("b", "C")
	require.Equal(t, "contact.owner_id", fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")["field"])
	require.Equal(t, []string{"prepare C"}, p.took(), "a row that was refused is not prepared again")
}

// TestRowsThatCannotBePrepared are refused, with their places, and may be sent again with the same request id.
func TestRowsThatCannotBePrepared(t *testing.T) {
	r, p := preparingTo(t, newNotebook())
	p.fail = func(_ context.Context, name string) error {
		if name == "A" {
			return nil
		}
		return connectors.Mistakes{connectors.Invalid("contact.owner_id", "there is no such user"), connectors.Invalid("contact.type_id", "there is no such type")}
	}
	_, err := r.batch("id", "A", "B", "C")
	fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")
	var fields []string
	for _, v := range detailOf[*errdetails.BadRequest](t, err).GetFieldViolations() {
		fields = append(fields, v.GetField())
	}
	require.Equal(t, []string{"requests[1].contact.owner_id", "requests[1].contact.type_id", "requests[2].contact.owner_id", "requests[2].contact.type_id"}, fields)
	require.NotContains(t, p.took(), "send")
	r.noRow("id")

	p.fail = func(context.Context, string) error {
		return &connectors.Error{Kind: connectors.KindUnavailable, Connector: "notebook", Op: "schema", Err: errors.New("out of order")}
	}
	_, err = r.batch("id", "A", "B", "C")
	fails(t, err, codes.Unavailable, "UPSTREAM_UNAVAILABLE")
	require.Equal(t, []string{"prepare A"}, p.took())
	_, err = r.create("one", "A")
	fails(t, err, codes.Unavailable, "UPSTREAM_UNAVAILABLE")
	r.noRow("id")
	r.noRow("one")

	p.fail = nil
	_, err = r.batch("id", "A", "B", "C")
	require.NoError(t, err)
	_, err = r.create("one", "D")
	require.NoError(t, err, "the request id was not used up")
	require.Equal(t, "A B C D", r.names())
}

// TestCallersWhoLeaveAPreparation write nothing.
func TestCallersWhoLeaveAPreparation(t *testing.T) {
	r, p := preparingTo(t, newNotebook())
	p.fail = func(ctx context.Context, _ string) error {
		<-ctx.Done()
		return ctx.Err()
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	local := crmstreamv1.NewContactsServiceClient(r.server.Local())
	_, err := local.CreateContact(ctx, creation("a", "Bob"))
	require.Equal(t, codes.DeadlineExceeded, status.Code(err), err)
	_, err = local.BatchCreateContacts(ctx, creations("b", "Bob"))
	require.Equal(t, codes.DeadlineExceeded, status.Code(err), err)
	r.noRow("a")
	r.noRow("b")
	require.NotContains(t, p.took(), "send")
}

// TestReplaysPrepareNothing but rows that no call has sent: answers come from the ledger, and unknown outcomes are settled by reading.
func TestReplaysPrepareNothing(t *testing.T) {
	r, p := preparingTo(t, newNotebook("Ann"))
	r.meet = func(m *meeting) {
		if m.number == 2 {
			m.err = lost() // executed
		}
	}
	first, err := r.batch("batch", seven[:5]...)
	require.NoError(t, err)
	require.Equal(t, "EXECUTED 2", outcomesOf(first.GetResults())[0])
	_, err = r.update("one", "1", "Eve")
	require.NoError(t, err)
	r.meet = func(m *meeting) { m.err = lost() }
	_, err = r.update("lost", "1", "Zoe")
	require.Equal(t, codes.Unknown, status.Code(err))

	r.restart()
	r.meet = nil
	p.took()
	p.fail = func(context.Context, string) error { return errors.New("the upstream was asked") }
	_, err = r.update("one", "1", "Eve")
	require.NoError(t, err)
	got, err := r.update("lost", "1", "Zoe")
	require.NoError(t, err)
	require.True(t, got.GetReceipt().GetReplayed())
	require.Empty(t, p.took())
}

// TestPartsThatWereSentAreNotPrepared goes on with a batch of which a part was executed.
func TestPartsThatWereSentAreNotPrepared(t *testing.T) {
	r, p := preparingTo(t, newNotebook())
	r.meet = func(m *meeting) { m.fail(2, refusal()) }
	_, err := r.batch("id", seven[:4]...)
	require.NoError(t, err)
	require.Equal(t, "A B C", r.names())
	r.meet = nil
	p.took()
	got, err := r.batch("id", seven[:4]...)
	require.NoError(t, err)
	require.Equal(t, []string{"prepare D", "encode D", "send"}, p.took())
	require.Equal(t, []string{"EXECUTED 1", "EXECUTED 2", "EXECUTED 3", "EXECUTED 4"}, outcomesOf(got.GetResults()))
}
