// Package gateway serves the API as JSON over HTTP. It is a client of the gRPC server in the same process, so every interceptor
// applies to its calls. The package knows the services only by their descriptors, and knows no upstream.
//
// # Decisions
//
// Unary methods that read no records are served by the generated grpc-gateway handlers. Lists are not: the generated forwarders wrap each
// message in {"result": …}, cannot write one document, and send no headers before the first message. Nor are look-ups, whose generated
// handlers read the request a second time and decode records that are only written as JSON. Instead the gateway finds these methods by
// their descriptors: a server-streaming method with a google.api.http rule is a list, or a watch if its messages have complete_until. So
// another list, look-up or watch needs no line here. A new service needs a line in services.go, which a test demands.
//
// A plain http.ServeMux routes to both. Each path has one handler, which knows the path's verbs. So 404, 405 with Allow and every
// other failure have the one error shape. HEAD is refused for lists and look-ups: it would cost the upstream as many requests as
// GET. It is refused for watches, which have no end.
//
// A watch has three forms. As a document it is a long poll: it answers with the first message that has entries or gaps, and the server
// ends it with the last token when the wait has passed. A caller without a position is answered by the first message, which comes at
// once; otherwise what comes between two polls would be missed. As lines and as events, the token of a message comes with its last
// entry and after it, and everything else of the message comes before: a client that has the token has all of the message. An entry
// has the name of its message, pushedEvent, so that all watches follow one rule. After a failure lines are cut like those of lists. A
// stream of events ends well instead, after an event with the failure: browsers always connect again after such an end, but are free not
// to do so after a cut. They connect again after the end of a watch with limit or wait too. A position that is no longer kept is 410,
// which is the one exception to grpc-gateway's table of statuses. The gateway has no heartbeats of its own: those of the server become
// bookmarks, so that a client can see that the server hangs.
//
// Query parameters are read one by one, because grpc-gateway's parser ignores unknown parameters and can be replaced only for the whole
// process.
//
// The JSON document is collected before its first byte is written, so that its HTTP status is always right. NDJSON waits for the
// first message, but no longer than five seconds: a failure before that has its own status too, and proxies see headers soon. A
// later failure becomes a last {"error": …} line and a cut connection, so that no client takes a part for the whole list.
//
// Writes are not served by the generated handlers either, since their JSON says more than their messages. In changes, null and empty
// values clear a field, but protojson reads null as if the member were absent; so the mask of an update is made from the members of
// the JSON (rewrite.go). Custom fields may be plain values. They get the member of FieldValue that has their JSON type, and the
// server converts them to the datatype that the source states for the field: the gateway knows no source. A number keeps its digits.
// The header Idempotency-Key is the request id of a write; reads ignore the header. A write that the gateway has waited for too long,
// or for which the server has gone, may have been executed; the error says so (write.go).
//
// The form of an upload becomes the messages of a client stream as it comes (form.go, upload.go); grpc-gateway has no client streams with
// variables in their paths. The part with the resource comes first, since the server must know before the files whether it takes them. A
// body has no time as a whole: its next bytes must come in time, and the server bounds the whole.
//
// Records omit unset fields: absent stays absent. Checkpoints, the summary and unary answers show zeros and empty lists, since 0
// means 0 there. The records in the answer of a look-up are the same bytes as in a list.
//
// Documents and unary answers are interactive. A caller waits for them, so they have a timeout of their own and fail instead of
// waiting for a budget. That of the document of a watch begins after its wait. Lines and events are not interactive.
//
// Records, and the answers of unary methods, are converted from their encoded form to JSON without protojson (package wirejson): it took
// most of the time of a list in JSON, since records had to be decoded first. A test there compares the result with that of protojson for
// random messages of every list and every answer, byte by byte. The output is compact and stable, which protojson's is not.
//
// The summary line of NDJSON has the resume token if there is one, so that a page of lines can be continued without checkpoints.
//
// The next page's address in Link is relative, which RFC 8288 allows. If a proxy ends TLS, the gateway does not know its own scheme,
// and it does not trust headers that claim a scheme.
//
// Foreign Host headers are refused against DNS rebinding. An IP address is never foreign, since rebinding needs a name. So health
// probes and neighbours on a LAN need no configuration. Requests that a browser sends for another site are refused. Reads are
// refused too, because they use up the upstream's budget. Following a link to a page such as /docs is allowed.
//
// An id in a path may contain any character if the character is escaped, slashes too. Three ids are not found: one dot and two dots
// alone, which clients read as another path even if they are escaped, and a slash alone, which http.ServeMux reads as the end of the
// path. No upstream has such ids, and batchGet reaches all ids. http.ServeMux has no patterns with a custom method after a variable,
// such as {id}:update, so routes.go finds these. A colon that is escaped belongs to the id.
//
// All kinds of answers but streams of events are compressed by gzip if Accept-Encoding asks for it. A compressor of the standard library takes over 1 MiB,
// and a client may stall for minutes, so no answer holds a compressor. Each piece is compressed on its own into memory, then the
// compressor goes back to a pool, and then the piece is written. Pieces end on a byte, so together they are one stream, and a client
// can read each piece as soon as it is flushed. The price is that repetitions across pieces are not found: compressed lists have
// about a quarter of their size instead of a fifth. A list that fails is cut before the end of the compressed stream.
//
// Of the request's headers only Authorization, X-Request-Id and Grpc-Timeout reach the gRPC server, with the address of the client, and
// Last-Event-ID as the resume token of a watch.
// Of the answer's headers only Crmstream-Key-Expires reaches the client. The time of a whole answer has no limit here: a client has
// five minutes for each piece (deadline.go). All wrappers of the ResponseWriter have Unwrap and FlushError.
package gateway
