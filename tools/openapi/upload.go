package main

import (
	"errors"
	"strings"
)

// isUpload reports whether a body is the first message of a stream that uploads files: it has a header and a file.
func isUpload(body object) bool {
	properties, _ := body["properties"].(object)
	return properties["header"] != nil && properties["file"] != nil && properties["chunk"] != nil
}

// bodyOf returns the schema of the JSON body of an operation, nil if there is none.
func bodyOf(operation object) object {
	request, _ := operation["requestBody"].(object)
	bodies, _ := request["content"].(object)
	body, _ := bodies["application/json"].(object)
	schema, _ := body["schema"].(object)
	return schema
}

// finishUpload describes the body of an upload as what a browser's form sends. The messages of the stream are not in the document.
func finishUpload(operation, schemas object) error {
	members := bodyOf(operation)["properties"].(object) // isUpload has checked the type
	named := map[string]object{}
	for _, name := range []string{"header", "file"} {
		member, _ := members[name].(object)
		reference, _ := member["$ref"].(string)
		name := strings.TrimPrefix(reference, schemaPrefix)
		named[name], _ = schemas[name].(object)
		delete(schemas, name)
	}
	var resource object
	for _, schema := range named {
		properties, _ := schema["properties"].(object)
		if found, ok := properties["resource"].(object); ok {
			resource = found
		}
	}
	if resource == nil {
		return errors.New("an upload whose header has no resource")
	}
	operation["requestBody"] = object{
		"required": true,
		"description": "The part `resource` comes before the files. The parts of the files may have any names, and each has a `filename`; the answer " +
			"has the files in the order in which they came.",
		"content": content("multipart/form-data", object{
			"type": "object", "required": []any{"resource", "file"},
			"properties": object{
				"resource": resource,
				"file": object{
					"type": "array", "description": "The files.",
					"items": object{"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"},
				},
			},
		}),
	}
	parameters, _ := operation["parameters"].([]any)
	operation["parameters"] = append(parameters, object{"$ref": "#/components/parameters/idempotencyKey"})
	return nil
}
