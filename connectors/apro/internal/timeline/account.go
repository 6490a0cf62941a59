package timeline

import (
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// Account is what lists know about their account.
type Account struct {
	// Wire sends requests.
	Wire *wire.Client
	Zone *time.Location
	// FirstDay is where lists by creation begin without created_from, YYYY-MM-DD.
	FirstDay string
	// ChangedOverlap is how far changed_until is before the newest activity that was read.
	ChangedOverlap time.Duration
	Edition        *wire.Edition
}

// Learned is what the answers to one operation have shown about the server. It is safe for concurrent use.
type Learned struct {
	// fitting bounds the rows of an answer by its size in bytes.
	fitting rest.Fitting
	// server is what answers have shown about the end of a list.
	server paging.Server
	// capacity is the largest page of the filters without a configured page size.
	capacity capacity
	// oneID is set for a server that takes one id at a time, severalIDs for a server that has taken several.
	oneID, severalIDs atomic.Bool
	// lower says whether a period includes its lower end: unknown, inclusive or exclusive.
	lower atomic.Int32
	// activity is set when answers have shown that periods by activity compare the activity. unshown is until when, in unix
	// seconds, this is assumed of a server without rows that show it.
	activity atomic.Bool
	unshown  atomic.Int64
	// base says whether pages count from 0 or from 1, where this is not documented: unknown, fromZero or fromOne.
	base atomic.Int32
}

// NewLearned returns what is known about an operation before its first request.
func NewLearned(op string) *Learned {
	return &Learned{server: paging.Server{Connector: wire.Name, Op: op}}
}

// CountsFromZero reports whether answers have shown that pages count from 0.
func (k *Learned) CountsFromZero() bool { return k.base.Load() == fromZero }

// What is known about a lower end, and about a page base.
const (
	unknown int32 = iota
	inclusive
	exclusive
	fromZero
	fromOne
)

// The Check names of columns that lists verify.
const (
	// ColumnTime is the time that orders a list.
	ColumnTime = "time"
	// columnCreated is the time of creation.
	columnCreated = "create_time"
	// ColumnPublished says that a record was not deleted.
	ColumnPublished = "published"
)
