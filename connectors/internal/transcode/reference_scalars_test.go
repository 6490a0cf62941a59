package transcode_test

import (
	"encoding/json"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

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
	pointedPattern = regexp.MustCompile(`^(\d\d)\.(\d\d)\.(\d{4})`)
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

// refISO writes the date that a text starts with as ISO 8601 does.
func refISO(text string) string { return pointedPattern.ReplaceAllString(text, "$3-$2-$1") }

// date reads a day, and tells of a time of day that stands after it.
func (r *reference) date(field string, v json.RawMessage, text string) (string, error) {
	text = refISO(text)
	m := momentPattern.FindStringSubmatch(text)
	if m == nil {
		_, err := refInstant(text, time.UTC)
		return "", err
	}
	t, err := refInstant(strings.TrimSuffix(text, m[5]), time.UTC)
	if err != nil {
		return "", err
	}
	if _, err = refInstant("2000-01-01 00:00"+m[5], time.UTC); err != nil {
		return "", err
	}
	if t.Format(time.TimeOnly) != "00:00:00" || t.Nanosecond() != 0 || strings.Trim(m[5], "Zz+-:0") != "" {
		r.tell(field, crmstreamv1.AlterationKind_ALTERATION_KIND_TIME_CUT, v)
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
	text = refISO(text)
	if strings.HasPrefix(text, "0000-00-00") {
		return time.Time{}, errUnset
	}
	m := momentPattern.FindStringSubmatch(text)
	if m == nil || strings.HasPrefix(text, "0000") || strings.HasPrefix(text, "0001-01-01") {
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

var (
	wholePattern  = regexp.MustCompile(`^\d+(\.0*)?$`)
	joinedPattern = regexp.MustCompile(`^[0-9 ]*,[0-9 ,]*$`)
)

func refID(v json.RawMessage) (string, error) {
	switch {
	case isEmpty(v) || isFalse(v):
		return "", errUnset
	case v[0] != '"' && !isNumber(v):
		return "", errUnreadable
	}
	text := strings.Trim(refText(v), " \t\r\n")
	if v[0] == '"' && joinedPattern.MatchString(text) {
		return "", errUnreadable
	}
	if isNumber(v) || wholePattern.MatchString(text) {
		if n, err := refInteger(text); err == nil && n != 0 {
			return strconv.FormatInt(n, 10), nil
		} else if err == nil {
			return "", errUnset
		}
	}
	if text == "" {
		return "", errUnset
	}
	return refText(v), nil
}

// refIDs returns an id, or those that commas join.
func refIDs(v json.RawMessage) ([]string, error) {
	if isEmpty(v) || v[0] != '"' || !strings.Contains(refText(v), ",") {
		id, err := refID(v)
		if err != nil {
			return nil, err
		}
		return []string{id}, nil
	}
	var ids []string
	for part := range strings.SplitSeq(refText(v), ",") {
		quoted, err := json.Marshal(strings.Trim(part, " "))
		must(err)
		if id, err := refID(quoted); err == nil {
			ids = append(ids, id)
		}
	}
	return ids, nil
}
