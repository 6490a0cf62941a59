package transcode_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The reference reads rows as the package's documentation says, slowly and in another way: encoding/json takes them
// apart, time and strconv read the scalars, and reflection fills the messages. It was written apart from the package.

// refMember is a member of an object, or an element of a list with an empty name.
type refMember struct {
	name string
	raw  json.RawMessage
}

// refSplit returns the members or elements of a container in order.
func refSplit(raw json.RawMessage) []refMember {
	d := json.NewDecoder(bytes.NewReader(raw))
	open, err := d.Token()
	must(err)
	var members []refMember
	for d.More() {
		var m refMember
		if open == json.Delim('{') {
			name, err := d.Token()
			must(err)
			m.name = name.(string)
		}
		must(d.Decode(&m.raw))
		members = append(members, m)
	}
	return members
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// refObject returns an object's members by name, the last of each.
func refObject(raw json.RawMessage) map[string]json.RawMessage {
	o := map[string]json.RawMessage{}
	for _, m := range refSplit(raw) {
		o[m.name] = m.raw
	}
	return o
}

// refText returns the text of a scalar, and for anything else its JSON.
func refText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil && raw[0] == '"' {
		return s
	}
	return refValid(raw)
}

// refValid replaces each byte that is not of valid UTF-8.
func refValid(b []byte) string {
	var s strings.Builder
	for _, r := range string(b) { // ranging yields U+FFFD for each such byte
		s.WriteRune(r)
	}
	return s.String()
}

func isNull(raw json.RawMessage) bool      { return len(raw) == 0 || string(raw) == "null" }
func isContainer(raw json.RawMessage) bool { return len(raw) > 0 && (raw[0] == '{' || raw[0] == '[') }
func isFalse(raw json.RawMessage) bool     { return string(raw) == "false" }
func isNumber(raw json.RawMessage) bool {
	return len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9')
}

// isEmpty reports whether the value is null, the empty text, or an empty container.
func isEmpty(raw json.RawMessage) bool {
	return isNull(raw) || string(raw) == `""` || isContainer(raw) && len(refSplit(raw)) == 0
}

// The errors by which the reference tells what to do with a field.
var (
	errUnset      = errors.New("unset")
	errUnreadable = errors.New("unreadable")
)

// refScalar returns the trimmed text of a number or string.
func refScalar(raw json.RawMessage) (string, error) {
	switch {
	case isEmpty(raw) || isFalse(raw):
		return "", errUnset
	case string(raw) == "true" || isContainer(raw):
		return "", errUnreadable
	}
	if s := strings.Trim(refText(raw), " \t\r\n"); s != "" {
		return s, nil
	}
	return "", errUnset
}

var (
	decimalPattern = regexp.MustCompile(`^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?$`)
	clockPattern   = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$`)
	momentPattern  = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)(?:[ Tt](\d\d:\d\d)(:\d\d)?(?:[.,](\d+))?([zZ]|[+-]\d\d(?::?\d\d)?)?)?$`)
)

func refDecimal(text string) (string, error) {
	m := decimalPattern.FindStringSubmatch(text)
	if m == nil || m[2]+m[3] == "" {
		return "", errUnreadable
	}
	sign, whole, fraction := strings.TrimPrefix(m[1], "+"), m[2], m[3]
	if m[4] != "" {
		e, err := strconv.Atoi(m[4])
		if err != nil || e > 400 || e < -400 {
			return "", errUnreadable
		}
		for ; e > 0; e-- {
			if fraction == "" {
				fraction = "0"
			}
			whole, fraction = whole+fraction[:1], fraction[1:]
		}
		for ; e < 0; e++ {
			if whole == "" {
				whole = "0"
			}
			whole, fraction = whole[:len(whole)-1], whole[len(whole)-1:]+fraction
		}
		whole = strings.TrimLeft(whole, "0")
	}
	if whole == "" {
		whole = "0"
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return sign + whole + fraction, nil
}

func refInteger(text string) (int64, error) {
	d, err := refDecimal(text)
	if err != nil {
		return 0, err
	}
	whole, fraction, _ := strings.Cut(d, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || strings.Trim(fraction, "0") != "" {
		return 0, errUnreadable
	}
	return n, nil
}

func refDouble(text string) (float64, error) {
	if m := decimalPattern.FindStringSubmatch(text); m == nil || m[2]+m[3] == "" {
		return 0, errUnreadable
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, errUnreadable
	}
	return f, nil
}

func refFlag(raw json.RawMessage) (bool, error) {
	switch string(raw) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	s, err := refScalar(raw)
	if err != nil {
		return false, err
	}
	switch strings.ToLower(s) {
	case "1", "true", "t", "yes", "y", "on":
		return true, nil
	case "0", "false", "f", "no", "n", "off":
		return false, nil
	}
	return false, errUnreadable
}

func refDate(text string) (string, error) {
	if strings.HasPrefix(text, "0000-00-00") {
		return "", errUnset
	}
	if len(text) < 10 || len(text) > 10 && text[10] != ' ' && text[10] != 'T' {
		return "", errUnreadable
	}
	d, err := time.Parse(time.DateOnly, text[:10])
	if err != nil || d.Year() < 1 {
		return "", errUnreadable
	}
	return text[:10], nil
}

func refTime(text string) (string, error) {
	if !clockPattern.MatchString(text) {
		return "", errUnreadable
	}
	if len(text) == 5 {
		text += ":00"
	}
	return text, nil
}

func refInstant(text string, zone *time.Location) (time.Time, error) {
	if strings.HasPrefix(text, "0000-00-00") {
		return time.Time{}, errUnset
	}
	m := momentPattern.FindStringSubmatch(text)
	if m == nil || strings.HasPrefix(text, "0000") {
		return time.Time{}, errUnreadable
	}
	day, clock, seconds, fraction, offset := m[1], m[2], m[3], m[4], m[5]
	if clock == "" {
		clock = "00:00"
	}
	if seconds == "" {
		seconds = ":00"
	}
	t, err := time.Parse(time.DateTime, day+" "+clock+seconds)
	if err != nil {
		return time.Time{}, errUnreadable
	}
	nanos, err := strconv.Atoi((fraction + "000000000")[:9])
	must(err)
	t = t.Add(time.Duration(nanos))
	switch {
	case offset == "":
		t = refInZone(t, zone)
	case offset != "Z" && offset != "z":
		digits := strings.ReplaceAll(offset[1:], ":", "") + "00"
		hours, _ := strconv.Atoi(digits[:2])
		minutes, _ := strconv.Atoi(digits[2:4])
		if hours > 23 || minutes > 59 {
			return time.Time{}, errUnreadable
		}
		shift := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
		if offset[0] == '+' {
			shift = -shift
		}
		t = t.Add(shift)
	}
	if timestamppb.New(t).CheckValid() != nil {
		return time.Time{}, errUnreadable
	}
	return t, nil
}

// refInZone returns the first instant at which clocks in the zone show what t shows in UTC; when none does, what the
// clocks would have shown without the change.
func refInZone(t time.Time, zone *time.Location) time.Time {
	var first time.Time
	for _, probe := range []time.Duration{-36 * time.Hour, 36 * time.Hour} {
		_, offset := t.Add(probe).In(zone).Zone()
		instant := t.Add(-time.Duration(offset) * time.Second)
		if _, there := instant.In(zone).Zone(); there == offset && (first.IsZero() || instant.Before(first)) {
			first = instant
		}
	}
	if first.IsZero() {
		_, offset := t.Add(-36 * time.Hour).In(zone).Zone()
		first = t.Add(-time.Duration(offset) * time.Second)
	}
	return first
}

// reference reads rows into messages of one type.
type reference struct {
	zone *time.Location
	// columns are those of each nested table, since a Table does not tell them.
	columns map[*transcode.Table][]transcode.Column
}

// read fills a message from an object by columns.
func (r *reference) read(m protoreflect.Message, object map[string]json.RawMessage, raw json.RawMessage, columns []transcode.Column) {
	for _, inline := range []bool{true, false} {
		for _, c := range columns {
			if (c.Kind == transcode.Inline) == inline {
				r.column(m, object, raw, columns, c)
			}
		}
	}
}

func (r *reference) column(m protoreflect.Message, object map[string]json.RawMessage, raw json.RawMessage, columns []transcode.Column, c transcode.Column) {
	fd := m.Descriptor().Fields().ByName(protoreflect.Name(c.Field))
	switch c.Kind {
	case transcode.Ignore, transcode.Unmapped:
		return
	case transcode.Group:
		sub := m.NewField(fd).Message()
		r.read(sub, object, nil, r.columns[c.Table])
		if proto.Size(sub.Interface()) > 0 {
			m.Set(fd, protoreflect.ValueOfMessage(sub))
		}
		return
	case transcode.Rest:
		r.rest(m.Mutable(fd).Map(), raw, columns)
		return
	}
	var v json.RawMessage
	for _, key := range c.Keys {
		if isNull(v) {
			v = object[key]
		}
	}
	if isNull(v) {
		return
	}
	switch c.Kind {
	case transcode.RefList, transcode.TextList, transcode.NestedList:
		r.list(m.Mutable(fd).List(), v, c)
	case transcode.Inline:
		_ = r.object(m, v, c.Table) // what cannot be read leaves the message as it is
	case transcode.Nested:
		sub := m.NewField(fd)
		if r.object(sub.Message(), v, c.Table) == nil {
			m.Set(fd, sub)
		}
	case transcode.CustomFields:
		r.customFields(m.Mutable(fd).Map(), v, c.Types)
	case transcode.RestObject:
		if v[0] == '{' {
			for name, e := range refObject(v) {
				r.rawEntry(m.Mutable(fd).Map(), refMember{name, e})
			}
		}
	case transcode.Enum, transcode.Offset:
		r.worded(m, fd, v, c)
	default:
		if value, err := r.scalar(fd, v, c); err == nil {
			m.Set(fd, value)
		}
	}
}

// object fills a message from an object, or from a scalar in its place.
func (r *reference) object(m protoreflect.Message, v json.RawMessage, t *transcode.Table) error {
	columns := r.columns[t]
	switch {
	case v[0] == '{':
		r.read(m, refObject(v), v, columns)
		return nil
	case isEmpty(v) || isFalse(v):
		return errUnset
	case v[0] == '[':
		return errUnreadable
	}
	r.read(m, map[string]json.RawMessage{columns[0].Keys[0]: v}, nil, columns)
	if proto.Size(m.Interface()) == 0 {
		return errUnset
	}
	return nil
}

func (r *reference) list(l protoreflect.List, v json.RawMessage, c transcode.Column) {
	if !isContainer(v) {
		if isEmpty(v) || isFalse(v) {
			return
		}
		v = json.RawMessage("[" + string(v) + "]")
	}
	if c.Kind == transcode.NestedList && v[0] == '{' && r.single(v, c.Table) {
		v = json.RawMessage("[" + string(v) + "]")
	}
	for _, e := range refSplit(v) {
		switch {
		case isNull(e.raw):
		case c.Kind == transcode.NestedList:
			sub := l.NewElement()
			if !isEmpty(e.raw) && r.object(sub.Message(), e.raw, c.Table) == nil {
				l.Append(sub)
			}
		case c.Kind == transcode.TextList:
			l.Append(protoreflect.ValueOfString(refText(e.raw)))
		default:
			if id, err := refID(e.raw); err == nil {
				l.Append(protoreflect.ValueOfString(id))
			}
		}
	}
}

// single reports whether an object has a key of the table.
func (r *reference) single(v json.RawMessage, t *transcode.Table) bool {
	object := refObject(v)
	for _, c := range r.columns[t] {
		for _, key := range c.Keys {
			if _, ok := object[key]; ok {
				return true
			}
		}
	}
	return false
}

func refID(v json.RawMessage) (string, error) {
	switch {
	case isEmpty(v) || isFalse(v) || refText(v) == "0":
		return "", errUnset
	case v[0] == '"' || isNumber(v):
		return refText(v), nil
	}
	return "", errUnreadable
}

func (r *reference) worded(m protoreflect.Message, fd protoreflect.FieldDescriptor, v json.RawMessage, c transcode.Column) {
	if isContainer(v) {
		return
	}
	if c.Kind == transcode.Offset {
		if _, err := refScalar(v); err != nil {
			return
		}
	}
	if c.Text != "" {
		m.Set(m.Descriptor().Fields().ByName(protoreflect.Name(c.Text)), protoreflect.ValueOfString(refText(v)))
	}
	if c.Kind == transcode.Enum {
		if n, ok := c.Enum[refText(v)]; ok {
			m.Set(fd, protoreflect.ValueOfEnum(protoreflect.EnumNumber(n)))
		}
		return
	}
	text, err := refScalar(v)
	if err != nil {
		return
	}
	n, err := refInteger(text)
	if err != nil {
		return
	}
	if size := math.Abs(float64(n)); size <= 840 {
		n *= 60
	} else if size < 900 || size > 50400 {
		return
	}
	if n%900 == 0 {
		m.Set(fd, protoreflect.ValueOfInt32(int32(n)))
	}
}

func (r *reference) scalar(fd protoreflect.FieldDescriptor, v json.RawMessage, c transcode.Column) (protoreflect.Value, error) {
	switch c.Kind {
	case transcode.Text:
		if isContainer(v) && isEmpty(v) {
			return protoreflect.Value{}, errUnset
		}
		return protoreflect.ValueOfString(refText(v)), nil
	case transcode.Ref:
		id, err := refID(v)
		return protoreflect.ValueOfString(id), err
	case transcode.Flag, transcode.NotFlag:
		flag, err := refFlag(v)
		return protoreflect.ValueOfBool(flag != (c.Kind == transcode.NotFlag)), err
	}
	text, err := refScalar(v)
	if err != nil {
		return protoreflect.Value{}, err
	}
	switch c.Kind {
	case transcode.Integer:
		n, err := refInteger(text)
		if fd.Kind() == protoreflect.Int64Kind {
			return protoreflect.ValueOfInt64(n), err
		}
		if n != int64(int32(n)) {
			err = errUnreadable
		}
		return protoreflect.ValueOfInt32(int32(n)), err
	case transcode.Decimal:
		d, err := refDecimal(text)
		return protoreflect.ValueOfString(d), err
	case transcode.Double:
		d, err := refDouble(text)
		return protoreflect.ValueOfFloat64(d), err
	case transcode.Date:
		d, err := refDate(text)
		return protoreflect.ValueOfString(d), err
	case transcode.LocalTime, transcode.UTCTime:
		zone := r.zone
		if c.Kind == transcode.UTCTime {
			zone = time.UTC
		}
		t, err := refInstant(text, zone)
		return protoreflect.ValueOfMessage(timestamppb.New(t).ProtoReflect()), err
	default:
		panic(fmt.Sprintf("no reference for kind %d", c.Kind))
	}
}

// rest reads the members that no column names.
func (r *reference) rest(m protoreflect.Map, raw json.RawMessage, columns []transcode.Column) {
	if raw == nil {
		return
	}
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
	seen := map[string]json.RawMessage{}
	for _, e := range refSplit(raw) {
		if !named[e.name] {
			seen[e.name] = e.raw
		}
	}
	for name, v := range seen {
		r.rawEntry(m, refMember{name, v})
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
		fv.Value = &crmstreamv1.FieldValue_Text{Text: refText(e.raw)}
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
