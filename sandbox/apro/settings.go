package apro

import (
	"fmt"
	"slices"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// Spellings of keys and values on the wire, for Settings.Dialect.
const (
	// English is the spelling of the vendor's English page.
	English = "english"
	// Intrum is the spelling of the Russian edition, which real servers are known to use.
	Intrum = "intrum"
	// Both accepts either spelling in requests and writes both keys in rows; values are English.
	Both = "both"
)

// Forms of the total in the four filters, for Settings.Count.
const (
	// CountDocumented writes a text, and for deals a number, as on the vendor's page.
	CountDocumented = "documented"
	// CountText writes a text for every list.
	CountText = "text"
	// CountNumber writes a number for every list.
	CountNumber = "number"
	// CountOnRequest writes false, or a number when the request has count_total=1, like version 2.9.
	CountOnRequest = "on_request"
)

// Reactions to values that are too large or unknown, for several settings.
const (
	// Clamp lowers a limit to its maximum without a message.
	Clamp = "clamp"
	// Drop drops the elements beyond the limit, like PHP's max_input_vars.
	Drop = "drop"
	// Ignore ignores unknown parameters.
	Ignore = "ignore"
	// Refuse answers BAD_PARAMS.
	Refuse = "refuse"
)

// Windows of the hourly quota, for Settings.QuotaWindow.
const (
	// FixedHour begins a new quota with each clock hour.
	FixedHour = "fixed"
	// SlidingHour counts the hour before each request.
	SlidingHour = "sliding"
)

// Forms of accounts/get_full, for Settings.FullInvoices.
const (
	// FullDocumented writes one object for one id, as on the vendor's page, and a list for several.
	FullDocumented = "documented"
	// FullMap writes a map by id for any number of ids.
	FullMap = "map"
)

// Generations of the organizer, for Settings.Organizer.
const (
	// Organizer28 splits the start of an event into parts.
	Organizer28 = "v2.8"
	// Organizer29 writes rows with the members of iCalendar.
	Organizer29 = "v2.9"
)

// FailCode makes some requests of one operation answer {"status":"fail","message":Code} in place of data.
type FailCode struct {
	// Op is the operation, for example "purchaser/filter" ("" means any).
	Op string `json:"op"`
	// At is the first request of that operation that fails, counted from 1.
	At int64 `json:"at"`
	// Times is the number of successive requests that fail (0 means 1, -1 means all that follow).
	Times int64 `json:"times"`
	// Code is the message, for example "SERVER_IS_OVERLOADED"; "" leaves the message out, like telephony.
	Code string `json:"code"`
	// Executes has the request executed before its answer is replaced.
	Executes bool `json:"executes"`
}

// Duration is a time span that settings write as text, such as "20ms" or "5m".
type Duration = stage.Duration

// Settings choose the emulator's data, and its behaviour where the upstream's is unknown.
type Settings struct {
	// Rows is the number of rows of each list at the start, including deleted rows. The package comment has the answers to
	// faults of kind "status". Churn is the number of changes to a list before each request for it but the first.
	//
	// Now is the clock for the quota and for changes. Rows show its wall clock, in TimeZone. Before 2026-09-20 that day
	// is used instead, so that a change is always the newest.
	stage.Settings

	// TimeZone is the zone of the wall clock that rows show, such as Europe/London; "" is the location of Now.
	TimeZone string `json:"time_zone"`

	// FailCode replaces some answers by application failures.
	FailCode []FailCode `json:"fail_code"`

	// APIKey is the only accepted key; it has 32 characters.
	APIKey string `json:"api_key"`
	// Denied lists operations for which the key lacks the right (ACCESS_DENY).
	Denied []string `json:"denied"`
	// Missing lists operations that the server does not have (BAD_REQUEST).
	Missing []string `json:"missing"`
	// Quota is the number of requests an hour before LIMIT_EXCEEDED; 0 means no quota.
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
	// DocumentedTypes writes numbers where the vendor's page has numbers; real servers write text.
	DocumentedTypes bool `json:"documented_types"`

	// ListValues writes the texts and numbers of custom fields as lists in every fifth row, which some servers were seen to do.
	ListValues bool `json:"list_values"`

	// ElementLimit is the largest number of elements in the params of a request; 0 means no limit.
	ElementLimit int `json:"element_limit"`
	// ElementOverflow is "refuse" or "drop".
	ElementOverflow string `json:"element_overflow"`
	// UnknownParams is "ignore" or "refuse".
	UnknownParams string `json:"unknown_params"`
	// Ignore names parameters that every operation ignores like unknown ones.
	Ignore []string `json:"ignore"`
	// MaxLimit overrides the largest page size by operation, for example {"purchaser/filter": 500}.
	MaxLimit map[string]int64 `json:"max_limit"`
	// LimitOverflow is the reaction to a larger limit: "clamp" or "refuse".
	LimitOverflow string `json:"limit_overflow"`
	// CallsPageBase is the number of the first page of calls/history: 1 or 0.
	CallsPageBase int64 `json:"calls_page_base"`

	// ByIDs reports whether the filters know by_ids, which is not on the page.
	ByIDs bool `json:"by_ids"`
	// OrderByID reports whether the filters know order_field=id, which is not on the page.
	OrderByID bool `json:"order_by_id"`
	// DefaultActivityOrder sorts by activity time when a request names no known order_field; otherwise the default order is by
	// id.
	DefaultActivityOrder bool `json:"default_activity_order"`
	// ExclusiveLower excludes rows at date.from.
	ExclusiveLower bool `json:"exclusive_lower"`
	// ExclusiveUpper excludes rows at date.to.
	ExclusiveUpper bool `json:"exclusive_upper"`
	// DateOnly uses only the day of date.from and date.to.
	DateOnly bool `json:"date_only"`
	// DefaultActive lists only active invoices when a request names neither active nor ids.
	DefaultActive bool `json:"default_active"`

	// CountUnderflow is the reaction to a page of dialogs or of the organizer with less than 10 rows: "clamp" or "refuse".
	CountUnderflow string `json:"count_underflow"`
	// ContactFieldsByType writes purchaser/fields as a map by type, like the fields of other lists.
	ContactFieldsByType bool `json:"contact_fields_by_type"`
	// WorkerStatus reports whether worker/filter knows the parameter status and writes the key, which is not on the page.
	WorkerStatus bool `json:"worker_status"`
	// EmptyComments writes an empty list for a record without comments, which is otherwise left out.
	EmptyComments bool `json:"empty_comments"`
	// FullInvoices is the form of accounts/get_full: "documented" or "map".
	FullInvoices string `json:"full_invoices"`
	// Organizer is the generation of the organizer's rows: "v2.8" or "v2.9".
	Organizer string `json:"organizer"`

	// StockTypes is the number of object types; the first has six of ten stock rows.
	StockTypes int `json:"stock_types"`
	// BulkRows is the number of rows of each list that share one second of activity, and the number of those that share one
	// second of creation. Lists that are too small for this use two fifths of their rows.
	BulkRows int64 `json:"bulk_rows"`
	// InsertedOrder is the order of the ids that an insertion answers with: "as_sent" or "reversed".
	InsertedOrder string `json:"inserted_order"`
	// InsertedFailures is the answer to a wrong row of an insertion: "none" (the request is refused), or for the row alone
	// "missing" (no id), "zero" (id 0) or "null".
	InsertedFailures string `json:"inserted_failures"`
	// BadParamsAfterInsert stores the rows before the wrong row of a refused request, and as much of that row as can be stored.
	BadParamsAfterInsert bool `json:"bad_params_after_insert"`
	// ContactLists is what e-mail addresses and telephone numbers do to those of a contact: "replace" or "merge".
	ContactLists string `json:"contact_lists"`
	// IgnoredWrites names parameters of rows that writes ignore like unknown ones.
	IgnoredWrites []string `json:"ignored_writes"`
	// TouchesActivity reports whether updates and deletions by requests set the times of the last activity and the last edit.
	TouchesActivity bool `json:"touches_activity"`

	WriteSettings
	// ChannelSettings choose what writes of dialogs, events, online forms and SMS do.
	ChannelSettings
	// ReceiverSettings choose whom the CRM calls, and how.
	ReceiverSettings

	// ZeroDates is the number of deals without activity time, at most a fifth of the deals.
	ZeroDates int64 `json:"zero_dates"`
}

// Defaults returns the documented behaviour of version 2.8, and the likelier behaviour where the page is silent.
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
		InsertedOrder: AsSent, InsertedFailures: FailuresNone, ContactLists: Replace, TouchesActivity: true,
		StockTypes: 3, BulkRows: 1200, ZeroDates: 300,
		WriteSettings: writeDefaults(), ChannelSettings: channelDefaults(), ReceiverSettings: receiverDefaults(),
	}
}

// Validate returns the error of the first wrong setting, with its json name and the fix.
func (s Settings) Validate() error {
	if err := s.validateNumbers(); err != nil {
		return err
	}
	choices := append(slices.Concat(s.writeChoices(), s.receiverChoices()), []choice{
		{"quota_window", s.QuotaWindow, []string{FixedHour, SlidingHour}},
		{"dialect", s.Dialect, []string{English, Intrum, Both}},
		{"count", s.Count, []string{CountDocumented, CountText, CountNumber, CountOnRequest}},
		{"element_overflow", s.ElementOverflow, []string{Refuse, Drop}},
		{"unknown_params", s.UnknownParams, []string{Ignore, Refuse}},
		{"limit_overflow", s.LimitOverflow, []string{Clamp, Refuse}},
		{"count_underflow", s.CountUnderflow, []string{Clamp, Refuse}},
		{"full_invoices", s.FullInvoices, []string{FullDocumented, FullMap}},
		{"organizer", s.Organizer, []string{Organizer28, Organizer29}},
		{"inserted_order", s.InsertedOrder, []string{AsSent, Reversed}},
		{"inserted_failures", s.InsertedFailures, []string{FailuresNone, FailuresMissing, FailuresZero, FailuresNull}},
		{"contact_lists", s.ContactLists, []string{Replace, Merge}},
	}...)
	for _, c := range choices {
		if !slices.Contains(c.allowed, c.value) {
			return fmt.Errorf("%s: %q is unknown; use one of %q", c.field, c.value, c.allowed)
		}
	}
	if _, err := time.LoadLocation(s.TimeZone); err != nil {
		return fmt.Errorf("time_zone: %q is unknown; use a name such as Europe/London", s.TimeZone)
	}
	if err := s.validateChannels(); err != nil {
		return err
	}
	if err := s.validateWrites(); err != nil {
		return err
	}
	if err := s.validateReceivers(); err != nil {
		return err
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
