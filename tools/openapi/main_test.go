package main

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const list = `{
  "paths": {"/v1/things": {"get": {
    "operationId": "ThingsService_ListThings",
    "summary": "ListThings streams things. Cost: one\nrequest.",
    "parameters": [{"name": "limit", "in": "query"}],
    "responses": {
      "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/crmstream.v1.ListThingsResponse"}}}},
      "default": {"description": "to be replaced"}
    }
  }}},
  "components": {"schemas": {"crmstream.v1.ListThingsResponse": {"properties": {
    "notices": {"type": "array", "items": {"$ref": "#/components/schemas/crmstream.v1.Notice"}},
    "recordErrors": {"type": "array", "items": {"$ref": "#/components/schemas/crmstream.v1.RecordError"}},
    "progress": {"$ref": "#/components/schemas/crmstream.v1.Progress"},
    "summary": {"$ref": "#/components/schemas/crmstream.v1.Summary"},
    "things": {"type": "array", "items": {"$ref": "#/components/schemas/crmstream.v1.Thing"}}
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
	require.Len(t, bodies, 1, "a client that is generated knows one type of an answer")
	lines := responses["200"].(object)[linesKey].(object)["application/x-ndjson"].(object)["schema"].(object)["anyOf"].([]any)
	require.Equal(t, object{"$ref": "#/components/schemas/Thing"}, lines[0])

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
	response := doc.Components.Schemas["ListThingsResponse"]
	require.ElementsMatch(t, []any{"things", "summary"}, response["required"])
	require.NotContains(t, response["properties"], "progress")
	require.Contains(t, response["properties"], "things")
}

func TestOtherOperationsGetErrorsOnly(t *testing.T) {
	operation := finished(t, strings.ReplaceAll(list, `"summary": {"$ref"`, `"other": {"$ref"`))
	require.Len(t, operation["parameters"], 1)
	responses := operation["responses"].(object)
	require.Equal(t, object{"$ref": "#/components/responses/Error"}, responses["default"])
	require.NotContains(t, responses["200"], linesKey)
}

func TestLookUpsHaveAllTheirParts(t *testing.T) {
	const lookUp = `{
  "paths": {"/v1/things": {"get": {
    "operationId": "ThingsService_BatchGetThings",
    "parameters": [{"name": "ids", "in": "query"}, {"name": "includeRaw", "in": "query"}],
    "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/crmstream.v1.BatchGetThingsResponse"}}}}}
  }}},
  "components": {"schemas": {"crmstream.v1.BatchGetThingsResponse": {"properties": {
    "upstreamRequests": {"type": "integer"},
    "things": {"type": "array", "items": {"$ref": "#/components/schemas/crmstream.v1.Thing"}}
  }}}}
}`
	var out bytes.Buffer
	require.NoError(t, run(strings.NewReader(lookUp), &out))
	var doc struct {
		Components struct{ Schemas map[string]object }
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &doc))
	require.Equal(t, []any{"things", "upstreamRequests"}, doc.Components.Schemas["BatchGetThingsResponse"]["required"])
	operation := finished(t, lookUp)
	require.NotNil(t, parameterOf(operation, "ids", "query"))
	require.Nil(t, parameterOf(operation, "includeRaw", "query"))
	require.NotContains(t, operation["responses"].(object)["200"], linesKey)
}

// TestAtMostOneIsNoUnion guards that a message of which one member is set is an object for generators. Lines stay a union.
func TestAtMostOneIsNoUnion(t *testing.T) {
	schemas := object{
		"Value": object{"properties": object{"text": object{}}, "oneOf": []any{object{"required": []any{"text"}}}},
		"Other": object{"oneOf": []any{object{}}},
	}
	simplify(schemas)
	require.NotContains(t, schemas["Value"], "oneOf")
	require.Contains(t, schemas["Value"], "properties")
	require.Contains(t, schemas["Other"], "oneOf")
}

func TestOperationsAreNamedByTheirMethod(t *testing.T) {
	for _, test := range []struct{ given, verb, want string }{
		{"ThingsService_ListThings", "get", "ListThings"},
		{"ThingsService_ListThings_1", "post", "ListThingsByPost"},
		{"ThingsService_ListThings_1", "get", ""},
		{"ThingsService_ListThings_2", "post", ""},
		{"ListThings", "get", ""},
	} {
		operation := object{"operationId": test.given}
		err := nameOperation(operation, test.verb)
		require.Equal(t, test.want == "", err != nil, "%s %s: %v", test.verb, test.given, err)
		if err == nil {
			require.Equal(t, test.want, operation["operationId"])
		}
	}
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
		"no operation id":       `{"paths": {"/": {"get": {"responses": {}}}}, "components": {"schemas": {}}}`,
		"names that meet":       `{"paths": {}, "components": {"schemas": {"crmstream.v1.A": {}, "A": {}}}}`,
		"a message Error":       `{"paths": {}, "components": {"schemas": {"crmstream.v1.Error": {}}}}`,
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
	for name := range doc["components"].(object)["schemas"].(object) {
		require.NotContains(t, name, "crmstream")
	}
	require.NotEmpty(t, doc["servers"])
	require.NotEmpty(t, doc["info"].(object)["description"])
	lists, lookUps, writes, watches, methods := 0, 0, 0, 0, map[string]bool{}
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
			method := operation["operationId"].(string)
			require.NotContains(t, method, "_", where)
			require.NotContains(t, methods, method, where)
			methods[method] = true
			require.Len(t, bodies, 1, where)
			parameters, _ := operation["parameters"].([]any)
			key := slices.ContainsFunc(parameters, func(p any) bool {
				return p.(object)["$ref"] == "#/components/parameters/idempotencyKey"
			})
			switch {
			case strings.HasSuffix(path, ":watch"):
				watches++
				require.Contains(t, responses["200"].(object)[linesKey], "application/x-ndjson", where)
				require.Contains(t, responses["200"].(object)[linesKey], "text/event-stream", where)
			case writeMethod.MatchString(method) && method != "UpdateSmsStatus": // which writes nothing to the upstream
				writes++
				require.True(t, key, where)
			case key:
				require.Fail(t, "a read takes a key", where)
			case strings.HasSuffix(path, "/{id}"), strings.HasSuffix(path, ":batchGet"):
				lookUps++
			case strings.HasPrefix(method, "List") && method != "ListSources" && method != "ListWrites":
				lists++
				require.Contains(t, responses["200"].(object)[linesKey], "application/x-ndjson", where)
			}
		}
	}
	require.NotZero(t, lists)
	require.NotZero(t, lookUps)
	require.NotZero(t, writes)
	require.NotZero(t, watches)
}

// writeMethod matches the names of methods that write records.
var writeMethod = regexp.MustCompile(`^(Batch)?(Create|Update|Delete|Undelete|Import|Submit|Report|Set|Upload)`)

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
