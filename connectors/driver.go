package connectors

import (
	"context"
	"net/http"
	"time"

	"github.com/crmstream/crmstream/internal/redact"
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

// Settings are what one kind of connector needs to know about an account. The fields have yaml tags.
type Settings interface {
	// Validate returns all mistakes, joined; each names the field and the fix.
	Validate() error
	// Secrets returns the fields that hold secrets, so that their references can be resolved.
	Secrets() []*Secret
	// Addresses returns the URLs at which the upstream is asked, as they are set. Accounts with the same secrets at the same
	// host are one account to the upstream.
	Addresses() []string
}

// Account is what a client needs from the server that runs it.
type Account struct {
	// Source is the name of the account in the server's configuration; it appears in errors and logs.
	Source string
	// TimeZone is the zone in which the upstream's times without a zone are read.
	TimeZone *time.Location
	// Pacer is asked before every upstream request; nil means no budget.
	Pacer Pacer
	// Transport carries the upstream requests; nil means that the client makes its own.
	Transport http.RoundTripper
	// Redactor hides the secrets of the process in texts. The client adds the account's secrets to it. nil means that the
	// client makes its own.
	Redactor *redact.Redactor
	// Observe, if not nil, is called after each upstream request has ended.
	Observe func(context.Context, Exchange)
	// Vault is where the client keeps secrets that replace configured ones; nil where the server has no state directory.
	Vault *Vault
}

// Exchange is one upstream request that has ended. It holds no secret.
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

// Client is a connector for one account: its lists, look-ups and writes, as values. The account can do nothing else.
type Client interface {
	// Lists returns the lists, one for a resource.
	Lists() []List
	// LookUps returns the look-ups, one for a resource.
	LookUps() []LookUp
	// Writes returns the writes, one for an act on a resource.
	Writes() []Write
}
