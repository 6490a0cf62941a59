package transcode_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestColumnMistakes asks for tables that contradict themselves or their message.
func TestColumnMistakes(t *testing.T) {
	phone := transcode.Must(transcode.Part(&crmstreamv1.Phone{}))
	part := transcode.Must(transcode.Part(&crmstreamv1.Contact{}))
	id := transcode.Column{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref}
	for name, test := range map[string]struct {
		columns []transcode.Column
		want    string
	}{
		"field that does not exist":  {[]transcode.Column{{Keys: []string{"a"}, Field: "nickname", Kind: transcode.Text}}, `no field "nickname"`},
		"text to a bool":             {[]transcode.Column{{Keys: []string{"a"}, Field: "deleted", Kind: transcode.Text}}, "does not fit a field of type optional bool"},
		"flag to a text":             {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.Flag}}, "does not fit"},
		"one text to a list":         {[]transcode.Column{{Keys: []string{"a"}, Field: "additional_owner_ids", Kind: transcode.Ref}}, "does not fit"},
		"list to one text":           {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.RefList}}, "does not fit"},
		"time to a text":             {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.LocalTime}}, "does not fit"},
		"text to a map":              {[]transcode.Column{{Keys: []string{"a"}, Field: "fields", Kind: transcode.Text}}, "does not fit"},
		"custom fields to a text":    {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.CustomFields}}, "does not fit"},
		"table of another message":   {[]transcode.Column{{Keys: []string{"a"}, Field: "emails", Kind: transcode.NestedList, Table: phone}}, "does not fit"},
		"inline of another message":  {[]transcode.Column{{Keys: []string{"a"}, Kind: transcode.Inline, Table: phone}}, "the Table is for Phone"},
		"enum without such a number": {[]transcode.Column{{Keys: []string{"a"}, Field: "kind", Kind: transcode.Enum, Enum: map[string]int32{"x": 9}}}, "does not fit"},
		"enum without words":         {[]transcode.Column{{Keys: []string{"a"}, Field: "kind", Kind: transcode.Enum}}, "an Enum has its words"},
		"words without an enum":      {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.Ref, Enum: map[string]int32{}}}, "an Enum has its words"},
		"nested without a table":     {[]transcode.Column{{Keys: []string{"a"}, Field: "emails", Kind: transcode.NestedList}}, "have a Table"},
		"table without nesting":      {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.Ref, Table: phone}}, "have a Table"},
		"text without an enum":       {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.Ref, Text: "comment"}}, "have a Text"},
		"text field that is none":    {[]transcode.Column{{Keys: []string{"a"}, Field: "kind", Kind: transcode.Enum, Enum: map[string]int32{}, Text: "deleted"}}, `no text field "deleted"`},
		"datatype of a text":         {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.Text, As: transcode.AsDate}}, "only a CustomField has an As"},
		"field that gathers":         {[]transcode.Column{{Keys: []string{"a"}, Field: "fields", Kind: transcode.CustomField, As: transcode.AsOptions}}, "which is no list"},
		"types without fields":       {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.Ref, Types: datatypes()}}, "have Types"},
		"no keys":                    {[]transcode.Column{{Field: "id", Kind: transcode.Ref}}, "have no Keys"},
		"keys without use":           {[]transcode.Column{{Keys: []string{"a"}, Kind: transcode.Unmapped("id").Kind}}, "have no Keys"},
		"no field":                   {[]transcode.Column{{Keys: []string{"a"}, Kind: transcode.Ref}}, "have no Field"},
		"field of an ignored key":    {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.Ignore}}, "have no Field"},
		"key used twice":             {[]transcode.Column{id, {Keys: []string{"b", "id"}, Field: "group_id", Kind: transcode.Ref}}, `key "id" has a column already`},
		"key used thrice": {[]transcode.Column{
			id,
			{Keys: []string{"id"}, Kind: transcode.Inline, Table: part},
			{Keys: []string{"id"}, Field: "group_id", Kind: transcode.Ref},
		}, `key "id" has a column already`},
		"field used twice":    {[]transcode.Column{id, {Keys: []string{"b"}, Field: "id", Kind: transcode.Ref}}, "the field has a column already"},
		"two ids":             {[]transcode.Column{{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkID}, {Keys: []string{"b"}, Field: "comment", Kind: transcode.Text, Mark: transcode.MarkID}}, "one column is the MarkID"},
		"time as id":          {[]transcode.Column{{Keys: []string{"id"}, Field: "create_time", Kind: transcode.LocalTime, Mark: transcode.MarkID}}, "is the MarkID"},
		"two sort keys":       {[]transcode.Column{{Keys: []string{"id"}, Field: "id", Kind: transcode.Ref, Mark: transcode.MarkKey}, {Keys: []string{"b"}, Field: "comment", Kind: transcode.Text, Mark: transcode.MarkKey}}, "one column is the MarkKey"},
		"two checks":          {[]transcode.Column{{Keys: []string{"a"}, Kind: transcode.Ignore, Check: "x"}, {Keys: []string{"b"}, Kind: transcode.Ignore, Check: "x"}}, `another check "x"`},
		"two rests":           {[]transcode.Column{{Field: "fields", Kind: transcode.Rest}, {Field: "fields", Kind: transcode.Rest}}, "one Rest"},
		"kind that is none":   {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.Offset + 1}}, "does not exist"},
		"offset to text":      {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.Offset}}, "does not fit"},
		"double to text":      {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.Double}}, "does not fit"},
		"integer to text":     {[]transcode.Column{{Keys: []string{"a"}, Field: "id", Kind: transcode.Integer}}, "does not fit"},
		"nested to list":      {[]transcode.Column{{Keys: []string{"a"}, Field: "phones", Kind: transcode.Nested, Table: phone}}, "does not fit"},
		"ignored key as sort": {[]transcode.Column{{Kind: transcode.Unmapped("id").Kind, Mark: transcode.MarkKey}}, "it has Keys"},
		"unmapped nothing":    {[]transcode.Column{transcode.Unmapped("comment", "nope")}, `has no field "nope"`},
		"unmapped and mapped": {[]transcode.Column{id, transcode.Unmapped("comment", "id")}, "the field has a column already"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := transcode.Part(&crmstreamv1.Contact{}, test.columns...)
			require.ErrorContains(t, err, test.want)
			require.ErrorContains(t, err, "transcode: Contact: column ")
			require.Panics(t, func() { transcode.Must(transcode.Part(&crmstreamv1.Contact{}, test.columns...)) })
		})
	}
}

// TestEveryFieldIsSpokenFor leaves out one field after the other of a complete table.
func TestEveryFieldIsSpokenFor(t *testing.T) {
	columns := []transcode.Column{
		{Keys: []string{"number"}, Field: "number", Kind: transcode.Text},
		transcode.Unmapped("comment"),
	}
	_, err := transcode.New(&crmstreamv1.Phone{}, columns...)
	require.NoError(t, err)
	_, err = transcode.New(&crmstreamv1.Phone{}, columns[:1]...)
	require.ErrorContains(t, err, "field comment has no column")
	_, err = transcode.New(&crmstreamv1.Phone{}, columns[1:]...)
	require.ErrorContains(t, err, "field number has no column")
}

// TestInlineSpeaksForItsFields counts the fields of a part as mapped by the table around it.
func TestInlineSpeaksForItsFields(t *testing.T) {
	part := transcode.Must(transcode.Part(&crmstreamv1.Phone{}, transcode.Column{Keys: []string{"text"}, Field: "comment", Kind: transcode.Text}))
	number := transcode.Column{Keys: []string{"number"}, Field: "number", Kind: transcode.Text}
	_, err := transcode.New(&crmstreamv1.Phone{}, number, transcode.Column{Keys: []string{"more"}, Kind: transcode.Inline, Table: part})
	require.NoError(t, err)
}

// TestGroupHasNoObject refuses kinds that a group cannot serve.
func TestGroupHasNoObject(t *testing.T) {
	inline := transcode.Must(transcode.Part(&crmstreamv1.TaskAddress{}))
	address := transcode.Must(transcode.Part(&crmstreamv1.TaskAddress{}, transcode.Column{Keys: []string{"a"}, Kind: transcode.Inline, Table: inline}))
	_, err := transcode.Part(&crmstreamv1.TaskAccount{}, transcode.Column{Field: "address", Kind: transcode.Group, Table: address})
	require.ErrorContains(t, err, "neither Rest nor Inline")
	plain := transcode.Must(transcode.Part(&crmstreamv1.TaskAddress{}, transcode.Column{Keys: []string{"name"}, Field: "unit", Kind: transcode.Text}))
	_, err = transcode.Part(&crmstreamv1.TaskAccount{}, transcode.Column{Keys: []string{"name"}, Field: "name", Kind: transcode.Text},
		transcode.Column{Field: "address", Kind: transcode.Group, Table: plain})
	require.ErrorContains(t, err, `key "name" has a column already`)
}

// message transcodes an object by columns and returns the message that clients see.
func message[M proto.Message](t testing.TB, m M, json string, c *transcode.Context, columns ...transcode.Column) M {
	t.Helper()
	row, err := transcode.Must(transcode.Part(m, columns...)).One(parsed(t, json), c)
	require.NoError(t, err)
	require.Nil(t, row.Record.Err)
	got := m.ProtoReflect().New().Interface().(M)
	require.NoError(t, unwrap(row.Record.Wire, got))
	return got
}
