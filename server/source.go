package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/enrich"
)

// Budget is the request budget of a source. The connector asks it before each request, and the server shows its state.
type Budget interface {
	connectors.Pacer
	// State returns the state of the budget now.
	State() BudgetState
}

// BudgetState is the state of a budget at a time.
type BudgetState struct {
	Name string
	// Limit is the number of requests that Window allows, and Used the number of requests in the window that ends now. Left is
	// the number of requests that may be sent now; it is 0 while the upstream says so, whatever was counted.
	Limit, Used, Left int
	Window            time.Duration
	// Free is when the next request may be sent, the zero time if one may be sent now.
	Free time.Time
}

// SourceConfig describes one account to serve.
type SourceConfig struct {
	// Name is the name of the source in requests.
	Name string
	// Driver makes the source's client from Settings.
	Driver   connectors.Driver
	Settings connectors.Settings
	// TimeZone is the zone in which the upstream's times without a zone are read.
	TimeZone *time.Location
	// Identity identifies the account at its upstream: the address, the time zone and the user. A source with another identity
	// is another source: no call and no token continues with it.
	Identity string
	// Account is a digest of the settings, with their secrets. Lists that were kept under another digest are not served, and a
	// source with another digest gets another client.
	Account string
	// CatalogueAge is the age from which on kept lists are read again, while the old ones are served. 0 stands for
	// DefaultCatalogueAge.
	CatalogueAge time.Duration
	// MaxStaleness is the largest age of a page that readers of the same list share, if the request does not state another. So long
	// a page is kept for other readers, whatever the request states.
	MaxStaleness time.Duration
	// ParallelReads is the number of pages of a list that are read at a time, where the list permits it: 1 reads the next page
	// while a page is sent. 0 stands for DefaultParallelReads. A source with a budget reads page by page.
	ParallelReads int
	// Budget is the account's request budget, nil for none. Several sources may share one.
	Budget Budget
	// Writes are the writes that the source allows: of a resource, as in URLs, the sorted words create, update and delete, and of files
	// connectors.UploadWord. nil allows no write.
	Writes map[string][]string
	// Proof is how a write is proved if its request does not say so. WRITE_PROOF_UNSPECIFIED reads the record back.
	Proof crmstreamv1.WriteProof
	// Inbound are the endpoints of the source, by their names.
	Inbound map[string]EndpointConfig
}

// same reports whether two configurations of one account serve it in the same way.
func (c SourceConfig) same(other SourceConfig) bool {
	return c.Account == other.Account && c.CatalogueAge == other.CatalogueAge && c.MaxStaleness == other.MaxStaleness &&
		c.ParallelReads == other.ParallelReads && c.Budget == other.Budget &&
		maps.EqualFunc(c.Writes, other.Writes, slices.Equal) && c.Proof == other.Proof &&
		maps.EqualFunc(c.Inbound, other.Inbound, EndpointConfig.same)
}

// DefaultCatalogueAge is the CatalogueAge of a configuration without one.
const DefaultCatalogueAge = 24 * time.Hour

// DefaultParallelReads is the ParallelReads of a configuration without them.
const DefaultParallelReads = 4

// source is an account that is served under a name, until a configuration lacks the account. Its client may be replaced.
type source struct {
	// name, driver, zone and identity never change.
	name     string
	driver   connectors.Driver
	zone     *time.Location
	identity string
	health   sourceHealth
	wrote    instant
	serving  atomic.Pointer[serving]
	// removed ends, with errRemoved as its cause, when the source is not served any more.
	removed context.Context
	remove  context.CancelCauseFunc
}

// newSource returns a source without a client.
func newSource(cfg SourceConfig) *source {
	src := &source{name: cfg.Name, driver: cfg.Driver, zone: cfg.TimeZone, identity: cfg.Identity}
	src.removed, src.remove = context.WithCancelCause(context.Background())
	return src
}

// serving is what serves a source: a configuration, and what was made from it. It does not change.
type serving struct {
	config SourceConfig
	// lists and lookUps are the lists and look-ups of the client, by resource.
	lists   map[string]connectors.List
	lookUps map[string]connectors.LookUp
	// writes returns the writes of the client. Few sources are written to, so they are made when they are first used.
	writes func() map[writeKey]connectors.Write
	// abilities returns what the source can do, for ListSources.
	abilities func() *crmstreamv1.Source
	// upload stores files, nil if the client stores none.
	upload *connectors.Upload
	// inbound is what the upstream asks for.
	inbound connectors.Inbound
	// enrich reads the definitions that explain the records.
	enrich *enrich.Source
	// vault has what the client keeps beyond its own time, nil for none.
	vault *connectors.Vault
}

// sourceHealth is what the latest upstream requests say about the upstream.
type sourceHealth struct {
	mu          sync.Mutex
	asked       bool
	lastSuccess time.Time
	lastError   string
}

// observe notes the outcome of a request. A request that the caller gave up or got wrong says nothing about the upstream.
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

// gaveUp reports whether a request ended because its caller gave it up or its deadline passed.
func gaveUp(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// serve makes the client of a source from a configuration, and returns what serves the source. It asks no upstream. The vault
// of the serving is to be released in the end.
func (s *Server) serve(src *source, cfg SourceConfig) (_ *serving, err error) {
	for _, secret := range cfg.Settings.Secrets() {
		s.opts.Redactor.Add(secret.Reveal())
	}
	for _, endpoint := range cfg.Inbound {
		for _, token := range endpoint.Tokens {
			s.opts.Redactor.Add(token.Reveal())
		}
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
	account.Vault = s.opts.Vault.Share()
	defer func() {
		if err != nil {
			account.Vault.Release()
		}
	}()
	client, err := cfg.Driver.New(account, cfg.Settings)
	if err != nil {
		return nil, err
	}
	by := &serving{config: cfg, vault: account.Vault}
	if by.lists, err = s.listsOf(client); err != nil {
		return nil, err
	}
	if by.lookUps, err = s.lookUpsOf(client); err != nil {
		return nil, err
	}
	if _, err = s.writesOf(client); err != nil {
		return nil, err
	}
	by.writes = sync.OnceValue(func() map[writeKey]connectors.Write {
		writes, _ := s.writesOf(client) // which has no error the second time: a client always declares the same
		return writes
	})
	by.abilities = s.shown.once(func() *crmstreamv1.Source { return s.describeAbilities(by, client) })
	if by.upload, err = s.uploadOf(client); err != nil {
		return nil, err
	}
	if by.inbound, err = inboundOf(client, cfg); err != nil {
		return nil, err
	}
	by.enrich = &enrich.Source{
		Name: cfg.Name, Account: cfg.Account, TimeZone: cfg.TimeZone, Lists: by.lists,
		Kept: s.kept, Age: cmp.Or(cfg.CatalogueAge, DefaultCatalogueAge), Memory: s.memory,
	}
	return by, nil
}

// listsOf returns the lists of a client, by resource. It refuses declarations that do not fit the API or each other. It runs
// once, when the source gets the client.
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

// lookUpsOf returns the look-ups of a client, by resource, with the checks of listsOf. Where the API has a look-up of several
// records, the client takes the request of that method.
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

// fits returns an error unless a list or look-up with requests of a type can serve a method.
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
