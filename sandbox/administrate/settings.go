package administrate

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// Duration is a time span that settings write as text, such as "20ms" or "5m".
type Duration = stage.Duration

// Settings choose the data of the emulated tenant and its behaviour. Start from Defaults.
type Settings struct {
	// Rows counts base tasks. Faults know the operations list, get, create, update and delete of REST, and graphql_introspect,
	// graphql_list, graphql_create, graphql_update, graphql_delete, graphql_mutate, graphql_other and graphql_token. Churn counts changes (deletion
	// of the lowest task, insertion, change). Now is the time of new and changed tasks, and the clock of the rate window and of access tokens.
	stage.Settings

	// Username is the login of the "WEB user"; logins are e-mail addresses.
	Username string `json:"username"`
	// Password is the password of Username.
	Password string `json:"password"`

	// DefaultLimit is the number of rows of a list request without _limit; 0 returns all rows.
	DefaultLimit int64 `json:"default_limit"`
	// MaxLimit bounds the rows of any list answer without a message; 0 is no bound.
	MaxLimit int64 `json:"max_limit"`
	// UnknownFilter is the reaction to an unknown attribute, operator or order key: "ignore" or "400".
	UnknownFilter string `json:"unknown_filter"`
	// CreateFailure is the status of a refused creation: 404 (documented) or 400.
	CreateFailure int `json:"create_failure"`
	// PostUpdates makes POST to a task's own path an update, as older tenants allow.
	PostUpdates bool `json:"post_updates"`
	// APIGone emulates the retirement of the REST API for every request of it, but not of GraphQL: "false", "404", "410" or "redirect".
	APIGone string `json:"api_gone"`
	// Rate is the number of requests that one IP address may send within RateWindow; 0 is no limit.
	Rate int `json:"rate"`
	// RateWindow is the length of the rolling window of Rate.
	RateWindow Duration `json:"rate_window"`
	// RetryAfter adds a Retry-After header, in whole seconds, to a 429.
	RetryAfter bool `json:"retry_after"`
	// HTTPScheme is the reaction to requests without TLS: "refuse", like the upstream, or "allow", for servers on a local
	// address.
	HTTPScheme string `json:"http_scheme"`

	// GraphQL has the settings of the GraphQL side of the same tenant.
	GraphQL GraphQLSettings `json:"graphql"`
}

// The values of the settings that are words.
const (
	unknownIgnore = "ignore"
	unknownRefuse = "400"

	goneNo       = "false"
	goneNotFound = "404"
	goneGone     = "410"
	goneRedirect = "redirect"

	schemeRefuse = "refuse"
	schemeAllow  = "allow"
)

// Defaults returns the documented behaviour, with 3000 tasks. Plain HTTP is refused, so a server on a
// local address sets HTTPScheme to "allow".
func Defaults() Settings {
	return Settings{
		Settings:      stage.Defaults(),
		Username:      "sandbox@example.com",
		Password:      "sandbox-password",
		UnknownFilter: unknownIgnore,
		CreateFailure: 404,
		APIGone:       goneNo,
		Rate:          6000,
		RateWindow:    Duration(300 * time.Second),
		HTTPScheme:    schemeRefuse,
		GraphQL:       graphQLDefaults(),
	}
}

// maxRows keeps ids and their arithmetic far from the end of int64.
const maxRows = 1_000_000_000

// Validate returns the errors of all wrong settings, each with its json name and the accepted values.
func (s Settings) Validate() error {
	var errs []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	word := func(field, value string, allowed ...string) {
		check(slices.Contains(allowed, value), "%s: is %q; use one of %s", field, value, strings.Join(allowed, ", "))
	}
	check(s.Rows >= 0 && s.Rows <= maxRows, "rows: is %d; use 0 to %d", s.Rows, maxRows)
	check(s.Latency >= 0, "latency: is negative; use 0s or more")
	check(s.Churn >= 0, "churn: is %d; use 0 or more", s.Churn)
	check(s.Username != "" && !strings.Contains(s.Username, ":"),
		"username: is %q; use a login that is not empty and has no colon, which Basic authentication cannot carry", s.Username)
	check(s.Password != "", "password: is empty; set one")
	check(s.DefaultLimit >= 0, "default_limit: is %d; use 0 (all rows) or more", s.DefaultLimit)
	check(s.MaxLimit >= 0, "max_limit: is %d; use 0 (no cap) or more", s.MaxLimit)
	word("unknown_filter", s.UnknownFilter, unknownIgnore, unknownRefuse)
	check(s.CreateFailure == 404 || s.CreateFailure == 400, "create_failure: is %d; use 404 or 400", s.CreateFailure)
	word("api_gone", s.APIGone, goneNo, goneNotFound, goneGone, goneRedirect)
	check(s.Rate >= 0, "rate: is %d; use 0 (no limit) or more", s.Rate)
	check(s.Rate == 0 || s.RateWindow > 0, "rate_window: is not positive; use a span such as 300s, or rate 0 for no limit")
	word("http_scheme", s.HTTPScheme, schemeRefuse, schemeAllow)
	for i, f := range s.Faults {
		check(f.Op == "" || slices.Contains(operations, f.Op),
			"faults[%d].op: is %q; use one of %s, or leave it empty for all", i, f.Op, strings.Join(operations, ", "))
		if err := f.Validate(); err != nil {
			errs = append(errs, fmt.Errorf("faults[%d].%w", i, err))
		}
	}
	return errors.Join(append(errs, s.GraphQL.validate())...)
}
