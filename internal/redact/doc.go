// Package redact hides credentials in texts that people read: errors, logs, statuses.
//
// An upstream that is asked with a credential may send it back, in whatever encoding its error page, its framework or its
// proxy uses. A list of encoded forms cannot be complete: `%xx` and `&#N;` may stand for any of a credential's characters,
// in two cases of hexadecimal digits, and encodings nest. So texts are read here instead of compared:
//
//   - Escapes (`%2F`, `\u002f`, `\x2f`, `\/`, `&#47;`, `&#x2f;`, `&sol;`) are read where a credential may stand, each character as
//     it is or as what it stands for, through several layers. Which characters are escaped does not matter.
//   - Encodings of whole texts (base64 and base64url at all alignments, hexadecimal and decimal numbers) are decoded, and what
//     comes of that is read in the same way, again through several layers. Every decoded byte knows where it came from, so
//     that what is hidden is hidden in the text as it stands.
//
// Letters of both cases are the same, since upstreams and our own parsers change the case of header values. Base64 loses by
// that what it says, yet little of what a guesser needs, so that it is also looked for as it is written, in any case.
//
// What is found is replaced by ***. Credentials of one or two bytes are hidden only where they stand plainly or escaped:
// they stand by chance in every decoded text, and are no secret.
//
// It does not find what cannot be told from other text: a part of a credential, its hash, or one that is compressed or
// encrypted. What an upstream says is therefore for the log only, and callers get texts of ours.
//
// Texts are redacted before they are quoted and before they are cut: a quoted one can still be read, but a cut one may end
// within a credential. Cut is for texts that had to be cut before.
package redact
