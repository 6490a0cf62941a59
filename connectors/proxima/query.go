package proxima

import (
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// orderStart is the only order of lists by start.
const orderStart = "start_time"

const (
	// maxIDs bounds the ids of one run. A list by start has all ids in one run, since its order is not that of ids.
	maxIDs = 200
	// maxWindowDays bounds the length of windows, in settings and in cursors.
	maxWindowDays = 366
	// maxRangeDays bounds the period of a list. Each window costs a job, even without visits.
	maxRangeDays = 100 * 366
)

// startRequest is the part that all requests for lists by start have.
type startRequest struct {
	startFrom, startBefore, endBefore string
	ids                               []string
	owner                             string
	// zone is the time zone in which days begin.
	zone *time.Location
	// bounded reports whether the request must have both bounds of the start, since the list has no period of its own.
	bounded bool
}

// query is a request for a list by start in the upstream's words.
type query struct {
	// first and last are the days on which a record of the list can start. The list is empty when last is before first.
	first, last day
	// horizon reports whether the list ends no later than the horizon, since the request names no last day.
	horizon bool
	// from, before and endBefore bound start and end as keys; "" is no bound.
	from, before, endBefore string
	// ids are the requested ids, nil for all. idText is the ids as the upstream wants them.
	ids    map[string]bool
	idText string
	// owner is the requested user, and ownerID the number that the upstream wants; "" and 0 for all users.
	owner   string
	ownerID int64
}

// query reads a request (api_get_tasks_json and others, "Request Body"). Its days are days of UTC, since the upstream's times
// are UTC.
func (c *Client) query(a startRequest) (*query, error) {
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
		id, err := connectors.ParseID("owner_id", a.owner, 1)
		if err != nil {
			return nil, err
		}
		q.owner, q.ownerID = a.owner, int64(id)
	}
	return q, nil
}

// bound reads the bounds of start and end. Since no record ends before it starts, a bound of the end also bounds the start.
func (q *query) bound(a startRequest) error {
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

// checkLength refuses a list of more than a century. For a list that ends at the horizon, the length counts from the account's
// first day. So whether a request is refused does not depend on today's date.
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

// present returns the query for today: its last day is no later than the horizon.
func (c *Client) present(q *query) *query {
	today := *q
	if q.horizon {
		today.last = min(q.last, dayOf(time.Now())+day(c.settings.HorizonDays))
	}
	return &today
}

// bound reads a bound of the start.
func (a startRequest) bound(field, text string) (time.Time, error) {
	if a.bounded && text == "" {
		return time.Time{}, connectors.Invalid(field, "is missing: the upstream lists only by period, so set a day (2026-01-31) or a time")
	}
	return bound(field, text, a.zone)
}

// bound reads a bound, if there is one, as UTC. The upstream's times have whole seconds, so a fraction is rounded up.
func bound(field, text string, zone *time.Location) (time.Time, error) {
	t, err := connectors.ParseTime(field, text, zone)
	return t.UTC().Add(time.Second - 1).Truncate(time.Second), err
}

// admits reports whether a start and an end are within the bounds; end is "" when the end cannot be read.
func (q *query) admits(start, end string) bool {
	return start >= q.from &&
		(q.before == "" || start < q.before) &&
		(q.endBefore == "" || end != "" && end < q.endBefore)
}

// has reports whether the list can have records.
func (q *query) has() bool { return q.first <= q.last }
