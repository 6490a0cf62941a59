package solos

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// projects opens a list of projects (Проекты, "GET Проекты" and "POST Фильтр проектов").
func (c *Client) projects(req *crmstreamv1.ListProjectsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l, err := c.translate(req)
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
