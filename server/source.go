package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/enrich"
)

// Budget is what the server needs of a source's request budget: to hand it to the connector, and to tell its state.
type Budget interface {
	connectors.Pacer
	// State returns the budget as it stands now.
	State() BudgetState
}

// BudgetState is a budget as it stands.
type BudgetState struct {
	Name string
	// Limit is how many requests Window allows, Used how many the window that ends now has taken, and Left how many may be
	// sent now: none while the upstream says so, whatever was counted.
	Limit, Used, Left int
	Window            time.Duration
	// Free is when the next request becomes free, the zero time when one is now.
	Free time.Time
}

// SourceConfig describes one account to serve.
type SourceConfig struct {
	// Name is how requests name the account.
	Name string
	// Driver makes its client from Settings.
	Driver   connectors.Driver
	Settings connectors.Settings
	// TimeZone is the zone in which the upstream's times without a zone are read.
	TimeZone *time.Location
	// Account is a digest of the configuration: lists that were kept under another one are not served.
	Account string
	// CatalogueAge is the age from which on kept lists are read anew, while the old ones are served. 0 is
	// DefaultCatalogueAge.
	CatalogueAge time.Duration
	// MaxStaleness is how old pages may be that readers of the same list share, unless a request says otherwise.
	MaxStaleness time.Duration
	// ParallelReads is how many pages of a list are read at a time, where it can be: 1 reads the next one while a page is sent.
	// 0 is DefaultParallelReads. Sources with a budget read page by page.
	ParallelReads int
	// Budget is the account's request budget, nil for none. Sources may share one.
	Budget Budget
}

// DefaultCatalogueAge is how old kept lists may grow unless the configuration says otherwise.
const DefaultCatalogueAge = 24 * time.Hour

// DefaultParallelReads is how many pages of a list are read at a time unless the configuration says otherwise.
const DefaultParallelReads = 4

// source is one account being served.
type source struct {
	name   string
	driver connectors.Driver
	zone   *time.Location
	budget Budget
	health sourceHealth
	// lists and lookUps are the client's, by resource.
	lists   map[string]connectors.List
	lookUps map[string]connectors.LookUp
	// parallel is how many pages of a list are read at a time.
	parallel int

	// staleness is how old shared pages may be.
	staleness time.Duration
	// enrich reads what explains the records.
	enrich *enrich.Source
}

// sourceHealth is what the latest upstream requests told.
type sourceHealth struct {
	mu          sync.Mutex
	asked       bool
	lastSuccess time.Time
	lastError   string
}

// observe takes note of a request. One that the caller gave up, or got wrong, tells nothing of the upstream.
func (h *sourceHealth) observe(x connectors.Exchange) {
	if gaveUp(x.Err) || errors.Is(x.Err, &connectors.Error{Kind: connectors.KindInvalidRequest}) ||
		errors.Is(x.Err, &connectors.Error{Kind: connectors.KindNotFound}) {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked = true
	if x.Err != nil {
		h.lastError = x.Err.Error()
		return
	}
	h.lastSuccess, h.lastError = time.Now(), ""
}

// gaveUp reports whether a request ended because nobody waited for it any longer.
func gaveUp(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

var sourceName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,62}$`)

// AddSource makes the client of an account and serves it. Call it before Serve.
func (s *Server) AddSource(cfg SourceConfig) error {
	if !sourceName.MatchString(cfg.Name) {
		return fmt.Errorf("source name %q: use up to 63 lower-case letters, digits, - and _", cfg.Name)
	}
	if _, taken := s.sources[cfg.Name]; taken {
		return fmt.Errorf("source name %q is taken: names must differ", cfg.Name)
	}
	src := &source{
		name: cfg.Name, driver: cfg.Driver, zone: cfg.TimeZone, budget: cfg.Budget,
		staleness: cfg.MaxStaleness, parallel: cmp.Or(cfg.ParallelReads, DefaultParallelReads),
	}
	for _, secret := range cfg.Settings.Secrets() {
		s.opts.Redactor.Add(secret.Reveal())
	}
	account := connectors.Account{
		Source:   cfg.Name,
		TimeZone: cfg.TimeZone,
		Redactor: s.opts.Redactor,
		Observe: func(ctx context.Context, x connectors.Exchange) {
			src.health.observe(x)
			s.metrics.upstream(src, x)
			s.logUpstream(ctx, src, x)
		},
	}
	if cfg.Budget != nil {
		account.Pacer = cfg.Budget
	}
	client, err := cfg.Driver.New(account, cfg.Settings)
	if err != nil {
		return fmt.Errorf("source %q: %w", cfg.Name, err)
	}
	if src.lists, err = s.listsOf(client); err != nil {
		return fmt.Errorf("source %q: %w", cfg.Name, err)
	}
	if src.lookUps, err = s.lookUpsOf(client); err != nil {
		return fmt.Errorf("source %q: %w", cfg.Name, err)
	}
	src.enrich = &enrich.Source{
		Name: cfg.Name, Account: cfg.Account, TimeZone: cfg.TimeZone, Lists: src.lists,
		Kept: s.kept, Age: cmp.Or(cfg.CatalogueAge, DefaultCatalogueAge), Memory: s.memory,
	}
	s.sources[cfg.Name] = src
	return s.kept.Claim(cfg.Name, cfg.Account)
}
