package apro

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// readPushed reads a body that can be read.
func readPushed(t testing.TB, body string) *crmstreamv1.PushedEvent {
	t.Helper()
	e, err := (&Client{zone: time.UTC}).readPush([]byte(body), definedFields(t))
	require.NoError(t, err, body)
	return e
}

// TestEnvelopes reads envelopes in the forms that servers are known to write, and in others that PHP may write.
func TestEnvelopes(t *testing.T) {
	for _, test := range []struct {
		body, want string
		raw        bool
	}{
		{`{"event":"view","object_type":"customer","object_sub_id":7,"object_sub_type":"2"}`, `"event":1+1,"object":1,"objectId":"7","objectTypeId":"2"`, false},
		{"\xef\xbb\xbf" + `{"event":"view","object_typ":"customer"}`, `"event":2,"object":1`, false},
		{`{"event":"view","object_type":"customer","object_typ":"customer"}`, `"event":2,"object":1`, false},
		{`{"event":"view","object_type":"","object_typ":"customer"}`, `"event":2,"object":1`, false},
		{`{"event":"view","object_type":"customer","object_typ":"sale"}`, `"event":2,"object":1`, true},
		{`{"event":"view","object_type":"customer","snapshot":[],"merge":[]}`, `"event":2,"object":1`, false},
		{`{"event":"view","object_type":"customer","snapshot":{},"merge":{}}`, `"event":2,"object":1`, false},
		{`{"event":"view","object_type":"customer","snapshot":null,"merge":null,"subject_type":null}`, `"event":2,"object":1`, false},
		{`{"event":"view","object_type":"customer","snapshot":"gone"}`, `"event":2,"object":1`, true},
		{`{"event":"view","object_type":"customer","snapshot":[{"id":"7"}]}`, `"event":2,"object":1`, true},
		{`{"event":"view","object_type":"customer","merge":[1]}`, `"event":2,"object":1`, true},
		{`{"event":"view","object_type":"customer","object_sub_id":"0","subject_type":"system","subject_type_id":0}`, `"event":2,"object":1,"subject":2`, false},
		{`{"event":"view","object_type":"customer","object_sub_id":[7]}`, `"event":2,"object":1`, true},
		{`{"event":"view","object_type":"customer","object_sub_id":"7","object_sub_id":"8"}`, `"event":2,"object":1,"objectId":"8"`, true},
		{`{"event":"view","object_type":"customer","object_sub_id":"","snapshot":{"id":"9"}}`, `"event":2,"object":1,"objectId":"9","contact":{"id":"9"}`, false},
		{`{"event":"view","object_type":"request","snapshot":{"request_id":9}}`, `"event":2,"object":2,"objectId":"9","activity":{"id":"9"}`, false},
		{`{"event":"status","object_type":"task","snapshot":{"action":"change_status","data":{"task_id":9}}}`, `"event":8,"object":5,"objectId":"9","taskStatusChange":{"taskId":"9"}`, false},
		{`{"event":"archive","object_type":"customer"}`, `"object":1`, false},
		{`{"event":"view","object_type":"bill"}`, `"event":2`, true},
		{`{"event":"view","object_type":"comment"}`, `"event":2,"object":13`, true},
		{`{"event":"view"}`, `"event":2`, true},
		{`{"event":"view","object_type":"customer","subject_type":"robot"}`, `"event":2,"object":1`, true},
		{`{"event":"view","object_type":"customer","sent":1}`, `"event":2,"object":1`, true},
		{`{"event":5,"object_type":"customer"}`, `"object":1`, false},
	} {
		got := readPushed(t, test.body)
		require.Equal(t, test.raw, got.GetRaw() != "", test.body)
		if test.raw {
			require.Equal(t, test.body, got.GetRaw())
		}
		want := &crmstreamv1.PushedEvent{}
		require.NoError(t, protojson.Unmarshal([]byte("{"+strings.Replace(test.want, "1+1", "2", 1)+"}"), want), test.want)
		got.Raw, got.EventText, got.ObjectText = "", "", ""
		require.Empty(t, cmp.Diff(want, got, protocmp.Transform()), test.body)
	}
}

// TestNoEvents refuses bodies that are no JSON object with an event. The error has nothing of them.
func TestNoEvents(t *testing.T) {
	for _, body := range []string{
		``, ` `, `secret`, `{`, `{"event":"secret"`, `{"event":"secret"}}`, `{"event":"secret",}`, `null`, `[]`, `["secret"]`, `"secret"`, `7`, `{}`,
		`{"event":""}`, `{"event":null}`, `{"event":[]}`, `{"event":{"secret":1}}`, `{"secret":"create"}`, `event=secret`, `{"event":secret}`,
		"\xff\xfe{\x00", `{"event":"view","object_type":"customer","x":"` + strings.Repeat("s", maxPush) + `"}`,
	} {
		e, err := (&Client{zone: time.UTC}).readPush([]byte(body), nil)
		require.Nil(t, e)
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified)
		require.Equal(t, connectors.KindMalformedResponse, classified.Kind)
		require.NotContains(t, err.Error(), "secret")
		require.NotContains(t, err.Error(), "sss")
	}
}

// TestUnknownKeysKeepTheBody adds a key to each object of each sample. The event is the same, with the body.
func TestUnknownKeysKeepTheBody(t *testing.T) {
	added := 0
	for _, body := range goldenPushes(t) {
		var compact bytes.Buffer
		require.NoError(t, json.Compact(&compact, body))
		want := readPushed(t, compact.String())
		want.Raw = ""
		text := compact.String()
		for at := range text {
			if text[at] != '{' || at+1 < len(text) && text[at+1] != '"' || strings.HasSuffix(text[:at], `"extproperty":`) || strings.HasSuffix(text[:at], `"merge":`) {
				continue // in a map by id any key is one
			}
			with := text[:at+1] + `"more":"x",` + text[at+1:]
			got := readPushed(t, with)
			require.Equal(t, with, got.GetRaw())
			got.Raw = ""
			require.Empty(t, cmp.Diff(want, got, protocmp.Transform()), with)
			added++
		}
	}
	require.Greater(t, added, 40)
}

// TestBadValuesKeepTheEvent puts values that no field can have in place of each value of each sample: the rest is read, and what was
// there is in the event.
func TestBadValuesKeepTheEvent(t *testing.T) {
	replaced := 0
	for _, body := range goldenPushes(t) {
		var compact bytes.Buffer
		require.NoError(t, json.Compact(&compact, body))
		text := compact.String()
		whole := readPushed(t, text)
		for at := 0; ; {
			start := strings.Index(text[at:], `":"`)
			if start < 0 {
				break
			}
			start += at + 2
			end := start + 1 + strings.Index(text[start+1:], `"`) + 1
			at = end
			if custom := strings.LastIndex(text[:start], `"extproperty"`); custom >= 0 && !strings.Contains(text[custom:start], "}}") &&
				!strings.HasSuffix(text[:start], `"value":`) && strings.Contains(text[custom:start], `:{"id"`) {
				continue // the datatype and the second id of a custom field are no values
			}
			for _, bad := range []string{`{"odd":["v@lue"]}`, `["v@lue"]`, `"v@lue \ud800"`, "\"v@lue \xff\"", `-1e99`} {
				with := text[:start] + bad + text[end:]
				e, err := (&Client{zone: time.UTC}).readPush([]byte(with), nil)
				if err != nil {
					require.True(t, strings.HasSuffix(text[:start], `"event":`), with)
					continue
				}
				if strings.Contains(bad, "@lue ") {
					require.NotEmpty(t, e.GetRaw(), "the text is not what was sent: %s", with)
				}
				requireKept(t, e, strings.Trim(bad, `{}[]"`), with)
				if !strings.HasSuffix(text[:start], `"event":`) {
					require.Equal(t, whole.GetEvent(), e.GetEvent())
				}
				replaced++
			}
		}
	}
	require.Greater(t, replaced, 1000)
}

// requireKept requires that the value in a body is somewhere in the event.
func requireKept(t *testing.T, e *crmstreamv1.PushedEvent, value, body string) {
	t.Helper()
	if e.GetRaw() != "" {
		return
	}
	wire, err := proto.Marshal(e)
	require.NoError(t, err)
	require.True(t, bytes.Contains(wire, []byte("v@lue")) || value == "-1e99" && bytes.Contains(wire, []byte("1e99")) ||
		value == "-1e99" && bytes.Contains(wire, []byte("1"+strings.Repeat("0", 99))), "lost of %s: %v", body, e)
}

// TestFormerValues reads former values in the forms of servers, with and without definitions.
func TestFormerValues(t *testing.T) {
	const body = `{"event":"edit","object_type":%q,"snapshot":{"id":"1"},"merge":%s}`
	for _, test := range []struct {
		object, merge, want string
		raw                 bool
	}{
		{"customer", `{"name":{"type":"edit","value":"John"}}`, `{"field":"first_name","value":{"text":"John"}}`, false},
		{"customer", `{"secondname":{"type":"edit","value":"A","current":"B"}}`, `{"field":"patronymic","value":{"text":"A"},"current":{"text":"B"}}`, false},
		{"customer", `{"manager_id":{"type":"edit","value":7}}`, `{"field":"owner_id","value":{"text":"7"}}`, false},
		{"customer", `{"manager_id":{"type":"edit","value":"0"}}`, `{"field":"owner_id"}`, false},
		{"customer", `{"name":{"type":"edit","value":"0"}}`, `{"field":"first_name","value":{"text":"0"}}`, false},
		{"customer", `{"name":{"type":"edit","value":null}}`, `{"field":"first_name"}`, false},
		{"customer", `{"name":{"type":"edit"}}`, `{"field":"first_name"}`, false},
		{"customer", `{"name":{"type":"edit","value":false,"current":[]}}`, `{"field":"first_name"}`, false},
		{"customer", `{"create_date":{"type":"edit","value":"0000-00-00 00:00:00"}}`, `{"field":"create_time"}`, false},
		{"customer", `{"phone":{"type":"edit","value":[{"phone":"1","comment":""}]}}`, `{"field":"phones","value":{"text":"[{\"phone\":\"1\",\"comment\":\"\"}]"}}`, false},
		{"customer", `{"publish":{"type":"edit","value":"1","current":"0"}}`, `{"field":"deleted","value":{"flag":false},"current":{"flag":true}}`, false},
		{"customer", `{"publish":{"type":"edit","value":"maybe"}}`, `{"field":"deleted"}`, true},
		{"customer", `{"1207":{"type":"edit","value":"0.00","current":"5"}}`, `{"field":"fields.1207","value":{"decimal":"0.00"},"current":{"decimal":"5"}}`, false},
		{"customer", `{"1207":{"type":"edit","value":null}}`, `{"field":"fields.1207"}`, false},
		{"customer", `{"2":{"type":"edit","value":"1"}}`, `{"field":"fields.2","value":{"flag":true}}`, false},
		{"customer", `{"3":{"type":"edit","value":"Red, light "}}`, `{"field":"fields.3","value":{"option":{"id":"77","text":"Red, light "}}}`, false},
		{"customer", `{"4":{"type":"edit","value":"Red, light ,Blue"}}`, `{"field":"fields.4","value":{"options":{"options":[{"id":"77","text":"Red, light "},{"text":"Blue"}]}}}`, false},
		{"customer", `{"5":{"type":"edit","value":"soon"}}`, `{"field":"fields.5","value":{"parseError":"not a date","rawText":"\"soon\""}}`, false},
		{"customer", `{"5":{"type":"edit","value":"0000-00-00"}}`, `{"field":"fields.5"}`, false},
		{"customer", `{"5":{"type":"edit","value":"2026-01-02 03:04:05"}}`, `{"field":"fields.5","value":{"date":"2026-01-02"}}`, true},
		{"customer", `{"10":{"type":"edit","value":["a.jpg"]}}`, `{"field":"fields.10","value":{"files":{"files":[{"name":"a.jpg"}]}}}`, false},
		{"customer", `{"999":{"type":"edit","value":5}}`, `{"field":"fields.999","value":{"text":"5"}}`, false},
		{"customer", `{"999":"bare"}`, `{"field":"fields.999","value":{"text":"bare"}}`, false},
		{"customer", `{"odd":{"type":"edit","value":"x"}}`, `{"field":"odd","value":{"text":"x"}}`, false},
		{"customer", `{"name":{"type":"added","value":"x"}}`, `{"field":"first_name","value":{"text":"x"}}`, true},
		{"customer", `{"name":{"type":"edit","value":"x","by":"7"}}`, `{"field":"first_name","value":{"text":"x"}}`, true},
		{"customer", `{"name":{"type":"edit","value":"\ud800"}}`, `{"field":"first_name","value":{"text":"` + "\ufffd" + `"}}`, true},
		{"request", `{"manager":{"type":"edit","value":"7"}}`, `{"field":"owner_id","value":{"text":"7"}}`, false},
		{"request", `{"request_comment":{"type":"edit","value":"c"}}`, `{"field":"comment","value":{"text":"c"}}`, false},
		{"sale", `{"sale_stage_id":{"type":"edit","value":"7"}}`, `{"field":"stage_id","value":{"text":"7"}}`, false},
		{"sale", `{"sale_name":{"type":"edit","value":"n"}}`, `{"field":"name","value":{"text":"n"}}`, false},
		{"sale", `{"price":{"type":"edit","value":"1.50"}}`, `{"field":"price","value":{"text":"1.50"}}`, false},
		{"call", `{"intrum_user":{"type":"edit","value":"7"}}`, `{"field":"owner_id","value":{"text":"7"}}`, false},
		{"sms", `{"name":{"type":"edit","value":"n"}}`, `{"field":"name","value":{"text":"n"}}`, true},
	} {
		text := fmt.Sprintf(body, test.object, test.merge)
		inside := strings.Replace(fmt.Sprintf(body, test.object, "[]"), `{"id":"1"}`, `{"id":"1","merge":`+test.merge+`}`, 1)
		both := strings.Replace(text, `{"id":"1"}`, `{"id":"1","merge":`+test.merge+`}`, 1)
		for _, text := range []string{text, inside, both} {
			e := readPushed(t, text)
			want := &crmstreamv1.FormerValue{}
			require.NoError(t, protojson.Unmarshal([]byte(test.want), want), test.want)
			require.Empty(t, cmp.Diff([]*crmstreamv1.FormerValue{want}, e.GetFormer(), protocmp.Transform()), text)
			require.Equal(t, test.raw, e.GetRaw() != "", text)
		}
	}
}

// TestManyFormerValues reads no more former values than an object can have.
func TestManyFormerValues(t *testing.T) {
	merge := strings.Repeat(`"a":1,`, 2*maxFormer) + `"b":2`
	require.Len(t, readPushed(t, `{"event":"edit","object_type":"customer","merge":{`+merge+`}}`).GetFormer(), 2)
	var keys strings.Builder
	for n := range 2 * maxFormer {
		fmt.Fprintf(&keys, `,"%d":1`, n+1)
	}
	e := readPushed(t, `{"event":"edit","object_type":"customer","merge":{`+keys.String()[1:]+`}}`)
	require.Len(t, e.GetFormer(), maxFormer)
	require.NotEmpty(t, e.GetRaw())
}

// TestAnswered reads whether a call was answered: -1 says that this is not known.
func TestAnswered(t *testing.T) {
	for text, want := range map[string]*bool{`"-1"`: nil, `-1`: nil, `""`: nil, `null`: nil, `"1"`: proto.Bool(true), `true`: proto.Bool(true), `"0"`: proto.Bool(false), `0`: proto.Bool(false)} {
		e := readPushed(t, `{"event":"edit","object_type":"call","snapshot":{"answered":`+text+`}}`)
		var got *bool
		if call := e.GetCall().GetCall(); call != nil {
			got = call.Answered
		}
		require.Equal(t, want, got, text)
	}
}

// TestInvalidBytes keeps a body with invalid bytes, also where no field has the value.
func TestInvalidBytes(t *testing.T) {
	for _, body := range []string{
		`{"event":"edit","object_type":"customer","snapshot":{"extproperty":{"1":{"id":"1","type":"t-","value":"x"}}}}`,
		`{"event":"edit-","object_type":"customer"}`,
		`{"event":"edit","object_type":"customer","snapshot":{"name":"-"}}`,
		`{"event":"edit","object_type":"customer","object_sub_id":"-"}`,
	} {
		e := readPushed(t, strings.Replace(body, "-", "\xff\xfe", 1))
		require.Equal(t, strings.Replace(body, "-", "\ufffd\ufffd", 1), e.GetRaw())
		require.True(t, e.GetRawReplaced())
	}
}

// TestLargeEvents are read without what would make them too large for a message.
func TestLargeEvents(t *testing.T) {
	body := `{"event":"edit","object_type":"customer","object_sub_id":"7","snapshot":{"comment":"%s"}}`
	e := readPushed(t, fmt.Sprintf(body, strings.Repeat("x", 1<<20)))
	require.Len(t, e.GetContact().GetComment(), 1<<20)
	require.Empty(t, e.GetRaw())
	e = readPushed(t, fmt.Sprintf(body, strings.Repeat("\xff", 1<<20-4096)))
	require.Nil(t, e.GetSnapshot())
	require.Equal(t, "7", e.GetObjectId())
	require.True(t, e.GetRawReplaced())
	_, err := (&Client{zone: time.UTC}).readPush(fmt.Appendf(nil, body, strings.Repeat("\xff", 1<<20+1<<19)), nil)
	require.ErrorContains(t, err, "the event is too large")
	_, err = (&Client{zone: time.UTC}).readPush(make([]byte, maxPush+1), nil)
	require.ErrorContains(t, err, "the body is too large")
	deep := strings.Repeat(`{"a":`, 100_000) + "1" + strings.Repeat("}", 100_000)
	e = readPushed(t, fmt.Sprintf(`{"event":"edit","object_type":"customer","snapshot":{"id":"7","comment":%s,"x":%s},"merge":{"name":%s}}`, deep, deep, deep))
	require.Equal(t, "7", e.GetObjectId())
	require.NotEmpty(t, e.GetRaw())
}
