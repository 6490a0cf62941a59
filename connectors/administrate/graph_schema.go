package administrate

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
)

const (
	// schemaLife is how long a schema is kept before it is read again: the vendor announces removals months before.
	schemaLife = time.Hour
	// schemaAge is how old a schema must be to be read again because a query has failed.
	schemaAge = time.Minute
)

var errHidden = errors.New("the upstream does not show the schema of its GraphQL API, without which no query can be made: allow introspection for this client")

// NoticeSchemaLacks is the code of the notice that the tenant's schema lacks fields of a record, which are unset.
const NoticeSchemaLacks = "SCHEMA_LACKS_FIELDS"

// keptSchema is the tenant's schema, read at the first call. One call reads it, the others wait.
type keptSchema struct {
	// turn holds one element, for the call that may read or replace the fields below.
	turn chan struct{}
	schemaRead
	// doubted says that a mutation by the schema has failed, so that the next call reads the schema again.
	doubted atomic.Bool
}

// schemaRead is a schema, the digest of the answer that showed it, and when it was read.
type schemaRead struct {
	schema *schema.Schema
	digest [sha256.Size]byte
	at     time.Time
}

func newKeptSchema() *keptSchema {
	k := &keptSchema{turn: make(chan struct{}, 1)}
	k.turn <- struct{}{}
	return k
}

// known returns the tenant's schema, which it reads if none is kept, or the kept one is older than age.
func (c *graphClient) known(ctx context.Context, age time.Duration) (*schema.Schema, error) {
	k := c.schema
	select {
	case <-k.turn:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	defer func() { k.turn <- struct{}{} }()
	if k.doubted.Load() {
		age = min(age, schemaAge)
	}
	if k.schema != nil && time.Since(k.at) < age {
		return k.schema, nil
	}
	answer, err := c.query(ctx, opGraphSchema, schema.Query, nil)
	if err != nil {
		return nil, noSchema(err)
	}
	k.doubted.Store(false)
	data := answer.data.Raw()
	digest := sha256.Sum256(data)
	if s := k.schema; s != nil && digest == k.digest {
		k.schemaRead = schemaRead{s, digest, time.Now()}
		return s, nil
	}
	s, err := schema.Parse(data, c.settings.Omit)
	if err != nil {
		return nil, &connectors.Error{Kind: connectors.KindMisconfigured, Connector: "administrate", Op: opGraphSchema, Err: err}
	}
	k.schemaRead = schemaRead{s, digest, time.Now()}
	return s, nil
}

// noSchema returns the error of an introspection that has failed.
func noSchema(err error) error {
	var e *connectors.Error
	if !errors.As(err, &e) || !errors.Is(err, errQuery) && !errors.Is(err, errNotGiven) {
		return err
	}
	hidden := *e
	hidden.Kind, hidden.Err = connectors.KindMisconfigured, errHidden
	return &hidden
}

// bySchema reads a page by the tenant's schema. A query that the upstream refuses is made once more if its schema has changed. If it has
// not, and the caller has set filters, of which suspect is the first field, then bare, a query without them, shows whether they are the
// cause.
func (c *graphClient) bySchema(ctx context.Context, suspect string, read func(*schema.Schema) (connectors.Page, error), bare func(*schema.Schema) error) (connectors.Page, error) {
	s, err := c.known(ctx, schemaLife)
	if err != nil {
		return connectors.Page{}, err
	}
	got, err := read(s)
	if !errors.Is(err, errQuery) {
		return got, err
	}
	if fresh, failed := c.known(ctx, schemaAge); failed == nil && fresh != s {
		return read(fresh)
	}
	if suspect != "" && bare(s) == nil {
		return got, connectors.Invalid(suspect, "the upstream refuses the filter: check keys and values")
	}
	return got, err
}

// lacks returns the notice about the fields that a schema lacks.
func lacks(s *schema.Schema) []connectors.Notice {
	if len(s.Lacks) == 0 {
		return nil
	}
	return []connectors.Notice{{
		Code:    NoticeSchemaLacks,
		Message: fmt.Sprintf("the tenant's GraphQL schema has no %s of tasks: unset in all records", strings.Join(s.Lacks, ", ")),
	}}
}
