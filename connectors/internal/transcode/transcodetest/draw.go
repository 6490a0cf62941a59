package transcodetest

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// texts are texts that upstreams and forms may take for something else, and any others.
var texts = rapid.OneOf(
	rapid.SampledFrom([]string{
		"  outer blanks ", "\U0001F600", "é\u0301", "\u2028", `\u0041 \n`, "null", "0", "false", "[]", "{}", "a,b", "1.0", "007", "two\nlines\r\n\ttab", `"'<>&%+=[]`, "0000-00-00", "\x00", " ",
	}),
	rapid.StringN(1, 40, -1),
)

var (
	ids      = rapid.Map(rapid.Int64Range(1, math.MaxInt64), func(n int64) string { return fmt.Sprint(n) })
	decimals = rapid.StringMatching(`-?[0-9]{1,20}(\.[0-9]{1,10})?`)
	wholes   = rapid.StringMatching(`-?[0-9]{1,18}`)
	days     = rapid.Map(rapid.Int64Range(-50_000, 2_000_000), func(n int64) string { return time.Unix(n*86400, 0).UTC().Format(time.DateOnly) })
	clocks   = rapid.Map(rapid.Int64Range(0, 86399), func(n int64) string { return time.Unix(n, 0).UTC().Format(time.TimeOnly) })
)

// instants draws instants that the clocks of a zone show first, or only.
func instants(zone *time.Location) *rapid.Generator[time.Time] {
	if zone == nil {
		zone = time.UTC
	}
	return rapid.Map(rapid.Int64Range(0, 4_000_000_000), func(n int64) time.Time {
		at := time.Unix(n, 0).UTC()
		for _, earlier := range []time.Duration{30 * time.Minute, time.Hour, 2 * time.Hour} {
			if first := at.Add(-earlier); first.In(zone).Format(time.DateTime) == at.In(zone).Format(time.DateTime) {
				return first
			}
		}
		return at
	})
}

// draw draws a new record with all obligatory fields and some others.
func (u Upstream) draw(t *rapid.T, zone *time.Location) proto.Message {
	keys := u.words()
	record := u.Table.Message()
	m := record.ProtoReflect()
	for _, w := range u.Table.Writable() {
		if !w.OnCreate || !w.Required && rapid.IntRange(0, 2).Draw(t, "set "+w.Name) == 0 {
			continue
		}
		fd := m.Descriptor().Fields().ByName(protoreflect.Name(w.Name))
		switch {
		case fd.IsMap():
			for _, key := range slices.Sorted(maps.Keys(keys)) {
				if rapid.Bool().Draw(t, "set "+key) {
					v := drawField(t, keys[key], u.Datatypes[keys[key]], zone)
					m.Mutable(fd).Map().Set(protoreflect.ValueOfString(key).MapKey(), protoreflect.ValueOfMessage(v.ProtoReflect()))
				}
			}
		case fd.IsList() && fd.Message() != nil:
			for range rapid.IntRange(1, 3).Draw(t, "length") {
				inner := m.Mutable(fd).List().AppendMutable().Message()
				if u.drawElement(t, w.Name, inner) {
					continue
				}
				for i := range inner.Descriptor().Fields().Len() {
					if i == 0 || rapid.Bool().Draw(t, "set") {
						inner.Set(inner.Descriptor().Fields().Get(i), protoreflect.ValueOfString(texts.Draw(t, "text")))
					}
				}
			}
		case fd.IsList():
			for range rapid.IntRange(1, 3).Draw(t, "length") {
				m.Mutable(fd).List().Append(protoreflect.ValueOfString(ids.Draw(t, "id")))
			}
		default:
			m.Set(fd, u.drawScalar(t, fd, zone))
		}
	}
	return record
}

// drawElement draws the fields of an element of a list, and reports false for a list without generators.
func (u Upstream) drawElement(t *rapid.T, list string, element protoreflect.Message) bool {
	for _, name := range slices.Sorted(maps.Keys(u.Elements[list])) {
		fd := element.Descriptor().Fields().ByName(protoreflect.Name(name))
		element.Set(fd, protoreflect.ValueOfString(u.Elements[list][name].Draw(t, name)))
	}
	return u.Elements[list] != nil
}

// drawScalar draws the value of a field.
func (u Upstream) drawScalar(t *rapid.T, fd protoreflect.FieldDescriptor, zone *time.Location) protoreflect.Value {
	name := string(fd.Name())
	switch fd.Kind() {
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(rapid.Bool().Draw(t, name))
	case protoreflect.EnumKind:
		return protoreflect.ValueOfEnum(fd.Enum().Values().Get(rapid.IntRange(1, fd.Enum().Values().Len()-1).Draw(t, name)).Number())
	case protoreflect.Int32Kind:
		return protoreflect.ValueOfInt32(rapid.Int32().Draw(t, name))
	case protoreflect.MessageKind:
		return protoreflect.ValueOfMessage(timestamppb.New(instants(zone).Draw(t, name)).ProtoReflect())
	}
	from := u.Texts[name]
	switch {
	case from != nil:
	case strings.HasSuffix(name, "_id"):
		from = ids
	default:
		from = texts
	}
	return protoreflect.ValueOfString(from.Draw(t, name))
}

// drawField draws the value of a custom field.
func drawField(t *rapid.T, word string, datatype transcode.Datatype, zone *time.Location) *crmstreamv1.FieldValue {
	switch datatype {
	case transcode.AsFlag:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Flag{Flag: rapid.Bool().Draw(t, word)}}
	case transcode.AsInteger:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Integer{Integer: rapid.Int64().Draw(t, word)}}
	case transcode.AsDecimal:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Decimal{Decimal: decimals.Draw(t, word)}}
	case transcode.AsDate:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Date{Date: days.Draw(t, word)}}
	case transcode.AsTime:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Time{Time: clocks.Draw(t, word)}}
	case transcode.AsDateTime:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_DateTime{DateTime: timestamppb.New(instants(zone).Draw(t, word))}}
	case transcode.AsOption:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Option_{Option: drawOption(t)}}
	case transcode.AsOptions:
		options := &crmstreamv1.FieldValue_OptionList{}
		for range rapid.IntRange(1, 4).Draw(t, word) {
			options.Options = append(options.Options, drawOption(t))
		}
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Options{Options: options}}
	case transcode.AsFiles:
		files := &crmstreamv1.FieldValue_FileList{}
		for _, name := range rapid.SliceOfNDistinct(texts, 1, 3, rapid.ID).Draw(t, word) {
			files.Files = append(files.Files, &crmstreamv1.FieldValue_File{Name: name})
		}
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Files{Files: files}}
	case transcode.AsPoint:
		latitude, longitude := rapid.Float64Range(-90, 90).Draw(t, "latitude"), rapid.Float64Range(-180, 180).Draw(t, "longitude")
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Point_{Point: &crmstreamv1.FieldValue_Point{Latitude: &latitude, Longitude: &longitude}}}
	case transcode.AsIntegerRange:
		return drawRange(t, wholes)
	case transcode.AsDecimalRange:
		return drawRange(t, decimals)
	case transcode.AsDateRange:
		return drawRange(t, days)
	case transcode.AsTimeRange:
		return drawRange(t, clocks)
	case transcode.AsDateTimeRange:
		return drawRange(t, rapid.Map(instants(zone), func(at time.Time) string { return at.Format(time.RFC3339) }))
	default:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Text{Text: texts.Draw(t, word)}}
	}
}

// drawOption draws an option by its id, by its text, or by both. A text may differ in outer blanks.
func drawOption(t *rapid.T) *crmstreamv1.FieldValue_Option {
	i := rapid.IntRange(0, len(optionTexts)-1).Draw(t, "option")
	o := &crmstreamv1.FieldValue_Option{Id: optionID(i), Text: optionTexts[i]}
	switch rapid.IntRange(0, 2).Draw(t, "named") {
	case 0:
		o.Id = ""
		o.Text = rapid.SampledFrom([]string{o.GetText(), " " + o.GetText(), strings.TrimSpace(o.GetText()) + "  "}).Draw(t, "text")
	case 1:
		o.Text = ""
	}
	return o
}

// drawRange draws a range with at least one end.
func drawRange(t *rapid.T, ends *rapid.Generator[string]) *crmstreamv1.FieldValue {
	r := &crmstreamv1.FieldValue_Range{}
	open := rapid.IntRange(0, 2).Draw(t, "open")
	if open != 1 {
		r.Lower = proto.String(ends.Draw(t, "lower"))
	}
	if open != 2 {
		r.Upper = proto.String(ends.Draw(t, "upper"))
	}
	return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Range_{Range: r}}
}
