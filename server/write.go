package server

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/records"
	"github.com/crmstream/crmstream/server/enrich"
	"github.com/crmstream/crmstream/server/writes"
)

// WriteSettings are the settings of writes that are the same for all sources.
type WriteSettings struct {
	// Gate has the times of the sending and the settling.
	Gate writes.Settings
	// ProofLag is how long a proof waits before it reads again, where the record does not show the write yet.
	ProofLag []time.Duration
}

// DefaultWriteSettings returns the settings of production.
func DefaultWriteSettings() WriteSettings {
	return WriteSettings{Gate: writes.DefaultSettings(), ProofLag: []time.Duration{time.Second, 3 * time.Second, 10 * time.Second}}
}

// writeRequest is the part that all requests of writes have in common.
type writeRequest interface {
	proto.Message
	prioritised
	GetSource() string
	GetRequestId() string
	GetValidateOnly() bool
	GetProof() crmstreamv1.WriteProof
}

// notDigested are the fields of a request that may differ between the calls with one request id.
var notDigested = []protoreflect.Name{"request_id", "proof", "priority"}

// writing is one call of a method that writes. A method for one record is a batch of one row.
type writing struct {
	server *Server
	source *source
	by     *serving
	method *api.Method
	one    *api.Method // the method for one record
	write  connectors.Write
	req    writeRequest
	proof  crmstreamv1.WriteProof
	rows   []*writeRow
	key    writes.Key
	digest writes.Digest

	// prefetched are the records that were read back together with those of other calls, nil if they were not.
	prefetched *found
	// said are facts about the answers of the upstream so far.
	said []connectors.Notice
	// spent is how many upstream requests of the call are in a response so far.
	spent int
	// first is the index of the first row in its batch: of a row of the ledger, the rows are only those of one part.
	first int
	// refused is why the configuration does not allow the write, nil if it does.
	refused error
	// known are the definitions of the rows' values, nil before they were read.
	known *enrich.Definitions
}

// writeKey names a write of a source.
type writeKey struct {
	resource string
	act      connectors.Act
}

// acts are the acts of the kinds of methods for one record.
var acts = map[api.Kind]connectors.Act{
	api.Create: connectors.Create, api.Update: connectors.Update, api.Delete: connectors.Delete, api.Undelete: connectors.Undelete, api.Pay: connectors.Pay,
}

// serveWrite returns the function that serves a method that writes.
func (s *Server) serveWrite(m *api.Method) unary {
	return func(ctx context.Context, req proto.Message) (any, error) {
		write, ok := req.(writeRequest)
		if !ok {
			return nil, fmt.Errorf("%s: the request is not that of a write", m.Name)
		}
		src, err := s.source(ctx, write.GetSource())
		if err != nil {
			return nil, err
		}
		ctx, cancel := s.contextUntil(ctx, write, src.removed) // a stop of the server is the gate's: it waits for what was sent
		defer cancel()
		meter := connectors.MeterFrom(ctx)
		meter.Interactive = write.GetPriority() != crmstreamv1.Priority_PRIORITY_BULK
		note(ctx, src, m.Resource())
		s.charge(meter, src.name)
		w, err := s.newWriting(ctx, src, m, write)
		if err != nil {
			return nil, src.fail(err)
		}
		resp, err := w.run(ctx)
		if !write.GetValidateOnly() {
			info(ctx).write = &wroteRecords{w.key.RequestID, idsOf(w, resp, err)}
		}
		switch {
		case err == nil:
			return resp, nil
		case write.GetValidateOnly() && ctx.Err() != nil:
			return nil, src.fail(context.Cause(ctx)) // nothing was to be written
		}
		return nil, src.fail(ended(ctx, err))
	}
}

// newWriting returns a call with a request that is right by itself. It asks no upstream.
func (s *Server) newWriting(ctx context.Context, src *source, m *api.Method, req writeRequest) (*writing, error) {
	w := &writing{
		server: s, source: src, by: src.serving.Load(), method: m, one: s.writes[m.Resource()][m.Kind.One()], req: req,
	}
	w.digest = sha256.Sum256(fmt.Appendf(nil, "%x %s", records.Digest(req, notDigested...), accountOf(src)))
	var ok bool
	key := writeKey{m.Resource(), acts[m.Kind.One()]}
	if w.write, ok = w.by.writes()[key]; !ok {
		return nil, unsupported(src, m)
	}
	if path := records.Unknown(req.ProtoReflect()); path != "" {
		return nil, connectors.Invalid(path, "has fields that this server does not know: a newer client needs a newer server")
	}
	w.key = writes.Key{Caller: callerOf(ctx), Source: src.name, RequestID: req.GetRequestId()}
	if w.key.RequestID == "" {
		if (key.act == connectors.Create || addsTo(req)) && !req.GetValidateOnly() {
			return nil, connectors.Invalid("request_id", "is missing: one per intent, the same on every retry; over HTTP the header Idempotency-Key")
		}
		w.key.RequestID = rand.Text()
	}
	if err := w.permit(key); err != nil {
		return nil, err
	}
	if err := w.chooseProof(); err != nil {
		return nil, err
	}
	if err := w.readRows(); err != nil {
		return nil, err
	}
	return w, nil
}

// chooseProof sets how the write is proved: as the request says, or else as the source and the write permit.
func (w *writing) chooseProof() error {
	asked := w.req.GetProof()
	w.proof = cmp.Or(asked, w.by.config.Proof)
	switch {
	case w.write.Unread && asked == crmstreamv1.WriteProof_WRITE_PROOF_STRICT:
		return connectors.Invalid("proof", "the upstream shows nothing that the write could be compared with: leave it out")
	case w.write.Unread:
		w.proof = crmstreamv1.WriteProof_WRITE_PROOF_UNSPECIFIED
	case w.write.ProofOnDemand && asked != crmstreamv1.WriteProof_WRITE_PROOF_STRICT:
		w.proof = crmstreamv1.WriteProof_WRITE_PROOF_NONE
	}
	return nil
}

// permit returns why the configuration does not allow the write, nil for a write that was sent before: such a write is answered, and what
// is left of it is refused.
func (w *writing) permit(key writeKey) error {
	w.refused = w.server.allowed(w.source, w.by, key)
	if w.refused == nil || w.server.gate == nil || w.req.GetValidateOnly() {
		return w.refused
	}
	if kept, err := w.server.opts.Ledger.Parts(w.key); err != nil || len(kept) == 0 {
		return w.refused
	}
	return nil
}

// allowed returns why the configuration of a source does not allow a write, nil if it does.
func (s *Server) allowed(src *source, by *serving, key writeKey) error {
	switch {
	case s.gate == nil:
		return errNoLedger
	case !by.config.allows(key):
		return &writesDisabled{fmt.Sprintf("source %q does not allow it: the operator allows it with writes: {%s: [%s]}", src.name, key.resource, key.act)}
	}
	return nil
}

// writesDisabled is the error of a write that the configuration does not allow.
type writesDisabled struct{ text string }

func (e *writesDisabled) Error() string { return e.text }

// errNoLedger is the error of a server without a ledger.
var errNoLedger = &writesDisabled{"the server has no state directory, without which it writes nothing: set state_dir"}

// run executes the call, or only checks it.
func (w *writing) run(ctx context.Context) (proto.Message, error) {
	switch {
	case w.req.GetValidateOnly():
		return w.plan(ctx)
	case w.method.Kind.Batch():
		return w.runBatch(ctx)
	}
	reply, err := w.server.gate.Do(ctx, w.part(0, 1))
	switch {
	case errors.Is(err, errProvedLater):
		return w.pending(ctx, err)
	case err != nil:
		return nil, err
	}
	return w.replied(reply)
}

// replied returns the response of a reply.
func (w *writing) replied(reply writes.Reply) (proto.Message, error) {
	resp := w.method.Response.New()
	if err := proto.Unmarshal(reply.Answer, resp.Interface()); err != nil {
		return nil, err
	}
	if reply.Replayed {
		receiptOf(resp).Replayed = true
	}
	return resp.Interface(), nil
}

// receiptOf returns the receipt of a response, which it adds if there is none.
func receiptOf(resp protoreflect.Message) *crmstreamv1.WriteReceipt {
	receipt, _ := resp.Mutable(resp.Descriptor().Fields().ByName("receipt")).Message().Interface().(*crmstreamv1.WriteReceipt)
	return receipt
}

// cost returns how many upstream requests the call has cost since it was asked last.
func (w *writing) cost(ctx context.Context) int32 {
	all := connectors.MeterFrom(ctx).Requests()
	cost := all - w.spent
	w.spent = all
	return count(cost)
}

// writeCut is the end of a call before its write had ended: the caller left, or the time of the call was over.
type writeCut struct{ error }

func (e *writeCut) Unwrap() error { return e.error }

// ended returns the error of a call: that of its context where the context has ended the call.
func ended(ctx context.Context, err error) error {
	var ce *connectors.Error
	if err == nil || ctx.Err() == nil || errors.As(err, &ce) || errors.As(err, new(*writes.UnknownError)) || errors.As(err, new(*writes.ProofError)) {
		return err
	}
	return &writeCut{context.Cause(ctx)}
}

// methodName returns the name of a method as ledgers and receipts have it.
func methodName(m *api.Method) string { return strings.TrimPrefix(m.Name, "/") }

// idsOf returns the ids of the records of a call, as far as they are known.
func idsOf(w *writing, resp proto.Message, err error) []string {
	var unproved *writes.ProofError
	if errors.As(err, &unproved) {
		return unproved.Row.IDs
	}
	var ids []string
	if resp == nil {
		for _, row := range w.rows {
			if w.write.Act != connectors.Create {
				ids = append(ids, row.ID)
			}
		}
		return ids
	}
	m := resp.ProtoReflect()
	field := m.Descriptor().Fields().ByNumber(1)
	if !field.IsList() {
		return []string{idOf(m.Get(field).Message().Interface())}
	}
	for i := range m.Get(field).List().Len() {
		ids = append(ids, idOf(m.Get(field).List().Get(i).Message().Interface()))
	}
	return ids
}
