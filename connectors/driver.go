package connectors

import (
	"context"
	"net/http"
	"time"
)

// Driver makes connectors of one kind.
type Driver struct {
	// Name is the connector's lower-case name in configurations.
	Name string
	// DocsURL is the upstream's public documentation.
	DocsURL string
	// Settings returns a pointer to the connector's settings with their defaults, to be filled from a configuration.
	Settings func() Settings
	// New makes a client for one account. It does no I/O. The settings are of the type that Settings returns, and valid.
	New func(Account, Settings) (Client, error)
}

// Settings are what one kind of connector needs to know of an account. Its fields have yaml tags.
type Settings interface {
	// Validate returns all mistakes, joined; each names the field and the fix.
	Validate() error
	// Secrets returns the fields that hold secrets, so that their references can be resolved.
	Secrets() []*Secret
}

// Account is what a client needs from the server that runs it.
type Account struct {
	// Source is the name of the account in the server's configuration; it appears in errors and logs.
	Source string
	// TimeZone is the zone in which the upstream's times without a zone are read.
	TimeZone *time.Location
	// Pacer is asked before every upstream request; nil means no budget.
	Pacer Pacer
	// Transport carries the upstream requests; nil means that the client makes one of its own and shares it among them.
	Transport http.RoundTripper
	// Observe is told of every upstream request after it ended; nil means nobody.
	Observe func(context.Context, Exchange)
}

// Exchange is one upstream request as it ended. It holds no secret.
type Exchange struct {
	// Op is the upstream operation, in the upstream's words.
	Op string
	// Attempt counts from 1.
	Attempt int
	// Status is the HTTP status, 0 when no answer came.
	Status int
	// Bytes is the size of the answer's body.
	Bytes int
	// Duration is from asking for the request to be sent to the end of the body.
	Duration time.Duration
	// Err is what went wrong, nil for a success.
	Err error
}

// Client is a connector for one account. What it can do shows in the list interfaces it implements, each of which has
// its declaration in Lists.
type Client interface {
	// Lists declares the lists of this client, by resource.
	Lists() []List
}

// List declares what one list can do. The server refuses every request that asks for more.
type List struct {
	// Resource is the list's name in URLs: "contacts", "stockItems", ...
	Resource string
	// Fields are the request fields the list honours, in proto spelling, besides source, page_size, limit, resume_token
	// and include_raw, which all lists honour.
	Fields []string
	// Where are the keys of conditions.
	Where []WhereKey
	// Orders are the accepted values of order; the first is the scan's, the others need a result that fits one page.
	Orders []string
	// PageMax is the largest upstream page in records, 0 where there are no pages.
	PageMax int
	// Changes, Guarantee and Cost are sentences for GetSource.
	Changes, Guarantee, Cost string
	// Assumes names what the guarantee rests on.
	Assumes []string
	// Kept tells that the server keeps the whole list and serves it from there. Requests with other fields than these are
	// not kept: "resource", "field_id" and "parent_option_id".
	Kept bool
	// Needs are the kept lists that name and resolve the values of the records.
	Needs []Need
	// Unverifiable names the filters that returned rows cannot prove to have been obeyed.
	Unverifiable []string
}

// WhereKey declares a key of conditions and the operators it takes. A trailing "*" in Key stands for any text.
type WhereKey struct {
	Key string
	Ops []Op
}
