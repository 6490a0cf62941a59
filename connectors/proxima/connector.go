package proxima

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const name = "proxima"

// maxAttempts bounds the attempts of a request, since each repeated run starts another job upstream.
const maxAttempts = 3

// maxJobTimeout is the longest JobTimeout, which is as long as a token of the upstream lasts.
const maxJobTimeout = 24 * time.Hour

// Driver returns the driver of this connector.
func Driver() connectors.Driver {
	return connectors.Driver{
		Name:    name,
		DocsURL: "https://learn.proximaresearch.com/hc/en-us/articles/23552747009180",
		Settings: func() connectors.Settings {
			return &Settings{
				HorizonDays: 90, WindowDays: 31, PadDays: 4, FirstBatch: firstBatchAuto, Format: formatJSON,
				PollMin: 500 * time.Millisecond, PollMax: 5 * time.Second, JobTimeout: 30 * time.Minute,
			}
		},
		New: New,
	}
}

// The choices of Settings.FirstBatch, Settings.DistanceUnit and Settings.Format.
const (
	firstBatchAuto = "auto"
	unitKilometres = "kilometres"
	unitMetres     = "metres"
	formatJSON     = "json"
	formatCSV      = "csv"
)

// Settings are the connector's settings for one account.
type Settings struct {
	// BaseURL is the tenant's address, https://{tenant}.pharmahrm.com.
	BaseURL string `yaml:"base_url" show:"yes"`
	// Password is the password of the user crm_api_user. Every tenant has a user of that name.
	Password connectors.Secret `yaml:"password" show:"name"`
	// FirstDay is the first day of lists without start_from, YYYY-MM-DD in UTC.
	FirstDay string `yaml:"first_day" show:"yes"`
	// HorizonDays is the number of days after today at which lists without start_before end, 90 unless set.
	HorizonDays int `yaml:"horizon_days" show:"yes"`
	// WindowDays is the length of a list's first window, 31 unless set.
	WindowDays int `yaml:"window_days" show:"yes"`
	// PadDays is the number of days that are added on both sides of a window, 4 unless set. A tenant that plans visits over
	// several days needs one day more than the longest visit lasts.
	PadDays int `yaml:"pad_days" show:"yes"`
	// DistanceUnit is the tenant's unit of distances, "kilometres" or "metres"; "" when it is not known.
	DistanceUnit string `yaml:"distance_unit" show:"yes"`
	// FirstBatch is the number of a job's first batch: "0", "1", or "auto", the default, which finds the number.
	FirstBatch string `yaml:"first_batch" show:"yes"`
	// Format is the format of rows, "json" unless set. With "csv" the CSV variants of the functions are run, for tenants that
	// have no others. Contacts and preparations have no CSV variant.
	Format string `yaml:"format" show:"yes"`
	// AllowLinkLocal permits a base URL at a link-local address, where clouds have their metadata services.
	AllowLinkLocal bool `yaml:"allow_link_local" show:"yes"`
	// PollMin is the wait before the first request for a job's status, 500ms unless set. Each later wait is half as long again.
	PollMin time.Duration `yaml:"poll_min" show:"yes"`
	// PollMax is the longest wait between two requests for a status, 5s unless set.
	PollMax time.Duration `yaml:"poll_max" show:"yes"`
	// JobTimeout is the longest time that the connector waits for a job, 30m unless set.
	JobTimeout time.Duration `yaml:"job_timeout" show:"yes"`
}

// Validate returns an error that names every wrong setting and the fix.
func (s *Settings) Validate() error {
	_, err := rest.ParseBase("base_url", s.BaseURL, false)
	wrong := func(format string, args ...any) { err = errors.Join(err, fmt.Errorf(format, args...)) }
	if !s.Password.Set() {
		wrong("password: is missing: refer to it as ${NAME} or file:PATH")
	}
	if _, err := parseDay(s.FirstDay); err != nil {
		wrong("first_day: %q must be the day of the first visit to list, such as 2024-01-31", s.FirstDay)
	}
	for _, n := range []struct {
		field         string
		v, least, top int
	}{
		{"horizon_days", s.HorizonDays, 0, 3660}, {"window_days", s.WindowDays, 1, maxWindowDays}, {"pad_days", s.PadDays, 1, 31},
	} {
		if n.v < n.least || n.v > n.top {
			wrong("%s: %d must be from %d to %d", n.field, n.v, n.least, n.top)
		}
	}
	switch s.DistanceUnit {
	case "", unitKilometres, unitMetres:
	default:
		wrong("distance_unit: %q must be %s or %s, or left out", s.DistanceUnit, unitKilometres, unitMetres)
	}
	switch s.FirstBatch {
	case firstBatchAuto, "0", "1":
	default:
		wrong("first_batch: %q must be %s, 0 or 1", s.FirstBatch, firstBatchAuto)
	}
	switch s.Format {
	case formatJSON, formatCSV:
	default:
		wrong("format: %q must be %s or %s", s.Format, formatJSON, formatCSV)
	}
	if s.PollMin <= 0 || s.PollMax < s.PollMin {
		wrong("poll_min, poll_max: %s, %s must be above zero, and the second no less than the first", s.PollMin, s.PollMax)
	}
	if s.JobTimeout <= 0 || s.JobTimeout < s.PollMax || s.JobTimeout > maxJobTimeout {
		wrong("job_timeout: %s must be above zero, no less than poll_max, and %s at most", s.JobTimeout, maxJobTimeout)
	}
	return err
}

// Secrets returns the password.
func (s *Settings) Secrets() []*connectors.Secret { return []*connectors.Secret{&s.Password} }

// Addresses implements connectors.Settings.
func (s *Settings) Addresses() []string { return []string{s.BaseURL} }

// Client reads one account. It is safe for concurrent use.
type Client struct {
	rest     *rest.Client
	session  *session
	settings *Settings
	firstDay day
	// zone is the time zone in which the days of requests begin, except in the list of visits.
	zone *time.Location
	// constants are the encoded fields that all visits have.
	constants []byte
	// fitting is how much fits into an answer, by function. The map itself never changes.
	fitting map[*function]*fitting
	// firstBatch is the number of a job's first batch, or unknownBatch.
	firstBatch atomic.Int32
}

// fitting is the number of days that fit into an answer of one function, and the number of ids.
type fitting struct{ days, ids rest.Fitting }

// New returns a client for an account.
func New(account connectors.Account, settings connectors.Settings) (connectors.Client, error) {
	s, ok := settings.(*Settings)
	if !ok {
		return nil, fmt.Errorf("proxima: settings are %T, want *proxima.Settings", settings)
	}
	base, err := rest.ParseBase("base_url", s.BaseURL, false)
	if err != nil {
		return nil, err
	}
	first, err := parseDay(s.FirstDay)
	if err != nil {
		return nil, fmt.Errorf("first_day: %w", err)
	}
	bases, opts := []*url.URL{base}, rest.Options{MaxAttempts: maxAttempts, Secrets: []connectors.Secret{s.Password}, AllowLinkLocal: s.AllowLinkLocal}
	if account.Transport == nil {
		account.Transport = rest.NewTransport(opts) // one for both clients, which use the same host
	}
	c := &Client{
		rest:      rest.New(account, name, bases, opts),
		session:   &session{rest: rest.New(account, name, bases, opts), password: s.Password},
		settings:  s,
		firstDay:  first,
		zone:      cmp.Or(account.TimeZone, time.UTC),
		constants: distanceUnit(s.DistanceUnit),
		fitting:   map[*function]*fitting{},
	}
	for _, f := range []*function{getTasks, getActions, getUsers, getControls, getArrangements, getPreparations, getContacts} {
		c.fitting[f] = &fitting{}
	}
	c.forgetFirstBatch()
	return c, nil
}

// distanceUnit encodes the unit of a visit's distance, which the upstream does not send.
func distanceUnit(setting string) []byte {
	unit := crmstreamv1.DistanceUnit_DISTANCE_UNIT_KILOMETRES
	switch setting {
	case "":
		return nil
	case unitMetres:
		unit = crmstreamv1.DistanceUnit_DISTANCE_UNIT_METRES
	}
	return unitConstant(int32(unit))
}

// unitConstant encodes the unit of distance of a visit.
var unitConstant = transcode.Constant[int32]("distance_unit", &crmstreamv1.Visit{})

// Lists returns the lists of an account.
func (c *Client) Lists() []connectors.List {
	return []connectors.List{
		// windows of start days
		connectors.Of(c.startList("visits", getTasks, "visit", "ids", "start_from", "start_before", "end_before", "owner_id"), c.visits),
		connectors.Of(c.startList("calendarEvents", getActions, "event", "ids", "start_from", "start_before", "owner_id"), c.calendarEvents),
		connectors.Of(c.cardList("visitControls", getControls, "start_from", "start_before", "preparation_ids"), c.visitControls),
		connectors.Of(c.cardList("visitArrangements", getArrangements, "start_from", "start_before", "preparation_ids", "brand_ids"), c.visitArrangements),
		// one job
		connectors.Of(c.contactList(), c.contacts),
		connectors.Of(c.kept("users", getUsers, "user", "id", "ids"), c.users),
		connectors.Of(c.kept("preparations", getPreparations, "preparation", "id"), c.preparations),
		connectors.Of(c.kept("fields", getFieldNames, "field", "key", "resource"), c.fields),
	}
}

// LookUps returns the look-ups of an account: 200 ids a job.
func (c *Client) LookUps() []connectors.LookUp {
	return []connectors.LookUp{
		connectors.LookUpOf("visits", c.getVisits, c.variant(getTasks)),
		connectors.LookUpOf("contacts", c.getContacts, c.variant(getContacts)),
	}
}

// Writes returns none: the upstream documents no write.
func (c *Client) Writes() []connectors.Write { return nil }
