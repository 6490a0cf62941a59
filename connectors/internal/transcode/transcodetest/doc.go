// Package transcodetest proves for a mapping table that what is written to an upstream reads back as it was. The tests of the
// connectors use it.
//
// An upstream is played by Upstream: it takes the members of a write, as a PHP form or as JSON, and shows them as a row in the ways
// that upstreams do. Records, zones, spellings and escapes are random.
package transcodetest
