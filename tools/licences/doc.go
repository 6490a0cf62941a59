// Command licences writes docs/licences.md: the licences of all modules that are linked into the binary, as their files have
// them.
//
// With --check it writes nothing, and fails if the file is not up to date or a module has a licence that is not allowed.
// Rejected: google/go-licenses, which needs the network for what the module cache has, and has a hundred modules of its own.
package main
