package transcode_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// TestFieldValueOfDatatypes reads values outside of records, each as the datatype of the definition.
func TestFieldValueOfDatatypes(t *testing.T) {
	for _, test := range datatypeCases() {
		t.Run(test.datatype+" "+test.json, func(t *testing.T) {
			c := &transcode.Context{Zone: mustZone(t, "Europe/Berlin"), Catalogue: catalogue(t, map[string]string{"5": test.datatype})}
			for range 2 { // a context is used for many values
				got, whole := c.FieldValue("5", parsed(t, test.json), datatypes())
				require.Empty(t, cmp.Diff(test.want, got, protocmp.Transform()))
				require.True(t, whole)
			}
			require.Empty(t, c.Notices())
		})
	}
}

// TestFieldValue reads values with and without definitions, and reports what is lost of them.
func TestFieldValue(t *testing.T) {
	known := catalogue(t, map[string]string{"5": "date", "6": "new"})
	for _, test := range []struct {
		key, json, want string
		lost            bool
	}{
		{"7", `5`, "5", false},
		{"7", `"5"`, "5", false},
		{"7", `{"a":[1]}`, `{"a":[1]}`, false},
		{"7", `null`, "", false},
		{"7", ``, "", false},
		{"7", `[]`, "", false},
		{"6", `"word"`, "word", false},
		{"7", "\"a\xffb\"", "a\ufffdb", true},
		{"7", `"\ud800"`, "\ufffd", true},
		{"\xff", `"a"`, "a", false},
	} {
		got, whole := (&transcode.Context{Catalogue: known}).FieldValue(test.key, parsed(t, test.json), datatypes())
		require.Equal(t, test.want, got.GetText(), test.json)
		require.Equal(t, test.want == "", got == nil, test.json)
		require.Equal(t, !test.lost, whole, test.json)
	}
	day, whole := (&transcode.Context{Catalogue: known}).FieldValue("5", parsed(t, `"2026-01-02 03:04:05"`), datatypes())
	require.Equal(t, "2026-01-02", day.GetDate())
	require.False(t, whole, "the time of day is lost")
	unread, whole := (&transcode.Context{Catalogue: known}).FieldValue("5", parsed(t, `"soon"`), datatypes())
	require.Equal(t, `"soon" not a date`, unread.GetRawText()+" "+unread.GetParseError())
	require.True(t, whole, "the value has the JSON")
}
