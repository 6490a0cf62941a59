package transcode_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
	"pgregory.net/rapid"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	"github.com/crmstream/crmstream/connectors/internal/transcode/transcodetest"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// dealColumns are of a deal that can be written.
func dealColumns() []transcode.Column {
	return []transcode.Column{
		transcode.ID("id", "id"),
		{Keys: []string{"type"}, Field: "type_id", Kind: transcode.Ref, Naming: connectors.DealTypeNames, Name: "type_name"},
		{Keys: []string{"stage"}, Field: "stage_id", Kind: transcode.Ref, Naming: connectors.DealStageNames, Name: "stage_name", Outcome: "outcome"},
		transcode.Col("name", transcode.Text, "name", "title").Writable(transcode.ClearByText, "name", "title"),
		transcode.Col("owner_id", transcode.Ref, "owner").Writable(transcode.ClearByZero).Only(transcode.OnCreate),
		transcode.Col("create_time", transcode.LocalTime, "created").Writable(transcode.ClearByNull).SeparatedBy("T"),
		{Keys: []string{"fields"}, Field: "fields", Kind: transcode.CustomFields, Types: datatypes()},
	}
}

// dealTable is the table of dealColumns, with all columns but the id writable.
func dealTable() *transcode.Table {
	columns := dealColumns()
	columns[1], columns[2] = columns[1].Writable(transcode.NotCleared), columns[2].Writable(transcode.NotCleared)
	columns[6] = columns[6].Writable(transcode.ClearByText)
	return transcode.Must(transcode.Part(&crmstreamv1.Deal{}, columns...))
}

// written returns the pairs of a form for what is written, and the mistakes.
func written(t testing.TB, table *transcode.Table, record proto.Message, mask []string, at transcode.WriteContext) (pairs, mistakes []string) {
	t.Helper()
	members, notices, err := table.Write(record, mask, at)
	for _, n := range notices {
		pairs = append(pairs, n.Code+": "+n.Message)
	}
	for path, text := range transcode.Leaves(members) {
		pairs = append(pairs, strings.Join(path, ".")+"="+text)
	}
	if err != nil {
		var all connectors.Mistakes
		require.ErrorAs(t, err, &all)
		require.Empty(t, members)
		for _, m := range all {
			require.Equal(t, connectors.KindInvalidRequest, m.Kind)
			mistakes = append(mistakes, m.Field+": "+m.Err.Error())
		}
	}
	return pairs, mistakes
}

// TestMasks reads masks, and refuses what they cannot name.
func TestMasks(t *testing.T) {
	deal := &crmstreamv1.Deal{Id: "5", Name: proto.String("Flat"), TypeId: proto.String("8"), OwnerId: proto.String("2"), Fields: map[string]*crmstreamv1.FieldValue{
		"25": textField("x"), "100": textField("y"), "a.b": textField("z"),
	}}
	const (
		create = transcode.OnCreate
		update = transcode.OnUpdate
	)
	for name, test := range map[string]struct {
		op             transcode.Op
		mask           []string
		want, mistakes []string
	}{
		"all that is set":         {create, nil, nil, []string{"reqs[3].deal.id: cannot be written: leave it out", `reqs[3].deal.fields.a.b: "a.b" must be a number`}},
		"on update":               {update, nil, nil, []string{"reqs[3].deal.owner_id: cannot be written by an update", `reqs[3].deal.fields.a.b: "a.b" must be a number`}},
		"one field":               {update, []string{"name"}, []string{"name=Flat", "title=Flat"}, nil},
		"a field twice":           {update, []string{"type_id", "type_id"}, []string{"type=8"}, nil},
		"fields in their order":   {update, []string{"fields.100", "fields.25", "type_id"}, []string{"type=8", "fields.0.id=25", "fields.0.value=x", "fields.1.id=100", "fields.1.value=y"}, nil},
		"cleared":                 {update, []string{"fields.7", "create_time"}, []string{"created=", "fields.0.id=7", "fields.0.value="}, nil},
		"an empty mask":           {update, []string{}, nil, []string{"reqs[3].update_mask: there is nothing to update"}},
		"everything":              {update, []string{"*"}, nil, []string{"reqs[3].update_mask: * is refused"}},
		"no field":                {update, []string{"nickname", "nickname.x"}, nil, []string{`reqs[3].update_mask: "nickname" is no field`, `reqs[3].update_mask: "nickname.x" is no field`}},
		"deeper":                  {update, []string{"create_time.seconds"}, nil, []string{`reqs[3].update_mask: "create_time.seconds" leads into a field: name the whole field create_time`}},
		"all custom fields":       {update, []string{"fields", "fields."}, nil, []string{`reqs[3].update_mask: "fields" names no key`, `reqs[3].update_mask: "fields." names no key`}},
		"the id":                  {update, []string{"id"}, nil, []string{"reqs[3].deal.id: cannot be written: leave it out"}},
		"a field of creates":      {update, []string{"owner_id"}, nil, []string{"reqs[3].deal.owner_id: cannot be written by an update"}},
		"a field that is not set": {update, []string{"stage_id"}, nil, []string{"reqs[3].deal.stage_id: cannot be cleared"}},
		"of another column":       {update, []string{"type_name"}, nil, []string{"reqs[3].deal.type_name: cannot be written: leave it out"}},
	} {
		t.Run(name, func(t *testing.T) {
			pairs, mistakes := written(t, dealTable(), deal, test.mask, transcode.WriteContext{Op: test.op, Prefix: "reqs[3].deal"})
			require.Equal(t, test.want, pairs)
			require.Len(t, mistakes, len(test.mistakes), "%q", mistakes)
			for i, m := range mistakes {
				require.Contains(t, m, test.mistakes[i])
			}
		})
	}
	_, mistakes := written(t, dealTable(), &crmstreamv1.Deal{Raw: "{}"}, nil, transcode.WriteContext{Op: update})
	require.Equal(t, []string{"raw: cannot be written: leave it out, or name the fields to write in update_mask"}, mistakes)
}

func textField(text string) *crmstreamv1.FieldValue {
	return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Text{Text: text}}
}

// TestSpellings sends one spelling or both.
func TestSpellings(t *testing.T) {
	for spelling, want := range map[transcode.Spelling][]string{
		transcode.BothSpellings:   {"name=x", "title=x"},
		transcode.EnglishSpelling: {"name=x"},
		transcode.IntrumSpelling:  {"title=x"},
	} {
		pairs, mistakes := written(t, dealTable(), &crmstreamv1.Deal{Name: proto.String("x")}, nil, transcode.WriteContext{Op: transcode.OnUpdate, Spelling: spelling})
		require.Empty(t, mistakes)
		require.Equal(t, want, pairs)
	}
}

// TestValuesOfTheirForm refuses values that the upstream cannot take as they are.
func TestValuesOfTheirForm(t *testing.T) {
	at := transcode.WriteContext{Op: transcode.OnUpdate, Zone: mustZone(t, "Europe/London")}
	for name, test := range map[string]struct {
		record proto.Message
		want   string
	}{
		"parts of a second":   {&crmstreamv1.Deal{CreateTime: &timestamppb.Timestamp{Seconds: 1, Nanos: 500}}, "create_time: 1970-01-01T00:00:01.0000005Z has parts of a second"},
		"no timestamp":        {&crmstreamv1.Deal{CreateTime: &timestamppb.Timestamp{Nanos: -1}}, "create_time: is not a valid timestamp"},
		"an hour comes twice": {&crmstreamv1.Deal{CreateTime: timestamppb.New(time.Date(2024, 10, 27, 1, 30, 0, 0, time.UTC))}, "create_time: 2024-10-27T01:30:00Z is 2024-10-27T01:30:00 on the clocks of Europe/London"},
		"no date at all":      {&crmstreamv1.Deal{CreateTime: timestamppb.New(time.Date(1, 1, 1, 12, 0, 0, 0, time.UTC))}, "create_time: 0001-01-01T12:00:00Z is"},
		"invalid UTF-8":       {&crmstreamv1.Deal{Name: proto.String("a\xff")}, "name: is not valid UTF-8"},
		"a type with a sign":  {&crmstreamv1.Deal{TypeId: proto.String("+8")}, `type_id: "+8" must be a number`},
	} {
		t.Run(name, func(t *testing.T) {
			_, mistakes := written(t, dealTable(), test.record, nil, at)
			require.Len(t, mistakes, 1)
			require.Contains(t, mistakes[0], test.want)
		})
	}
}

// TestInstantsReadBackOrAreRefused writes instants near the changes of clocks. Only one that the clocks show for the second time is
// refused.
func TestInstantsReadBackOrAreRefused(t *testing.T) {
	zones := map[string]*time.Location{}
	for _, name := range []string{"Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Casablanca", "UTC"} {
		zones[name] = mustZone(t, name)
	}
	names, table, refused := slices.Sorted(maps.Keys(zones)), dealTable(), 0
	check := func(t *rapid.T) {
		zone := zones[rapid.SampledFrom(names).Draw(t, "zone")]
		at := time.Unix(rapid.Int64Range(500_000_000, 2_000_000_000).Draw(t, "instant"), 0)
		if start, _ := at.In(zone).ZoneBounds(); !start.IsZero() {
			at = start.Add(time.Duration(rapid.IntRange(-7200, 7200).Draw(t, "around")) * time.Second)
		}
		second := false
		for _, earlier := range []time.Duration{30 * time.Minute, time.Hour} {
			second = second || at.Add(-earlier).In(zone).Format(time.DateTime) == at.In(zone).Format(time.DateTime)
		}
		members, _, err := table.Write(&crmstreamv1.Deal{CreateTime: timestamppb.New(at)}, nil, transcode.WriteContext{Op: transcode.OnCreate, Zone: zone})
		if second != (err != nil) {
			t.Fatalf("%s in %s: %v", at.UTC(), zone, err)
		}
		if err != nil {
			refused++
			return
		}
		json, err := transcode.Parse(transcode.AppendJSON(nil, append(members, transcode.Member{Key: "id", Value: transcode.Value{Kind: transcode.NumberValue, Text: "5"}})))
		if err != nil {
			t.Fatal(err)
		}
		row, err := table.One(json, &transcode.Context{Zone: zone})
		if err != nil {
			t.Fatal(err)
		}
		var got crmstreamv1.Deal
		if err := row.Record.Decode(&got); err != nil || !got.GetCreateTime().AsTime().Equal(at) {
			t.Fatalf("%s reads as %s in %s: %v", at.UTC(), got.GetCreateTime().AsTime(), zone, err)
		}
	}
	for rounds := 0; refused == 0 && rounds < 50; rounds++ {
		rapid.Check(t, check)
	}
	require.NotZero(t, refused)
}

// TestOtherKindsReadBack writes the kinds that no connector writes yet.
func TestOtherKindsReadBack(t *testing.T) {
	some := func(texts ...string) *rapid.Generator[string] { return rapid.SampledFrom(texts) }
	invoice := transcode.Must(transcode.Part(&crmstreamv1.Invoice{},
		transcode.ID("id", "id"),
		transcode.Col("create_date", transcode.Date, "date").Writable(transcode.ClearByNull),
		transcode.Col("amount", transcode.Decimal, "sum").Writable(transcode.ClearByNull),
		transcode.Col("vat", transcode.Flag, "nds").Writable(transcode.NotCleared),
		transcode.Column{Keys: []string{"type"}, Field: "direction", Kind: transcode.Enum, Enum: map[string]int32{"in": 1, "out": 2}}.Writable(transcode.NotCleared),
	))
	call := transcode.Must(transcode.Part(&crmstreamv1.Call{},
		transcode.ID("id", "id"),
		transcode.Col("duration_seconds", transcode.Integer, "duration").Writable(transcode.ClearByZero),
	))
	for _, form := range []bool{true, false} {
		for _, table := range []*transcode.Table{invoice, call} {
			transcodetest.RoundTrips(t, transcodetest.Upstream{Table: table, Form: form, Texts: map[string]*rapid.Generator[string]{
				"create_date": some("2026-01-31", "2024-02-29", "0001-01-02", "9999-12-31"), "amount": some("0", "-12.50", "007.0", "123456789012345678901234567890.5"),
			}})
		}
	}
	for name, record := range map[string]*crmstreamv1.Invoice{
		"a day that does not exist": {CreateDate: proto.String("2026-02-29")}, "another form of a day": {CreateDate: proto.String("31.01.2026")},
		"a day with a time": {CreateDate: proto.String("2026-01-31 00:00:00")}, "no day": {CreateDate: proto.String("0000-00-00")},
		"an exponent": {Amount: proto.String("1e3")}, "a plus": {Amount: proto.String("+1")}, "a bare point": {Amount: proto.String("1.")}, "no digits before": {Amount: proto.String(".5")},
		"a blank": {Amount: proto.String(" 1")}, "a comma": {Amount: proto.String("1,5")},
	} {
		_, mistakes := written(t, invoice, record, nil, transcode.WriteContext{Op: transcode.OnUpdate})
		require.Len(t, mistakes, 1, name)
		require.Contains(t, mistakes[0], "must be ", name)
	}
}

// TestLeaves cuts values into the pairs of a form, and stops when asked.
func TestLeaves(t *testing.T) {
	number := transcode.Value{Kind: transcode.NumberValue, Text: "7"}
	inner := transcode.Value{Kind: transcode.ObjectValue, Object: []transcode.Member{{Key: "d", Value: number}, {Key: "e", Value: number}}}
	members := []transcode.Member{
		{Key: "a", Value: transcode.Value{Kind: transcode.ListValue, List: []transcode.Value{
			{Kind: transcode.TextValue, Text: "x"},
			{Kind: transcode.ObjectValue, Object: []transcode.Member{
				{Key: "b", Value: inner}, {Key: "c", Value: transcode.Value{Kind: transcode.ListValue, List: []transcode.Value{number, {Kind: transcode.FlagValue, Flag: true}}}},
			}},
		}}},
		{Key: `"`},
	}
	require.Equal(t, `{"a":["x",{"b":{"d":7,"e":7},"c":[7,true]}],"\"":null}`, string(transcode.AppendJSON(nil, members)))
	var paths [][]string
	var texts []string
	for path, text := range transcode.Leaves(members) {
		paths, texts = append(paths, path), append(texts, text)
	}
	require.Equal(t, "[[a 0] [a 1 b d] [a 1 b e] [a 1 c 0] [a 1 c 1] [\"]]", fmt.Sprint(paths), "each path is its own")
	require.Equal(t, []string{"x", "7", "7", "7", "1", ""}, texts)
	for n := range 6 {
		seen := 0
		for range transcode.Leaves(members) {
			if seen++; seen > n {
				break
			}
		}
		require.Equal(t, n+1, seen)
	}
}

// TestWritingMistakes asks for columns that contradict themselves.
func TestWritingMistakes(t *testing.T) {
	phone := transcode.Must(transcode.Part(&crmstreamv1.Phone{}, transcode.Col("number", transcode.Text, "phone")))
	name := transcode.Col("comment", transcode.Text, "comment")
	words := map[string]int32{"a": 1, "b": 1}
	for test, c := range map[string]struct {
		columns []transcode.Column
		want    string
	}{
		"a kind that cannot be written": {[]transcode.Column{transcode.Col("archived", transcode.NotFlag, "a").Writable(transcode.NotCleared)}, "cannot be written"},
		"two words for one number":      {[]transcode.Column{{Keys: []string{"a"}, Field: "kind", Kind: transcode.Enum, Enum: words, Write: &transcode.Writing{Keys: []string{"a"}, On: transcode.OnCreate}}}, "one word for each number"},
		"a list that is read only":      {[]transcode.Column{transcode.Objects("phones", phone, "p").Writable(transcode.NotCleared)}, "has writable columns"},
		"three spellings":               {[]transcode.Column{name.Writable(transcode.NotCleared, "a", "b", "c")}, "a Writing has the key"},
		"an empty spelling":             {[]transcode.Column{name.Writable(transcode.NotCleared, "a", "")}, "a Writing has the key"},
		"no write":                      {[]transcode.Column{name.Writable(transcode.NotCleared).Only(0)}, "has its writes in On"},
		"another write":                 {[]transcode.Column{name.Writable(transcode.NotCleared).Only(4)}, "has its writes in On"},
		"words of an id":                {[]transcode.Column{transcode.Col("owner_id", transcode.Ref, "a").Writable(transcode.NotCleared).OneOf("1")}, "only a Text has Words"},
		"a bare text":                   {[]transcode.Column{name.Writable(transcode.NotCleared).Bare()}, "only a NestedList is Bare"},
		"a separator of a text":         {[]transcode.Column{name.Writable(transcode.NotCleared).SeparatedBy("T")}, "only a LocalTime has a Separator"},
		"one key twice":                 {[]transcode.Column{name.Writable(transcode.NotCleared, "x"), transcode.Col("address", transcode.Text, "a").Writable(transcode.NotCleared, "y", "x")}, `key "x" is written by another column`},
	} {
		_, err := transcode.Part(&crmstreamv1.Contact{}, c.columns...)
		require.ErrorContains(t, err, c.want, test)
	}
	column := name.Writable(transcode.NotCleared)
	_ = column.Required().Only(transcode.OnCreate)
	require.Equal(t, transcode.Writing{Keys: []string{"comment"}, On: transcode.OnCreate | transcode.OnUpdate}, *column.Write, "the methods change a copy")
}
