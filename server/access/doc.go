// Package access decides who calls and what they may. It knows callers, their keys, certificates and grants; it knows no message,
// no source and no method of the API.
//
// # Decisions
//
// A key has 256 random bits, so that a plain SHA-256 of it is enough to recognise it by: there is nothing to guess. It names its id,
// by which its entry is found, and ends with a checksum, by which secret scanners and this package tell a key from other text
// without asking anything. A key with an unknown id is compared with a digest that no key has, so that finding the entry takes the
// same work.
//
// Whoever presents a key that is right but expired or revoked is told so: the key proves that they had it. All other credentials
// that are refused get one text.
//
// A table is immutable. A Registry holds the table of the moment, which reloading replaces, and what is counted about callers, which
// reloading keeps.
//
// Grants only allow. `*` as a verb is what most callers need: read, watch and write. What costs money, leaves the CRM or cannot be
// undone is named by itself.
package access
