package timeline

import (
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// Account is what lists know of the account that they are of.
type Account struct {
	// Wire sends requests.
	Wire *wire.Client
	Zone *time.Location
	// FirstDay is where lists by creation begin that name no created_from, YYYY-MM-DD.
	FirstDay string
	// ChangedOverlap is how far changed_until lies before the newest activity that was read.
	ChangedOverlap time.Duration
	Edition        *wire.Edition
}

// Learned is what the answers to one operation taught of the server's manners. It is safe for concurrent use.
type Learned struct {
	// fitting is how many rows fit into an answer.
	fitting rest.Fitting
	// server is what answers have shown of what ends a list.
	server paging.Server
	// capacity is the largest page of the filters whose page nobody has set.
	capacity capacity
	// oneID is set for a server that takes one id at a time, severalIDs for one that was seen to take several.
	oneID, severalIDs atomic.Bool
	// lower tells whether a time filter's lower end belongs to it.
	lower atomic.Int32
	// activity tells that periods were seen to compare the activity where that was asked for, and untold until when, in unix
	// seconds, a server is believed that showed nothing of it.
	activity atomic.Bool
	untold   atomic.Int64
	// base tells whether pages count from 0 or from 1, where that is not documented.
	base atomic.Int32
}

// NewLearned returns what is known of an operation before anything was asked.
func NewLearned(op string) *Learned {
	return &Learned{server: paging.Server{Connector: wire.Name, Op: op}}
}

// CountsFromZero reports whether pages were seen to count from 0.
func (k *Learned) CountsFromZero() bool { return k.base.Load() == fromZero }

// What is known of a lower end, and of a page base.
const (
	unknown int32 = iota
	inclusive
	exclusive
	fromZero
	fromOne
)

// The names under which tables surface what is verified on rows.
const (
	// ColumnTime is the time that a list is read in the order of.
	ColumnTime = "time"
	// columnCreated is the time of creation.
	columnCreated = "create_time"
	// ColumnPublished is that a record was not deleted.
	ColumnPublished = "published"
)
