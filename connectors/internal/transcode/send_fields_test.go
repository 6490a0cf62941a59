package transcode_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// known returns a catalogue of deals: types 8 and 9 with stages, and custom fields, 20 of which is the parent of 21.
func known(t testing.TB) *connectors.Catalogue {
	t.Helper()
	c := &connectors.Catalogue{}
	for _, text := range []string{
		`{"id":"8","stages":[{"id":"81"},{"id":"89"}]}`, `{"id":"9","stages":[{"id":"91"},{"id":"89"}]}`,
	} {
		var m crmstreamv1.DealType
		require.NoError(t, protojson.Unmarshal([]byte(text), &m))
		require.NoError(t, c.Add(connectors.Need{Resource: connectors.ListOfDealTypes}, kept(t, &m)))
	}
	for _, text := range []string{
		`{"key":"10","type":"FIELD_TYPE_TEXT","upstreamType":"text"}`,
		`{"key":"11","type":"FIELD_TYPE_INTEGER","upstreamType":"integer","typeId":"8"}`,
		`{"key":"11","type":"FIELD_TYPE_TEXT","upstreamType":"text","typeId":"7"}`,
		`{"key":"12","type":"FIELD_TYPE_TEXT","deleted":true}`,
		`{"key":"13","type":"FIELD_TYPE_TEXT","hidden":true}`,
		`{"key":"14"}`,
		`{"key":"15","type":"FIELD_TYPE_RANGE","upstreamType":"date_range"}`,
		`{"key":"16","type":"FIELD_TYPE_FILES","upstreamType":"file"}`,
		`{"key":"17","type":"FIELD_TYPE_RANGE","upstreamType":"integer_range"}`,
		`{"key":"20","type":"FIELD_TYPE_OPTION","options":[{"id":"1","text":"Oslo "},{"id":"2","text":"Rome"}]}`,
		`{"key":"21","type":"FIELD_TYPE_OPTION","parentKey":"20","options":[
			{"id":"3","text":"Center","parentOptionId":"1"},{"id":"4","text":"Center","parentOptionId":"2"},{"id":"5","text":"Port","parentOptionId":"1"},{"id":"6","text":"Any"}]}`,
		`{"key":"22","type":"FIELD_TYPE_OPTIONS","options":[{"id":"7","text":" sea, view"},{"id":"8","text":"sun"}]}`,
	} {
		var m crmstreamv1.Field
		require.NoError(t, protojson.Unmarshal([]byte(text), &m))
		require.NoError(t, c.Add(connectors.Need{Resource: connectors.ListOfFields, Of: "deals"}, kept(t, &m)))
	}
	return c
}

// TestCustomFieldsAreWritten writes deals with what is known of them, and refuses what does not fit.
func TestCustomFieldsAreWritten(t *testing.T) {
	const create, update = transcode.OnCreate, transcode.OnUpdate
	for name, test := range map[string]struct {
		op       transcode.Op
		deal     string
		mask     string
		before   string
		want     string // pairs without "fields."
		mistakes []string
	}{
		"a text":             {update, `{"fields":{"10":{"text":" x "}}}`, "", "", "0.id=10 0.value= x ", nil},
		"an empty text":      {update, `{"fields":{"10":{"text":""}}}`, "", "", "0.id=10 0.value=", nil},
		"no such field":      {update, `{"fields":{"99":{"text":"x"}}}`, "", "", "", []string{"fields.99: the upstream has no custom field \"99\""}},
		"no such name":       {update, `{"fields":{"Nope":{"text":"x"}}}`, "", "", "", []string{"fields.Nope: the upstream has no custom field \"Nope\": ListFields"}},
		"cleared, no such":   {update, `{}`, "fields.99", "", "", []string{"fields.99: the upstream has no custom field \"99\""}},
		"deleted":            {update, `{"fields":{"12":{"text":"x"}}}`, "", "", "", []string{"fields.12: the field is deleted"}},
		"hidden":             {update, `{"fields":{"13":{"text":"x"}}}`, "", "", "FIELD_HIDDEN: fields.13 is switched off in the CRM 0.id=13 0.value=x", nil},
		"of the type":        {create, `{"typeId":"8","fields":{"11":{"integer":"1"}}}`, "", "", "type=8 0.id=11 0.value=1", nil},
		"of another type":    {create, `{"typeId":"9","fields":{"11":{"integer":"1"}}}`, "", "", "", []string{"fields.11: the field belongs to records of type 8, and the record is of type 9"}},
		"of the type before": {update, `{"fields":{"11":{"integer":"1"}}}`, "", `{"typeId":"9"}`, "", []string{"fields.11: the field belongs to records of type 8"}},
		"of a type unknown":  {update, `{"fields":{"11":{"integer":"1"}}}`, "", "", "0.id=11 0.value=1", nil},
		"another definition": {update, `{"fields":{"11":{"text":"1"}}}`, "", `{"typeId":"7"}`, "0.id=11 0.value=1", nil},
		"another member": {
			update, `{"fields":{"10":{"integer":"1"},"11":{"text":"1"},"14":{"flag":true}}}`, "", "", "",
			[]string{"fields.10: has the member integer, but the field has values of type text", "fields.11: has the member text, but", "fields.14: has the member flag, but the field has values of type text"},
		},
		"no value":         {update, `{"fields":{"10":{}}}`, "", "", "", []string{"fields.10: has no value"}},
		"unread":           {update, `{"fields":{"10":{"parseError":"not a text","rawText":"[]"}}}`, "", "", "", []string{"fields.10: has parse_error or raw_text"}},
		"a range":          {update, `{"fields":{"15":{"range":{"lower":"2026-01-31"}}}}`, "", "", "0.id=15 0.value.0=2026-01-31 0.value.1=", nil},
		"another range":    {update, `{"fields":{"15":{"range":{"lower":"1","upper":"2"}}}}`, "", "", "", []string{"fields.15: each end of the range must be a day"}},
		"a whole range":    {update, `{"fields":{"17":{"range":{"lower":"1.5"}}}}`, "", "", "", []string{"fields.17: each end of the range must be a whole number"}},
		"an open range":    {update, `{"fields":{"15":{"range":{}}}}`, "", "", "0.id=15 0.value=", nil},
		"option by id":     {update, `{"fields":{"20":{"option":{"id":"1"}}}}`, "", "", "0.id=20 0.value=Oslo ", nil},
		"option by text":   {update, `{"fields":{"20":{"option":{"text":" Oslo"}}}}`, "", "", "0.id=20 0.value=Oslo ", nil},
		"no such option":   {update, `{"fields":{"20":{"option":{"text":"1"}}}}`, "", "", "", []string{`fields.20: the field has no option "1"`}},
		"no such id":       {update, `{"fields":{"20":{"option":{"id":"9"}}}}`, "", "", "", []string{`fields.20: the field has no option "9"`}},
		"two options":      {update, `{"fields":{"20":{"option":{"id":"1","text":"Rome"}}}}`, "", "", "", []string{`fields.20: option "1" has the text "Oslo ", not "Rome"`}},
		"no option at all": {update, `{"fields":{"20":{"option":{"text":" "}}}}`, "", "", "", []string{"fields.20: has an option without id and text"}},
		"no options":       {update, `{"fields":{"22":{"options":{}}}}`, "", "", "0.id=22 0.value=", nil},
		"several options":  {update, `{"fields":{"22":{"options":{"options":[{"text":"sun"},{"id":"8"}]}}}}`, "", "", "0.id=22 0.value=sun,sun", nil},
		"with a comma": {
			update, `{"fields":{"22":{"options":{"options":[{"text":"sea, view"},{"text":"sun"}]}}}}`, "", "",
			`COMMA_IN_OPTION: fields.22: the option " sea, view" has a comma, and commas separate options 0.id=22 0.value= sea, view,sun`, nil,
		},
		"one with a comma":     {update, `{"fields":{"22":{"options":{"options":[{"id":"7"}]}}}}`, "", "", "0.id=22 0.value= sea, view", nil},
		"of the parent":        {create, `{"fields":{"20":{"option":{"id":"1"}},"21":{"option":{"text":"Port"}}}}`, "", "", "0.id=20 0.value=Oslo  1.id=21 1.value=Port", nil},
		"of another parent":    {create, `{"fields":{"20":{"option":{"text":"Rome"}},"21":{"option":{"text":"Port"}}}}`, "", "", "", []string{`fields.21: option "Port" does not belong to the value of its parent field 20, which is "Rome"`}},
		"of no parent":         {create, `{"fields":{"21":{"option":{"text":"Port"}}}}`, "", "", "", []string{`fields.21: option "Port" does not belong to the value of its parent field 20, which is ""`}},
		"of any parent":        {create, `{"fields":{"21":{"option":{"text":"Any"}}}}`, "", "", "0.id=21 0.value=Any", nil},
		"a shared text":        {create, `{"fields":{"20":{"option":{"text":"Rome"}},"21":{"option":{"text":"Center"}}}}`, "", "", "0.id=20 0.value=Rome 1.id=21 1.value=Center", nil},
		"one id of the text":   {create, `{"fields":{"20":{"option":{"text":"Rome"}},"21":{"option":{"id":"3"}}}}`, "", "", "", []string{`fields.21: option "Center" does not belong`}},
		"of the parent before": {update, `{"fields":{"21":{"option":{"text":"Port"}}}}`, "", `{"fields":{"20":{"option":{"id":"2","text":"Rome"}}}}`, "", []string{`fields.21: option "Port" does not belong`}},
		"of a parent unknown":  {update, `{"fields":{"21":{"option":{"text":"Port"}}}}`, "", "", "0.id=21 0.value=Port", nil},
		"of a cleared parent":  {update, `{"fields":{"21":{"option":{"text":"Port"}}}}`, "fields.20 fields.21", `{"fields":{"20":{"option":{"id":"1"}}}}`, "", []string{`fields.21: option "Port" does not belong`}},
		"new files":            {create, `{"fields":{"16":{"files":{"files":[{"name":"a"},{"name":"b"},{"name":"a"}]}}}}`, "", "", "0.id=16 0.value=a 0.mode=insert 1.id=16 1.value=b 1.mode=insert", nil},
		"changed files": {
			update, `{"fields":{"16":{"files":{"files":[{"name":"b"},{"name":"c"}]}}}}`, "", `{"fields":{"16":{"files":{"files":[{"name":"a"},{"name":"b"}]}}}}`,
			"0.id=16 0.value=c 0.mode=insert 1.id=16 1.value=a 1.mode=delete", nil,
		},
		"the same files":             {update, `{"fields":{"16":{"files":{"files":[{"name":"b"}]}}}}`, "", `{"fields":{"16":{"files":{"files":[{"name":"b"}]}}}}`, "", nil},
		"no files":                   {update, `{}`, "fields.16", `{"fields":{"16":{"files":{"files":[{"name":"b"}]}}}}`, "0.id=16 0.value=b 0.mode=delete", nil},
		"a nameless":                 {create, `{"fields":{"16":{"files":{"files":[{}]}}}}`, "", "", "", []string{"fields.16: has a file without a name"}},
		"a stage":                    {create, `{"typeId":"8","stageId":"81"}`, "", "", "type=8 stage=81", nil},
		"a shared stage":             {create, `{"typeId":"8","stageId":"89"}`, "", "", "type=8 stage=89", nil},
		"a stage of another type":    {create, `{"typeId":"9","stageId":"81"}`, "", "", "", []string{"stage_id: stage 81 belongs to deals of type 8, and the deal is of type 9"}},
		"a stage of the type before": {update, `{"stageId":"81"}`, "", `{"typeId":"9"}`, "", []string{"stage_id: stage 81 belongs"}},
		"a stage alone":              {update, `{"stageId":"81"}`, "", "", "stage=81", nil},
		"no such type and stage":     {update, `{"typeId":"1","stageId":"2"}`, "", "", "", []string{"type_id: the upstream has no deal type 1: ListDealTypes has", "stage_id: the upstream has no deal stage 2"}},
	} {
		t.Run(name, func(t *testing.T) {
			deal := &crmstreamv1.Deal{}
			require.NoError(t, protojson.Unmarshal([]byte(test.deal), deal))
			at := transcode.WriteContext{Op: test.op, Catalogue: known(t)}
			if test.before != "" {
				before := &crmstreamv1.Deal{}
				require.NoError(t, protojson.Unmarshal([]byte(test.before), before))
				at.Before = before
			}
			var mask []string
			if test.mask != "" {
				mask = strings.Fields(test.mask)
			}
			pairs, mistakes := written(t, dealTable(), deal, mask, at)
			for i := range pairs {
				pairs[i] = strings.TrimPrefix(pairs[i], "fields.")
			}
			require.Equal(t, test.want, strings.Join(pairs, " "))
			require.Len(t, mistakes, len(test.mistakes), "%q", mistakes)
			for i, m := range mistakes {
				require.Contains(t, m, test.mistakes[i])
			}
		})
	}
}

// TestMistakesThatANewerCatalogueMayPutRight marks them, and no others.
func TestMistakesThatANewerCatalogueMayPutRight(t *testing.T) {
	deal := &crmstreamv1.Deal{StageId: proto.String("2"), TypeId: proto.String("x"), Fields: map[string]*crmstreamv1.FieldValue{"99": textField("x"), "15": textField("x")}}
	_, _, err := dealTable().Write(deal, nil, transcode.WriteContext{Op: transcode.OnCreate, Catalogue: known(t)})
	var mistakes connectors.Mistakes
	require.ErrorAs(t, err, &mistakes)
	unknown := map[string]bool{}
	for _, m := range mistakes {
		unknown[m.Field] = m.Unknown
	}
	require.Equal(t, map[string]bool{"stage_id": true, "type_id": false, "fields.99": true, "fields.15": true}, unknown)
}

// TestWithoutACatalogue checks the form of values only.
func TestWithoutACatalogue(t *testing.T) {
	at := transcode.WriteContext{Op: transcode.OnUpdate, Zone: mustZone(t, "Europe/London")}
	for name, test := range map[string]struct{ value, want, mistake string }{
		"an option":            {`{"option":{"text":" x "}}`, " x ", ""},
		"an option by its id":  {`{"option":{"id":"7"}}`, "", `the options of the field are not known here: send the text of option "7"`},
		"options":              {`{"options":{"options":[{"id":"1","text":"a"},{"text":"b"}]}}`, "a,b", ""},
		"references":           {`{"references":{"references":[{"id":"1"}]}}`, "", "references cannot be written"},
		"a day":                {`{"date":"2026-01-31"}`, "2026-01-31", ""},
		"no day":               {`{"date":"31.01.2026"}`, "", `"31.01.2026" must be a day`},
		"a time":               {`{"time":"08:30:00"}`, "08:30:00", ""},
		"no time":              {`{"time":"8:30"}`, "", "must be a time of day"},
		"a short time":         {`{"time":"08:30"}`, "", "must be a time of day"},
		"an instant":           {`{"dateTime":"2026-07-01T08:30:00Z"}`, "2026-07-01 09:30:00", ""},
		"a part of a second":   {`{"dateTime":"2026-07-01T08:30:00.5Z"}`, "", "has parts of a second"},
		"a decimal":            {`{"decimal":"-007.50"}`, "-007.50", ""},
		"no decimal":           {`{"decimal":"1e5"}`, "", "must be decimal digits"},
		"a range of instants":  {`{"range":{"lower":"2026-07-01T08:30:00+02:00","upper":"2026-01-01T00:00:00Z"}}`, "2026-07-01 07:30:00|2026-01-01 00:00:00", ""},
		"an instant of parts":  {`{"range":{"lower":"2026-07-01T08:30:00.5Z"}}`, "", "has parts of a second"},
		"a mixed range":        {`{"range":{"lower":"1","upper":"2026-01-01"}}`, "", "the ends of a range must be two numbers"},
		"a range of decimals":  {`{"range":{"lower":"1","upper":"2.5"}}`, "1|2.5", ""},
		"a point":              {`{"point":{"latitude":-0.5,"longitude":180}}`, "-0.5|180", ""},
		"an empty point":       {`{"point":{}}`, "", ""},
		"half a point":         {`{"point":{"latitude":1}}`, "", "has one coordinate"},
		"a point out of Earth": {`{"point":{"latitude":91,"longitude":1}}`, "", "is no place on Earth"},
		"a point without end":  {`{"point":{"latitude":1,"longitude":"Infinity"}}`, "", "is no place on Earth"},
	} {
		t.Run(name, func(t *testing.T) {
			value := &crmstreamv1.FieldValue{}
			require.NoError(t, protojson.Unmarshal([]byte(test.value), value))
			pairs, mistakes := written(t, dealTable(), &crmstreamv1.Deal{Fields: map[string]*crmstreamv1.FieldValue{"7": value}}, nil, at)
			if test.mistake != "" {
				require.Len(t, mistakes, 1)
				require.Contains(t, mistakes[0], "fields.7: ")
				require.Contains(t, mistakes[0], test.mistake)
				return
			}
			require.Empty(t, mistakes)
			var values []string
			for _, pair := range pairs[1:] {
				_, text, _ := strings.Cut(pair, "=")
				values = append(values, text)
			}
			require.Equal(t, test.want, strings.Join(values, "|"))
		})
	}
	nan := math.NaN()
	point := &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Point_{Point: &crmstreamv1.FieldValue_Point{Latitude: &nan, Longitude: &nan}}}
	_, mistakes := written(t, dealTable(), &crmstreamv1.Deal{Fields: map[string]*crmstreamv1.FieldValue{"7": point}}, nil, at)
	require.Len(t, mistakes, 1)
}

// TestFilesNeedTheRecordBefore says so only for updates without other mistakes.
func TestFilesNeedTheRecordBefore(t *testing.T) {
	files := func(name string) *crmstreamv1.Deal {
		return &crmstreamv1.Deal{Fields: map[string]*crmstreamv1.FieldValue{"16": {Value: &crmstreamv1.FieldValue_Files{Files: &crmstreamv1.FieldValue_FileList{
			Files: []*crmstreamv1.FieldValue_File{{Name: name}},
		}}}}}
	}
	update := transcode.WriteContext{Op: transcode.OnUpdate, Catalogue: known(t)}
	table := dealTable()
	_, _, err := table.Write(files("a"), nil, update)
	require.ErrorIs(t, err, transcode.ErrBefore)
	require.True(t, table.NeedsBefore(files("a"), nil, update))
	require.True(t, table.NeedsBefore(&crmstreamv1.Deal{}, []string{"fields.16"}, update), "the catalogue says that the field has files")
	require.False(t, table.NeedsBefore(&crmstreamv1.Deal{}, []string{"fields.10"}, update))
	require.False(t, table.NeedsBefore(files("a"), nil, transcode.WriteContext{Op: transcode.OnCreate}))
	read := update
	read.Before = &crmstreamv1.Deal{}
	require.False(t, table.NeedsBefore(files("a"), nil, read))
	pairs, mistakes := written(t, table, &crmstreamv1.Deal{}, []string{"fields.16"}, transcode.WriteContext{Op: transcode.OnUpdate, Before: files("a")})
	require.Empty(t, mistakes)
	require.Equal(t, []string{"fields.0.id=16", "fields.0.value=a", "fields.0.mode=delete"}, pairs, "the record before shows files")
	_, mistakes = written(t, table, files("a"), []string{"fields.16", "fields.99"}, update)
	require.Len(t, mistakes, 1, "mistakes come first")
}

// TestCategoriesSayTheType finds the type of a record by its category, which is written or was before.
func TestCategoriesSayTheType(t *testing.T) {
	table := transcode.Must(transcode.Part(&crmstreamv1.StockItem{},
		transcode.Column{Keys: []string{"parent"}, Field: "category_id", Kind: transcode.Ref, Naming: connectors.StockCategoryNames, Name: "category_name"}.
			Writable(transcode.NotCleared).Required(),
		transcode.Column{Keys: []string{"fields"}, Field: "fields", Kind: transcode.CustomFields, Types: datatypes()}.Writable(transcode.ClearByText),
	))
	c := &connectors.Catalogue{}
	for id, of := range map[string]string{"1": "3", "2": "4"} {
		require.NoError(t, c.Add(connectors.Need{Resource: connectors.ListOfStockCategories}, kept(t, &crmstreamv1.StockCategory{Id: id, TypeId: proto.String(of)})))
	}
	require.NoError(t, c.Add(connectors.Need{Resource: connectors.ListOfFields}, kept(t, &crmstreamv1.Field{Key: "7", TypeId: proto.String("3"), Type: crmstreamv1.FieldType_FIELD_TYPE_TEXT})))
	for category, fails := range map[int]bool{1: false, 2: true} {
		item := &crmstreamv1.StockItem{CategoryId: proto.String(strconv.Itoa(category)), Fields: map[string]*crmstreamv1.FieldValue{"7": textField("x")}}
		_, mistakes := written(t, table, item, nil, transcode.WriteContext{Op: transcode.OnCreate, Catalogue: c})
		require.Equal(t, fails, len(mistakes) > 0, "%q", mistakes)
		_, mistakes = written(t, table, item, []string{"fields.7"}, transcode.WriteContext{
			Op: transcode.OnUpdate, Catalogue: c, Before: &crmstreamv1.StockItem{CategoryId: item.CategoryId},
		})
		require.Equal(t, fails, len(mistakes) > 0, "by the category before: %q", mistakes)
	}
	_, mistakes := written(t, table, &crmstreamv1.StockItem{}, nil, transcode.WriteContext{Op: transcode.OnCreate})
	require.Equal(t, []string{"category_id: is obligatory"}, mistakes)
}

// TestEmptyListsNeedASetting clears a list by the empty text.
func TestEmptyListsNeedASetting(t *testing.T) {
	phone := transcode.Must(transcode.New(&crmstreamv1.Phone{},
		transcode.Col("number", transcode.Text, "phone").Writable(transcode.NotCleared).Required(), transcode.Unmapped("comment")))
	table := transcode.Must(transcode.Part(&crmstreamv1.Contact{}, transcode.Objects("phones", phone, "phone").Writable(transcode.ClearListByText)))
	pairs, mistakes := written(t, table, &crmstreamv1.Contact{}, []string{"phones"}, transcode.WriteContext{Op: transcode.OnUpdate, EmptyLists: true})
	require.Empty(t, mistakes)
	require.Equal(t, []string{"phone="}, pairs)
	_, mistakes = written(t, table, &crmstreamv1.Contact{}, []string{"phones"}, transcode.WriteContext{Op: transcode.OnUpdate})
	require.Equal(t, []string{"phones: cannot be cleared"}, mistakes)
	require.False(t, table.Writable()[0].Clearable)
	both := &crmstreamv1.Contact{Phones: []*crmstreamv1.Phone{{Number: proto.String("1"), Comment: proto.String("x")}, {Number: proto.String("2")}}}
	_, mistakes = written(t, table, both, nil, transcode.WriteContext{Op: transcode.OnUpdate})
	require.Equal(t, []string{"phones[0].comment: cannot be written: leave it out"}, mistakes)
	both.Phones[0].Comment = nil
	pairs, _ = written(t, table, both, nil, transcode.WriteContext{Op: transcode.OnUpdate})
	require.Equal(t, []string{"phone.0.phone=1", "phone.1.phone=2"}, pairs, "elements are objects where they are not bare")
}
