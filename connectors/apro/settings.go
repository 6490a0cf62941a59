package apro

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// The spellings that Settings.Dialect chooses from.
const (
	dialectEnglish = wire.English
	dialectIntrum  = wire.Intrum
	dialectBoth    = "both"
)

// keyLength is the length of every API key of the upstream.
const keyLength = 32

// maxFilterPage bounds the configured page size of the four filters. Their rows can have 12 kB each.
const maxFilterPage = 1000

// maxHistoryPage bounds the configured page size of invoices and calls.
const maxHistoryPage = 10_000

// asServed is the page size of a filter without a setting: the documented 50, and for servers of the INTRUM edition the most
// that they give, up to 500.
const asServed = -1

// maxUnit is the most bytes of a unit's text.
const maxUnit = 32

// Settings are what the connector needs to know about an account.
type Settings struct {
	// BaseURLs are full addresses of the account, with scheme and port; the next one is tried if there is no connection. The
	// vendor documents port 81, and port 80 if that fails, both plain HTTP.
	BaseURLs []string `yaml:"base_urls" show:"yes"`
	// APIKey is the account's key of 32 characters.
	APIKey connectors.Secret `yaml:"api_key" show:"name"`
	// Dialect is the spelling of filters: "english" as in the vendor's page, "intrum" as in the Russian edition, or "both",
	// which sends both spellings and learns the words from the rows. Rows are read in both. Dialect also decides how long pages
	// may be (PageSizes).
	Dialect string `yaml:"dialect" show:"yes"`
	// PageSizes are the largest pages asked for.
	PageSizes PageSizes `yaml:"page_sizes" show:"yes"`
	// ChangedOverlap is how far changed_until is before the newest activity that was read.
	ChangedOverlap time.Duration `yaml:"changed_overlap" show:"yes"`
	// FirstDay is where lists by creation begin without created_from, YYYY-MM-DD.
	FirstDay string `yaml:"first_day" show:"yes"`
	// Units are the units of custom fields, or the currencies of prices, by the number of the field. The upstream does not send
	// them.
	Units map[string]string `yaml:"units" show:"yes"`
	// Markers are the custom fields that get the server's marker when a record is created, so that a create whose answer is lost
	// can be found again.
	Markers Markers `yaml:"marker_fields" show:"yes"`
	// ResendCategory says that an update of a stock item without its category sends the category that the item has, since the
	// vendor's page has the category as obligatory. The item is read first.
	ResendCategory bool `yaml:"resend_category" show:"yes"`
	// EmptyLists says how the e-mail addresses or the telephone numbers of a contact are cleared, for which the upstream documents no
	// form: "refuse", or "text" for the empty text.
	EmptyLists string `yaml:"empty_lists" show:"yes"`
	// UploadSales says that the server takes files of deals. The vendor's page does not have deals among what files are uploaded to.
	UploadSales bool `yaml:"upload_sales" show:"yes"`
	// CallTimestamp is the form of the times of calls that are imported, for which the editions of the vendor's page differ: "ms" and "s"
	// for milliseconds and seconds since 1970, "text" for a date and time with its offset from UTC.
	CallTimestamp string `yaml:"call_timestamp" show:"yes"`
	// ReplaceParticipants says that an update of a calendar event removes the participants whom it leaves out. Without it, updates do not
	// write participants, since the vendor's page does not say what becomes of those.
	ReplaceParticipants bool `yaml:"replace_participants" show:"yes"`
	// SMSKey is the key of 32 characters of an SMS provider of the CRM, which signs text messages in both directions. SMSURL is the full
	// address to which gateways hand incoming ones, as the CRM shows it for the provider; without it no message can be handed over.
	SMSURL string            `yaml:"sms_url" show:"yes"`
	SMSKey connectors.Secret `yaml:"sms_key" show:"name"`
	// SMSAction is the spelling of the action: "smsReceived" as in the vendor's page and sample, or "smsRecieved" as in the Russian pages.
	SMSAction string `yaml:"sms_action" show:"yes"`
	// CallKey is the key in the settings of a virtual telephone connection, by which the CRM proves its requests to place a call.
	CallKey connectors.Secret `yaml:"call_key" show:"name"`
	// AllowLinkLocal allows base URLs with link-local addresses, where clouds have their metadata services.
	AllowLinkLocal bool `yaml:"allow_link_local" show:"yes"`
}

// PageSizes are the largest pages asked for, in records. The defaults are the documented maxima, and asServed for contacts,
// activities and deals.
type PageSizes struct {
	Stock      int `yaml:"stock" show:"yes"`
	Contacts   int `yaml:"contacts" show:"yes"`
	Activities int `yaml:"activities" show:"yes"`
	Deals      int `yaml:"deals" show:"yes"`
	Invoices   int `yaml:"invoices" show:"yes"`
	Calls      int `yaml:"calls" show:"yes"`
}

// Markers are keys of custom fields of texts, by the resource that has the field; "" for none.
type Markers struct {
	Contacts   string `yaml:"contacts" show:"yes"`
	Activities string `yaml:"activities" show:"yes"`
	Deals      string `yaml:"deals" show:"yes"`
	StockItems string `yaml:"stockItems" show:"yes"`
}

// The values of Settings.EmptyLists.
const (
	emptyListsRefuse = "refuse"
	emptyListsText   = "text"
)

// The values of Settings.CallTimestamp.
const (
	timestampMilliseconds = "ms"
	timestampSeconds      = "s"
	timestampText         = "text"
)

// defaultSettings returns the settings by the vendor's documentation.
func defaultSettings() *Settings {
	return &Settings{
		Dialect:        dialectBoth,
		PageSizes:      PageSizes{Stock: 500, Contacts: asServed, Activities: asServed, Deals: asServed, Invoices: 1000, Calls: 1000},
		ChangedOverlap: 10 * time.Minute,
		FirstDay:       "2005-01-01",
		ResendCategory: true,
		EmptyLists:     emptyListsRefuse,
		CallTimestamp:  timestampMilliseconds,
		SMSAction:      smsReceived,
	}
}

// Validate returns an error with every wrong setting and its fix.
func (s *Settings) Validate() error {
	_, err := s.bases()
	if !s.APIKey.Set() {
		err = errors.Join(err, errors.New("api_key: is missing: refer to it as ${NAME} or file:PATH"))
	}
	if s.Dialect != dialectEnglish && s.Dialect != dialectIntrum && s.Dialect != dialectBoth {
		err = errors.Join(err, fmt.Errorf("dialect: %q is unknown: use english, intrum or both", s.Dialect))
	}
	for _, size := range []struct {
		name       string
		value, max int
		grows      bool
	}{
		{"stock", s.PageSizes.Stock, maxFilterPage, false},
		{"contacts", s.PageSizes.Contacts, maxFilterPage, true},
		{"activities", s.PageSizes.Activities, maxFilterPage, true},
		{"deals", s.PageSizes.Deals, maxFilterPage, true},
		{"invoices", s.PageSizes.Invoices, maxHistoryPage, false},
		{"calls", s.PageSizes.Calls, maxHistoryPage, false},
	} {
		if served := size.value == asServed && size.grows; !served && (size.value < 1 || size.value > size.max) {
			err = errors.Join(err, fmt.Errorf("page_sizes.%s: %d must be from 1 to %d", size.name, size.value, size.max))
		}
	}
	if s.ChangedOverlap < 0 {
		err = errors.Join(err, fmt.Errorf("changed_overlap: %v must not be negative", s.ChangedOverlap))
	}
	if _, bad := time.Parse(time.DateOnly, s.FirstDay); bad != nil {
		err = errors.Join(err, fmt.Errorf("first_day: %q must be a day like 2005-01-01", s.FirstDay))
	}
	for _, field := range slices.Sorted(maps.Keys(s.Units)) {
		if n, bad := wire.Number("units", field); bad != nil || n != field {
			err = errors.Join(err, fmt.Errorf("units: %q must be the number of a custom field, as ListFields shows it", field))
		}
		if unit := s.Units[field]; strings.TrimSpace(unit) != unit || unit == "" || len(unit) > maxUnit || !utf8.ValidString(unit) {
			err = errors.Join(err, fmt.Errorf("units.%s: %q must be a text like EUR or m² of at most %d bytes, without outer blanks", field, unit, maxUnit))
		}
	}
	return errors.Join(err, s.validateWrites())
}

// validateWrites returns an error with every wrong setting of writes.
func (s *Settings) validateWrites() error {
	var err error
	fields := s.MarkerFields()
	for _, resource := range slices.Sorted(maps.Keys(fields)) {
		if _, bad := connectors.ParseID("", fields[resource], 1); bad != nil {
			err = errors.Join(err, fmt.Errorf("marker_fields.%s: %q must be the number of a custom field of texts, as ListFields shows it", resource, fields[resource]))
		}
	}
	if s.EmptyLists != emptyListsRefuse && s.EmptyLists != emptyListsText {
		err = errors.Join(err, fmt.Errorf("empty_lists: %q is unknown: use refuse or text", s.EmptyLists))
	}
	if importedCallTables[s.CallTimestamp] == nil {
		err = errors.Join(err, fmt.Errorf("call_timestamp: %q is unknown: use ms, s or text", s.CallTimestamp))
	}
	return errors.Join(err, s.validateSMS(), s.validateCall())
}

// MarkerFields returns the keys of the custom fields that get the server's marker, by resource.
func (s *Settings) MarkerFields() map[string]string {
	fields := map[string]string{
		"contacts": s.Markers.Contacts, "activities": s.Markers.Activities, "deals": s.Markers.Deals, "stockItems": s.Markers.StockItems,
	}
	maps.DeleteFunc(fields, func(_, key string) bool { return key == "" })
	return fields
}

// edition returns the edition of the dialect, "" if rows must show it.
func (s *Settings) edition() string {
	if s.Dialect == dialectBoth {
		return ""
	}
	return s.Dialect
}

// bases reads the base URLs. Plain HTTP is accepted, since the upstream documents nothing else.
func (s *Settings) bases() ([]*url.URL, error) {
	if len(s.BaseURLs) == 0 {
		return nil, errors.New("base_urls: is missing: set the account's addresses, like http://ACCOUNT.crma.pro:81 and http://ACCOUNT.crma.pro")
	}
	var bases []*url.URL
	var mistakes error
	for i, text := range s.BaseURLs {
		base, err := rest.ParseBase(fmt.Sprintf("base_urls[%d]", i), text, true)
		mistakes = errors.Join(mistakes, err)
		bases = append(bases, base)
	}
	return bases, mistakes
}

// Secrets returns the API key, and the keys for text messages and calls if there are any.
func (s *Settings) Secrets() []*connectors.Secret {
	secrets := []*connectors.Secret{&s.APIKey}
	for _, optional := range []*connectors.Secret{&s.SMSKey, &s.CallKey} {
		if optional.Set() {
			secrets = append(secrets, optional)
		}
	}
	return secrets
}

// AccountSecrets returns the secret of the account. The key of the gateway for text messages is another one: two sources of one account
// may differ in it.
func (s *Settings) AccountSecrets() []*connectors.Secret { return []*connectors.Secret{&s.APIKey} }

// Addresses implements connectors.Settings. SMSURL is not among them, since the API is not there: it does not tell accounts apart.
func (s *Settings) Addresses() []string { return s.BaseURLs }

// DefaultBudget returns the quota that the vendor documents for every account.
func (s *Settings) DefaultBudget() (requests int, window time.Duration) { return 200, time.Hour }
