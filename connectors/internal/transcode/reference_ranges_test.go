package transcode_test

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

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
