// Package gateway serves the API as JSON over HTTP. It is a client of the gRPC server in the same process, so that every
// interceptor applies to its calls; it knows the services only by their descriptors, and no upstream at all.
//
// # Decisions
//
// Unary methods go through the generated grpc-gateway handlers. Lists do not: the generated forwarders wrap each message
// in {"result": …}, cannot write one document, and send no headers before the first message. Lists are found by their
// descriptors instead: a server-streaming method with a google.api.http rule is one, so another list needs no line here. A
// new service needs one in services.go, which a test demands.
//
// Routing is a plain http.ServeMux in front of both. A path has one handler that knows its verbs, which is what makes 404,
// 405 with Allow and every other failure come in the one error shape. HEAD is refused for lists and look-ups: it would
// cost the upstream as many requests as GET.
//
// Query parameters of unary methods are checked before the generated handlers see them, because grpc-gateway ignores
// unknown ones and its parser can be replaced only for the whole process.
//
// The JSON document is collected before its first byte is written, so that its status is always true. NDJSON waits for
// the first message, but no longer than five seconds: a failure before that has a true status too, and proxies see headers
// soon. After that a failure is a last {"error": …} line and a cut connection, so that no client takes a part for the whole.
//
// Records leave out what is unset: absent stays absent. Checkpoints, the summary and unary answers show zeros and empty
// lists, since there 0 means 0. The record in the answer of a look-up is the same bytes as in a list.
//
// Documents and unary answers are interactive: somebody waits for them, so they have a time limit of their own and fail rather
// than wait for a budget. Lines are not.
//
// Records are turned from their encoded form into JSON without being decoded to messages (record.go), by plans made of the
// descriptors (plan.go): most of the time of a list in JSON was spent in that detour. A test compares the result with
// protojson's for random records of every list, byte by byte. The output is compact and stable, which protojson's is not.
//
// The summary line of NDJSON has the resume token when there is one, so that a page of lines can be continued without
// asking for checkpoints.
//
// The next page's address in Link is relative (RFC 8288 allows it): behind a proxy that ends TLS, the gateway does not know
// its own scheme, and does not trust headers that claim it.
//
// Foreign Host headers are refused against DNS rebinding. An IP address is never foreign, since rebinding needs a name; that
// lets health probes and neighbours on a LAN in without configuration. Requests that a browser sends for another site are
// refused, reads too, because they spend the upstream's budget; following a link to a page such as /docs is not such a read.
//
// An id in a path may hold anything when it is escaped, slashes too. Ids that would make a path another one, such as dots
// alone, and those that start with a colon are not found: no upstream has such ids, and batchGet reaches them all.
//
// Answers of all kinds are compressed by gzip where Accept-Encoding asks for it. A compressor of the standard library takes over
// 1 MiB, and a client may stall for minutes, so no answer holds one: each piece is compressed on its own into memory, by a compressor
// that then goes back to a pool, and is written after that. Pieces end on a byte, so they make one stream, and each can be read once
// it is flushed. The price is that nothing is found that repeats from one piece to the next: lists take about a quarter of their
// size rather than a fifth. A list that fails is cut before the end of the compressed stream.
//
// Of the request's headers only Authorization, X-Request-Id and Grpc-Timeout reach the gRPC server, with the address of the client.
// Of the answer's only Crmstream-Key-Expires reaches the client. Nothing here limits the time of a whole
// answer: a client has five minutes for each piece (deadline.go). What wraps the ResponseWriter has Unwrap and FlushError.
package gateway
