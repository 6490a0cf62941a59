// Package enrich has a list's request opened with the definitions of its records' values: the names of types and stages, the custom
// fields and their options, which kept lists have (package catalogue). It makes the schema of the first message of them too.
//
// # Decisions
//
// A request is opened before anything is asked, with the definitions that are kept or without any, so that its mistakes are found
// first, and again with the definitions once they are read. That is with the first page, while the stream says that it waits.
//
// A field that the kept definitions do not have may be newer than they are. So they are read anew before it is refused.
//
// Definitions that cannot be read fail no list: the values stay as the upstream sent them, which a notice states. A look-up reads
// none, or it would no longer cost one request: it does with what is kept.
//
// Requests share the pages of each other only where they have the same *connectors.Catalogue. So it is made once of the same kept
// lists, and remembered.
package enrich
