package transcode_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// anyText draws texts that are almost numbers, days, times and instants.
var anyText = rapid.OneOf(
	rapid.StringMatching(`[-+0-9.:eETZ /]{0,20}`),
	rapid.StringMatching(`[-+]?[0-9]{0,3}\.?[0-9]{0,3}`),
	rapid.StringMatching(`[0-9]{4}-[01][0-9]-[0-3][0-9]([T ][0-2][0-9]:[0-5][0-9](:[0-5][0-9])?(Z|\+03:00)?)?`),
	rapid.StringMatching(`[0-2]?[0-9]:[0-6][0-9](:[0-6][0-9])?`),
	rapid.SampledFrom([]string{"0000-00-00", "0001-01-01", "2024-10-27T01:30:00Z", "9999-12-31", "31.12.2025", "\xff", "null", "١"}),
	rapid.String(),
)

// anyValue draws the value of a custom field with any texts, and the datatype that reads it.
func anyValue(t *rapid.T) (*crmstreamv1.FieldValue, string) {
	text := anyText.Draw(t, "text")
	switch rapid.IntRange(0, 7).Draw(t, "member") {
	case 0:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Text{Text: text}}, "plain"
	case 1:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Decimal{Decimal: text}}, "decimal"
	case 2:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Date{Date: text}}, "date"
	case 3:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Time{Time: text}}, "time"
	case 4:
		at := &timestamppb.Timestamp{Seconds: rapid.Int64().Draw(t, "seconds"), Nanos: rapid.SampledFrom([]int32{0, 0, 0, 1, -1}).Draw(t, "nanos")}
		if rapid.Bool().Draw(t, "near") {
			at.Seconds = rapid.Int64Range(1_729_990_000-7200, 1_729_990_000+7200).Draw(t, "around")
		}
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_DateTime{DateTime: at}}, "datetime"
	case 5:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Option_{Option: &crmstreamv1.FieldValue_Option{Text: text}}}, "select"
	case 6:
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Files{Files: &crmstreamv1.FieldValue_FileList{Files: []*crmstreamv1.FieldValue_File{{Name: text}}}}}, "file"
	default:
		upper := anyText.Draw(t, "upper")
		word := rapid.SampledFrom([]string{"decimal_range", "date_range", "time_range"}).Draw(t, "word")
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Range_{Range: &crmstreamv1.FieldValue_Range{Lower: &text, Upper: &upper}}}, word
	}
}

// TestAnyValueReadsBackOrIsRefused writes values of any texts. What is accepted reads back unchanged. What is refused is a mistake of
// its field.
func TestAnyValueReadsBackOrIsRefused(t *testing.T) {
	table, zone := dealTable(), mustZone(t, "Europe/London")
	accepted, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		value, word := anyValue(t)
		deal := &crmstreamv1.Deal{Fields: map[string]*crmstreamv1.FieldValue{"7": value}}
		members, _, err := table.Write(deal, nil, transcode.WriteContext{Op: transcode.OnCreate, Zone: zone, Prefix: "deal"})
		var mistakes connectors.Mistakes
		switch {
		case errors.As(err, &mistakes):
			for _, m := range mistakes {
				if m.Field != "deal.fields.7" {
					t.Fatalf("%v", m)
				}
			}
			refused++
			return
		case err != nil:
			t.Fatal(err)
		}
		accepted++
		body := string(transcode.AppendJSON(nil, members))
		sent, ok := strings.CutPrefix(body, `{"fields":[{"id":7,"value":`)
		if !ok {
			t.Fatal(body)
		}
		sent = strings.TrimSuffix(strings.TrimSuffix(sent, "}]}"), `,"mode":"insert"`)
		json, err := transcode.Parse(fmt.Appendf(nil, `{"id":"5","fields":[{"id":7,"type":%q,"value":%s}]}`, word, sent))
		if err != nil {
			t.Fatal(err)
		}
		row, err := table.One(json, &transcode.Context{Zone: zone})
		if err != nil {
			t.Fatal(err)
		}
		var got crmstreamv1.Deal
		if err := row.Record.Decode(&got); err != nil {
			t.Fatal(err)
		}
		want := &crmstreamv1.Deal{Id: "5", Fields: deal.GetFields()}
		if sent == `""` {
			want.Fields = nil // an empty value is none
		}
		if r := value.GetRange(); r != nil {
			if r.GetLower() == "" {
				r.Lower = nil
			}
			if r.GetUpper() == "" {
				r.Upper = nil
			}
			if got.GetFields()["7"].GetParseError() != "" {
				return // ends of another datatype, which only a catalogue says
			}
		}
		if diff := cmp.Diff(want, &got, protocmp.Transform()); diff != "" {
			t.Fatalf("%s: %s", body, diff)
		}
	})
	require.Positive(t, accepted)
	require.Positive(t, refused)
}
