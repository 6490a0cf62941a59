// Command openapi finishes the OpenAPI document that grpc-gateway's generator leaves unfinished. It reads the merged document on
// standard input and writes the published one to standard output; tools/generate.sh runs it.
//
// The generator describes plain gRPC transcoding, and our gateway (server/gateway) differs from it in four ways, so this
// command says what clients get:
//
//   - every failure has the body {"error": {"code", "status", "message", "details"}};
//   - a list is one JSON document or, on request, one JSON value a line (application/x-ndjson), chosen by the Accept header
//     or the parameter format;
//   - the answer of a look-up always has all its parts, zeros and empty lists too;
//   - a comment's first sentence is the summary of an operation and the rest its description.
//
// It also makes the document one that clients can be generated of: schemas without the package in their names, operations named by
// their methods, no unions. clients/openapi proves that with two generators. What all documents have (title, description, servers)
// stands in tools/plugins/openapi.json.
//
// Decisions: the document is handled as generic JSON, because a typed model of OpenAPI would be larger than the command. Keys come
// out sorted, which keeps diffs small. Lists are recognised by their response, a List…Response with a summary; look-ups by a
// response that says what it cost. Lines are described in x-lines of the response and not in its content: openapi-fetch makes a
// union of all contents, and then no program that reads a document compiles. OpenAPI 3.2 has itemSchema for line streams, but few
// readers know 3.2 yet: the schema in x-lines describes one line.
package main
