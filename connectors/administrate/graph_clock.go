package administrate

import (
	"context"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
)

// timeFields are the fields of tasks that are times.
var timeFields = []string{"create_time", "update_time", "start_time", "end_time"}

// The forms of times. No page says which one tasks have: elsewhere the vendor has both.
const (
	formUnknown int32 = iota
	// formNaive has no offset: the wall clock of the tenant.
	formNaive
	// formZoned has an offset from UTC.
	formZoned
)

// clockText is the form of clocks. A clock is the second of a time: of the tenant's wall clock if times are naive, else in UTC. Lists
// are read second by second, since a server may compare parts of a second that it does not show.
const clockText = localFormat

// The forms of times with an offset: "Z" and "+02:00", or "+0200".
var zonedForms = []string{clockText + "Z07:00", clockText + "Z0700"}

// readClock returns the clock of a time as the upstream shows it. It reports false for a text that is no time.
func readClock(text string) (clock string, form int32, ok bool) {
	text = strings.Replace(strings.TrimSpace(text), " ", "T", 1)
	for _, layout := range zonedForms {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC().Format(clockText), formZoned, true
		}
	}
	for _, layout := range []string{clockText, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(clockText), formNaive, true
		}
	}
	return "", formUnknown, false
}

// shifted returns a clock that is later by d.
func shifted(clock string, d time.Duration) string {
	t, err := time.Parse(clockText, clock)
	if err != nil {
		return clock // all clocks come from readClock or validClock
	}
	return t.Add(d).Format(clockText)
}

// validClock reports whether a text is a clock.
func validClock(text string) bool {
	_, err := time.Parse(clockText, text)
	return err == nil && len(text) == len(clockText)
}

// sentClock returns a clock as a filter has it.
func sentClock(clock string, form int32) string {
	if form == formZoned {
		return clock + "Z"
	}
	return clock
}

// instantOf returns the instant of a clock.
func (c *graphClient) instantOf(clock string, form int32) time.Time {
	zone := c.zone
	if form == formZoned {
		zone = time.UTC
	}
	t, _ := time.ParseInLocation(clockText, clock, zone)
	return t
}

// clockBound returns the clock for a condition that compares with an instant, which excludes no row that may obey it.
func (c *graphClient) clockBound(t time.Time, op connectors.Op, form int32) string {
	zone := c.zone
	if form == formZoned {
		zone = time.UTC
	}
	return wallClock(t, op, zone).Format(clockText)
}

// saw notes the form of a field's times.
func (c *graphClient) saw(field string, form int32) {
	if f := c.forms[field]; f != nil && form != formUnknown && f.Load() != form {
		f.Store(form)
	}
}

// formOf returns the form of a field's times. If no answer has shown it, one task with such a time is asked for. Without such a task
// no filter by the time finds anything, whatever its form is.
func (c *graphClient) formOf(ctx context.Context, s *schema.Schema, field string) (int32, error) {
	known := c.forms[field]
	if known.Load() == formUnknown && s.Filter(field) != "" && s.Shows(field) {
		run := graphRun{graphQuery: &graphQuery{graphClient: c}, schema: s, by: field}
		// In the order of the field the task is the first: a cache may send the answer again for the first page of the list.
		_, ordered := s.OrderBy(field, false)
		if _, err := run.ask(ctx, page{limit: 1, ordered: ordered}, s.IsSet(field)); err != nil {
			return formUnknown, err
		}
	}
	return max(known.Load(), formNaive), nil
}
