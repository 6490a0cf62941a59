package server

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/records"
	"github.com/crmstream/crmstream/server/writes"
)

// verify asks the upstream whether a write of unknown outcome was executed. It is the Verify of the gate.
func (s *Server) verify(ctx context.Context, row writes.Row) (writes.Verdict, error) {
	if meter := connectors.MeterFrom(ctx); meter.Charge == nil {
		s.charge(meter, row.Key.Source)
	}
	w, err := s.restored(row)
	if err != nil {
		return writes.Verdict{}, err
	}
	switch row.Class {
	case writes.ByID:
		return w.verifyByID(ctx, row)
	case writes.Marker:
		return w.verifyByMarker(ctx, row)
	case writes.Content:
		return w.verifyByContent(ctx, row)
	default:
		return writes.Verdict{Outcome: writes.Maybe}, nil
	}
}

// restored returns the call of a row of the ledger, with the records of that part alone.
func (s *Server) restored(row writes.Row) (*writing, error) {
	src := (*s.sources.Load())[row.Key.Source]
	m := s.methods[row.Method]
	if src == nil || m == nil {
		return nil, fmt.Errorf("source %q or method %s is not served any more", row.Key.Source, row.Method)
	}
	if row.Account != accountOf(src) {
		return nil, fmt.Errorf("source %q refers to another account now", row.Key.Source)
	}
	req, ok := m.Request.New().Interface().(writeRequest)
	if !ok {
		return nil, fmt.Errorf("%s does not write", row.Method)
	}
	if err := proto.Unmarshal(row.Request, req); err != nil {
		return nil, err
	}
	w := &writing{server: s, source: src, by: src.serving.Load(), method: m, one: s.writes[m.Resource()][m.Kind.One()], req: req, key: row.Key, first: row.Key.Part}
	if w.write, ok = w.by.writes()[writeKey{m.Resource(), acts[m.Kind.One()]}]; !ok {
		return nil, unsupported(src, m)
	}
	if err := w.readRows(); err != nil {
		return nil, err
	}
	if len(row.Request) == 0 || len(w.rows) != row.Count {
		return nil, errors.New("the ledger has lost the request of the write")
	}
	w.mark()
	w.typeRows()
	return w, w.beforeOf(w.rows, row)
}

// standing is what a record says about a write to it.
type standing uint8

const (
	undecided standing = iota
	written
	untouched
)

// verifyByID reads the records back. The write was executed if all its records are as it was sent, and not executed if none of them
// has changed since it was read before the write, and the upstream had its time.
func (w *writing) verifyByID(ctx context.Context, row writes.Row) (writes.Verdict, error) {
	found, err := w.find(ctx, w.rows)
	if err != nil {
		return writes.Verdict{}, err
	}
	all := map[standing]int{}
	for _, r := range w.rows {
		shown := w.newRecord()
		record, ok := found.found[idKey(r.ID)]
		if !ok || record.Err != nil || record.Decode(shown) != nil {
			shown = nil
		}
		all[w.standing(r, shown, ok)]++
	}
	switch len(w.rows) {
	case all[written]:
		return writes.Verdict{Outcome: writes.Executed}, nil
	case all[untouched]:
		if row.Over {
			return writes.Verdict{Outcome: writes.Refused}, nil
		}
	}
	return writes.Verdict{Outcome: writes.Maybe}, nil
}

// standing returns what a record says; shown is nil for a record that is not there or cannot be read.
func (w *writing) standing(r *writeRow, shown proto.Message, there bool) standing {
	if w.write.Act == connectors.Delete {
		deleted := w.newRecord().ProtoReflect().Descriptor().Fields().ByName("deleted")
		switch {
		case !there && deleted == nil, shown != nil && deleted != nil && shown.ProtoReflect().Get(deleted).Bool():
			return written
		case shown != nil:
			return untouched
		}
		return undecided
	}
	switch {
	case shown == nil:
		return undecided
	case w.write.Act == connectors.Undelete && isDeleted(shown):
		return untouched
	case w.write.Act == connectors.Undelete:
		return written
	}
	sent := w.visible(r.Mask)
	differences, _ := records.Differences(r.Record.ProtoReflect(), shown.ProtoReflect(), sent)
	switch {
	case len(differences) == 0 && len(sent) > 0:
		return written
	case r.Before == nil || len(sent) == 0:
		return undecided
	case unchanged(r.Before, shown, sent) && (w.write.Act == connectors.Pay || sameActivity(r.Before, shown)):
		return untouched
	}
	before, _ := records.Differences(r.Before.ProtoReflect(), shown.ProtoReflect(), records.Set(r.Before.ProtoReflect()))
	if len(before) == 0 && !hasActivity(r.Before) && !hasActivity(shown) {
		return untouched // the record has no time of its latest change, and is as it was as a whole
	}
	return undecided
}

// hasActivity reports whether a record has a time of its latest change.
func hasActivity(m proto.Message) bool {
	for _, name := range activityFields {
		if fd := m.ProtoReflect().Descriptor().Fields().ByName(name); fd != nil && m.ProtoReflect().Has(fd) {
			return true
		}
	}
	return false
}

// methodsByName returns the methods of the API by their names in the ledger.
func methodsByName(all []*api.Method) map[string]*api.Method {
	byName := map[string]*api.Method{}
	for _, m := range all {
		byName[methodName(m)] = m
	}
	return byName
}
