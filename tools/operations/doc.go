// Command operations writes docs/operations.md: a table of all operations that the upstreams' pages document, with the methods of the API
// that serve each, the tests that prove it, and whether it works.
//
// inventory.csv has what no code knows, since an operation that is not served has no code. Its columns are the upstream, the number
// on the upstream's page, the operation as declarations name it, the page's words, the direction ("out" if we ask the upstream,
// "in" if the upstream asks us), tests in the connector's package, and the reason why an operation does not work. An operation
// without a number is of another page of the vendor, which the reason names.
//
// All else comes from code. An operation works if a list, a look-up, a write or an upload of the connector declares it; its methods are those of the
// API that take the declared request. Another kind of declaration is one more loop in declarations. The
// reason of an operation that works is not shown, so that a declaration alone makes an operation work.
//
// The table cannot lie: conformance.RunOperations and RunWrites require that what is declared is what the upstream is asked for. A
// declared operation that the inventory lacks, an operation that is neither declared nor has a reason, and a test that does not
// exist are errors. The test of this command fails if docs/operations.md is not up to date, so that an operation cannot cease to
// be declared unseen.
package main
