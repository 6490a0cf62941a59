// Package memory bounds what the pages of all calls take together: those on their way from an upstream, those being read, and
// those whose records wait to be sent or are kept to be shared.
//
// # Decisions
//
// A page takes a lease. It grows as the answer comes, since most upstreams do not say how long an answer is, shrinks
// when the answer has become records, and ends when nobody needs those.
//
// A lease that cannot grow waits, which leaves the answer on the connection. Leases that hold something come first, since
// others wait for what they hold; among equals it is first come, first served.
//
// All could hold a part of an answer and wait for more, for ever. So one lease at a time goes over the limit: the first of
// those that wait. The bound is the limit and one answer, which is how a page that is larger than the limit is read at all.
// A reader who takes nothing would hold its page for ever. Pressed tells that others wait, and such a reader is cut.
//
// A page that is fetched before anybody needs it does not wait: a call would hold such pages while it waits for the one before
// them. Its lease fails, and the page is fetched when it is needed.
//
// What a page of 32 MiB or more gives up is garbage until it is collected, and the next page would take as much within less time
// than the collector needs to begin by itself. So the collector runs before others may take it.
//
// Rejected: golang.org/x/sync/semaphore, whose weights are known when they are taken; the collector's own limit as the bound, which
// slows everybody once more is in use, and refuses nothing. It is set besides (cmd/crmstream), for garbage.
package memory
