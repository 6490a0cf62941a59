package transcode_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// records returns the records of a list.
func records(t *testing.T, list string, c *transcode.Context) []connectors.Record {
	t.Helper()
	var all []connectors.Record
	require.NoError(t, contactTable().Rows(parsed(t, list), c, func(r *transcode.Row) error {
		all = append(all, r.Record)
		return nil
	}))
	return all
}

// TestRowsForms reads the forms in which lists come.
func TestRowsForms(t *testing.T) {
	for list, want := range map[string][]string{
		`[{"id":"1"},{"id":2}]`:                              {"1", "2"},
		" [ { \"id\" : \"1\" } ,\n\t{ \"id\" : \"2\" } ] ":   {"1", "2"},
		`{"0":{"id":"1"},"3":{"id":"2"}}`:                    {"1", "2"},
		"\xef\xbb\xbf[{\"id\":\"1\"}]":                       {"1"},
		`[{"fields":{"a":"}]"},"name":"\"}","id":"\u0031"}]`: {"1"},
		`[]`:   nil,
		`{}`:   nil,
		`null`: nil,
	} {
		var got []string
		for _, r := range records(t, list, &transcode.Context{}) {
			require.Nil(t, r.Err, list)
			contact := &crmstreamv1.Contact{}
			require.NoError(t, unwrap(r.Wire, contact))
			require.Equal(t, string(r.ID), contact.GetId())
			got = append(got, contact.GetId())
		}
		require.Equal(t, want, got, list)
	}
	require.NoError(t, contactTable().Rows(transcode.JSON{}, &transcode.Context{}, nil))
	require.Error(t, contactTable().Rows(parsed(t, `"none"`), &transcode.Context{}, nil))
}

// TestRowsStops ends the walk at an error of visit.
func TestRowsStops(t *testing.T) {
	stop := errors.New("enough")
	visits := 0
	err := contactTable().Rows(parsed(t, `[{"id":1},{"id":2}]`), &transcode.Context{}, func(*transcode.Row) error {
		visits++
		return stop
	})
	require.ErrorIs(t, err, stop)
	require.Equal(t, 1, visits)
}

// TestUnreadableRows keeps the rows that have no record in their places, each under an id of its own.
func TestUnreadableRows(t *testing.T) {
	all := records(t, `[{"id":"1"},{"name":"x"},{"id":"0","customer_activity_date":"2020-01-01 00:00:00"},{"id":""},{"id":{}},7,[],null,{"id":"2"}]`, &transcode.Context{})
	require.Len(t, all, 9)
	seen := map[string]bool{}
	for i, r := range all {
		if i == 0 || i == 8 {
			require.Nil(t, r.Err)
			continue
		}
		require.Nil(t, r.Wire)
		require.Nil(t, r.Key)
		require.Regexp(t, "^~[0-9a-f]{16}$", string(r.ID))
		require.False(t, seen[string(r.ID)])
		seen[string(r.ID)] = true
		require.Empty(t, r.Err.ID)
		require.NotEmpty(t, r.Err.Message)
	}
	require.Equal(t, `{"name":"x"}`, string(all[1].Err.Raw))
	require.Equal(t, `7`, string(all[5].Err.Raw))
	require.Equal(t, all[1].ID, records(t, `[{"name":"x"}]`, &transcode.Context{})[0].ID, "the digest is of the row alone")
}

// TestTooLarge refuses records over the bound, and only those, by id.
func TestTooLarge(t *testing.T) {
	row := func(n int) string {
		return `{"id":"7","customer_activity_date":"2020-01-01 00:00:00","comment":"` + strings.Repeat("x", n) + `"}`
	}
	const rest = 1 + 4 + 3 + 2 + 8 + 2 + 4 // the tags and lengths around the comment, the id and the time
	fits, over := transcode.MaxWire-rest, transcode.MaxWire-rest+1
	all := records(t, "["+row(over+100)+","+row(10)+","+row(1000)+"]", &transcode.Context{})
	require.Equal(t, "7", string(all[0].ID))
	require.Equal(t, "2020-01-01 00:00:00", string(all[0].Key))
	require.Equal(t, "7", all[0].Err.ID)
	require.Len(t, all[0].Err.Raw, connectors.MaxRawError)
	require.Nil(t, all[0].Wire)
	require.Nil(t, all[1].Err)
	last := 0
	for n := fits - 8; n < over+8; n++ {
		r := records(t, "["+row(n)+"]", &transcode.Context{})[0]
		if r.Err == nil {
			last = len(r.Wire)
			require.NoError(t, unwrap(r.Wire, &crmstreamv1.Contact{}))
		}
	}
	require.Equal(t, transcode.MaxWire, last)
}

// TestKeys takes the sort key as the upstream wrote it.
func TestKeys(t *testing.T) {
	for date, want := range map[string]string{
		`"2015-11-20 11:08:51"`:      "2015-11-20 11:08:51",
		`"2015-11-20\u002011:08:51"`: "2015-11-20 11:08:51",
		`"garbage"`:                  "garbage",
		`20151120`:                   "20151120",
		`"0000-00-00 00:00:00"`:      "",
		`""`:                         "",
		`null`:                       "",
		`["x"]`:                      "",
	} {
		r := records(t, `[{"id":1,"customer_activity_date":`+date+`}]`, &transcode.Context{})[0]
		require.Equal(t, want, string(r.Key), date)
		require.Equal(t, want == "", r.Key == nil, date)
	}
}

// TestRecordsStay keeps records apart although they share a buffer that had to grow.
func TestRecordsStay(t *testing.T) {
	var list strings.Builder
	for i := range 500 {
		fmt.Fprintf(&list, `%c{"id":%d,"customer_activity_date":"2020-01-01","name":"%s"}`, ",["[btoi(i == 0)], i+1, strings.Repeat("n", i%7))
	}
	constants := bytes.Repeat(protowire.AppendVarint(protowire.AppendTag(nil, 29, protowire.VarintType), 1), 50)
	all := records(t, list.String()+"]", &transcode.Context{Constants: constants})
	for i, r := range all {
		contact := &crmstreamv1.Contact{}
		require.NoError(t, unwrap(r.Wire, contact))
		require.Equal(t, fmt.Sprint(i+1), contact.GetId())
		require.Equal(t, contact.GetId(), string(r.ID))
		require.Equal(t, strings.Repeat("n", i%7), contact.GetFirstName())
		require.True(t, contact.GetDeleted())
		_ = append(r.ID, "overwritten"...)
		_ = append(r.Key, "overwritten"...)
		_ = append(r.Wire, "overwritten"...)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestConstants puts fields into every record, where the record's own win even with a zero.
func TestConstants(t *testing.T) {
	constants := protowire.AppendVarint(protowire.AppendTag(nil, 29, protowire.VarintType), 1)
	deleted := transcode.Column{Keys: []string{"publish"}, Field: "deleted", Kind: transcode.NotFlag}
	for json, want := range map[string]bool{`{}`: true, `{"publish":"1"}`: false, `{"publish":"0"}`: true} {
		got := message(t, &crmstreamv1.Contact{}, json, &transcode.Context{Constants: constants}, deleted)
		require.Equal(t, want, got.GetDeleted(), json)
	}
}

// TestRaw adds the upstream's JSON, repaired where it is not valid UTF-8.
func TestRaw(t *testing.T) {
	for _, test := range []struct {
		row, want string
		replaced  bool
	}{
		{"{\"id\":\"1\",\"name\":\"a\n\x00\",\"deep\":" + tooDeep + "}", "{\"id\":\"1\",\"name\":\"a\n\x00\",\"deep\":" + tooDeep + "}", false},
		{`{"id": "1",  "name":"\ud83d я"}`, `{"id": "1",  "name":"\ud83d я"}`, false},
		{"{\"id\":\"1\",\"name\":\"\xff\xd1\"}", "{\"id\":\"1\",\"name\":\"\ufffd\ufffd\"}", true},
	} {
		list := "[" + test.row + `,{"id":"2"}]`
		all := records(t, list, &transcode.Context{Raw: true})
		contact := &crmstreamv1.Contact{}
		require.NoError(t, unwrap(all[0].Wire, contact))
		require.Equal(t, test.want, contact.GetRaw())
		require.Equal(t, test.replaced, contact.GetRawReplaced())
		second := &crmstreamv1.Contact{}
		require.NoError(t, unwrap(all[1].Wire, second))
		require.Empty(t, cmp.Diff(&crmstreamv1.Contact{Id: "2", Raw: `{"id":"2"}`}, second, protocmp.Transform()))
		require.NoError(t, unwrap(records(t, list, &transcode.Context{})[0].Wire, contact))
		require.Empty(t, contact.GetRaw())
	}
}

// TestChecks returns the texts by which filters are verified.
func TestChecks(t *testing.T) {
	type answer struct {
		text string
		ok   bool
	}
	for _, test := range []struct {
		row, name string
		want      answer
	}{
		{`{"id":1,"group_id":"149"}`, "group_ids", answer{"149", true}},
		{`{"id":1,"group_id":"0"}`, "group_ids", answer{"0", true}},
		{`{"id":1,"group_id":""}`, "group_ids", answer{"", true}},
		{`{"id":1,"group_id":null}`, "group_ids", answer{}},
		{`{"id":1}`, "group_ids", answer{}},
		{`{"id":1,"publish":false}`, "publish", answer{"false", true}},
		{`{"id":1,"nattype":"leg\u0061l"}`, "kind", answer{"legal", true}},
		{`{"id":1,"additional_manager_id":["4\u0038",49,null]}`, "others", answer{"48,49,null", true}},
		{`{"id":1,"additional_manager_id":{"1":"48","2":"49"}}`, "others", answer{"48,49", true}},
		{`{"id":1,"additional_employee_id":"50","additional_manager_id":null}`, "others", answer{"50", true}},
		{`{"id":1}`, "no such check", answer{}},
		{`{"group_id":"149"}`, "group_ids", answer{"149", true}},
		{`[]`, "group_ids", answer{}},
	} {
		require.NoError(t, contactTable().Rows(parsed(t, "["+test.row+"]"), &transcode.Context{}, func(r *transcode.Row) error {
			kind, _ := r.CheckBytes("kind")
			before := string(kind)
			text, ok := r.Check(test.name)
			require.Equal(t, test.want, answer{text, ok}, test.row)
			require.Equal(t, before, string(kind), "an answer stays valid")
			require.Equal(t, test.row, string(r.JSON.Raw()))
			return nil
		}))
	}
}

// TestOne reads a single record, and tells what is none.
func TestOne(t *testing.T) {
	row, err := contactTable().One(parsed(t, ` {"id":"5","group_id":"7"} `), &transcode.Context{})
	require.NoError(t, err)
	require.Equal(t, "5", string(row.Record.ID))
	text, ok := row.Check("group_ids")
	require.True(t, ok)
	require.Equal(t, "7", text)
	row, err = contactTable().One(parsed(t, `{}`), &transcode.Context{})
	require.NoError(t, err)
	require.NotNil(t, row.Record.Err)
	for _, none := range []string{`[]`, `null`, `5`, ``} {
		_, err = contactTable().One(parsed(t, none), &transcode.Context{})
		require.Error(t, err, none)
	}
}

// TestNotices tells of unknown keys and unreadable values, by where they are, once each and in order.
func TestNotices(t *testing.T) {
	c := &transcode.Context{}
	records(t, `[{"id":1,"zeta":1,"alph\u0061":2,"create_date":"soon","email":[{"mail":"a","kind":"x"}]},{"id":2,"zeta":1,"create_date":"later","marktype":true}]`, c)
	require.Equal(t, []connectors.Notice{
		{Code: transcode.NoticeUnknownKeys, Message: "alpha, email.kind, zeta"},
		{Code: transcode.NoticeUnreadable, Message: "create_time (2), type_id (1)"},
	}, c.Notices())
}

// TestNoticesAreBounded keeps an upstream from filling the memory with names.
func TestNoticesAreBounded(t *testing.T) {
	c := &transcode.Context{}
	var row strings.Builder
	row.WriteString(`[{"id":1,"` + strings.Repeat("ю", 1000) + "\xff" + `":1`)
	for i := range 1000 {
		fmt.Fprintf(&row, `,"key%d":1`, i)
	}
	records(t, row.String()+"}]", c)
	message := c.Notices()[0].Message
	require.Less(t, len(message), 2000)
	require.True(t, strings.HasSuffix(message, "and maybe more"))
	require.Equal(t, strings.ToValidUTF8(message, ""), message)
}
