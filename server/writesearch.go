package server

import (
	"cmp"
	"context"
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
			if !others[id] && !slices.Contains(verdict.Candidates, id) && slices.ContainsFunc(window.rows, func(r *writeRow) bool { return w.lists(found, r) }) {
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

// lists reports whether a record of the list has all that was sent of a row, as far as the list shows it.
func (w *writing) lists(found proto.Message, r *writeRow) bool {
	shown := slices.DeleteFunc(w.visible(r.Mask), func(path string) bool { return slices.Contains(w.write.ListLacks, path) })
	differences, _ := records.Differences(r.Record.ProtoReflect(), found.ProtoReflect(), shown)
	return len(differences) == 0
}

// list returns the list that shows the records of the write, and false if the source has none.
func (w *writing) list() (connectors.List, bool) {
	list, ok := w.by.lists[cmp.Or(w.write.ShownIn, w.write.Resource)]
	return list, ok
}

// newListed returns an empty record of that list.
func (w *writing) newListed() proto.Message {
	m := w.server.lists[cmp.Or(w.write.ShownIn, w.write.Resource)]
	record := m.Response.New().NewField(m.Response.Descriptor().Fields().ByNumber(1)).List().NewElement()
	return record.Message().Interface()
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

// windowOf returns the list of the records that were created about a time, or begin about the time that a row states. It is the whole
// list where the list has no such filter, and nil if the source has no list. A row that states its time of creation has that.
func (w *writing) windowOf(sent time.Time, r *writeRow) proto.Message {
	list, ok := w.list()
	if !ok {
		return nil
	}
	req := w.emptyRequest()
	if r != nil && r.Record != nil && slices.Contains(list.Fields, "contact_id") {
		if _, id, has := records.Value(r.Record.ProtoReflect(), "contact_id"); has {
			req.Set(req.Descriptor().Fields().ByName("contact_id"), id)
		}
	}
	for _, filter := range []struct{ from, before, time string }{{"created_from", "created_before", "create_time"}, {"start_from", "start_before", "start_time"}} {
		if !slices.Contains(list.Fields, filter.from) || !slices.Contains(list.Fields, filter.before) {
			continue
		}
		about := timeIn(r, filter.time, sent)
		set := func(layout string, wider time.Duration) {
			fields := req.Descriptor().Fields()
			req.Set(fields.ByName(protoreflect.Name(filter.from)), protoreflect.ValueOfString(about.Add(-wider).UTC().Format(layout)))
			req.Set(fields.ByName(protoreflect.Name(filter.before)), protoreflect.ValueOfString(about.Add(wider).UTC().Format(layout)))
		}
		set(time.RFC3339, searchWider)
		if _, err := list.Open(req.Interface(), nil); err != nil {
			set(time.DateOnly, 2*searchWider) // the list takes days, of the source's zone
		}
		break
	}
	return req.Interface()
}

// timeIn returns the time that a row states in a field, and otherwise the other time.
func timeIn(r *writeRow, path string, otherwise time.Time) time.Time {
	if r == nil || r.Record == nil || !slices.Contains(r.Mask, path) {
		return otherwise
	}
	fd, v, has := records.Value(r.Record.ProtoReflect(), path)
	if !has || fd.Message() == nil {
		return otherwise
	}
	if at, ok := v.Message().Interface().(interface{ AsTime() time.Time }); ok {
		return at.AsTime()
	}
	return otherwise
}

func (w *writing) emptyRequest() protoreflect.Message {
	list, _ := w.list()
	req := list.Request().New()
	req.Set(req.Descriptor().Fields().ByName("source"), protoreflect.ValueOfString(w.source.name))
	return req
}

// searchList reads a list until each returns false, and reports whether all its records were read, to its end or until then.
func (w *writing) searchList(ctx context.Context, req proto.Message, each func(proto.Message) bool) (complete bool, err error) {
	list, _ := w.list()
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
			m := w.newListed()
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

// forget drops the kept lists that the write has changed, or may have.
func (w *writing) forget() {
	for _, resource := range w.write.Forgets {
		w.by.enrich.Kept.Forget(w.by.enrich.Key(resource, ""))
	}
}

// release frees the memory of a page.
func release(page connectors.Page) {
	if page.Release != nil {
		page.Release()
	}
}
