// Package rest is the HTTP client of all connectors: pacing, retry, size limits and redaction are here and nowhere else. A
// connector builds the request and classifies a refusal. rest decides when and how often a request is written, and what of a
// failure may be shown.
//
// # Decisions
//
// A request goes to the RoundTripper directly, not through http.Client. http.Client follows redirects, and sends custom
// credential headers to the other host. Here a redirect is an answer like any other, and ClassifyStatus returns
// KindMisconfigured for it.
//
// Authorize runs before the pacer is asked. Authorize may itself send a request, to log in, and would otherwise wait for ever
// for a pacer that allows one request at a time.
//
// A slot of the pacer comes before the memory for the answer. Scans that wait for a budget could otherwise hold all memory for an hour,
// and stop all other sources. A slot for which there is no memory is returned unsent, which costs nothing: the page that holds the
// memory may need the slot. Then the exchange waits for memory alone, and for a slot only for a moment while it has memory. A failed
// answer gives its memory up before the wait for a retry. Only a repeat of the transport's own, which has a connection already, keeps its
// memory while it waits for a slot, at most until the end of the attempt.
//
// Go's transport silently repeats a GET when a reused connection turns out to be closed. Upstreams count written requests, so
// requests are counted by httptrace. A repeat returns the slot of the request before and asks the pacer for another.
//
// A failure to connect has written nothing, so the next base URL is tried whether or not the request is safe. The client then
// stays with the base that connected until it fails: some hosts never answer on the preferred port, and each try takes ten
// seconds.
//
// Only safe requests are retried, and only whole: pages are emitted after they were read to the end, so a retry cannot repeat
// records. There are three waits that a call does not begin: a wait beyond the context's deadline, a wait for a quota in an
// interactive call, and a wait of more than some minutes for an upstream that is out of order.
//
// A write is a request with Sending. It is sent once, over a new connection by HTTP/1.1: the end of a connection that was used before
// leaves open whether the upstream has read the request, and Go's HTTP/2 client repeats requests by itself. After a failure the upstream
// may have executed the write, unless no connection was made or Classify returned NotExecuted. The doubt is the default, so that
// a connector that forgets a case makes no double. A failure to connect still leads to the next base URL.
//
// Each client has ten retries and gets one more for every ten calls: four tries a call would quadruple the load of an
// overloaded upstream. It also gets one more a minute, so that a single nightly call after an outage is retried. Retries after
// a wait for a quota are not limited, since the upstream has said when the quota comes back.
//
// A body must keep coming. With a bound on the attempt alone, an upstream could block a stream's memory and connection for
// minutes with a byte a second. The silence before an answer has no such bound, since upstreams need long for large lists.
//
// The content of an upload is not in memory. It is read anew with each attempt, so an upload can be retried. A fixed time for an
// attempt would be too short for a slow line, or too long for an upstream that hangs: so the time begins anew with each piece of the
// content that the upstream takes.
//
// A body that is too large is not retried, since the same request would get the same answer. The limit applies to the unpacked
// body, and so also stops a small body that unpacks to gigabytes. Where a request has a size, the connector asks for half as
// much, and Fitting keeps the bound for the operation. Small answers double the bound again; otherwise one large record would
// cost requests until the next start. Requests that prove the end of a list keep their size, since fewer rows would prove
// something else.
//
// The body decides what it is, and labels only where the body does not show it. PHP labels JSON as a web page, proxies unpack
// and keep the label, and web servers add the charset of their configuration to JSON in UTF-8. So gzip, zlib and JSON are
// recognized by their first bytes, and a byte order mark overrules a declared charset. A declared charset is obeyed, unless the
// body is valid UTF-8 with several letters beyond ASCII, which text in another charset is not by chance. Then the body is read
// as UTF-8, and a notice says so. rest itself asks for gzip, since Go's transport trusts the label.
//
// Response.Body is always UTF-8 text without a mark. Bytes that were not valid in the charset are U+FFFD there. A notice counts
// them, and goes with the parsed JSON to every page that is read from it. A body in UTF-8 is neither checked nor copied here:
// the transcoder reads each text anyway, and counts what it has to replace.
//
// Addresses that only a cloud's own machines reach are refused where the connection is made, not where the configuration
// is read: a name may resolve to another address by then. Private networks stay allowed, since CRMs run on premises.
//
// Errors of the transport are kept as text only. Many of them, such as a dial timeout, match context.DeadlineExceeded, and a
// caller would take a slow upstream for the end of its own deadline.
//
// An error's text is for callers and has only our own words: the upstream's words and address are not for callers, and may
// repeat the request with its credentials. They are in the error's Detail, for the log. There the secrets of Options and what
// Authorize adds to requests are hidden, in any encoding (package redact), before the text is quoted or cut. An error's text
// names a charset or an encoding only if it exists. For the answer to a login, and for an answer that should be records,
// however malformed, the log has only the size, since it must not hold customers' data.
package rest
