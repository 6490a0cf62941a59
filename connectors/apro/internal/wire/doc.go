// Package wire sends one request to an APRO server and reads one answer. It knows nothing of lists.
//
// # Requests
//
// Requests are form-encoded POSTs in PHP's bracket notation, since GET would put the key into access logs. PHP ignores parameters
// it does not know, so that a filter which a server does not know brings rows of any kind: Filters are a request's filters in the
// upstream's words, and what rows are verified by. A row that does not show what a filter is about gets the benefit of the doubt.
//
// Conditions on custom fields are checked against the catalogue, as far as it knows fields, and verified by what rows show of the
// field (fieldcheck.go).
//
// # Answers
//
// The envelope decides whether a request succeeded, whatever the HTTP status (errors.go). A key that is wrong and one that lacks
// a right give the same ACCESS_DENY, so both are KindForbidden. BAD_PARAMS blames the request field whose values the server alone
// can judge, or else the settings.
//
// Lists are arrays, or objects with the rows as values. What is empty in PHP's eyes may stand in place of a list, or of the whole
// answer (answer.go); only a scalar is malformed.
//
// Values that no column of a table reads are read by hand. What they lose then is told in the record's alterations.
//
// # Clocks
//
// The upstream writes times as the account's wall clock, without a zone. Such texts sort as times, and are compared as they are.
// The hour that the clocks show twice is read as its first, and filters do not tell the two apart.
package wire
