package server

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/writes"
)

// Proofs that are made later wait so long, or until there are so many records of one resource.
const (
	laterWait = 5 * time.Second
	laterMost = 50
)

// laterKey names the proofs that are made in one look-up.
type laterKey struct{ source, resource, caller string }

// laterProof is a part of a call that was executed and is proved later.
type laterProof struct {
	w        *writing
	from, to int
	ids      []string
}

// later collects proofs, and makes those of one resource together. It is safe for concurrent use.
type later struct {
	mu      sync.Mutex
	waiting map[laterKey][]laterProof
	group   sync.WaitGroup
	ctx     context.Context // ends when the server stops
}

// pending returns the response of a single write that is proved later.
func (w *writing) pending(ctx context.Context, err error) (proto.Message, error) {
	resp, err := w.pendingPart(ctx, 0, 1, err)
	if err != nil {
		return nil, err
	}
	return resp.Interface(), nil
}

// pendingPart returns the response of a part that is proved later, and has it proved.
func (w *writing) pendingPart(ctx context.Context, from, to int, err error) (protoreflect.Message, error) {
	var done *writes.ProofError
	if !errors.As(err, &done) {
		return nil, err
	}
	resp := w.method.Response.New()
	receipt := receiptOf(resp)
	receipt.RequestId, receipt.State = w.key.RequestID, crmstreamv1.WriteState_WRITE_STATE_EXECUTED
	receipt.Proof = crmstreamv1.ProofResult_PROOF_RESULT_PENDING
	receipt.SentTime, receipt.KeptUntil = timestamppb.New(done.Row.SentTime), timestamppb.New(done.Row.KeptUntil.Truncate(time.Second))
	proof := laterProof{w: w.again(), from: from, to: to}
	refused := refusedBeside(err)
	for i, row := range w.rows[from:to] {
		if result := refused[i]; result != nil {
			w.addResult(resp, from+i, proto.CloneOf(result)) // other calls with the request id have the same error
			continue
		}
		id := row.ID
		if i < len(done.Row.IDs) {
			id = done.Row.IDs[i]
		}
		if id != "" { // the upstream returned none for this record
			proof.ids = append(proof.ids, id)
		}
		w.add(resp, from+i, proved{record: w.onlyID(id), id: id, result: receipt.GetProof()})
	}
	w.note(resp, w.noticesOf(w.rows[from:to]))
	resp.Set(resp.Descriptor().Fields().ByName("upstream_requests"), protoreflect.ValueOfInt32(w.cost(ctx)))
	w.server.later.add(proof)
	return resp, nil
}

// again returns the call as one that proves at once. It shares nothing that changes with the call, which may go on with other rows.
func (w *writing) again() *writing {
	second := *w
	second.proof, second.spent = crmstreamv1.WriteProof_WRITE_PROOF_UNSPECIFIED, 0
	second.rows = make([]*writeRow, len(w.rows))
	for i, row := range w.rows {
		mine := *row
		mine.Record, mine.expected = proto.Clone(row.Record), proto.Clone(row.expected)
		mine.Mask, mine.expects, mine.unset = slices.Clone(row.Mask), slices.Clone(row.expects), slices.Clone(row.unset)
		second.rows[i] = &mine
	}
	return &second
}

// add has a proof made within laterWait.
func (l *later) add(p laterProof) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ctx.Err() != nil {
		return // the ledger has the row, and the next call with the request id proves it
	}
	if l.waiting == nil {
		l.waiting = map[laterKey][]laterProof{}
	}
	key := laterKey{p.w.source.name, p.w.write.Resource, p.w.key.Caller}
	l.waiting[key] = append(l.waiting[key], p)
	ids := 0
	for _, other := range l.waiting[key] {
		ids += len(other.ids)
	}
	switch {
	case ids >= laterMost:
		l.start(key, 0)
	case len(l.waiting[key]) == 1:
		l.start(key, laterWait)
	}
}

// start makes the proofs of a key after a wait. The caller holds the lock.
func (l *later) start(key laterKey, wait time.Duration) {
	l.group.Go(func() {
		select {
		case <-time.After(wait):
		case <-l.ctx.Done():
			return
		}
		l.mu.Lock()
		proofs := l.waiting[key]
		delete(l.waiting, key)
		l.mu.Unlock()
		l.prove(proofs)
	})
}

// prove reads the records of all proofs in one look-up of class bulk, and has the gate store what each proof says.
func (l *later) prove(proofs []laterProof) {
	if len(proofs) == 0 {
		return // another timer has made them
	}
	first := proofs[0].w
	meter := &connectors.Meter{Caller: first.key.Caller}
	first.server.charge(meter, first.source.name)
	ctx := connectors.WithMeter(l.ctx, meter)
	var ids []string
	for _, p := range proofs {
		ids = append(ids, p.ids...)
	}
	found, err := first.findIDs(ctx, ids)
	for _, p := range proofs {
		if err == nil {
			p.w.prefetched = found
		}
		_, _ = p.w.server.gate.Do(ctx, p.w.part(p.from, p.to)) // after an error the next call with the request id proves the row
	}
}
