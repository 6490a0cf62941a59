package administrate

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// page is one page to be asked for.
type page struct {
	start, limit int
	// ordered says that the page is in the order of the list, descending that it is in the opposite one.
	ordered, descending bool
	// near is the clock of rows on a page on which no row has a time that can be read.
	near string
}

// rows is a page as it came: the paging.Answer has the rows with their clocks as keys, "" for a row without a time.
type rows struct {
	paging.Answer
	notices []connectors.Notice
	// readable says that the time of a row can be read.
	readable bool
}

// ask requests a page of the tasks that obey the conditions of the request and these.
func (r *graphRun) ask(ctx context.Context, p page, bounds ...schema.Filter) (rows, error) {
	variables := map[string]any{"first": p.limit}
	if filters := slices.Concat(r.filters, bounds); len(filters) > 0 {
		variables["filters"] = filters
	}
	if p.ordered {
		variables[r.schema.OrderVariable()], _ = r.schema.OrderBy(r.by, p.descending)
	}
	switch {
	case p.start == 0:
	case r.schema.ByOffset():
		variables["offset"] = p.start
	case r.schema.Positions(): // a cursor is that of the row before ("GraphQL Basics", connections)
		variables["after"] = base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "Cursor:%d", p.start-1))
	default:
		return rows{}, r.failure(connectors.KindUnsupported, "the tenant's GraphQL schema has no positions in lists, and more than %d tasks share one second", p.limit)
	}
	answer, err := r.query(ctx, opGraphTasks, r.schema.TasksQuery(), variables)
	if err != nil {
		if errors.Is(err, errCostly) {
			r.costly.Store(true)
		}
		return rows{}, askLess(err, p.limit)
	}
	got, err := r.read(answer, p)
	if !r.costly.Load() {
		r.fitting.Fits(len(got.Rows), len(answer.Body))
	}
	got.Asked, got.Before = p.limit, p.start
	return got, err
}

// fit is ask, with fewer tasks where an answer of so many is too large or its query too costly.
func (r *graphRun) fit(ctx context.Context, p page, bounds ...schema.Filter) (rows, error) {
	return rest.Fit(&r.fitting, p.limit, 1, func(limit int) (rows, error) {
		p.limit = limit
		return r.ask(ctx, p, bounds...)
	})
}

// read transcodes the rows of an answer, verifies them by the conditions, and gives them their clocks as keys.
func (r *graphRun) read(answer graphAnswer, p page) (rows, error) {
	got := rows{}
	got.Total = paging.NoTotal
	edges, ok := answer.data.Member("tasks", "edges")
	if !ok || edges.Kind() != '[' {
		return got, r.failure(connectors.KindMalformedResponse, "the answer has no list of tasks")
	}
	if total, ok := answer.data.Member("tasks", "pageInfo", "totalRecords"); ok {
		if n, ok := total.Int(); ok {
			got.Total = n
		}
	}
	tc := &transcode.Context{Zone: r.zone, Raw: r.raw, Within: "node"}
	timed, last := 0, "" // the number of rows with a time that can be read, and the time of the latest
	err := graphTable.Rows(edges, tc, func(row *transcode.Row) error {
		for _, c := range r.checks {
			if row.Record.Err == nil && !c.admits(row) {
				return &connectors.Error{Kind: connectors.KindFilterIgnored, Connector: "administrate", Op: opGraphTasks, Field: c.field}
			}
		}
		switch clock := r.clockIn(row); {
		case clock == "": // a row without a time that can be read is where it came
		case p.ordered && last != "" && clock != last && (clock < last) != p.descending:
			return r.failure(connectors.KindInconsistent, "task %q of %s came after one of %s: the upstream ignored the order", row.Record.ID, clock, last)
		default:
			timed++
			last = clock
		}
		row.Record.Key = []byte(last)
		got.Rows = append(got.Rows, row.Record)
		return nil
	})
	got.readable = timed > 0
	placeFirst(got.Rows, p.near)
	got.notices = tc.Notices()
	var e *connectors.Error
	if err != nil && !errors.As(err, &e) {
		err = r.failure(connectors.KindMalformedResponse, "%w", err)
	}
	return got, err
}

// placeFirst gives rows before the first time that can be read that time, and if there is none, near.
func placeFirst(rows []connectors.Record, near string) {
	first := slices.IndexFunc(rows, func(row connectors.Record) bool { return clockOf(row) != "" })
	if first < 0 {
		first = len(rows)
	} else {
		near = clockOf(rows[first])
	}
	for i := range first {
		rows[i].Key = []byte(near)
	}
}

// timed is fit, with as many more rows as it takes to have one with a time that can be read: a list goes on after a time.
func (r *graphRun) timed(ctx context.Context, p page, bounds ...schema.Filter) (rows, error) {
	got, err := r.fit(ctx, p, bounds...)
	if err != nil {
		return got, err
	}
	for !got.readable && len(got.Rows) > 0 {
		p.start = len(got.Rows)
		more, err := r.fit(ctx, p, bounds...)
		got.Asked += more.Asked
		if err != nil || len(more.Rows) == 0 {
			return got, err
		}
		if bytes.Equal(more.Rows[0].ID, got.Rows[0].ID) || p.start > maxSecond {
			return got, r.failure(connectors.KindInconsistent, "the times of %d tasks in a row cannot be read", p.start)
		}
		if more.readable {
			for i := range got.Rows {
				got.Rows[i].Key = more.Rows[0].Key
			}
		}
		got.Rows, got.readable = append(got.Rows, more.Rows...), more.readable
		got.notices = append(got.notices, more.notices...)
	}
	return got, nil
}

// clockIn returns the clock of a row in the field that orders the list, "" for none, and notes the forms of the row's times.
func (r *graphRun) clockIn(row *transcode.Row) string {
	by := ""
	for _, field := range timeFields {
		text, ok := row.Check(field)
		if !ok {
			continue
		}
		clock, form, _ := readClock(text)
		r.saw(field, form)
		if field == r.by {
			by = clock
		}
	}
	return by
}

// clockOf returns the clock of a row.
func clockOf(r connectors.Record) string { return string(r.Key) }
