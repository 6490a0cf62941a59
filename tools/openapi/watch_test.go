package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWatchesGetLinesEventsAndAHeader finishes a list that says until when all is known.
func TestWatchesGetLinesEventsAndAHeader(t *testing.T) {
	watch := strings.NewReplacer(`"summary": {"$ref": "#/components/schemas/crmstream.v1.Summary"}`, `"completeUntil": {"type": "string"}`,
		`"recordErrors": `, `"gaps": `, "RecordError", "Gap").Replace(list)
	operation := finished(t, watch)
	require.Equal(t, []any{
		object{"name": "limit", "in": "query"}, object{"$ref": "#/components/parameters/watchFormat"}, object{"$ref": "#/components/parameters/lastEventId"},
	}, operation["parameters"])
	responses := operation["responses"].(object)
	require.Equal(t, object{"$ref": "#/components/responses/Error"}, responses["410"])
	success := responses["200"].(object)
	require.Len(t, success["content"], 1)
	require.Len(t, success[linesKey], 2)
	for mediaType, content := range success[linesKey].(object) {
		lines := content.(object)["schema"].(object)["anyOf"].([]any)
		require.Equal(t, line("thing", ref("Thing"))["properties"], lines[0].(object)["properties"], mediaType)
	}

	var out bytes.Buffer
	require.NoError(t, run(strings.NewReader(watch), &out))
	var doc struct {
		Components struct{ Schemas map[string]object }
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &doc))
	require.Equal(t, []any{"things", "resumeToken", "gaps", "notices"}, doc.Components.Schemas["ListThingsResponse"]["required"])
	require.Error(t, run(strings.NewReader(strings.ReplaceAll(watch, `{"$ref": "#/components/schemas/crmstream.v1.Thing"}`, `{"type": "string"}`)), &out))
}
