package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

// object is a JSON object of the document.
type object = map[string]any

const (
	schemaPrefix = "#/components/schemas/"
	// linesKey is the key for the description of a response's lines, as content describes its document. If lines were in
	// content too, generators would make a union of both, which a program cannot use without a check of what it received.
	linesKey = "x-lines"
)

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
}

// run reads a document from in and writes the finished one to out.
func run(in io.Reader, out io.Writer) error {
	var doc object
	if err := json.NewDecoder(in).Decode(&doc); err != nil {
		return fmt.Errorf("read document: %w", err)
	}
	if err := finish(doc); err != nil {
		return err
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}

// finish changes doc in place. It fails when doc is not what the generator is known to give.
func finish(doc object) error {
	paths, hasPaths := doc["paths"].(object)
	components, _ := doc["components"].(object)
	schemas, hasSchemas := components["schemas"].(object)
	if !hasPaths || !hasSchemas {
		return errors.New("document without paths or components.schemas")
	}
	if err := shorten(doc, schemas); err != nil {
		return err
	}
	simplify(schemas)
	if schemas["Error"] != nil || schemas["ErrorBody"] != nil {
		return errors.New("a message is called Error or ErrorBody, as failures are")
	}
	schemas["Error"], schemas["ErrorBody"] = errorSchema(), errorBodySchema()
	components["responses"] = object{"Error": object{
		"description": "The call failed. The HTTP status states the kind of failure; the header Retry-After, if it is there, states when to try again.",
		"content":     content("application/json", ref("ErrorBody")),
	}}
	components["parameters"] = object{
		"format": formatParameter("json", "ndjson"), "watchFormat": formatParameter("json", "ndjson", "sse"),
		"checkpoints": checkpointsParameter(), "idempotencyKey": idempotencyParameter(), "lastEventId": lastEventParameter(),
	}
	for path, item := range paths {
		methods, ok := item.(object)
		if !ok {
			return fmt.Errorf("path %s is not an object", path)
		}
		for method, op := range methods {
			operation, ok := op.(object)
			if !ok {
				return fmt.Errorf("%s %s is not an object", method, path)
			}
			if err := cmp.Or(finishOperation(operation, schemas), nameOperation(operation, method)); err != nil {
				return fmt.Errorf("%s %s: %w", method, path, err)
			}
		}
	}
	return nil
}

// finishOperation splits the comment, adds the error response and, to lists, the line stream and its parameters.
func finishOperation(operation, schemas object) error {
	responses, ok := operation["responses"].(object)
	if !ok {
		return errors.New("operation without responses")
	}
	responses["default"] = object{"$ref": "#/components/responses/Error"}
	if comment, ok := operation["summary"].(string); ok {
		splitComment(operation, comment)
	}

	success, _ := responses["200"].(object)
	bodies, _ := success["content"].(object)
	body, _ := bodies["application/json"].(object)
	schema, _ := body["schema"].(object)
	name, _ := schema["$ref"].(string)
	response, _ := schemas[strings.TrimPrefix(name, schemaPrefix)].(object)
	switch {
	case isUpload(bodyOf(operation)):
		finishLookUp(operation, response)
		if err := finishUpload(operation, schemas); err != nil {
			return err
		}
	case isWrite(response):
		finishWrite(operation, response)
	case isLookUp(response):
		finishLookUp(operation, response)
	}
	records, record, isStream := streamedRecord(response)
	switch {
	case !isStream:
		return nil
	case isWatch(response):
		return finishWatch(operation, response, records, record)
	}
	finishDocument(response, records)
	success["description"] = "One page of the list as a document. With `Accept: application/x-ndjson`, or `format=ndjson`, the whole list as lines, " +
		"whose schema is in `" + linesKey + "`: clients that are generated know one type of an answer."
	success[linesKey] = content("application/x-ndjson", lineSchema(record))
	parameters, _ := operation["parameters"].([]any)
	operation["parameters"] = append(parameters,
		object{"$ref": "#/components/parameters/format"}, object{"$ref": "#/components/parameters/checkpoints"})
	return nil
}

// splitComment makes the first sentence of a method's comment the summary and the rest the description. If the author split the
// comment by an empty line, the generator has split it already.
func splitComment(operation object, comment string) {
	if _, done := operation["description"]; done {
		return
	}
	first, rest, found := strings.Cut(strings.ReplaceAll(comment, "\n", " "), ". ")
	if !found {
		return
	}
	operation["summary"] = first + "."
	operation["description"] = rest
}

// isLookUp reports whether a response is that of a look-up: it has the number of upstream requests, and no summary.
func isLookUp(response object) bool {
	properties, _ := response["properties"].(object)
	_, cost := properties["upstreamRequests"]
	_, summary := properties["summary"]
	return cost && !summary
}

// finishLookUp says that an answer always has all its parts, and that ids must be given.
func finishLookUp(operation, response object) {
	var parts []any
	for _, name := range slices.Sorted(maps.Keys(response["properties"].(object))) { // isLookUp has checked the type
		parts = append(parts, name)
	}
	response["required"] = parts
	parameters, _ := operation["parameters"].([]any)
	for _, p := range parameters {
		if parameter, _ := p.(object); parameter["name"] == "ids" {
			parameter["required"] = true
		}
	}
}

// isWrite reports whether a response is that of a write: it has a receipt.
func isWrite(response object) bool {
	properties, _ := response["properties"].(object)
	return properties["receipt"] != nil
}

// finishWrite adds the header that names the intent, describes the body, and says that an answer always has all its parts except the
// record, which a write that was only checked does not have. It removes records from the query, where the gateway does not take them.
func finishWrite(operation, response object) {
	var parts []any
	properties := response["properties"].(object) // isWrite has checked the type
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if property, _ := properties[name].(object); name == "receipt" || property["$ref"] == nil {
			parts = append(parts, name)
		}
	}
	response["required"] = parts
	parameters, _ := operation["parameters"].([]any)
	parameters = slices.DeleteFunc(parameters, func(p any) bool {
		parameter, _ := p.(object)
		name, _ := parameter["name"].(string)
		return strings.Contains(name, ".")
	})
	operation["parameters"] = append(parameters, object{"$ref": "#/components/parameters/idempotencyKey"})
	body, ok := operation["requestBody"].(object)
	if !ok {
		return
	}
	body["description"] = plainValues
	if slices.ContainsFunc(parameters, func(p any) bool { return p.(object)["name"] == "updateMask" }) {
		body["description"] = bodyIsMask + " " + plainValues
	}
}

// finishDocument makes the schema of a stream's message that of the JSON document, which has no progress.
func finishDocument(response object, records string) {
	delete(response["properties"].(object), "progress") // streamedRecord has checked the type
	response["description"] = "One page of the list."
	response["required"] = []any{records, "summary"}
}

// isWatch reports whether a response is that of a watch: it says until when all that has come is known.
func isWatch(response object) bool {
	properties, _ := response["properties"].(object)
	return properties["completeUntil"] != nil
}

// finishWatch describes the document, the lines and the events of a watch, and adds the parameters of their formats and the failure of a
// position that is no longer kept.
func finishWatch(operation, response object, entries string, entry object) error {
	reference, _ := entry["$ref"].(string)
	if !strings.HasPrefix(reference, schemaPrefix) {
		return errors.New("the entries of a watch are no messages")
	}
	response["description"] = "What has come for a watch. Without entries: the time for waiting has passed, or the request had no position."
	response["required"] = []any{entries, "resumeToken", "gaps", "notices"}
	responses := operation["responses"].(object) // finishOperation has checked the type
	responses["410"] = object{"$ref": "#/components/responses/Error"}
	success := responses["200"].(object) // streamedRecord has found its schema
	success["description"] = "A document, as soon as something has come. With `Accept: application/x-ndjson`, or `format=ndjson`, lines for as long " +
		"as the client reads, and with `Accept: text/event-stream`, or `format=sse`, events. The schemas of both are in `" + linesKey + "`."
	success[linesKey] = object{
		"application/x-ndjson": object{"schema": watchLineSchema(reference, "One line: an entry, what is said besides entries, a bookmark after each "+
			"message of the server and every 15 seconds, or the error that ended the watch (the connection is cut after it). The last bookmark has `end`.")},
		"text/event-stream": object{"schema": watchLineSchema(reference, "The data of one event. Its name is `change` for an entry, and otherwise `gap`, "+
			"`notice`, `bookmark` or `error`. Bookmarks, and the last entry of each message of the server, have the resume token as their `id`.")},
	}
	parameters, _ := operation["parameters"].([]any)
	operation["parameters"] = append(parameters,
		object{"$ref": "#/components/parameters/watchFormat"}, object{"$ref": "#/components/parameters/lastEventId"})
	return nil
}

// streamedRecord returns the name of the records in the response of a list, or of the entries in that of a watch, and their schema. It
// reports false for any other response.
func streamedRecord(response object) (string, object, bool) {
	properties, _ := response["properties"].(object)
	if _, ok := properties["summary"]; !ok && !isWatch(response) {
		return "", nil, false
	}
	for name, property := range properties {
		if name == "recordErrors" || name == "notices" || name == "gaps" {
			continue
		}
		if array, _ := property.(object); array["type"] == "array" {
			items, ok := array["items"].(object)
			return name, items, ok
		}
	}
	return "", nil, false
}
