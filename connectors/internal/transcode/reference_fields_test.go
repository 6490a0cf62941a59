package transcode_test

import (
	"encoding/json"
	"errors"
	"strings"
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
	list := last.kind == transcode.AsOptions || last.kind == transcode.AsFiles || last.kind == transcode.AsReferences
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
		transcode.AsPlainText: "not a text",
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
	case transcode.AsOption:
		if v[0] == '[' {
			list := r.gather(name, transcode.AsOptions, []refEntry{{transcode.AsOptions, v}})
			if list == nil {
				return errUnset
			}
			if fv.Value = list.Value; list.GetParseError() != "" {
				return errUnreadable
			}
			return nil
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

// refPair returns the two parts of an object or list.
func refPair(v json.RawMessage, names ...string) (a, b json.RawMessage, ok bool) {
	switch v[0] {
	case '[':
		if parts := refSplit(v); len(parts) == 2 {
			return parts[0].raw, parts[1].raw, true
		}
	case '{':
		o := refObject(v)
		a, okA := o[names[0]]
		b, okB := o[names[1]]
		return a, b, okA || okB
	}
	return nil, nil, false
}

func (r *reference) interval(name string, kind transcode.Datatype, v json.RawMessage) (*crmstreamv1.FieldValue_Range, error) {
	from, to, ok := refPair(v, "from", "to")
	if !ok {
		return nil, errUnreadable
	}
	p := &crmstreamv1.FieldValue_Range{}
	var err error
	r.twice(name, v, "from", "to")
	told := len(r.told)
	defer func() { r.told = r.told[:min(len(r.told), told+1)] }() // of two times that are cut the field is told once
	if p.Lower, err = r.end(name, kind, v, from); err != nil {
		return nil, err
	}
	if p.Upper, err = r.end(name, kind, v, to); err != nil {
		return nil, err
	}
	if p.Lower == nil && p.Upper == nil {
		return nil, errUnset
	}
	return p, nil
}

func (r *reference) end(name string, kind transcode.Datatype, whole, v json.RawMessage) (*string, error) {
	text, err := refScalar(v)
	if err == nil {
		switch kind {
		case transcode.AsDateRange:
			text, err = r.date(name, whole, text)
		case transcode.AsTimeRange:
			text, err = refTime(text)
		case transcode.AsDateTimeRange:
			var t time.Time
			t, err = refInstant(text, r.zone)
			text = t.UTC().Format(time.RFC3339Nano)
		default:
			text, err = refDecimal(text)
		}
	}
	if errors.Is(err, errUnset) {
		return nil, nil
	}
	return &text, err
}

func (r *reference) point(name string, v json.RawMessage) (*crmstreamv1.FieldValue_Point, error) {
	lat, lon, ok := refPair(v, "x", "y")
	if ok {
		r.twice(name, v, "x", "y")
	} else if lat, lon, ok = refPair(v, "lat", "lon"); ok {
		r.twice(name, v, "lat", "lon")
	}
	if v[0] == '"' {
		parts := strings.FieldsFunc(refText(v), func(r rune) bool { return strings.ContainsRune(" ,", r) })
		switch {
		case len(parts) == 0 || len(parts) == 1 && parts[0] == "null":
			return nil, errUnset
		case len(parts) != 2 && len(parts) != 3:
			return nil, errUnreadable
		case len(parts) == 3:
			if m := decimalPattern.FindStringSubmatch(parts[2]); m == nil || m[2]+m[3] == "" {
				return nil, errUnreadable
			}
		}
		quoted := func(s string) json.RawMessage { b, err := json.Marshal(s); must(err); return b }
		lat, lon, ok = quoted(parts[0]), quoted(parts[1]), true
	}
	if !ok {
		return nil, errUnreadable
	}
	p := &crmstreamv1.FieldValue_Point{}
	for _, part := range []struct {
		v  json.RawMessage
		to **float64
	}{{lat, &p.Latitude}, {lon, &p.Longitude}} {
		text, err := refScalar(part.v)
		if errors.Is(err, errUnset) || text == "null" {
			continue
		}
		if err != nil {
			return nil, err
		}
		d, err := refDouble(text)
		if err != nil {
			return nil, err
		}
		*part.to = &d
	}
	if p.Latitude == nil && p.Longitude == nil {
		return nil, errUnset
	}
	return p, nil
}
