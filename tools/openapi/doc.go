// Command openapi finishes the OpenAPI document that grpc-gateway's generator leaves unfinished. It reads the merged document on
// standard input and writes the published one to standard output; tools/generate.sh runs it.
//
// The generator describes plain gRPC transcoding, and the gateway (server/gateway) differs from it in seven ways. So this
// command describes what clients get:
//
//   - every failure has the body {"error": {"code", "status", "message", "details"}};
//   - a list is one JSON document or, on request, one JSON value a line (application/x-ndjson), chosen by the Accept header
//     or the parameter format;
//   - a watch is a long poll and, in the same way, lines or events; it takes the header Last-Event-ID;
//   - the answer of a look-up always has all its parts, zeros and empty lists too;
//   - a write takes the header Idempotency-Key, plain values of custom fields, and no records in its query;
//   - an upload, which is a client stream, is one request with a multipart body (tools/unary shows the generator a unary method);
//   - a comment's first sentence is the summary of an operation and the rest its description.
//
// It also makes the document suitable for generators of clients: names of schemas without the package, operations named by
// their methods, no unions. clients/openapi proves this with two generators. tools/plugins/openapi.json has the parts that all
// documents have (title, description, servers).
//
// Decisions: the document is handled as generic JSON, because a typed model of OpenAPI would be larger than the command. Keys
// are written sorted, which keeps diffs small. A list is recognised by its response, a List…Response with a summary; a watch by one with completeUntil; a write
// by a response with a receipt, a look-up by one that has its cost. Lines are described in x-lines of the response and not in its content: openapi-fetch makes a
// union of all contents, and then no program that reads a document compiles. OpenAPI 3.2 has itemSchema for line streams, but
// few readers know 3.2 yet: the schema in x-lines describes one line.
package main
