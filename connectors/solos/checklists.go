package solos

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// checklistTable reads a checklist of a project.
var checklistTable = transcode.Must(transcode.New(&crmstreamv1.ProjectChecklist{},
	transcode.ID("id", "id"),
	projectColumn,
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("due_date", transcode.Date, "deadline", "date"),
	transcode.Col("overdue", transcode.Flag, "expired"),
	transcode.Objects("items", itemTable, "items"),
	transcode.Col("fields", transcode.Rest),
))

// itemTable reads an item of a checklist. The name is the first column, since an item that is a plain text becomes the first
// column.
var itemTable = transcode.Must(transcode.New(&crmstreamv1.ProjectChecklistItem{},
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("done", transcode.Flag, "done", "completed"),
	transcode.Col("due_date", transcode.Date, "deadline", "date"),
))

// projectChecklists opens a list of the checklists of a project (Проекты, "GET Чек-лист проекта").
func (c *Client) projectChecklists(req *crmstreamv1.ListProjectChecklistsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l, err := attached(c.checklists, req)
	if err != nil {
		return nil, err
	}
	return c.whole(l), nil
}
