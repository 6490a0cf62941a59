package server

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/records"
	"github.com/crmstream/crmstream/server/writes"
)

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

// mark gives the rows their markers, if the source has a field for them.
func (w *writing) mark() {
	if w.write.Settling != connectors.SettledByMarker {
		return
	}
	for i, row := range w.rows {
		row.Marker = markerOf(w.key, w.first+i)
	}
}

// markerOf returns the marker of one record of a request.
func markerOf(key writes.Key, index int) string {
	return "crmstream:" + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(nameOf(key, index)))
}

// idOfRow returns the id of one record of a request whose id is not stated.
func idOfRow(key writes.Key, index int) string { return hex.EncodeToString(nameOf(key, index)) }

// nameOf returns 16 bytes that only one record of one request has.
func nameOf(key writes.Key, index int) []byte {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %d", key.Caller, key.Source, key.RequestID, index))
	return sum[:16]
}
