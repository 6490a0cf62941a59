// Package inbox keeps what upstreams ask for, in ordered logs on the disk: pushed events, text messages to be sent with their
// statuses, and telephone calls to be placed. It knows neither upstreams nor HTTP nor gRPC.
//
// # Decisions
//
// What upstreams send is stored as it came, and is read when a watch delivers it. So a body that cannot be read today is not
// lost, and a better version of the connector reads the bodies of last week.
//
// Each source has one log for events and calls, and one for text messages, since these are kept for other times. Their names have
// the name of the source and not its identity: an address or a time zone that is corrected must not hide a text message that was
// accepted and not yet sent. A source that becomes another account gets a gap in its logs instead.
//
// Times of which entries may be missing are entries of the log, so that every reader meets them in order, and once.
//
// A Feed shares the newest entries among all its readers. A reader that falls back reads the log for itself, one batch at a time.
//
// The id of a text message is its sequence in the log. The first sequence of a new log is a number of the day, so that a log that
// was reset does not give the numbers of the old log again: the CRM asks for statuses by them.
//
// The statuses of text messages are in memory, about 100 bytes for a message, and are read from the log at the start. The largest log that
// the retention permits bounds them.
package inbox
