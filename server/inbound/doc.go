// Package inbound receives the requests that upstreams make of us over HTTP: pushed events, text messages to be sent, telephone
// calls to be placed. It knows no upstream, and stores nothing: an endpoint's Answer does.
//
// # Decisions
//
// The token in the path is the only secret of most requests. So a wrong token, a wrong path, a wrong method and a foreign network
// get the same answer, byte by byte, after the same work. The answer is sent before a refusal of a known endpoint is counted and
// logged, so that the work for that is not measured from outside.
//
// The token is looked up before the body is read, and before a place is taken: without a token, nobody keeps others from places,
// and memory holds no body. `Expect: 100-continue` is answered when the body is first read, and so for right tokens only.
//
// A request that finds no place is refused at once. Waiting is no option: a person waits for the upstream's page meanwhile.
//
// A body that has come whole is given to Answer, though the caller may have hung up by then: some callers do not wait for answers.
//
// Forms are read by a parser of our own. net/url drops a parameter with a raw `;` or a broken `%`, and so the text of a message.
//
// net/http removes the headers by which a request with two lengths could be known: Transfer-Encoding beside Content-Length, and
// Transfer-Encoding of HTTP/1.0. A proxy in front may have seen the other length. So the connection is closed after every request
// that came in chunks, or by HTTP/1.0 without a Content-Length, and what follows on it is not read as a request (RFC 9112, 6.1).
//
// Requests that are no HTTP are answered by net/http itself: 400, 417, 431, 501 and 505, without our headers.
//
// # Rejected
//
// A queue for places: see above. A limit of requests for each client address: an upstream sends from few addresses, often one. A body
// for the reasons of refusals: callers are programs that do not read it, and strangers.
package inbound
