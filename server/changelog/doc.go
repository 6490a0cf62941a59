// Package changelog keeps ordered logs of entries on the disk. It knows neither upstreams nor messages: the body of an entry is
// bytes of its caller.
//
// # The promise
//
// An entry that Append has acknowledged is on the disk, once, and is read by all who come to it until the retention takes it.
// A reader goes on from any position, after any crash. Read never jumps: where the next entry is not there, for whatever reason,
// the reader gets an *ExpiredError and nothing else. A log that was there and cannot be opened is never made anew.
//
// # Decisions
//
// JetStream is the log on the disk, and Memory its twin for tests and the demo. Both pass one suite. No other package imports NATS.
//
// A reader has no place in the engine. It asks for one batch after the other (a direct get, NATS ADR-31), so that thousands of
// readers, slow and gone ones, cost nothing. Waiting is a channel within the process.
//
// A position has the identity of the log, which is the moment of its creation, and a check of the entry that was read last. The
// identity alone does not see a restored backup, nor a log whose end was torn off: there the same sequences come again with
// other entries, and a reader would miss them in silence.
//
// Set holds up entries and questions while it changes the logs, so that none meets a log between two settings. A log that leaves the
// settings is closed, and its stream stays until it has no entries: its share is missing to the others as long.
//
// A log may be full before its time, so that MaxBytes is divided among all logs. What a log keeps is bounded by its share
// alone; the limit of NATS for all streams is out of the way, since it counts shares and not bytes.
//
// Keys go to NATS as SHA-256, since a header takes no line ends.
//
// # What was found about NATS 2.15.2, and what is done about it
//
// It holds what is needed. With SyncAlways each entry has one write and one fsync of its own, and the acknowledgement comes after
// the fsync: of 8,561 acknowledgements in a trace of the system calls none came earlier (TestAcknowledgementsComeAfterTheSync). So a log takes as many entries a second
// as the disk syncs: 680 from one appender and 2,100 from 64 on the machine of this test, which has two cores, where 64 gain by
// their work overlapping and not by common syncs. Who has more puts many changes into one entry. 200,000 entries of 1 KiB in
// a log of 128 MiB need 134 MiB of disk, 57 MiB of memory (of which most are the keys of ten minutes), and 0.2 s to open, 0.4 s
// after a kill. TestLogFigures prints this.
//
// A stream that cannot be opened at the start is deleted, with its files, also where the cause is a full disk or a missing
// permission (addStreamWithAssignment, stop(true)). guard keeps second names of all files during the start, and puts back what
// was removed.
//
// A write that failed is answered with nothing, and the store takes no more writes until it is opened again. ears hears the error,
// so that appends fail at once; while the disk is full the engine stays for readers, and is started anew when there is room.
//
// A stream whose files miss entries in the middle is read past the hole. Read looks at each sequence, and asks for an entry that no
// batch begins with alone, which NATS always answers.
//
// A window that is made shorter comes late: the timer that removes keys is woken before the new window is stored, and may sleep again for
// the old one (stream.go, updateWithAdvisory). Config states it.
//
// A stream that could not be opened is removed in a goroutine that outlives the server. Where the engine is started again in the same
// process, making the second names is repeated until nothing goes meanwhile.
//
// Compression (S2) is not used. One changed bit makes a compressed block of up to 8 MiB unreadable, and after a kill the whole
// stream cannot be opened; without compression the entries up to the bit, and all other blocks, are read. The disk is bounded
// all the same.
//
// The folder of the blocks is not synced when a block is created. File systems in use (ext4, XFS, Btrfs) make the name of a new file
// durable with the first fsync of the file; POSIX does not promise it. No power was cut for this.
//
// Times are those of the wall clock. If the clock is set back, entries are kept for longer, and PositionAt may find an earlier
// place. If it is set far ahead, entries go too early: readers get an error.
//
// net/http/pprof and expvar come with the package and register themselves in http.DefaultServeMux. Nothing of ours may serve it.
package changelog
