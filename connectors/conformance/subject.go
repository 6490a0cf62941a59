package conformance

import (
	"net/http"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
)

// Subject is one list of one connector over one kind of upstream.
type Subject struct {
	// Name distinguishes the mode from others in test output.
	Name string
	// Open starts an emulated upstream and a client for it.
	Open func(t *testing.T, u Upstream) *Rig
	// Request returns a request for the whole list.
	Request func() proto.Message
	// Samples are valid values for the declared request fields, in JSON; a field without a sample fails the suite.
	Samples map[string]string
	// Ordered are request fields, in JSON, that all orders except the first need; "" for none.
	Ordered string
	// PageSize is the size of full pages upstream by default, 0 where there are no pages.
	PageSize int
	// OnePage is how many upstream requests a list that fits one page, or a part of a page, may cost; 1 if 0.
	OnePage int
	// Excuses name checks that do not apply, each with its reason.
	Excuses map[Check]string

	// faultAt is the list request that faults break, 2 if 0.
	faultAt int
	// attached says that the list belongs to another record, which a status 404 may mean.
	attached bool
	// local are declared fields that do not reach the upstream but change the answer.
	local []string
	// sole are declared fields that take only the value in Request.
	sole []string
}

// Check is the name of a check that can be excused.
type Check string

// The checks that a list may be excused from.
const (
	// CheckMoving moves rows between pages; of a Fixed it deletes some.
	CheckMoving Check = "rows that move between pages"
	// CheckCut cuts pages below the size asked for.
	CheckCut Check = "an upstream that cuts pages"
	// CheckNaive proves that the emulator moves rows so that a page-number reader loses some.
	CheckNaive Check = "a naive reader loses rows"
	// CheckWants asks for less than a page and counts requests and rows.
	CheckWants Check = "less than a page costs less"
	// CheckRaw asks for the upstream's JSON of the records.
	CheckRaw Check = "records have the upstream's JSON"
	// CheckDeleted looks up a deleted record, which must be found and marked as deleted.
	CheckDeleted Check = "deleted records are found"
	// CheckIgnored sends existing records where deleted ones are asked for; they must not be marked as deleted.
	CheckIgnored Check = "an upstream that ignores that deleted records are asked for"
)

// Upstream describes the emulated upstream to start.
type Upstream struct {
	// Rows is the length of the list.
	Rows int
	// PageCap cuts pages silently, 0 for the documented maximum.
	PageCap int
	// Fault is what happens to the request FaultAt (counted from 1 over those of the list or look-up) and to all later ones:
	// "status 500", "status 401", "status 403", "status 404", "status 429", "html", "empty", "garbage", "cut" or "drop"; "" for
	// none.
	Fault   string
	FaultAt int

	recorder *recorder
}

// Carry returns the transport that the client must use for the emulated upstream. It has no socket, so that the suite can run
// in virtual time.
func (u Upstream) Carry(upstream http.Handler) http.RoundTripper {
	carrier := inProcess{handler: upstream}
	if u.recorder == nil {
		return carrier
	}
	u.recorder.next = carrier
	return u.recorder
}

// Rig is a client over an emulated upstream.
type Rig struct {
	Client connectors.Client
	// IDs returns the ids of the rows that currently exist.
	IDs func() []string
	// Touch, Delete and Insert change rows as users would.
	Touch, Delete func(id string)
	Insert        func() string
	// Before sets a hook that runs before each list request upstream, numbered from 1.
	Before func(hook func(n int))
	// Naive reads the list by page numbers, as a script would; nil where the upstream has none.
	Naive func() []string
	// Secrets are the credentials that no output may show.
	Secrets []string
}

// Zone is a zone with daylight saving time, for rigs to use.
func Zone(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}
