package main

import "strings"

// content is a body of one media type.
func content(mediaType string, schema object) object {
	return object{mediaType: object{"schema": schema}}
}

// ref points to a component's schema.
func ref(name string) object {
	return object{"$ref": schemaPrefix + name}
}

// errorBodySchema describes the body of every failure. Its name differs from its property's name: generators of Python would
// otherwise give both the same variable name.
func errorBodySchema() object {
	return object{"type": "object", "description": "The body of every failure.", "required": []any{"error"}, "properties": object{"error": ref("Error")}}
}

// errorSchema describes a failure.
func errorSchema() object {
	return object{
		"type":        "object",
		"description": "Why a call failed.",
		"required":    []any{"code", "status", "message"},
		"properties": object{
			"code":    object{"type": "integer", "description": "HTTP status."},
			"status":  object{"type": "string", "description": "Name of the gRPC code, such as INVALID_ARGUMENT."},
			"message": object{"type": "string", "description": "What happened, for people."},
			"details": object{
				"type":        "array",
				"description": "google.rpc details: ErrorInfo, whose reason is one of ErrorReason, BadRequest, RetryInfo, QuotaFailure.",
				"items": object{
					"type":                 "object",
					"properties":           object{"@type": object{"type": "string"}},
					"additionalProperties": true,
				},
			},
		},
	}
}

// lineSchema describes one line of a list sent as application/x-ndjson.
func lineSchema(record object) object {
	token := object{"type": "string", "description": "Continues after the line before, as resumeToken of a request."}
	summary := line("summary", ref("Summary"))
	summary["properties"].(object)["resumeToken"] = token
	return object{
		"description": "One line: a record, what is said besides records, the error that ended the list (the connection is cut after it) or, " +
			"always last when all went well, its summary. An empty line is a heartbeat.",
		"anyOf": []any{
			record,
			line("recordError", ref("RecordError")),
			line("notice", ref("Notice")),
			line("checkpoint", object{
				"type":       "object",
				"required":   []any{"resumeToken"},
				"properties": object{"resumeToken": token, "progress": ref("Progress")},
			}),
			summary,
			ref("ErrorBody"),
		},
	}
}

// watchLineSchema describes one line of a watch, or the data of one event. An entry, of which the reference is given, has the name of its
// message.
func watchLineSchema(entry, description string) object {
	name := strings.TrimPrefix(entry, schemaPrefix)
	return object{
		"description": description,
		"anyOf": []any{
			line(strings.ToLower(name[:1])+name[1:], ref(name)),
			line("gap", ref("Gap")),
			line("notice", ref("Notice")),
			line("bookmark", object{
				"type":     "object",
				"required": []any{"resumeToken"},
				"properties": object{
					"resumeToken": object{"type": "string", "description": "Continues the watch after the lines before, as resumeToken of a request."},
					"completeUntil": object{
						"type": "string", "format": "date-time", "description": "Everything that was received until this time is in the lines before.",
					},
					"end": ref("EndReason"),
				},
			}),
			ref("ErrorBody"),
		},
	}
}

// line is an object with one required property.
func line(name string, schema object) object {
	return object{"type": "object", "required": []any{name}, "properties": object{name: schema}}
}

// What the body of a write may have besides what its schema says.
const (
	bodyIsMask = "The fields to change. Without `updateMask` these are the members of the body and the keys of its `fields`: null, an " +
		"empty text or an empty array clears a field. With `updateMask` they are the fields that it names."
	plainValues = "A custom field may be a plain value instead of an object: a text, a number, true or false, or an array of texts."
)

// idempotencyParameter is the header for the request id of a write.
func idempotencyParameter() object {
	return object{
		"name": "Idempotency-Key", "in": "header",
		"description": "The request id of the write, instead of `requestId`: one for each intent, the same on every retry. 1 to 255 visible " +
			"characters, bare or in double quotes.",
		"schema": object{"type": "string"},
	}
}

// formatParameter is the alternative to the Accept header, for callers that cannot set one.
func formatParameter(names ...any) object {
	return object{
		"name": "format", "in": "query",
		"description": "Overrides the Accept header.",
		"schema":      object{"type": "string", "enum": names},
	}
}

// lastEventParameter is the header that continues a watch.
func lastEventParameter() object {
	return object{
		"name": "Last-Event-ID", "in": "header",
		"description": "The resume token of a watch, as browsers send it when they connect again. It has precedence over `resumeToken` and `start`.",
		"schema":      object{"type": "string"},
	}
}

// checkpointsParameter asks for resume tokens between the lines.
func checkpointsParameter() object {
	return object{
		"name": "checkpoints", "in": "query",
		"description": "Adds checkpoint lines to application/x-ndjson.",
		"schema":      object{"type": "boolean"},
	}
}
