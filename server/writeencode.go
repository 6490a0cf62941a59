package server

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
)

// encodeOnce encodes those of the rows that are not encoded yet, before the first of them is sent.
func (w *writing) encodeOnce(ctx context.Context, rows []*writeRow) error {
	rows = slices.DeleteFunc(slices.Clone(rows), func(row *writeRow) bool { return row.ready })
	switch {
	case len(rows) == 0:
		return nil
	case w.refused != nil:
		return w.refused
	}
	w.mark()
	if err := w.encode(ctx, rows); err != nil {
		return err
	}
	for _, row := range rows {
		row.ready = true
	}
	return nil
}

// encode encodes these rows with the definitions of their values, and returns all their mistakes. Definitions that are too old to
// know a name are read again once.
func (w *writing) encode(ctx context.Context, rows []*writeRow) error {
	list, _ := w.list()
	if w.known == nil {
		known, err := w.by.enrich.Definitions(ctx, list, nil)
		if err != nil {
			return err
		}
		w.known = known
	}
	err := w.encodeAll(ctx, rows)
	if !unknownName(err) {
		return err
	}
	now := time.Now()
	known, readErr := w.by.enrich.Definitions(ctx, list, &now)
	if readErr != nil {
		return readErr
	}
	w.known = known
	return w.encodeAll(ctx, rows)
}

func (w *writing) encodeAll(ctx context.Context, rows []*writeRow) error {
	var mistakes connectors.Mistakes
	for _, row := range rows {
		if err := w.encodeRow(ctx, row); !mistakes.Add(err) {
			return err
		}
	}
	return mistakes.Err()
}

// encodeRow encodes a row, after the upstream was asked what the row needs.
func (w *writing) encodeRow(ctx context.Context, row *writeRow) error {
	err := w.typeRow(row)
	if err != nil {
		return err
	}
	if err = w.prepare(ctx, row); err != nil {
		return err
	}
	if row.encoded, err = w.write.Encode(row.WriteRow, w.known.Catalogue); err != nil {
		return within(row.at, err)
	}
	if most := w.write.MaxElements; most > 0 && row.encoded.Elements > most {
		return connectors.Invalid(strings.TrimSuffix(row.at, "."), "takes %d elements of an upstream request, and at most %d fit: write it in several steps",
			row.encoded.Elements, most)
	}
	return nil
}

// prepare asks the upstream what a row needs, once in a call: a row that is encoded again has the same answer, or the same failure.
func (w *writing) prepare(ctx context.Context, row *writeRow) error {
	if w.write.Prepare == nil || row.asked {
		return row.unprepared
	}
	row.asked = true
	lease := w.server.memory.Lease(false)
	defer lease.Release()
	prepared, err := w.write.Prepare(connectors.WithMemory(ctx, lease), row.WriteRow)
	if err != nil {
		row.unprepared = within(row.at, err)
		return row.unprepared
	}
	row.Prepared = prepared
	return nil
}

// typeRow gives the values of a row the types of their definitions, and all paths the keys of custom fields.
func (w *writing) typeRow(row *writeRow) error {
	if row.expected != nil {
		if err := w.typeCondition(row.expected, row.expects, row.at+"expected."); err != nil {
			return err
		}
	}
	if err := w.typeCondition(w.newRecord(), row.unset, row.at+"expected_unset."); err != nil {
		return err
	}
	field := w.one.Request.Descriptor().Fields().ByNumber(2)
	if row.Record == nil || field == nil {
		return nil
	}
	return withTypes(row.Record, row.Mask, row.at+string(field.Name())+".", w.known.Catalogue)
}

// typeCondition is withTypes for the fields of a condition, which must exist: a record lacks a field that does not exist.
func (w *writing) typeCondition(record proto.Message, paths []string, at string) error {
	known := w.known.Catalogue
	if err := withTypes(record, paths, at, known); err != nil {
		return err
	}
	for _, path := range paths {
		if key, custom := strings.CutPrefix(path, "fields."); custom && len(known.Fields()) > 0 && known.Field(key) == nil {
			err := connectors.Invalid(at+path, "the upstream has no custom field %.64q: ListFields has those it has", key)
			err.Unknown = true
			return err
		}
	}
	return nil
}

// typeRows gives the rows that are not encoded the types of the definitions that are kept, to compare them.
func (w *writing) typeRows() {
	if w.known == nil {
		list, _ := w.list()
		w.known = w.by.enrich.KeptDefinitions(list)
	}
	for _, row := range w.rows {
		if !row.ready {
			_ = w.typeRow(row) // the call that sent the row had no mistakes; what does not fit now stays, and differs
		}
	}
}

// unknownName reports whether one of the mistakes of an error may be that definitions are too old.
func unknownName(err error) bool {
	var mistakes connectors.Mistakes
	var ce *connectors.Error
	return errors.As(err, &mistakes) && mistakes.Unknown() || errors.As(err, &ce) && ce.Unknown
}
