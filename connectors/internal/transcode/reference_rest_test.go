package transcode_test

import (
	"encoding/json"
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// rest reads the members that no column names, and those of the RestObject.
func (r *reference) rest(m protoreflect.Map, object map[string]json.RawMessage, raw json.RawMessage, columns []transcode.Column) {
	named := map[string]bool{}
	for _, c := range columns {
		for _, key := range c.Keys {
			named[key] = true
		}
		if c.Kind == transcode.Group {
			for _, sub := range r.columns[c.Table] {
				for _, key := range sub.Keys {
					named[key] = true
				}
			}
		}
	}
	var members []refMember
	for _, e := range refSplit(raw) {
		if !named[e.name] {
			members = append(members, e)
		}
	}
	for _, c := range columns {
		v := object[strings.Join(c.Keys, "")]
		switch {
		case c.Kind != transcode.RestObject || isEmpty(v) || isFalse(v):
		case v[0] == '{':
			members = append(members, refSplit(v)...)
		default:
			r.unreadable(c.Field, v, errUnreadable)
		}
	}
	seen, typed := map[string]refMember{}, map[string][]refEntry{}
	for _, e := range members {
		if isEmpty(e.raw) {
			continue
		}
		r.lossOf("fields."+refKey(e.name), e.rawName)
		if kind, ok := r.defined[e.name]; ok {
			typed[e.name] = append(typed[e.name], refEntry{kind, e.raw})
			continue
		}
		if had, ok := seen[e.name]; ok {
			r.tell("fields."+refKey(e.name), crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_FIELD, had.raw)
		}
		seen[e.name] = e
	}
	for _, e := range seen {
		r.rawEntry(m, e)
	}
	for name, entries := range typed {
		if fv := r.fieldValue("fields."+refKey(name), entries); fv != nil {
			m.Set(protoreflect.ValueOfString(name).MapKey(), protoreflect.ValueOfMessage(fv.ProtoReflect()))
		}
	}
}

// rawEntry sets a map entry by JSON type.
func (r *reference) rawEntry(m protoreflect.Map, e refMember) {
	fv := &crmstreamv1.FieldValue{}
	switch {
	case isEmpty(e.raw):
		return
	case string(e.raw) == "true" || string(e.raw) == "false":
		fv.Value = &crmstreamv1.FieldValue_Flag{Flag: string(e.raw) == "true"}
	case isNumber(e.raw):
		refNumber(fv, string(e.raw), e.raw)
	default:
		fv.Value = &crmstreamv1.FieldValue_Text{Text: r.text("fields."+refKey(e.name), e.raw)}
	}
	m.Set(protoreflect.ValueOfString(e.name).MapKey(), protoreflect.ValueOfMessage(fv.ProtoReflect()))
}

// refNumber reads an integer, or else a decimal.
func refNumber(fv *crmstreamv1.FieldValue, text string, raw json.RawMessage) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		fv.Value = &crmstreamv1.FieldValue_Integer{Integer: n}
		return
	}
	d, err := refDecimal(text)
	if err != nil {
		fv.ParseError, fv.RawText = "not a number", refValid(raw)
		return
	}
	fv.Value = &crmstreamv1.FieldValue_Decimal{Decimal: d}
}
