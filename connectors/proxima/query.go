package proxima

import (
	"strconv"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// orderStart is the only order of lists by start.
const orderStart = "start_time"

const (
	// maxIDs bounds the ids of one run. Windows have all of them in one run, since their order is by start.
	maxIDs = 200
	// maxWindowDays bounds windows, by settings and in cursors.
	maxWindowDays = 366
	// maxRangeDays bounds a list. Each window of it costs a job, whether or not there are visits.
	maxRangeDays = 100 * 366
)

// asked is what requests for lists by start have in common, as they have it.
type asked struct {
	startFrom, startBefore, endBefore string
	ids                               []string
	owner                             string
	// zone is where days begin.
	zone *time.Location
	// bounded tells that the list has no period of its own, so that both bounds of the start are needed.
	bounded bool
}

// query is a request for a list by start in the upstream's words.
type query struct {
	// first and last are the days that a record of the list can start on. The list is empty when last is before first.
	first, last day
	// horizon tells that the list ends at the horizon, if not before, since the request names no last day.
	horizon bool
	// from, before and endBefore bound start and end as keys; "" is no bound.
	from, before, endBefore string
	// ids are the ids asked for, nil for all, and idText is how they are sent.
	ids    map[string]bool
	idText string
	// owner is the user asked for, and ownerID the number that is sent; "" and 0 for all.
	owner   string
	ownerID int64
}

// query reads a request (api_get_tasks_json and others, "Request Body"). Its days are counted in UTC, as the upstream's
// times are.
func (c *Client) query(a asked) (*query, error) {
	q := &query{first: c.firstDay, last: latestDay, horizon: a.startBefore == ""}
	if err := q.bound(a); err != nil {
		return nil, err
	}
	if err := q.checkLength(c.firstDay); err != nil {
		return nil, err
	}
	ids, err := pick("ids", a.ids, maxIDs)
	if err != nil {
		return nil, err
	}
	if len(ids) > 0 {
		q.ids, q.idText = set(ids), joined(ids)
	}
	if a.owner != "" {
		id, err := positive("owner_id", a.owner)
		if err != nil {
			return nil, err
		}
		q.owner, q.ownerID = strconv.FormatInt(id, 10), id
	}
	return q, nil
}

// bound reads the bounds of start and end. What ends no earlier than it starts has its start bounded by the end as well.
func (q *query) bound(a asked) error {
	from, err := a.bound("start_from", a.startFrom)
	if err != nil {
		return err
	}
	before, err := a.bound("start_before", a.startBefore)
	if err != nil {
		return err
	}
	endBefore, err := bound("end_before", a.endBefore, a.zone)
	if err != nil {
		return err
	}
	if a.startFrom != "" {
		q.first, q.from = dayOf(from), from.Format(keyLayout)
	}
	if a.startBefore != "" {
		q.last, q.before = dayOf(before.Add(-time.Second)), before.Format(keyLayout)
	}
	if a.endBefore != "" {
		q.last, q.endBefore = min(q.last, dayOf(endBefore.Add(-time.Second))), endBefore.Format(keyLayout)
	}
	return nil
}

// checkLength refuses a list of more than a century. One that ends at the horizon counts up to the account's first day, so
// that no request is refused for the day on which it comes.
func (q *query) checkLength(firstDay day) error {
	field, last := "start_before", q.last
	if q.horizon {
		field, last = "start_from", min(last, firstDay)
	}
	if last-q.first > maxRangeDays {
		return connectors.Invalid(field, "the list would cover %s to %s: ask for no more than a century", q.first, last)
	}
	return nil
}

// present returns the query as it is today, with its last day no later than the horizon.
func (c *Client) present(q *query) *query {
	today := *q
	if q.horizon {
		today.last = min(q.last, dayOf(time.Now())+day(c.settings.HorizonDays))
	}
	return &today
}

// bound reads a bound of the start.
func (a asked) bound(field, text string) (time.Time, error) {
	if a.bounded && text == "" {
		return time.Time{}, connectors.Invalid(field, "is needed: the upstream has no list without a period, so name a day (2026-01-31) or a time")
	}
	return bound(field, text, a.zone)
}

// bound reads a bound, if there is one, as UTC. The upstream's times have whole seconds, so a fraction goes up to the next one.
func bound(field, text string, zone *time.Location) (time.Time, error) {
	t, err := connectors.ParseTime(field, text, zone)
	return t.UTC().Add(time.Second - 1).Truncate(time.Second), err
}

// admits reports whether a start and an end are within the bounds; end is "" when it cannot be read.
func (q *query) admits(start, end string) bool {
	return start >= q.from &&
		(q.before == "" || start < q.before) &&
		(q.endBefore == "" || end != "" && end < q.endBefore)
}

// has reports whether the list can have records at all.
func (q *query) has() bool { return q.first <= q.last }
