// Command bench prints what crmstream costs against the usual way, as ratios within one run.
//
// Everything runs in processes of its own, over real sockets: an emulated APRO account, a server, and this process as a
// client that discards what it gets. The usual way (B0) is what most people would write: read page after page by number,
// decode with encoding/json into structs, build one message per record and send each by itself. B1 is B0 with 100
// records in a message. "cpu" is the server process's CPU time for a record, "rate" is records a second at the client.
//
// The transcoder alone is measured beside its code: go test -bench Page ./connectors/internal/transcode.
package main
