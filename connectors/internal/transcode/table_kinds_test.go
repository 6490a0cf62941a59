package transcode_test

import (
	"strings"
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

// tooDeep is JSON that is nested deeper than is read.
var tooDeep = strings.Repeat("[", 80) + strings.Repeat("]", 80)

// TestKinds reads values by each kind. Told is what the record tells of the value, 0 for nothing; what is unreadable is counted.
func TestKinds(t *testing.T) {
	const unreadable = crmstreamv1.AlterationKind_ALTERATION_KIND_UNREADABLE
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
	choice := transcode.Column{Keys: []string{"v", "w"}, Choice: true, Field: "comment", Kind: transcode.Text}
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
	direction := transcode.Column{Keys: []string{"v"}, Field: "direction", Kind: transcode.Enum, Enum: map[string]int32{"in": 1}}
	offset := transcode.Column{Keys: []string{"v"}, Field: "utc_offset_seconds", Text: "utc_offset_raw", Kind: transcode.Offset}
	emails := transcode.Column{Keys: []string{"v"}, Field: "emails", Kind: transcode.NestedList, Table: email}
	account := transcode.Column{Keys: []string{"v"}, Field: "company", Kind: transcode.Nested, Table: company}
	group := transcode.Column{Field: "address", Kind: transcode.Group, Table: address}
	inline := transcode.Column{Keys: []string{"v"}, Kind: transcode.Inline, Table: typeName}

	for _, test := range []struct {
		name   string
		column transcode.Column
		json   string
		want   proto.Message
		told   crmstreamv1.AlterationKind
	}{
		{"ref text", ref, `{"v":"47"}`, &contact{OwnerId: text("47")}, 0},
		{"ref number", ref, `{"v":47}`, &contact{OwnerId: text("47")}, 0},
		{"ref zero", ref, `{"v":"0"}`, unset, 0},
		{"ref zero number", ref, `{"v":0}`, unset, 0},
		{"ref empty", ref, `{"v":""}`, unset, 0},
		{"ref false", ref, `{"v":false}`, unset, 0},
		{"ref empty map", ref, `{"v":[]}`, unset, 0},
		{"ref float", ref, `{"v":47.0}`, &contact{OwnerId: text("47")}, 0},
		{"ref float text", ref, `{"v":"47.00"}`, &contact{OwnerId: text("47")}, 0},
		{"ref exponent", ref, `{"v":4.7e1}`, &contact{OwnerId: text("47")}, 0},
		{"ref leading zeros", ref, `{"v":"0047"}`, &contact{OwnerId: text("47")}, 0},
		{"ref blanks", ref, `{"v":" 47\t"}`, &contact{OwnerId: text("47")}, 0},
		{"ref zeros", ref, `{"v":"0.0"}`, unset, 0},
		{"ref zero float", ref, `{"v":-0.0}`, unset, 0},
		{"ref fraction", ref, `{"v":1.5}`, &contact{OwnerId: text("1.5")}, 0},
		{"ref of letters and digits", ref, `{"v":"1e5"}`, &contact{OwnerId: text("1e5")}, 0},
		{"ref longer than a number", ref, `{"v":"00000000123456789012345678901234"}`, &contact{OwnerId: text("00000000123456789012345678901234")}, 0},
		{"ref signed", ref, `{"v":"+7"}`, &contact{OwnerId: text("+7")}, 0},
		{"ref escaped", ref, `{"v":"4\u0037"}`, &contact{OwnerId: text("47")}, 0},
		{"ref joined", ref, `{"v":"48, 49"}`, unset, unreadable},
		{"ref too deep", ref, `{"v":` + tooDeep + `}`, unset, unreadable},
		{"empty spelling before a filled one", ref, `{"v":"","w":"2"}`, &contact{OwnerId: text("2")}, 0},
		{"zero before a filled one", ref, `{"v":"0","w":"2"}`, &contact{OwnerId: text("2")}, 0},
		{"false before a filled one", ref, `{"v":false,"w":"2"}`, &contact{OwnerId: text("2")}, 0},
		{"two spellings of one id", ref, `{"v":2.0,"w":"2"}`, &contact{OwnerId: text("2")}, 0},
		{"a filled spelling before an empty one", ref, `{"v":"2","w":""}`, &contact{OwnerId: text("2")}, 0},
		{"a choice", choice, `{"w":"3","v":"2"}`, &contact{Comment: text("2")}, 0},
		{"a choice without the best", choice, `{"w":"3","v":""}`, &contact{Comment: text("3")}, 0},
		{"null after a value", ref, `{"v":"1","v":null}`, unset, crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_KEY},
		{"ref true", ref, `{"v":true}`, unset, unreadable},
		{"ref object", ref, `{"v":{"id":1}}`, unset, unreadable},
		{"first spelling that is not null", ref, `{"w":"2","v":null}`, &contact{OwnerId: text("2")}, 0},
		{"first spelling before the second", ref, `{"w":"2","v":"1"}`, &contact{OwnerId: text("1")}, crmstreamv1.AlterationKind_ALTERATION_KIND_HIDDEN_ALIAS},
		{"last of one name", ref, `{"v":"1","v":"2"}`, &contact{OwnerId: text("2")}, crmstreamv1.AlterationKind_ALTERATION_KIND_DUPLICATE_KEY},
		{"absent", ref, `{}`, unset, 0},

		{"text", free, `{"v":"a"}`, &contact{Comment: text("a")}, 0},
		{"text empty", free, `{"v":""}`, &contact{Comment: text("")}, 0},
		{"text null", free, `{"v":null}`, unset, 0},
		{"text number", free, `{"v":1.50}`, &contact{Comment: text("1.50")}, 0},
		{"text flag", free, `{"v":false}`, &contact{Comment: text("false")}, 0},
		{"text object", free, `{"v":{"a": 1}}`, &contact{Comment: text(`{"a": 1}`)}, 0},
		{"text with control characters", free, "{\"v\":\"a\nb\x00\"}", &contact{Comment: text("a\nb\x00")}, 0},
		{"text too deep", free, `{"v":` + tooDeep + `}`, &contact{Comment: text(tooDeep)}, 0},
		{"text invalid UTF-8 in an object", free, "{\"v\":{\"a\":\"\xff\"}}", &contact{Comment: text("{\"a\":\"\ufffd\"}")}, crmstreamv1.AlterationKind_ALTERATION_KIND_INVALID_UTF8},
		{"text U+FFFD", free, `{"v":"\ufffd�"}`, &contact{Comment: text("��")}, 0},
		{"text empty map", free, `{"v":[ ]}`, unset, 0},
		{"text escapes", free, `{"v":"\u0417\u0430 \"\\\/\b\f\n\r\t\ud83d\ude00"}`, &contact{Comment: text("За \"\\/\b\f\n\r\t😀")}, 0},
		{"text lone surrogates", free, `{"v":"\ud83d \ude00\ud83dx\ud83d\u0041"}`, &contact{Comment: text("\ufffd \ufffd\ufffdx\ufffdA")}, crmstreamv1.AlterationKind_ALTERATION_KIND_LONE_SURROGATE},
		{"text invalid UTF-8", free, "{\"v\":\"a\xff\xd0b\xf0\x9f\x98\"}", &contact{Comment: text("a\ufffd\ufffdb\ufffd\ufffd\ufffd")}, crmstreamv1.AlterationKind_ALTERATION_KIND_INVALID_UTF8},
		{"text invalid UTF-8 and escapes", free, "{\"v\":\"\xff\\n\xff\"}", &contact{Comment: text("\ufffd\n\ufffd")}, crmstreamv1.AlterationKind_ALTERATION_KIND_INVALID_UTF8},

		{"refs", refs, `{"v":[48,"49","0",0,null,"",false]}`, &contact{AdditionalOwnerIds: []string{"48", "49"}}, 0},
		{"refs map", refs, `{"v":{"3":"48","7":49}}`, &contact{AdditionalOwnerIds: []string{"48", "49"}}, 0},
		{"refs scalar", refs, `{"v":"48"}`, &contact{AdditionalOwnerIds: []string{"48"}}, 0},
		{"refs false", refs, `{"v":false}`, unset, 0},
		{"refs empty", refs, `{"v":[]}`, unset, 0},
		{"refs with an object", refs, `{"v":["1",{"id":2}]}`, &contact{AdditionalOwnerIds: []string{"1"}}, unreadable},

		{"refs joined", refs, `{"v":"48,49"}`, &contact{AdditionalOwnerIds: []string{"48", "49"}}, 0},
		{"refs joined loosely", refs, `{"v":" 48 , 049,,0,x y\u002c50"}`, &contact{AdditionalOwnerIds: []string{"48", "49", "x y", "50"}}, 0},
		{"refs joined in a list", refs, `{"v":["48,49",50.0]}`, &contact{AdditionalOwnerIds: []string{"48", "49", "50"}}, 0},
		{"refs too deep", refs, `{"v":["48",` + tooDeep + `]}`, &contact{AdditionalOwnerIds: []string{"48"}}, unreadable},
		{"texts", texts, `{"v":["a","",null,1]}`, &visit{Targets: []string{"a", "", "1"}}, 0},
		{"texts scalar", texts, `{"v":"a"}`, &visit{Targets: []string{"a"}}, 0},
		{"texts empty scalar", texts, `{"v":""}`, &visit{}, 0},
		{"texts empty", texts, `{"v":{}}`, &visit{}, 0},

		{"flag", flag, `{"v":"0"}`, &crmstreamv1.Task{ShowOnCalendar: proto.Bool(false)}, 0},
		{"flag word", flag, `{"v":"YES"}`, &crmstreamv1.Task{ShowOnCalendar: proto.Bool(true)}, 0},
		{"flag empty", flag, `{"v":""}`, &crmstreamv1.Task{}, 0},
		{"flag too deep", flag, `{"v":` + tooDeep + `}`, &crmstreamv1.Task{}, unreadable},
		{"flag two", flag, `{"v":2}`, &crmstreamv1.Task{}, unreadable},
		{"flag long", flag, `{"v":"perhaps"}`, &crmstreamv1.Task{}, unreadable},
		{"not flag", deleted, `{"v":"0"}`, &contact{Deleted: true}, 0},
		{"not flag true", deleted, `{"v":true}`, unset, 0},

		{"integer", seconds, `{"v":"30"}`, &crmstreamv1.Call{DurationSeconds: proto.Int32(30)}, 0},
		{"integer zero", seconds, `{"v":0}`, &crmstreamv1.Call{DurationSeconds: proto.Int32(0)}, 0},
		{"integer negative", seconds, `{"v":-30.00}`, &crmstreamv1.Call{DurationSeconds: proto.Int32(-30)}, 0},
		{"integer exponent", seconds, `{"v":3e1}`, &crmstreamv1.Call{DurationSeconds: proto.Int32(30)}, 0},
		{"integer fraction", seconds, `{"v":"30.5"}`, &crmstreamv1.Call{}, unreadable},
		{"integer overflow", seconds, `{"v":2147483648}`, &crmstreamv1.Call{}, unreadable},
		{"integer vast", seconds, `{"v":1e300}`, &crmstreamv1.Call{}, unreadable},
		{"integer garbage", seconds, `{"v":"x"}`, &crmstreamv1.Call{}, unreadable},

		{"decimal", decimal, `{"v":"0012.50"}`, &visit{Distance: text("0012.50")}, 0},
		{"decimal plus", decimal, `{"v":" +.5 "}`, &visit{Distance: text("0.5")}, 0},
		{"decimal exponents", decimal, `{"v":-1.5E-7}`, &visit{Distance: text("-0.00000015")}, 0},
		{"decimal positive exponent", decimal, `{"v":1.25e3}`, &visit{Distance: text("1250")}, 0},
		{"decimal empty", decimal, `{"v":""}`, &visit{}, 0},
		{"decimal false", decimal, `{"v":false}`, &visit{}, 0},
		{"decimal comma", decimal, `{"v":"1,5"}`, &visit{}, unreadable},
		{"decimal vast", decimal, `{"v":1e9999999999}`, &visit{}, unreadable},
		{"decimal sign", decimal, `{"v":"-"}`, &visit{}, unreadable},
		{"decimal list", decimal, `{"v":[1]}`, &visit{}, unreadable},

		{"double", double, `{"v":"64.55"}`, &visit{Latitude: proto.Float64(64.55)}, 0},
		{"double zero", double, `{"v":0}`, &visit{Latitude: proto.Float64(0)}, 0},
		{"double NaN", double, `{"v":"NaN"}`, &visit{}, unreadable},
		{"double vast", double, `{"v":1e999}`, &visit{}, unreadable},
		{"double hexadecimal", double, `{"v":"0x10"}`, &visit{}, unreadable},

		{"date", day, `{"v":"2016-02-29"}`, &crmstreamv1.Invoice{PaymentDate: text("2016-02-29")}, 0},
		{"date with time", day, `{"v":"2016-02-29 12:00:00"}`, &crmstreamv1.Invoice{PaymentDate: text("2016-02-29")}, crmstreamv1.AlterationKind_ALTERATION_KIND_TIME_CUT},
		{"date with the start of the day", day, `{"v":"2016-02-29T00:00:00.000Z"}`, &crmstreamv1.Invoice{PaymentDate: text("2016-02-29")}, 0},
		{"date with an offset", day, `{"v":"2016-02-29T00:00:00+03:00"}`, &crmstreamv1.Invoice{PaymentDate: text("2016-02-29")}, crmstreamv1.AlterationKind_ALTERATION_KIND_TIME_CUT},
		{"date with points", day, `{"v":"29.02.2016"}`, &crmstreamv1.Invoice{PaymentDate: text("2016-02-29")}, 0},
		{"date with points and a time", day, `{"v":"29.02.2016 10:00"}`, &crmstreamv1.Invoice{PaymentDate: text("2016-02-29")}, crmstreamv1.AlterationKind_ALTERATION_KIND_TIME_CUT},
		{"date of .NET for none", day, `{"v":"0001-01-01T00:00:00"}`, &crmstreamv1.Invoice{}, unreadable},
		{"date with what is no time", day, `{"v":"2016-02-29 - 2016-03-01"}`, &crmstreamv1.Invoice{}, unreadable},
		{"date zero", day, `{"v":"0000-00-00"}`, &crmstreamv1.Invoice{}, 0},
		{"date that is none", day, `{"v":"2015-02-29"}`, &crmstreamv1.Invoice{}, unreadable},
		{"date with a tail", day, `{"v":"2016-02-291"}`, &crmstreamv1.Invoice{}, unreadable},

		{"local time", local, `{"v":"2014-08-29 12:11:35"}`, &contact{CreateTime: instant("2014-08-29T10:11:35Z")}, 0},
		{"local time T", local, `{"v":"2014-01-29T12:11:35.5"}`, &contact{CreateTime: instant("2014-01-29T11:11:35.5Z")}, 0},
		{"local day", local, `{"v":"2014-01-29"}`, &contact{CreateTime: instant("2014-01-28T23:00:00Z")}, 0},
		{"local time with offset", local, `{"v":"2014-08-29T12:11:35+05:30"}`, &contact{CreateTime: instant("2014-08-29T06:41:35Z")}, 0},
		{"local time Z", local, `{"v":"2014-08-29 12:11Z"}`, &contact{CreateTime: instant("2014-08-29T12:11:00Z")}, 0},
		{"local time twice", local, `{"v":"2024-10-27 02:30:00"}`, &contact{CreateTime: instant("2024-10-27T00:30:00Z")}, 0},
		{"local time never", local, `{"v":"2024-03-31 02:30:00"}`, &contact{CreateTime: instant("2024-03-31T01:30:00Z")}, 0},
		{"local time zero", local, `{"v":"0000-00-00 00:00:00"}`, unset, 0},
		{"epoch", local, `{"v":"1970-01-01T00:00:00Z"}`, &contact{CreateTime: instant("1970-01-01T00:00:00Z")}, 0},
		{"before the epoch", local, `{"v":"1969-12-31T23:59:59.25Z"}`, &contact{CreateTime: instant("1969-12-31T23:59:59.25Z")}, 0},
		{"the zero date of .NET", local, `{"v":"0001-01-01T00:00:00Z"}`, unset, unreadable},
		{"first day", local, `{"v":"0001-01-02T00:00:00Z"}`, &contact{CreateTime: instant("0001-01-02T00:00:00Z")}, 0},
		{"before the first second", local, `{"v":"0001-01-01T00:00:00+01"}`, unset, unreadable},
		{"after the last second", local, `{"v":"9999-12-31T23:59:59-0100"}`, unset, unreadable},
		{"hour 24", local, `{"v":"2014-08-29 24:00:00"}`, unset, unreadable},
		{"month 13", local, `{"v":"2014-13-29 00:00:00"}`, unset, unreadable},
		{"time number", local, `{"v":1409307095}`, unset, unreadable},
		{"offset with seconds", local, `{"v":"2014-08-29 12:11:35+05:30:00"}`, unset, unreadable},

		{"UTC time", utc, `{"v":"2014-08-29 12:11:35"}`, &visit{StartTime: instant("2014-08-29T12:11:35Z")}, 0},
		{"UTC time with offset", utc, `{"v":"2014-08-29T12:11:35-03"}`, &visit{StartTime: instant("2014-08-29T15:11:35Z")}, 0},

		{"enum", kind, `{"v":"legal_entity"}`, &contact{Kind: 2, KindText: text("legal_entity")}, 0},
		{"enum escaped", kind, `{"v":"legal\u005fentity"}`, &contact{Kind: 2, KindText: text("legal_entity")}, 0},
		{"enum number", kind, `{"v":1}`, &contact{Kind: 1, KindText: text("1")}, 0},
		{"enum unknown", kind, `{"v":"robot"}`, &contact{KindText: text("robot")}, 0},
		{"enum too deep", kind, `{"v":` + tooDeep + `}`, unset, unreadable},
		{"enum without a text", direction, `{"v":"sideways"}`, &crmstreamv1.Call{}, unreadable},
		{"enum without a text, empty", direction, `{"v":""}`, &crmstreamv1.Call{}, 0},
		{"enum empty", kind, `{"v":""}`, &contact{KindText: text("")}, 0},
		{"enum object", kind, `{"v":{"a":1}}`, unset, unreadable},

		{"offset minutes", offset, `{"v":180}`, &visit{UtcOffsetSeconds: proto.Int32(10800), UtcOffsetRaw: text("180")}, 0},
		{"offset seconds", offset, `{"v":"10800"}`, &visit{UtcOffsetSeconds: proto.Int32(10800), UtcOffsetRaw: text("10800")}, 0},
		{"offset west", offset, `{"v":-210}`, &visit{UtcOffsetSeconds: proto.Int32(-12600), UtcOffsetRaw: text("-210")}, 0},
		{"offset zero", offset, `{"v":0}`, &visit{UtcOffsetSeconds: proto.Int32(0), UtcOffsetRaw: text("0")}, 0},
		{"offset largest minutes", offset, `{"v":840}`, &visit{UtcOffsetSeconds: proto.Int32(50400), UtcOffsetRaw: text("840")}, 0},
		{"offset smallest seconds", offset, `{"v":900}`, &visit{UtcOffsetSeconds: proto.Int32(900), UtcOffsetRaw: text("900")}, 0},
		{"offset between", offset, `{"v":855}`, &visit{UtcOffsetRaw: text("855")}, unreadable},
		{"offset too large", offset, `{"v":51300}`, &visit{UtcOffsetRaw: text("51300")}, unreadable},
		{"offset odd", offset, `{"v":181}`, &visit{UtcOffsetRaw: text("181")}, unreadable},

		{"nested list", emails, `{"v":[{"mail":"a"},{"mail":"b","comment":"c"}]}`, &contact{Emails: []*crmstreamv1.Email{{Address: text("a")}, {Address: text("b"), Comment: text("c")}}}, 0},
		{"nested list as map", emails, `{"v":{"1":{"mail":"a"},"2":"b"}}`, &contact{Emails: []*crmstreamv1.Email{{Address: text("a")}, {Address: text("b")}}}, 0},
		{"nested list as one object", emails, `{"v":{"comment":"c","mail":"a"}}`, &contact{Emails: []*crmstreamv1.Email{{Address: text("a"), Comment: text("c")}}}, 0},
		{"nested list of texts", emails, `{"v":["a",null,"",[],{}]}`, &contact{Emails: []*crmstreamv1.Email{{Address: text("a")}}}, 0},
		{"nested list as text", emails, `{"v":"a"}`, &contact{Emails: []*crmstreamv1.Email{{Address: text("a")}}}, 0},
		{"nested list none", emails, `{"v":false}`, unset, 0},
		{"nested list of lists", emails, `{"v":[["a"],"b"]}`, &contact{Emails: []*crmstreamv1.Email{{Address: text("b")}}}, unreadable},

		{"nested", account, `{"v":{"id":5}}`, &crmstreamv1.TaskAccount{Company: &crmstreamv1.TaskCompany{Id: text("5")}}, 0},
		{"nested without content", account, `{"v":{"id":null}}`, &crmstreamv1.TaskAccount{Company: &crmstreamv1.TaskCompany{}}, 0},
		{"nested scalar", account, `{"v":5}`, &crmstreamv1.TaskAccount{Company: &crmstreamv1.TaskCompany{Id: text("5")}}, 0},
		{"nested zero", account, `{"v":0}`, &crmstreamv1.TaskAccount{}, 0},
		{"nested too deep", account, `{"v":` + tooDeep + `}`, &crmstreamv1.TaskAccount{}, unreadable},
		{"nested empty map", account, `{"v":[]}`, &crmstreamv1.TaskAccount{}, 0},
		{"nested list in its place", account, `{"v":[1]}`, &crmstreamv1.TaskAccount{}, unreadable},

		{"group", group, `{"address_town":"Riga","address_unit":null}`, &crmstreamv1.TaskAccount{Address: &crmstreamv1.TaskAddress{Town: text("Riga")}}, 0},
		{"group without values", group, `{"address_town":null}`, &crmstreamv1.TaskAccount{}, 0},

		{"inline", inline, `{"v":{"name":"Call"}}`, &crmstreamv1.Task{TypeName: text("Call")}, 0},
		{"inline scalar", inline, `{"v":"Call"}`, &crmstreamv1.Task{TypeName: text("Call")}, 0},
		{"inline null", inline, `{"v":null}`, &crmstreamv1.Task{}, 0},
		{"inline list", inline, `{"v":["x"]}`, &crmstreamv1.Task{}, unreadable},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := &transcode.Context{Zone: mustZone(t, "Europe/Berlin")}
			got := message(t, test.want, test.json, c, test.column)
			altered := takeAlterations(got)
			require.Empty(t, cmp.Diff(test.want, got, protocmp.Transform()))
			if test.want.ProtoReflect().Descriptor().Fields().ByName("alterations") != nil { // it is a record
				require.Equal(t, test.told != 0, len(altered) == 1, "%v", altered)
			}
			for _, a := range altered {
				require.Equal(t, test.told, a.GetKind())
			}
			notices := c.Notices()
			switch test.told {
			case unreadable:
				require.Len(t, notices, 1)
				require.Equal(t, transcode.NoticeUnreadable, notices[0].Code)
				require.Contains(t, notices[0].Message, " (1)")
			case invalidUTF8:
				require.Len(t, notices, 1)
				require.Equal(t, transcode.NoticeReplaced, notices[0].Code)
			default:
				require.Empty(t, notices)
			}
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
