package main

import (
	"fmt"
	"strings"
)

// packagePrefix is what the generator writes before each name. The API has one package, and generated classes get these names.
const packagePrefix = "crmstream.v1."

// shorten removes the package from the names of schemas and from the references to them.
func shorten(doc, schemas object) error {
	for name, schema := range schemas {
		short := strings.TrimPrefix(name, packagePrefix)
		if short == name {
			continue
		}
		if _, taken := schemas[short]; taken {
			return fmt.Errorf("two schemas are called %s", short)
		}
		delete(schemas, name)
		schemas[short] = schema
	}
	shortenReferences(doc)
	return nil
}

func shortenReferences(value any) {
	switch value := value.(type) {
	case object:
		if reference, ok := value["$ref"].(string); ok {
			value["$ref"] = strings.Replace(reference, schemaPrefix+packagePrefix, schemaPrefix, 1)
		}
		for _, child := range value {
			shortenReferences(child)
		}
	case []any:
		for _, child := range value {
			shortenReferences(child)
		}
	}
}

// simplify removes from a schema the rule that at most one of its members is set. All these members are among its properties
// too. From the rule, generators make a union of objects, which accepts no value that was read.
func simplify(schemas object) {
	for _, value := range schemas {
		if schema, _ := value.(object); schema["properties"] != nil {
			delete(schema, "oneOf")
		}
	}
}

// nameOperation names an operation after its method, which becomes the name of a function in clients. The generator numbers the
// second HTTP form of a method, which is the POST of what the first form has in its query.
func nameOperation(operation object, verb string) error {
	given, _ := operation["operationId"].(string)
	_, name, ok := strings.Cut(given, "_")
	if !ok {
		return fmt.Errorf("operation id %q is not SERVICE_METHOD", given)
	}
	name, second := strings.CutSuffix(name, "_1")
	switch {
	case strings.Contains(name, "_"), second && verb != "post":
		return fmt.Errorf("operation id %q: only the second way to call a method is known, and to POST", given)
	case second:
		name += "ByPost"
	}
	operation["operationId"] = name
	return nil
}
