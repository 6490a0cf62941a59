package writes

// Ledger keeps the rows of writes. It is safe for concurrent use; a Gate sees to it that a row changes by one call at a time.
// What cannot be read or written is a *LedgerError.
type Ledger interface {
	// Get returns the row of a key with its payloads.
	Get(key Key) (row Row, found bool, err error)
	// Parts returns the rows of all parts of a request, without payloads, in the order of their parts. The key's own part does not count.
	Parts(key Key) ([]Row, error)
	// Reuses reports whether a part of the row's request, whichever, is kept with another method or digest.
	Reuses(row Row) bool
	// Put stores a row in its state, and returns the row with its times. The row is durable then. A row that is Sent must be new;
	// ErrFull, ErrTooLarge, ErrReused and ErrOverlaps refuse such a row. A row that is Unknown was Sent or Unknown before. A row that is Done was Sent or
	// Unknown, or was Done and had no Answer. Payloads of earlier states are kept as long as they are needed, and need not be given.
	//
	// After an error a row that was to be Sent does not exist, and one that was to be Unknown or, for the first time, Done is
	// Unknown.
	Put(row Row) (Row, error)
	// Remove ends a row that is Sent or Unknown. After an error the row is gone as well, unless the process ends before another
	// row is stored: then the row is Unknown.
	Remove(key Key) error
	// Unknown returns the rows that are Unknown, without payloads.
	Unknown() []Row
	// Rows returns a page of rows, without payloads, and the position of the next page; "" after the last row. First come the rows that
	// are not Done, then those that are, each the newest first: by their sending, and by when they became Done. A row that becomes Done
	// meanwhile may be in two pages, and none is left out. The work for a page is bounded: a page may have few rows, or none, and a
	// position all the same. ErrPosition refuses a position of another list.
	Rows(query Query) (rows []Row, next string, err error)
	// Expire removes what is no longer kept.
	Expire() error
}
