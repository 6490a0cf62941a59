package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sync"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/api"
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
			s.metrics.upstream(src, x, s.spender(ctx))
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

// listsOf returns the lists of a client, by resource. It refuses declarations that do not fit the API or each other, once,
// when the client's source is added.
func (s *Server) listsOf(client connectors.Client) (map[string]connectors.List, error) {
	lists := map[string]connectors.List{}
	for _, list := range client.Lists() {
		if _, again := lists[list.Resource]; again {
			return nil, fmt.Errorf("%T declares the list of %s twice", client, list.Resource)
		}
		if err := fits(s.lists[list.Resource], list.Request()); err != nil {
			return nil, fmt.Errorf("%T: the list of %s: %w", client, list.Resource, err)
		}
		if len(list.Orders) == 0 || slices.Contains(list.Orders, "") {
			return nil, fmt.Errorf("%T declares a list of %s without its order", client, list.Resource)
		}
		if list.Kept && len(list.Orders) > 1 {
			return nil, fmt.Errorf("%T declares orders of %s, which is kept in one", client, list.Resource)
		}
		lists[list.Resource] = list
	}
	for _, list := range lists {
		for _, need := range list.Needs {
			if !connectors.Explains(need.Resource) || !lists[need.Resource].Kept {
				return nil, fmt.Errorf("%T declares that %s need %s, which it does not keep", client, list.Resource, need)
			}
		}
	}
	return lists, nil
}

// lookUpsOf returns the look-ups of a client, by resource, with the checks of listsOf. Where the API has a look-up of many
// records at a time, its request is what the client takes.
func (s *Server) lookUpsOf(client connectors.Client) (map[string]connectors.LookUp, error) {
	lookUps := map[string]connectors.LookUp{}
	for _, lookUp := range client.LookUps() {
		if _, again := lookUps[lookUp.Resource]; again {
			return nil, fmt.Errorf("%T declares the look-up of %s twice", client, lookUp.Resource)
		}
		method := s.gets[lookUp.Resource]
		if many := s.batchGets[lookUp.Resource]; many != nil {
			method = many
		}
		if err := fits(method, lookUp.Request()); err != nil {
			return nil, fmt.Errorf("%T: the look-up of %s: %w", client, lookUp.Resource, err)
		}
		lookUps[lookUp.Resource] = lookUp
	}
	return lookUps, nil
}

// fits checks that what takes requests of a type can serve a method.
func fits(method *api.Method, request protoreflect.MessageType) error {
	switch {
	case method == nil:
		return errors.New("the API has no such method")
	case request == nil:
		return errors.New("nothing opens its requests: complete the declaration with connectors.Of")
	case request.Descriptor() != method.Request.Descriptor():
		return fmt.Errorf("it takes a %s, and %s a %s", request.Descriptor().Name(), method.Name, method.Request.Descriptor().Name())
	}
	return nil
}
