package transcode

import (
	"math"
	"strconv"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// fieldValue returns what is sent for a custom field that is not of files. A field is cleared by the empty text.
func (s *sending) fieldValue(f *sentField) (Value, bool) {
	switch v := f.value.GetValue().(type) {
	case nil:
		return textOf(""), true
	case *crmstreamv1.FieldValue_Text:
		return s.text(f.path, v.Text)
	case *crmstreamv1.FieldValue_Flag:
		if v.Flag {
			return numberOf("1"), true
		}
		return numberOf("0"), true
	case *crmstreamv1.FieldValue_Integer:
		return numberOf(strconv.FormatInt(v.Integer, 10)), true
	case *crmstreamv1.FieldValue_Decimal:
		return s.orEmpty(f.path, v.Decimal, decimalText, "decimal digits, such as -12.50")
	case *crmstreamv1.FieldValue_Date:
		return s.orEmpty(f.path, v.Date, dayText, "a day, such as 2026-01-31")
	case *crmstreamv1.FieldValue_Time:
		return s.orEmpty(f.path, v.Time, timeText, "a time of day, such as 08:30:00")
	case *crmstreamv1.FieldValue_DateTime:
		return s.instant(f.path, v.DateTime, " ")
	case *crmstreamv1.FieldValue_Option_:
		return s.options(f, v.Option)
	case *crmstreamv1.FieldValue_Options:
		return s.options(f, v.Options.GetOptions()...)
	case *crmstreamv1.FieldValue_Point_:
		return s.point(f, v.Point)
	case *crmstreamv1.FieldValue_Range_:
		return s.interval(f, v.Range)
	default:
		s.refuse(f.path, "references cannot be written: the upstream does not say in which form")
		return Value{}, false
	}
}

// orEmpty returns a text of a form, or the empty text, which clears.
func (s *sending) orEmpty(path, value string, form func(string) bool, described string) (Value, bool) {
	if value == "" {
		return textOf(""), true
	}
	return s.checked(path, value, form, described)
}

// point returns a place as {lat, lon}.
func (s *sending) point(f *sentField, p *crmstreamv1.FieldValue_Point) (Value, bool) {
	switch {
	case p == nil || p.Latitude == nil && p.Longitude == nil:
		return textOf(""), true
	case p.Latitude == nil || p.Longitude == nil:
		s.refuse(f.path, "has one coordinate: set latitude and longitude")
	case !(math.Abs(p.GetLatitude()) <= 90) || !(math.Abs(p.GetLongitude()) <= 180):
		s.refuse(f.path, "is no place on Earth: a latitude is from -90 to 90, a longitude from -180 to 180")
	default:
		return objectOf(Member{"lat", coordinate(p.GetLatitude())}, Member{"lon", coordinate(p.GetLongitude())}), true
	}
	return Value{}, false
}

// coordinate returns the fewest digits that read as the same number.
func coordinate(degrees float64) Value {
	return textOf(strconv.FormatFloat(degrees, 'f', -1, 64))
}

// ends are the forms of a range's ends, and the datatypes of ranges that have them. Integers are decimals as well.
var ends = []struct {
	datatype  Datatype
	form      func(string) bool
	described string
}{
	{AsIntegerRange, wholeText, "a whole number"},
	{AsDecimalRange, decimalText, "decimal digits"},
	{AsDateRange, dayText, "a day, such as 2026-01-31"},
	{AsTimeRange, timeText, "a time of day, such as 08:30:00"},
	{AsDateTimeRange, func(text string) bool { _, ok := instantText(text); return ok }, "RFC 3339, such as 2026-01-31T08:30:00Z"},
}

// interval returns a range as the list of its ends, of which an open one is the empty text. Without a definition, the ends need
// only have one form.
func (s *sending) interval(f *sentField, r *crmstreamv1.FieldValue_Range) (Value, bool) {
	if r.GetLower() == "" && r.GetUpper() == "" {
		return textOf(""), true
	}
	fits := func(form func(string) bool) bool {
		return (r.GetLower() == "" || form(r.GetLower())) && (r.GetUpper() == "" || form(r.GetUpper()))
	}
	for _, end := range ends {
		switch {
		case f.typed && f.datatype != end.datatype:
		case fits(end.form):
			return s.bounds(f, r, end.datatype)
		case f.typed:
			s.refuse(f.path, "each end of the range must be %s", end.described)
			return Value{}, false
		}
	}
	s.refuse(f.path, "the ends of a range must be two numbers, two days, two times of day or two instants in RFC 3339")
	return Value{}, false
}

// bounds returns the list of a range's ends.
func (s *sending) bounds(f *sentField, r *crmstreamv1.FieldValue_Range, datatype Datatype) (Value, bool) {
	values := []Value{textOf(r.GetLower()), textOf(r.GetUpper())}
	for i, end := range values {
		if datatype != AsDateTimeRange || end.Text == "" {
			continue
		}
		at, _ := instantText(end.Text)
		v, ok := s.instant(f.path, at, " ")
		if !ok {
			return Value{}, false
		}
		values[i] = v
	}
	return listOf(values...), true
}
