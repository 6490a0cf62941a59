package administrate

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// GraphQLSettings choose what the schema of the tenant has, where no document of the vendor shows the task type, and how its tokens
// behave.
type GraphQLSettings struct {
	// ReferenceLists are the lists of Query besides tasks: "users" (the proven one, without filters), "all" (users, accounts,
	// contacts, events, opportunities and taskTypes, with filters) or "none".
	ReferenceLists string `json:"reference_lists"`
	// LegacyID gives Task the field legacyId, the id of REST.
	LegacyID bool `json:"legacy_id"`
	// LegacyFilter gives TaskField the value legacyId.
	LegacyFilter bool `json:"legacy_filter"`
	// Updated is the name of the time of the last change, as field and filter: "updatedAt", "lastUpdatedAt", or "" for none.
	Updated string `json:"updated"`
	// OrderArgument is the argument of tasks that orders them: "order" (one key), "orderBy" (a list of keys), or "" for none.
	OrderArgument string `json:"order_argument"`
	// Mutations are the mutations of tasks: any of "create", "update" and "delete".
	Mutations []string `json:"mutations"`
	// Zoned gives times with Z, and takes them with an offset only. Otherwise they are naive, and an offset is an error.
	Zoned bool `json:"zoned"`
	// Missing has fields of Task that the schema has not, such as "status"; their filters and keys of inputs are missing too.
	Missing []string `json:"missing"`
	// Forbidden has fields, as "Type.field", that the user may not read: an operation that selects one fails.
	Forbidden []string `json:"forbidden"`
	// Complexity bounds the cost of a list: the number of fields selected below it, times the rows of a page. 0 is no bound.
	Complexity int `json:"complexity"`
	// Introspection allows __schema and __type.
	Introspection bool `json:"introspection"`
	// DeleteBetween deletes the first task of what is listed before each so many lists of tasks; 0 never.
	DeleteBetween int64 `json:"delete_between"`

	// ClientID and ClientSecret are what the token endpoint wants of the client.
	ClientID     string `json:"client_id"`
	ClientSecret string `json:"client_secret"`
	// RefreshToken is the first good refresh token.
	RefreshToken string `json:"refresh_token"`
	// Rotate makes each refresh token good for one use: the answer has the next one.
	Rotate bool `json:"rotate"`
	// TokenLife is the life of an access token.
	TokenLife Duration `json:"token_life"`
	// ClientCredentials allows the grant client_credentials.
	ClientCredentials bool `json:"client_credentials"`
}

// The values of the GraphQL settings that are words.
const (
	listsAll   = "all"
	listsUsers = "users"
	listsNone  = "none"

	updatedAt     = "updatedAt"
	lastUpdatedAt = "lastUpdatedAt"

	orderOne  = "order"
	orderMany = "orderBy"

	mutationCreate = "create"
	mutationUpdate = "update"
	mutationDelete = "delete"
)

func graphQLDefaults() GraphQLSettings {
	return GraphQLSettings{
		ReferenceLists: listsUsers, LegacyID: true, LegacyFilter: true, Updated: updatedAt, OrderArgument: orderOne,
		Mutations: []string{mutationCreate, mutationUpdate, mutationDelete}, Introspection: true,
		ClientID: "sandbox-client", ClientSecret: "sandbox-client-secret", RefreshToken: "sandbox-refresh-token",
		TokenLife: Duration(time.Hour), ClientCredentials: true,
	}
}

// validate returns the errors of all wrong settings, each with its json name and the accepted values.
func (g GraphQLSettings) validate() error {
	var errs []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			errs = append(errs, fmt.Errorf("graphql."+format, args...))
		}
	}
	word := func(field, value string, allowed ...string) {
		check(slices.Contains(allowed, value), "%s: is %q; use one of %q", field, value, allowed)
	}
	word("reference_lists", g.ReferenceLists, listsUsers, listsAll, listsNone)
	word("updated", g.Updated, "", updatedAt, lastUpdatedAt)
	word("order_argument", g.OrderArgument, orderOne, orderMany, "")
	for i, m := range g.Mutations {
		word(fmt.Sprintf("mutations[%d]", i), m, mutationCreate, mutationUpdate, mutationDelete)
		check(!slices.Contains(g.Mutations[:i], m), "mutations[%d]: %q is there twice; name it once", i, m)
	}
	for i, name := range g.Missing {
		word(fmt.Sprintf("missing[%d]", i), name, optionalFields()...)
	}
	check(!slices.Contains(g.Mutations, mutationCreate) || slices.ContainsFunc(g.parts(), func(p part) bool { return p.input != "" }),
		"missing: leaves create no keys; leave a field, or take create from mutations")
	for i, name := range g.Forbidden {
		object, field, ok := strings.Cut(name, ".")
		check(ok && object != "" && field != "", "forbidden[%d]: is %q; use a type and its field, such as Task.status", i, name)
	}
	check(g.Complexity >= 0, "complexity: is %d; use 0 (no bound) or more", g.Complexity)
	check(g.DeleteBetween >= 0, "delete_between: is %d; use 0 (never) or more", g.DeleteBetween)
	check(g.ClientID != "", "client_id: is empty; set one")
	check(g.ClientSecret != "", "client_secret: is empty; set one")
	check(g.RefreshToken != "", "refresh_token: is empty; set one")
	check(time.Duration(g.TokenLife) >= time.Second, "token_life: is below a second; use a span such as 3600s")
	return errors.Join(errs...)
}

// deny returns the error of an operation that selects a forbidden field.
func (g GraphQLSettings) deny(object, field string) error {
	if slices.Contains(g.Forbidden, object+"."+field) {
		return fmt.Errorf("permission denied: you may not read %s.%s", object, field)
	}
	return nil
}
