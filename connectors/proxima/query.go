package proxima

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// orderStart is the only order of the list.
const orderStart = "start_time"

const (
	// maxIDs bounds the ids of a request. All of them go into one window, since the order is by start.
	maxIDs = 200
	// maxWindowDays bounds windows, by settings and in cursors.
	maxWindowDays = 366
	// maxRangeDays bounds a list. Each window of it costs a job, whether or not there are visits.
	maxRangeDays = 100 * 366
)

// query is a request in the upstream's words.
type query struct {
	// first and last are the days that a visit of the list can start on. The list is empty when last is before first.
	first, last day
	// from, before and endBefore bound start and end as keys; "" is no bound.
	from, before, endBefore string
	// ids are the ids asked for, nil for all, and idText is how they are sent.
	ids    map[string]bool
	idText string
	// owner is the user asked for, and ownerID the number that is sent; "" and 0 for all.
	owner   string
	ownerID int64
}

// query reads a request (api_get_tasks_json, "Request Body"). Days are counted in UTC, as the upstream's times are.
func (c *Client) query(req *crmstreamv1.ListVisitsRequest) (*query, error) {
	q := &query{first: c.firstDay, last: dayOf(time.Now()) + day(c.settings.HorizonDays)}
	if err := q.bound(req); err != nil {
		return nil, err
	}
	if err := q.pick(req.GetIds()); err != nil {
		return nil, err
	}
	if owner := req.GetOwnerId(); owner != "" {
		id, err := positive("owner_id", owner)
		if err != nil {
			return nil, err
		}
		q.owner, q.ownerID = strconv.FormatInt(id, 10), id
	}
	return q, nil
}

// bound reads the bounds of start and end. A visit ends no earlier than it starts, so the end bounds the start as well.
func (q *query) bound(req *crmstreamv1.ListVisitsRequest) error {
	from, err := bound("start_from", req.GetStartFrom())
	if err != nil {
		return err
	}
	before, err := bound("start_before", req.GetStartBefore())
	if err != nil {
		return err
	}
	endBefore, err := bound("end_before", req.GetEndBefore())
	if err != nil {
		return err
	}
	if req.GetStartFrom() != "" {
		q.first, q.from = dayOf(from), from.Format(keyLayout)
	}
	if req.GetStartBefore() != "" {
		q.last, q.before = dayOf(before.Add(-time.Second)), before.Format(keyLayout)
	}
	if req.GetEndBefore() != "" {
		q.last, q.endBefore = min(q.last, dayOf(endBefore.Add(-time.Second))), endBefore.Format(keyLayout)
	}
	if q.last-q.first > maxRangeDays {
		field := "start_before"
		if req.GetStartBefore() == "" {
			field = "start_from"
		}
		return connectors.Invalid(field, "the list would cover %s to %s: ask for no more than a century", q.first, q.last)
	}
	return nil
}

// bound reads a bound, if there is one, as UTC. The upstream's times have whole seconds, so a fraction goes up to the next one.
func bound(field, text string) (time.Time, error) {
	t, err := connectors.ParseTime(field, text, time.UTC)
	return t.UTC().Add(time.Second - 1).Truncate(time.Second), err
}

// pick reads the ids asked for.
func (q *query) pick(ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	if len(ids) > maxIDs {
		return connectors.Invalid("ids", "%d ids are too many: ask for at most %d", len(ids), maxIDs)
	}
	q.ids = make(map[string]bool, len(ids))
	numbers := make([]int64, len(ids))
	for i, text := range ids {
		id, err := positive("ids", text)
		if err != nil {
			return err
		}
		numbers[i] = id
	}
	slices.Sort(numbers)
	sent := make([]string, 0, len(ids))
	for _, id := range slices.Compact(numbers) {
		text := strconv.FormatInt(id, 10)
		q.ids[text] = true
		sent = append(sent, text)
	}
	q.idText = strings.Join(sent, ",")
	return nil
}

// positive reads an id, which in this upstream is a number.
func positive(field, text string) (int64, error) {
	id, err := strconv.ParseUint(text, 10, 63)
	if err != nil || id == 0 {
		return 0, connectors.Invalid(field, "%q must be a number above 0, as all ids of this upstream are", text)
	}
	return int64(id), nil
}

// admits reports whether a visit's start and end are within the bounds; end is "" when it cannot be read.
func (q *query) admits(start, end string) bool {
	return start >= q.from &&
		(q.before == "" || start < q.before) &&
		(q.endBefore == "" || end != "" && end < q.endBefore)
}
