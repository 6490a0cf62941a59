package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestUploadsTakeAForm finishes an upload, whose body was described by the messages of its stream.
func TestUploadsTakeAForm(t *testing.T) {
	const upload = `{
  "paths": {"/v1/things": {"get": {
    "operationId": "FilesService_UploadFiles",
    "parameters": [{"name": "source", "in": "path"}],
    "requestBody": {"required": true, "content": {"application/json": {"schema": {"properties": {
      "header": {"$ref": "#/components/schemas/crmstream.v1.UploadHeader"},
      "file": {"$ref": "#/components/schemas/crmstream.v1.UploadFile"},
      "chunk": {"type": "string"}
    }}}}},
    "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/crmstream.v1.UploadFilesResponse"}}}}}
  }}},
  "components": {"schemas": {
    "crmstream.v1.UploadHeader": {"properties": {"resource": {"type": "string", "description": "For whom."}, "requestId": {"type": "string"}}},
    "crmstream.v1.UploadFile": {"properties": {"name": {"type": "string"}}},
    "crmstream.v1.UploadFilesResponse": {"properties": {"upstreamRequests": {"type": "integer"}, "files": {"type": "array"}}}
  }}
}`
	operation := finished(t, upload)
	require.Contains(t, operation["parameters"], object{"$ref": "#/components/parameters/idempotencyKey"})
	bodies := operation["requestBody"].(object)["content"].(object)
	require.Len(t, bodies, 1)
	form := bodies["multipart/form-data"].(object)["schema"].(object)
	require.Equal(t, object{"type": "string", "description": "For whom."}, form["properties"].(object)["resource"])
	require.Equal(t, "array", form["properties"].(object)["file"].(object)["type"])
	require.Equal(t, []any{"resource", "file"}, form["required"])

	var out bytes.Buffer
	require.NoError(t, run(strings.NewReader(upload), &out))
	var doc struct {
		Components struct{ Schemas map[string]object }
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &doc))
	require.NotContains(t, doc.Components.Schemas, "UploadHeader", "the stream's messages are not in the document")
	require.NotContains(t, doc.Components.Schemas, "UploadFile")
	require.Equal(t, []any{"files", "upstreamRequests"}, doc.Components.Schemas["UploadFilesResponse"]["required"])
	require.Error(t, run(strings.NewReader(strings.ReplaceAll(upload, `"resource"`, `"other"`)), &out))
}
