// Package memory bounds the memory that the pages of all calls take together: pages on their way from an upstream, pages that
// are decoded, and pages with records that wait to be sent or are kept to be shared.
//
// # Decisions
//
// A page takes a lease. The lease grows while the answer comes, since most upstreams do not state the length of an answer. It
// shrinks when the answer has become records, and ends when no call needs the records.
//
// A lease that cannot grow waits, which leaves the rest of the answer on the connection. Leases that have some bytes come
// first, since others wait for those bytes; otherwise the first that waits is the first to grow. An answer that leaves the line,
// because it has no slot of its request budget, comes again to the same place. Otherwise those that need no slot could always be
// before it.
//
// All leases could have a part of an answer and wait for more forever. So one lease at a time may exceed the limit: the first
// that waits. The bound is therefore the limit and one answer, and so a page larger than the limit can be read at all. A client
// that receives nothing would keep its page forever. Pressed reports that leases wait, and the call of such a client is
// cancelled.
//
// A page that waits for its request budget, which may take an hour, holds no memory for the answer that it waits for (package
// rest of the connectors). If the page has read other answers, it holds an eighth of what they took, for their records: about as much as
// the answers have bytes. Many such pages may fill the limit. Then the other pages are read one at a time, over the limit. If the
// lease that may exceed the limit is that of such a page, it loses the right after MaxStallPressed. So the bound grows by the
// records of these pages, of which there are no more than calls: to give the records up would waste the requests that they cost.
//
// A page that is fetched before a call needs it does not wait: otherwise a call would keep such pages while it waits for an
// earlier page. Its lease fails, and the page is fetched when it is needed.
//
// The memory that a page of 32 MiB or more gives up is garbage until it is collected. The next page would take as much within
// less time than the collector needs to begin by itself. So the collector runs before other leases may have it.
//
// Rejected: golang.org/x/sync/semaphore, whose weights must be known in advance; and the collector's own limit as the bound,
// which slows the whole process once more is in use, and refuses nothing. That limit is set in addition (cmd/crmstream), for
// garbage.
package memory
