package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
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
	// Identity is what makes the account this one to its upstream: where it is, in which zone, and who logs in. A source of another
	// identity is another source, to which no call and no token carries over.
	Identity string
	// Account is a digest of the settings, secrets included: lists that were kept under another one are not served, and a source with
	// another one gets another client.
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

// same reports whether two configurations of one account serve it alike.
func (c SourceConfig) same(other SourceConfig) bool {
	return c.Account == other.Account && c.CatalogueAge == other.CatalogueAge && c.MaxStaleness == other.MaxStaleness &&
		c.ParallelReads == other.ParallelReads && c.Budget == other.Budget
}

// DefaultCatalogueAge is how old kept lists may grow unless the configuration says otherwise.
const DefaultCatalogueAge = 24 * time.Hour

// DefaultParallelReads is how many pages of a list are read at a time unless the configuration says otherwise.
const DefaultParallelReads = 4

// source is an account that is served under a name, until another configuration has no such account. What serves it may be replaced.
type source struct {
	// name, driver, zone and identity stay as long as the source does.
	name     string
	driver   connectors.Driver
	zone     *time.Location
	identity string
	health   sourceHealth
	serving  atomic.Pointer[serving]
	// removed ends, with errRemoved as its cause, when the source is not served any more.
	removed context.Context
	remove  context.CancelCauseFunc
}

// newSource returns a source that nothing serves yet.
func newSource(cfg SourceConfig) *source {
	src := &source{name: cfg.Name, driver: cfg.Driver, zone: cfg.TimeZone, identity: cfg.Identity}
	src.removed, src.remove = context.WithCancelCause(context.Background())
	return src
}

// serving is what serves a source by one configuration. It does not change.
type serving struct {
	config SourceConfig
	// lists and lookUps are the client's, by resource.
	lists   map[string]connectors.List
	lookUps map[string]connectors.LookUp
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

// serve returns what serves a source by a configuration: it makes the client of the account. It asks no upstream.
func (s *Server) serve(src *source, cfg SourceConfig) (*serving, error) {
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
		return nil, err
	}
	by := &serving{config: cfg}
	if by.lists, err = s.listsOf(client); err != nil {
		return nil, err
	}
	if by.lookUps, err = s.lookUpsOf(client); err != nil {
		return nil, err
	}
	by.enrich = &enrich.Source{
		Name: cfg.Name, Account: cfg.Account, TimeZone: cfg.TimeZone, Lists: by.lists,
		Kept: s.kept, Age: cmp.Or(cfg.CatalogueAge, DefaultCatalogueAge), Memory: s.memory,
	}
	return by, nil
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
