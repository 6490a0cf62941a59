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
	// settleMost is the longest time until the server searches a marker again.
	settleMost = 12 * time.Hour
	// maxCandidates is the most candidates that are kept, besides one for each record.
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
	for _, window := range w.windows(row.SentTime) {
		_, err := w.searchList(ctx, window.req, func(found proto.Message) bool {
			id := idOf(found)
			if !others[id] && !slices.Contains(verdict.Candidates, id) && slices.ContainsFunc(window.rows, func(r *writeRow) bool { return w.shows(found, r) }) {
				verdict.Candidates = append(verdict.Candidates, id)
			}
			return len(verdict.Candidates) < maxCandidates+len(w.rows)
		})
		if err != nil {
			return writes.Verdict{}, err
		}
	}
	return verdict, nil
}

// shows reports whether a record has all that was sent of a row.
func (w *writing) shows(found proto.Message, r *writeRow) bool {
	differences, _ := records.Differences(r.Record.ProtoReflect(), found.ProtoReflect(), w.visible(r.Mask))
	return len(differences) == 0
}

// window is a list in which several rows are searched.
type window struct {
	req  proto.Message
	rows []*writeRow
}

// windows returns the lists of the records that were created about a time, each with the rows that may be in it. Most rows share one.
func (w *writing) windows(sent time.Time) []window {
	var all []window
	for _, r := range w.rows {
		req := w.windowOf(sent, r)
		if req == nil {
			continue
		}
		at := slices.IndexFunc(all, func(other window) bool { return proto.Equal(other.req, req) })
		if at < 0 {
			at = len(all)
			all = append(all, window{req: req})
		}
		all[at].rows = append(all[at].rows, r)
	}
	return all
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

// laterRows calls each with the rows of the source and resource that were executed and sent after a time, until each returns false. The
// rows come by when they became done, the newest first.
func (w *writing) laterRows(since time.Time, each func(writes.Row) bool) error {
	q := writes.Query{Everyone: true, Source: w.source.name, States: []writes.State{writes.Done}, Limit: writes.MaxPage}
	for {
		rows, next, err := w.server.opts.Ledger.Rows(q)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.KeptUntil.Add(-writes.KeepDone).Before(since) { // rows come by when they were done, not sent
				return nil
			}
			other := row.Account != accountOf(w.source) || row.Resource != w.write.Resource || row.Class == writes.ByID
			if other || row.SentTime.Before(since) {
				continue
			}
			if !each(row) {
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
// is not there proves the contrary only if the search finds the marker of a record that was written later: the upstream keeps markers,
// and its lists are up to date.
func (w *writing) verifyByMarker(ctx context.Context, row writes.Row) (writes.Verdict, error) {
	if w.write.MarkerField == "" || w.write.MarkerField != row.MarkerField {
		return writes.Verdict{}, fmt.Errorf("the write has its marker in field %q, and the source has %q now", row.MarkerField, w.write.MarkerField)
	}
	ids, err := w.findMarkers(ctx, row.SentTime)
	if err != nil {
		return writes.Verdict{}, err
	}
	missing := 0
	for _, id := range ids {
		if id == "" {
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
		// Each time after twice as long: a write may stay unknown for weeks.
		return writes.Verdict{Outcome: writes.Maybe, Again: max(w.server.opts.Writes.Gate.SettleAfterLate, min(time.Since(row.SentTime), settleMost))}, err
	}
	return writes.Verdict{Outcome: writes.Refused}, nil
}

// showsLater reports whether the search finds the marker of a write that was sent after a row's time was over.
func (w *writing) showsLater(ctx context.Context, row writes.Row) (bool, error) {
	var later *writes.Row
	err := w.laterRows(row.SentTime.Add(w.server.opts.Writes.Gate.WriteTimeout), func(other writes.Row) bool {
		if other.Class == writes.Marker && other.MarkerField == row.MarkerField {
			later = &other
		}
		return later == nil
	})
	if err != nil || later == nil {
		return false, err
	}
	sample := *w
	sample.key, sample.first, sample.rows = later.Key, later.Key.Part, []*writeRow{{}}
	sample.mark()
	ids, err := sample.findMarkers(ctx, later.SentTime)
	return err == nil && ids[0] != "", err
}

// hasConditions reports whether the list takes conditions on custom fields.
func (w *writing) hasConditions() bool {
	return slices.ContainsFunc(w.by.lists[w.write.Resource].Where, func(k connectors.WhereKey) bool {
		return k.Key == "fields.*" && slices.Contains(k.Ops, connectors.OpEq)
	})
}

// findMarkers returns the ids of the records with the markers of the rows, in their order, "" for none. It searches by a condition on
// the marker's field where the list has such conditions, and else by the time of creation.
func (w *writing) findMarkers(ctx context.Context, sent time.Time) ([]string, error) {
	lists := w.windows(sent)
	if w.hasConditions() {
		lists = nil
		for _, r := range w.rows {
			lists = append(lists, window{w.markerRequest(r.Marker), []*writeRow{r}})
		}
	}
	byMarker := map[string]string{}
	path := "fields." + w.write.MarkerField
	for _, list := range lists {
		left := len(list.rows)
		complete, err := w.searchList(ctx, list.req, func(found proto.Message) bool {
			fd, v, has := records.Value(found.ProtoReflect(), path)
			if has && slices.ContainsFunc(list.rows, func(r *writeRow) bool { return markerIn(fd, v) == r.Marker }) {
				byMarker[markerIn(fd, v)] = idOf(found)
				left--
			}
			return left > 0
		})
		if err != nil {
			return nil, err
		}
		if !complete {
			return nil, fmt.Errorf("%s about the time of the write cannot be read, or fill more than %d pages", w.write.Resource, searchPages)
		}
	}
	ids := make([]string, len(w.rows))
	for i, r := range w.rows {
		ids[i] = byMarker[r.Marker]
	}
	return ids, nil
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

// markerRequest returns the list of the records with a marker.
func (w *writing) markerRequest(marker string) proto.Message {
	req := w.emptyRequest()
	where := req.Descriptor().Fields().ByName("where")
	req.Mutable(where).List().Append(protoreflect.ValueOfString("fields." + w.write.MarkerField + " = " + marker))
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
	if r != nil && r.Record != nil && slices.Contains(list.Fields, "contact_id") {
		if _, id, has := records.Value(r.Record.ProtoReflect(), "contact_id"); has {
			req.Set(req.Descriptor().Fields().ByName("contact_id"), id)
		}
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

// searchList reads a list until each returns false, and reports whether all its records were read, to its end or until then.
func (w *writing) searchList(ctx context.Context, req proto.Message, each func(proto.Message) bool) (complete bool, err error) {
	list := w.by.lists[w.write.Resource]
	fetch, err := list.Open(req, w.by.enrich.KeptDefinitions(list).Catalogue)
	if err != nil {
		return false, err
	}
	fetch = w.server.memory.Bounded(fetch, false)
	at, unread := connectors.PageRequest{}, false
	for range searchPages {
		page, err := fetch(ctx, at)
		if err != nil {
			return false, err
		}
		for _, r := range page.Records {
			m := w.newRecord()
			switch {
			case r.Err != nil || r.Decode(m) != nil:
				unread = true // which may be the record that is searched
			case !each(m):
				release(page)
				return true, nil
			}
		}
		release(page)
		if at.Cursor = page.Next; at.Cursor == "" {
			return !unread, nil
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
