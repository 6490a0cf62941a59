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
	// Name tells the mode apart from others in test output.
	Name string
	// Open starts an emulated upstream and a client for it.
	Open func(t *testing.T, u Upstream) *Rig
	// Request returns a request for the whole list.
	Request func() proto.Message
	// Samples are valid values for the declared request fields, in JSON; a field without one fails the suite.
	Samples map[string]string
	// Ordered are request fields, in JSON, that the orders besides the scan's need; "" is none.
	Ordered string
	// PageSize is the size of full pages upstream when nothing else is asked, 0 where there are no pages.
	PageSize int
	// OnePage is how many upstream requests a list that fits one page may cost, and so may less than a page; 1 if 0.
	OnePage int
	// Excuses name checks that do not apply, each with its reason.
	Excuses map[Check]string

	// faultAt is the list request that faults break, 2 if 0.
	faultAt int
	// attached tells that the list is one of another record, which a status 404 may be about.
	attached bool
	// local are declared fields that do not reach the upstream but change the answer.
	local []string
	// sole are declared fields of which the list takes the value of Request alone.
	sole []string
}

// Check is the name of a check that can be excused.
type Check string

// The checks that a list can have a reason not to pass.
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
	// CheckDeleted looks a deleted record up, which must be found and say so.
	CheckDeleted Check = "deleted records are found"
	// CheckIgnored sends what exists where what was deleted is asked for, which must not say that it was deleted.
	CheckIgnored Check = "an upstream that ignores that deleted records are asked for"
)

// Upstream says what the emulated upstream is to be like.
type Upstream struct {
	// Rows is the length of the list.
	Rows int
	// PageCap cuts pages silently, 0 for the documented maximum.
	PageCap int
	// Fault is what the request FaultAt (counted from 1 over those of the list or look-up) and all later ones meet:
	// "status 500", "status 401", "status 403", "status 404", "status 429", "html", "empty", "garbage", "cut" or "drop";
	// "" for none.
	Fault   string
	FaultAt int

	recorder *recorder
}

// Carry returns the transport that the client's requests must take to the emulated upstream. No socket is in between, so
// that the suite can run in virtual time.
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
	// IDs returns the ids of the rows that exist now.
	IDs func() []string
	// Touch, Delete and Insert change rows as users would.
	Touch, Delete func(id string)
	Insert        func() string
	// Before sets a hook that runs before each list request upstream, numbered from 1.
	Before func(hook func(n int))
	// Naive reads the list by page numbers, as a script would; nil where the upstream has none.
	Naive func() []string
	// Secrets are the credentials that must show nowhere.
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
