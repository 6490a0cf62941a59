package apro

import (
	"fmt"
	"slices"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// Spellings of keys and values on the wire, for Settings.Dialect.
const (
	// English is the spelling of the vendor's English page.
	English = "english"
	// Intrum is the spelling of the Russian edition, which real servers are known to speak.
	Intrum = "intrum"
	// Both obeys either spelling in requests and writes both keys in rows; values are English.
	Both = "both"
)

// Forms of the total in the four filters, for Settings.Count.
const (
	// CountDocumented writes text, and a number for deals, as the vendor's page shows it.
	CountDocumented = "documented"
	// CountText writes text for every list.
	CountText = "text"
	// CountNumber writes a number for every list.
	CountNumber = "number"
	// CountOnRequest writes false, or a number when the request says count_total=1, as version 2.9 does.
	CountOnRequest = "on_request"
)

// Choices of what happens to something that is too big or unknown, for several settings.
const (
	// Clamp lowers a limit to its maximum without a word.
	Clamp = "clamp"
	// Drop forgets what is beyond the element limit, as PHP's max_input_vars does.
	Drop = "drop"
	// Ignore passes over parameters nobody knows.
	Ignore = "ignore"
	// Refuse answers BAD_PARAMS.
	Refuse = "refuse"
)

// Windows of the hourly quota, for Settings.QuotaWindow.
const (
	// FixedHour starts a new quota with each clock hour.
	FixedHour = "fixed"
	// SlidingHour looks back one hour from each request.
	SlidingHour = "sliding"
)

// Forms of accounts/get_full, for Settings.FullInvoices.
const (
	// FullDocumented writes one object for one id, as the vendor's page shows it, and a list for several.
	FullDocumented = "documented"
	// FullMap writes a map by id, whatever was asked.
	FullMap = "map"
)

// Generations of the organizer, for Settings.Organizer.
const (
	// Organizer28 splits the start of an event into parts.
	Organizer28 = "v2.8"
	// Organizer29 writes rows as iCalendar has them.
	Organizer29 = "v2.9"
)

// FailCode makes some requests of one operation answer {"status":"fail","message":Code} in place of data.
type FailCode struct {
	// Op is the operation, for example "purchaser/filter" ("" means any).
	Op string `json:"op"`
	// At is the first request of that operation that fails, counted from 1.
	At int64 `json:"at"`
	// Times is how many requests in a row fail (0 means 1, -1 means all that follow).
	Times int64 `json:"times"`
	// Code is the message, for example "SERVER_IS_OVERLOADED"; "" leaves the message out, as telephony does.
	Code string `json:"code"`
}

// Duration is a time span that is written as text in settings, such as "20ms" or "5m".
type Duration = stage.Duration

// Settings choose the emulator's data and its manners where the upstream's are unknown.
type Settings struct {
	// Rows is how many rows each list starts with, deleted ones included. Faults of kind "status" write what the package
	// comment says. Churn is how many changes happen in a list before each request for it but the first.
	//
	// Now is the clock for the quota and for changes; its wall clock, in its own location, is what rows show. A clock that
	// stands before 2026-09-20 changes rows as of that day, so that a change is always the newest.
	stage.Settings

	// FailCode replaces some answers by application failures.
	FailCode []FailCode `json:"fail_code"`

	// APIKey is the only key that is accepted; it has 32 characters.
	APIKey string `json:"api_key"`
	// Denied lists operations for which the key lacks the right (ACCESS_DENY).
	Denied []string `json:"denied"`
	// Missing lists operations that the server does not have (BAD_REQUEST).
	Missing []string `json:"missing"`
	// Quota is how many requests an hour are served before LIMIT_EXCEEDED; 0 means no quota.
	Quota int64 `json:"quota"`
	// QuotaWindow is "fixed" (clock hours) or "sliding".
	QuotaWindow string `json:"quota_window"`
	// FailStatus is the HTTP status of application failures; real servers are said to use 200 and perhaps 501.
	FailStatus int `json:"fail_status"`

	// Dialect is "english", "intrum" or "both".
	Dialect string `json:"dialect"`
	// Count is the form of the total: "documented", "text", "number" or "on_request".
	Count string `json:"count"`
	// Unescaped writes plain UTF-8 and plain slashes, where PHP by default writes \uXXXX and \/.
	Unescaped bool `json:"unescaped"`
	// EmptyObjects writes empty maps as {}, where PHP by default writes [].
	EmptyObjects bool `json:"empty_objects"`
	// DocumentedTypes writes numbers where the vendor's page shows numbers; real servers write text.
	DocumentedTypes bool `json:"documented_types"`

	// ListValues writes the texts and numbers of every fifth row's custom fields as lists, as some servers were seen to do.
	ListValues bool `json:"list_values"`

	// ElementLimit is how many elements the params of a request may have; 0 means no limit.
	ElementLimit int `json:"element_limit"`
	// ElementOverflow is "refuse" or "drop".
	ElementOverflow string `json:"element_overflow"`
	// UnknownParams is "ignore" or "refuse".
	UnknownParams string `json:"unknown_params"`
	// Ignore names parameters that the upstream shall act as if it did not know, for every operation.
	Ignore []string `json:"ignore"`
	// MaxLimit overrides the largest page size by operation, for example {"purchaser/filter": 500}.
	MaxLimit map[string]int64 `json:"max_limit"`
	// LimitOverflow says what happens to a larger limit: "clamp" or "refuse".
	LimitOverflow string `json:"limit_overflow"`
	// CallsPageBase is the number of the first page of calls/history: 1 or 0.
	CallsPageBase int64 `json:"calls_page_base"`

	// ByIDs says that the filters know by_ids, which the page leaves out.
	ByIDs bool `json:"by_ids"`
	// OrderByID says that the filters know order_field=id, which the page leaves out.
	OrderByID bool `json:"order_by_id"`
	// DefaultActivityOrder sorts by activity time when a request names no known order_field; otherwise by id.
	DefaultActivityOrder bool `json:"default_activity_order"`
	// ExclusiveLower leaves rows at date.from out.
	ExclusiveLower bool `json:"exclusive_lower"`
	// ExclusiveUpper leaves rows at date.to out.
	ExclusiveUpper bool `json:"exclusive_upper"`
	// DateOnly honours only the day of date.from and date.to.
	DateOnly bool `json:"date_only"`
	// DefaultActive lists only active invoices when a request names neither active nor ids.
	DefaultActive bool `json:"default_active"`

	// CountUnderflow says what happens to a page of dialogs or of the organizer with less than 10 rows: "clamp" or
	// "refuse".
	CountUnderflow string `json:"count_underflow"`
	// ContactFieldsByType writes purchaser/fields as a map by type, like those of other lists.
	ContactFieldsByType bool `json:"contact_fields_by_type"`
	// WorkerStatus says that worker/filter knows the parameter status and writes the key, which the page leaves out.
	WorkerStatus bool `json:"worker_status"`
	// EmptyComments writes an empty list for a record without comments, where others leave it out.
	EmptyComments bool `json:"empty_comments"`
	// FullInvoices is the form of accounts/get_full: "documented" or "map".
	FullInvoices string `json:"full_invoices"`
	// Organizer is the generation of the organizer's rows: "v2.8" or "v2.9".
	Organizer string `json:"organizer"`

	// StockTypes is how many object types there are; the first holds six of ten stock rows.
	StockTypes int `json:"stock_types"`
	// BulkRows is how many rows of each list share one second of activity, and as many one second of creation.
	// Lists too small for that use two fifths of their rows.
	BulkRows int64 `json:"bulk_rows"`
	// ZeroDates is how many deals have no activity time; at most a fifth of them have none.
	ZeroDates int64 `json:"zero_dates"`
}

// Defaults returns the documented behaviour of version 2.8, and the likelier one where the page is silent.
func Defaults() Settings {
	return Settings{
		Settings: stage.Defaults(),
		APIKey:   "sandbox-apro-key-000000000000000",
		Quota:    200, QuotaWindow: FixedHour, FailStatus: 200,
		Dialect: English, Count: CountDocumented,
		ElementLimit: 1000, ElementOverflow: Refuse, UnknownParams: Ignore, LimitOverflow: Clamp,
		CallsPageBase: 1, ByIDs: true, OrderByID: true,
		Missing: []string{opDialogGroups}, CountUnderflow: Clamp,
		WorkerStatus: true, FullInvoices: FullDocumented, Organizer: Organizer28,
		StockTypes: 3, BulkRows: 1200, ZeroDates: 300,
	}
}

// Validate reports the first setting that cannot be used, by its json name, with the fix.
func (s Settings) Validate() error {
	if err := s.validateNumbers(); err != nil {
		return err
	}
	choices := []struct {
		field, value string
		allowed      []string
	}{
		{"quota_window", s.QuotaWindow, []string{FixedHour, SlidingHour}},
		{"dialect", s.Dialect, []string{English, Intrum, Both}},
		{"count", s.Count, []string{CountDocumented, CountText, CountNumber, CountOnRequest}},
		{"element_overflow", s.ElementOverflow, []string{Refuse, Drop}},
		{"unknown_params", s.UnknownParams, []string{Ignore, Refuse}},
		{"limit_overflow", s.LimitOverflow, []string{Clamp, Refuse}},
		{"count_underflow", s.CountUnderflow, []string{Clamp, Refuse}},
		{"full_invoices", s.FullInvoices, []string{FullDocumented, FullMap}},
		{"organizer", s.Organizer, []string{Organizer28, Organizer29}},
	}
	for _, c := range choices {
		if !slices.Contains(c.allowed, c.value) {
			return fmt.Errorf("%s: %q is unknown; use one of %q", c.field, c.value, c.allowed)
		}
	}
	return s.validateFaults()
}

func (s Settings) validateNumbers() error {
	switch {
	case s.Rows < 0 || s.Rows > maxRows:
		return fmt.Errorf("rows: %d is out of range; use 0 to %d", s.Rows, int64(maxRows))
	case s.Latency < 0:
		return fmt.Errorf("latency: must not be negative")
	case s.Churn < 0:
		return fmt.Errorf("churn: %d is negative; use 0 for a list that stands still", s.Churn)
	case len(s.APIKey) != 32:
		return fmt.Errorf("api_key: has %d characters; the upstream's keys have 32", len(s.APIKey))
	case s.Quota < 0:
		return fmt.Errorf("quota: %d is negative; use 0 for no quota", s.Quota)
	case s.FailStatus < 200 || s.FailStatus > 599:
		return fmt.Errorf("fail_status: %d is no final HTTP status; use 200 or 501", s.FailStatus)
	case s.ElementLimit < 0:
		return fmt.Errorf("element_limit: %d is negative; use 0 for no limit", s.ElementLimit)
	case s.CallsPageBase != 0 && s.CallsPageBase != 1:
		return fmt.Errorf("calls_page_base: %d is unknown; use 1 or 0", s.CallsPageBase)
	case s.StockTypes < 1 || s.StockTypes > 50:
		return fmt.Errorf("stock_types: %d is out of range; use 1 to 50", s.StockTypes)
	case s.BulkRows < 0:
		return fmt.Errorf("bulk_rows: %d is negative; use 0 for no bulk import", s.BulkRows)
	case s.ZeroDates < 0:
		return fmt.Errorf("zero_dates: %d is negative; use 0 for none", s.ZeroDates)
	}
	for op, limit := range s.MaxLimit {
		if _, known := maximumOf(op, s.Dialect); !known || limit < 1 {
			return fmt.Errorf("max_limit: %q: %d; name a paged operation such as %q and at least 1 row", op, limit, opContacts)
		}
	}
	return nil
}

func (s Settings) validateFaults() error {
	for _, f := range s.Faults {
		if err := f.Validate(); err != nil {
			return fmt.Errorf("faults: %w", err)
		}
	}
	return nil
}
