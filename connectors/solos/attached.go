package solos

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// projectRequest is what requests for records of a project have in common.
type projectRequest interface {
	GetProjectId() string
	GetIncludeRaw() bool
}

// projectColumn is in the tables of all records of a project.
var projectColumn = transcode.Checked("project_id", transcode.Ref, "project_id")

// ofProject encodes the project of a record.
var ofProject = transcode.Constant[string]("project_id",
	&crmstreamv1.ProjectStep{}, &crmstreamv1.ProjectEvent{}, &crmstreamv1.ProjectChecklist{}, &crmstreamv1.ProjectGood{}, &crmstreamv1.ProjectPayment{})

// attached translates a request for records of a project. The rows get the project's id, since they need not show it.
func attached(op *operation, req projectRequest) (*upstreamRequest, error) {
	const field = "project_id"
	project, err := connectors.ParseID(field, req.GetProjectId(), 1)
	if err != nil {
		return nil, err
	}
	return &upstreamRequest{
		operation: op,
		query:     url.Values{"id": {req.GetProjectId()}},
		checks:    []check{{field, showing(field, []uint64{project})}},
		suspect:   field,
		owner:     field,
		constants: ofProject(req.GetProjectId()),
		raw:       req.GetIncludeRaw(),
	}, nil
}

// addDay adds the upstream's filter by a day.
func (l *upstreamRequest) addDay(date string) error {
	day, err := connectors.ParseDay("date", date)
	if err == nil && day != "" {
		l.query.Set("filter_date", day)
		l.suspect = "date"
	}
	return err
}

// addOne adds the filter for a single record.
func (l *upstreamRequest) addOne(field, id string) error {
	if id == "" {
		return nil
	}
	n, err := connectors.ParseID(field, id, 1)
	if err != nil {
		return err
	}
	l.query.Set("filter_id", id)
	l.checks = append(l.checks, check{field, showing("id", []uint64{n})})
	l.suspect = field
	l.single = true
	return nil
}

// addJoined adds a filter by ids, which the upstream wants joined. admits verifies the filter on rows.
func (l *upstreamRequest) addJoined(field, key string, ids []string, admits func([]uint64) func(*transcode.Row) bool) error {
	numbers, err := parseIDs(field, ids)
	if err != nil || len(ids) == 0 {
		return err
	}
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = strconv.FormatUint(n, 10)
	}
	l.query.Set(key, strings.Join(texts, "_"))
	l.checks = append(l.checks, check{field, admits(numbers)})
	l.suspect = field
	return nil
}

// whole returns the one page of a list that comes in one answer.
func (c *Client) whole(l *upstreamRequest) connectors.Fetch {
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		if at.Cursor != "" {
			return connectors.Page{}, l.gone(at.Cursor)
		}
		a, err := c.ask(ctx, l, 0, everything)
		if err != nil {
			return connectors.Page{}, err
		}
		tc := c.context(l)
		records, err := l.collect(a, tc)
		if err != nil {
			return connectors.Page{}, err
		}
		// Rows that share an id, such as two lines of one good, are all kept: nothing can have moved within one answer.
		slices.SortStableFunc(records, connectors.Record.Compare)
		total := len(records)
		return connectors.Page{Records: connectors.Apart(records), Total: &total, Notices: tc.Notices()}, nil
	}
}
