package proxima

import (
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// The kinds of task_target; each kind from targetOne on is one group.
const (
	targetNull = iota
	targetNone
	targetBlank
	targetTwo
	targetOne
	targetKinds = targetOne + 8
)

// printer writes visits as the upstream's JSON. It encodes texts once, since benchmarks use it. It is immutable.
type printer struct {
	unit            string
	states, types   []string // encoded, with quotes
	targets, specs  []string
	plain           texts
	separator, zone string
}

func newPrinter(s Settings, t texts) *printer {
	p := &printer{
		unit: s.JSONOffsetUnit, plain: t, separator: "T",
		states: encoded(t.states), types: encoded(t.types), targets: encoded(t.targets), specs: encoded(t.specs),
	}
	switch s.TimeStyleJSON {
	case styleSpace:
		p.separator = " "
	case styleTZ:
		p.zone = "Z"
	}
	return p
}

func encoded(plain []string) []string {
	out := make([]string, len(plain))
	for i, text := range plain {
		out[i] = string(appendText(nil, text))
	}
	return out
}

// visit appends one row, with the keys in the documented order.
func (p *printer) visit(b []byte, v *visit) []byte {
	b = append(b, `{"task_id":`...)
	b = strconv.AppendInt(b, v.id, 10)
	b = p.time(append(b, `,"task_datefrom":`...), v.start)
	b = p.time(append(b, `,"task_datetill":`...), v.end)
	b = append(b, `,"task_gmt_offset":`...)
	offset := int64(v.offset)
	if p.unit == unitSeconds {
		offset *= minute
	}
	b = strconv.AppendInt(b, offset, 10)
	b = append(b, `,"task_type":`...)
	b = append(b, p.types[v.kind]...)
	b = appendID(append(b, `,"task_user_id":`...), v.user)
	b = appendID(append(b, `,"task_user2_id":`...), v.observer)
	b = appendID(append(b, `,"task_company_id":`...), v.company)
	b = appendID(append(b, `,"task_contact_id":`...), v.contact)
	b = p.target(append(b, `,"task_target":`...), v.target)
	b = p.spec(append(b, `,"task_spec":`...), v)
	b = append(b, `,"task_taskstate":`...)
	b = append(b, p.states[v.state]...)
	b = p.time(append(b, `,"task_created":`...), v.created)
	b = p.time(append(b, `,"task_fact_start":`...), v.factStart)
	b = p.time(append(b, `,"task_fact_end":`...), v.factEnd)
	b = appendDistance(append(b, `,"task_dist":`...), v.distance)
	if !v.located {
		return append(b, `,"task_gps_lng":null,"task_gps_lat":null}`...)
	}
	b = appendDecimal(append(b, `,"task_gps_lng":`...), v.lng, 6)
	b = appendDecimal(append(b, `,"task_gps_lat":`...), v.lat, 6)
	return append(b, '}')
}

// time appends a time or, for 0, null.
func (p *printer) time(b []byte, at int64) []byte {
	if at == 0 {
		return append(b, "null"...)
	}
	t := time.Unix(at, 0).UTC()
	year, month, date := t.Date()
	h, m, s := t.Clock()
	b = strconv.AppendInt(append(b, '"'), int64(year), 10)
	b = appendTwo(append(b, '-'), int(month))
	b = appendTwo(append(b, '-'), date)
	b = appendTwo(append(b, p.separator...), h)
	b = appendTwo(append(b, ':'), m)
	b = appendTwo(append(b, ':'), s)
	return append(append(b, p.zone...), '"')
}

func (p *printer) target(b []byte, kind int) []byte {
	switch kind {
	case targetNull:
		return append(b, "null"...)
	case targetNone:
		return append(b, "[]"...)
	case targetBlank:
		return append(b, `[""]`...)
	case targetTwo:
		b = append(append(b, '['), p.targets[0]...)
		return append(append(append(b, ','), p.targets[1]...), ']')
	default:
		return append(append(append(b, '['), p.targets[(kind-targetOne)%len(p.targets)]...), ']')
	}
}

// spec appends the specialisation, which shows the number of changes of a visit.
func (p *printer) spec(b []byte, v *visit) []byte {
	switch {
	case v.changes > 0:
		return appendText(b, p.changedSpec(v))
	case v.spec < 0:
		return append(b, "null"...)
	default:
		return append(b, p.specs[v.spec]...)
	}
}

func appendTwo(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }

func appendID(b []byte, id int64) []byte {
	if id == 0 {
		return append(b, "null"...)
	}
	return strconv.AppendInt(b, id, 10)
}

func appendDistance(b []byte, thousandths int64) []byte {
	switch {
	case thousandths == absent:
		return append(b, "null"...)
	case thousandths == tiny:
		return append(b, "1.0e-5"...)
	case thousandths%1000 == 0:
		return strconv.AppendInt(b, thousandths/1000, 10)
	default:
		return appendDecimal(b, thousandths, 3)
	}
}

// appendDecimal appends n / 10^places.
func appendDecimal(b []byte, n int64, places int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	scale := int64(1)
	for range places {
		scale *= 10
	}
	b = append(strconv.AppendInt(b, n/scale, 10), '.')
	for n %= scale; scale > 1; n %= scale {
		scale /= 10
		b = append(b, byte('0'+n/scale))
	}
	return b
}

// appendText appends a JSON string. Letters stay UTF-8, as in the vendor's samples; U+2028 and U+2029 are escaped, as by most
// encoders.
func appendText(b []byte, text string) []byte {
	b = append(b, '"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ' || r == '\u2028' || r == '\u2029':
			b = stage.AppendEscape(b, r)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}
