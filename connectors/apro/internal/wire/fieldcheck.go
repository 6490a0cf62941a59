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

// AssumeShown is what the verification of conditions on custom fields rests on.
const AssumeShown = "Rows show their custom fields: one whose fields lack the condition's, or have it empty, has no value there;" +
	" hidden and deleted fields, and rows without any fields, tell nothing. How texts compare is not documented, so a row is taken" +
	" for one that was asked for if its text has the words in their order, whatever their case and accents."

// fieldCheck verifies a condition on a custom field by what rows show of that field. It does not change.
//
// A row that shows another value proves that the server ignored the condition, as PHP does with names that it does not know.
// A row whose fields lack the condition's is such a row, too: stock items, activities and deals show all fields, the empty ones
// with null, and contacts and users leave out empty ones, whence their [] (docs/upstreams/apro.md). If such rows had the
// benefit of the doubt, a field that few contacts have would never tell. Values that cannot be read have it.
type fieldCheck struct {
	condition

	number int
	// kind is the field's type as the catalogue has it, nil where it knows no fields; then rows tell.
	kind *crmstreamv1.FieldType
	// hidden tells that rows need not show the field.
	hidden bool
	// option is the id of the option that is asked for, "" for none.
	option string
	text   compare.Text
	zone   *time.Location
}

// newFieldCheck returns how rows are verified by a condition, as it is sent.
func newFieldCheck(sent condition, zone *time.Location, known *connectors.Catalogue) fieldCheck {
	check := fieldCheck{condition: sent, text: compare.NewText(sent.value), zone: zone}
	check.number, _ = strconv.Atoi(sent.id) // ids have been read as numbers
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

// admits reports whether a row may obey the condition.
func (c *fieldCheck) admits(row *transcode.Row) bool {
	var fields transcode.JSON
	for name, value := range row.JSON.Members() {
		if name == "fields" {
			fields = value // of members with one name the last counts
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

// own returns the value of an element of a row's fields, and its type, if the element is of the condition's field: a list has
// objects with the field's id, a map has such objects or the values alone under the ids.
func (c *fieldCheck) own(name string, entry transcode.JSON) (value transcode.JSON, kind crmstreamv1.FieldType, ok bool) {
	id, _ := strconv.Atoi(name)
	var told transcode.JSON
	plain := true
	for member, v := range entry.Members() {
		switch member {
		case "id":
			if n, ok := v.Int(); ok {
				id = n
			}
		case "value":
			told = v
		case "datatype", "type":
			word, _ := v.Text()
			kind = crmstreamv1.FieldType(FieldTypes[word])
		default:
			continue
		}
		plain = false
	}
	if plain {
		told = entry
	}
	if c.kind != nil {
		kind = *c.kind
	}
	return told, kind, id == c.number
}

// alternatives returns the values of a field, of which a list has several.
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

// blank reports whether a value stands for none, as PHP's false may. Flags without a value are false as well.
func blank(value transcode.JSON) bool {
	text, scalar := value.Text()
	return None(value) || scalar && strings.TrimSpace(text) == ""
}

// fits reports whether a value may obey the condition.
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

// within reports whether what a value compared with the condition's is in its range. What cannot be compared may be.
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

// sameFlag reports whether a value may be the flag that is asked for.
func (c *fieldCheck) sameFlag(shown string) bool {
	want, ok1 := flagOf(c.value)
	have, ok2 := flagOf(strings.ToLower(strings.TrimSpace(shown)))
	return !ok1 || !ok2 || want == have
}

// chosen reports whether a value is the option that is asked for, by its text or its id. Conditions match the text of options
// ("select"), so that a longer one is another option.
func (c *fieldCheck) chosen(shown string) bool {
	return c.text.Is(shown) || c.option != "" && strings.TrimSpace(shown) == c.option
}

// among reports whether the option that is asked for is among those that a value joins by commas. An option may hold commas
// itself, so as many neighbours are looked at together as the one that is asked for has parts.
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

// somehow reports whether a value of no known type, or a text, may obey the condition in any reading. Unknown types count as
// texts in the catalogue, too.
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

// fitsNothing reports whether a field without a value may obey the condition: servers may take none for 0, and for earlier than
// any day.
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
