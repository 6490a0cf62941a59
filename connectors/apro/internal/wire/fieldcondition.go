package wire

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// fieldPrefix begins the keys of conditions on custom fields. The field's number or its name follows, in quotes if the name has
// blanks or signs.
const fieldPrefix = "fields."

// errNameless is the error of a condition with a field's name when no names are known.
var errNameless error = connectors.Invalid("where", "the definitions of fields cannot be read, so names of fields are unknown: use the field's number, fields.ID")

// fieldIn returns the number of a condition's field and the field's definition, which is nil if the catalogue has no fields.
func fieldIn(key string, known *connectors.Catalogue) (id string, field *crmstreamv1.Field, err error) {
	ref := strings.TrimPrefix(key, fieldPrefix)
	if name, ok := strings.CutPrefix(ref, `"`); ok {
		return fieldNamed(strings.TrimSuffix(name, `"`), known)
	}
	if id, err = Number("where", ref); err != nil {
		return fieldNamed(ref, known)
	}
	if len(known.Fields()) == 0 {
		return id, nil, nil
	}
	if field = known.Field(id); field == nil {
		return "", nil, notKnown("this list has no field %s: ListFields has all fields", id)
	}
	return id, field, nil
}

// fieldNamed is fieldIn for a name, which exactly one field must have.
func fieldNamed(name string, known *connectors.Catalogue) (id string, field *crmstreamv1.Field, err error) {
	if len(known.Fields()) == 0 {
		return "", nil, errNameless
	}
	named := known.Named(name)
	var ids []string
	for _, f := range named {
		ids = append(ids, f.GetKey())
	}
	slices.Sort(ids)
	switch ids = slices.Compact(ids); len(ids) {
	case 0:
		return "", nil, notKnown("this list has no field with the name %q: ListFields has the names and numbers of all fields", name)
	case 1:
		return ids[0], named[0], nil
	default:
		return "", nil, connectors.Invalid("where", "%d fields have the name %q: use one of fields.%s", len(ids), name, strings.Join(ids, ", fields."))
	}
}

// notKnown returns the error of a condition with a field or an option that the catalogue does not have.
func notKnown(format string, args ...any) error {
	err := connectors.Invalid("where", format, args...)
	err.Unknown = true
	return err
}

// operand describes the values that fields of a type take in a condition.
type operand struct {
	takes string
	// compares says that such fields also take >= and <=.
	compares bool
	// read returns a value as the upstream stores it; ok is false for a value that such fields cannot have.
	read func(value string) (stored string, ok bool)
}

// operands are by the type of a field. The upstream documents conditions on fields of these types only, and none on files,
// places, ranges and references.
var operands = map[crmstreamv1.FieldType]operand{
	crmstreamv1.FieldType_FIELD_TYPE_UNSPECIFIED: {"a text", false, asIs},
	crmstreamv1.FieldType_FIELD_TYPE_TEXT:        {"a text", false, asIs},
	crmstreamv1.FieldType_FIELD_TYPE_FLAG:        {"1 or 0", false, flagOf},
	crmstreamv1.FieldType_FIELD_TYPE_INTEGER:     {"a whole number", true, matching(`^[+-]?[0-9]+$`)},
	crmstreamv1.FieldType_FIELD_TYPE_DECIMAL:     {"a decimal number with a point", true, matching(`^[+-]?[0-9]+(\.[0-9]+)?$`)},
	crmstreamv1.FieldType_FIELD_TYPE_DATE:        {"a day, such as 2026-01-31", true, timeIn(time.DateOnly)},
	crmstreamv1.FieldType_FIELD_TYPE_DATE_TIME: {
		"a day, a wall clock of the account (2026-01-31 08:00:00) or RFC 3339 (2026-01-31T08:00:00Z)", true, timeIn(time.DateOnly, time.DateTime),
	},
	crmstreamv1.FieldType_FIELD_TYPE_TIME: {"a time of day, such as 08:30 or 08:30:00", true, timeIn("15:04", time.TimeOnly)},
}

func asIs(value string) (string, bool) { return value, true }

func flagOf(value string) (string, bool) {
	switch value {
	case "1", "true":
		return "1", true
	case "0", "false":
		return "0", true
	}
	return "", false
}

func matching(pattern string) func(string) (string, bool) {
	expression := regexp.MustCompile(pattern)
	return func(value string) (string, bool) { return value, expression.MatchString(value) }
}

func timeIn(layouts ...string) func(string) (string, bool) {
	return func(value string) (string, bool) {
		for _, layout := range layouts {
			if _, err := time.Parse(layout, value); err == nil {
				return value, true
			}
		}
		return "", false
	}
}

// storedValue returns a condition's value as the upstream stores it, after checking that the field takes it. Times with a zone
// have already become wall clocks.
func storedValue(field *crmstreamv1.Field, op connectors.Op, value string, known *connectors.Catalogue) (string, error) {
	if field == nil {
		return value, nil
	}
	what := fmt.Sprintf("field %s (%s, %s)", field.GetKey(), strconv.Quote(field.GetName()), typeName(field))
	options := field.GetType() == crmstreamv1.FieldType_FIELD_TYPE_OPTION || field.GetType() == crmstreamv1.FieldType_FIELD_TYPE_OPTIONS
	t, ok := operands[field.GetType()]
	if !ok && !options {
		return "", connectors.Invalid("where", "%s cannot have a condition: the upstream has no conditions on such fields", what)
	}
	if op != connectors.OpEq && !t.compares {
		return "", connectors.Invalid("where", "%s does not take %s: use =", what, op)
	}
	if options {
		return optionText(field, value, what, known)
	}
	stored, ok := t.read(value)
	if !ok {
		return "", connectors.Invalid("where", "%s takes %s, not %q%s", what, t.takes, value, connectors.LostPlus(value))
	}
	return stored, nil
}

// typeName returns the type of a field in the words of the API: DECIMAL.
func typeName(field *crmstreamv1.Field) string {
	return strings.TrimPrefix(field.GetType().String(), "FIELD_TYPE_")
}

// optionText returns the text of the option with a value as its text or its id: the upstream compares texts. If the catalogue
// has no options of the field, the value is not checked.
func optionText(field *crmstreamv1.Field, value, what string, known *connectors.Catalogue) (string, error) {
	choices := known.Choices([]byte(field.GetKey()))
	if choices == nil {
		return value, nil
	}
	if text, ok := choices.Text(value); ok {
		return text, nil
	}
	return "", notKnown("%s has no option %q: use the text of one of its %d options, which ListFields has", what, value, choices.Len())
}
