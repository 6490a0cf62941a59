package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWritesTakeAKeyAndNoRecordsInTheQuery finishes an update and a delete.
func TestWritesTakeAKeyAndNoRecordsInTheQuery(t *testing.T) {
	const update = `{
  "paths": {"/v1/things": {"get": {
    "operationId": "ThingsService_UpdateThing",
    "parameters": [{"name": "id", "in": "path"}, {"name": "updateMask", "in": "query"}, {"name": "expected.id", "in": "query"}],
    "requestBody": {"required": true},
    "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/crmstream.v1.UpdateThingResponse"}}}}}
  }}},
  "components": {"schemas": {"crmstream.v1.UpdateThingResponse": {"properties": {
    "upstreamRequests": {"type": "integer"}, "notices": {"type": "array"},
    "thing": {"$ref": "#/components/schemas/crmstream.v1.Thing"},
    "receipt": {"$ref": "#/components/schemas/crmstream.v1.WriteReceipt"}
  }}}}
}`
	key := object{"$ref": "#/components/parameters/idempotencyKey"}
	operation := finished(t, update)
	require.Equal(t, []any{object{"name": "id", "in": "path"}, object{"name": "updateMask", "in": "query"}, key}, operation["parameters"])
	require.Equal(t, bodyIsMask+" "+plainValues, operation["requestBody"].(object)["description"])

	operation = finished(t, strings.NewReplacer(`"requestBody": {"required": true},`, "", "updateMask", "proof").Replace(update))
	require.Equal(t, []any{object{"name": "id", "in": "path"}, object{"name": "proof", "in": "query"}, key}, operation["parameters"])
	require.NotContains(t, operation, "requestBody")

	var out bytes.Buffer
	require.NoError(t, run(strings.NewReader(update), &out))
	var doc struct {
		Components struct{ Schemas map[string]object }
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &doc))
	require.Equal(t, []any{"notices", "receipt", "upstreamRequests"}, doc.Components.Schemas["UpdateThingResponse"]["required"])
}
