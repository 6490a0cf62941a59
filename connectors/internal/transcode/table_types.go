package transcode

import crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"

// FieldTypes returns the type of custom fields for each datatype word of the upstream: the member of FieldValue that the values
// are written to. It is for the Enum of a table of definitions.
func FieldTypes(words map[string]Datatype) map[string]int32 {
	types := make(map[string]int32, len(words))
	for word, datatype := range words {
		types[word] = int32(datatype.fieldType())
	}
	return types
}

// fieldType returns the member of FieldValue that the values of a datatype are written to.
func (d Datatype) fieldType() crmstreamv1.FieldType {
	switch d {
	case AsFlag:
		return crmstreamv1.FieldType_FIELD_TYPE_FLAG
	case AsInteger:
		return crmstreamv1.FieldType_FIELD_TYPE_INTEGER
	case AsDecimal:
		return crmstreamv1.FieldType_FIELD_TYPE_DECIMAL
	case AsDate:
		return crmstreamv1.FieldType_FIELD_TYPE_DATE
	case AsDateTime:
		return crmstreamv1.FieldType_FIELD_TYPE_DATE_TIME
	case AsTime:
		return crmstreamv1.FieldType_FIELD_TYPE_TIME
	case AsOption, AsOptionID:
		return crmstreamv1.FieldType_FIELD_TYPE_OPTION
	case AsOptions, AsOptionIDs:
		return crmstreamv1.FieldType_FIELD_TYPE_OPTIONS
	case AsFiles:
		return crmstreamv1.FieldType_FIELD_TYPE_FILES
	case AsPoint:
		return crmstreamv1.FieldType_FIELD_TYPE_POINT
	case AsIntegerRange, AsDecimalRange, AsDateRange, AsTimeRange, AsDateTimeRange:
		return crmstreamv1.FieldType_FIELD_TYPE_RANGE
	case AsReferences:
		return crmstreamv1.FieldType_FIELD_TYPE_REFERENCES
	default:
		return crmstreamv1.FieldType_FIELD_TYPE_TEXT
	}
}

// list reports whether the values of repeated ids become one list.
func (d Datatype) list() bool {
	return d == AsOptions || d == AsOptionIDs || d == AsFiles || d == AsReferences
}

// option reports whether the values are options.
func (d Datatype) option() bool {
	return d == AsOption || d == AsOptions || d == AsOptionID || d == AsOptionIDs
}

// complaint returns the parse_error of a value that is not of the datatype.
func (d Datatype) complaint() string {
	switch d {
	case AsFlag:
		return "not a flag"
	case AsInteger, AsDecimal, asJSON:
		return "not a number"
	case AsDate:
		return "not a date"
	case AsDateTime:
		return "not a date and time"
	case AsTime:
		return "not a time of day"
	case AsOption, AsOptionID:
		return "not an option"
	case AsOptions, AsOptionIDs:
		return "not a list of options"
	case AsFiles:
		return "not a list of files"
	case AsPoint:
		return "not a point"
	case AsIntegerRange, AsDecimalRange, AsDateRange, AsTimeRange, AsDateTimeRange:
		return "not a range"
	case AsReferences:
		return "not a list of references"
	default:
		return "not a text"
	}
}
