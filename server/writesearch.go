package server

import (
	"context"
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/records"
	"github.com/crmstream/crmstream/server/writes"
)

const (
	// searchWider is how much wider than the sending the window of creation is on each side: the upstream's clock may be wrong, and days
	// begin at other times elsewhere.
	searchWider = 24 * time.Hour
	// searchPages is the most pages that a search reads.
	searchPages = 20
	// maxCandidates is the most candidates that are kept.
	maxCandidates = 20
)

// verifyByContent finds the records that may be the written one: created about then, with all that was sent, and not written by
// another request. It never decides.
func (w *writing) verifyByContent(ctx context.Context, row writes.Row) (writes.Verdict, error) {
	others, err := w.writtenByOthers(row)
	if err != nil {
		return writes.Verdict{}, err
	}
	verdict := writes.Verdict{Outcome: writes.Maybe}
	for _, r := range w.rows {
		req := w.windowOf(row.SentTime, r)
		if req == nil {
			continue
		}
		sent := w.visible(r.Mask)
		_, err := w.searchList(ctx, req, func(found proto.Message) bool {
			differences, _ := records.Differences(r.Record.ProtoReflect(), found.ProtoReflect(), sent)
			if id := idOf(found); len(differences) == 0 && !others[id] && !slices.Contains(verdict.Candidates, id) {
				verdict.Candidates = append(verdict.Candidates, id)
			}
			return len(verdict.Candidates) < maxCandidates
		})
		if err != nil {
			return writes.Verdict{}, err
		}
	}
	return verdict, nil
}

// writtenByOthers returns the ids of records that other requests have created since about then.
func (w *writing) writtenByOthers(row writes.Row) (map[string]bool, error) {
	ids := map[string]bool{}
	err := w.laterRows(row.SentTime.Add(-2*searchWider), func(other writes.Row) bool {
		for _, id := range other.IDs {
			ids[id] = true
		}
		return true
	})
	return ids, err
}

// laterRows calls each with the rows of the source and resource that were executed and sent after a time, the newest first, until each
// returns false.
func (w *writing) laterRows(since time.Time, each func(writes.Row) bool) error {
	q := writes.Query{Everyone: true, Source: w.source.name, States: []writes.State{writes.Done}, Limit: writes.MaxPage}
	for {
		rows, next, err := w.server.opts.Ledger.Rows(q)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.SentTime.Before(since) {
				return nil
			}
			if row.Resource == w.write.Resource && row.Class != writes.ByID && !each(row) {
				return nil
			}
		}
		if next == "" {
			return nil
		}
		q.After = next
	}
}

// verifyByMarker searches the records for the markers of the rows. A marker that is there proves that its record was written. One that
// is not there proves the contrary only if the upstream shows a record that was written later: its lists are then up to date.
func (w *writing) verifyByMarker(ctx context.Context, row writes.Row) (writes.Verdict, error) {
	ids := make([]string, len(w.rows))
	missing := 0
	for i, r := range w.rows {
		id, err := w.findMarker(ctx, row.SentTime, r)
		if err != nil {
			return writes.Verdict{}, err
		}
		if ids[i] = id; id == "" {
			missing++
		}
	}
	found := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == "" })
	switch {
	case missing == 0:
		return writes.Verdict{Outcome: writes.Executed, IDs: ids}, nil
	case missing < len(ids):
		return writes.Verdict{Outcome: writes.Maybe, Candidates: found}, nil
	case !row.Over:
		return writes.Verdict{Outcome: writes.Maybe}, nil
	}
	shown, err := w.showsLater(ctx, row)
	if err != nil || !shown {
		return writes.Verdict{Outcome: writes.Maybe, Again: w.server.opts.Writes.Gate.SettleAfterLate}, err
	}
	return writes.Verdict{Outcome: writes.Refused}, nil
}

// showsLater reports whether the upstream shows the marker of a write that was sent after a row's time was over.
func (w *writing) showsLater(ctx context.Context, row writes.Row) (bool, error) {
	var later *writes.Row
	err := w.laterRows(row.SentTime.Add(w.server.opts.Writes.Gate.WriteTimeout), func(other writes.Row) bool {
		if other.Class == writes.Marker {
			later = &other
		}
		return later == nil
	})
	if err != nil || later == nil {
		return false, err
	}
	return w.showsIDs(ctx, later)
}

// showsIDs reports whether the upstream's list of the time shows the records of a row.
func (w *writing) showsIDs(ctx context.Context, row *writes.Row) (bool, error) {
	req := w.windowOf(row.SentTime, nil)
	if req == nil || len(row.IDs) == 0 {
		return false, nil
	}
	shown := false
	_, err := w.searchList(ctx, req, func(found proto.Message) bool {
		shown = shown || slices.Contains(row.IDs, idOf(found))
		return !shown
	})
	return shown, err
}

// findMarker returns the id of the record with the marker of a row, "" for none.
func (w *writing) findMarker(ctx context.Context, sent time.Time, r *writeRow) (id string, err error) {
	req := w.markerRequest(sent, r)
	if req == nil {
		return "", nil
	}
	path := "fields." + w.write.MarkerField
	complete, err := w.searchList(ctx, req, func(found proto.Message) bool {
		if fd, v, has := records.Value(found.ProtoReflect(), path); has && markerIn(fd, v) == r.Marker {
			id = idOf(found)
		}
		return id == ""
	})
	if err == nil && id == "" && !complete {
		return "", fmt.Errorf("more than %d pages of %s were created about the time of the write", searchPages, w.write.Resource)
	}
	return id, err
}

// markerIn returns the text of a custom field.
func markerIn(fd protoreflect.FieldDescriptor, v protoreflect.Value) string {
	if fd.Kind() != protoreflect.MessageKind {
		return ""
	}
	value, _ := v.Message().Interface().(interface{ GetText() string })
	if value == nil {
		return ""
	}
	return value.GetText()
}

// markerRequest returns the list in which a marker is searched: by a condition on its field where the list has such conditions, and
// else by the time of creation.
func (w *writing) markerRequest(sent time.Time, r *writeRow) proto.Message {
	list := w.by.lists[w.write.Resource]
	byField := slices.ContainsFunc(list.Where, func(k connectors.WhereKey) bool {
		return k.Key == "fields.*" && slices.Contains(k.Ops, connectors.OpEq)
	})
	if !byField {
		return w.windowOf(sent, r)
	}
	req := w.emptyRequest()
	where := req.Descriptor().Fields().ByName("where")
	req.Mutable(where).List().Append(protoreflect.ValueOfString("fields." + w.write.MarkerField + " = " + r.Marker))
	return req.Interface()
}

// windowOf returns the list of the records that were created about a time, nil if the source has no such list. A row that states its
// time of creation has that.
func (w *writing) windowOf(sent time.Time, r *writeRow) proto.Message {
	list, ok := w.by.lists[w.write.Resource]
	if !ok || !slices.Contains(list.Fields, "created_from") || !slices.Contains(list.Fields, "created_before") {
		return nil
	}
	if r != nil && slices.Contains(r.Mask, "create_time") {
		if fd, v, has := records.Value(r.Record.ProtoReflect(), "create_time"); has && fd.Message() != nil {
			if at, ok := v.Message().Interface().(interface{ AsTime() time.Time }); ok {
				sent = at.AsTime()
			}
		}
	}
	req := w.emptyRequest()
	set := func(field protoreflect.Name, at time.Time) {
		req.Set(req.Descriptor().Fields().ByName(field), protoreflect.ValueOfString(at.UTC().Truncate(time.Second).Format(time.RFC3339)))
	}
	set("created_from", sent.Add(-searchWider))
	set("created_before", sent.Add(searchWider))
	return req.Interface()
}

func (w *writing) emptyRequest() protoreflect.Message {
	req := w.by.lists[w.write.Resource].Request().New()
	req.Set(req.Descriptor().Fields().ByName("source"), protoreflect.ValueOfString(w.source.name))
	return req
}

// searchList reads a list until each returns false, and reports whether it was read to its end or until then.
func (w *writing) searchList(ctx context.Context, req proto.Message, each func(proto.Message) bool) (complete bool, err error) {
	list := w.by.lists[w.write.Resource]
	fetch, err := list.Open(req, w.by.enrich.KeptDefinitions(list).Catalogue)
	if err != nil {
		return false, err
	}
	fetch = w.server.memory.Bounded(fetch, false)
	at := connectors.PageRequest{}
	for range searchPages {
		page, err := fetch(ctx, at)
		if err != nil {
			return false, err
		}
		for _, r := range page.Records {
			m := w.newRecord()
			if r.Err == nil && r.Decode(m) == nil && !each(m) {
				release(page)
				return true, nil
			}
		}
		release(page)
		if at.Cursor = page.Next; at.Cursor == "" {
			return true, nil
		}
	}
	return false, nil
}

// release frees the memory of a page.
func release(page connectors.Page) {
	if page.Release != nil {
		page.Release()
	}
}
