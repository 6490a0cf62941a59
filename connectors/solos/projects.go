package solos

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// projects opens a list of projects (Проекты, "GET Проекты" and "POST Фильтр проектов").
func (c *Client) projects(req *crmstreamv1.ListProjectsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l, err := c.listing(req)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		from, err := l.place(at.Cursor)
		if err != nil {
			return connectors.Page{}, err
		}
		if l.descending {
			return c.newest(ctx, l, at.Want)
		}
		return c.ascending(ctx, l, from, at.Want)
	}, nil
}

// getProject opens the look-up of a project, deleted or not (Проекты, "GET Проект").
func (c *Client) getProject(req *crmstreamv1.GetProjectRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	return c.one(c.project, req)
}

// newest fetches the one page of the descending order.
func (c *Client) newest(ctx context.Context, l *listing, want int) (connectors.Page, error) {
	count := c.settings.PageSize
	if want > 0 {
		count = min(count, want)
	}
	s, err := c.read(ctx, l, 0, count, place{})
	if err == nil && s.above > 0 && len(s.records) < count && s.rows == s.asked {
		// Rows behind the creation range have taken the places of rows that are wanted.
		s, err = c.read(ctx, l, 0, c.settings.PageSize, place{})
	}
	if err != nil {
		return connectors.Page{}, err
	}
	if s.above > 0 && s.above == s.outside && len(s.records) < count && s.rows == s.asked {
		return connectors.Page{}, connectors.Invalid("created_before",
			"too many projects were created on that day for the newest ones before it to fit a page: list them in the order of ids")
	}
	if !l.operation.short(s.rows, s.asked) && s.rows < s.asked { // maybe cut
		behind, err := c.read(ctx, l, s.end(), s.rows, place{}) // one row may be of this page, moved down by a new project
		if err != nil {
			return connectors.Page{}, err
		}
		switch {
		case behind.readable() && behind.first.Compare(s.first) >= 0:
			return connectors.Page{}, behind.restarted(l)
		case behind.readable() && behind.last.Compare(s.last) < 0:
			return connectors.Page{}, l.errorf(connectors.KindMisconfigured,
				"the upstream sends no more than %d projects at a time: set page_size to that", s.rows)
		}
	}
	return s.page(true), nil
}
