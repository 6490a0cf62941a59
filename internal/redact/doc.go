// Package redact hides credentials in texts that people read: errors, logs, statuses.
//
// An upstream may send the credential of a request back, in any encoding that its error page, its framework or its proxy uses.
// A list of encoded forms cannot be complete: `%xx` and `&#N;` may replace any of a credential's characters, hexadecimal digits
// have two cases, and encodings nest. So texts are decoded here, and not only compared:
//
//   - Escapes (`%2F`, `\u002f`, `\x2f`, `\/`, `&#47;`, `&#x2f;`, `&sol;`) are decoded wherever a credential may be, through
//     several layers. Each character may be escaped or not.
//   - Encodings of whole texts (base64 and base64url at all alignments, hexadecimal and decimal numbers) are decoded, and the
//     results are treated in the same way, again through several layers. Every decoded byte has its place in the original text,
//     so that the credential is hidden there.
//
// Letters of both cases are equal, since upstreams and our own parsers change the case of header values. A change of case
// destroys base64, but leaves most of what a guesser needs. So the base64 of a credential is also searched as it is, in any
// case.
//
// A credential that is found is replaced by ***. Credentials of one or two bytes are hidden only where they are plain or
// escaped: every decoded text has them by chance, and they are no secret.
//
// The package does not find a part of a credential, its hash, or a credential that is compressed or encrypted, since these look
// like any other text. So an upstream's texts go only to the log, and callers get our own texts.
//
// Texts are redacted before they are quoted and before they are cut: a quoted text can still be decoded, but a cut text may end
// within a credential. Cut is for texts that were cut before.
package redact
