package transcode_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// instant returns the Timestamp of an RFC 3339 time.
func instant(text string) *timestamppb.Timestamp {
	t, err := time.Parse(time.RFC3339Nano, text)
	must(err)
	return timestamppb.New(t)
}

// TestKinds reads values by each kind. Problem tells that the value is to be counted as unreadable.
func TestKinds(t *testing.T) {
	type contact = crmstreamv1.Contact
	type visit = crmstreamv1.Visit
	unset := &contact{}
	text := proto.String
	nested := func(m proto.Message, columns ...transcode.Column) *transcode.Table {
		return transcode.Must(transcode.Part(m, columns...))
	}
	email := nested(&crmstreamv1.Email{},
		transcode.Column{Keys: []string{"mail"}, Field: "address", Kind: transcode.Text},
		transcode.Column{Keys: []string{"comment"}, Field: "comment", Kind: transcode.Text})
	company := nested(&crmstreamv1.TaskCompany{}, transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref})
	address := nested(&crmstreamv1.TaskAddress{},
		transcode.Column{Keys: []string{"address_unit"}, Field: "unit", Kind: transcode.Text},
		transcode.Column{Keys: []string{"address_town"}, Field: "town", Kind: transcode.Text})
	typeName := nested(&crmstreamv1.Task{}, transcode.Column{Keys: []string{"name"}, Field: "type_name", Kind: transcode.Text})

	ref := transcode.Column{Keys: []string{"v", "w"}, Field: "owner_id", Kind: transcode.Ref}
	free := transcode.Column{Keys: []string{"v"}, Field: "comment", Kind: transcode.Text}
	refs := transcode.Column{Keys: []string{"v"}, Field: "additional_owner_ids", Kind: transcode.RefList}
	texts := transcode.Column{Keys: []string{"v"}, Field: "targets", Kind: transcode.TextList}
	flag := transcode.Column{Keys: []string{"v"}, Field: "show_on_calendar", Kind: transcode.Flag}
	deleted := transcode.Column{Keys: []string{"v"}, Field: "deleted", Kind: transcode.NotFlag}
	seconds := transcode.Column{Keys: []string{"v"}, Field: "duration_seconds", Kind: transcode.Integer}
	decimal := transcode.Column{Keys: []string{"v"}, Field: "distance", Kind: transcode.Decimal}
	double := transcode.Column{Keys: []string{"v"}, Field: "latitude", Kind: transcode.Double}
	day := transcode.Column{Keys: []string{"v"}, Field: "payment_date", Kind: transcode.Date}
	local := transcode.Column{Keys: []string{"v"}, Field: "create_time", Kind: transcode.LocalTime}
	utc := transcode.Column{Keys: []string{"v"}, Field: "start_time", Kind: transcode.UTCTime}
	kind := transcode.Column{Keys: []string{"v"}, Field: "kind", Text: "kind_text", Kind: transcode.Enum, Enum: map[string]int32{"legal_entity": 2, "1": 1}}
	offset := transcode.Column{Keys: []string{"v"}, Field: "utc_offset_seconds", Text: "utc_offset_raw", Kind: transcode.Offset}
	emails := transcode.Column{Keys: []string{"v"}, Field: "emails", Kind: transcode.NestedList, Table: email}
	account := transcode.Column{Keys: []string{"v"}, Field: "company", Kind: transcode.Nested, Table: company}
	group := transcode.Column{Field: "address", Kind: transcode.Group, Table: address}
	inline := transcode.Column{Keys: []string{"v"}, Kind: transcode.Inline, Table: typeName}

	for _, test := range []struct {
		name    string
		column  transcode.Column
		json    string
		want    proto.Message
		problem bool
	}{
		{"ref text", ref, `{"v":"47"}`, &contact{OwnerId: text("47")}, false},
		{"ref number", ref, `{"v":47}`, &contact{OwnerId: text("47")}, false},
		{"ref zero", ref, `{"v":"0"}`, unset, false},
		{"ref zero number", ref, `{"v":0}`, unset, false},
		{"ref empty", ref, `{"v":""}`, unset, false},
		{"ref false", ref, `{"v":false}`, unset, false},
		{"ref empty map", ref, `{"v":[]}`, unset, false},
		{"ref true", ref, `{"v":true}`, unset, true},
		{"ref object", ref, `{"v":{"id":1}}`, unset, true},
		{"first spelling that is not null", ref, `{"w":"2","v":null}`, &contact{OwnerId: text("2")}, false},
		{"first spelling before the second", ref, `{"w":"2","v":"1"}`, &contact{OwnerId: text("1")}, false},
		{"last of one name", ref, `{"v":"1","v":"2"}`, &contact{OwnerId: text("2")}, false},
		{"absent", ref, `{}`, unset, false},

		{"text", free, `{"v":"a"}`, &contact{Comment: text("a")}, false},
		{"text empty", free, `{"v":""}`, &contact{Comment: text("")}, false},
		{"text null", free, `{"v":null}`, unset, false},
		{"text number", free, `{"v":1.50}`, &contact{Comment: text("1.50")}, false},
		{"text flag", free, `{"v":false}`, &contact{Comment: text("false")}, false},
		{"text object", free, `{"v":{"a": 1}}`, &contact{Comment: text(`{"a": 1}`)}, false},
		{"text empty map", free, `{"v":[ ]}`, unset, false},
		{"text escapes", free, `{"v":"\u0417\u0430 \"\\\/\b\f\n\r\t\ud83d\ude00"}`, &contact{Comment: text("За \"\\/\b\f\n\r\t😀")}, false},
		{"text lone surrogates", free, `{"v":"\ud83d \ude00\ud83dx\ud83d\u0041"}`, &contact{Comment: text("\ufffd \ufffd\ufffdx\ufffdA")}, false},
		{"text invalid UTF-8", free, "{\"v\":\"a\xff\xd0b\xf0\x9f\x98\"}", &contact{Comment: text("a\ufffd\ufffdb\ufffd\ufffd\ufffd")}, false},
		{"text invalid UTF-8 and escapes", free, "{\"v\":\"\xff\\n\xff\"}", &contact{Comment: text("\ufffd\n\ufffd")}, false},

		{"refs", refs, `{"v":[48,"49","0",0,null,"",false]}`, &contact{AdditionalOwnerIds: []string{"48", "49"}}, false},
		{"refs map", refs, `{"v":{"3":"48","7":49}}`, &contact{AdditionalOwnerIds: []string{"48", "49"}}, false},
		{"refs scalar", refs, `{"v":"48"}`, &contact{AdditionalOwnerIds: []string{"48"}}, false},
		{"refs false", refs, `{"v":false}`, unset, false},
		{"refs empty", refs, `{"v":[]}`, unset, false},
		{"refs with an object", refs, `{"v":["1",{"id":2}]}`, &contact{AdditionalOwnerIds: []string{"1"}}, true},

		{"texts", texts, `{"v":["a","",null,1]}`, &visit{Targets: []string{"a", "", "1"}}, false},
		{"texts scalar", texts, `{"v":"a"}`, &visit{Targets: []string{"a"}}, false},
		{"texts empty scalar", texts, `{"v":""}`, &visit{}, false},
		{"texts empty", texts, `{"v":{}}`, &visit{}, false},

		{"flag", flag, `{"v":"0"}`, &crmstreamv1.Task{ShowOnCalendar: proto.Bool(false)}, false},
		{"flag word", flag, `{"v":"YES"}`, &crmstreamv1.Task{ShowOnCalendar: proto.Bool(true)}, false},
		{"flag empty", flag, `{"v":""}`, &crmstreamv1.Task{}, false},
		{"flag two", flag, `{"v":2}`, &crmstreamv1.Task{}, true},
		{"flag long", flag, `{"v":"perhaps"}`, &crmstreamv1.Task{}, true},
		{"not flag", deleted, `{"v":"0"}`, &contact{Deleted: true}, false},
		{"not flag true", deleted, `{"v":true}`, unset, false},

		{"integer", seconds, `{"v":"30"}`, &crmstreamv1.Call{DurationSeconds: proto.Int32(30)}, false},
		{"integer zero", seconds, `{"v":0}`, &crmstreamv1.Call{DurationSeconds: proto.Int32(0)}, false},
		{"integer negative", seconds, `{"v":-30.00}`, &crmstreamv1.Call{DurationSeconds: proto.Int32(-30)}, false},
		{"integer exponent", seconds, `{"v":3e1}`, &crmstreamv1.Call{DurationSeconds: proto.Int32(30)}, false},
		{"integer fraction", seconds, `{"v":"30.5"}`, &crmstreamv1.Call{}, true},
		{"integer overflow", seconds, `{"v":2147483648}`, &crmstreamv1.Call{}, true},
		{"integer vast", seconds, `{"v":1e300}`, &crmstreamv1.Call{}, true},
		{"integer garbage", seconds, `{"v":"x"}`, &crmstreamv1.Call{}, true},

		{"decimal", decimal, `{"v":"0012.50"}`, &visit{Distance: text("0012.50")}, false},
		{"decimal plus", decimal, `{"v":" +.5 "}`, &visit{Distance: text("0.5")}, false},
		{"decimal exponents", decimal, `{"v":-1.5E-7}`, &visit{Distance: text("-0.00000015")}, false},
		{"decimal positive exponent", decimal, `{"v":1.25e3}`, &visit{Distance: text("1250")}, false},
		{"decimal empty", decimal, `{"v":""}`, &visit{}, false},
		{"decimal false", decimal, `{"v":false}`, &visit{}, false},
		{"decimal comma", decimal, `{"v":"1,5"}`, &visit{}, true},
		{"decimal vast", decimal, `{"v":1e9999999999}`, &visit{}, true},
		{"decimal sign", decimal, `{"v":"-"}`, &visit{}, true},
		{"decimal list", decimal, `{"v":[1]}`, &visit{}, true},

		{"double", double, `{"v":"64.55"}`, &visit{Latitude: proto.Float64(64.55)}, false},
		{"double zero", double, `{"v":0}`, &visit{Latitude: proto.Float64(0)}, false},
		{"double NaN", double, `{"v":"NaN"}`, &visit{}, true},
		{"double vast", double, `{"v":1e999}`, &visit{}, true},
		{"double hexadecimal", double, `{"v":"0x10"}`, &visit{}, true},

		{"date", day, `{"v":"2016-02-29"}`, &crmstreamv1.Invoice{PaymentDate: text("2016-02-29")}, false},
		{"date with time", day, `{"v":"2016-02-29 12:00:00"}`, &crmstreamv1.Invoice{PaymentDate: text("2016-02-29")}, false},
		{"date zero", day, `{"v":"0000-00-00"}`, &crmstreamv1.Invoice{}, false},
		{"date that is none", day, `{"v":"2015-02-29"}`, &crmstreamv1.Invoice{}, true},
		{"date with a tail", day, `{"v":"2016-02-291"}`, &crmstreamv1.Invoice{}, true},

		{"local time", local, `{"v":"2014-08-29 12:11:35"}`, &contact{CreateTime: instant("2014-08-29T10:11:35Z")}, false},
		{"local time T", local, `{"v":"2014-01-29T12:11:35.5"}`, &contact{CreateTime: instant("2014-01-29T11:11:35.5Z")}, false},
		{"local day", local, `{"v":"2014-01-29"}`, &contact{CreateTime: instant("2014-01-28T23:00:00Z")}, false},
		{"local time with offset", local, `{"v":"2014-08-29T12:11:35+05:30"}`, &contact{CreateTime: instant("2014-08-29T06:41:35Z")}, false},
		{"local time Z", local, `{"v":"2014-08-29 12:11Z"}`, &contact{CreateTime: instant("2014-08-29T12:11:00Z")}, false},
		{"local time twice", local, `{"v":"2024-10-27 02:30:00"}`, &contact{CreateTime: instant("2024-10-27T00:30:00Z")}, false},
		{"local time never", local, `{"v":"2024-03-31 02:30:00"}`, &contact{CreateTime: instant("2024-03-31T01:30:00Z")}, false},
		{"local time zero", local, `{"v":"0000-00-00 00:00:00"}`, unset, false},
		{"epoch", local, `{"v":"1970-01-01T00:00:00Z"}`, &contact{CreateTime: instant("1970-01-01T00:00:00Z")}, false},
		{"before the epoch", local, `{"v":"1969-12-31T23:59:59.25Z"}`, &contact{CreateTime: instant("1969-12-31T23:59:59.25Z")}, false},
		{"first second", local, `{"v":"0001-01-01T00:00:00Z"}`, &contact{CreateTime: instant("0001-01-01T00:00:00Z")}, false},
		{"before the first second", local, `{"v":"0001-01-01T00:00:00+01"}`, unset, true},
		{"after the last second", local, `{"v":"9999-12-31T23:59:59-0100"}`, unset, true},
		{"hour 24", local, `{"v":"2014-08-29 24:00:00"}`, unset, true},
		{"month 13", local, `{"v":"2014-13-29 00:00:00"}`, unset, true},
		{"time number", local, `{"v":1409307095}`, unset, true},
		{"offset with seconds", local, `{"v":"2014-08-29 12:11:35+05:30:00"}`, unset, true},

		{"UTC time", utc, `{"v":"2014-08-29 12:11:35"}`, &visit{StartTime: instant("2014-08-29T12:11:35Z")}, false},
		{"UTC time with offset", utc, `{"v":"2014-08-29T12:11:35-03"}`, &visit{StartTime: instant("2014-08-29T15:11:35Z")}, false},

		{"enum", kind, `{"v":"legal_entity"}`, &contact{Kind: 2, KindText: text("legal_entity")}, false},
		{"enum escaped", kind, `{"v":"legal\u005fentity"}`, &contact{Kind: 2, KindText: text("legal_entity")}, false},
		{"enum number", kind, `{"v":1}`, &contact{Kind: 1, KindText: text("1")}, false},
		{"enum unknown", kind, `{"v":"robot"}`, &contact{KindText: text("robot")}, false},
		{"enum empty", kind, `{"v":""}`, &contact{KindText: text("")}, false},
		{"enum object", kind, `{"v":{"a":1}}`, unset, true},

		{"offset minutes", offset, `{"v":180}`, &visit{UtcOffsetSeconds: proto.Int32(10800), UtcOffsetRaw: text("180")}, false},
		{"offset seconds", offset, `{"v":"10800"}`, &visit{UtcOffsetSeconds: proto.Int32(10800), UtcOffsetRaw: text("10800")}, false},
		{"offset west", offset, `{"v":-210}`, &visit{UtcOffsetSeconds: proto.Int32(-12600), UtcOffsetRaw: text("-210")}, false},
		{"offset zero", offset, `{"v":0}`, &visit{UtcOffsetSeconds: proto.Int32(0), UtcOffsetRaw: text("0")}, false},
		{"offset largest minutes", offset, `{"v":840}`, &visit{UtcOffsetSeconds: proto.Int32(50400), UtcOffsetRaw: text("840")}, false},
		{"offset smallest seconds", offset, `{"v":900}`, &visit{UtcOffsetSeconds: proto.Int32(900), UtcOffsetRaw: text("900")}, false},
		{"offset between", offset, `{"v":855}`, &visit{UtcOffsetRaw: text("855")}, true},
		{"offset too large", offset, `{"v":51300}`, &visit{UtcOffsetRaw: text("51300")}, true},
		{"offset odd", offset, `{"v":181}`, &visit{UtcOffsetRaw: text("181")}, true},

		{"nested list", emails, `{"v":[{"mail":"a"},{"mail":"b","comment":"c"}]}`, &contact{Emails: []*crmstreamv1.Email{{Address: text("a")}, {Address: text("b"), Comment: text("c")}}}, false},
		{"nested list as map", emails, `{"v":{"1":{"mail":"a"},"2":"b"}}`, &contact{Emails: []*crmstreamv1.Email{{Address: text("a")}, {Address: text("b")}}}, false},
		{"nested list as one object", emails, `{"v":{"comment":"c","mail":"a"}}`, &contact{Emails: []*crmstreamv1.Email{{Address: text("a"), Comment: text("c")}}}, false},
		{"nested list of texts", emails, `{"v":["a",null,"",[],{}]}`, &contact{Emails: []*crmstreamv1.Email{{Address: text("a")}}}, false},
		{"nested list as text", emails, `{"v":"a"}`, &contact{Emails: []*crmstreamv1.Email{{Address: text("a")}}}, false},
		{"nested list none", emails, `{"v":false}`, unset, false},
		{"nested list of lists", emails, `{"v":[["a"],"b"]}`, &contact{Emails: []*crmstreamv1.Email{{Address: text("b")}}}, true},

		{"nested", account, `{"v":{"id":5}}`, &crmstreamv1.TaskAccount{Company: &crmstreamv1.TaskCompany{Id: text("5")}}, false},
		{"nested without content", account, `{"v":{"id":null}}`, &crmstreamv1.TaskAccount{Company: &crmstreamv1.TaskCompany{}}, false},
		{"nested scalar", account, `{"v":5}`, &crmstreamv1.TaskAccount{Company: &crmstreamv1.TaskCompany{Id: text("5")}}, false},
		{"nested zero", account, `{"v":0}`, &crmstreamv1.TaskAccount{}, false},
		{"nested empty map", account, `{"v":[]}`, &crmstreamv1.TaskAccount{}, false},
		{"nested list in its place", account, `{"v":[1]}`, &crmstreamv1.TaskAccount{}, true},

		{"group", group, `{"address_town":"Riga","address_unit":null}`, &crmstreamv1.TaskAccount{Address: &crmstreamv1.TaskAddress{Town: text("Riga")}}, false},
		{"group without values", group, `{"address_town":null}`, &crmstreamv1.TaskAccount{}, false},

		{"inline", inline, `{"v":{"name":"Call"}}`, &crmstreamv1.Task{TypeName: text("Call")}, false},
		{"inline scalar", inline, `{"v":"Call"}`, &crmstreamv1.Task{TypeName: text("Call")}, false},
		{"inline null", inline, `{"v":null}`, &crmstreamv1.Task{}, false},
		{"inline list", inline, `{"v":["x"]}`, &crmstreamv1.Task{}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := &transcode.Context{Zone: mustZone(t, "Europe/Berlin")}
			got := message(t, test.want, test.json, c, test.column)
			altered := takeAlterations(got)
			require.Empty(t, cmp.Diff(test.want, got, protocmp.Transform()))
			if !test.problem {
				require.Empty(t, c.Notices())
				require.Empty(t, altered)
				return
			}
			notices := c.Notices()
			require.Len(t, notices, 1)
			require.Equal(t, transcode.NoticeUnreadable, notices[0].Code)
			require.Contains(t, notices[0].Message, " (1)")
		})
	}
}

// TestInlineYields lets a column of the outer table win over the inline one it shares a field with.
func TestInlineYields(t *testing.T) {
	part := transcode.Must(transcode.Part(&crmstreamv1.Task{}, transcode.Column{Keys: []string{"id"}, Field: "account_id", Kind: transcode.Ref}))
	columns := []transcode.Column{
		{Keys: []string{"account_id"}, Field: "account_id", Kind: transcode.Ref},
		{Keys: []string{"account"}, Kind: transcode.Inline, Table: part},
	}
	for json, want := range map[string]string{
		`{"account_id":1,"account":{"id":2}}`:    "1",
		`{"account_id":null,"account":{"id":2}}`: "2",
		`{"account":{"id":2},"account_id":1}`:    "1",
	} {
		require.Equal(t, want, message(t, &crmstreamv1.Task{}, json, &transcode.Context{}, columns...).GetAccountId(), json)
	}
}

// TestCustomField reads values that stand under keys of their own as custom fields of a stated datatype.
func TestCustomField(t *testing.T) {
	var columns []transcode.Column
	for key, as := range map[string]transcode.Datatype{
		"flag": transcode.AsFlag, "int": transcode.AsInteger, "text": transcode.AsText, "date": transcode.AsDate, "float": transcode.AsDecimal,
	} {
		columns = append(columns, transcode.Column{Keys: []string{key, "old_" + key}, Field: "fields", Kind: transcode.CustomField, As: as})
	}
	c := &transcode.Context{}
	got := message(t, &crmstreamv1.VisitControl{}, `{"flag":"1","int":0,"old_text":"x","date":"2026-13-01","float":null}`, c, columns...)
	want := &crmstreamv1.VisitControl{Fields: map[string]*crmstreamv1.FieldValue{
		"flag": {Value: &crmstreamv1.FieldValue_Flag{Flag: true}},
		"int":  {Value: &crmstreamv1.FieldValue_Integer{Integer: 0}},
		"text": {Value: &crmstreamv1.FieldValue_Text{Text: "x"}},
		"date": {ParseError: "not a date", RawText: `"2026-13-01"`},
	}}
	require.Empty(t, cmp.Diff(want, got, protocmp.Transform()))
	require.Empty(t, c.Notices(), "the value says itself that it could not be read")
}

// TestRest keeps the members that no column names, by JSON type.
func TestRest(t *testing.T) {
	got := message(t, &crmstreamv1.Project{}, `{"id":1,"t":"x","n":5,"d":1.50,"big":9223372036854775808,"yes":true,"no":false,"null":null,"empty":"","none":[],
		"list":[1, 2],"obj":{"a":1},"same":1,"same":2,"esc\u0061ped":"y","data":{"inner":"z","t":"w"},"price":"3"}`, &transcode.Context{},
		transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref},
		transcode.Column{Keys: []string{"price"}, Kind: transcode.Ignore},
		transcode.Column{Field: "fields", Kind: transcode.Rest},
		transcode.Column{Keys: []string{"data"}, Field: "fields", Kind: transcode.RestObject})
	textOf := func(s string) *crmstreamv1.FieldValue {
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Text{Text: s}}
	}
	decimalOf := func(s string) *crmstreamv1.FieldValue {
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Decimal{Decimal: s}}
	}
	flagOf := func(b bool) *crmstreamv1.FieldValue {
		return &crmstreamv1.FieldValue{Value: &crmstreamv1.FieldValue_Flag{Flag: b}}
	}
	want := &crmstreamv1.Project{Id: "1", Fields: map[string]*crmstreamv1.FieldValue{
		"t": textOf("w"), "n": {Value: &crmstreamv1.FieldValue_Integer{Integer: 5}}, "d": decimalOf("1.50"), "big": decimalOf("9223372036854775808"),
		"yes": flagOf(true), "no": flagOf(false), "list": textOf("[1, 2]"), "obj": textOf(`{"a":1}`),
		"same": {Value: &crmstreamv1.FieldValue_Integer{Integer: 2}}, "escaped": textOf("y"), "inner": textOf("z"),
	}}
	require.Empty(t, cmp.Diff(want, got, protocmp.Transform()))
}
