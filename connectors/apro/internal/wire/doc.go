// Package wire sends one request to an APRO server and reads one answer. It does not know lists.
//
// # Requests
//
// Requests are form-encoded POSTs in PHP's bracket notation, since GET would put the key into access logs. PHP ignores unknown
// parameters, so a server that does not know a filter sends rows that the filter excludes. Filters therefore hold a request's
// filters in the upstream's words, and verify rows by them. A row that does not show the value of a filter is accepted.
//
// Conditions on custom fields are checked against the catalogue, if that has fields, and verified by the values of the field in
// rows (fieldcheck.go).
//
// # Answers
//
// The envelope decides whether a request succeeded, whatever the HTTP status (errors.go). A wrong key and a missing right give
// the same ACCESS_DENY, so both are KindForbidden. For BAD_PARAMS, the error names the request field with values that only the
// server can check, or else the settings.
//
// Lists are arrays, or objects with the rows as values. A value that PHP takes for empty may come in place of a list, or of the
// whole answer (answer.go). Any other scalar is malformed.
//
// Values that no column of a table reads are read by hand. What is lost then is added to the record's alterations.
//
// # Clocks
//
// The upstream writes times as the account's wall clock, without a zone. Such texts sort as times, and are compared as texts.
// An hour that the clocks show twice is read as the first one, and filters do not distinguish the two.
package wire
