package server

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// withTypes gives the custom fields of a record, as far as the mask names them, the types and keys of their definitions. A plain value, which is what JSON, CSV and forms
// have, is a text, a decimal or a flag; a field may be named by its name, if no other field has that name. What does not fit stays,
// and the connector refuses it.
func withTypes(record proto.Message, mask []string, at string, known *connectors.Catalogue) error {
	field := record.ProtoReflect().Descriptor().Fields().ByName("fields")
	if field == nil || len(known.Fields()) == 0 {
		return nil
	}
	values := fieldsOfRecord(record.ProtoReflect(), field)
	for i, path := range mask {
		given, custom := strings.CutPrefix(path, "fields.")
		if !custom {
			continue
		}
		definition := known.Field(given)
		if definition == nil {
			named := known.Named(given)
			if keys := keysOf(named); len(keys) > 1 {
				return connectors.Invalid(at+path, "several fields have this name: use one of the keys %s", strings.Join(keys, ", "))
			} else if len(keys) == 0 {
				continue
			}
			definition = named[0]
			if slices.Contains(mask, "fields."+definition.GetKey()) {
				return connectors.Invalid(at+path, "is the field %s, which the record has already: name it once", definition.GetKey())
			}
			mask[i] = "fields." + definition.GetKey()
		}
		v := values[given]
		if v == nil {
			if other := spelledOtherwise(values, definition, known); other != "" {
				return connectors.Invalid(at+path, "is named %q in the record: name the field in the mask as in the record", other)
			}
			continue
		}
		delete(values, given)
		values[definition.GetKey()] = ofType(v, definition.GetType())
	}
	setFields(record.ProtoReflect(), field, values)
	return nil
}

// spelledOtherwise returns the name by which a record has the value of a field that it does not have by its key, "" for none.
func spelledOtherwise(values map[string]*crmstreamv1.FieldValue, of *crmstreamv1.Field, known *connectors.Catalogue) string {
	for name := range values {
		if known.Field(name) == nil && slices.Equal(keysOf(known.Named(name)), []string{of.GetKey()}) {
			return name
		}
	}
	return ""
}

// keysOf returns the keys of definitions, each once.
func keysOf(definitions []*crmstreamv1.Field) []string {
	keys := map[string]bool{}
	for _, d := range definitions {
		keys[d.GetKey()] = true
	}
	return slices.Sorted(maps.Keys(keys))
}

func fieldsOfRecord(record protoreflect.Message, field protoreflect.FieldDescriptor) map[string]*crmstreamv1.FieldValue {
	values := map[string]*crmstreamv1.FieldValue{}
	record.Get(field).Map().Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
		values[k.String()], _ = v.Message().Interface().(*crmstreamv1.FieldValue)
		return true
	})
	return values
}

func setFields(record protoreflect.Message, field protoreflect.FieldDescriptor, values map[string]*crmstreamv1.FieldValue) {
	record.Clear(field)
	if len(values) == 0 {
		return
	}
	all := record.Mutable(field).Map()
	for key, v := range values {
		all.Set(protoreflect.ValueOfString(key).MapKey(), protoreflect.ValueOfMessage(v.ProtoReflect()))
	}
}

// ofType returns a plain value as a value of a type, if it can be one without loss. Any other value stays.
func ofType(v *crmstreamv1.FieldValue, kind crmstreamv1.FieldType) *crmstreamv1.FieldValue {
	var text string
	switch plain := v.GetValue().(type) {
	case *crmstreamv1.FieldValue_Text:
		text = plain.Text
	case *crmstreamv1.FieldValue_Decimal:
		text = plain.Decimal
	case *crmstreamv1.FieldValue_Flag:
		if kind != crmstreamv1.FieldType_FIELD_TYPE_TEXT {
			return v
		}
		text = strconv.FormatBool(plain.Flag)
	case *crmstreamv1.FieldValue_Options:
		return listOfType(v, kind)
	default:
		return v
	}
	if converted := ofText(text, kind); converted != nil {
		return converted
	}
	return v
}

// ofText returns the value that a text means as a value of a type, nil for none.
func ofText(text string, kind crmstreamv1.FieldType) *crmstreamv1.FieldValue {
	switch kind {
	case crmstreamv1.FieldType_FIELD_TYPE_TEXT:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Text{Text: text}}
	case crmstreamv1.FieldType_FIELD_TYPE_FLAG:
		if text == "true" || text == "false" {
			return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Flag{Flag: text == "true"}}
		}
	case crmstreamv1.FieldType_FIELD_TYPE_INTEGER:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Integer{Integer: n}}
		}
	case crmstreamv1.FieldType_FIELD_TYPE_DECIMAL:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Decimal{Decimal: text}}
	case crmstreamv1.FieldType_FIELD_TYPE_DATE:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Date{Date: text}}
	case crmstreamv1.FieldType_FIELD_TYPE_TIME:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Time{Time: text}}
	case crmstreamv1.FieldType_FIELD_TYPE_DATE_TIME:
		if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
			return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_DateTime{DateTime: timestamppb.New(at)}}
		}
	case crmstreamv1.FieldType_FIELD_TYPE_OPTION:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Option_{Option: &crmstreamv1.FieldValue_Option{Text: text}}}
	case crmstreamv1.FieldType_FIELD_TYPE_OPTIONS:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Options{Options: &crmstreamv1.FieldValue_OptionList{
			Options: []*crmstreamv1.FieldValue_Option{{Text: text}},
		}}}
	}
	return nil
}

// listOfType returns a list of texts, which came as options, as the list of a type.
func listOfType(v *crmstreamv1.FieldValue, kind crmstreamv1.FieldType) *crmstreamv1.FieldValue {
	if kind != crmstreamv1.FieldType_FIELD_TYPE_FILES {
		return v
	}
	files := &crmstreamv1.FieldValue_FileList{}
	for _, o := range v.GetOptions().GetOptions() {
		if o.GetId() != "" {
			return v
		}
		files.Files = append(files.Files, &crmstreamv1.FieldValue_File{Name: o.GetText()})
	}
	return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Files{Files: files}}
}
