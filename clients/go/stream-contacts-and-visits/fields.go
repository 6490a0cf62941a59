package main

import (
	"fmt"
	"strings"
	"time"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// textOf returns the value of a custom field for people, with its type in front. A type that this program does not know comes
// from a server that is newer than its stubs.
func textOf(field *crmstreamv1.FieldValue) string {
	if field.GetParseError() != "" {
		return fmt.Sprintf("unreadable %s (%s)", field.GetRawText(), field.GetParseError())
	}
	switch v := field.GetValue().(type) {
	case *crmstreamv1.FieldValue_Text:
		return fmt.Sprintf("text %q", v.Text)
	case *crmstreamv1.FieldValue_Flag:
		return fmt.Sprintf("flag %t", v.Flag)
	case *crmstreamv1.FieldValue_Integer:
		return fmt.Sprintf("integer %d", v.Integer)
	case *crmstreamv1.FieldValue_Decimal:
		return "decimal " + v.Decimal // digits as sent: parse them with a decimal package, not as a float
	case *crmstreamv1.FieldValue_Date:
		return "date " + v.Date
	case *crmstreamv1.FieldValue_DateTime:
		return "instant " + v.DateTime.AsTime().Format(time.RFC3339)
	case *crmstreamv1.FieldValue_Time:
		return "time " + v.Time
	case *crmstreamv1.FieldValue_Option_:
		return fmt.Sprintf("option %q", v.Option.GetText())
	case *crmstreamv1.FieldValue_Options:
		return "options " + join(v.Options.GetOptions(), (*crmstreamv1.FieldValue_Option).GetText)
	case *crmstreamv1.FieldValue_Files:
		return "files " + join(v.Files.GetFiles(), (*crmstreamv1.FieldValue_File).GetName)
	case *crmstreamv1.FieldValue_Point_:
		return fmt.Sprintf("point %g, %g", v.Point.GetLatitude(), v.Point.GetLongitude())
	case *crmstreamv1.FieldValue_Range_:
		return fmt.Sprintf("range %s to %s", v.Range.GetLower(), v.Range.GetUpper())
	case *crmstreamv1.FieldValue_References:
		return "references " + join(v.References.GetReferences(), func(r *crmstreamv1.FieldValue_Reference) string {
			return r.GetKind() + " " + r.GetId()
		})
	default:
		return "of a type unknown to these stubs"
	}
}

// join returns texts, quoted and joined.
func join[T any](things []T, text func(T) string) string {
	quoted := make([]string, len(things))
	for i, thing := range things {
		quoted[i] = fmt.Sprintf("%q", text(thing))
	}
	return strings.Join(quoted, ", ")
}
