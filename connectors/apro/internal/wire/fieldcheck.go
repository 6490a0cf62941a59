package wire

import (
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/compare"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// AssumeShown is the assumption that conditions on custom fields are verified by.
const AssumeShown = "Rows have their custom fields: a row without the condition's field, or with an empty one, has no value there;" +
	" hidden and deleted fields, and rows without any fields, prove nothing. It is not documented how texts are compared, so a row" +
	" matches if its text has the words in their order, whatever their case and accents."

// fieldCheck verifies a condition on a custom field by the values of that field in rows. It does not change.
//
// A row with another value proves that the server ignored the condition, as PHP does with unknown names. A row without the
// condition's field proves it too. Stock items, activities and deals show all fields, the empty ones as null; contacts and
// users leave out empty fields, so that theirs may be [] (docs/upstreams/apro.md). If such rows were accepted, a condition on a
// field that few contacts have could never be verified. Values that cannot be read are accepted.
type fieldCheck struct {
	condition

	number int
	// kind is the field's type in the catalogue, nil if the catalogue does not have the field; then rows show the type.
	kind *crmstreamv1.FieldType
	// hidden says that rows need not show the field.
	hidden bool
	// option is the id of the option asked for, "" for none.
	option string
	text   compare.Text
	zone   *time.Location
}

// newFieldCheck returns the check of rows by a condition, as it is sent.
func newFieldCheck(sent condition, zone *time.Location, known *connectors.Catalogue) fieldCheck {
	check := fieldCheck{condition: sent, text: compare.NewText(sent.value), zone: zone}
	check.number, _ = strconv.Atoi(sent.id) // readCondition has checked that ids are numbers
	for _, f := range known.Fields() {
		if f.GetKey() != sent.id {
			continue
		}
		if check.kind == nil {
			check.kind = f.GetType().Enum()
		}
		check.hidden = check.hidden || f.GetHidden() || f.GetDeleted()
	}
	check.option, _ = known.Choices([]byte(sent.id)).ID([]byte(sent.value))
	return check
}

// admits reports whether a row may match the condition.
func (c *fieldCheck) admits(row *transcode.Row) bool {
	var fields transcode.JSON
	for name, value := range row.JSON.Members() {
		if name == "fields" {
			fields = value // the last member with a name counts
		}
	}
	if !fields.List() {
		return true
	}
	shown, empty, kind := false, true, crmstreamv1.FieldType_FIELD_TYPE_UNSPECIFIED
	for name, entry := range Entries(fields) {
		value, datatype, ok := c.own(name, entry)
		if !ok {
			continue
		}
		shown, kind = true, datatype
		for _, v := range alternatives(value) {
			if blank(v) {
				continue
			}
			if text, scalar := v.Text(); !scalar || c.fits(kind, text) {
				return true
			}
			empty = false
		}
	}
	switch {
	case !empty:
		return false
	case !shown && c.hidden:
		return true
	case c.kind != nil:
		kind = *c.kind
	}
	return c.fitsNothing(kind)
}

// own returns the value and the type of an element of a row's fields. It reports whether the element belongs to the condition's
// field. A list has objects with the field's id. A map by id has such objects, or only the values.
func (c *fieldCheck) own(name string, entry transcode.JSON) (value transcode.JSON, kind crmstreamv1.FieldType, ok bool) {
	id, _ := strconv.Atoi(name)
	var found transcode.JSON
	plain := true
	for member, v := range entry.Members() {
		switch member {
		case "id":
			if n, ok := v.Int(); ok {
				id = n
			}
		case "value":
			found = v
		case "datatype", "type":
			word, _ := v.Text()
			kind = crmstreamv1.FieldType(FieldTypes[word])
		default:
			continue
		}
		plain = false
	}
	if plain {
		found = entry
	}
	if c.kind != nil {
		kind = *c.kind
	}
	return found, kind, id == c.number
}

// alternatives returns the values of a field: the elements of a list, or the value itself.
func alternatives(value transcode.JSON) []transcode.JSON {
	if value.Kind() != '[' {
		return []transcode.JSON{value}
	}
	var all []transcode.JSON
	for v := range value.Elements() {
		all = append(all, v)
	}
	return all
}

// blank reports whether a value stands for no value, as PHP's false may. Flags without a value are false as well.
func blank(value transcode.JSON) bool {
	text, scalar := value.Text()
	return None(value) || scalar && strings.TrimSpace(text) == ""
}

// fits reports whether a value may match the condition.
func (c *fieldCheck) fits(kind crmstreamv1.FieldType, shown string) bool {
	switch kind {
	case crmstreamv1.FieldType_FIELD_TYPE_INTEGER, crmstreamv1.FieldType_FIELD_TYPE_DECIMAL:
		return c.within(compare.Number(c.value, shown))
	case crmstreamv1.FieldType_FIELD_TYPE_DATE, crmstreamv1.FieldType_FIELD_TYPE_DATE_TIME:
		return c.within(compare.Moment(c.value, shown, c.zone))
	case crmstreamv1.FieldType_FIELD_TYPE_TIME:
		return c.within(compare.TimeOfDay(c.value, shown))
	case crmstreamv1.FieldType_FIELD_TYPE_FLAG:
		return c.sameFlag(shown)
	case crmstreamv1.FieldType_FIELD_TYPE_OPTION:
		return c.chosen(shown)
	case crmstreamv1.FieldType_FIELD_TYPE_OPTIONS:
		return c.among(shown)
	default:
		return c.somehow(shown)
	}
}

// within reports whether a value may be in the condition's range, given how it compares with the condition's value. A value
// that cannot be compared may be.
func (c *fieldCheck) within(order int, ok bool) bool {
	switch {
	case !ok:
		return true
	case c.op == connectors.OpGe:
		return order >= 0
	case c.op == connectors.OpLe:
		return order <= 0
	default:
		return order == 0
	}
}

// sameFlag reports whether a value may be the flag asked for.
func (c *fieldCheck) sameFlag(shown string) bool {
	want, ok1 := flagOf(c.value)
	have, ok2 := flagOf(strings.ToLower(strings.TrimSpace(shown)))
	return !ok1 || !ok2 || want == have
}

// chosen reports whether a value is the option asked for, by its text or its id. Conditions match the whole text of options
// ("select"), so a longer text is another option.
func (c *fieldCheck) chosen(shown string) bool {
	return c.text.Is(shown) || c.option != "" && strings.TrimSpace(shown) == c.option
}

// among reports whether the option asked for is one of the options that a value joins by commas. The option may itself contain
// commas, so among compares as many neighbouring parts as the option has.
func (c *fieldCheck) among(shown string) bool {
	parts := strings.Split(shown, ",")
	size := strings.Count(c.value, ",") + 1
	for i := range parts {
		if c.option != "" && strings.TrimSpace(parts[i]) == c.option {
			return true
		}
		if i+size <= len(parts) && c.chosen(strings.Join(parts[i:i+size], ",")) {
			return true
		}
	}
	return false
}

// somehow reports whether a value of unknown type, or a text, may match the condition in any way of comparing. The catalogue
// has unknown types as texts too.
func (c *fieldCheck) somehow(shown string) bool {
	number, isNumber := compare.Number(c.value, shown)
	moment, isMoment := compare.Moment(c.value, shown, c.zone)
	clock, isClock := compare.TimeOfDay(c.value, shown)
	if c.op != connectors.OpEq && !isNumber && !isMoment && !isClock {
		return true
	}
	return isNumber && c.within(number, true) || isMoment && c.within(moment, true) || isClock && c.within(clock, true) ||
		c.op == connectors.OpEq && (c.text.In(shown) || isFlag(c.value) && isFlag(shown) && c.sameFlag(shown))
}

func isFlag(text string) bool {
	_, ok := flagOf(text)
	return ok
}

// fitsNothing reports whether a field without a value may match the condition: servers may take no value for 0, or for earlier
// than any day.
func (c *fieldCheck) fitsNothing(kind crmstreamv1.FieldType) bool {
	zero := func(order int, ok bool) bool { return ok && c.within(order, ok) }
	switch kind {
	case crmstreamv1.FieldType_FIELD_TYPE_INTEGER, crmstreamv1.FieldType_FIELD_TYPE_DECIMAL:
		return zero(compare.Number(c.value, "0"))
	case crmstreamv1.FieldType_FIELD_TYPE_DATE, crmstreamv1.FieldType_FIELD_TYPE_DATE_TIME:
		return c.op == connectors.OpLe
	case crmstreamv1.FieldType_FIELD_TYPE_TIME:
		return zero(compare.TimeOfDay(c.value, "00:00:00"))
	case crmstreamv1.FieldType_FIELD_TYPE_FLAG:
		return c.sameFlag("0")
	case crmstreamv1.FieldType_FIELD_TYPE_OPTION, crmstreamv1.FieldType_FIELD_TYPE_OPTIONS:
		return false
	default:
		return c.op == connectors.OpLe || isFlag(c.value) && c.sameFlag("0") ||
			zero(compare.Number(c.value, "0")) || zero(compare.TimeOfDay(c.value, "00:00:00"))
	}
}
