// Package oauth gets the access tokens of an account by OAuth 2.0 (RFC 6749): by a refresh token, or by the client's own
// credentials. A connector gets its Source with Of, and sends its requests with Source.Do in place of rest.Client.Do.
//
// # Decisions
//
// One token request serves all calls that need the token. It runs in a goroutine of its own, with a bound of a minute and
// without the context of a call: a call that is cancelled must not lose the answer, which may have the only good refresh token.
//
// A token is replaced five minutes before its end. Calls go on with the old one meanwhile, so they do not notice an outage of
// the token endpoint that ends within this time. Some upstreams end the old access token with the refresh: then the request
// of a call gets a 401, and is sent again.
//
// The life of a token counts from when its request was about to be sent, on our own clock, which does not jump: the upstream's clock is
// not read, so it may be wrong. Where the answer does not say a sensible life, an hour is assumed. A machine that sleeps, a token that
// ends too early and a call that waits long for its slot lead to a 401.
//
// After a 401 the token is replaced once, and the request is sent once more. A write is sent again too: a 401 says that the
// request was not applied (RFC 9110, section 15.5.2). Other answers that reject the token allow this only where the connector's
// Classify says NotExecuted. If the token was replaced meanwhile, the call takes the new one. Rejected tokens are replaced every 30
// seconds at most: an upstream that rejects all of them would otherwise cost a token request for each call.
//
// # Refresh tokens that change
//
// An upstream may send a new refresh token with an answer and end the old one (RFC 6749, section 6). These are the rules:
//
//   - Nothing of an answer is used before its refresh token is durable in the Store: neither the refresh token nor the access
//     token. Some upstreams (Doorkeeper with its column previous_refresh_token, RingCentral) end the old refresh token only when the
//     new access token is used. With these a crash loses nothing at any moment. Others end it after a time of grace, within which
//     a new process has to start.
//   - If the refresh token cannot be kept, since the disk is full, the answer is held. Keeping it is tried again before anything else,
//     and needs no other token request. Calls use the old access token while it is good, and fail afterwards.
//   - The refresh token of an answer is kept even if the answer is otherwise no good, for example has no access token.
//   - If the answer is lost, the request is repeated with the same refresh token. This helps if the upstream has not seen the
//     request, or has a time of grace. Otherwise the account is lost either way: the next token is nowhere, and the tokens that an upstream
//     ends when it sees an old token again (RFC 9700, section 4.14.2) are tokens that we have never got.
//
// With an upstream that ends the old refresh token at once, a crash after it has done so and before the Store has the new token
// loses the account. No client can prevent this, and a mark that a request was sent would not bring the token back. So there is
// no mark: the error after such a crash names it as a possible cause, and what to do. The time is as short as possible: nothing is
// done between answer and Store, and no caller can end it. The end of the process can, as a crash does: a shutdown waits for calls, but
// not for a token that is requested early.
//
// The Store decides which refresh token is used, before each token request. A reload of the configuration replaces the client of
// an account while calls of the old client go on, and so two sources may share a Store. If a source's token is refused while the other has
// kept the next one, it uses that. Two limits remain while both have calls: two requests at the same moment, which an upstream may take
// for a theft of the token, and upstreams that end the old access token with each refresh. So Of has the connectors.Vault pass the
// Source on to the new client where the Config stays the same, which is nearly always; and two accounts with one configured token
// share a Source. The limits remain where a reload changes the Config and not the token: another scope, for example.
//
// Files are named by the connector and not by the account, since an account that is renamed has the same token. They are sealed with the
// first key of the Vault. Load seals a file again that only an older key opens, so an older key may go when each account was used
// once since the new key came. The files of a vault have one lock: a token that is sealed again never replaces a newer one.
//
// A kept token belongs to the configured token that it came from: a newly configured token wins. Each configured token has a file of
// its own, named by a digest, so that a source with the old configuration, which still has calls, does not overwrite the token
// of the new one. A file that cannot be read is an error and not an empty file, since the configured token is most likely dead then.
// A new configured token is the way out, and has another file. Files of former tokens stay; they are small and sealed.
//
// If the Store has lost the token of a running source, the source keeps it again.
//
// # Failures
//
// After a failed token request no other is made for a while, from a second to a minute, and a minute after a refusal. Calls
// without a token fail meanwhile, with the last failure: an upstream locks out a client that repeats a wrong secret.
//
// The words of a token endpoint are shown nowhere, not even its error_description in the log: such words echo what was sent, and the
// answer may have tokens that are not known as secrets yet. Of the codes of RFC 6749 each has an error of our own, which
// names the setting. A redirect is refused, since the next address would get the credentials.
//
// Token requests ask no pacer and cost no call: the quotas of upstreams count the requests to their APIs. Where an upstream counts
// token requests too, that is to be added here. All requests to the token endpoint are in the account's metrics.
//
// # Rejected options
//
// golang.org/x/oauth2 is not used. It sends by http.Client, and its parser cannot be called without that. Its errors quote the
// answer, redirects are to be refused by the caller's client, and a waiting call of its TokenSource cannot be cancelled. It keeps a new
// refresh token in memory only, and gives the access token out before the caller can keep the refresh token. What would be left of
// it is the reading of five keys, and rest has the rest: addresses that are off limits, bounds of time and size, retries, charsets, metrics
// and redaction.
//
// Access tokens are not kept: a start costs one token request, and a file with good tokens would be worth more to a thief.
//
// Credentials in the header Authorization (RFC 6749, section 2.3.1) are not implemented, since no connector needs them.
package oauth
