// Package rest is the HTTP client of all connectors: pacing, retry, size limits and redaction live here and nowhere
// else. A connector says what to ask and how to read a refusal; rest decides when a request is written, how often, and
// what of a failure may be shown.
//
// # Decisions
//
// A request goes to the RoundTripper directly, not through http.Client. That client follows redirects, and on the way
// to another host it carries custom credential headers along. Here a redirect is an answer like any other, and
// ClassifyStatus calls it a misconfiguration.
//
// Authorize runs before the pacer is asked. It may itself send a request, to log in, and would wait for ever on a
// pacer that allows one request at a time.
//
// Go's transport silently repeats a GET when a reused connection turns out to be closed. What counts for a quota is
// what was written, so requests are counted by httptrace, and a repeat asks the pacer for a slot of its own, after it
// has returned the one before.
//
// A failure to connect has written nothing, so the next base URL is tried whether or not the request is safe. The
// client then stays with the base that connected until that one fails: some hosts never answer on the preferred port,
// and finding out takes ten seconds.
//
// Only safe requests are retried, and only whole: pages are emitted after they were read to the end, so a retry cannot
// repeat records. A wait that does not fit before the context's deadline is not begun, nor one of an interactive call
// for a quota, nor one of more than minutes for an upstream that is out of order.
//
// Retries are rationed by client, ten and then one for every ten calls: four tries a call would quadruple the load of an
// upstream that is down for the load it has. One more a minute keeps the nightly call retried that comes alone after an
// outage. Waits for a quota are not rationed, since they end when the upstream said so.
//
// A body must keep coming. The time of an attempt alone would let an upstream hold a stream's memory and connection for
// minutes with a byte a second. The silence before an answer has no such bound: upstreams think long about large lists.
// A body that is too large is a failure for good, since the same request would be answered alike; the limit holds for
// what is unpacked, so that it is also the end of a small body that unpacks to gigabytes. Where a request has a size, the
// connector asks for half as much, and Fitting remembers that for the operation. Small answers double it again, or one fat
// record would cost requests until the next start. Requests that prove the end of a list keep their size, since fewer rows
// would prove something else.
//
// What a body is, the body says, and labels only where it does not. PHP labels JSON as a web page, proxies unpack and keep
// the label, and web servers add the charset of their configuration to JSON that is UTF-8. So gzip and zlib are told by
// their first bytes and JSON by its beginning; a byte order mark wins over a declared charset. A declared charset is
// obeyed, unless the body is valid UTF-8 with several letters beyond ASCII, which text in another charset is not by
// chance: then UTF-8 is read, and a notice says so. gzip is asked for here rather than left to Go's transport, which
// trusts the label.
//
// Body is always UTF-8 text without a mark. Bytes that were not valid in the charset are U+FFFD there, counted by a
// notice that travels with the parsed JSON to every page that is read from it. UTF-8 itself is neither checked nor copied
// here: the transcoder looks at each text anyway, and counts what it has to replace.
//
// Addresses that only a cloud's own machines reach are refused where the connection is made, not where the configuration
// is read: a name may resolve to another address by then. Private networks stay allowed, since CRMs run on premises.
//
// Errors of the transport are kept as text only. Many of them, a dial timeout for one, claim to be
// context.DeadlineExceeded, and a caller would take the upstream's slowness for the end of its own time.
//
// An error's text is for callers and has words of ours only: what an upstream says, and where it is, would tell them what is
// nobody's business, and may repeat the request with its credentials. That is in the error's Detail, for the log. There the
// secrets of Options and what Authorize adds to requests are hidden, in whatever encoding they come (package redact), and
// before anything is quoted or cut. Names of charsets and encodings are told where they are ones that there are. Of the answer
// to a login, and of one that was to be records, however malformed, the log has the size alone: customers' data have no place
// there.
package rest
