package transcode_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// lineTable is of lines with the price in hundredths, and any quantity.
func lineTable() *transcode.Table {
	line := transcode.Must(transcode.New(&crmstreamv1.InvoiceLine{},
		transcode.Col("id", transcode.Ref, "id"),
		transcode.Col("name", transcode.Text, "name").Writable(transcode.NotCleared).Required(),
		transcode.Col("quantity", transcode.Decimal, "count").Writable(transcode.NotCleared).Unsigned(0),
		transcode.Col("price", transcode.Decimal, "price").Writable(transcode.NotCleared).Unsigned(2),
		transcode.Unmapped("amount", "stock_group_id"),
	))
	return transcode.Must(transcode.Part(&crmstreamv1.Invoice{}, transcode.ID("id", "id"), transcode.Objects("lines", line, "products").Writable(transcode.NotCleared, "product")))
}

// TestUnsignedDecimals sends digits unchanged, or refuses them.
func TestUnsignedDecimals(t *testing.T) {
	for text, ok := range map[string][2]bool{ // as quantity, as price
		"10": {true, true}, "0": {true, true}, "0.5": {true, true}, "500.00": {true, true}, "007.10": {true, true}, "1.234": {true, false}, "1.000": {true, false},
		"123456789012345678901234567890.25": {true, true},
		"-1":                                {}, "-0": {}, "+1": {}, "1e3": {}, "1.": {}, ".5": {}, "1,5": {}, " 1": {}, "1 000": {}, "NaN": {}, "Inf": {}, "0x10": {}, "١": {}, "1_0": {},
	} {
		for i, line := range []*crmstreamv1.InvoiceLine{{Name: proto.String("x"), Quantity: &text}, {Name: proto.String("x"), Price: &text}} {
			pairs, mistakes := written(t, lineTable(), &crmstreamv1.Invoice{Lines: []*crmstreamv1.InvoiceLine{line}}, nil, transcode.WriteContext{Op: transcode.OnCreate})
			if ok[i] {
				require.Equal(t, []string{"product.0.name=x", "product.0." + []string{"count", "price"}[i] + "=" + text}, pairs)
				continue
			}
			require.Len(t, mistakes, 1, text)
			require.Contains(t, mistakes[0], "lines[0]."+[]string{"quantity", "price"}[i]+": ")
			require.Contains(t, mistakes[0], "must be decimal digits without a sign"+[]string{", such as", ", at most 2 of them after the point"}[i])
		}
	}
}

// TestElementsThatWereRead writes back a list as it was read, under a mask.
func TestElementsThatWereRead(t *testing.T) {
	line := &crmstreamv1.InvoiceLine{Id: "254", Name: proto.String("x"), Amount: proto.String("5.00")}
	record := &crmstreamv1.Invoice{Lines: []*crmstreamv1.InvoiceLine{line}}
	pairs, mistakes := written(t, lineTable(), record, []string{"lines"}, transcode.WriteContext{Op: transcode.OnUpdate, Masked: true})
	require.Empty(t, mistakes)
	require.Equal(t, []string{"product.0.name=x"}, pairs)
	_, mistakes = written(t, lineTable(), record, []string{"lines"}, transcode.WriteContext{Op: transcode.OnUpdate})
	require.Equal(t, []string{
		"lines[0].id: cannot be written: leave it out, or name the list in update_mask",
		"lines[0].amount: cannot be written: leave it out, or name the list in update_mask",
	}, mistakes)
	line.Id = ""
	_, mistakes = written(t, lineTable(), record, []string{"lines"}, transcode.WriteContext{Op: transcode.OnUpdate, Masked: true})
	require.Equal(t, []string{"lines[0].amount: cannot be written: leave it out"}, mistakes, "it was not read")
	_, mistakes = written(t, lineTable(), record, nil, transcode.WriteContext{Op: transcode.OnCreate})
	require.Equal(t, []string{"lines[0].amount: cannot be written: leave it out"}, mistakes)
}

// callTable is of calls whose time has a form.
func callTable(instant transcode.Instant) *transcode.Table {
	return transcode.Must(transcode.Part(&crmstreamv1.ImportedCall{},
		transcode.ID("id", "id"),
		transcode.Col("start_time", transcode.LocalTime, "timestamp").Writable(transcode.NotCleared).At(instant),
		transcode.Col("duration_seconds", transcode.Integer, "duration").Writable(transcode.NotCleared).Unsigned(0),
		transcode.Column{Keys: []string{"status"}, Field: "status_id", Kind: transcode.Ref, Naming: connectors.CallStatusNames}.Writable(transcode.NotCleared),
	))
}

// TestFormsOfInstants writes instants in each form. An hour that comes twice is no mistake in forms that distinguish its instants.
func TestFormsOfInstants(t *testing.T) {
	at := time.Date(2024, 10, 27, 1, 30, 0, 0, time.UTC) // the second 01:30 of London
	for instant, want := range map[transcode.Instant]string{
		transcode.AsZonedClock: "timestamp=2024-10-27 01:30:00+00:00", transcode.AsSeconds: "timestamp=1729992600", transcode.AsMilliseconds: "timestamp=1729992600000",
	} {
		context := transcode.WriteContext{Op: transcode.OnCreate, Zone: mustZone(t, "Europe/London")}
		pairs, mistakes := written(t, callTable(instant), &crmstreamv1.ImportedCall{StartTime: timestamppb.New(at)}, nil, context)
		require.Empty(t, mistakes)
		require.Equal(t, []string{want}, pairs)
		for text, wrong := range map[string]*timestamppb.Timestamp{
			"has parts of a second": timestamppb.New(at.Add(7 * time.Millisecond)), "is not a valid timestamp": {Seconds: 1, Nanos: -1}, "is not after the beginning of 1970": {},
		} {
			_, mistakes = written(t, callTable(instant), &crmstreamv1.ImportedCall{StartTime: wrong}, nil, context)
			require.Len(t, mistakes, 1)
			require.Contains(t, mistakes[0], text)
		}
	}
}

// TestZonedClocksReadBack writes any instant of a zone, and reads it.
func TestZonedClocksReadBack(t *testing.T) {
	for _, name := range []string{"Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"} {
		zone, table := mustZone(t, name), callTable(transcode.AsZonedClock)
		rapid.Check(t, func(t *rapid.T) {
			at := timestamppb.New(time.Unix(rapid.Int64Range(1, 4_000_000_000).Draw(t, "at"), 0))
			members, _, err := table.Write(&crmstreamv1.ImportedCall{StartTime: at}, nil, transcode.WriteContext{Op: transcode.OnCreate, Zone: zone})
			if err != nil {
				t.Fatal(err)
			}
			row, err := table.One(transcode.MustParse(string(transcode.AppendJSON(nil, append(members, transcode.Member{Key: "id", Value: transcode.Value{Kind: transcode.NumberValue, Text: "5"}})))), &transcode.Context{Zone: time.UTC})
			if err != nil {
				t.Fatal(err)
			}
			var read crmstreamv1.ImportedCall
			if err := row.Record.Decode(&read); err != nil || read.GetStartTime().AsTime() != at.AsTime() {
				t.Fatalf("%v: %v was read as %v", err, at.AsTime(), read.GetStartTime().AsTime())
			}
		})
	}
}

// TestUnsignedIntegers refuses negative numbers.
func TestUnsignedIntegers(t *testing.T) {
	for n, want := range map[int32]string{0: "duration=0", 90: "duration=90", -1: ""} {
		pairs, mistakes := written(t, callTable(transcode.AsSeconds), &crmstreamv1.ImportedCall{DurationSeconds: &n}, nil, transcode.WriteContext{Op: transcode.OnCreate})
		if want == "" {
			require.Equal(t, []string{"duration_seconds: -1 must not be negative"}, mistakes)
			continue
		}
		require.Equal(t, []string{want}, pairs)
	}
}

// TestFormMistakes asks for columns whose forms contradict their kind.
func TestFormMistakes(t *testing.T) {
	date := transcode.Col("start_time", transcode.LocalTime, "a").Writable(transcode.NotCleared)
	text := transcode.Col("from_phone", transcode.Text, "a").Writable(transcode.NotCleared)
	for test, c := range map[string]struct {
		column transcode.Column
		want   string
	}{
		"an instant of a text":  {text.At(transcode.AsSeconds), "only a LocalTime without a Separator has an Instant"},
		"two forms of a time":   {date.SeparatedBy("T").At(transcode.AsSeconds), "only a LocalTime without a Separator has an Instant"},
		"no such instant":       {date.At(9), "only a LocalTime without a Separator has an Instant"},
		"a text with a sign":    {text.Unsigned(0), "only an Integer or a Decimal is Unsigned"},
		"an integer's decimals": {transcode.Col("duration_seconds", transcode.Integer, "a").Writable(transcode.NotCleared).Unsigned(2), "only a Decimal has Places"},
		"names of a text": {
			transcode.Column{Keys: []string{"a"}, Field: "from_phone", Kind: transcode.Text, Naming: connectors.CallStatusNames}.Writable(transcode.NotCleared), "a Naming has a Name unless",
		},
		"names of nothing": {transcode.Column{Keys: []string{"a"}, Field: "status_id", Kind: transcode.Ref, Naming: connectors.CallStatusNames}, "a Naming has a Name unless"},
	} {
		_, err := transcode.Part(&crmstreamv1.ImportedCall{}, c.column)
		require.ErrorContains(t, err, c.want, test)
	}
}
