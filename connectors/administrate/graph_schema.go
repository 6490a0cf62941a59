package administrate

import (
	"context"
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

// NoticeSchemaLacks is the code of the notice that the tenant's schema lacks fields of a record, which are unset.
const NoticeSchemaLacks = "SCHEMA_LACKS_FIELDS"

// errNoIntrospection is the error of a tenant whose schema cannot be read.
var errNoIntrospection = errors.New("the upstream refuses introspection, which shows what tasks have: allow it for this client")

// keptSchema is the tenant's schema, read at the first call. One call reads it, the others wait.
type keptSchema struct {
	// turn holds one element, for the call that may read or replace the fields below.
	turn chan struct{}
	*schemaRead
	// doubted says that a mutation by the schema has failed, so that the next call reads the schema again.
	doubted *atomic.Bool
}

// schemaRead is a schema and when it was read.
type schemaRead struct {
	schema *schema.Schema
	at     time.Time
}

func newKeptSchema() keptSchema {
	k := keptSchema{turn: make(chan struct{}, 1), schemaRead: &schemaRead{}, doubted: new(atomic.Bool)}
	k.turn <- struct{}{}
	return k
}

// known returns the tenant's schema, which it reads if none is kept, or the kept one is older than age.
func (c *graphClient) known(ctx context.Context, age time.Duration) (*schema.Schema, error) {
	k := &c.schema
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
	if errors.Is(err, errQuery) {
		return nil, &connectors.Error{
			Kind: connectors.KindMisconfigured, Connector: "administrate", Op: opGraphSchema, Err: errNoIntrospection, Detail: connectors.Detail(err),
		}
	}
	if err != nil {
		return nil, err
	}
	s, err := schema.Parse(answer.data.Raw(), c.settings.Omit)
	if err != nil {
		return nil, &connectors.Error{Kind: connectors.KindMisconfigured, Connector: "administrate", Op: opGraphSchema, Err: err}
	}
	k.schemaRead = &schemaRead{s, time.Now()}
	k.doubted.Store(false)
	return s, nil
}

// changed returns the tenant's schema if it has changed since s was read, else nil. It is for queries that have failed.
func (c *graphClient) changed(ctx context.Context, s *schema.Schema) *schema.Schema {
	fresh, err := c.known(ctx, schemaAge)
	if err != nil || fresh.TasksQuery() == s.TasksQuery() {
		return nil
	}
	return fresh
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
