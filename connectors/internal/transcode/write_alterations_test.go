package transcode_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The kinds of alterations.
const (
	unreadableValue = crmstreamv1.AlterationKind_ALTERATION_KIND_UNREADABLE
	invalidUTF8     = crmstreamv1.AlterationKind_ALTERATION_KIND_INVALID_UTF8
	loneSurrogate   = crmstreamv1.AlterationKind_ALTERATION_KIND_LONE_SURROGATE
	duplicateKey    = crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_KEY
	duplicateField  = crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_FIELD
	hiddenAlias     = crmstreamv1.AlterationKind_ALTERATION_KIND_HIDDEN_ALIAS
	timeCut         = crmstreamv1.AlterationKind_ALTERATION_KIND_TIME_CUT
)

// TestAlterations tells at the record what was done to its values, and what stood there.
func TestAlterations(t *testing.T) {
	type told = crmstreamv1.Alteration
	long := strings.Repeat("ю", 600)
	for _, test := range []struct {
		name, row string
		want      []*told
	}{
		{"nothing", `{"id":1,"create_date":"2026-01-31 10:00:00","name":"\ud83d\ude00 \ufffd я","fields":{"31":{"datatype":"date","value":"2026-01-31"}}}`, nil},

		{"unreadable", `{"id":1,"create_date":"soon","marktype":{"a": true}}`, []*told{
			{Field: "create_time", Kind: unreadableValue, RawText: `"soon"`}, {Field: "type_id", Kind: unreadableValue, RawText: `{"a": true}`},
		}},
		{"unreadable elements", `{"id":1,"email":[["a"],{"mail":"b"},["c"]]}`, []*told{
			{Field: "emails", Kind: unreadableValue, RawText: `["a"]`}, {Field: "emails", Kind: unreadableValue, RawText: `["c"]`},
		}},
		{"field without an id", `{"id":1,"fields":[{"value":"x"}]}`, []*told{{Field: "fields", Kind: unreadableValue, RawText: `{"value":"x"}`}}},
		{"long", `{"id":1,"create_date":"` + long + `"}`, []*told{{Field: "create_time", Kind: unreadableValue, RawText: `"` + long[:1022]}}},
		{"unreadable field", `{"id":1,"fields":[{"id":"5","type":"date","value":"x"}]}`, nil}, // the value tells itself
		{"the zero date of .NET", `{"id":1,"create_date":"0001-01-01T00:00:00"}`, []*told{{Field: "create_time", Kind: unreadableValue, RawText: `"0001-01-01T00:00:00"`}}},
		{"several ids in one", `{"id":1,"manager_id":"48,49"}`, []*told{{Field: "owner_id", Kind: unreadableValue, RawText: `"48,49"`}}},

		{"invalid bytes of what is unreadable", "{\"id\":1,\"create_date\":\"a\xff\"}", []*told{{Field: "create_time", Kind: unreadableValue, RawText: `"a\xff"`}}},
		{"invalid bytes", "{\"id\":1,\"name\":\"\xcf\xf0\xe8\xe2 \xd0\xbf\"}", []*told{{Field: "first_name", Kind: invalidUTF8, RawText: `"\xcf\xf0\xe8\xe2 п"`}}},
		{"invalid bytes and halves", "{\"id\":1,\"name\":\"\\ud83d\xff\"}", []*told{
			{Field: "first_name", Kind: invalidUTF8, RawText: `"\ud83d\xff"`}, {Field: "first_name", Kind: loneSurrogate, RawText: `"\ud83d\xff"`},
		}},
		{"invalid bytes in nested lists", "{\"id\":1,\"email\":[{\"mail\":\"a\"},{\"mail\":\"\xff\"}]}", []*told{{Field: "emails.address", Kind: invalidUTF8, RawText: `"\xff"`}}},
		{"invalid bytes in an id of another record", "{\"id\":1,\"additional_manager_id\":[48,\"x\xff\"]}", []*told{{Field: "additional_owner_ids", Kind: invalidUTF8, RawText: `"x\xff"`}}},
		{"invalid bytes in fields", "{\"id\":1,\"fields\":{\"5\":\"\xff\",\"6\":{\"type\":\"file\",\"value\":[\"a\",\"\xfe\"]},\"7\":{\"type\":\"date\",\"value\":\"\xfd\"}}}", []*told{
			{Field: "fields.5", Kind: invalidUTF8, RawText: `"\xff"`}, {Field: "fields.6", Kind: invalidUTF8, RawText: `["a","\xfe"]`}, {Field: "fields.7", Kind: invalidUTF8, RawText: `"\xfd"`},
		}},
		{"two keys that become one", "{\"id\":1,\"fields\":{\"\xff\":\"a\",\"\xfe\":\"b\"}}", []*told{
			{Field: "fields.\ufffd", Kind: invalidUTF8, RawText: `"\xff"`},
			{Field: "fields.\ufffd", Kind: invalidUTF8, RawText: `"\xfe"`},
			{Field: "fields.\ufffd", Kind: duplicateField, RawText: `"a"`},
		}},
		{"half of a pair", `{"id":1,"name":"a \ud83d"}`, []*told{{Field: "first_name", Kind: loneSurrogate, RawText: `"a \ud83d"`}}},
		{"halves of options", `{"id":1,"fields":[{"id":5,"type":"multiselect","value":"a,\udc00"}]}`, []*told{{Field: "fields.5", Kind: loneSurrogate, RawText: `"a,\udc00"`}}},

		{"a key thrice", `{"id":1,"name":"a","name":null,"n\u0061me":"c"}`, []*told{
			{Field: "first_name", Kind: duplicateKey, RawText: `"a"`}, {Field: "first_name", Kind: duplicateKey, RawText: `null`},
		}},
		{"a key without a field", `{"id":1,"publish":"1","publish":"0"}`, []*told{{Field: "publish", Kind: duplicateKey, RawText: `"1"`}}},
		{"a key of a nested object", `{"id":1,"phone":[{"phone":"1","phone":"2"}]}`, []*told{{Field: "phones.number", Kind: duplicateKey, RawText: `"1"`}}},
		{"a member of a custom field", `{"id":1,"fields":[{"id":5,"value":"a","value":null},{"id":6,"value":"b"}]}`, []*told{{Field: "fields.5", Kind: duplicateKey, RawText: `"a"`}}},
		{"one id in two forms", `{"id":1,"id":"1.0"}`, []*told{{Field: "id", Kind: duplicateKey, RawText: `1`}}},
		{"an id that null follows", `{"id":1,"id":null}`, []*told{{Field: "id", Kind: duplicateKey, RawText: `null`}}},

		{"a field twice", `{"id":1,"fields":[{"id":5,"value":"a"},{"id":"5","value":"b"}]}`, []*told{{Field: "fields.5", Kind: duplicateField, RawText: `"a"`}}},
		{"a field thrice in a map", `{"id":1,"fields":{"5":"a","6":"x","5":"b","5":"c"}}`, []*told{
			{Field: "fields.5", Kind: duplicateField, RawText: `"a"`}, {Field: "fields.5", Kind: duplicateField, RawText: `"b"`},
		}},
		{"a field of two datatypes", `{"id":1,"fields":[{"id":5,"value":"a"},{"id":5,"type":"file","value":"b"},{"id":5,"type":"file","value":"c"}]}`, []*told{
			{Field: "fields.5", Kind: duplicateField, RawText: `"a"`},
		}},
		{"a field that is empty once", `{"id":1,"fields":[{"id":5,"value":"a"},{"id":5,"value":""}]}`, nil},

		{"two spellings", `{"id":1,"manager_id":"48","employee_id":49}`, []*told{{Field: "owner_id", Kind: hiddenAlias, RawText: `49`}}},
		{"two spellings in a nested object", `{"id":1,"email":{"email":"b","mail":"a"}}`, []*told{{Field: "emails.address", Kind: hiddenAlias, RawText: `"b"`}}},
		{"two spellings of one value", `{"id":1,"manager_id":"48","employee_id":48.0,"patronymic":"\u0430","secondname":"а"}`, nil},
		{"an empty spelling", `{"id":1,"manager_id":"0","employee_id":48,"patronymic":"","secondname":"а","additional_manager_id":[],"additional_employee_id":["5"]}`, nil},

		{"a time cut", `{"id":1,"fields":[{"id":5,"type":"date","value":"31.12.2025 14:05"},{"id":6,"type":"date","value":"2025-12-31T00:00:00"}]}`, []*told{
			{Field: "fields.5", Kind: timeCut, RawText: `"31.12.2025 14:05"`},
		}},
		{"a range cut", `{"id":1,"fields":[{"id":5,"type":"date_range","value":{"from":"2025-12-31 01:00:00","to":null}}]}`, []*told{
			{Field: "fields.5", Kind: timeCut, RawText: `{"from":"2025-12-31 01:00:00","to":null}`},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := &transcode.Context{}
			record := records(t, "["+test.row+"]", c)[0]
			require.Nil(t, record.Err)
			got := &crmstreamv1.Contact{}
			require.NoError(t, unwrap(record.Wire, got))
			altered := takeAlterations(got)
			require.Empty(t, cmp.Diff(test.want, altered, protocmp.Transform()))
			require.Equal(t, tellInvalid(altered), noticed(c))
		})
	}
}

// tellInvalid reports whether alterations tell of bytes that were replaced, and noticed whether a page does.
func tellInvalid(altered []*crmstreamv1.Alteration) bool {
	return slices.ContainsFunc(altered, func(a *crmstreamv1.Alteration) bool { return a.GetKind() == invalidUTF8 })
}

func noticed(c *transcode.Context) bool {
	return slices.ContainsFunc(c.Notices(), func(n connectors.Notice) bool { return n.Code == transcode.NoticeReplaced })
}

// TestInvalidBytesAgree reads bytes that are not valid where each of the three that tell of them looks: the alterations of the
// record, raw_replaced and the notice of the page. What a charset other than UTF-8 has lost was replaced before, so that no
// alteration can have the bytes.
func TestInvalidBytesAgree(t *testing.T) {
	for _, test := range []struct {
		row         string
		decoding    transcode.Decoding
		raw         bool
		altered     bool
		rawReplaced bool
		notice      string
	}{
		{row: "{\"id\":1,\"name\":\"\xff\"}", altered: true, notice: "1 bytes in 1 rows"},
		{row: "{\"id\":1,\"name\":\"\\n\xff\xd1\"}", altered: true, notice: "2 bytes in 1 rows"},
		{row: "{\"id\":1,\"name\":\"\xff\"}", raw: true, altered: true, rawReplaced: true, notice: "1 bytes in 1 rows"},
		{row: "{\"id\":1,\"x\":\"\xff\"}", raw: true, altered: true, rawReplaced: true, notice: "1 bytes in 1 rows"},
		{row: "{\"id\":1,\"x\":\"\xff\"}"}, // no field has anything of it
		{row: "{\"id\":1,\"name\":\"\ufffd\"}", raw: true},
		{row: `{"id":1,"name":"\ud83d"}`, raw: true},
		{row: "{\"id\":1,\"name\":\"\ufffd\"}", decoding: transcode.Decoding{Replaced: true}, raw: true, rawReplaced: true},
		{row: `{"id":1,"name":"x"}`, decoding: transcode.Decoding{Replaced: true}, raw: true},
	} {
		c := &transcode.Context{Raw: test.raw}
		list, err := transcode.ParseDecoded([]byte("["+test.row+`,{"id":2,"name":"x"}]`), test.decoding, nil)
		require.NoError(t, err)
		var all []*crmstreamv1.Contact
		require.NoError(t, contactTable().Rows(list, c, func(row *transcode.Row) error {
			contact := &crmstreamv1.Contact{}
			all = append(all, contact)
			return unwrap(row.Record.Wire, contact)
		}))
		require.Equal(t, test.altered, tellInvalid(all[0].GetAlterations()), test.row)
		require.Equal(t, test.rawReplaced, all[0].GetRawReplaced(), test.row)
		require.False(t, tellInvalid(all[1].GetAlterations()) || all[1].GetRawReplaced(), "the row after it is whole")
		require.Equal(t, test.notice != "", noticed(c), test.row)
		if test.notice != "" {
			require.Contains(t, c.Notices()[0].Message, test.notice)
		}
	}
}

// TestAlterationsAreBounded keeps a record small, and apart from the one before it.
func TestAlterationsAreBounded(t *testing.T) {
	many := records(t, `[{"id":1,"email":[`+strings.Repeat(`[1],`, 99)+`[1]]},{"id":2}]`, &transcode.Context{})
	first, second := &crmstreamv1.Contact{}, &crmstreamv1.Contact{}
	require.NoError(t, unwrap(many[0].Wire, first))
	require.Len(t, first.GetAlterations(), 64)
	require.NoError(t, unwrap(many[1].Wire, second))
	require.Empty(t, second.GetAlterations())
	wide := strings.Repeat("\xff", 5000)
	all := records(t, "[{\"id\":1,\"name\":\""+wide+"\",\"fields\":{\""+wide+"\":\"x\",\""+wide+"\":\"y\"}}]", &transcode.Context{Raw: true})
	require.NoError(t, unwrap(all[0].Wire, first))
	for _, a := range first.GetAlterations() {
		require.LessOrEqual(t, len(a.GetRawText()), 4<<10+2, a.GetField())
		require.LessOrEqual(t, len(a.GetField()), len("fields.")+3*128)
	}
}

// TestAmbiguousIDs makes rows of which it is not known which they are errors of their own.
func TestAmbiguousIDs(t *testing.T) {
	for row, want := range map[string]string{
		`{"id":1,"id":2}`:                       "the row has several ids",
		`{"id":1,"id":null,"id":2}`:             "the row has several ids",
		`{"id":1,"\u0069d":"2"}`:                "the row has several ids",
		"{\"id\":\"\xff\"}":                     "the row's id is not valid Unicode",
		`{"id":"\ud83d"}`:                       "the row's id is not valid Unicode",
		`{"id":"48,49"}`:                        "the row has no id",
		`{"id":0.0}`:                            "the row has no id",
		`{"id":` + tooDeep + `}`:                "the row has no id",
		`{"id":1,"fields":{"5":{"id":6}}}`:      "",
		`{"id":1,"id":"01","id":1.0}`:           "",
		`{"id":1,"email":[{"id":1,"id":2}]}`:    "",
		`{"id":null,"id":"","id":1,"name":"x"}`: "",
	} {
		all := records(t, "["+row+`,{"id":"2"}]`, &transcode.Context{})
		require.Len(t, all, 2)
		require.Nil(t, all[1].Err, row)
		if want == "" {
			require.Nil(t, all[0].Err, row)
			require.Equal(t, "1", string(all[0].ID), row)
			continue
		}
		require.NotNil(t, all[0].Err, row)
		require.Equal(t, want, all[0].Err.Message, row)
		require.Empty(t, all[0].Err.ID, row)
		require.Equal(t, row, string(all[0].Err.Raw), "what came, byte for byte")
	}
}

// TestIDForms reads an id in all its forms as one: in the record, as its id and in checks.
func TestIDForms(t *testing.T) {
	for _, id := range []string{`7`, `"7"`, `7.0`, `"7.00"`, `"007"`, `7e0`, `" 7 "`, `"\u0037"`} {
		require.NoError(t, contactTable().Rows(parsed(t, `[{"id":`+id+`,"group_id":`+id+`,"additional_manager_id":[`+id+`]}]`), &transcode.Context{}, func(r *transcode.Row) error {
			require.Nil(t, r.Record.Err)
			contact := &crmstreamv1.Contact{}
			require.NoError(t, unwrap(r.Record.Wire, contact))
			want := &crmstreamv1.Contact{Id: "7", GroupId: contact.GroupId, AdditionalOwnerIds: []string{"7"}}
			require.Equal(t, "7", contact.GetGroupId(), id)
			require.Empty(t, cmp.Diff(want, contact, protocmp.Transform()), id)
			require.Equal(t, "7", string(r.Record.ID), id)
			for _, check := range []string{"group_ids", "others"} {
				text, ok := r.Check(check)
				require.True(t, ok)
				require.Equal(t, "7", text, id)
			}
			return nil
		}))
	}
}

// TestRawReplaced says what was replaced in raw, and where.
func TestRawReplaced(t *testing.T) {
	row := "{\"id\":\"1\",\"x\":\"a\xff\xfe\",\"name\":\"я\xd1\"}"
	contact := &crmstreamv1.Contact{}
	require.NoError(t, unwrap(records(t, "["+row+"]", &transcode.Context{Raw: true})[0].Wire, contact))
	require.True(t, contact.GetRawReplaced())
	require.Empty(t, cmp.Diff([]*crmstreamv1.Alteration{
		{Field: "first_name", Kind: invalidUTF8, RawText: `"я\xd1"`},
		{Field: "raw", Kind: invalidUTF8, RawText: `16:\xff\xfe 34:\xd1`},
	}, contact.GetAlterations(), protocmp.Transform()))
	require.Equal(t, "\ufffd\ufffd", contact.GetRaw()[16:22])
	require.Equal(t, "\ufffd", contact.GetRaw()[34:37])
}
