// Package enrich opens a list's request with the definitions of its records' values: the names of types and stages, the custom
// fields and their options, which are in kept lists (package catalogue). From these it also makes the schema of the first
// message.
//
// # Decisions
//
// A request is first opened before any request to the upstream, with the kept definitions or without definitions, so that its
// mistakes are found early. It is opened again when the definitions have been read. That is with the first page, while the
// stream reports that it waits.
//
// A field that is missing in the kept definitions may be newer than they are. So the definitions are read again before such a
// field is refused.
//
// Definitions that cannot be read fail no list: the values stay as the upstream sent them, which a notice states. A look-up
// reads no definitions, since it would cost more than one request then: it uses the kept ones.
//
// Requests share pages only if they have the same *connectors.Catalogue. So the package makes one catalogue from the same kept
// lists, and remembers it.
package enrich
