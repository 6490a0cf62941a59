package changelog

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
)

// question asks a stream for entries. NATS calls this a direct get in a batch (ADR-31): it needs no consumer, so that a reader
// leaves nothing in the server, in memory or on the disk.
type question struct {
	Sequence  uint64     `json:"seq,omitempty"`
	StartTime *time.Time `json:"start_time,omitempty"`
	Batch     int        `json:"batch,omitempty"`
	MaxBytes  int        `json:"max_bytes,omitempty"`
}

// batch is the answer.
type batch struct {
	records []Record
	more    bool // there was more than what the batch has room for
}

// after returns some entries after a position. The first is the next one, and all others follow each other. What does not is an
// *ExpiredError, which comes with the entries before it.
func (l *streamLog) after(ctx context.Context, e *engine, from Position) (batch, error) {
	if from.Log != l.id {
		return batch{}, l.expired(ctx, e, from, Replaced)
	}
	// The entry at the position is asked for as well, to be compared with the check.
	begin := max(1, from.Sequence)
	if from.Check == 0 {
		begin = from.next()
	}
	got, err := l.fetch(ctx, e, question{Sequence: begin, Batch: batchEntries, MaxBytes: batchBytes})
	if err != nil {
		return batch{}, err
	}
	if len(got.records) > 0 && got.records[0].Sequence == from.Sequence {
		if from.Check != 0 && got.records[0].After().Check != from.Check {
			return batch{}, l.expired(ctx, e, from, Replaced)
		}
		if from.Part == 0 {
			got.records = got.records[1:]
		}
	}
	if len(got.records) == 0 {
		return l.atEnd(ctx, e, from)
	}
	for i, r := range got.records {
		if want := from.next() + uint64(i); r.Sequence != want {
			got.records = got.records[:i]
			return got, l.expired(ctx, e, Position{Log: l.id, Sequence: want - 1}, Lost)
		}
	}
	return got, nil
}

// atEnd returns what is after a position after which a batch had nothing: the end, or an entry that came after the question, or
// the error of one that cannot be read.
func (l *streamLog) atEnd(ctx context.Context, e *engine, from Position) (batch, error) {
	b, err := l.bounds(ctx, e)
	switch {
	case err != nil:
		return batch{}, err
	case from.Sequence > b.Last:
		return batch{}, &ExpiredError{l.name, Replaced, b.Oldest}
	case from.next() < b.First:
		return batch{}, &ExpiredError{l.name, Dropped, b.Oldest}
	case from.next() > b.Last:
		return batch{}, nil
	}
	got, err := l.fetch(ctx, e, question{Sequence: from.next()})
	if err == nil && len(got.records) == 0 {
		err = l.expired(ctx, e, from, Lost)
	}
	got.more = true
	return got, err
}

// expired returns the error of a position whose next entry is not there. An entry that the retention took while it was read
// was not lost.
func (l *streamLog) expired(ctx context.Context, e *engine, from Position, reason Reason) error {
	b, err := l.bounds(ctx, e)
	if err != nil {
		return err
	}
	if reason == Lost && from.next() < b.First {
		reason = Dropped
	}
	return &ExpiredError{l.name, reason, b.Oldest}
}

// The headers of an answer.
const (
	headerStatus   = "Status"
	headerSequence = "Nats-Sequence"
	headerTime     = "Nats-Time-Stamp"
	headerPending  = "Nats-Num-Pending"
)

// fetch asks the stream, and reads its answer.
func (l *streamLog) fetch(ctx context.Context, e *engine, q question) (batch, error) {
	text, err := json.Marshal(q)
	if err != nil {
		return batch{}, err
	}
	inbox, err := e.reads.SubscribeSync(e.reads.NewInbox())
	if err != nil {
		return batch{}, err
	}
	defer func() { _ = inbox.Unsubscribe() }() // fails when the connection has ended, and the inbox with it
	if err := e.reads.PublishRequest("$JS.API.DIRECT.GET."+l.name, inbox.Subject, text); err != nil {
		return batch{}, err
	}
	var got batch
	for {
		m, err := inbox.NextMsgWithContext(ctx)
		if err != nil {
			return batch{}, err
		}
		switch status := m.Header.Get(headerStatus); status {
		case "":
			record, err := l.record(m)
			if err != nil {
				return batch{}, err
			}
			got.records = append(got.records, record)
			if q.Batch == 0 {
				return got, nil
			}
		case "204": // the end of the batch
			got.more = m.Header.Get(headerPending) != "0"
			return got, nil
		case "404": // nothing there
			return batch{}, nil
		default:
			return batch{}, fmt.Errorf("the engine answers %s %s", status, m.Header.Get("Description"))
		}
	}
}

// record returns the entry of a message.
func (l *streamLog) record(m *nats.Msg) (Record, error) {
	seq, err1 := strconv.ParseUint(m.Header.Get(headerSequence), 10, 64)
	at, err2 := time.Parse(time.RFC3339Nano, m.Header.Get(headerTime))
	kind, body, err3 := parseFrame(m.Data)
	return Record{Log: l.id, Sequence: seq, Time: at, Kind: kind, Body: body}, errors.Join(err1, err2, err3)
}
