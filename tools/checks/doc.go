// Command checks reads what `go test -v` prints and writes one table of its lines `CHECK name value limit` (internal/check). Its
// arguments are how names begin of which there must be a line each, so that no check goes missing in silence.
//
// It exits with 1 where a limit is broken, a check is missing or a test has failed. Figures without a limit depend on the machine.
package main
