package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const list = `{
  "paths": {"/v1/things": {"get": {
    "summary": "ListThings streams things. Cost: one\nrequest.",
    "parameters": [{"name": "limit", "in": "query"}],
    "responses": {
      "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/v1.ListThingsResponse"}}}},
      "default": {"description": "to be replaced"}
    }
  }}},
  "components": {"schemas": {"v1.ListThingsResponse": {"properties": {
    "notices": {"type": "array", "items": {"$ref": "#/components/schemas/v1.Notice"}},
    "recordErrors": {"type": "array", "items": {"$ref": "#/components/schemas/v1.RecordError"}},
    "progress": {"$ref": "#/components/schemas/v1.Progress"},
    "summary": {"$ref": "#/components/schemas/v1.Summary"},
    "things": {"type": "array", "items": {"$ref": "#/components/schemas/v1.Thing"}}
  }}}}
}`

// finished runs the command on a document and returns the only operation of the result.
func finished(t *testing.T, document string) object {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, run(strings.NewReader(document), &out))
	var doc struct {
		Paths map[string]map[string]object
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &doc))
	return doc.Paths["/v1/things"]["get"]
}

func TestListGetsLinesParametersAndErrors(t *testing.T) {
	operation := finished(t, list)
	require.Equal(t, "ListThings streams things.", operation["summary"])
	require.Equal(t, "Cost: one request.", operation["description"])

	responses := operation["responses"].(object)
	require.Equal(t, object{"$ref": "#/components/responses/Error"}, responses["default"])
	bodies := responses["200"].(object)["content"].(object)
	require.Contains(t, bodies, "application/json")
	lines := bodies["application/x-ndjson"].(object)["schema"].(object)["anyOf"].([]any)
	require.Equal(t, object{"$ref": "#/components/schemas/v1.Thing"}, lines[0])

	parameters := operation["parameters"].([]any)
	require.Len(t, parameters, 3)
	require.Equal(t, object{"$ref": "#/components/parameters/format"}, parameters[1])
}

func TestDocumentHasNoProgress(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(strings.NewReader(list), &out))
	var doc struct {
		Components struct{ Schemas map[string]object }
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &doc))
	response := doc.Components.Schemas["v1.ListThingsResponse"]
	require.ElementsMatch(t, []any{"things", "summary"}, response["required"])
	require.NotContains(t, response["properties"], "progress")
	require.Contains(t, response["properties"], "things")
}

func TestOtherOperationsGetErrorsOnly(t *testing.T) {
	operation := finished(t, strings.ReplaceAll(list, `"summary": {"$ref"`, `"other": {"$ref"`))
	require.Len(t, operation["parameters"], 1)
	responses := operation["responses"].(object)
	require.Equal(t, object{"$ref": "#/components/responses/Error"}, responses["default"])
	require.NotContains(t, responses["200"].(object)["content"], "application/x-ndjson")
}

func TestLookUpsHaveAllTheirParts(t *testing.T) {
	const lookUp = `{
  "paths": {"/v1/things": {"get": {
    "parameters": [{"name": "ids", "in": "query"}, {"name": "includeRaw", "in": "query"}],
    "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/v1.BatchGetThingsResponse"}}}}}
  }}},
  "components": {"schemas": {"v1.BatchGetThingsResponse": {"properties": {
    "upstreamRequests": {"type": "integer"},
    "things": {"type": "array", "items": {"$ref": "#/components/schemas/v1.Thing"}}
  }}}}
}`
	var out bytes.Buffer
	require.NoError(t, run(strings.NewReader(lookUp), &out))
	var doc struct {
		Components struct{ Schemas map[string]object }
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &doc))
	require.Equal(t, []any{"things", "upstreamRequests"}, doc.Components.Schemas["v1.BatchGetThingsResponse"]["required"])
	operation := finished(t, lookUp)
	require.NotNil(t, parameterOf(operation, "ids", "query"))
	require.Nil(t, parameterOf(operation, "includeRaw", "query"))
	require.NotContains(t, operation["responses"].(object)["200"].(object)["content"], "application/x-ndjson")
}

func TestSplitComment(t *testing.T) {
	for name, test := range map[string]struct{ before, after object }{
		"two sentences": {
			before: object{"summary": "Lists things. Costs\none request."},
			after:  object{"summary": "Lists things.", "description": "Costs one request."},
		},
		"one sentence": {
			before: object{"summary": "Lists things."},
			after:  object{"summary": "Lists things."},
		},
		"split by its author": {
			before: object{"summary": "Lists things.", "description": "One. Two."},
			after:  object{"summary": "Lists things.", "description": "One. Two."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			splitComment(test.before, test.before["summary"].(string))
			require.Equal(t, test.after, test.before)
		})
	}
}

func TestRunRefusesWhatTheGeneratorDoesNotGive(t *testing.T) {
	for name, document := range map[string]string{
		"not JSON":              `openapi: 3.1.0`,
		"no schemas":            `{"paths": {}}`,
		"no paths":              `{"components": {"schemas": {}}}`,
		"path of another kind":  `{"paths": {"/": 1}, "components": {"schemas": {}}}`,
		"method of other kind":  `{"paths": {"/": {"get": 1}}, "components": {"schemas": {}}}`,
		"operation, no answers": `{"paths": {"/": {"get": {}}}, "components": {"schemas": {}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			require.Error(t, run(strings.NewReader(document), &bytes.Buffer{}))
		})
	}
}

// TestPublishedDocumentResolves reads the generated document: every reference in it must lead somewhere, every variable of a
// path must be a parameter, every failure must have the one shape, and every list must offer lines.
func TestPublishedDocumentResolves(t *testing.T) {
	data, err := os.ReadFile("../../gen/openapi/crmstream.openapi.json")
	require.NoError(t, err)
	var doc object
	require.NoError(t, json.Unmarshal(data, &doc))

	references := collect(doc, nil)
	require.NotEmpty(t, references)
	for _, reference := range references {
		var at any = doc
		for step := range strings.SplitSeq(strings.TrimPrefix(reference, "#/"), "/") {
			at = at.(object)[step]
			require.NotNil(t, at, reference)
		}
	}
	lists, lookUps := 0, 0
	for path, item := range doc["paths"].(object) {
		for verb, operation := range item.(object) {
			operation := operation.(object)
			where := verb + " " + path
			for name := range variablesOf(path) {
				require.Contains(t, operation["parameters"], parameterOf(operation, name, "path"), where)
			}
			responses := operation["responses"].(object)
			require.Equal(t, object{"$ref": "#/components/responses/Error"}, responses["default"], where)
			bodies := responses["200"].(object)["content"].(object)
			_, method, _ := strings.Cut(operation["operationId"].(string), "_")
			switch {
			case strings.HasSuffix(path, "/{id}"), strings.HasSuffix(path, ":batchGet"):
				lookUps++
				require.Len(t, bodies, 1, where)
			case strings.HasPrefix(method, "List") && method != "ListSources":
				lists++
				require.Contains(t, bodies, "application/x-ndjson", where)
			}
		}
	}
	require.NotZero(t, lists)
	require.NotZero(t, lookUps)
}

// variablesOf returns the names in braces of a path.
func variablesOf(path string) map[string]bool {
	names := map[string]bool{}
	for _, part := range strings.Split(path, "{")[1:] {
		name, _, _ := strings.Cut(part, "}")
		names[name] = true
	}
	return names
}

// parameterOf returns a parameter of an operation that must be given, nil if there is none.
func parameterOf(operation object, name, in string) any {
	parameters, _ := operation["parameters"].([]any)
	for _, p := range parameters {
		if p := p.(object); p["name"] == name && p["in"] == in && p["required"] == true {
			return p
		}
	}
	return nil
}

// collect returns found and the values of all $ref keys in value.
func collect(value any, found []string) []string {
	switch value := value.(type) {
	case object:
		if reference, ok := value["$ref"].(string); ok {
			found = append(found, reference)
		}
		for _, child := range value {
			found = collect(child, found)
		}
	case []any:
		for _, child := range value {
			found = collect(child, found)
		}
	}
	return found
}
