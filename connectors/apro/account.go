package apro

import (
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// account is what lists know of the account that they are of.
type account struct {
	// wire sends requests.
	wire *wire.Client
	zone *time.Location
	// firstDay is where lists by creation begin that name no created_from, YYYY-MM-DD.
	firstDay string
	// changedOverlap is how far changed_until lies before the newest activity that was read.
	changedOverlap time.Duration
	edition        *wire.Edition
}

// learned is what the answers to one operation taught of the server's manners. It is safe for concurrent use.
type learned struct {
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

// newLearned returns what is known of an operation before anything was asked.
func newLearned(op string) *learned {
	return &learned{server: paging.Server{Connector: wire.Name, Op: op}}
}

// countsFromZero reports whether pages were seen to count from 0.
func (k *learned) countsFromZero() bool { return k.base.Load() == fromZero }

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
	// columnTime is the time that a list is read in the order of.
	columnTime = "time"
	// columnCreated is the time of creation.
	columnCreated = "create_time"
	// columnPublished is that a record was not deleted.
	columnPublished = "published"
)
