package solos

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// Duration is a time span that settings write as text, such as "20ms" or "5m".
type Duration = stage.Duration

// Settings choose the data of the emulated tenant and its behaviour. Start from Defaults.
type Settings struct {
	// Rows counts active base projects; there are a tenth as many deleted ones in addition. Faults know the operations
	// projects, filter, info, steps, actions, action, checklists, goods and payments. Churn counts changes (deletion of the
	// lowest active project, insertion, change), separately for each operation. Now is the time of new projects.
	stage.Settings

	// Token is the required value of X-Crypto-Token.
	Token string `json:"token"`
	// Secret is the required value of X-Crypto-Secret.
	Secret string `json:"secret"`

	// Envelope is the form around records: "payload" ({"payload": [...]}, as in v1), "array" (none), or "data" ({"data": [...],
	// "total": n}).
	Envelope string `json:"envelope"`
	// Numbers is the form of numbers and flags: "numbers" or "strings".
	Numbers string `json:"numbers"`
	// DynamicFields is the place of dynamic fields: "top" level, or "nested" in "data".
	DynamicFields string `json:"dynamic_fields"`
	// EmptyObject is the form of an empty object: "{}", or "[]" as in PHP.
	EmptyObject string `json:"empty_object"`
	// Unicode is the form of text beyond ASCII: "plain" UTF-8, or "escaped" as \uXXXX.
	Unicode string `json:"unicode"`

	// MaxCount is the largest page; 0 is no limit.
	MaxCount int64 `json:"max_count"`
	// OverMaxCount is the reaction to a larger count: "cap" (silently) or "400".
	OverMaxCount string `json:"over_max_count"`
	// MissingID is the answer for a project or an event that does not exist: "404", "null" (with 200, and an empty list in
	// place of a list) or "error" (an error object with 200).
	MissingID string `json:"missing_id"`
	// ChildOrder is the order of a project's children: by "id", or "shuffled" by the seed.
	ChildOrder string `json:"child_order"`
	// BadKeys is the status for wrong keys: 401 or 403.
	BadKeys int `json:"bad_keys"`
	// RequireUserAgent refuses requests without a User-Agent.
	RequireUserAgent bool `json:"require_user_agent"`
	// OrderByOther is the reaction to an order_by other than "id": "ignore" (the order is by id) or "400".
	OrderByOther string `json:"order_by_other"`
	// CreatedRange is whether a created range includes its last day: "inclusive" or "end_exclusive".
	CreatedRange string `json:"created_range"`
	// OmittedDeleted is the result of a list request without "deleted": "active" or "both".
	OmittedDeleted string `json:"omitted_deleted"`
	// UnknownFilter is the reaction to a condition on an unknown key: "400" or "ignore".
	UnknownFilter string `json:"unknown_filter"`
	// MutateBetweenPages moves rows between two pages: "none", "delete" a row before the boundary, "insert" one at the end, or
	// "restore" a deleted row before the boundary.
	MutateBetweenPages string `json:"mutate_between_pages"`
}

// The values of the settings that are words.
const (
	envelopePayload = "payload"
	envelopeArray   = "array"
	envelopeData    = "data"

	numbersPlain   = "numbers"
	numbersStrings = "strings"

	dynamicTop    = "top"
	dynamicNested = "nested"

	emptyObject = "{}"
	emptyArray  = "[]"

	unicodePlain   = "plain"
	unicodeEscaped = "escaped"

	overCap    = "cap"
	refuse400  = "400"
	ignore     = "ignore"
	missing404 = "404"

	missingNull  = "null"
	missingError = "error"

	orderID       = "id"
	orderShuffled = "shuffled"

	rangeInclusive    = "inclusive"
	rangeEndExclusive = "end_exclusive"

	omittedActive = "active"
	omittedBoth   = "both"

	mutateNone    = "none"
	mutateDelete  = "delete"
	mutateInsert  = "insert"
	mutateRestore = "restore"
)

// Defaults returns the likeliest value of each setting (docs/upstreams/solos.md), with 3000 active projects.
func Defaults() Settings {
	return Settings{
		Settings:           stage.Defaults(),
		Token:              "sandbox-token",
		Secret:             "sandbox-secret",
		Envelope:           envelopePayload,
		Numbers:            numbersPlain,
		DynamicFields:      dynamicTop,
		EmptyObject:        emptyObject,
		Unicode:            unicodePlain,
		MaxCount:           100,
		OverMaxCount:       overCap,
		MissingID:          missing404,
		ChildOrder:         orderID,
		BadKeys:            401,
		RequireUserAgent:   true,
		OrderByOther:       ignore,
		CreatedRange:       rangeInclusive,
		OmittedDeleted:     omittedActive,
		UnknownFilter:      refuse400,
		MutateBetweenPages: mutateNone,
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
	check(s.Token != "", "token: is empty; set one")
	check(s.Secret != "", "secret: is empty; set one")
	check(s.MaxCount >= 0, "max_count: is %d; use 0 (no limit) or more", s.MaxCount)
	check(s.BadKeys == 401 || s.BadKeys == 403, "bad_keys: is %d; use 401 or 403", s.BadKeys)
	word("envelope", s.Envelope, envelopePayload, envelopeArray, envelopeData)
	word("numbers", s.Numbers, numbersPlain, numbersStrings)
	word("dynamic_fields", s.DynamicFields, dynamicTop, dynamicNested)
	word("empty_object", s.EmptyObject, emptyObject, emptyArray)
	word("unicode", s.Unicode, unicodePlain, unicodeEscaped)
	word("over_max_count", s.OverMaxCount, overCap, refuse400)
	word("missing_id", s.MissingID, missing404, missingNull, missingError)
	word("child_order", s.ChildOrder, orderID, orderShuffled)
	word("order_by_other", s.OrderByOther, ignore, refuse400)
	word("created_range", s.CreatedRange, rangeInclusive, rangeEndExclusive)
	word("omitted_deleted", s.OmittedDeleted, omittedActive, omittedBoth)
	word("unknown_filter", s.UnknownFilter, refuse400, ignore)
	word("mutate_between_pages", s.MutateBetweenPages, mutateNone, mutateDelete, mutateInsert, mutateRestore)
	for i, f := range s.Faults {
		check(f.Op == "" || slices.Contains(operations, f.Op),
			"faults[%d].op: is %q; use one of %s, or leave it empty for all", i, f.Op, strings.Join(operations, ", "))
		if err := f.Validate(); err != nil {
			errs = append(errs, fmt.Errorf("faults[%d].%w", i, err))
		}
	}
	return errors.Join(errs...)
}
