// Command checks reads what `go test -v` prints and writes one table of its lines `CHECK name value limit` (internal/check).
// Its arguments are prefixes of names. There must be a line for each prefix, so that a missing check is noticed.
//
// It exits with 1 if a limit is broken, a check is missing or a test has failed. Figures without a limit depend on the machine.
package main
