package transcode_test

import (
	"encoding/json"
	"errors"
	"slices"
	"time"
	"unicode/utf8"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// refEntry is one custom field.
type refEntry struct {
	kind  transcode.Datatype
	value json.RawMessage
}

// customFields reads a list or map of custom fields.
func (r *reference) customFields(m protoreflect.Map, v json.RawMessage, types map[string]transcode.Datatype) {
	if !isContainer(v) {
		if !isEmpty(v) && !isFalse(v) {
			r.unreadable("fields", v, errUnreadable)
		}
		return
	}
	var ids []string
	entries := map[string][]refEntry{}
	for _, e := range refSplit(v) {
		id, entry := e.name, refEntry{transcode.AsText, e.raw}
		rawID := e.rawName
		var dropped []json.RawMessage
		if e.raw[0] == '{' {
			entry.value = nil
			known := false
			var ownID, datatype json.RawMessage
			replace := func(had *json.RawMessage, v json.RawMessage) {
				if *had != nil && string(*had) != string(v) {
					dropped = append(dropped, *had)
				}
				*had, known = v, true
			}
			for _, member := range refSplit(e.raw) {
				switch member.name {
				case "id":
					replace(&ownID, member.raw)
				case "type", "datatype":
					known = true
					if !isNull(member.raw) {
						replace(&datatype, member.raw)
						entry.kind = types[refText(member.raw)]
						if isContainer(member.raw) {
							entry.kind = transcode.AsText
						}
					}
				case "value":
					replace(&entry.value, member.raw)
				}
			}
			if !known {
				entry.value = e.raw
			}
			if ownID != nil && (isNumber(ownID) || ownID[0] == '"') && refText(ownID) != "" {
				id, rawID = refText(ownID), ownID
				if whole, err := refID(ownID); isNumber(ownID) && err == nil {
					id = whole
				}
			}
		}
		if rawID != nil {
			r.lossOf("fields."+refKey(id), rawID)
		}
		for _, v := range dropped {
			r.tell("fields."+refKey(id), crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_KEY, v)
		}
		if isEmpty(entry.value) || rawID == nil {
			if !isEmpty(entry.value) {
				r.unreadable("fields", e.raw, errUnreadable)
			}
			continue
		}
		if _, ok := entries[id]; !ok {
			ids = append(ids, id)
		}
		entries[id] = append(entries[id], entry)
	}
	for _, id := range ids {
		if fv := r.fieldValue("fields."+refKey(id), entries[id]); fv != nil {
			m.Set(protoreflect.ValueOfString(id).MapKey(), protoreflect.ValueOfMessage(fv.ProtoReflect()))
		}
	}
}

// fieldValue reads the values of one custom field; nil stands for none.
func (r *reference) fieldValue(name string, entries []refEntry) *crmstreamv1.FieldValue {
	last := entries[len(entries)-1]
	list := slices.Contains([]transcode.Datatype{
		transcode.AsOptions, transcode.AsOptionIDs, transcode.AsFiles, transcode.AsReferences,
	}, last.kind)
	var alike []refEntry
	for i, e := range entries {
		if list && e.kind == last.kind {
			alike = append(alike, e)
		} else if i < len(entries)-1 {
			r.tell(name, crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_FIELD, e.value)
		}
	}
	if list {
		return r.gather(name, last.kind, alike)
	}
	fv := &crmstreamv1.FieldValue{}
	told := len(r.told)
	err := r.typed(name, fv, last.kind, last.value)
	if errors.Is(err, errUnset) {
		return nil
	}
	if err != nil {
		r.told = append(r.told[:told], refTwice(r.told[told:])...)
		return r.complain(name, last.kind, last.value)
	}
	return fv
}

func (r *reference) complain(name string, kind transcode.Datatype, v json.RawMessage) *crmstreamv1.FieldValue {
	words := map[transcode.Datatype]string{
		transcode.AsFlag: "not a flag", transcode.AsInteger: "not a number", transcode.AsDecimal: "not a number",
		transcode.AsDate: "not a date", transcode.AsDateTime: "not a date and time", transcode.AsTime: "not a time of day",
		transcode.AsOption: "not an option", transcode.AsOptions: "not a list of options", transcode.AsFiles: "not a list of files",
		transcode.AsPoint: "not a point", transcode.AsReferences: "not a list of references",
		transcode.AsPlainText: "not a text", transcode.AsOptionID: "not an option", transcode.AsOptionIDs: "not a list of options",
	}
	e, ok := words[kind]
	if !ok {
		e = "not a range"
	}
	if !utf8.Valid(v) {
		r.tell(name, crmstreamv1.AlterationKind_ALTERATION_KIND_INVALID_UTF8, v)
	}
	return &crmstreamv1.FieldValue{ParseError: e, RawText: refValid(v)}
}

func (r *reference) typed(name string, fv *crmstreamv1.FieldValue, kind transcode.Datatype, v json.RawMessage) error {
	switch kind {
	case transcode.AsText:
		fv.Value = &crmstreamv1.FieldValue_Text{Text: r.text(name, v)}
		return nil
	case transcode.AsPlainText:
		if isContainer(v) {
			return errUnreadable
		}
		fv.Value = &crmstreamv1.FieldValue_Text{Text: r.text(name, v)}
		return nil
	case transcode.AsFlag:
		flag, err := refFlag(v)
		fv.Value = &crmstreamv1.FieldValue_Flag{Flag: flag}
		return err
	case transcode.AsOption, transcode.AsOptionID:
		if v[0] == '[' {
			kind := map[transcode.Datatype]transcode.Datatype{
				transcode.AsOption: transcode.AsOptions, transcode.AsOptionID: transcode.AsOptionIDs,
			}[kind]
			list := r.gather(name, kind, []refEntry{{kind, v}})
			if list == nil {
				return errUnset
			}
			if fv.Value = list.Value; list.GetParseError() != "" {
				return errUnreadable
			}
			return nil
		}
		if kind == transcode.AsOptionID {
			id, err := refID(v)
			if err == nil {
				r.lossOf(name, v)
			}
			fv.Value = &crmstreamv1.FieldValue_Option_{Option: &crmstreamv1.FieldValue_Option{Id: id}}
			return err
		}
		if isContainer(v) {
			return errUnreadable
		}
		fv.Value = &crmstreamv1.FieldValue_Option_{Option: &crmstreamv1.FieldValue_Option{Text: r.text(name, v)}}
		return nil
	case transcode.AsPoint:
		p, err := r.point(name, v)
		fv.Value = &crmstreamv1.FieldValue_Point_{Point: p}
		return err
	case transcode.AsIntegerRange, transcode.AsDecimalRange, transcode.AsDateRange, transcode.AsTimeRange, transcode.AsDateTimeRange:
		p, err := r.interval(name, kind, v)
		fv.Value = &crmstreamv1.FieldValue_Range_{Range: p}
		return err
	}
	text, err := refScalar(v)
	if err != nil {
		return err
	}
	switch kind {
	case transcode.AsInteger:
		if refNumber(fv, text, v); fv.GetParseError() != "" {
			return errUnreadable
		}
	case transcode.AsDecimal:
		text, err = refDecimal(text)
		fv.Value = &crmstreamv1.FieldValue_Decimal{Decimal: text}
	case transcode.AsDate:
		text, err = r.date(name, v, text)
		fv.Value = &crmstreamv1.FieldValue_Date{Date: text}
	case transcode.AsTime:
		text, err = refTime(text)
		fv.Value = &crmstreamv1.FieldValue_Time{Time: text}
	default:
		var t time.Time
		t, err = refInstant(text, r.zone)
		fv.Value = &crmstreamv1.FieldValue_DateTime{DateTime: timestamppb.New(t)}
	}
	return err
}
