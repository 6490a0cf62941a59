// Package access decides who calls and what a caller may do. It knows callers, their keys, certificates and grants. It knows no
// message, no source and no method of the API.
//
// # Decisions
//
// A key has 256 random bits. So a plain SHA-256 of the key is enough to recognise it: there is nothing to guess. A key contains
// its id, by which its entry is found. It ends with a checksum, by which secret scanners and this package recognise a key
// without a request. A key with an unknown id is compared with a digest that no key has, so that both cases take the same work.
//
// If a right key has expired or was revoked, the answer says so: the key proves that the caller had it. All other credentials
// that are refused get the same text.
//
// A table is immutable. A Registry has the current table, which reloading replaces, and the figures about callers, which
// reloading keeps.
//
// Grants only permit. The verb `*` is what most callers need: read, watch and write. A use that costs money, leaves the CRM or
// cannot be undone has a verb of its own.
package access
