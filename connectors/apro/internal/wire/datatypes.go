package wire

import "github.com/crmstream/crmstream/connectors/internal/transcode"

// Datatypes are the upstream's words for the types of custom fields ("Data formats").
var Datatypes = map[string]transcode.Datatype{
	"text": transcode.AsPlainText, "radio": transcode.AsFlag, "select": transcode.AsOption, "multiselect": transcode.AsOptions,
	"date": transcode.AsDate, "datetime": transcode.AsDateTime, "time": transcode.AsTime,
	"integer": transcode.AsInteger, "decimal": transcode.AsDecimal, "price": transcode.AsDecimal,
	"file": transcode.AsFiles, "point": transcode.AsPoint, "attach": transcode.AsReferences,
	"integer_range": transcode.AsIntegerRange, "decimal_range": transcode.AsDecimalRange,
	"date_range": transcode.AsDateRange, "time_range": transcode.AsTimeRange, "datetime_range": transcode.AsDateTimeRange,
}

// FieldTypes are the types of custom fields by the upstream's words.
var FieldTypes = transcode.FieldTypes(Datatypes)
